"""Every code about an expression has words, and they take the parameters the code carries."""

import pytest

from questionnaires.findings import CODES
from surveyapp.findings import catalogue, word

OURS = sorted(code for code in CODES if code.startswith("expression."))


@pytest.mark.parametrize("code", OURS)
def test_a_code_has_words_of_the_same_severity(code):
    parameters = dict.fromkeys(CODES[code].parameters, "x")
    assert word(code, parameters).sentence
    assert catalogue()[code].severity == CODES[code].severity
