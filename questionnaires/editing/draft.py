"""A questionnaire being edited, with its sheets of method: what one step of undo goes back to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from questionnaires.method import CheckRow, IndicatorRow
from questionnaires.model import Questionnaire


class EditError(ValueError):
    """An edit that makes no questionnaire: a name that is taken, a group moved into itself."""

    def __init__(self, code: str, **parameters: str) -> None:
        super().__init__(code, parameters)
        self.code = code
        self.parameters = parameters


@dataclass(frozen=True)
class Draft:
    """``based_on`` is the hash of the version it began from; empty for a new one."""

    form: Questionnaire
    indicators: tuple[IndicatorRow, ...] = ()
    checks: tuple[CheckRow, ...] = ()
    based_on: str = ""

    def with_form(self, form: Questionnaire) -> Draft:
        """The same with another questionnaire."""
        return self if form is self.form else replace(self, form=form)

    def to_json(self) -> str:
        """The text that is kept in the survey while the draft is worked on."""
        plain = {
            "form": self.form.to_json(),
            "indicators": [_plain(row) for row in self.indicators],
            "checks": [_plain(row) for row in self.checks],
            "based_on": self.based_on,
        }
        return json.dumps(plain, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Draft:
        """Read what ``to_json`` wrote; ``ValueError`` where it is no draft."""
        try:
            plain: Any = json.loads(text)
            return cls(
                Questionnaire.from_json(plain["form"]),
                tuple(IndicatorRow(**row) for row in plain["indicators"]),
                tuple(CheckRow(**row) for row in plain["checks"]),
                plain["based_on"],
            )
        except (KeyError, TypeError, AttributeError) as trouble:
            raise ValueError("not a draft") from trouble


def new_draft(form_id: str, title: str, languages: Mapping[str, str]) -> Draft:
    """A questionnaire without questions; ``languages`` is code to long name, the first usual."""
    named = {f"language::{code}": name for code, name in languages.items() if name != code}
    codes = tuple(languages) or ("",)
    form = Questionnaire(form_id, title, languages=codes, default_language=codes[0], settings=named)
    return Draft(form)


def _plain(row: IndicatorRow | CheckRow) -> dict[str, Any]:
    values = {column.name: getattr(row, column.name) for column in fields(row)}
    return {
        name: dict(value) if isinstance(value, Mapping) else value for name, value in values.items()
    }
