"""A table with everything around it: search, filter row, count, copy, remembered widths, states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui import icons, preferences, theme
from ui.filter_header import FilterHeader
from ui.notice import Notice, label
from ui.table_model import Column, TableModel

_DEBOUNCE_MS = 200
_WIDEST = 320


class TableView(QWidget):
    """Shows records. ``activated`` carries the record of a row that was opened."""

    activated = Signal(object)
    selection_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._empty_text = ""
        self.model = TableModel(self)
        self.table = QTableView()
        self.header = FilterHeader(self.table)
        self.notice = Notice()
        self.stack = QStackedWidget()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_DEBOUNCE_MS)
        self._build_ui()
        self._connect()
        self.retranslate()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Take columns: at first, and again whenever the language changed."""
        fresh = len(columns) != len(self.model.columns)
        self.model.set_columns(columns)
        # A number at the far edge of the window is hard to follow from its row's name.
        self.header.setStretchLastSection(not (columns and columns[-1].is_number))
        if fresh:
            self._restore_widths()
        if self.header.is_filtering:
            self._toggle_filters(True)

    def set_rows(self, records: Sequence[Any], empty: str = "") -> None:
        """Show records, or where there are none say why."""
        self._empty_text = empty
        self.model.set_rows(records)
        if not preferences.read_bytes(self._key()):
            self._fit_columns()
        self._update_state()

    def set_title(self, text: str) -> None:
        """The heading above the table, also its accessible name."""
        self.title.setText(text)
        self.title.setVisible(bool(text))
        self.table.setAccessibleName(text)

    def selected(self) -> list[Any]:
        """The records of the selected rows, top to bottom."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.record(row) for row in rows]

    def show_loading(self) -> None:
        """Say that data are on their way, if nothing is shown yet."""
        if not self.model.total:
            self.notice.say(None, self.tr("Loading…"))
            self.stack.setCurrentWidget(self.notice)

    def show_error(self, sentence: str, remedy: str) -> None:
        """Say what went wrong in place of the table."""
        self.notice.say(icons.trouble(), sentence, remedy)
        self.stack.setCurrentWidget(self.notice)

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search this table"))
        for button, text in (
            (self.filter_button, self.tr("Filter by column")),
            (self.copy_button, self.tr("Copy with headers")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._update_count()

    def restyle(self) -> None:
        """Take the icons and sizes of the theme in use."""
        self.filter_button.setIcon(icons.narrow())
        self.copy_button.setIcon(icons.copy())
        self.table.verticalHeader().setDefaultSectionSize(theme.px(26))
        self.search.setFixedWidth(theme.px(180))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.restyle()

    @Slot()
    def copy(self) -> None:
        """Copy the selected rows, or all of them, with headers."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        text = self.model.text_of(rows or range(self.model.rowCount()))
        QGuiApplication.clipboard().setText(text)

    def _build_ui(self) -> None:
        self.title = label("", "section")
        self.title.hide()
        self.count = label("", "small")
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.filter_button = QToolButton()
        self.filter_button.setCheckable(True)
        self.copy_button = QToolButton()
        bar = QHBoxLayout()
        bar.setSpacing(8)
        for widget in (self.title, self.count):
            bar.addWidget(widget)
        bar.addStretch(1)
        for widget in (self.search, self.filter_button, self.copy_button):
            bar.addWidget(widget)
        self._build_table()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addWidget(self.stack, 1)
        self.restyle()

    def _build_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setHorizontalHeader(self.header)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        self.header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setSortingEnabled(True)
        self.header.setResizeContentsPrecision(50)
        self.stack.addWidget(table)
        self.stack.addWidget(self.notice)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._apply_search)
        self.filter_button.toggled.connect(self._toggle_filters)
        self.copy_button.clicked.connect(self.copy)
        self.header.filters_changed.connect(self._apply_filters)
        self.header.sectionResized.connect(self._remember_widths)
        self.table.activated.connect(self._open_row)
        self.table.selectionModel().selectionChanged.connect(self.selection_changed)
        self.model.modelReset.connect(self._update_count)
        self._shortcut(QKeySequence.StandardKey.Copy, self.table, self.copy)
        self._shortcut(QKeySequence.StandardKey.Find, self, self.search.setFocus)

    def _shortcut(self, keys: QKeySequence.StandardKey, where: QWidget, run: Any) -> None:
        shortcut = QShortcut(QKeySequence(keys), where)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)

    def _key(self) -> str:
        return f"columns/{self._name}-{len(self.model.columns)}"

    def _restore_widths(self) -> None:
        state = preferences.read_bytes(self._key())
        if state:
            self.header.restoreState(state)

    def _fit_columns(self) -> None:
        self.header.blockSignals(True)
        for place, column in enumerate(self.model.columns):
            wanted = theme.px(column.width) or self.table.sizeHintForColumn(place) + theme.px(16)
            head = self.header.sectionSizeHint(place)
            self.header.resizeSection(place, min(max(wanted, head), theme.px(_WIDEST)))
        self.header.blockSignals(False)
        self.header.updateGeometries()

    @Slot()
    def _remember_widths(self) -> None:
        # Only what somebody did with the mouse, not what a layout did.
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            preferences.write(self._key(), self.header.saveState())

    @Slot()
    def _apply_search(self) -> None:
        self.model.set_search(self.search.text())
        self._update_state()

    @Slot(object)
    def _apply_filters(self, texts: dict[int, str]) -> None:
        self.model.set_filters(texts)
        self._update_count()

    @Slot(bool)
    def _toggle_filters(self, shown: bool) -> None:
        titles = [column.title for column in self.model.columns]
        self.header.show_filters(shown, titles, self.tr("Filter"))

    @Slot(QModelIndex)
    def _open_row(self, index: QModelIndex) -> None:
        self.activated.emit(self.model.record(index.row()))

    def _update_state(self) -> None:
        if self.model.total == 0:
            self.notice.say(None, self._empty_text or self.tr("Nothing here yet."))
        elif self.model.rowCount() == 0 and not self.header.is_filtering:
            self.notice.say(None, self.tr("No row fits the search."))
        else:
            self.stack.setCurrentWidget(self.table)
            return
        self.stack.setCurrentWidget(self.notice)

    @Slot()
    def _update_count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        if shown == total:
            self.count.setText(self.tr("%1 rows").replace("%1", f"{total:,}"))
        else:
            text = self.tr("%1 of %2 rows")
            self.count.setText(text.replace("%1", f"{shown:,}").replace("%2", f"{total:,}"))
