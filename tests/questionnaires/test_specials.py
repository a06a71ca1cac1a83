"""Refused and don't know: as codes of Kobo and ODK forms, and as answers of their own."""

from dataclasses import replace

import pytest

from questionnaires.model import Choice, Group, Question, Questionnaire
from questionnaires.specials import absorb_specials, find_specials, special_of, spell_specials
from questionnaires.xlsform import convert_strictly, read_workbook, write_workbook

YES, NO = Choice("1", {"zh": "是", "en": "Yes"}), Choice("2", {"zh": "否", "en": "No"})
DK, RF = Choice("98", {"zh": "不知道", "en": "Don't know"}), Choice("99", {"en": "Refused"})


def form(lists, *body):
    return Questionnaire("f", "F", languages=("zh", "en"), default_language="zh", body=body,
                         lists=lists)  # fmt: skip


def ask(name, list_name="yn", **given):
    return Question(name, "select_one", {"en": name}, list_name=list_name, **given)


KOBO = form(
    {"yn": (YES, NO, DK, RF), "plain": (YES, NO)},
    ask("a"),
    ask("b", "plain", relevant="${a} != '98' and not(selected(${a}, 99)) and ${a} = 1"),
    Group("g", (ask("c", "plain"),), relevant='${a} = "98"'),
)


@pytest.mark.parametrize(
    ("code", "label", "means"),
    [
        ("98", "Don’t know", "dont_know"),
        ("-99", "拒答", "refused"),
        ("dk", "不清楚", "dont_know"),
        ("88", "Eighty-eight", ""),
        ("5", "Don't know", ""),
        ("999", "No responde", "refused"),
    ],
)
def test_a_code_counts_only_with_its_words(code, label, means):
    assert special_of(code, [label]) == means


def test_the_mapping_is_shown():
    found = [(one.code, one.means, one.questions) for one in find_specials(KOBO)]
    assert found == [("98", "dont_know", ("a",)), ("99", "refused", ("a",))]


def test_codes_become_special_answers():
    absorbed = absorb_specials(KOBO)
    assert [one.name for one in absorbed.lists["yn"]] == ["1", "2"]
    question = absorbed.question("a")
    assert (question.allow_dont_know, question.allow_refused) == (True, True)
    assert absorbed.question("b").relevant == (
        "status(${a}) != 'dont_know' and not(status(${a}) = 'refused') and ${a} = 1"
    )
    assert dict(absorbed.walk())["g"].relevant == "status(${a}) = 'dont_know'"


def test_a_form_without_one_of_the_codes_does_not_allow_it():
    absorbed = absorb_specials(form({"yn": (YES, DK)}, ask("a")))
    assert (absorbed.question("a").allow_dont_know, absorbed.question("a").allow_refused) == (
        True,
        False,
    )


def test_a_choice_that_is_not_read_out_stays_a_choice():
    kept = replace(DK, not_read_out=True)
    questionnaire = form({"yn": (YES, kept)}, ask("a"))
    assert absorb_specials(questionnaire) == questionnaire


def test_special_answers_become_codes_and_come_back():
    absorbed = absorb_specials(KOBO)
    spelt = spell_specials(absorbed)
    assert spelt.question("b").relevant == (
        "not(selected(${a}, '98')) and not(selected(${a}, '99')) and ${a} = 1"
    )
    listed = spelt.lists[spelt.question("a").list_name]
    assert [(one.name, one.not_read_out) for one in listed] == [
        ("1", False),
        ("2", False),
        ("98", True),
        ("99", True),
    ]
    assert listed[2].labels == {"zh": "不知道", "en": "Don't know"}


def test_questions_that_allow_less_get_a_list_of_their_own():
    spelt = spell_specials(
        form({"yn": (YES, NO)}, ask("a"), ask("b", allow_refused=False),
             ask("c", allow_refused=False, allow_dont_know=False))
    )  # fmt: skip
    codes = {
        name: [one.name for one in spelt.lists[spelt.question(name).list_name]] for name in "abc"
    }
    assert codes == {"a": ["1", "2", "98", "99"], "b": ["1", "2", "98"], "c": ["1", "2"]}


def test_what_is_spelt_out_passes_the_strict_verdict(tmp_path):
    spelt = spell_specials(absorb_specials(KOBO))
    write_workbook(spelt, tmp_path / "kobo.xlsx")
    verdict = convert_strictly(tmp_path / "kobo.xlsx")
    assert verdict.valid, verdict.message
    assert "status(" not in verdict.xml
    assert read_workbook(tmp_path / "kobo.xlsx").errors == ()
