"""What a step of undo is called: kept untranslated, so that it follows the window's language."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ui.pages.words import say

CONTEXT = "Undo"


@dataclass(frozen=True)
class Title:
    """A sentence marked with the context ``Undo``, and what stands in its places.

    A value that is a title itself is told in the language in use, too.
    """

    source: str
    values: tuple[object, ...] = ()

    def __str__(self) -> str:
        text = QCoreApplication.translate(CONTEXT, self.source)
        return say(text, *self.values)


@dataclass(frozen=True)
class Word:
    """A word of the designer as a value of a title."""

    source: str
    context: str = "Designer"

    def __str__(self) -> str:
        return QCoreApplication.translate(self.context, self.source)


def titled(source: str, *values: object) -> Title:
    """A title; the source is marked with ``QT_TRANSLATE_NOOP("Undo", …)``."""
    return Title(source, values)
