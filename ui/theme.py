"""The look of the moment: light or dark, the size of text, fonts; changed at run time."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from surveyapp import words
from ui import fonts
from ui.palette import LIGHT, THEMES, Colours
from ui.stylesheet import stylesheet

SCALES = (1.0, 1.25, 1.5, 2.0)
CJK_FAMILIES = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "WenQuanYi Micro Hei",
    fonts.FAMILY,
)
"""Named explicitly: left to itself Qt may pick Japanese glyphs, or none."""

_LATIN_FAMILIES = ("Segoe UI", "Helvetica Neue")
"""Before a Chinese font in English: there its quotation marks are as wide as a character."""
_TABULAR = QFont.Tag("tnum")
_NARROW = QFont.Tag("pwid")
"""Where one font serves both scripts, its narrow quotation marks."""


class Theme(QObject):
    """Applies a theme to the application; ``changed`` after it did."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._system_families = application.font().families()
        self.name = "light"
        self.scale = 1.0

    @property
    def colours(self) -> Colours:
        """The colours in use."""
        return THEMES[self.name]

    def apply(self, name: str = "", scale: float = 0.0) -> None:
        """Change to a theme of ``palette.THEMES`` or a scale of ``SCALES``; empty keeps it."""
        self.name = name if name in THEMES else self.name
        self.scale = scale if scale in SCALES else self.scale
        self._application.setStyle("Fusion")
        self._application.setPalette(palette_of(self.colours))
        self.change_fonts()
        logging.getLogger("surveyapp.ui").info("theme %s, text %s", self.name, self.scale)
        self.changed.emit()

    def change_fonts(self) -> None:
        """Take the fonts of the language in use; widgets follow with the stylesheet only."""
        self._application.setFont(self._font())
        self._application.setStyleSheet(stylesheet(self.colours, self.scale))

    def px(self, size: int) -> int:
        """A size of the design in pixels at the text size in use."""
        return round(size * self.scale)

    def _font(self) -> QFont:
        font, in_english = QFont(), words.language() == "en"
        first = _LATIN_FAMILIES if in_english else ()
        font.setFamilies([*first, *self._system_families, *CJK_FAMILIES])
        font.setPixelSize(self.px(13))
        font.setFeature(_TABULAR, 1)
        font.setFeature(_NARROW, int(in_english))  # 0: a widget's font keeps what is not named
        return font


_theme: Theme | None = None


def start_theme(application: QApplication) -> Theme:
    """The theme of this application, made when first asked for."""
    global _theme
    if _theme is None:
        _theme = Theme(application)
    return _theme


def colours() -> Colours:
    """The colours in use anywhere in the window; light ones before the theme was started."""
    return _theme.colours if _theme else LIGHT


def px(size: int) -> int:
    """A size of the design in pixels at the text size in use."""
    return _theme.px(size) if _theme else size


def palette_of(colours: Colours) -> QPalette:
    """The colours for what the stylesheet does not reach."""
    role = QPalette.ColorRole
    palette = QPalette()
    for where, colour in (
        (role.Window, colours.window),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.stripe),
        (role.Button, colours.surface),
        (role.WindowText, colours.text),
        (role.Text, colours.text),
        (role.ButtonText, colours.text),
        (role.PlaceholderText, colours.faint_text),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.selection),
        (role.HighlightedText, colours.text),
        (role.Link, colours.accent),
    ):
        palette.setColor(where, QColor(colour))
    group = QPalette.ColorGroup.Disabled
    for where in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(group, where, QColor(colours.faint_text))
    return palette
