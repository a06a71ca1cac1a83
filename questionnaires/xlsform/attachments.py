"""The CSV files that a form reads choices or data from, found beside the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from questionnaires.findings import Finding, Place
from questionnaires.model import Question, Questionnaire

_PULLDATA = re.compile(r"""pulldata\(\s*["']([^"']+)["']""")
_MOST_BYTES = 20_000_000


def read_attachments(
    questionnaire: Questionnaire, folder: str, findings: list[Finding]
) -> Questionnaire:
    """The questionnaire with the text of every file it names; what is not there is a finding."""
    found: dict[str, str] = {}
    for path, name in _wanted(questionnaire):
        if name in found:
            continue
        text = _read(Path(folder), questionnaire.form_id, name)
        if text is None:
            place = Place(sheet="survey", path=path)
            findings.append(Finding("survey.file_missing", place, {"file": name}))
        else:
            found[name] = text
    return replace(questionnaire, attachments=found) if found else questionnaire


def _wanted(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    for path, question in questionnaire.questions():
        if question.list_name.lower().endswith(".csv"):
            yield path, question.list_name
        if question.kind == "csv-external":
            yield path, f"{question.name}.csv"
        yield from ((path, f"{name}.csv") for name in _pulled(question))


def _pulled(question: Question) -> list[str]:
    texts = (question.calculation, question.relevant, question.constraint, question.default)
    return [name.removesuffix(".csv") for text in texts for name in _PULLDATA.findall(text) if name]


def _read(folder: Path, form_id: str, name: str) -> str | None:
    # Only the bare name: a form must not reach files elsewhere.
    if Path(name).name != name:
        return None
    for place in (folder, folder / f"{form_id}-media", folder / "media"):
        file = place / name
        if file.is_file() and file.stat().st_size <= _MOST_BYTES:
            try:
                return file.read_text(encoding="utf-8-sig")
            except UnicodeDecodeError:
                return None
    return None
