"""A question that is answered with a photo or another file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPixmap,
)
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from ui import files, theme
from ui.interview.fields import AnswerField
from ui.interview.picture import PictureSource
from ui.notice import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.interview.view import QuestionView

PICTURES = frozenset({"photo", "audio", "video", "file"})


class PictureField(AnswerField):
    """``brought`` carries the question's path and where the photo comes from, or ``None``."""

    brought = Signal(str, object)

    def __init__(self, question: QuestionView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = self._kind = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.picture = QLabel()
        self.about = label("", "hint", wraps=True)
        self.smaller = QCheckBox(self.tr("Make a large photo smaller (2048 pixels)"))
        self.choose = QPushButton(self.tr("Choose a file…  O"))
        self.paste = QPushButton(self.tr("Paste  Ctrl+V"))
        self.remove = QPushButton(self.tr("Take it off  Del"))
        self.choose.clicked.connect(self.ask_file)
        self.paste.clicked.connect(self.take_clipboard)
        self.remove.clicked.connect(self.take_off)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        for button in (self.choose, self.paste, self.remove):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self.picture, self.about):
            column.addWidget(widget)
        column.addLayout(row)
        column.addWidget(self.smaller)
        self.ask(question)

    def ask(self, question: QuestionView) -> None:
        self._path, self._kind = question.path, question.kind
        self.setAccessibleName(question.text)
        self.smaller.setVisible(question.kind == "photo")
        self.show_question(question)

    def show_question(self, question: QuestionView) -> None:
        picture = question.picture
        shown = QPixmap()
        if picture is not None and picture.thumbnail:
            shown.loadFromData(picture.thumbnail)
        self.picture.setPixmap(shown)
        self.picture.setVisible(not shown.isNull())
        if picture is not None:
            self.picture.setAccessibleName(picture.name)
            self.about.setText(f"✓ {picture.name} · {_say_size(picture.size)}")
        else:
            self.about.setText(self.tr("Nothing is attached yet. A file can also be dropped here."))
        self.remove.setVisible(picture is not None)

    def ask_file(self) -> None:
        """Choose a file."""
        pattern = self.tr("Photos (*.jpg *.jpeg *.png *.webp)")
        every = self.tr("All files (*)")
        wanted = f"{pattern};;{every}" if self._kind == "photo" else every
        path = files.ask_open(self, self.tr("Which file?"), wanted)
        if path is not None:
            self.bring(path)

    def bring(self, path: Path) -> None:
        """Hand a file over."""
        self.brought.emit(self._path, PictureSource(path, None, self.smaller.isChecked()))

    def take_clipboard(self) -> None:
        """Hand over the picture, or the file, that was copied."""
        held = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
        image = QGuiApplication.clipboard().image()
        if paths:
            self.bring(paths[0])
        elif not image.isNull():
            source = PictureSource(None, image, self.smaller.isChecked())
            self.brought.emit(self._path, source)
        else:
            self.about.setText(self.tr("There is no picture in the clipboard."))

    def take_off(self) -> None:
        """Take off what is attached."""
        self.brought.emit(self._path, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take_clipboard()
        elif event.key() == Qt.Key.Key_O and not event.modifiers():
            self.ask_file()
        elif event.key() == Qt.Key.Key_Delete and not self.remove.isHidden():
            self.take_off()
        else:
            event.ignore()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            self.bring(Path(url.toLocalFile()))


def _say_size(size: int) -> str:
    return f"{size / 1024:,.0f} KB" if size < 1 << 20 else f"{size / (1 << 20):.1f} MB"
