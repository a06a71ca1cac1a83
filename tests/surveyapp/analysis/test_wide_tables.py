import pytest

from questionnaires.model import Choice, Group, Question, Questionnaire, Repeat
from surveyapp.analysis.wide_tables import build_tables, read_wide_tables
from surveyapp.revisions import NOTHING_BEFORE, ClosedLeaf, FreeLeaf, Header, make_revision
from surveyapp.store.interviews import InterviewState

FORM = Questionnaire(
    "f",
    "f",
    body=(
        Question("age", "integer"),
        Question("name", "text"),
        Group("g", (Question("sex", "select_one", list_name="sex"),)),
        Question("ways", "select_multiple", list_name="sex"),
        Repeat("child", (Question("grade", "integer"),)),
    ),
    lists={"sex": (Choice("male"), Choice("female"))},
)


def tables(*answers, disposition="1.10"):
    states, revisions = [], []
    for number, one in enumerate(answers):
        iid = f"{number:032x}"
        header = Header(
            iid, b"\1" * 16, 1, 1, 1, "s", "final", "f", "q", "2025", "u", "telephone", disposition,
            NOTHING_BEFORE, (), "2025-10-01T00:00:00Z", 1,
        )  # fmt: skip
        revision = make_revision(header, ClosedLeaf(one, selection={"adults": 2}), FreeLeaf())
        revisions.append(revision)
        status = "complete" if disposition == "1.10" else "partial"
        states.append(
            InterviewState(
                iid,
                "u",
                b"\1" * 16,
                "f",
                "q",
                "2025",
                "s",
                "telephone",
                status,
                disposition,
                1,
                revision.rev_id,
                1,
                "",
                "2025-10-01",
                "",
            )
        )
    return build_tables(FORM, states, revisions)


def test_columns_are_typed_from_the_questionnaire_and_free_text_stays_out():
    frame = tables({"age": 30, "g/sex": "female", "ways": ["male", "female"]}).interviews
    assert frame["age"].dtype == float
    assert list(frame["sex"].cat.categories) == ["male", "female"]
    assert frame.loc[0, "ways"] == "male female"
    assert "name" not in frame
    assert frame.loc[0, "adults"] == 2


def test_special_answers_keep_their_reason_beside_them():
    row = tables({"age": {"special": "refused"}}).interviews.loc[0]
    assert row["age"] != row["age"]
    assert row["age__status"] == "refused"
    assert row["sex__status"] == "not_asked"


def test_what_a_partial_interview_did_not_reach_is_missing():
    assert tables({"age": 4}, disposition="1.20").interviews.loc[0, "sex__status"] == "missing"


def test_a_repeat_has_its_own_table_keyed_by_interview_path_and_position():
    found = tables({"age": 30, "child[1]/grade": 3, "child[2]/grade": 5}, {"age": 40})
    child = found.repeats["child"]
    assert child[["path", "position", "grade"]].to_numpy().tolist() == [
        ["child[1]", 1, 3.0],
        ["child[2]", 2, 5.0],
    ]
    assert child["iid"].nunique() == 1


def test_age_and_sex_make_the_categories_of_the_margins():
    row = tables({"age": 34, "g/sex": "male"}).interviews.loc[0]
    assert (row["age_band"], row["sex_age"]) == ("30-39", "male|30-39")


def test_tables_are_made_once_for_the_same_interviews(surveyed):
    first = read_wide_tables(surveyed, "jiaxing_public")
    assert read_wide_tables(surveyed, "jiaxing_public") is first


def test_every_closed_question_has_a_kind(surveyed):
    found = read_wide_tables(surveyed, "jiaxing_public")
    assert found.kinds["sat_overall"] == "select_one"
    assert set(found.kinds) <= set(found.interviews.columns)
    assert found.interviews["age"].max() == pytest.approx(84, abs=40)
