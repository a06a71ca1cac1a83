"""About this program: version, what changed, and every part with its licence."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QSplitter,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from surveyapp import __version__
from surveyapp.words import language
from ui import files, theme
from ui.notice import label
from ui.session import Session
from ui.table_model import Column
from ui.table_view import TableView
from ui.tasks import Wish

if TYPE_CHECKING:
    from surveyapp.inventory import Component
    from surveyapp.progress import Progress


class AboutDialog(QDialog):
    """Reads the parts beside the interface thread; the first part's licence is shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("About this program"))
        self.resize(theme.px(860), theme.px(560))
        self.stands_on = label("", "faint", wraps=True)
        self.changes = QTextBrowser()
        self.parts = TableView("about-parts")
        self.licence = QPlainTextEdit()
        self.licence.setReadOnly(True)
        self.tabs = QTabWidget()
        self._lay_out()
        self.parts.show_loading()
        self.parts.selection_changed.connect(self._show_licence)
        session.runner.compute(_read, self._fill, session.show_trouble, wish=Wish("", self))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        name = self.tr("Public survey: version %1").replace("%1", __version__)
        layout.addWidget(label(name, "section"))
        layout.addWidget(self.stands_on)
        self.changes.setMarkdown(_changes())
        self.tabs.addTab(self.changes, self.tr("What is new"))
        self.tabs.addTab(self._parts_and_licences(), self.tr("Parts and licences"))
        layout.addWidget(self.tabs, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.save_button = buttons.addButton(
            self.tr("Save the list of parts…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.save_button.setToolTip(self.tr("As CycloneDX, which programs for audits read."))
        self.save_button.clicked.connect(self.save)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _parts_and_licences(self) -> QWidget:
        self.parts.set_columns(
            (
                Column(self.tr("Part"), lambda one: one.name),
                Column(self.tr("Version"), lambda one: one.version),
                Column(self.tr("Licence"), lambda one: one.licence),
            )
        )
        self.licence.setAccessibleName(self.tr("Text of the licence"))
        splitter = QSplitter()
        splitter.addWidget(self.parts)
        splitter.addWidget(self.licence)
        splitter.setSizes([theme.px(440), theme.px(380)])
        return splitter

    @Slot(object)
    def _fill(self, found: tuple[tuple[Component, ...], str]) -> None:
        components, versions = found
        self.stands_on.setText(versions)
        self.parts.set_rows(components)

    @Slot()
    def _show_licence(self) -> None:
        chosen = self.parts.selected()
        nothing = self.tr("This part carries no text of its licence.")
        self.licence.setPlainText((chosen[0].text or nothing) if chosen else "")

    @Slot()
    def save(self) -> None:
        """Save the list of parts for those who audit programs."""
        name = f"surveyapp-{__version__}.cdx.json"
        pattern = self.tr("List of parts (*.json)")
        path = files.ask_save(self, self.tr("Save the list of parts"), name, pattern)
        if path:
            self._session.runner.compute(
                partial(_write, path), self._say, self._session.show_trouble, wish=Wish("", self)
            )

    def _say(self, path: Path) -> None:
        self._session.say_done(self.tr("“%1” was saved.").replace("%1", path.name))


def _changes() -> str:
    from surveyapp import inventory

    return inventory.changes(language())


def _read(_progress: Progress) -> tuple[tuple[Component, ...], str]:
    from surveyapp import inventory
    from surveyapp.selfcheck.checks import check_versions

    return inventory.components(), check_versions(Path())


def _write(path: Path, _progress: Progress) -> Path:
    from surveyapp import inventory
    from surveyapp.files import write_text

    write_text(path, inventory.bill_of_materials())
    return path
