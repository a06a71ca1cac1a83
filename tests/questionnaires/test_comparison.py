from dataclasses import replace

from questionnaires.comparison import compare, is_wording_only
from questionnaires.model import Choice, Group, Question, Questionnaire

YES, NO, NEVER = (
    Choice("yes", {"": "Yes"}),
    Choice("no", {"": "No"}),
    Choice("never", {"": "Never"}),
)
OK = Question("ok", "select_one", {"": "OK?"}, list_name="yn")
AGE = Question("age", "integer", {"": "Age"})
OLD = Questionnaire("f", "F", body=(OK, AGE), lists={"yn": (YES, NO)})


def one(new):
    (difference,) = compare(OLD, new)
    return difference


def test_the_same_form_differs_nowhere():
    assert compare(OLD, OLD) == ()


def test_another_wording_leaves_answers_the_same():
    found = one(replace(OLD, body=(OK, replace(AGE, labels={"": "How old?"}))))
    assert (found.path, found.what, found.effect) == ("age", "changed", "same")
    assert is_wording_only(found)


def test_a_choice_added_leaves_answers_one_removed_recodes_them():
    more = one(replace(OLD, lists={"yn": (YES, NO, NEVER)}))
    assert (more.effect, more.details) == ("same", {"added": ("never",)})
    fewer = one(replace(OLD, lists={"yn": (YES,)}))
    assert (fewer.effect, fewer.details) == ("recoded", {"removed": ("no",)})


def test_a_choice_with_another_meaning_recodes():
    found = one(replace(OLD, lists={"yn": (YES, Choice("no", {"": "Never"}))}))
    assert (found.effect, found.details) == ("recoded", {"relabelled": ("no",)})


def test_another_kind_recodes():
    assert one(replace(OLD, body=(OK, replace(AGE, kind="text")))).effect == "recoded"


def test_added_and_removed_are_missing_by_design():
    found = compare(OLD, replace(OLD, body=(OK, Question("town", "text"))))
    assert [(d.path, d.what, d.effect) for d in found] == [
        ("town", "added", "missing_by_design"),
        ("age", "removed", "missing_by_design"),
    ]


def test_a_question_moved_into_a_group_is_followed():
    found = one(replace(OLD, body=(OK, Group("g", (AGE,)))))
    assert (found.path, found.old_path, found.what, found.effect) == (
        "g/age",
        "age",
        "moved",
        "same",
    )
