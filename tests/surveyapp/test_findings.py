"""Every code that can reach a person has words, complete in both languages."""

import string

import pytest

from questionnaires.findings import CODES
from surveyapp.findings import catalogue, word
from surveyapp.findings.questionnaires import word_finding
from surveyapp.words import LANGUAGES, set_language
from weights.errors import FLAGS, REFUSALS

EVALUATION = (
    "more_than_one",
    "not_a_date",
    "bad_pattern",
    "text_too_long",
    "unknown_column",
    "unknown_algorithm",
    "odd_pairs",
)


class Anything:
    """A parameter that stands for any value, however it is formatted."""

    def __format__(self, spec: str) -> str:
        return "?"


DECLARED = {
    **{code: declared.parameters for code, declared in CODES.items()},
    **{f"weights.{code}": names for code, names in {**REFUSALS, **FLAGS}.items()},
}


def names_in(text: str) -> set[str]:
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_of_the_packages_below_has_words():
    assert not set(DECLARED) - set(catalogue())


def test_every_fault_of_evaluation_has_words():
    assert not {f"expression.{code}" for code in EVALUATION} - set(catalogue())


def test_the_severity_is_the_one_the_package_gives():
    wrong = {
        code: catalogue()[code].severity
        for code, declared in CODES.items()
        if catalogue()[code].severity != declared.severity
    }
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(DECLARED))
def test_words_use_only_the_declared_parameters(code: str, language: str):
    set_language(language)
    said = word(code, dict.fromkeys(DECLARED[code], Anything()))
    assert said.sentence.strip()
    assert "{" not in said.sentence.replace("${", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_of_any_room_formats_in_both_languages(language: str):
    set_language(language)
    for code, wording in catalogue().items():
        names = names_in(wording.sentence) | names_in(wording.remedy)
        said = word(code, dict.fromkeys(names, Anything()))
        assert said.sentence.strip(), code
        assert bool(said.remedy) == bool(wording.remedy), code


def test_every_wording_of_the_questionnaire_is_translated():
    set_language("zh_CN")
    for code in CODES:
        values = dict.fromkeys(DECLARED[code], Anything())
        wording = catalogue()[code]
        assert word(code, values).sentence != wording.sentence.format_map(values), code


def test_a_faulty_expression_is_told_in_words_not_by_its_code():
    set_language("en")
    said = word_finding(
        "answer.expression_failed",
        {"expression": "${ag} > 3", "reason": "unknown_reference", "name": "ag", "column": "x"},
    )
    assert "There is no question “ag”." in said.sentence
    assert "unknown_reference" not in said.sentence


def test_a_fault_without_its_details_is_still_told():
    set_language("en")
    details = {"column": "constraint", "expression": "date('x')", "reason": "unexpected_token"}
    assert "“—” cannot stand here." in word_finding("answer.expression_failed", details).sentence
