"""Joint inclusion probabilities of Brewer's selection, by three other ways."""

from itertools import permutations

import numpy as np
import pytest

from weights import WeightsError, draw_brewer, generator, inclusion_probabilities
from weights.brewer import brewer_joint, high_entropy_joint

SIZES = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 7.0])


def by_orders(chances, n):
    """Every order of drawing with the probabilities Brewer (1975) gives, without shortcuts."""
    joint = np.zeros((chances.size, chances.size))
    for order in permutations(range(chances.size), n):
        chance, drawn = 1.0, []
        for unit in order:
            spare = n - sum(chances[k] for k in drawn)
            open_to = [k for k in range(chances.size) if k not in drawn]
            left = n - len(drawn)
            share = {
                k: chances[k] * (spare - chances[k]) / (spare - left * chances[k]) for k in open_to
            }
            chance *= share[unit] / sum(share.values())
            drawn.append(unit)
        joint[np.ix_(order, order)] += chance
    return joint


@pytest.mark.parametrize("n", [2, 3, 4])
def test_pairs_agree_with_every_order_of_drawing(n):
    chances = inclusion_probabilities(SIZES, n)
    open_to = chances < 1.0
    left = n - int((~open_to).sum())
    found = brewer_joint(chances)
    expected = by_orders(chances[open_to], left)
    np.testing.assert_allclose(found[np.ix_(open_to, open_to)], expected, rtol=1e-10)
    np.testing.assert_allclose(found.sum(axis=1), n * chances, rtol=1e-10)


def test_two_of_equal_units_is_a_simple_random_sample():
    found = brewer_joint(np.full(4, 0.5))
    np.testing.assert_allclose(found, np.full((4, 4), 1 / 6) + np.eye(4) / 3)


def test_pairs_agree_with_many_draws():
    chances = inclusion_probabilities(SIZES, 3)
    rng, rounds = generator(11), 20_000
    seen = np.zeros((SIZES.size, SIZES.size))
    for _ in range(rounds):
        drawn = draw_brewer(SIZES, 3, rng).indices
        seen[np.ix_(drawn, drawn)] += 1.0 / rounds
    expected = brewer_joint(chances)
    errors = np.sqrt(expected * (1.0 - expected) / rounds)
    assert (np.abs(seen - expected) <= 4.5 * errors + 1e-12).all()


def test_a_certain_unit_is_with_every_other_one():
    chances = inclusion_probabilities([1.0, 1.0, 2.0, 50.0], 3)
    found = brewer_joint(chances)
    np.testing.assert_allclose(found[3], chances)
    np.testing.assert_allclose(found.sum(axis=1), 3 * chances)


def test_the_approximation_is_near_the_exact_pairs():
    chances = inclusion_probabilities(np.arange(10.0, 30.0), 4)
    exact, near = brewer_joint(chances), high_entropy_joint(chances)
    np.testing.assert_allclose(near, exact, rtol=0.02)


def test_too_many_sets_are_refused():
    with pytest.raises(WeightsError) as caught:
        brewer_joint(np.full(100, 0.1))
    assert caught.value.code == "plan.infeasible"
