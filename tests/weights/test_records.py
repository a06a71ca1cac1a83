"""Steps leave records, estimates print as one table, and what is missing says why."""

import pytest

from tests.weights.reference import cases, design
from weights import (
    FLAGS,
    REFUSALS,
    Flag,
    WeightsError,
    adjust_p,
    against_target,
    difference,
    simultaneous,
)


def raked():
    return design("pub").rake(cases()["rake.pub_exact"]["adjust"][0]["margins"])


def test_a_step_records_its_margins_factors_and_what_it_cost():
    record = raked().records[0]
    assert record.step == "raking"
    assert len(record.margins) == 7 + 4 + 4 + 6
    assert all(line.after == pytest.approx(line.target) for line in record.margins)
    assert record.factor_low < 1 < record.factor_high
    assert record.after.kish_deff > record.before.kish_deff
    assert "age=1" in str(record)


def test_the_design_before_a_step_is_untouched():
    start = design("pub")
    before = start.weights.copy()
    start.rake({"age": cases()["replicate.jkn_pub_poststrat"]["adjust"][0]["population"]})
    assert (start.weights == before).all()
    assert start.records == ()


def test_estimates_print_as_one_table_with_their_methods():
    text = str(design("pub").proportion("sat", by="district"))
    assert len(text.splitlines()) == 1 + 7 + 1
    assert "korn-graubard" in text
    assert "PSUs - strata of the domain" in text


def test_a_frame_has_one_line_per_figure_and_a_column_per_domain():
    frame = design("pub").proportion("sat", by=("district", "sex")).to_frame()
    assert len(frame) == 14
    assert {"district", "sex", "estimate", "se", "df", "n", "n_weighted", "flags"} <= set(frame)


def test_simultaneous_intervals_are_wider_and_consistent_with_adjusted_p_values():
    plain = design("pub").proportion("sat", by="district")
    wide = simultaneous(plain)
    assert all(w.low < p.low and w.high > p.high for p, w in zip(plain, wide, strict=True))
    tests = against_target(plain, 0.88)
    adjusted = adjust_p([test.p_interval for test in tests], "bonferroni")
    joint = against_target(wide, 0.88)
    for test, p in zip(joint, adjusted, strict=True):
        assert (test.position != "covered") == (p < 0.05)


def test_holm_never_exceeds_bonferroni():
    values = [0.001, 0.02, 0.04, 0.5]
    holm, plain = adjust_p(values, "holm"), adjust_p(values, "bonferroni")
    assert holm == pytest.approx([0.004, 0.06, 0.08, 0.5])
    assert all(h <= b for h, b in zip(holm, plain, strict=True))


@pytest.mark.parametrize("target", [0.5, 0.77, 0.8, 0.85])
def test_interval_and_p_value_never_disagree(target):
    test = against_target(design("pub").proportion("sat"), target)[0]
    assert (test.position == "covered") == (test.p_interval >= 0.05)


def test_a_difference_of_independent_figures_adds_variances():
    rows = design("pub").mean("sat", by="district")
    found = difference(rows[0], rows[1])
    assert found.estimate == pytest.approx(rows[1].estimate - rows[0].estimate)
    assert found.se**2 == pytest.approx(rows[0].se ** 2 + rows[1].se ** 2)


def test_unlisted_codes_cannot_be_raised():
    with pytest.raises(KeyError):
        WeightsError("no such code")
    with pytest.raises(KeyError):
        Flag("no such flag")
    assert not set(REFUSALS) & set(FLAGS)
