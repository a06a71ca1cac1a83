"""Shows figures that ``surveyapp.publication.plots`` draws; copies and saves what is shown.

Drawing (and loading matplotlib for the first one) happens on the pool without the file. A figure
is drawn at the width of the view, so that its text has the size of the window's.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from surveyapp.files import write_whole
from ui import files, icons, theme
from ui.notice import label
from ui.session import Session
from ui.tasks import Task, Wish

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from surveyapp.progress import Progress

Draw = Callable[[bool], "Figure"]
"""Draws for a dark background or not; runs on the pool."""

_DPI = 96
_PAUSE_MS = 150
_NARROWEST = 380
"""Pixels at 100 % text; a narrower view scrolls, so that labels leave room for the plot."""
_ROW_INCHES = 9.0
"""No figure grows taller than this, however wide the view."""


@dataclass(frozen=True)
class _Sheet:
    """How large and on what the figure is drawn."""

    width: int
    scale: float
    ratio: float
    is_dark: bool


class FigureView(QWidget):
    """A figure with its title and ways to copy or save it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._draw: Draw | None = None
        self._task: Task | None = None
        self._drawn: _Sheet | None = None
        self._name = "figure"
        self.title = label("", "section", wraps=True)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._buttons = [QToolButton() for _ in range(3)]
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._redraw)
        self._build_ui()
        self.retranslate()
        self.restyle()

    def show_figure(self, title: str, draw: Draw | None, name: str = "figure") -> None:
        """Show what ``draw`` gives; nothing where it is ``None``."""
        self.title.setText(title)
        self.picture.setAccessibleName(title)
        self._draw, self._name, self._drawn = draw, name, None
        for button in self._buttons:
            button.setEnabled(draw is not None)
        if draw is None:
            self.picture.setPixmap(QPixmap())
        elif self.isVisible():
            self._redraw()
        else:
            self._pause.start()

    @property
    def is_drawn(self) -> bool:
        """Whether the figure wanted is the one that is shown."""
        return self._draw is None or self._drawn == self._sheet()

    @Slot()
    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.picture.pixmap())

    @Slot()
    def save_png(self) -> None:
        """Save as PNG, fit for print."""
        self._save("png", self.tr("Pictures (*.png)"))

    @Slot()
    def save_svg(self) -> None:
        """Save as SVG."""
        self._save("svg", self.tr("Drawings (*.svg)"))

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        texts = (self.tr("Copy the picture"), self.tr("Save as PNG…"), self.tr("Save as SVG…"))
        for button, text in zip(self._buttons, texts, strict=True):
            button.setToolTip(text)
            button.setAccessibleName(text)

    def restyle(self) -> None:
        """Take the icons of the theme in use."""
        self._buttons[0].setIcon(icons.copy())
        self._buttons[1].setIcon(icons.picture())
        self._buttons[2].setIcon(icons.drawing())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.restyle()
            self._pause.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pause.start()

    def _build_ui(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.title, 1)
        for button in self._buttons:
            bar.addWidget(button, alignment=Qt.AlignmentFlag.AlignTop)
        self._buttons[0].clicked.connect(self.copy)
        self._buttons[1].clicked.connect(self.save_png)
        self._buttons[2].clicked.connect(self.save_svg)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.picture)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addWidget(self._area, 1)

    def _sheet(self) -> _Sheet:
        width = max(theme.px(_NARROWEST), self._area.viewport().width() - 4)
        colours = self._session.theme
        return _Sheet(width, colours.scale, self.devicePixelRatioF(), colours.colours.is_dark)

    @Slot()
    def _redraw(self) -> None:
        sheet = self._sheet()
        if self._draw is None or sheet == self._drawn:
            return
        if self._task:
            self._task.cancel()
        self._task = self._session.runner.compute(
            partial(_render, self._draw, sheet),
            partial(self._show, sheet),
            self._session.show_trouble,
            wish=Wish("", self),
        )

    def _show(self, sheet: _Sheet, content: bytes) -> None:
        pixmap = QPixmap()
        pixmap.loadFromData(content)
        pixmap.setDevicePixelRatio(sheet.ratio)
        self.picture.setPixmap(pixmap)
        self._drawn = sheet

    def _save(self, kind: str, pattern: str) -> None:
        path = files.ask_save(self, self.tr("Save the picture"), f"{self._name}.{kind}", pattern)
        if path and self._draw:
            self._session.runner.compute(
                partial(_write, self._draw, path, kind),
                self._say_saved,
                self._session.show_trouble,
                wish=Wish(self.tr("Saving the picture"), self),
            )

    def _say_saved(self, path: Path) -> None:
        self._session.say_done(self.tr("“%1” was saved.").replace("%1", path.name))


def _render(draw: Draw, sheet: _Sheet, _progress: Progress) -> bytes:
    figure = draw(sheet.is_dark)
    dpi = _DPI * theme.px(100) / 100
    wide, high = sheet.width / dpi, float(figure.get_size_inches()[1])
    figure.set_size_inches(wide, min(high, _ROW_INCHES))
    figure.set_facecolor("none")
    for axes in figure.axes:
        axes.set_facecolor("none")
    target = io.BytesIO()
    figure.savefig(target, format="png", dpi=dpi * sheet.ratio)
    return target.getvalue()


def _write(draw: Draw, path: Path, kind: str, _progress: Progress) -> Path:
    """Always on a light ground: what is saved is printed and mailed."""
    path = path.with_suffix(f".{kind}")
    target = io.BytesIO()
    draw(False).savefig(target, format=kind, dpi=200)
    write_whole(path, target.getvalue())
    return path
