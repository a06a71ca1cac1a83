"""Plan, frame, draw and assignments on a real survey file."""

from collections import Counter

import pytest

from surveyapp.errors import SurveyError
from surveyapp.operators import Operator, Role
from surveyapp.population.districts import DISTRICTS
from surveyapp.population.harmonise import harmonise_survey
from surveyapp.population.reading import import_margins, shipped_margins
from surveyapp.sampling.assignments import Surveyor, assign_households
from surveyapp.sampling.draw import draw_sample, read_drawn
from surveyapp.sampling.frame import import_frame, summarise_frame, synthetic_frame
from surveyapp.sampling.plan import (
    allocate_permille,
    current_plan,
    expected_precision,
    make_area_plan,
    read_coverage_targets,
)
from surveyapp.survey import SurveyInfo, create_survey


def make_survey(folder, *, synthetic=True):
    operator = Operator("op1", "李工", Role.DESIGNER)
    info = SurveyInfo({"zh": "演示"}, "2025", synthetic=synthetic)
    survey = create_survey(folder / "s.survey", info, operator)
    import_margins(survey, shipped_margins())
    harmonise_survey(survey)
    return survey


@pytest.fixture
def survey(tmp_path):
    with make_survey(tmp_path) as made:
        yield made


def test_one_per_mille_is_5401_with_the_odd_persons_by_largest_remainder():
    residents = {
        m.district: m.value
        for m in shipped_margins()
        if m.variable == "population" and m.district in DISTRICTS
    }
    wanted = allocate_permille(residents, 1.0)
    assert sum(wanted.values()) == 5401
    assert wanted == {
        "330402": 840,
        "330411": 679,
        "330421": 648,
        "330424": 457,
        "330481": 1076,
        "330482": 671,
        "330483": 1030,
    }


def test_the_plan_tells_its_half_width_before_anything_is_drawn(survey):
    make_area_plan(survey)
    by_district = {one.district: one for one in expected_precision(current_plan(survey))}
    # z * sqrt(0.8 * 0.2 * 1.5 / 457), as a hand calculator gives it.
    assert by_district["330424"].half_width == pytest.approx(4.4915, abs=1e-3)
    assert by_district["330400"].half_width == pytest.approx(1.3065, abs=1e-3)
    assert by_district["330424"].detectable > by_district["330424"].half_width


def test_coverage_targets_add_up_to_the_interviews_of_each_district(survey):
    plan = make_area_plan(survey)
    sums = Counter()
    for cell in read_coverage_targets(survey):
        (variable,) = cell.definition
        sums[cell.district, variable] += cell.target
    assert set(sums) == {(d, v) for d in DISTRICTS for v in ("sex_age", "education", "occupation")}
    assert all(total == plan.completes[district] for (district, _), total in sums.items())


def test_the_inverse_probabilities_add_up_to_the_households_of_the_frame(survey):
    make_area_plan(survey)
    synthetic_frame(survey, seed=3)
    drawn = draw_sample(survey, seed=11)
    frame = sum(row.households for row in summarise_frame(survey))
    assert sum(1 / one.probability for one in drawn) == pytest.approx(frame, rel=1e-9)


def test_the_seed_redoes_the_draw(tmp_path):
    draws = []
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        with make_survey(folder) as made:
            make_area_plan(made)
            synthetic_frame(made, seed=3)
            draws.append(draw_sample(made, seed=11))
    assert draws[0] == draws[1]


def test_a_second_draw_is_refused_and_names_the_seed(survey):
    make_area_plan(survey)
    synthetic_frame(survey, seed=3)
    first = draw_sample(survey, seed=11)
    with pytest.raises(SurveyError) as refused:
        draw_sample(survey, seed=12)
    assert refused.value.code == "sampling.drawn-already"
    assert "11" in refused.value.sentence
    assert read_drawn(survey) == first


def test_whole_communities_go_to_one_surveyor_of_their_district(survey):
    make_area_plan(survey)
    synthetic_frame(survey, seed=3)
    drawn = draw_sample(survey, seed=11)
    surveyors = [Surveyor(bytes([i]) * 16, f"访员{i}", DISTRICTS[i % 7]) for i in range(14)]
    given = assign_households(survey, surveyors, "jiaxing_public")
    assert {one.unit_id for one in given} == {one.unit_id for one in drawn}
    assert len({one.iid for one in given}) == len(drawn)
    district_of = {one.device_id: one.district for one in surveyors}
    holders = {}
    for one in given:
        assert one.unit_id.startswith(district_of[one.device_id])
        holders.setdefault(one.body["psu"], set()).add(one.device_id)
    assert all(len(devices) == 1 for devices in holders.values())
    assert assign_households(survey, surveyors, "jiaxing_public") == []


def test_a_district_without_a_laptop_is_named(survey):
    make_area_plan(survey)
    synthetic_frame(survey, seed=3)
    draw_sample(survey, seed=11)
    with pytest.raises(SurveyError) as refused:
        assign_households(survey, [Surveyor(bytes(16), "访员", "330402")], "jiaxing_public")
    assert refused.value.code == "sampling.no-devices"


def test_a_district_without_a_laptop_waits_where_that_is_wanted(survey):
    make_area_plan(survey)
    synthetic_frame(survey, seed=3)
    draw_sample(survey, seed=11)
    laptop = Surveyor(bytes(16), "访员", "330402")
    made = assign_households(survey, [laptop], "jiaxing_public", so_far=True)
    assert made
    assert {one.unit_id[:6] for one in made} == {"330402"}


def test_an_invented_frame_does_not_enter_a_real_survey(tmp_path):
    with make_survey(tmp_path, synthetic=False) as real:
        with pytest.raises(SurveyError) as refused:
            synthetic_frame(real, seed=1)
        assert refused.value.code == "sampling.not-a-demonstration"


HEADER = "community,district,residence,households\n"


def test_a_list_of_communities_is_read(survey, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(f"{HEADER}A1,330402,urban,900\nA2,330402,rural,400\n", encoding="utf-8")
    import_frame(survey, file, source="户籍 2025", legal_basis="统计法")
    assert [(one.stratum, one.households) for one in summarise_frame(survey)] == [
        ("330402|urban", 900),
        ("330402|rural", 400),
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("A1,330402,urban,900\nA1,330402,urban,900\n", "sampling.twice-in-frame"),
        ("A1,999999,urban,900\n", "sampling.bad-frame-row"),
        ("A1,330402,suburb,900\n", "sampling.bad-frame-row"),
        ("A1,330402,urban,-5\n", "sampling.bad-frame-row"),
        ("A1,330402,urban,９\n", "sampling.bad-frame-row"),
        (",330402,urban,9\n", "sampling.bad-frame-row"),
    ],
)
def test_a_bad_list_is_refused_whole(survey, tmp_path, body, code):
    file = tmp_path / "list.csv"
    file.write_text(HEADER + body, encoding="utf-8")
    with pytest.raises(SurveyError) as refused:
        import_frame(survey, file, source="户籍 2025", legal_basis="统计法")
    assert refused.value.code == code
    with pytest.raises(SurveyError):
        summarise_frame(survey)
