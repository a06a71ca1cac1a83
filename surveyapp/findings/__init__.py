"""The one wording catalogue: any code with parameters to a sentence and a remedy.

Each room has a module here with its ``WORDING``; codes begin with the room's name
(``exchange.wrong-survey``). Sentences are English, marked for gettext, with ``{names}`` for
the parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from surveyapp.words import _

ROOMS = (
    "core",
    "questionnaires",
    "weights",
    "population",
    "sampling",
    "fieldwork",
    "exchange",
    "sales",
    "analysis",
    "publication",
    "updates",
)


@dataclass(frozen=True)
class Wording:
    """What a code says: severity ``error``, ``warning`` or ``note``; sentence; remedy."""

    severity: str
    sentence: str
    remedy: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing found in data or a form: a code, where it is, and what the sentence needs."""

    code: str
    place: str = ""
    parameters: Mapping[str, Any] | None = None

    @property
    def wording(self) -> Wording:
        """The finding in the language in use."""
        return word(self.code, self.parameters or {})


def word(code: str, parameters: Mapping[str, Any]) -> Wording:
    """The wording of a code in the language in use; ``KeyError`` for a code nobody wrote down."""
    found = catalogue()[code]
    return Wording(
        found.severity,
        _(found.sentence).format_map(parameters),
        _(found.remedy).format_map(parameters) if found.remedy else "",
    )


@lru_cache
def catalogue() -> Mapping[str, Wording]:
    """Every code with its untranslated wording."""
    wordings: dict[str, Wording] = {}
    for room in ROOMS:
        wordings.update(import_module(f"surveyapp.findings.{room}").WORDING)
    return wordings
