"""What an answer is taken with: a row with key and words, and the cell of a grid.

Each is one widget that paints itself: a screen of choices made of labels and frames takes three
times as long to show, and the next question would wait for it.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy

from ui import theme
from ui.interview.laid_text import get_ready, height_of, lay_out, width_of
from ui.interview.view import ChoiceView

_WORDS, _KEY = 20, 16
_SIDE, _ABOVE, _BETWEEN = 14, 10, 12


def _font(size: int, *, bold: bool = False) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(theme.px(size))
    font.setBold(bold)
    return font


class _Tile(QAbstractButton):
    """A framed field that is taken or not, and may be the one that Space would take."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._is_aimed = False

    @property
    def is_aimed(self) -> bool:
        """Whether Space would take this one."""
        return self._is_aimed

    def set_aimed(self, is_here: bool) -> None:
        """Show that Space would take this one."""
        if self._is_aimed != is_here:
            self._is_aimed = is_here
            self.update()

    def _paint_frame(self, painter: QPainter, taken: str) -> None:
        colours = theme.colours()
        edge = colours.accent if self.isChecked() else colours.border
        if self.underMouse() and self.isEnabled() and not self.isChecked():
            edge = colours.field_border
        width = theme.px(3 if self._is_aimed else 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.text if self._is_aimed else edge), width))
        painter.setBrush(QColor(taken if self.isChecked() else colours.surface))
        inset = width / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, theme.px(4), theme.px(4))

    def _text_colour(self) -> QColor:
        colours = theme.colours()
        return QColor(colours.text if self.isEnabled() else colours.faint_text)


class ChoiceButton(_Tile):
    """One choice: its key and its words, which may take several lines."""

    def __init__(self) -> None:
        super().__init__()
        self.choice = ChoiceView("", "")
        self.key = ""
        self._said = ""
        self._words, self._keys = _font(_WORDS), _font(_KEY)
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_choice(self, choice: ChoiceView) -> None:
        """Stand for another choice."""
        self.choice = choice
        self.say(choice.text)

    def show_key(self, key: str) -> None:
        """Answer to this key."""
        if key != self.key:
            self.key = key
            self.update()

    def say(self, words: str) -> None:
        """Show these words."""
        if words != self._said:
            self._said = words
            self._heights.clear()
            self.setAccessibleName(words)
            self.updateGeometry()
            self.update()

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            said = height_of(self._said, self._words, self._room(width))
            least = QFontMetrics(self._keys).height() + theme.px(2)
            height = self._heights[width] = max(said, least) + 2 * theme.px(_ABOVE)
        return height

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        wide = width_of(self._said, self._words)
        width = self._left() + wide + theme.px(_SIDE) + 1
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        line = QFontMetrics(self._words).height() + 2 * theme.px(_ABOVE)
        return QSize(self._left() + theme.px(80), line)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        self._paint_frame(painter, theme.colours().selection)
        self._paint_key(painter)
        painter.setPen(self._text_colour())
        painter.setFont(self._words)
        room = self._room(self.width())
        above = (self.height() - height_of(self._said, self._words, room)) // 2
        laid = lay_out(self._said, self._words, room, Qt.AlignmentFlag.AlignLeft)
        painter.drawStaticText(self._left(), above, laid)
        painter.end()

    def get_ready(self, words: str) -> None:
        """Lay out what will be said later, while nobody waits."""
        get_ready(words, self._words, self._room(self.width()))

    def _paint_key(self, painter: QPainter) -> None:
        if not self.key:
            return
        colours = theme.colours()
        line = QFontMetrics(self._words).height()
        height = QFontMetrics(self._keys).height()
        top = theme.px(_ABOVE) + (line - height) / 2
        box = QRectF(theme.px(_SIDE) + 0.5, top + 0.5, theme.px(28) - 1, height - 1)
        painter.setPen(QPen(QColor(colours.border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, theme.px(4), theme.px(4))
        painter.setPen(QColor(colours.faint_text))
        painter.setFont(self._keys)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.key)

    def _room(self, width: int) -> int:
        return width - self._left() - theme.px(_SIDE)

    def _left(self) -> int:
        return theme.px(_SIDE) + theme.px(28) + theme.px(_BETWEEN)


class CellButton(_Tile):
    """A cell of a grid: the key of its column, filled when it is taken."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self._plain, self._bold = _font(_KEY), _font(_KEY, bold=True)

    def sizeHint(self) -> QSize:
        height = QFontMetrics(self._bold).height() + 2 * theme.px(6)
        return QSize(theme.px(48), max(height, theme.px(32)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        colours = theme.colours()
        self._paint_frame(painter, colours.accent)
        painter.setFont(self._bold if self.isChecked() else self._plain)
        painter.setPen(QColor(colours.on_accent) if self.isChecked() else self._text_colour())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._key)
        painter.end()
