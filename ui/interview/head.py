"""The head of an interview: whose, where in the questionnaire, and whether all is saved."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.interview.view import ScreenView, SectionView
from ui.interview.wording import say_language, say_mode
from ui.notice import label


class SectionBar(QWidget):
    """A piece per section, as long as its questions are many, filled as they are answered."""

    def __init__(self) -> None:
        super().__init__()
        self._sections: tuple[SectionView, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(8))

    def show_sections(self, sections: tuple[SectionView, ...]) -> None:
        """Show these."""
        self._sections = sections
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        total = sum(one.asked for one in self._sections)
        if not total:
            return
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        gap = theme.px(4)
        room = self.width() - gap * (len(self._sections) - 1)
        left, colours = 0.0, theme.colours()
        for one in self._sections:
            width = room * one.asked / total
            top = 0 if one.is_current else self.height() / 4
            height = self.height() if one.is_current else self.height() / 2
            painter.setBrush(QColor(colours.border))
            painter.drawRect(QRectF(left, top, width, height))
            painter.setBrush(QColor(colours.accent))
            painter.drawRect(QRectF(left, top, width * one.answered / one.asked, height))
            left += width + gap
        painter.end()


class Line(QWidget):
    """One line of faint text. Another text moves nothing else unless it needs more room.

    It never gets narrower by itself; one that ``gives_way`` takes what is left, and ends in an
    ellipsis where the width does.
    """

    def __init__(self, *, gives_way: bool = False) -> None:
        super().__init__()
        self._text = ""
        self._room = 0
        self._gives_way = gives_way
        policy = QSizePolicy.Policy.Ignored if gives_way else QSizePolicy.Policy.Fixed
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What is shown."""
        return self._text

    def setText(self, text: str) -> None:
        """Show this."""
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        wide = self._wide()
        if wide > self._room and not self._gives_way:
            self._room = wide
            self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._room = 0
            self.updateGeometry()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(max(self._wide(), self._room), self.fontMetrics().height())

    def _wide(self) -> int:
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(self._text) + 2

    def minimumSizeHint(self) -> QSize:
        width = 0 if self._gives_way else self.sizeHint().width()
        return QSize(width, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(QColor(theme.colours().faint_text))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()


class Head(QFrame):
    """Two lines: name, section and place; language, mode and "saved" at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("head")
        self.name = label("", "section")
        self.section = Line(gives_way=True)
        self.place = Line()
        self.badge = label("", "notice")
        self.about = Line()
        self.saved = Line()
        self.bar = SectionBar()
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(self.name)
        row.addWidget(self.badge)
        row.addWidget(self.section, 1)
        for widget in (self.place, self.about, self.saved):
            row.addWidget(widget)
        self.name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(n) for n in (24, 8, 24, 8)))
        layout.setSpacing(theme.px(8))
        layout.addLayout(row)
        layout.addWidget(self.bar)

    def show_view(self, view: ScreenView) -> None:
        """Show whose interview this is and how far it is."""
        self.name.setText(view.name or view.title)
        self.badge.setText(self.tr("Practice: not sent") if view.practice else "")
        self.badge.setVisible(view.practice)
        self.section.setText(self._section(view))
        self.section.setToolTip(self.section.text())
        shown = min(view.number, view.count)
        self.place.setText(
            self.tr("Screen %1 of %2").replace("%1", str(shown)).replace("%2", str(view.count))
        )
        self.about.setText(f"{say_mode(view.mode)} · {say_language(view.language)}")
        self.bar.show_sections(view.sections)
        self.bar.setToolTip(
            "\n".join(f"{one.label} {one.answered}/{one.asked}" for one in view.sections)
        )

    def show_saving(self) -> None:
        """A step is on its way to the disk."""
        self.saved.setText(self.tr("Saving…"))

    def show_saved(self) -> None:
        """Everything shown is committed."""
        self.saved.setText("✓ " + self.tr("Saved"))

    def _section(self, view: ScreenView) -> str:
        for number, one in enumerate(view.sections, 1):
            if one.is_current and one.label:
                text = self.tr("%1 (section %2 of %3: %4 of %5 answered)")
                figures = (one.label, number, len(view.sections), one.answered, one.asked)
                for place, figure in enumerate(figures, 1):
                    text = text.replace(f"%{place}", str(figure))
                return text
        return view.title
