import pytest
from invented import make_survey

from questionnaires.method import IndicatorRow
from surveyapp.analysis.indicator_sets import current_indicators
from surveyapp.analysis.market import audit_rows, sales_rows
from surveyapp.analysis.verdicts import judge
from surveyapp.revisions import NOTHING_BEFORE, ClosedLeaf, FreeLeaf, Header, make_revision
from surveyapp.store.revisions import insert_revisions
from surveyapp.store.sales import Sale, SalesBatch, write_batch

WATER = IndicatorRow(
    "water_devices",
    source="audit",
    target=100.0,
    direction="equal",
    unclear="excluded",
    unclear_when="x",
)


@pytest.fixture
def survey(tmp_path):
    with make_survey(tmp_path / "market.survey", permille=0.05) as made:
        yield made


def sold(survey, grades, scope="all"):
    batch = SalesBatch(
        "b",
        "2025",
        "演示.xlsx",
        "h",
        {},
        "2025-10-01",
        "d",
        len(grades),
        len(grades),
        scope,
        {},
        True,
    )
    lines = [
        Sale(k, "refrigerator", "", "", grade, 10.0, 1000.0, "2025-09-01", "", "网点一", "330402")
        for k, grade in enumerate(grades, 1)
    ]
    write_batch(survey.store, batch, lines)


def shares(survey):
    rows = sales_rows(survey, current_indicators(survey).of_source("sales"))
    return {
        row.reading: row
        for row in rows
        if (row.indicator, row.domain_variable) == ("appliances", "city")
    }


def test_goods_without_a_grade_have_four_readings(survey):
    sold(survey, ["1", "2", "5", "none"])
    found = shares(survey)
    assert found["not_satisfied"].estimate == pytest.approx(50)
    assert found["excluded"].estimate == pytest.approx(200 / 3)
    assert found["bounds_high"].estimate == pytest.approx(75)
    assert found["not_satisfied"].primary_reading


def test_all_sales_are_a_complete_count_with_coverage(survey):
    sold(survey, ["1", "1", "5"])
    row = shares(survey)["not_satisfied"]
    assert row.complete
    assert row.low is None
    assert [note.code for note in row.notes] == ["analysis.sales-coverage"]
    assert judge(row, current_indicators(survey).indicator("appliances"))[0] == "met"


def test_subsidised_sales_are_not_assessed(survey):
    sold(survey, ["1", "1"], scope="subsidised")
    row = shares(survey)["not_satisfied"]
    verdict, reason = judge(row, current_indicators(survey).indicator("appliances"))
    assert (verdict, reason.code) == ("not_assessed", "analysis.reason-sales-scope")


def audited(survey, outlets):
    """Outlets as tuples of grades of their taps."""
    revisions = []
    for number, grades in enumerate(outlets, 1):
        header = Header(
            f"{number:032x}",
            b"\2" * 16,
            1,
            number,
            number,
            "s",
            "final",
            "water_devices_audit",
            "q",
            "2025",
            f"O{number}",
            "face_to_face",
            "1.10",
            NOTHING_BEFORE,
            (),
            "2025-10-01T00:00:00Z",
            1,
        )
        answers = {"section_outlet/district": "330402", "section_outlet/coverage": "all"}
        for place, grade in enumerate(grades, 1):
            answers[f"models[{place}]/device_class"] = "tap"
            answers[f"models[{place}]/water_grade"] = grade
        revisions.append(make_revision(header, ClosedLeaf(answers), FreeLeaf()))
    insert_revisions(survey.store, revisions, None, "2025-10-02T00:00:00Z")


def city(survey):
    rows = audit_rows(survey, [WATER])
    return {row.reading: row for row in rows if row.domain_variable == "city"}


def test_the_unit_is_the_model_and_the_cluster_the_outlet(survey):
    audited(survey, [("1", "1", "5"), ("2", "5"), ("1", "1", "unknown"), ("1",)])
    row = city(survey)["excluded"]
    assert row.estimate == pytest.approx(100 * 6 / 8)
    assert row.n == 8
    assert row.df == 3
    assert judge(row, WATER)[0] == "not_met"


def test_no_failing_model_in_a_sample_has_an_upper_bound_by_outlets(survey):
    audited(survey, [("1", "1", "1")] * 20)
    row = city(survey)["excluded"]
    # Nothing seen in 20 outlets: 1 - 0.05 ** (1 / 20) may still fail.
    assert row.upper_bound == pytest.approx(100 * (1 - 0.05 ** (1 / 20)))
    assert judge(row, WATER)[0] == "not_distinguishable"
