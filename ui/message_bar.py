"""One line at the bottom: what was done or went wrong, what to do, and one action."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from ui import icons, theme
from ui.notice import label
from ui.session import Message

_ICONS = {
    "done": icons.success,
    "note": icons.information,
    "caution": icons.caution,
    "trouble": icons.trouble,
}
_DONE_STAYS_MS = 12_000


class MessageBar(QWidget):
    """Shows the latest message; trouble stays until it is closed, the rest goes by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.message: Message | None = None
        self._picture = QLabel()
        self._text = label("", wraps=True)
        self._action = QPushButton()
        self._close = QToolButton()
        self._close.setProperty("quiet", True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self._action.clicked.connect(self._run)
        self._close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self.hide()

    @Slot(object)
    def show_message(self, message: Message) -> None:
        """Show a line in place of the one before."""
        self.message = message
        size = theme.px(18)
        self._picture.setPixmap(_ICONS[message.kind]().pixmap(size, size))
        self._text.setText(f"{message.text} {message.remedy}".strip())
        self._text.setAccessibleName(self._text.text())
        self._action.setText(message.action)
        self._action.setVisible(bool(message.action))
        self._close.setIcon(icons.close())
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close this message"))
        self._timer.stop()
        if message.kind in ("done", "note"):
            self._timer.start(_DONE_STAYS_MS)
        self.show()

    @property
    def text(self) -> str:
        """What is shown now."""
        return "" if self.isHidden() else self._text.text()

    @Slot()
    def clear(self) -> None:
        """Show nothing."""
        self.message = None
        self.hide()

    @Slot()
    def _run(self) -> None:
        message = self.message
        self.clear()
        if message and message.run:
            message.run()
