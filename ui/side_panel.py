"""The panel at the right: help, properties, diagnostics of what is chosen; closed until wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.notice import label


class SidePanel(QWidget):
    """Shows a title and paragraphs, or a widget of a page's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(theme.px(240))
        self.title = label("", "section", wraps=True)
        self.text = label("", wraps=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QToolButton()
        self._close.setProperty("quiet", True)
        self._close.clicked.connect(self.clear)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.text)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(area, 1)
        self.hide()

    def show_text(self, title: str, text: str) -> None:
        """Show paragraphs under a title."""
        self.title.setText(title)
        self.text.setText(text)
        self._close.setIcon(icons.close())
        self._close.setAccessibleName(self.tr("Close the panel"))
        self.show()

    def clear(self) -> None:
        """Close the panel."""
        self.hide()
