"""Sizes, power, allocation and selection."""

import numpy as np
import pytest

from tests.weights.reference import cases
from weights import (
    Conditions,
    Stratum,
    WeightsError,
    allocate,
    allocate_for_precision,
    assign_kish_tables,
    detectable_difference,
    draw_brewer,
    draw_pps_systematic,
    draw_sampford,
    draw_simple,
    draw_systematic,
    generator,
    half_width,
    inclusion_probabilities,
    last_birthday,
    power_against_target,
    power_of_difference,
    size_for_difference,
    size_for_proportion,
    upper_bound_none_seen,
)

STRATA = [
    Stratum("a", 4000, (10.0, 3.0), 1.0),
    Stratum("b", 1000, (30.0, 1.0), 4.0),
    Stratum("c", 200, (5.0, 9.0), 1.0, least=5),
]


def test_power_agrees_with_r():
    case = cases()["power.of_n"]
    found = power_of_difference(600, 0.8, 0.75)
    assert found == pytest.approx(case["expect"]["power"], rel=case["rel_tol"])


def test_the_half_width_of_the_plan_is_that_of_the_design_page():
    assert half_width(457, 0.8, 1.5) == pytest.approx(0.045, abs=2e-4)


def test_size_and_half_width_undo_each_other():
    size = size_for_proportion(0.8, 0.03, Conditions(deff=1.5, response=0.6))
    assert half_width(size.completed, 0.8, 1.5) <= 0.03
    assert half_width(size.completed - 1, 0.8, 1.5) > 0.03
    assert size.to_draw >= size.completed / 0.6


def test_a_detectable_difference_is_found_with_the_power_asked_for():
    gap = detectable_difference(457, 0.8, 1.5)
    power = power_against_target(457, 0.8 - gap, 0.8, Conditions(deff=1.5))
    assert power == pytest.approx(0.8, abs=1e-6)


def test_a_size_for_a_difference_has_its_power():
    size = size_for_difference(0.8, 0.75).completed
    assert power_of_difference(size, 0.8, 0.75) >= 0.8
    assert power_of_difference(size - 2, 0.8, 0.75) < 0.8


def test_none_seen_in_three_hundred_is_one_percent():
    assert upper_bound_none_seen(299) == pytest.approx(0.01, rel=0.01)


def test_none_seen_in_nearly_all_of_a_small_population():
    assert upper_bound_none_seen(50, population=50) == 0.0
    assert upper_bound_none_seen(40, population=50) < upper_bound_none_seen(40)


@pytest.mark.parametrize(
    "rule", ["equal", "proportional", "square root", "power", "neyman", "optimal"]
)
def test_allocations_add_up_within_their_limits(rule):
    found = allocate(500, STRATA, rule)
    assert found.total == 500
    assert all(s.least <= n <= s.limit for n, s in zip(found.sizes, STRATA, strict=True))


def test_neyman_follows_size_times_deviation():
    found = allocate(700, STRATA[:2], "neyman")
    assert found.sizes == (400, 300)


def test_more_than_there_is_cannot_be_allocated():
    with pytest.raises(WeightsError) as caught:
        allocate(6000, STRATA)
    assert caught.value.parameters["most"] == 5200


def test_bethels_allocation_meets_every_variance_and_no_cheaper_neighbour_does():
    limits = (4.0e6, 1.5e5)
    found = allocate_for_precision(STRATA, limits)

    def variances(sizes):
        return [
            sum(
                s.population**2 * s.sds[j] ** 2 * (1 / n - 1 / s.population)
                for s, n in zip(STRATA, sizes, strict=True)
            )
            for j in range(2)
        ]

    assert all(v <= limit for v, limit in zip(variances(found.sizes), limits, strict=True))
    fewer = [max(n - 3, 2) for n in found.sizes]
    assert any(v > limit for v, limit in zip(variances(fewer), limits, strict=True))


@pytest.mark.parametrize("draw", [draw_pps_systematic, draw_sampford, draw_brewer])
def test_units_are_drawn_with_their_probabilities(draw):
    sizes = [1, 2, 3, 4, 5, 30]
    chances = inclusion_probabilities(sizes, 3)
    rng = generator(11)
    seen = np.zeros(6)
    for _ in range(3000):
        drawn = draw(sizes, 3, rng)
        assert len(set(drawn.indices.tolist())) == 3
        seen[drawn.indices] += 1 / 3000
    np.testing.assert_allclose(seen, chances, atol=0.03)


def test_a_seed_gives_the_same_draw_everywhere():
    assert draw_simple(20, 5, generator(1)).indices.tolist() == [2, 9, 16, 18, 19]
    assert draw_systematic(20, 4, generator(1)).indices.tolist() == [2, 7, 12, 17]


def test_kish_tables_give_every_adult_a_nearly_equal_chance():
    tables = assign_kish_tables(24_000, generator(3))
    chosen = np.bincount([table.person(4) for table in tables], minlength=5)[1:]
    np.testing.assert_allclose(chosen / 24_000, 0.25, atol=0.01)


def test_the_last_birthday_is_the_most_recent_one():
    assert last_birthday([(3, 1), (12, 24), (11, 20)], (11, 23)) == 3
    assert last_birthday([(12, 24), (11, 25)], (11, 23)) == 1
