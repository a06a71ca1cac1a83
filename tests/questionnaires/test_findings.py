import re
from pathlib import Path

import questionnaires
from questionnaires.findings import CODES, Finding, errors

SOURCES = Path(questionnaires.__file__).parent
CODE = re.compile(r'"((?:workbook|header|text|survey|choices|answer)\.[a-z_]+)"')


def mentioned():
    files = [path for path in SOURCES.rglob("*.py") if path.name != "findings.py"]
    texts = [path.read_text("utf-8") for path in files if "expressions" not in path.parts]
    return {code for text in texts for code in CODE.findall(text)}


def test_every_code_that_is_reported_is_listed():
    assert mentioned() <= set(CODES)


def test_every_code_that_is_listed_is_reported():
    # Some are put together: ``answer.not_a_…``, those of method by sheet, those of expressions.
    composed = {
        code
        for code in CODES
        if code.startswith(("answer.not_", "indicators.", "checks.", "expression."))
    }
    assert set(CODES) - composed <= mentioned()


def test_only_errors_block():
    found = [Finding("answer.required"), Finding("answer.soft_check"), Finding("header.kept")]
    assert [finding.code for finding in errors(found)] == ["answer.required"]
