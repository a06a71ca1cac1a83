import ast
from collections import defaultdict
from pathlib import Path
from string import Formatter

import pytest

from surveyapp import words
from surveyapp.findings import catalogue
from weights import FLAGS, REFUSALS

ROOM = Path(__file__).parents[3] / "surveyapp" / "analysis"
PARAMETERS = {f"weights.{code}": names for code, names in {**REFUSALS, **FLAGS}.items()}


def used(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(PARAMETERS))
def test_every_code_of_the_statistics_is_worded_with_what_it_carries(code):
    wording = catalogue()[code]
    assert used(wording.sentence) | used(wording.remedy) <= set(PARAMETERS[code])


def raised():
    """Codes that stand in the room's source, with the names given along."""
    found = defaultdict(set)
    for path in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and str(node.value).startswith("analysis."):
                found[node.value].add(path.name)
    return found


def test_every_code_of_the_room_is_worded_and_none_is_left_over():
    worded = {code for code in catalogue() if code.startswith("analysis.")}
    assert set(raised()) == worded


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_sentence_of_the_room_is_there_in_both_languages(language):
    words.set_language(language)
    for code, wording in catalogue().items():
        if code.startswith(("analysis.", "weights.")):
            for text in filter(None, (wording.sentence, wording.remedy)):
                same = words._(text) == text
                assert same == (language == "en"), text
