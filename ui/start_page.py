"""What is shown while no survey is open: open, new, recent files, the demonstration."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from ui import icons, preferences, theme
from ui.notice import label


class StartPage(QWidget):
    """Three ways to begin and the surveys opened lately."""

    open_wanted = Signal()
    new_wanted = Signal()
    join_wanted = Signal()
    demonstration_wanted = Signal()
    file_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._title = label("", "title")
        self._text = label("", "faint", wraps=True)
        self.new_button = QPushButton()
        self.new_button.setProperty("primary", True)
        self.open_button = QPushButton()
        self.join_button = QPushButton()
        self.demonstration_button = QPushButton()
        self._recent_title = label("", "section")
        self.recent = QListWidget()
        self._build_ui()
        self.new_button.clicked.connect(self.new_wanted)
        self.open_button.clicked.connect(self.open_wanted)
        self.join_button.clicked.connect(self.join_wanted)
        self.demonstration_button.clicked.connect(self.demonstration_wanted)
        self.recent.itemActivated.connect(self._open_recent)
        self.retranslate()
        self.restyle()

    def show_recent(self) -> None:
        """Fill the list of surveys opened lately."""
        self.recent.clear()
        for path in preferences.recent_files():
            item = QListWidgetItem(f"{path.stem}\n{path.parent}", self.recent)
            item.setData(Qt.ItemDataRole.UserRole, str(path))
        self.recent.setVisible(self.recent.count() > 0)
        self._recent_title.setVisible(self.recent.count() > 0)

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self._title.setText(self.tr("Public surveys of a city"))
        self._text.setText(
            self.tr(
                "From census margins and a questionnaire to interviews, weights and a report, "
                "in one survey file on this computer."
            )
        )
        self.new_button.setText(self.tr("Make a new survey…"))
        self.open_button.setText(self.tr("Open a survey…"))
        self.join_button.setText(self.tr("Join a survey with this laptop or office…"))
        self.demonstration_button.setText(self.tr("Make the demonstration…"))
        self._recent_title.setText(self.tr("Opened lately"))
        self.recent.setAccessibleName(self.tr("Opened lately"))

    def restyle(self) -> None:
        """Take the icons of the theme in use."""
        self.new_button.setIcon(icons.on_accent(icons.add))
        self.open_button.setIcon(icons.open_file())
        self.join_button.setIcon(icons.bring_in())
        self.demonstration_button.setIcon(icons.demonstration())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.restyle()

    def icon(self) -> QIcon:
        """The page's sign."""
        return icons.overview()

    def _build_ui(self) -> None:
        column = QWidget()
        column.setMaximumWidth(theme.px(560))
        inner = QVBoxLayout(column)
        inner.setSpacing(8)
        inner.addWidget(self._title)
        inner.addWidget(self._text)
        inner.addSpacing(16)
        for button in (
            self.new_button,
            self.open_button,
            self.join_button,
            self.demonstration_button,
        ):
            inner.addWidget(button)
        inner.addSpacing(16)
        inner.addWidget(self._recent_title)
        inner.addWidget(self.recent, 1)
        inner.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 32, 24, 24)
        layout.addStretch(1)
        layout.addWidget(column, 6, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def _open_recent(self, item: QListWidgetItem) -> None:
        self.file_wanted.emit(Path(item.data(Qt.ItemDataRole.UserRole)))
