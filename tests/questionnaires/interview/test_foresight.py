"""What follows from one answer, before the others are known."""

import pytest

from questionnaires.interview.foresight import Foresight, Span
from questionnaires.model import Choice, Group, Question, Questionnaire, Repeat

YN = (Choice("yes"), Choice("no"), Choice("dk"))


def form(*body):
    return Questionnaire("f", "f", body=body, lists={"yn": YN})


def ask(name, relevant="", kind="select_one"):
    return Question(name, kind, {"": name}, list_name="yn" if kind == "select_one" else "",
                    relevant=relevant)  # fmt: skip


def jumps(questionnaire, path):
    return {(jump.target, jump.codes) for jump in Foresight(questionnaire).jumps(path)}


def test_answers_that_lead_past_the_next_question_are_found():
    questionnaire = form(ask("a"), ask("b", "${a} = 'yes'"), ask("c"))
    assert jumps(questionnaire, "a") == {("c", ("no", "dk"))}


def test_without_a_question_left_the_end_follows():
    questionnaire = form(ask("a"), Group("g", (ask("b"), ask("c")), relevant="${a} != 'no'"))
    assert jumps(questionnaire, "a") == {("", ("no",))}


def test_an_open_condition_leads_nowhere_else():
    questionnaire = form(ask("x"), ask("a"), ask("b", "${x} = 'yes' or ${a} = 'yes'"), ask("c"))
    assert jumps(questionnaire, "a") == set()


def test_a_false_part_decides_whatever_the_others_are():
    questionnaire = form(ask("x"), ask("a"), ask("b", "${x} = 'yes' and ${a} = 'yes'"), ask("c"))
    assert jumps(questionnaire, "a") == {("c", ("no", "dk"))}


def test_not_turns_the_condition_around():
    questionnaire = form(ask("a"), ask("b", "not(selected(${a}, 'no'))"), ask("c"))
    assert jumps(questionnaire, "a") == {("c", ("no",))}


def test_what_depends_on_the_moment_stays_open():
    questionnaire = form(ask("a"), ask("b", "${a} = 'yes' and today() > '2026-01-01'"), ask("c"))
    assert jumps(questionnaire, "a") == {("c", ("no", "dk"))}
    questionnaire = form(ask("a"), ask("b", "if(${a} = 'yes', now(), 0) > 3"), ask("c"))
    assert jumps(questionnaire, "a") == set()


@pytest.mark.parametrize(
    ("condition", "span"),
    [
        ("${n} >= 18", Span(None, 18.0)),
        ("${n} > 18", Span(None, 18.0, False, True)),
        ("${n} < 18", Span(18.0, None, True)),
        ("${n} = 3", Span(None, 3.0)),
    ],
)
def test_numbers_that_lead_on_are_a_span(condition, span):
    questionnaire = form(ask("n", kind="integer"), ask("b", condition), ask("c"))
    found = Foresight(questionnaire).jumps("n")
    assert found[0].span == span
    assert found[0].target == "c"


def test_a_repeat_leads_nowhere_outside():
    inner = Repeat("r", (ask("a"), ask("b", "${a} = 'yes'"), ask("c", "${a} = 'yes'")))
    found = Foresight(form(inner, ask("d"))).jumps("r/a")
    assert {jump.target for jump in found} == {""}


def test_answers_given_beforehand_decide():
    questionnaire = form(ask("basis", kind="hidden"), ask("b", "${basis} = 'law'"))
    assert Foresight(questionnaire, {"basis": "law"}).truth("b") is True
    assert Foresight(questionnaire, {"basis": "leave"}).truth("b") is False
    assert Foresight(questionnaire).truth("b") is None
