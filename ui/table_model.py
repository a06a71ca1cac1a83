"""The one table model: records and columns in, a sortable and searchable table out.

It sorts and filters itself on Python lists. A proxy model asks back for every comparison, which
takes seconds at 100,000 rows; sorting prepared keys takes a tenth of one.
"""

from __future__ import annotations

import operator
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from ui import formats, icons, theme

SORT_ROLE = Qt.ItemDataRole.UserRole
RECORD_ROLE = Qt.ItemDataRole.UserRole + 1

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_COMPARISONS = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
_NO_INDEX = QModelIndex()

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column:
    """One column: what stands in its head, which value of a record, how it is written."""

    header: str
    value: Callable[[Any], Any]
    format: formats.Format = formats.plain
    is_number: bool = False
    unit: str = ""
    verdict: Callable[[Any], str] | None = None
    """Gives ``met``, ``not_met``, ``unclear`` or nothing: a shape and a colour beside the word."""
    tip: Callable[[Any], str] | None = None
    width: int = 0
    """Pixels at 100 % text; 0 fits the contents."""

    @property
    def title(self) -> str:
        """Header with its unit."""
        return f"{self.header} ({self.unit})" if self.unit else self.header


class TableModel(QAbstractTableModel):
    """Records as rows. ``set_columns`` once per language, ``set_rows`` whenever data come."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self._records: Sequence[Any] = ()
        self._shown: list[int] = []
        self._search = ""
        self._filters: dict[int, str] = {}
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, left to right."""
        return self._columns

    @property
    def total(self) -> int:
        """How many records there are, shown or not."""
        return len(self._records)

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Take other columns, or the same in another language."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self._arrange()
        self.endResetModel()

    def set_rows(self, records: Sequence[Any]) -> None:
        """Take other records; search, filters and order stay."""
        self.beginResetModel()
        self._records = records
        self._arrange()
        self.endResetModel()

    def set_search(self, text: str) -> None:
        """Show the rows where any column contains the text."""
        self._search = normal(text)
        self._rearrange()

    def set_filters(self, texts: Mapping[int, str]) -> None:
        """Show the rows whose columns contain these texts; ``>5`` and the like compare numbers."""
        self._filters = {place: normal(text) for place, text in texts.items() if text.strip()}
        self._rearrange()

    def record(self, row: int) -> Any:
        """The record shown in a row."""
        return self._records[self._shown[row]]

    def shown_records(self) -> list[Any]:
        """The records shown, in the order shown."""
        return [self._records[place] for place in self._shown]

    def text_of(self, rows: Sequence[int], with_headers: bool = True) -> str:
        """Rows as tab-separated text, as a spreadsheet takes it."""
        lines = [[column.title for column in self._columns]] if with_headers else []
        for row in rows:
            record = self.record(row)
            lines.append([column.format(column.value(record)) for column in self._columns])
        return "\n".join("\t".join(_one_line(cell) for cell in line) for line in lines)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        answer = _ANSWERS.get(role)
        if answer is None:
            return None
        column = self._columns[index.column()]
        return answer(column, self._records[self._shown[index.row()]])

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (_RIGHT if column.is_number else _LEFT) | Qt.TextFlag.TextWordWrap
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sorted_by = (column, order) if column >= 0 else None
        self._rearrange()

    def _rearrange(self) -> None:
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        shown = [place for place, one in enumerate(self._records) if self._fits(one)]
        if self._sorted_by and self._sorted_by[0] < len(self._columns):
            place, order = self._sorted_by
            shown = self._ordered(shown, self._columns[place], order)
        self._shown = shown

    def _ordered(self, shown: list[int], column: Column, order: Qt.SortOrder) -> list[int]:
        """Stable, with empty values last in either direction."""
        values = {place: column.value(self._records[place]) for place in shown}
        filled = [place for place in shown if values[place] not in (None, "")]
        empty = [place for place in shown if values[place] in (None, "")]
        backwards = order == Qt.SortOrder.DescendingOrder
        try:
            filled.sort(key=values.__getitem__, reverse=backwards)
        except TypeError:  # values of several kinds in one column
            filled.sort(key=lambda place: str(values[place]), reverse=backwards)
        return filled + empty

    def _fits(self, record: Any) -> bool:
        for place, text in self._filters.items():
            if place < len(self._columns) and not _matches(self._columns[place], record, text):
                return False
        if not self._search:
            return True
        return any(self._search in _written(column, record) for column in self._columns)


def normal(text: str) -> str:
    """Text as it is compared: full-width letters and digits made narrow, case folded."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _written(column: Column, record: Any) -> str:
    return normal(column.format(column.value(record)))


def _matches(column: Column, record: Any, text: str) -> bool:
    for sign, compare in _COMPARISONS.items():
        if text.startswith(sign):
            try:
                wanted = float(text[len(sign) :].replace(",", "").replace("−", "-"))
                found = float(_written(column, record).replace(",", "").replace("−", "-"))
            except ValueError:
                return sign == "=" and _written(column, record) == text[1:].strip()
            return bool(compare(found, wanted))
    return text in _written(column, record)


def _one_line(cell: str) -> str:
    return " ".join(cell.split()) if any(mark in cell for mark in "\t\n\r") else cell


def _display(column: Column, record: Any) -> str:
    return column.format(column.value(record))


def _alignment(column: Column, _record: Any) -> Qt.AlignmentFlag:
    return _RIGHT if column.is_number else _LEFT


def _tip(column: Column, record: Any) -> str | None:
    if column.tip:
        return column.tip(record)
    text = _display(column, record)
    return text if len(text) > 20 else None


def _decoration(column: Column, record: Any) -> Any:
    kind = column.verdict(record) if column.verdict else ""
    return icons.verdict(kind) if kind else None


def _foreground(column: Column, record: Any) -> Any:
    kind = column.verdict(record) if column.verdict else ""
    return QColor(theme.colours().of_verdict(kind)) if kind else None


_ANSWERS: dict[int, Callable[[Column, Any], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): _display,
    int(Qt.ItemDataRole.TextAlignmentRole): _alignment,
    int(Qt.ItemDataRole.ToolTipRole): _tip,
    int(Qt.ItemDataRole.DecorationRole): _decoration,
    int(Qt.ItemDataRole.ForegroundRole): _foreground,
    int(SORT_ROLE): lambda column, record: column.value(record),
    int(RECORD_ROLE): lambda _column, record: record,
}
