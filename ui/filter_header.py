"""A table header with a row of filter fields under the titles; the fields follow the columns."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from ui import theme

_LETTERS_IN_A_LINE = 5
_BESIDE_A_TITLE = 46  # padding, and the arrow of the order


class FilterHeader(QHeaderView):
    """Emits ``filters_changed`` with texts by column."""

    filters_changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._fields: list[QLineEdit] = []
        self._is_filtering = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(False)
        self.setStretchLastSection(True)
        # A title takes two lines where it is wider than what stands below it.
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setSortIndicatorClearable(True)
        self.sectionResized.connect(self._place_fields)
        self.sectionCountChanged.connect(self._place_fields)

    @property
    def is_filtering(self) -> bool:
        """Whether the filter row is shown."""
        return self._is_filtering

    def show_filters(self, shown: bool, titles: list[str], hint: str) -> None:
        """Show or hide the row; hiding it empties the fields."""
        self._is_filtering = shown
        for field in self._fields:
            field.deleteLater()
        self._fields = [self._field(title, hint) for title in titles] if shown else []
        self.updateGeometries()
        self._place_fields()
        if not shown:
            self.filters_changed.emit({})
        elif self._fields:
            self._fields[0].setFocus()

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:  # noqa: N803 - Qt's name
        height = super().sectionSizeFromContents(logicalIndex).height()
        title = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        metrics = self.fontMetrics()
        whole = narrow = metrics.horizontalAdvance(title)
        if whole > _LETTERS_IN_A_LINE * metrics.averageCharWidth():
            narrow = _narrowest_for_two_lines(metrics, title)
        lines_more = metrics.lineSpacing() if narrow < whole else 0
        return QSize(narrow + theme.px(_BESIDE_A_TITLE), height + lines_more)

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return size + QSize(0, self._row_height()) if self._is_filtering else size

    def updateGeometries(self) -> None:
        self.setViewportMargins(0, 0, 0, self._row_height() if self._is_filtering else 0)
        super().updateGeometries()
        self._place_fields()

    def _row_height(self) -> int:
        return theme.px(28)

    def _field(self, title: str, hint: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText(hint)
        field.setAccessibleName(f"{hint}: {title}")
        field.textChanged.connect(self._tell)
        field.show()
        return field

    @Slot()
    def _tell(self) -> None:
        texts = {place: field.text() for place, field in enumerate(self._fields) if field.text()}
        self.filters_changed.emit(texts)

    @Slot()
    def _place_fields(self) -> None:
        top = super().sizeHint().height()
        for place, field in enumerate(self._fields):
            left = self.sectionViewportPosition(place)
            field.setGeometry(left, top, self.sectionSize(place), self._row_height())


def _narrowest_for_two_lines(metrics: QFontMetrics, title: str) -> int:
    """Pixels; the width of one line where the title cannot be broken."""
    whole = metrics.horizontalAdvance(title)
    step = max(metrics.averageCharWidth() // 2, 1)
    for width in range(whole // 2, whole, step):
        box = metrics.boundingRect(QRect(0, 0, width, 0), Qt.TextFlag.TextWordWrap, title)
        if box.width() <= width and box.height() < 3 * metrics.lineSpacing():
            return width
    return whole
