"""The versions of a form, and what the draft changes against one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from questionnaires.comparison import Difference, compare
from ui import formats
from ui.designer.document import DesignDocument
from ui.designer.words import field_word, tell
from ui.language import QT_TRANSLATE_NOOP
from ui.notice import label
from ui.pages.words import say
from ui.session import Session
from ui.table_model import Column
from ui.table_view import TableView
from ui.tasks import Wish

if TYPE_CHECKING:
    from questionnaires.model import Questionnaire
    from surveyapp.progress import Progress
    from surveyapp.store.questionnaires import QuestionnaireRow
    from surveyapp.survey import Survey

_CHANGES = {
    "added": QT_TRANSLATE_NOOP("Designer", "added"),
    "removed": QT_TRANSLATE_NOOP("Designer", "removed"),
    "changed": QT_TRANSLATE_NOOP("Designer", "changed"),
    "moved": QT_TRANSLATE_NOOP("Designer", "moved"),
}
_EFFECTS = {
    "same": QT_TRANSLATE_NOOP("Designer", "answers stand as they are"),
    "recoded": QT_TRANSLATE_NOOP("Designer", "answers need a decision"),
    "missing_by_design": QT_TRANSLATE_NOOP("Designer", "not asked in one version"),
}
_VERDICTS = {"same": "met", "recoded": "not_met", "missing_by_design": "unclear"}
_DETAILS = {
    "added": QT_TRANSLATE_NOOP("Designer", "new choices: %1"),
    "removed": QT_TRANSLATE_NOOP("Designer", "choices gone: %1"),
    "relabelled": QT_TRANSLATE_NOOP("Designer", "reworded choices: %1"),
}


@dataclass(frozen=True)
class Version:
    """A version with how many interviews were begun with it: finished, and under way."""

    row: QuestionnaireRow
    finished: int = 0
    under_way: int = 0


@dataclass(frozen=True)
class Against:
    """A version and its content."""

    version: Version
    form: Questionnaire


class VersionPanel(QWidget):
    """``take_wanted`` carries the hash of a version to be laid on the desk."""

    take_wanted = Signal(str)
    wanted = Signal(str)

    def __init__(
        self, session: Session, document: DesignDocument, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._document = session, document
        self._against: Against | None = None
        self._versions: tuple[Version, ...] = ()
        self.versions = TableView("designer-versions")
        self.differences = TableView("designer-differences")
        self.verdict = label("", wraps=True)
        self.take_button = QPushButton()
        self._build_ui()
        self.versions.selection_changed.connect(self._compare_selected)
        self.take_button.clicked.connect(self._take)
        self.differences.activated.connect(self._go)
        document.changed.connect(self._on_changed)
        self.retranslate()

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Show these; the published one is compared with."""
        self._versions = tuple(versions)
        self._against = None
        self.versions.set_rows(self._versions, self.tr("No version was kept yet."))
        self.differences.set_rows((), self._nothing())
        self.verdict.setText("")
        published = next((n for n, v in enumerate(versions) if v.row.published_at), 0)
        if versions:
            self.versions.table.selectRow(published)

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.take_button.setText(self.tr("Go on from this version"))
        self.versions.set_title(self.tr("Versions"))
        self.differences.set_title(self.tr("What the draft changes"))
        self.versions.set_columns(
            (
                Column(self.tr("Version"), lambda one: one.row.version or one.row.hash[:8]),
                Column(self.tr("State"), self._state),
                Column(self.tr("Kept"), lambda one: one.row.made_at, formats.moment),
                Column(self.tr("Published"), lambda one: one.row.published_at, formats.moment),
                Column(
                    self.tr("Finished"), lambda one: one.finished, formats.count, is_number=True
                ),
                Column(
                    self.tr("Under way"), lambda one: one.under_way, formats.count, is_number=True
                ),
            )
        )
        self.differences.set_columns(
            (
                Column(self.tr("Question"), lambda one: one.path.rpartition("/")[2]),
                Column(self.tr("Change"), lambda one: tell(_CHANGES[one.what])),
                Column(self.tr("What"), _fields, tip=_fields, width=200),
                Column(
                    self.tr("Interviews before it"),
                    lambda one: tell(_EFFECTS[one.effect]),
                    verdict=lambda one: _VERDICTS.get(one.effect, ""),
                ),
            )
        )
        self._compare()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _state(self, one: Version) -> str:
        return self.tr("published") if one.row.published_at else self.tr("draft")

    def _nothing(self) -> str:
        return self.tr("The draft asks the same as this version.")

    def _compare_selected(self) -> None:
        chosen = self.versions.selected()
        self.take_button.setEnabled(bool(chosen) and self._document.may_edit)
        if not chosen:
            return
        work = partial(_read, chosen[0])
        self._session.read(work, self._compare_with, self._session.show_trouble, owner=self)

    def _compare_with(self, against: Against) -> None:
        self._against = against
        self._compare()

    def _on_changed(self) -> None:
        if self.isVisible():
            self._compare()

    def _compare(self) -> None:
        if self._against is None:
            return
        work = partial(_compare, self._against.form, self._document.form)
        self._session.runner.compute(
            work, self._show, self._session.show_trouble, wish=Wish("", self)
        )

    def _show(self, found: tuple[Difference, ...]) -> None:
        self.differences.set_rows(found, self._nothing())
        version = self._against.version if self._against else None
        begun = version.finished + version.under_way if version else 0
        recoded = sum(one.effect == "recoded" for one in found)
        if not found:
            text = self._nothing()
        elif not begun:
            text = self.tr("No interview was begun with this version: nothing can be lost.")
        elif recoded:
            text = say(
                self.tr(
                    "%1 interviews were begun with this version; for %2 questions somebody has to "
                    "decide what becomes of their answers. Interviews under way are finished with "
                    "the version they were begun with."
                ),
                begun,
                recoded,
            )
        else:
            text = say(
                self.tr("%1 interviews were begun with this version; their answers stand."), begun
            )
        self.verdict.setText(text)

    def _take(self) -> None:
        for one in self.versions.selected()[:1]:
            self.take_wanted.emit(one.row.hash)

    def _go(self, difference: Difference) -> None:
        self.wanted.emit(difference.path)

    def _build_ui(self) -> None:
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.versions, 1)
        row = QHBoxLayout()
        row.addWidget(self.take_button)
        row.addStretch(1)
        column.addLayout(row)
        lower = QWidget()
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        below.addWidget(self.differences, 1)
        below.addWidget(self.verdict)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(12)
        parts.setChildrenCollapsible(False)
        parts.addWidget(upper)
        parts.addWidget(lower)
        parts.setSizes([220, 300])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(parts)


def _fields(one: Difference) -> str:
    parts = [field_word(name) for name in one.fields if name != "choices" or not one.details]
    for key, names in (one.details or {}).items():
        parts.append(say(tell(_DETAILS[key]), ", ".join(names)))
    return "; ".join(parts)


def _read(version: Version, survey: Survey, _progress: Progress) -> Against:
    from surveyapp.fieldwork.questionnaires import open_questionnaire

    return Against(version, open_questionnaire(survey, version.row.hash))


def _compare(old: Questionnaire, new: Questionnaire, _progress: Progress) -> tuple[Difference, ...]:
    return compare(old, new)
