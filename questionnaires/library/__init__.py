"""The questionnaires that come with the program: bilingual workbooks, meant to be edited.

Each is a standard XLSForm with two sheets of ours beside it, ``indicators`` and ``checks``.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from importlib import resources
from pathlib import Path

PUBLIC_SURVEY = "jiaxing_public_2025.xlsx"
"""Interviews with residents; its indicator set holds all five official indicators."""
SHELF_AUDIT = "water_devices_audit.xlsx"
"""Water devices on sale, recorded outlet by outlet."""
QUESTION_BANK = "bank.xlsx"
"""Questions and response scales to copy from; no instrument of its own."""


def shipped() -> tuple[str, ...]:
    """File names of the instruments, in the order a person should see them."""
    return (PUBLIC_SURVEY, SHELF_AUDIT)


def open_shipped(name: str) -> AbstractContextManager[Path]:
    """A path to one workbook, valid inside the ``with``; ``KeyError`` where it is not shipped."""
    if name not in (*shipped(), QUESTION_BANK):
        raise KeyError(name)
    return resources.as_file(resources.files("questionnaires.library") / name)
