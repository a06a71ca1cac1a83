"""What every command shares: opening the survey, printing records, progress on the terminal."""

from __future__ import annotations

import dataclasses
import functools
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from surveyapp.findings import Finding
from surveyapp.progress import Progress
from surveyapp.survey import Survey, open_survey
from surveyapp.words import _

PASSPHRASE_VARIABLE = "SURVEYAPP_PASSPHRASE"
"""Environment variable with the passphrase, for scripts; people are asked for it."""


def with_survey(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the open survey as its first argument, closed when it ends."""

    @click.argument("survey", type=click.Path(path_type=Path), metavar="SURVEY")
    @click.option("--as", "operator", default="", help=_("Work as this operator."))
    @functools.wraps(command)
    def wrapped(survey: Path, operator: str, **options: Any) -> Any:
        with open_for_command(survey, operator) as opened:
            return command(opened, **options)

    return wrapped


json_option = click.option("--json", "as_json", is_flag=True, help=_("Print JSON for programs."))


def open_for_command(path: Path, operator: str = "") -> Survey:
    """Open a survey; the passphrase comes from the environment or is asked for."""
    from surveyapp.store.recognition import FileKind, recognise

    passphrase = None
    if recognise(path) is FileKind.ENCRYPTED:
        passphrase = os.environ.get(PASSPHRASE_VARIABLE)
        if passphrase is None:
            passphrase = click.prompt(_("Passphrase"), hide_input=True, err=True)
    survey = open_survey(path, passphrase=passphrase, operator=operator)
    _say_damage(survey)
    return survey


def _say_damage(survey: Survey) -> None:
    """What hashing again found at opening is said by every command, beside its own output."""
    if survey.damage:
        found = Finding("core.damaged-revisions", parameters={"count": len(survey.damage)})
        click.echo(f"{found.wording.sentence} {found.wording.remedy}", err=True)


def show(records: Any, *, as_json: bool, columns: Sequence[str] = ()) -> None:
    """Print records: JSON, or an aligned table of the named fields (all, where none is named)."""
    if as_json:
        click.echo(json.dumps(plain(records), ensure_ascii=False, indent=1))
        return
    rows: list[Any] = list(records) if isinstance(records, list | tuple) else [records]
    if not rows:
        click.echo(_("Nothing to show."))
        return
    names = list(columns) or [field.name for field in dataclasses.fields(rows[0])]
    table = [names, *([_cell(getattr(row, name)) for name in names] for row in rows)]
    widths = [max(width_of(line[i]) for line in table) for i in range(len(names))]
    for line in table:
        cells = [
            text + " " * (width - width_of(text)) for text, width in zip(line, widths, strict=True)
        ]
        click.echo("  ".join(cells).rstrip())


def plain(value: Any) -> Any:
    """Records as what JSON can hold; bytes as hexadecimal."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Path):
        return str(value)
    return value


def terminal_progress() -> Progress:
    """Progress as one line on standard error, silent where nobody looks at it."""
    if not sys.stderr.isatty():
        return Progress()

    def report(done: int, total: int, text: str) -> None:
        part = f"{done}/{total}" if total else str(done)
        click.echo(f"\r{text} {part}   ", err=True, nl=done == total)

    return Progress(report)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key}={item}" for key, item in value.items())
    return value.hex() if isinstance(value, bytes) else str(value)


def width_of(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
