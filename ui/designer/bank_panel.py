"""The question bank: official items by indicator and response scales, to be put into the draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from questionnaires.editing.fragments import Fragment
from questionnaires.model import Choice, Question, Questionnaire
from ui.designer.document import DesignDocument
from ui.designer.words import kind_word, tell, text_of
from ui.language import QT_TRANSLATE_NOOP
from ui.session import Session
from ui.table_model import Column
from ui.table_view import TableView
from ui.tasks import Wish

if TYPE_CHECKING:
    from surveyapp.progress import Progress

INDICATORS = {
    "satisfaction": QT_TRANSLATE_NOOP("Designer", "Satisfaction"),
    "participation": QT_TRANSLATE_NOOP("Designer", "Participation"),
    "disposables": QT_TRANSLATE_NOOP("Designer", "Disposable goods"),
    "appliances": QT_TRANSLATE_NOOP("Designer", "Energy-saving appliances"),
    "water_devices": QT_TRANSLATE_NOOP("Designer", "Water-saving devices"),
    "": QT_TRANSLATE_NOOP("Designer", "For every survey"),
}


@dataclass(frozen=True)
class BankItem:
    """A question of the bank with the indicator it serves and the section it stands in."""

    question: Question
    indicator: str
    section: str


@dataclass(frozen=True)
class Scale:
    """A list of choices of the bank."""

    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Bank:
    """Everything on offer."""

    form: Questionnaire
    items: tuple[BankItem, ...]
    scales: tuple[Scale, ...]


@lru_cache(maxsize=1)
def open_bank() -> Bank:
    """Read the shipped bank, once."""
    from questionnaires.library import QUESTION_BANK, open_shipped
    from questionnaires.xlsform import read_workbook

    with open_shipped(QUESTION_BANK) as path:
        form = read_workbook(path).questionnaire
    items: list[BankItem] = []
    sections = {path: node for path, node in form.walk() if not isinstance(node, Question)}
    for path, question in form.questions():
        if question.kind != "note":
            section = sections.get(path.rpartition("/")[0])
            title = text_of(section.labels, "zh") if section else ""
            items.append(BankItem(question, question.extra.get("indicator", ""), title))
    ranks = {key: rank for rank, key in enumerate(INDICATORS)}
    items.sort(key=lambda one: ranks.get(one.indicator, len(ranks)))
    scales = tuple(Scale(name, choices) for name, choices in form.lists.items())
    return Bank(form, tuple(items), scales)


class BankPanel(QWidget):
    """``insert_wanted`` carries a fragment, ``scale_wanted`` a scale."""

    insert_wanted = Signal(object)
    scale_wanted = Signal(object)
    grid_wanted = Signal(object)

    def __init__(
        self, session: Session, document: DesignDocument, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._document = session, document
        self.bank: Bank | None = None
        self.items = TableView("designer-bank")
        self.scales = TableView("designer-scales")
        self.insert_button, self.use_button, self.grid_button = (QPushButton() for _ in range(3))
        self._build_ui()
        self.insert_button.clicked.connect(self.insert)
        self.use_button.clicked.connect(self.use)
        self.grid_button.clicked.connect(self.make_grid)
        self.items.activated.connect(self.insert)
        self.scales.activated.connect(self.use)
        for table in (self.items, self.scales):
            table.selection_changed.connect(self._update)
        self.retranslate()

    def insert(self) -> None:
        """Put the selected questions into the draft, with their choices."""
        if self.bank is None:
            return
        nodes = tuple(_plain(one.question) for one in self.items.selected())
        names = {node.list_name for node in nodes}
        lists = {name: one for name, one in self.bank.form.lists.items() if name in names}
        if nodes:
            self.insert_wanted.emit(Fragment(nodes, lists, self.bank.form.default_language))

    def use(self) -> None:
        """Let the selected question choose from the scale."""
        for scale in self.scales.selected()[:1]:
            self.scale_wanted.emit(scale)

    def make_grid(self) -> None:
        """A grid with the scale."""
        for scale in self.scales.selected()[:1]:
            self.grid_wanted.emit(scale)

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.insert_button.setText(self.tr("Put into the questionnaire"))
        self.use_button.setText(self.tr("Use for the selected question"))
        self.grid_button.setText(self.tr("Make a grid with it"))
        self.items.set_title(self.tr("Questions"))
        self.scales.set_title(self.tr("Response scales"))
        self.items.set_columns(
            (
                Column(self.tr("Indicator"), self._indicator),
                Column(self.tr("Question"), self._text, width=320),
                Column(self.tr("Type"), lambda one: kind_word(one.question.kind)),
            )
        )
        self.scales.set_columns(
            (
                Column(self.tr("Scale"), lambda one: one.name),
                Column(self.tr("Choices"), self._choices, width=320),
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.bank is None:
            runner = self._session.runner
            runner.compute(_read, self._take, self._session.show_trouble, wish=Wish("", self))

    def _take(self, bank: Bank) -> None:
        self.bank = bank
        self.items.set_rows(bank.items)
        self.scales.set_rows(bank.scales)
        self._update()

    def _update(self) -> None:
        may = self._document.may_edit
        self.insert_button.setEnabled(may and bool(self.items.selected()))
        for button in (self.use_button, self.grid_button):
            button.setEnabled(may and bool(self.scales.selected()))

    def _indicator(self, one: BankItem) -> str:
        return tell(INDICATORS.get(one.indicator, INDICATORS[""]))

    def _text(self, one: BankItem) -> str:
        return text_of(one.question.labels, self._language())

    def _choices(self, one: Scale) -> str:
        return " / ".join(text_of(choice.labels, self._language()) for choice in one.choices)

    def _language(self) -> str:
        from surveyapp.words import language

        return language()[:2]

    def _build_ui(self) -> None:
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(12)
        parts.setChildrenCollapsible(False)
        for table, buttons in (
            (self.items, (self.insert_button,)),
            (self.scales, (self.use_button, self.grid_button)),
        ):
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
            column.addWidget(table, 1)
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
            parts.addWidget(part)
        parts.setSizes([300, 200])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(parts)
        self._update()


def _read(_progress: Progress) -> Bank:
    return open_bank()


def _plain(question: Question) -> Question:
    return replace(question, relevant="")
