"""The surveyor hands in: one button, one file, and word when the stick may go."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from surveyapp.errors import Cancelled, SurveyError
from ui import files, formats, icons, preferences, theme
from ui.exchange import jobs, words
from ui.exchange.sticks import sticks
from ui.notice import label
from ui.pages.words import say
from ui.session import Session
from ui.tasks import Wish

if TYPE_CHECKING:
    from surveyapp.exchange.merging import MergeResult
    from ui.exchange.jobs import HandedIn, Standing

_FOLDER = "hand-in"


class HandInDialog(QDialog):
    """Stays open after the file was written, so that the result can be read in peace."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("Hand in"))
        self.setMinimumWidth(theme.px(600))
        self.figures = [label("–", "figure") for _ in range(3)]
        self.place = QLineEdit(_proposed())
        self.place.setAccessibleName(self.tr("Stick or folder"))
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.setAutoDefault(False)
        self.write = QPushButton(self.tr("Write today's file"))
        self.write.setProperty("primary", True)
        self.write.setDefault(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.sign = QLabel()
        self.told = label("", "section", wraps=True)
        self.more = label("", wraps=True)
        self.purge = label("", "small", wraps=True)
        self.leave = QPushButton(self.tr("Close"))
        self.leave.setAutoDefault(False)
        self._build()
        self.choose.clicked.connect(self._choose)
        self.write.clicked.connect(self.hand_in)
        self.leave.clicked.connect(self.reject)
        self._session.runner.run(
            jobs.read_standing, self._show_standing, self._fail, wish=Wish("", self)
        )

    @Slot()
    def hand_in(self) -> None:
        """Take in what the office left there, write everything unconfirmed, read it back."""
        folder = Path(self.place.text().strip())
        if not self.place.text().strip() or not folder.is_dir():
            self._say(icons.trouble(), self.tr("Choose the stick or folder first."), "")
            return
        preferences.write(_FOLDER, str(folder))
        for widget in (self.write, self.choose):
            widget.setEnabled(False)
        self.bar.show()
        text = self.tr("Writing and reading back. Leave the stick where it is.")
        self._say(icons.information(), text, "")
        wish = Wish(self.tr("Writing the return package"), self)
        work = partial(jobs.hand_in, folder)
        self._session.runner.run(work, self._done, self._fail, wish=wish)

    def _done(self, handed: HandedIn) -> None:
        self._finish()
        self._show_standing(handed.standing)
        came = self._came(handed.came)
        if handed.written is None:
            text = self.tr("The office has confirmed everything; there is nothing to hand in.")
            self._say(icons.success(), text, came)
            return
        written = (handed.written, *handed.written.further)
        text = self.tr("Done. “%1” (%2) was read back and is whole. You may take the stick out.")
        size = words.size(sum(one.size for one in written))
        self._say(icons.success(), say(text, handed.written.path.name, size), came)
        self.leave.setFocus()

    def _fail(self, trouble: BaseException) -> None:
        self._finish()
        if isinstance(trouble, SurveyError | Cancelled):
            remedy = trouble.remedy if isinstance(trouble, SurveyError) else ""
            self._say(icons.trouble(), trouble.sentence, remedy)
        else:
            self._session.show_trouble(trouble)

    def _finish(self) -> None:
        self.bar.hide()
        for widget in (self.write, self.choose):
            widget.setEnabled(True)

    def _came(self, came: MergeResult | None) -> str:
        """What the office had left on the stick."""
        kinds = {one.kind for one in came.outcomes if one.state == "applied"} if came else set()
        names = "、".join(words.package_kind(kind) for kind in sorted(kinds))
        return self.tr("Taken in from the office: %1.").replace("%1", names) if names else ""

    def _show_standing(self, standing: Standing) -> None:
        outbox, purge = standing.outbox, standing.purge
        numbers = (outbox.collected, outbox.packed, outbox.confirmed)
        for widget, number in zip(self.figures, numbers, strict=True):
            widget.setText(formats.count(number))
        if purge.waiting:
            text = self.tr(
                "%1 confirmed interviews stay on this laptop for %2 days; the first are cleared "
                "on %3. Nothing is cleared before the office has confirmed it."
            )
            sentence = say(text, purge.waiting, purge.days, purge.next_at[:10])
        else:
            text = self.tr(
                "Answers stay on this laptop for %1 days after the office has confirmed them. "
                "Nothing is cleared before that."
            )
            sentence = say(text, purge.days)
        self.purge.setText(sentence)
        self._grow()

    def _say(self, icon: QIcon, text: str, more: str) -> None:
        size = theme.px(24)
        self.sign.setPixmap(icon.pixmap(size, size))
        self.told.setText(text)
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self._grow()

    def _grow(self) -> None:
        """Make room for what is said; a wrapped line would be cut else."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _choose(self) -> None:
        folder = files.ask_folder(self, self.tr("The stick or folder for the office"))
        if folder:
            self.place.setText(str(folder))

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(self._figures_card())
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(label(self.tr("Stick or folder")))
        where.addWidget(self.place, 1)
        where.addWidget(self.choose)
        layout.addLayout(where)
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self.sign)
        said.addWidget(self.told, 1)
        layout.addLayout(said)
        for widget in (self.bar, self.more, self.purge):
            layout.addWidget(widget)
        self.bar.hide()
        self.more.hide()
        layout.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.write)
        layout.addLayout(buttons)

    def _figures_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(16, 8, 16, 8)
        names = (
            self.tr("collected on this laptop"),
            self.tr("packed into files"),
            self.tr("confirmed by the office"),
        )
        for column, (value, name) in enumerate(zip(self.figures, names, strict=True)):
            value.setAccessibleName(name)
            grid.addWidget(value, 0, column)
            grid.addWidget(label(name, "small", wraps=True), 1, column)
            grid.setColumnStretch(column, 1)
        return card


def _proposed() -> str:
    """The folder used last if it is there, else the first stick."""
    last = preferences.read_text(_FOLDER)
    if last and Path(last).is_dir():
        return last
    return str(next(iter(sticks()), ""))
