"""Names of questions, lists and choices: which are valid, and one that is free."""

from __future__ import annotations

import re
from collections.abc import Collection

from questionnaires.model import Questionnaire

_NAME = re.compile(r"[^\W\d][\w.\-]*\Z")
_NUMBERED = re.compile(r"^(.*?)_?(\d+)$")
RESERVED = frozenset({"meta"})


def is_valid(name: str) -> bool:
    """Whether a question or group may be called so."""
    return bool(_NAME.match(name)) and name.lower() not in RESERVED


def mended(text: str) -> str:
    """The nearest valid name."""
    name = re.sub(r"[^\w.\-]+", "_", text.strip()).strip("_") or "q"
    name = name if not name[0].isdigit() else f"q{name}"
    return f"{name}_1" if name.lower() in RESERVED else name


def names_of(form: Questionnaire) -> set[str]:
    """Every name in use, wherever it stands."""
    return {node.name for _, node in form.walk()}


def free_name(wanted: str, taken: Collection[str]) -> str:
    """The name, or the next with a number: ``age``, ``age_2``; ``q7`` after ``q6``."""
    wanted = mended(wanted)
    if wanted not in taken:
        return wanted
    numbered = _NUMBERED.match(wanted)
    stem = numbered.group(1) if numbered else wanted
    joint = "_" if not numbered or f"{stem}_{numbered.group(2)}" == wanted else ""
    start = int(numbered.group(2)) + 1 if numbered else 2
    return next(
        name for n in range(start, start + 100_000) if (name := f"{stem}{joint}{n}") not in taken
    )


def next_name(stem: str, taken: Collection[str]) -> str:
    """``q1``, ``q2``…: the first number above those in use."""
    pattern = re.compile(re.escape(stem) + r"(\d+)\Z")
    numbers = [int(found.group(1)) for name in taken if (found := pattern.match(name))]
    return f"{stem}{max(numbers, default=0) + 1}"


def free_choice(wanted: str, taken: Collection[str]) -> str:
    """A code for a choice: the wanted one without blanks, or with a number."""
    wanted = "_".join(wanted.split()) or "1"
    if wanted not in taken:
        return wanted
    return next(f"{wanted}_{n}" for n in range(2, 100_000) if f"{wanted}_{n}" not in taken)


def next_code(taken: Collection[str]) -> str:
    """The code of one more choice: one above the highest number in use, or the count."""
    numbers = [int(name) for name in taken if name.isdecimal() and len(name) < 3 and int(name) < 66]
    start = max(numbers, default=0) + 1 if numbers or not taken else len(taken) + 1
    return free_choice(str(start), taken)
