"""Find and replace above the tree: names, texts, expressions, choices; replacing is one step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from questionnaires.editing import searching
from questionnaires.editing.searching import Hit, Query
from ui import icons
from ui.designer.document import DesignDocument
from ui.designer.titles import titled
from ui.language import QT_TRANSLATE_NOOP
from ui.notice import label
from ui.pages.words import say

_REST_MS = 150


class FindBar(QWidget):
    """``wanted`` carries the hit to be shown."""

    wanted = Signal(object)

    def __init__(self, document: DesignDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self.hits: tuple[Hit, ...] = ()
        self._at = -1
        self.text, self.by = QLineEdit(), QLineEdit()
        self.places = {
            key: QCheckBox()
            for key in (searching.TEXTS, searching.NAMES, searching.EXPRESSIONS, searching.CHOICES)
        }
        self.words, self.case = QCheckBox(), QCheckBox()
        self.before_button, self.next_button, self.close_button = (QToolButton() for _ in range(3))
        self.replace_button, self.all_button = QPushButton(), QPushButton()
        self.count = label("", "small")
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._build_ui()
        self._connect()
        self.retranslate()
        self.hide()

    @property
    def query(self) -> Query:
        """What is looked for."""
        places = frozenset(key for key, box in self.places.items() if box.isChecked())
        return Query(self.text.text(), places, self.case.isChecked(), self.words.isChecked())

    def open(self, *, replaces: bool = False) -> None:
        """Show the bar with the keys in it."""
        self.show()
        self._second.setVisible(replaces or self._second.isVisible())
        self.text.setFocus()
        self.text.selectAll()
        self.search()

    def search(self) -> None:
        """Look now."""
        self.hits = searching.find(self._document.draft, self.query)
        self._at = min(self._at, len(self.hits) - 1)
        self._say()

    def go_on(self) -> None:
        """Show the next hit."""
        self._step(1)

    def go_back(self) -> None:
        """Show the hit before."""
        self._step(-1)

    def replace(self) -> None:
        """Replace in the cell shown and go to the next."""
        if not 0 <= self._at < len(self.hits):
            self._step(1)
            return
        draft, hit, query, by = (
            self._document.draft,
            self.hits[self._at],
            self.query,
            self.by.text(),
        )
        title = titled(QT_TRANSLATE_NOOP("Undo", "replace “%1” by “%2”"), query.text, by)
        self._document.attempt(title, lambda: searching.replace_one(draft, hit, query, by))
        self.search()
        self._at -= 1
        self._step(1)

    def replace_all(self) -> None:
        """Replace everywhere, as one step of undo."""
        draft, query, by = self._document.draft, self.query, self.by.text()
        title = titled(QT_TRANSLATE_NOOP("Undo", "replace all “%1” by “%2”"), query.text, by)
        self._document.attempt(title, lambda: searching.replace_all(draft, query, by)[0])
        self.search()

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.text.setPlaceholderText(self.tr("Find"))
        self.text.setAccessibleName(self.tr("Find"))
        self.by.setPlaceholderText(self.tr("Replace by"))
        self.by.setAccessibleName(self.tr("Replace by"))
        texts = (self.tr("Texts"), self.tr("Names"), self.tr("Expressions"), self.tr("Choices"))
        for box, text in zip(self.places.values(), texts, strict=True):
            box.setText(text)
        self.words.setText(self.tr("Whole words"))
        self.case.setText(self.tr("Match case"))
        self.replace_button.setText(self.tr("Replace"))
        self.all_button.setText(self.tr("Replace all"))
        for button, text in (
            (self.before_button, self.tr("Previous hit (Shift+F3)")),
            (self.next_button, self.tr("Next hit (F3)")),
            (self.close_button, self.tr("Close the search (Esc)")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._say()

    def restyle(self) -> None:
        """Take the icons of the theme in use."""
        self.before_button.setIcon(icons.icon_named("arrow-up-line"))
        self.next_button.setIcon(icons.icon_named("arrow-down-line"))
        self.close_button.setIcon(icons.close())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        if not self.hits:
            self.search()
        if self.hits:
            self._at = (self._at + step) % len(self.hits)
            self._say()
            self.wanted.emit(self.hits[self._at])

    def _say(self) -> None:
        if not self.text.text():
            self.count.setText("")
        elif not self.hits:
            self.count.setText(self.tr("Not found"))
        elif self._at < 0:
            self.count.setText(say(self.tr("%1 hits"), len(self.hits)))
        else:
            self.count.setText(say(self.tr("%1 of %2"), self._at + 1, len(self.hits)))
        for button in (self.replace_button, self.all_button):
            button.setEnabled(bool(self.hits) and self._document.may_edit)

    def _on_changed(self) -> None:
        if self.isVisible():
            self._rest.start()

    def _connect(self) -> None:
        self._rest.timeout.connect(self.search)
        self.text.textChanged.connect(self._rest.start)
        for box in (*self.places.values(), self.words, self.case):
            box.toggled.connect(self.search)
        self.text.returnPressed.connect(self.go_on)
        self.by.returnPressed.connect(self.replace)
        self.before_button.clicked.connect(self.go_back)
        self.next_button.clicked.connect(self.go_on)
        self.close_button.clicked.connect(self.hide)
        self.replace_button.clicked.connect(self.replace)
        self.all_button.clicked.connect(self.replace_all)
        self._document.changed.connect(self._on_changed)

    def _build_ui(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.text, 1)
        for widget in (self.count, self.before_button, self.next_button, self.close_button):
            first.addWidget(widget)
        self._second = QWidget()
        second = QHBoxLayout(self._second)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(4)
        second.addWidget(self.by, 1)
        second.addWidget(self.replace_button)
        second.addWidget(self.all_button)
        boxes = QGridLayout()
        boxes.setSpacing(4)
        for place, box in enumerate((*self.places.values(), self.words, self.case)):
            box.setChecked(place < 4)
            boxes.addWidget(box, place // 3, place % 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(first)
        layout.addWidget(self._second)
        layout.addLayout(boxes)
        self._second.hide()
        self.restyle()
