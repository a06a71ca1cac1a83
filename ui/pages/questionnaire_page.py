"""Questionnaire: the designer. Forms are opened, worked on, printed, published here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker
from PySide6.QtGui import QCloseEvent, QHideEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QInputDialog

from questionnaires.editing.draft import Draft, new_draft
from surveyapp.errors import SurveyError
from surveyapp.findings.questionnaires import word_finding
from surveyapp.operators import Action
from ui import files
from ui.commands import Command
from ui.designer import work
from ui.designer.commands import DESK_COMMANDS, FILE_COMMANDS, DesignCommand
from ui.designer.document import DesignDocument
from ui.designer.exits import FormExits
from ui.designer.header_dialog import HeaderDialog
from ui.designer.keeper import Keeper
from ui.designer.titles import titled
from ui.designer.work import Desk, DeskForm
from ui.designer.workbench import LANGUAGES, PROBLEMS, Workbench
from ui.language import QT_TRANSLATE_NOOP
from ui.notice import label
from ui.pages.page import ATTENTION, DONE, EMPTY, Emptiness, Page, Summary
from ui.pages.words import say
from ui.session import Message

if TYPE_CHECKING:
    from questionnaires.xlsform import Reading
    from surveyapp.survey import Survey, SurveyInfo

translate = QCoreApplication.translate
_PUBLISHED = "published"
_NEEDS_REASON = "analysis.change-needs-reason"


class QuestionnairePage(Page):
    """The designer with everything that leads into and out of it."""

    key = "questionnaire"
    tables = frozenset({"questionnaire", "method"})

    def title(self) -> str:
        return self.tr("Questionnaire")

    def make_commands(self) -> Sequence[Command]:
        return (
            *(self._command(one, partial(_run, self, one.run)) for one in FILE_COMMANDS),
            *(self._command(one, partial(self._on_desk, one.run)) for one in DESK_COMMANDS),
        )

    def _command(self, one: DesignCommand, run: Callable[[], None]) -> Command:
        needs = Action.READ if one.only_reads else Action.DESIGN
        possible: Callable[[], bool] = getattr(self, one.possible)
        return Command(
            one.key, one.source, run, one.icon, place=one.place, needs=needs, is_possible=possible
        )

    def build(self) -> None:
        self.document = DesignDocument(self)
        self.keeper = Keeper(self.session, self.document)
        self.form = QComboBox()
        self.form.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.form.activated.connect(self._choose_form)
        self._form_label = label()
        self.state = label("", "faint")
        self.desk = Workbench(self.session, self.document)
        self.exits = FormExits(self.session, self.document, self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._form_label)
        row.addWidget(self.form)
        row.addWidget(self.state)
        row.addStretch(1)
        self.content_layout.setSpacing(8)
        self.content_layout.addLayout(row)
        self.content_layout.addWidget(self.desk, 1)
        self.keeper.kept.connect(self._say_kept)
        self.keeper.waiting.connect(self._say_waiting)
        self.desk.inspection.found.connect(self._on_problems)
        self.desk.versions.take_wanted.connect(self._take_version)

    def retexts(self) -> None:
        self._form_label.setText(self.tr("Form"))
        self.form.setAccessibleName(self.tr("Form"))

    @staticmethod
    def summarise(survey: Survey) -> Summary:
        from surveyapp.store.questionnaires import read_questionnaires

        rows = read_questionnaires(survey.store)
        if not rows:
            return Summary(EMPTY, translate("QuestionnairePage", "No questionnaire yet."))
        published = sum(row.state == _PUBLISHED for row in rows)
        text = translate("QuestionnairePage", "%1 versions, %2 of them published.")
        state = DONE if published else ATTENTION
        return Summary(state, say(text, len(rows), published))

    @staticmethod
    def read(survey: Survey) -> Desk:
        return work.read_desk(survey)

    def emptiness(self, data: Desk) -> Emptiness | None:
        if data.forms or self.document.slot:
            return None
        return Emptiness(
            self.tr("There is no questionnaire yet."),
            self.tr("Make a new one, or import an XLSForm workbook."),
            command="new",
        )

    def show_data(self, data: Desk) -> None:
        """Show the forms; a form on the desk stays there with its steps of undo."""
        known = {one.slot for one in data.forms}
        if self.document.slot not in known and data.forms and self.keeper.is_kept:
            self._open(data.forms[0])
        elif self._follows(data):
            self._open(next(one for one in data.forms if one.slot == self.document.slot))
        self._fill_forms(data)
        current = self._current()
        self.desk.versions.show_versions(current.versions if current else ())
        self._say_state()

    # The forms.

    def has_desk(self) -> bool:
        """Whether the survey was read."""
        return self.data is not None

    def has_form(self) -> bool:
        """Whether a form is on the desk."""
        return bool(self.document.slot)

    def has_changes(self) -> bool:
        """Whether there is a version to go back to and something that differs from it."""
        current = self._current()
        return current is not None and bool(current.versions) and not self._is_version()

    def can_publish(self) -> bool:
        """Whether there is something to publish and no error against it."""
        current = self._current()
        if not self.has_form() or any(one.is_error for one in self.desk.inspection.problems):
            return False
        rows = [one.row for one in current.versions] if current else []
        return not any(
            row.hash == self.document.form.content_hash and row.published_at for row in rows
        )

    def make_new(self) -> None:
        """Begin an empty questionnaire."""
        asked = self.tr("Title of the new questionnaire")
        title, done = QInputDialog.getText(self, self.tr("New questionnaire"), asked)
        if done and title.strip():
            self.begin(title.strip())

    def begin(self, title: str) -> None:
        """Begin an empty questionnaire with this title."""
        from questionnaires.editing.naming import free_name

        self.keeper.keep()
        taken = {one.slot for one in self.data.forms} if self.data else set[str]()
        slot = free_name("form1", taken)
        languages = {"zh": "中文 (zh)", "en": "English (en)"}
        usual = "zh" if self.session.language.name.startswith("zh") else "en"
        draft = new_draft(slot, title, {usual: languages[usual]})
        self._lay(DeskForm(slot, draft, True))
        self.desk.tree.setFocus()

    # In and out.

    def ask_import(self) -> None:
        """Read a workbook into the form of its id; its problems are shown in place."""
        pattern = self.tr("Questionnaires (*.xlsx *.xlsm *.xls *.csv *.md)")
        path = files.ask_open(self, self.tr("Import a workbook"), pattern)
        if path:
            self.session.run(
                self.tr("Reading the workbook"),
                partial(work.import_workbook, path),
                self._take_reading,
            )

    def ask_header(self) -> None:
        """Fill in the statutory header."""
        info = self._info()
        dialog = HeaderDialog(info.header, self)
        if dialog.exec():
            run = partial(work.fill_header, dialog.header())
            self.session.run(self.tr("Keeping the header"), run, self._take_info)

    # Publishing.

    def publish(self) -> None:
        """Publish what is on the desk; it never changes again."""
        info = self._info()
        if info.legal_basis == "statutory" and not info.header.is_complete:
            text = self.tr("The statutory header is incomplete: nothing was published.")
            remedy = self.tr("Fill in form number, issuing office, approval number and validity.")
            action = self.tr("Fill in the header")
            self.session.say(Message("caution", text, remedy, action, self.ask_header))
            return
        self._publish("")

    def forget(self) -> None:
        """Show the last version again, as a step that can be undone."""
        current = self._current()
        if current and current.versions:
            self._take_version(current.versions[0].row.hash)

    def _publish(self, reason: str) -> None:
        self.keeper.keep()
        draft = self.document.draft
        run = partial(work.publish, self.document.slot, draft, reason)
        self.session.runner.run(run, partial(self._published, draft), self._not_published)

    def _not_published(self, trouble: BaseException) -> None:
        if not isinstance(trouble, SurveyError) or trouble.code != _NEEDS_REASON:
            self.session.show_trouble(trouble)
            return
        title = self.tr("Why do the indicators change?")
        reason, done = QInputDialog.getText(self, title, trouble.sentence)
        if done and reason.strip():
            self._publish(reason.strip())

    def _published(self, draft: Draft, _digest: str) -> None:
        if draft is self.document.draft:
            self.document.stack.setClean()
            self._reopen = True
        self.session.say_done(self.tr("The version is published and will never change."))
        self.refresh()

    # Inside.

    def hideEvent(self, event: QHideEvent) -> None:
        self.keeper.keep()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keeper.keep()
        super().closeEvent(event)

    def _on_desk(self, path: str) -> None:
        if path == "languages.add":
            self.desk.show_tab(LANGUAGES)
        _run(self.desk, path)

    def _current(self) -> DeskForm | None:
        forms = self.data.forms if self.data else ()
        return next((one for one in forms if one.slot == self.document.slot), None)

    def _info(self) -> SurveyInfo:
        desk: Desk = self.data
        return desk.info

    def _take_info(self, info: SurveyInfo) -> None:
        self.data = replace(self.data, info=info)
        self.session.say_done(self.tr("The statutory header is kept."))
        self.update_commands()

    def _is_version(self) -> bool:
        current = self._current()
        digest = self.document.form.content_hash
        return current is not None and any(v.row.hash == digest for v in current.versions)

    _reopen = False

    def _follows(self, data: Desk) -> bool:
        """Whether the form on the desk is to be read again: it was published just now."""
        wanted, self._reopen = self._reopen, False
        return wanted and any(one.slot == self.document.slot for one in data.forms)

    def _open(self, one: DeskForm) -> None:
        facts = self.session.facts
        may = facts is not None and facts.may(Action.DESIGN)
        self.document.open(one.slot, one.draft, may)

    def _lay(self, one: DeskForm) -> None:
        """Put a form that the survey does not know yet on the desk."""
        others = tuple(form for form in self.data.forms if form.slot != one.slot)
        self.data = replace(self.data, forms=(*others, one))
        self._open(one)
        self.session.runner.run(partial(work.keep, one.slot, one.draft))
        self._show_content()

    def _choose_form(self) -> None:
        slot = self.form.currentData()
        if slot == self.document.slot:
            return
        self.keeper.keep()
        # Read again behind what is being kept: the draft of that form is in the file.
        self.session.read(
            self._read_forms, partial(self._show_form, slot), self.session.show_trouble, owner=self
        )

    def _read_forms(self, survey: Survey, _progress: object) -> Desk:
        return work.read_desk(survey)

    def _show_form(self, slot: str, desk: Desk) -> None:
        self.data = desk
        found = next((one for one in desk.forms if one.slot == slot), None)
        if found:
            self._open(found)
        self._show_content()

    def _fill_forms(self, data: Desk) -> None:
        with QSignalBlocker(self.form):
            self.form.clear()
            for one in data.forms:
                self.form.addItem(one.draft.form.title or one.slot, one.slot)
            self.form.setCurrentIndex(max(0, self.form.findData(self.document.slot)))

    def _take_version(self, digest: str) -> None:
        self.session.runner.run(
            partial(work.take_version, digest), self._go_on_from, self.session.show_trouble
        )

    def _go_on_from(self, draft: Draft) -> None:
        self.document.do(
            titled(QT_TRANSLATE_NOOP("Undo", "go on from another version")), draft, select=[()]
        )

    def _take_reading(self, reading: Reading) -> None:
        form = reading.questionnaire
        unreadable = [
            one for one in reading.findings if one.code.startswith("workbook.") and one.is_error
        ]
        if unreadable:
            from surveyapp.findings.questionnaires import word_finding

            said = word_finding(unreadable[0].code, unreadable[0].parameters)
            self.session.say(Message("trouble", said.sentence, said.remedy))
            return
        known = next((one for one in self.data.forms if one.slot == form.form_id), None)
        if known is None:
            self._lay(DeskForm(form.form_id, Draft(form, reading.indicators, reading.checks), True))
        else:
            if self.document.slot != known.slot:
                self._open(known)
            made = work.read_into(self.document.draft, reading)
            self.document.do(
                titled(QT_TRANSLATE_NOOP("Undo", "import a workbook")), made, select=[()]
            )
            self._fill_forms(self.data)
        self._say_imported(reading)

    def _is_unreadable(self, reading: Reading) -> bool:
        """Whether there is nothing to show, which is then said."""
        for found in reading.errors:
            if found.code.startswith("workbook."):
                said = word_finding(found.code, found.parameters)
                self.session.say(Message("trouble", said.sentence, said.remedy))
                return True
        return False

    def _say_imported(self, reading: Reading) -> None:
        count = len(reading.findings)
        if not count:
            self.session.say_done(self.tr("The workbook is on the desk."))
            return
        from surveyapp.findings.questionnaires import word_finding

        first = reading.findings[0]
        said = word_finding(first.code, first.parameters).sentence
        text = say(
            self.tr("The workbook is on the desk, with %1 remarks. The first: %2"), count, said
        )
        show = partial(self.desk.show_tab, PROBLEMS)
        self.session.say(Message("caution", text, "", self.tr("Show the problems"), show))

    def _on_problems(self, _problems: object) -> None:
        self._say_state()
        self.update_commands()

    def _say_waiting(self) -> None:
        self.state.setText(self.tr("Saving…"))

    def _say_kept(self) -> None:
        self._say_state()
        title = self.document.form.title
        place = self.form.findData(self.document.slot)
        if place >= 0 and self.form.itemText(place) != title:
            self.form.setItemText(place, title)

    def _say_state(self) -> None:
        current = self._current()
        if current is None:
            self.state.setText("")
        elif not self.keeper.is_kept:
            self.state.setText(self.tr("Saving…"))
        elif self._is_version():
            digest = self.document.form.content_hash
            row = next(v.row for v in current.versions if v.row.hash == digest)
            known = row.version or digest[:8]
            text = self.tr("Version %1, published") if row.published_at else self.tr("Version %1")
            self.state.setText(say(text, known))
        else:
            self.state.setText("✓ " + self.tr("Draft, saved in the survey"))


def _run(target: object, path: str) -> None:
    """Call what a path of attributes leads to."""
    for name in path.split("."):
        target = getattr(target, name)
    assert callable(target)
    target()
