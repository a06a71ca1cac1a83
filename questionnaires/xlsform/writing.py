"""Writing a workbook that Kobo and ODK open, and that reads back as the same questionnaire."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import xlsxwriter

from questionnaires.interview.answers import format_number
from questionnaires.method import CheckRow, IndicatorRow
from questionnaires.model import Group, Node, Question, Questionnaire, Repeat
from questionnaires.xlsform.columns import TRANSLATED, is_own_setting, language_names
from questionnaires.xlsform.kinds import write_type
from questionnaires.xlsform.method_sheets import CHECK_COLUMNS, INDICATOR_COLUMNS
from questionnaires.xlsform.rows import ORIGINAL_TYPE

_SURVEY = (
    "type", "name", "label", "hint", "guidance_hint", "relevant", "required", "required_message",
    "constraint", "constraint_message", "calculation", "default", "read_only", "choice_filter",
    "trigger", "appearance", "parameters", "repeat_count", "allow",
)  # fmt: skip
_WIDE = {"label", "hint", "relevant", "constraint", "calculation"}
_Cells = dict[str, str]


def write_workbook(
    questionnaire: Questionnaire,
    path: Path | str,
    indicators: Iterable[IndicatorRow] = (),
    checks: Iterable[CheckRow] = (),
) -> None:
    """Write the form, and the method where there is any, as .xlsx."""
    Path(path).write_bytes(workbook_of(questionnaire, indicators, checks))


def workbook_of(
    questionnaire: Questionnaire,
    indicators: Iterable[IndicatorRow] = (),
    checks: Iterable[CheckRow] = (),
) -> bytes:
    """The content of that .xlsx, for who writes files himself."""
    content = io.BytesIO()
    book = _Workbook(content, language_names(questionnaire))
    book.add("survey", _SURVEY, list(_survey_rows(questionnaire.body)))
    book.add("choices", ("list_name", "name", "label", "not_read_out"), _choices(questionnaire))
    book.add("settings", (), [_settings(questionnaire)])
    if rows := [_indicator(row) for row in indicators]:
        book.add("indicators", INDICATOR_COLUMNS, rows)
    if rows := [_check(row) for row in checks]:
        book.add("checks", CHECK_COLUMNS, rows)
    for key, text in questionnaire.settings.items():
        if key.startswith("sheet::"):
            book.add_plain(key.removeprefix("sheet::"), json.loads(text))
    book.close()
    return content.getvalue()


class _Workbook:
    def __init__(self, content: io.BytesIO, languages: Mapping[str, str]) -> None:
        options = {"strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(content, options)
        self._bold = self._book.add_format({"bold": True, "bg_color": "#E8EEF4"})
        self._wrap = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._languages = languages

    def add(self, name: str, columns: Sequence[str], rows: Sequence[_Cells]) -> None:
        """A sheet with those columns that any row fills; columns of other names follow."""
        used = dict.fromkeys(column for row in rows for column, text in row.items() if text)
        ordered = [key for column in columns for key in _of_column(column, used, self._languages)]
        # Columns a reader expects are there even where nothing fills them.
        ordered += [c for c in columns if c in ("type", "list_name", "name") and c not in ordered]
        ordered += [key for key in used if key not in ordered]
        heads = [self._head(key) for key in ordered]
        self.add_plain(name, [heads, *([row.get(key, "") for key in ordered] for row in rows)])

    def _head(self, key: str) -> str:
        column, mark, code = key.partition("::")
        return f"{column}::{self._languages.get(code, code)}" if mark else key

    def add_plain(self, name: str, rows: Sequence[Sequence[str]]) -> None:
        """A sheet with these cells, all as text."""
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(number, column, text, None if number else self._bold)
        for column, head in enumerate(rows[0] if rows else ()):
            wide = head.partition("::")[0] in _WIDE
            sheet.set_column(column, column, 42 if wide else 16, self._wrap if wide else None)

    def close(self) -> None:
        self._book.close()


def _of_column(column: str, used: Mapping[str, None], languages: Iterable[str]) -> Iterator[str]:
    """The keys of a column: those of its languages in their order, else itself."""
    keys = [f"{column}::{code}" if code else column for code in languages]
    for key in dict.fromkeys((*keys, column)):
        if key in used:
            yield key


def _texts(column: str, texts: Mapping[str, str]) -> _Cells:
    return {f"{column}::{code}" if code else column: text for code, text in texts.items()}


def _survey_rows(nodes: Iterable[Node]) -> Iterator[_Cells]:
    for node in nodes:
        if isinstance(node, Question):
            yield _question(node)
            continue
        word = "repeat" if isinstance(node, Repeat) else "group"
        yield _opening(node, word)
        yield from _survey_rows(node.children)
        yield {"type": f"end_{word}", "name": node.name}


def _opening(node: Group | Repeat, word: str) -> _Cells:
    return {
        "type": f"begin_{word}",
        "name": node.name,
        **_texts("label", node.labels),
        **_texts("hint", node.hints),
        "relevant": node.relevant,
        "appearance": node.appearance,
        "repeat_count": node.count if isinstance(node, Repeat) else "",
        **node.extra,
    }


def _question(question: Question) -> _Cells:
    extra = dict(question.extra)
    written = write_type(question.kind, question.list_name, question.or_other)
    cells = {"type": extra.pop(ORIGINAL_TYPE, written), "name": question.name}
    for column, texts in TRANSLATED.items():
        cells.update(_texts(column, getattr(question, texts)))
    for column in _SURVEY:
        value = getattr(question, column, "")
        if column not in TRANSLATED and column not in cells and isinstance(value, str):
            cells[column] = value
    cells["parameters"] = " ".join(f"{key}={value}" for key, value in question.parameters.items())
    return {**cells, "allow": _allow(question), **extra}


def _allow(question: Question) -> str:
    """Empty where both special answers are allowed, which is the rule."""
    if question.allow_refused and question.allow_dont_know:
        return ""
    if question.allow_refused:
        return "refused"
    return "dont_know" if question.allow_dont_know else "none"


def _choices(questionnaire: Questionnaire) -> list[_Cells]:
    return [
        {
            "list_name": name,
            "name": choice.name,
            **_texts("label", choice.labels),
            "not_read_out": "yes" if choice.not_read_out else "",
            **choice.extra,
        }
        for name, choices in questionnaire.lists.items()
        for choice in choices
    ]


def _settings(questionnaire: Questionnaire) -> _Cells:
    names = language_names(questionnaire)
    default = questionnaire.default_language
    return {
        "form_title": questionnaire.title,
        "form_id": questionnaire.form_id,
        "version": questionnaire.version,
        "default_language": names.get(default, default),
        **{key: text for key, text in questionnaire.settings.items() if not is_own_setting(key)},
    }


def _indicator(row: IndicatorRow) -> _Cells:
    scores = " ".join(f"{name}={format_number(s)}" for name, s in row.option_scores.items())
    return {
        "key": row.key,
        **_texts("label", row.labels),
        "kind": row.kind,
        "source": row.source,
        "base": row.base,
        "expression": row.expression,
        "denominator": row.denominator,
        "option_scores": scores,
        "unclear": row.unclear,
        "unclear_when": row.unclear_when,
        "target": "" if row.target is None else format_number(row.target),
        "direction": row.direction,
        "primary": "yes" if row.primary else "no",
        "primary_of": row.primary_of,
        "unit": row.unit,
        **row.extra,
    }


def _check(row: CheckRow) -> _Cells:
    return {
        "key": row.key,
        **_texts("label", row.labels),
        "level": row.level,
        "expression": row.expression,
        "severity": row.severity,
        **row.extra,
    }
