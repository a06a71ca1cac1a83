"""Icons by what they mean, one function each; the font is loaded when the first is drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from ui import theme

_cache: dict[tuple[str, str], QIcon] = {}


def _icon(name: str, colour: str = "") -> QIcon:
    colour = colour or theme.colours().text
    if (name, colour) not in _cache:
        import qtawesome

        disabled = theme.colours().faint_text
        _cache[name, colour] = qtawesome.icon(
            f"ri.{name}", color=colour, color_disabled=disabled, color_active=colour
        )
    return _cache[name, colour]


def icon_named(name: str) -> QIcon:
    """An icon of the set by its own name, in the colour of text."""
    return _icon(name)


def program() -> QIcon:
    """The sign of the program itself."""
    return QIcon(str(Path(__file__).with_name("surveyapp.svg")))


def overview() -> QIcon:
    """The sign for: overview."""
    return _icon("compass-3-line")


def questionnaire() -> QIcon:
    """The sign for: questionnaire."""
    return _icon("questionnaire-line")


def sampling() -> QIcon:
    """The sign for: sampling."""
    return _icon("group-line")


def fieldwork() -> QIcon:
    """The sign for: fieldwork."""
    return _icon("walk-line")


def exchange() -> QIcon:
    """The sign for: exchange."""
    return _icon("arrow-left-right-line")


def quality() -> QIcon:
    """The sign for: quality."""
    return _icon("shield-check-line")


def retail() -> QIcon:
    """The sign for: retail."""
    return _icon("store-2-line")


def weights() -> QIcon:
    """The sign for: weights."""
    return _icon("scales-3-line")


def estimates() -> QIcon:
    """The sign for: estimates."""
    return _icon("bar-chart-horizontal-line")


def report() -> QIcon:
    """The sign for: report."""
    return _icon("file-chart-line")


def today() -> QIcon:
    """The sign for: today."""
    return _icon("calendar-check-line")


def language() -> QIcon:
    """The sign for: language."""
    return _icon("global-line")


def appearance() -> QIcon:
    """The sign for: appearance."""
    return _icon("contrast-2-line")


def settings() -> QIcon:
    """The sign for: settings."""
    return _icon("settings-3-line")


def collapse() -> QIcon:
    """The sign for: collapse."""
    return _icon("arrow-left-s-line")


def expand() -> QIcon:
    """The sign for: expand."""
    return _icon("arrow-right-s-line")


def search() -> QIcon:
    """The sign for: search."""
    return _icon("search-line")


def narrow() -> QIcon:
    """The sign for: narrow."""
    return _icon("filter-3-line")


def copy() -> QIcon:
    """The sign for: copy."""
    return _icon("file-copy-line")


def picture() -> QIcon:
    """The sign for: picture."""
    return _icon("image-line")


def key() -> QIcon:
    """The sign for: keys."""
    return _icon("key-2-line")


def drawing() -> QIcon:
    """The sign for: a drawing that scales."""
    return _icon("shape-line")


def table() -> QIcon:
    """The sign for: table."""
    return _icon("table-line")


def chart() -> QIcon:
    """The sign for: chart."""
    return _icon("bar-chart-horizontal-line")


def add() -> QIcon:
    """The sign for: add."""
    return _icon("add-line")


def open_file() -> QIcon:
    """The sign for: open file."""
    return _icon("folder-open-line")


def recent() -> QIcon:
    """The sign for: recent."""
    return _icon("history-line")


def demonstration() -> QIcon:
    """The sign for: demonstration."""
    return _icon("flask-line")


def refresh() -> QIcon:
    """The sign for: refresh."""
    return _icon("refresh-line")


def bring_in() -> QIcon:
    """The sign for: bring in."""
    return _icon("download-2-line")


def send_out() -> QIcon:
    """The sign for: send out."""
    return _icon("upload-2-line")


def run() -> QIcon:
    """The sign for: run."""
    return _icon("play-line")


def document() -> QIcon:
    """The sign for: document."""
    return _icon("file-text-line")


def note() -> QIcon:
    """The sign for: note."""
    return _icon("sticky-note-line")


def pause() -> QIcon:
    """The sign for: pause."""
    return _icon("pause-line")


def person() -> QIcon:
    """The sign for: person."""
    return _icon("user-line")


def more() -> QIcon:
    """The sign for: more."""
    return _icon("more-line")


def close() -> QIcon:
    """The sign for: close."""
    return _icon("close-line")


def help_() -> QIcon:
    """The sign for: help."""
    return _icon("question-line")


def trouble() -> QIcon:
    """The sign for: trouble."""
    return _icon("error-warning-line", theme.colours().not_met)


def caution() -> QIcon:
    """The sign for: caution."""
    return _icon("alert-line", theme.colours().caution)


def information() -> QIcon:
    """The sign for: information."""
    return _icon("information-line", theme.colours().accent)


def success() -> QIcon:
    """The sign for: success."""
    return _icon("checkbox-circle-line", theme.colours().met)


def on_accent(icon: Callable[[], QIcon]) -> QIcon:
    """The same sign in the colour that stands on the accent."""
    pixmap = icon().pixmap(32, 32)
    painter = QPainter(pixmap)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(pixmap.rect(), QColor(theme.colours().on_accent))
    painter.end()
    return QIcon(pixmap)


def verdict(kind: str) -> QIcon:
    """Disc for ``met``, square for ``not_met``, diamond for ``unclear``, as in plots."""
    colour = theme.colours().of_verdict(kind)
    if (kind, colour) not in _cache:
        pixmap = QPixmap(32, 32)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        if kind == "met":
            painter.drawEllipse(6, 6, 20, 20)
        elif kind == "not_met":
            painter.drawRect(7, 7, 18, 18)
        else:
            painter.drawPolygon([QPointF(16, 3), QPointF(29, 16), QPointF(16, 29), QPointF(3, 16)])
        painter.end()
        _cache[kind, colour] = QIcon(pixmap)
    return _cache[kind, colour]


def state_mark(state: str, size: int) -> QPixmap:
    """The shape of a page's state: ring, half disc, disc with tick, triangle."""
    pixmap = QPixmap(size * 2, size * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(1, 1, size - 2, size - 2)
    _MARKS[state](painter, box)
    painter.end()
    return pixmap


def _pen(painter: QPainter, colour: str, width: float = 1.5) -> None:
    pen = painter.pen()
    pen.setColor(QColor(colour))
    pen.setWidthF(width)
    painter.setPen(pen)


def _draw_empty(painter: QPainter, box: QRectF) -> None:
    _pen(painter, theme.colours().faint_text)
    painter.drawEllipse(box.adjusted(1, 1, -1, -1))


def _draw_progress(painter: QPainter, box: QRectF) -> None:
    colour = theme.colours().accent
    _pen(painter, colour)
    inner = box.adjusted(1, 1, -1, -1)
    painter.drawEllipse(inner)
    painter.setBrush(QColor(colour))
    painter.drawPie(inner, -90 * 16, 180 * 16)


def _draw_done(painter: QPainter, box: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.colours().accent))
    painter.drawEllipse(box)
    _pen(painter, theme.colours().on_accent, 1.8)
    width, height = box.width(), box.height()
    points = [(0.27, 0.52), (0.44, 0.68), (0.73, 0.34)]
    painter.drawPolyline([QPointF(box.x() + x * width, box.y() + y * height) for x, y in points])


def _draw_attention(painter: QPainter, box: QRectF) -> None:
    colours = theme.colours()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.caution))
    painter.drawPolygon([QPointF(box.center().x(), box.top()), box.bottomRight(), box.bottomLeft()])
    _pen(painter, colours.surface, 1.8)
    x, height = box.center().x(), box.height()
    painter.drawLine(QPointF(x, box.top() + 0.4 * height), QPointF(x, box.top() + 0.68 * height))
    painter.drawPoint(QPointF(x, box.top() + 0.85 * height))


_MARKS = {
    "empty": _draw_empty,
    "progress": _draw_progress,
    "done": _draw_done,
    "attention": _draw_attention,
}
