"""Settling step by step and settling everything at once must give the same interview."""

import random

import pytest

from questionnaires.interview import Draft, Interview
from questionnaires.interview.respondent import Respondent, StuckError
from questionnaires.library import open_shipped, shipped
from questionnaires.xlsform import read_workbook

ROSTER = """
| survey | type | name | label | relevant | calculation | repeat_count | required |
| | integer | n | N | | | | |
| | begin_repeat | p | P | ${n} < 9 | | ${n} | |
| | integer | age | Age | | | | |
| | text | job | Job | ${age} > 16 and position(..) > 1 | | | |
| | begin_repeat | trip | Trip | ${age} > 6 | | | |
| | integer | km | Km | | | | |
| | calculate | far | | | ${km} * ${age} | | |
| | end_repeat | | | | | | |
| | calculate | mine | | | sum(${far}) | | |
| | end_repeat | | | | | | |
| | calculate | all | | | sum(${mine}) + count(${p}) + count(${trip}) | | |
| | text | many | Many | ${all} > 400 | | | |
| | calculate | last | | | indexed-repeat(${age}, ${p}, ${n}) | | |
"""


def wander(interview, rng, steps):
    """Answer, change, clear, add and remove at random, anywhere."""
    respondent = Respondent(rng, refusal=0.1, dont_know=0.1)
    for _ in range(steps):
        screens = interview.screens()
        screen = rng.choice(screens)
        if screen.kind == "more":
            count = interview.count(screen.path)
            if count and rng.random() < 0.4:
                interview.remove(f"{screen.path}[{rng.randint(1, count)}]")
            elif count < 4:
                interview.add(screen.path)
            continue
        path = rng.choice(screen.questions)
        if rng.random() < 0.15:
            interview.answer(path, None)
        elif path == "n":
            interview.answer(path, rng.randint(0, 10))
        else:
            respondent.answer(interview, path)


def everything(interview):
    return (interview.record(), interview.statuses(), interview.screens(), interview.finish())


@pytest.mark.parametrize("seed", range(30))
def test_a_roster_with_nested_repeats(form, seed):
    interview = Interview(form(ROSTER), seed="s")
    wander(interview, random.Random(seed), 120)
    draft = Draft.from_json(interview.draft().to_json())
    again = Interview.resume(interview.original, draft, context=interview.session.context)
    assert everything(again) == everything(interview)


@pytest.mark.parametrize("name", shipped())
def test_shipped_forms(name):
    with open_shipped(name) as path:
        questionnaire = read_workbook(path).questionnaire
    for seed in range(6):
        rng = random.Random(seed)
        interview = Interview(questionnaire, seed="s")
        try:
            Respondent(rng).complete(interview)
        except StuckError as stuck:
            pytest.fail(str(stuck))
        wander(interview, rng, 40)
        draft = Draft.from_json(interview.draft().to_json())
        again = Interview.resume(questionnaire, draft, context=interview.session.context)
        assert everything(again) == everything(interview)
