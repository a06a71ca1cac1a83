# ruff: noqa: E501 -- the forms are tables
import pytest

from questionnaires.findings import CODES
from questionnaires.interview import Special, Status

FORM = """
| survey | type | name | label | required | constraint | constraint_message | soft_constraint | soft_constraint_message | allow |
| | integer | age | 年龄 | yes | . >= 18 and . <= 120 | 须满 18 岁 | . < 90 | 确实 90 岁以上？ | none |
| | decimal | area | Area | | | | | | |
| | date | born | Born | | . <= today() | | | | refused |
| | select_one yn | ok | OK? | | | | | | |
| | select_multiple yn | many | Many | | | | | | |
| | rank yn | order | Order | | | | | | |
| | range | score | Score | | | | | | |
| | text | fixed | Fixed | | | | | | |
| | geopoint | spot | Spot | | | | | | |
| choices | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""


def test_a_hard_constraint_keeps_the_old_answer(ask):
    interview = ask(FORM)
    interview.answer("age", 30)
    outcome = interview.answer("age", 12)
    assert not outcome.accepted
    assert [found.code for found in outcome.findings] == ["answer.constraint"]
    assert outcome.findings[0].parameters["message"] == "须满 18 岁"
    assert interview.value("age") == 30


def test_a_soft_check_wants_a_reason_and_keeps_it(ask):
    interview = ask(FORM)
    held = interview.answer("age", 95)
    assert (held.accepted, held.findings[0].code) == (False, "answer.soft_check")
    assert interview.answer("age", 95, reason="saw the card").accepted
    assert interview.overrides == {"age": "saw the card"}
    assert not interview.finish()


def test_a_reason_goes_with_the_answer_it_was_given_for(ask):
    interview = ask(FORM)
    interview.answer("age", 95, reason="saw the card")
    interview.answer("age", 40)
    assert interview.overrides == {}


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("age", "x", "answer.not_a_number"),
        ("age", 20.5, "answer.not_an_integer"),
        ("area", "inf", "answer.not_a_number"),
        ("born", "2026-13-01", "answer.not_a_date"),
        ("born", "2027-01-01", "answer.constraint"),
        ("ok", "maybe", "answer.not_a_choice"),
        ("many", ["yes", "yes"], "answer.not_a_choice"),
        ("order", ["yes"], "answer.not_a_ranking"),
        ("score", 11, "answer.out_of_range"),
        ("spot", "95 10", "answer.not_a_place"),
        ("fixed", ["a"], "answer.not_one_value"),
        ("nowhere", 1, "answer.unknown_question"),
    ],
)
def test_what_a_question_cannot_hold_is_refused_with_its_code(ask, path, value, code):
    interview = ask(FORM)
    outcome = interview.answer(path, value)
    assert (outcome.accepted, outcome.findings[0].code) == (False, code)
    assert set(outcome.findings[0].parameters) <= set(CODES[code].parameters)


def test_answers_are_kept_in_the_type_of_the_question(ask):
    interview = ask(FORM)
    for path, value in (("age", "30"), ("area", "2.5"), ("many", "no yes"), ("score", 4.0)):
        assert interview.answer(path, value).accepted
    assert [interview.value(path) for path in ("age", "area", "many", "score")] == [
        30,
        2.5,
        ["no", "yes"],
        4,
    ]


def test_special_answers_only_where_the_question_allows_them(ask):
    interview = ask(FORM)
    assert interview.refuse("age").findings[0].code == "answer.refusal_not_allowed"
    assert interview.dont_know("born").findings[0].code == "answer.dont_know_not_allowed"
    assert interview.refuse("born").accepted
    assert interview.value("born") is Special.REFUSED
    assert interview.status("born") is Status.REFUSED


def test_a_refusal_satisfies_required_and_is_recorded_as_such(ask):
    interview = ask(FORM.replace("| none |", "| refused |"))
    assert interview.finish()[0].code == "answer.required"
    interview.refuse("age")
    assert not interview.finish()
    assert interview.record().closed["age"] == {"special": "refused"}


def test_taking_an_answer_back_leaves_it_missing(ask):
    interview = ask(FORM)
    interview.answer("area", 3)
    interview.answer("area", None)
    assert interview.status("area") is Status.MISSING
    assert "area" not in interview.record().closed


def test_free_text_and_places_lie_in_the_second_leaf(ask):
    interview = ask(FORM)
    interview.answer("fixed", "王小明")
    interview.answer("spot", "30.7 120.7 0 5")
    interview.answer("ok", "yes")
    assert interview.record().free == {"fixed": "王小明", "spot": "30.7 120.7 0 5"}
    assert interview.record().closed == {"ok": "yes"}


def test_what_is_calculated_from_free_text_is_free_as_well(ask):
    interview = ask("""
| survey | type | name | label | calculation |
| | text | who | Name | |
| | calculate | greeting | | concat('Dear ', ${who}) |
| | calculate | shout | | concat(${greeting}, '!') |
| | calculate | two | | 1 + 1 |
""")
    interview.answer("who", "王小明")
    assert interview.record().free["shout"] == "Dear 王小明!"
    assert interview.record().closed == {"two": 2}
