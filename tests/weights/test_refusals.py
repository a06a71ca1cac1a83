"""What cannot be computed is refused with its cause."""

import numpy as np
import pytest

from tests.weights.reference import cases, design, table
from weights import REFUSALS, Design, WeightsError

DISTRICT = {"1": 90000, "2": 66000, "3": 60000, "4": 52000, "5": 45000, "6": 40000, "7": 18000}
AGE = {"1": 100170, "2": 115010, "3": 89040, "4": 66780}


def refusal(action):
    with pytest.raises(WeightsError) as caught:
        action()
    error = caught.value
    assert set(error.parameters) <= set(REFUSALS[error.code])
    return error


def test_margins_that_disagree_are_named_with_their_gap():
    more = {key: value * 1.1 for key, value in AGE.items()}
    error = refusal(lambda: design("pub").rake({"district": DISTRICT, "age": more}))
    assert error.code == "margins.contradict"
    assert error.parameters["first"] == "district"
    assert error.parameters["second"] == "age"
    assert error.parameters["gap"] == pytest.approx(37100)


def test_margins_that_disagree_in_one_district_name_it():
    nested = {
        "sex": {d: {"1": 10.0, "2": 10.0} for d in DISTRICT},
        "age": {d: {"1": 5.0, "2": 5.0, "3": 5.0, "4": 7.0 if d == "3" else 5.0} for d in DISTRICT},
    }
    error = refusal(lambda: design("pub").rake(nested, within="district"))
    assert (error.code, error.parameters["within"]) == ("margins.contradict", "3")


def test_a_category_without_respondents_is_named():
    error = refusal(lambda: design("pub").rake({"age": {**AGE, "5": 1000}}))
    assert error.code == "margins.empty_category"
    assert error.parameters["category"] == "5"


def test_a_category_without_a_target_is_named():
    short = {key: value for key, value in AGE.items() if key != "4"}
    error = refusal(lambda: design("pub").rake({"age": short}))
    assert (error.code, error.parameters["category"]) == ("margins.category_without_target", "4")


def test_infeasible_bounds_come_with_the_tightest_feasible_ones():
    margins = cases()["rake.pub_exact"]["adjust"][0]["margins"]
    start = design("pub")
    error = refusal(lambda: start.calibrate(margins, bounds=(0.9, 1.05)))
    assert error.code == "calibration.bounds_infeasible"
    assert error.parameters["tightest_lower"] < 0.9
    assert error.parameters["tightest_upper"] > 1.05
    upper = refusal(lambda: start.calibrate(margins, bounds=(0.55, 1.2))).parameters
    found = start.calibrate(margins, bounds=(0.55, upper["tightest_upper"] * 1.0001))
    assert found.records[0].factor_high <= upper["tightest_upper"] * 1.0001 + 1e-9


@pytest.mark.parametrize("method", ["linear", "raking", "logit"])
def test_bounds_that_are_feasible_are_kept(method):
    margins = cases()["rake.pub_exact"]["adjust"][0]["margins"]
    found = design("pub").calibrate(margins, method=method, bounds=(0.55, 1.8))
    record = found.records[0]
    assert record.factor_low >= 0.55 - 1e-9
    assert record.factor_high <= 1.8 + 1e-9
    assert all(abs(line.after - line.target) < 1e-5 for line in record.margins)


def test_a_class_without_respondents_is_named():
    frame = table("pubsurvey").copy()
    frame.loc[(frame.district == 2) & (frame.age == 1), "resp"] = 0
    start = Design.from_frame(frame, "bw", "stratum", "psu")
    error = refusal(lambda: start.adjust_nonresponse("resp", by=("district", "age")))
    assert (error.code, error.parameters["category"]) == ("nonresponse.empty_class", "2 × 1")


def test_an_odd_response_code_is_refused_and_not_counted_as_a_respondent():
    frame = table("pubsurvey").assign(resp=lambda f: f.resp.where(f.id != 5, 9))
    start = Design.from_frame(frame, "bw", "stratum", "psu")
    error = refusal(lambda: start.adjust_nonresponse("resp"))
    assert error.code == "nonresponse.unknown_outcome"


def test_a_lonely_psu_is_refused_by_default_with_its_stratum():
    error = refusal(lambda: design("publone").mean("sat"))
    assert (error.code, error.parameters["strata"]) == ("lonely_psu", ("72",))


@pytest.mark.parametrize("lonely", ["certainty", "remove", "adjust", "average", "collapse"])
def test_every_other_treatment_of_a_lonely_psu_gives_a_standard_error(lonely):
    found = Design.from_frame(design("publone").frame, "bw", "stratum", "psu", lonely=lonely)
    assert 0.01 < found.mean("sat")[0].se < 0.02


def test_a_population_smaller_than_the_sample_is_refused():
    frame = table("apistrat").assign(fpc=10)
    error = refusal(lambda: Design.from_frame(frame, "pw", "stype", fpc="fpc"))
    assert error.code == "fpc.too_small"


def test_an_unknown_column_is_named():
    error = refusal(lambda: design("pub").mean("nothing"))
    assert error.parameters["column"] == "nothing"


def test_cuts_that_break_the_margins_come_with_the_tightest_that_do_not():
    start = design("pub").rake(cases()["rake.pub_exact"]["adjust"][0]["margins"])
    error = refusal(lambda: start.trim(0, 400, redistribute="margins"))
    assert error.code == "trimming.margins_infeasible"
    upper = error.parameters["tightest_upper"]
    found = start.trim(0, upper * 1.0001, redistribute="margins")
    assert found.weights.max() <= upper * 1.0001 + 1e-6
    assert refusal(lambda: start.trim(0, upper * 0.999, redistribute="margins"))


@pytest.mark.parametrize("method", ["linear", "raking"])
def test_totals_that_contradict_each_other_are_named_with_their_gap(method):
    twice = design("clus1").assign(two=lambda f: f.api99 * 2)
    totals = {"api99": 3914069, "two": 7000000}
    error = refusal(lambda: twice.calibrate(totals=totals, method=method))
    assert (error.code, error.parameters["name"]) == ("calibration.contradict", "two")
    assert error.parameters["gap"] == pytest.approx(828138)


def test_a_population_that_is_not_the_margins_sum_is_refused():
    margins = {"stype": {"E": 4421, "H": 755, "M": 1018}}
    error = refusal(lambda: design("clus1").calibrate(margins, {"intercept": 6000}))
    assert error.code == "margins.contradict"
    assert error.parameters["gap"] == pytest.approx(-194)


def test_negative_weights_of_linear_calibration_still_count():
    margins = {"stype": {"E": 4421, "H": 755, "M": 1018}}
    start = design("clus1").calibrate(margins, {"api99": 3914069}, equal_within="dnum")
    assert (start.weights < 0).any()
    assert start.total("stype").values() == pytest.approx([4421, 755, 1018])
    assert start.spread.total == pytest.approx(6194)


def test_margins_that_nobody_can_meet_are_named_with_what_is_short():
    start = design("pub")
    start = start.assign(taught=np.where(start.frame.age.astype(str) == "4", "none", "some"))
    taught = {"none": 80_000.0, "some": 371_000.0 - 80_000.0}
    error = refusal(lambda: start.rake({"age": AGE, "taught": taught}))
    assert error.code == "raking.infeasible"
    assert error.parameters["wanting"] == ("taught=none",)
    assert error.parameters["holding"] == ("age=4",)
    assert error.parameters["gap"] == pytest.approx(80_000 - AGE["4"])
