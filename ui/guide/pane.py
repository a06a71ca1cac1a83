"""Shows a chapter of the guide, scrolled to a section; pictures no wider than the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from surveyapp.guide import Section, guide_folder, markdown_of
from ui import theme

_LINE_HEIGHT = 140  # per cent: Chinese needs more air than Latin
_MARGIN = 24
_WIDEST = 728  # 35 Chinese characters a line
_ABOVE_HEADINGS = {1: 0, 2: 24}


class GuidePane(QTextBrowser):
    """The text; ``wanted`` names the anchor or chapter of a link that was followed."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] = ()
        self._number = 0
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: appearing in the middle of a rendering it would begin another one.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.anchorClicked.connect(self._follow)

    def show_chapter(self, sections: tuple[Section, ...], section: Section) -> None:
        """Show a chapter and bring one of its sections to the top."""
        self._sections = sections
        self._number = sections.index(section)
        self._render()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._render()  # pictures and the place of the section follow the width

    def _render(self) -> None:
        self.document().setDocumentMargin(theme.px(_MARGIN))
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(self._text_width())
        self.setMarkdown(markdown_of(self._sections))
        self._space_blocks()
        if self._sections:
            self._scroll_to(self._number)

    def _text_width(self) -> int:
        return min(theme.px(_WIDEST), self.viewport().width())

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        url = QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, url)
        picture = QImage(str(self._path_of(url)))
        width = min(picture.width(), self._text_width() - 2 * theme.px(_MARGIN))
        return picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)

    def _path_of(self, url: QUrl) -> Path:
        # The chapters name their pictures relative to themselves: ../pictures/zh_CN/x.png.
        inside = Path(url.path()).parts
        kept = [part for part in inside if part not in ("..", ".", "/")]
        return guide_folder().joinpath(*kept)

    def _follow(self, url: QUrl) -> None:
        name = url.fragment() or Path(url.path()).stem
        self.wanted.emit(name)

    def _space_blocks(self) -> None:
        block = self.document().begin()
        cursor = QTextCursor(self.document())
        while block.isValid():
            cursor.setPosition(block.position())
            cursor.mergeBlockFormat(_spacing_of(block))
            block = block.next()

    def _scroll_to(self, number: int) -> None:
        headings = list(_headings(self.document()))
        cursor = QTextCursor(headings[number])
        self.setTextCursor(cursor)
        layout = self.document().documentLayout()
        top = layout.blockBoundingRect(headings[number]).top()
        self.verticalScrollBar().setValue(int(top) if number else 0)


def _headings(document: QTextDocument) -> list[QTextBlock]:
    found: list[QTextBlock] = []
    block = document.begin()
    while block.isValid():
        # Qt gives a picture the level of the heading above it.
        if block.blockFormat().headingLevel() and not _holds_picture(block):
            found.append(block)
        block = block.next()
    return found


def _spacing_of(block: QTextBlock) -> QTextBlockFormat:
    spacing = QTextBlockFormat()
    level = block.blockFormat().headingLevel()
    if level and not _holds_picture(block):
        spacing.setTopMargin(theme.px(_ABOVE_HEADINGS.get(level, 16)))
        spacing.setBottomMargin(theme.px(8))
    elif not _holds_picture(block):
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        spacing.setLineHeight(_LINE_HEIGHT, proportional.value)
    else:
        spacing.setBottomMargin(theme.px(12))
    return spacing


def _holds_picture(block: QTextBlock) -> bool:
    return "\N{OBJECT REPLACEMENT CHARACTER}" in block.text()
