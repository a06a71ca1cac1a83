"""The window of the user guide: contents at the left, text at the right, a search line above."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from surveyapp.guide import CHAPTERS, Guide, Section, read_guide
from ui import theme
from ui.guide.pane import GuidePane
from ui.notice import label

_SECTION = Qt.ItemDataRole.UserRole


class GuideWindow(QDialog):
    """Stays beside the main window while one works; Esc closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModal(False)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.contents = QTreeWidget()
        self.contents.setHeaderHidden(True)
        self.nothing = label("", "faint", wraps=True)
        self.pane = GuidePane()
        self._guide = read_guide()
        self._shown: Section = self._guide.sections[0]
        self._lay_out()
        self.search.textChanged.connect(self._list)
        self.contents.currentItemChanged.connect(self._on_chosen)
        self.pane.wanted.connect(self.show_place)
        self._retext()

    @property
    def shown(self) -> Section:
        """The section at the top."""
        return self._shown

    @Slot(str)
    def show_place(self, anchor: str) -> None:
        """Show the section with this anchor, or the chapter of that name."""
        section = self._guide.section(anchor)
        self.search.clear()
        for item in self._items():
            if item.data(0, _SECTION) == section:
                self.contents.setCurrentItem(item)
        self._show(section)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retext()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._show(self._shown)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.search, self.nothing, self.contents):
            column.addWidget(widget)
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(self.pane)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([theme.px(260), theme.px(740)])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(splitter)
        self.resize(min(theme.px(1020), 1340), 680)

    def _retext(self) -> None:
        self.setWindowTitle(self.tr("User guide"))
        self.search.setPlaceholderText(self.tr("Search the guide"))
        self.search.setAccessibleName(self.tr("Search the guide"))
        self.contents.setAccessibleName(self.tr("Contents"))
        self.pane.setAccessibleName(self.tr("Text of the guide"))
        self.nothing.setText(self.tr("No section has these words. Try one word only."))
        self._guide = read_guide()
        self._list()
        self.show_place(self._shown.anchor or self._shown.chapter)

    @Slot()
    def _list(self) -> None:
        self.contents.blockSignals(True)
        self.contents.clear()
        found = self._guide.find(self.search.text())
        for chapter in CHAPTERS:
            _add_chapter(self.contents, self._guide, chapter, found)
        self.contents.blockSignals(False)
        self.nothing.setVisible(not found)
        if self.search.text():
            self.contents.expandAll()

    @Slot(object, object)
    def _on_chosen(self, item: QTreeWidgetItem | None, _before: object) -> None:
        if item:
            item.setExpanded(True)
            self._show(item.data(0, _SECTION))

    def _show(self, section: Section) -> None:
        self._shown = section
        self.pane.show_chapter(self._guide.chapter(section.chapter), section)

    def _items(self) -> list[QTreeWidgetItem]:
        tops = [self.contents.topLevelItem(i) for i in range(self.contents.topLevelItemCount())]
        return [one for top in tops if top for one in (top, *_children(top))]


def _add_chapter(tree: QTreeWidget, guide: Guide, chapter: str, found: tuple[Section, ...]) -> None:
    first, *others = guide.chapter(chapter)
    inside = [one for one in others if one in found]
    if not inside and first not in found:
        return
    top = _item(first)
    tree.addTopLevelItem(top)
    top.addChildren([_item(one) for one in inside])


def _item(section: Section) -> QTreeWidgetItem:
    made = QTreeWidgetItem([section.title])
    made.setData(0, _SECTION, section)
    made.setToolTip(0, section.title)
    return made


def _children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    return [item.child(i) for i in range(item.childCount())]
