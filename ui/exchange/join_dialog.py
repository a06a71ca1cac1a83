"""Joining a survey with this computer, in two visits: ask the office, then open its package."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from surveyapp.errors import SurveyError
from surveyapp.paths import documents_folder
from ui import files, theme
from ui.exchange.enrol_dialog import plain_letters
from ui.exchange.joining import Answer, Waiting, Wanted, ask_to_join, waiting_requests
from ui.exchange.key_dialogs import hidden_field
from ui.notice import label
from ui.session import Session
from ui.tasks import Wish

_SHORTEST, _LETTERS = 8, 20


class JoinDialog(QDialog):
    """``answered`` carries the request that waits and what was typed for it."""

    answered = Signal(object, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.waiting: Waiting | None = None
        self.setWindowTitle(self.tr("Join a survey with this computer"))
        self.setMinimumWidth(theme.px(560))
        self.problem = label("", "error", wraps=True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._build_request())
        self.stack.addWidget(self._build_answer())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(self.stack)
        layout.addWidget(self.problem)
        known = waiting_requests()
        if known:
            self.show_waiting(known[-1])

    def make_request(self) -> None:
        """Check what was typed, ask for the stick, and make the request."""
        text = self._request_problem()
        self.problem.setText(text)
        if text:
            return
        folder = files.ask_folder(self, self.tr("The stick or folder for the office"))
        if folder is None:
            return
        wanted = Wanted(
            self.name.text().strip(), self.kind.currentData(), self.new_passphrase.text(), folder
        )
        self.ask.setEnabled(False)
        wish = Wish(self.tr("Making the request"), self)
        self._session.runner.compute(
            partial(ask_to_join, wanted), self._made, self._fail, wish=wish
        )

    def open_package(self) -> None:
        """Check what was typed, ask for the package and for where the survey goes."""
        text = self._answer_problem()
        self.problem.setText(text)
        if text or self.waiting is None:
            return
        pattern = self.tr("Field packages (*.svp)")
        package = files.ask_open(self, self.tr("The field package of this computer"), pattern)
        if package is None:
            return
        target = self._free_place(self.waiting.name)
        answer = Answer(
            package,
            target,
            self.person.text().strip(),
            self.passphrase.text(),
            plain_letters(self.city.text()),
        )
        self.answered.emit(self.waiting, answer)

    def show_waiting(self, waiting: Waiting) -> None:
        """Show the second visit: the fingerprint to read aloud, and what the package needs."""
        self.waiting = waiting
        self.code.setText(waiting.fingerprint)
        text = self.tr(
            "“%1” has asked to join. Give the file “%2” to the city office, and read this "
            "fingerprint aloud to them on the telephone:"
        )
        text = text.replace("%1", waiting.name).replace("%2", waiting.request.name)
        self.told.setText(text)
        self.stack.setCurrentIndex(1)
        self.problem.setText("")
        self._grow()

    def fail(self, trouble: BaseException) -> None:
        """The package could not be opened: say why, and let it be tried again."""
        self._fail(trouble)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()

    def _grow(self) -> None:
        """Make room for wrapped lines, which a dialog does not count by itself."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _made(self, waiting: Waiting) -> None:
        self.ask.setEnabled(True)
        self.passphrase.setText(self.new_passphrase.text())
        self.show_waiting(waiting)
        self.person.setFocus()

    def _fail(self, trouble: BaseException) -> None:
        self.ask.setEnabled(True)
        if isinstance(trouble, SurveyError):
            self.problem.setText(f"{trouble.sentence} {trouble.remedy}".strip())
        else:
            self._session.show_trouble(trouble)

    def _request_problem(self) -> str:
        if not self.name.text().strip():
            return self.tr("Give this computer a name, as the office knows it.")
        if len(self.new_passphrase.text()) < _SHORTEST:
            return self.tr("The passphrase needs at least 8 characters.")
        if self.new_passphrase.text() != self.again.text():
            return self.tr("The two passphrases differ.")
        return ""

    def _answer_problem(self) -> str:
        if not self.person.text().strip():
            return self.tr("Type your name: the journal says who did what.")
        if not self.passphrase.text():
            return self.tr("Type the passphrase.")
        if len(plain_letters(self.city.text())) != _LETTERS:
            return self.tr("Let the city office read its own fingerprint aloud: 20 letters.")
        return ""

    def _build_request(self) -> QWidget:
        self.name, self.new_passphrase, self.again = QLineEdit(), hidden_field(), hidden_field()
        self.kind = QComboBox()
        self.kind.addItem(self.tr("a surveyor's laptop"), "laptop")
        self.kind.addItem(self.tr("a district office"), "district")
        self.name.setPlaceholderText(self.tr("for example: Nanhu 01"))
        self.ask = _primary(self.tr("Make the request file…"))
        self.ask.clicked.connect(self.make_request)
        text = self.tr(
            "First visit. This makes a small request file for the city office. Later the office "
            "gives you a field package, and you come back here."
        )
        rows = (
            (self.tr("Name of this computer"), self.name),
            (self.tr("It is"), self.kind),
            (self.tr("Choose a passphrase"), self.new_passphrase),
            (self.tr("The same once more"), self.again),
        )
        return _column(label(text, wraps=True), _form(rows), self.ask)

    def _build_answer(self) -> QWidget:
        self.told = label("", wraps=True)
        self.code = label("", "question")
        self.person, self.passphrase, self.city = QLineEdit(), hidden_field(), QLineEdit()
        self.city.setPlaceholderText("XXXX-XXXX-XXXX-XXXX-XXXX")
        self.open_button = _primary(self.tr("Open the field package…"))
        self.open_button.clicked.connect(self.open_package)
        text = self.tr("Second visit. When the office has given you the field package:")
        rows = (
            (self.tr("Your name"), self.person),
            (self.tr("Passphrase"), self.passphrase),
            (self.tr("The city office's fingerprint, read aloud to you"), self.city),
        )
        other = QPushButton(self.tr("Make another request instead…"))
        other.setProperty("quiet", True)
        other.setAutoDefault(False)
        other.clicked.connect(partial(self.stack.setCurrentIndex, 0))
        column = _column(self.told, self.code, label(text, wraps=True), _form(rows))
        layout = column.layout()
        assert layout is not None
        for widget in (self.open_button, other):
            layout.addWidget(widget)
        return column

    @staticmethod
    def _free_place(name: str) -> Path:
        """A file in the documents folder that is not there yet."""
        kept = "".join(one if one.isalnum() else "-" for one in name)
        folder = documents_folder()
        number = 1
        path = folder / f"{kept}.survey"
        while path.exists():
            number += 1
            path = folder / f"{kept}-{number}.survey"
        return path


def _primary(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("primary", True)
    return button


def _form(rows: tuple[tuple[str, QWidget], ...]) -> QWidget:
    holder = QWidget()
    form = QFormLayout(holder)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(8)
    form.setVerticalSpacing(8)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    for text, field in rows:
        field.setAccessibleName(text)
        form.addRow(text, field)
    return holder


def _column(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for widget in widgets:
        layout.addWidget(widget)
    return holder
