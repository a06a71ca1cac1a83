"""What can be done in the window: one record per action, for buttons, keys and the palette."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon

from surveyapp.operators import Action
from ui.language import in_chinese

CONTEXT = "Commands"
"""Names of commands are marked ``QT_TRANSLATE_NOOP("Commands", "…")`` where they are made."""


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Command:
    """An action with its English name; the name in the language in use is ``text``."""

    key: str
    source: str
    run: Callable[[], None]
    icon: Callable[[], QIcon] | None = None
    shortcut: str = ""
    place: str = "row"
    """``primary`` (at most one a page), ``row``, ``more`` (under "…"), ``palette`` (only there)."""
    needs: Action | None = None
    """What the operator must be allowed to do."""
    is_possible: Callable[[], bool] = field(default=_always)
    """Whether it can be done now."""
    context: str = CONTEXT
    """The translation context of its name."""

    @property
    def text(self) -> str:
        """Its name in the language in use."""
        return QCoreApplication.translate(self.context, self.source)

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it can be found by: both languages, full pinyin and initials."""
        return names_of(self.source, in_chinese(self.context, self.source))


def names_of(english: str, chinese: str) -> tuple[str, ...]:
    """English, Chinese, its pinyin without tones and the initials of the pinyin."""
    from pypinyin import lazy_pinyin  # only the palette needs it

    syllables = lazy_pinyin(chinese)
    initials = "".join(syllable[:1] for syllable in syllables)
    return (english.casefold(), chinese, "".join(syllables).casefold(), initials.casefold())


def rank(command: Command, wanted: str) -> int | None:
    """How well a command fits what was typed, small is better; ``None`` where it does not."""
    text = wanted.casefold().replace(" ", "")
    if not text:
        return 2
    best: int | None = None
    for name in command.names:
        place = name.replace(" ", "").find(text)
        if place >= 0:
            fit = 0 if place == 0 else 1
            best = fit if best is None else min(best, fit)
    return best
