# ruff: noqa: E501 -- the forms are tables
import random

import pytest

from questionnaires.interview import Interview, Status
from questionnaires.interview.respondent import Respondent, StuckError
from questionnaires.library import open_shipped, shipped
from questionnaires.xlsform import read_workbook
from tests.counting import counted

HARD = """
| survey | type | name | label | required | constraint | relevant | repeat_count | parameters |
| | integer | code | Code | yes | . > 4000 and . < 4010 | | | |
| | text | phone | Phone | yes | regex(., '^[0-9]{11}$') | | | |
| | date | day | Day | yes | . <= today() and . >= today() - 400 | | | |
| | select_multiple kind | kinds | Kinds | yes | not(selected(., 'none') and count-selected(.) > 1) | | | |
| | rank kind | order | Order | yes | | | | |
| | range | level | Level | yes | | | | start=1 end=5 step=0.5 |
| | integer | members | Members | yes | . >= 1 and . <= 6 | | | |
| | begin_repeat | member | Member | | | | ${members} | |
| | integer | years | Years | yes | . >= 0 and . < 120 | | | |
| | text | job | Job | yes | | ${years} > 16 | | |
| | end_repeat | | | | | | | |
| choices | list_name | name | label |
| | kind | a | A |
| | kind | b | B |
| | kind | none | None |
"""


def test_a_hard_form_is_finished_by_everybody(form):
    questionnaire = form(HARD)
    for seed in range(60):
        interview = Interview(questionnaire, seed=str(seed))
        assert Respondent(random.Random(seed)).complete(interview) == ()
        assert interview.count("member") == interview.value("members")


@pytest.mark.parametrize("name", shipped())
def test_shipped_forms_are_finished_by_everybody(name):
    with open_shipped(name) as path:
        questionnaire = read_workbook(path).questionnaire
    for seed in range(25):
        interview = Interview(questionnaire, seed=str(seed))
        findings = Respondent(random.Random(seed), refusal=0.03, dont_know=0.03).complete(interview)
        assert [found for found in findings if found.is_error] == []


def test_the_same_seed_gives_the_same_interview(form):
    questionnaire = form(HARD)
    records = []
    for _ in range(2):
        interview = Interview(questionnaire, seed="s")
        Respondent(random.Random(5)).complete(interview)
        records.append(interview.record())
    assert records[0] == records[1]


def test_the_chooser_answers_first(form):
    def choose(interview, path):
        return 4005 if path == "code" else None

    interview = Interview(form(HARD), seed="s")
    Respondent(random.Random(1), choose).complete(interview)
    assert interview.value("code") == 4005


def test_shares_of_special_answers_are_met(form):
    questionnaire = form(HARD)
    interviews = [Interview(questionnaire, seed=str(seed)) for seed in range(80)]
    rng = random.Random(3)
    for interview in interviews:
        Respondent(rng, refusal=0.5).complete(interview)
    refused = sum(interview.status("code") is Status.REFUSED for interview in interviews)
    assert 25 <= refused <= 55


def test_a_question_nobody_can_answer_is_named(form):
    questionnaire = form("""
| survey | type | name | label | required | constraint | allow |
| | integer | never | Never | yes | 1 = 2 | none |
""")
    with pytest.raises(StuckError) as stuck:
        Respondent(random.Random(1)).complete(Interview(questionnaire))
    assert stuck.value.path == "never"


def test_a_long_form_goes_on_within_milliseconds(form):
    rows = [f"| | integer | q{n} | Q{n} | ${{q{n - 1}}} >= 0 |" for n in range(1, 600)]
    head = "| survey | type | name | label | relevant |\n| | integer | q0 | Q0 | |\n"
    interview = Interview(form(head + "\n".join(rows)))
    most = 0
    for number in range(0, 600, 7):
        for back in range(max(number - 7, 0), number):
            interview.answer(f"q{back}", 1)
        with counted() as calls:
            interview.answer(f"q{number}", 1)
            interview.go_to(f"q{number}")
            interview.next()
        most = max(most, calls.number)
    assert most < 1_000_000
