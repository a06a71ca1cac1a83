"""Questionnaire: the forms of the survey, their questions, and what is measured with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTabWidget

from surveyapp.operators import Action
from ui import files, formats, icons
from ui.commands import Command
from ui.language import QT_TRANSLATE_NOOP
from ui.notice import label
from ui.pages.page import ATTENTION, DONE, EMPTY, Emptiness, Page, Summary
from ui.pages.panes import Panes
from ui.pages.words import say
from ui.session import Message
from ui.table_model import Column
from ui.table_view import TableView

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from questionnaires.method import CheckRow, IndicatorRow
    from surveyapp.progress import Progress
    from surveyapp.store.questionnaires import QuestionnaireRow
    from surveyapp.survey import Survey

translate = QCoreApplication.translate
_PUBLISHED = "published"


@dataclass(frozen=True)
class QuestionLine:
    """A question as the table shows it."""

    section: str
    name: str
    text: str
    kind: str
    choices: int
    required: bool
    relevant: str


@dataclass(frozen=True)
class FormData:
    """One version of a form with its questions, indicators and checks."""

    row: QuestionnaireRow
    questions: tuple[QuestionLine, ...]
    indicators: tuple[IndicatorRow, ...]
    checks: tuple[CheckRow, ...]


class QuestionnairePage(Page):
    """Forms, questions, indicators, checks."""

    key = "questionnaire"
    tables = frozenset({"questionnaire", "method", "setting"})

    def title(self) -> str:
        return self.tr("Questionnaire")

    def help_text(self) -> str:
        return self.tr(
            "A questionnaire is an XLSForm workbook: edit it in a spreadsheet and import it again. "
            "A published version never changes; a new import is a new version. Indicators and "
            "checks live in sheets of the same workbook and never travel to the field. A statutory "
            "survey can only publish with form number, issuing office, approval number and "
            "validity filled in."
        )

    def make_commands(self) -> Sequence[Command]:
        return (
            Command(
                "export",
                QT_TRANSLATE_NOOP("Commands", "Save the workbook…"),
                self.export,
                icons.send_out,
                needs=Action.READ,
                is_possible=self.has_form,
            ),
            Command(
                "import",
                QT_TRANSLATE_NOOP("Commands", "Import a workbook…"),
                self.import_workbook,
                icons.bring_in,
                needs=Action.DESIGN,
            ),
            Command(
                "publish",
                QT_TRANSLATE_NOOP("Commands", "Publish this version"),
                self.publish,
                icons.success,
                place="primary",
                needs=Action.DESIGN,
                is_possible=self.can_publish,
            ),
        )

    def build(self) -> None:
        self.form = QComboBox()
        self.form.activated.connect(self._show_form)
        self._form_label = label()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._form_label)
        row.addWidget(self.form)
        row.addStretch(1)
        self.panes = Panes(self.session, "questionnaire")
        self.indicators = TableView("questionnaire-indicators")
        self.checks = TableView("questionnaire-checks")
        self.tabs = QTabWidget()
        for widget in (self.panes, self.indicators, self.checks):
            self.tabs.addTab(widget, "")
        self.content_layout.addLayout(row)
        self.content_layout.addWidget(self.tabs, 1)

    def retexts(self) -> None:
        self._form_label.setText(self.tr("Form"))
        self.form.setAccessibleName(self.tr("Form"))
        self.tabs.setTabText(0, self.tr("Questions"))
        self.tabs.setTabText(1, self.tr("Indicators"))
        self.tabs.setTabText(2, self.tr("Checks"))
        self.panes.table.set_columns(
            (
                Column(self.tr("Section"), lambda row: row.section),
                Column(self.tr("Name"), lambda row: row.name),
                Column(self.tr("Question"), lambda row: row.text, width=260),
                Column(self.tr("Kind"), lambda row: row.kind),
                Column(
                    self.tr("Choices"),
                    lambda row: row.choices or None,
                    formats.count,
                    is_number=True,
                ),
                Column(
                    self.tr("Required"), lambda r: self.tr("yes") if r.required else self.tr("no")
                ),
                Column(self.tr("Asked if"), lambda row: row.relevant),
            )
        )
        self.indicators.set_columns(
            (
                Column(self.tr("Indicator"), _text_of),
                Column(self.tr("Kind"), lambda row: row.kind),
                Column(self.tr("From"), lambda row: row.source),
                Column(self.tr("Target"), lambda row: row.target, formats.plain, is_number=True),
                Column(self.tr("Base"), lambda row: row.base),
                Column(self.tr("Expression"), lambda row: row.expression),
            )
        )
        self.checks.set_columns(
            (
                Column(self.tr("Check"), _text_of),
                Column(self.tr("Severity"), lambda row: row.severity),
                Column(self.tr("Suspicious if"), lambda row: row.expression),
            )
        )

    @staticmethod
    def summarise(survey: Survey) -> Summary:
        from surveyapp.store.questionnaires import read_questionnaires

        rows = read_questionnaires(survey.store)
        if not rows:
            return Summary(EMPTY, translate("QuestionnairePage", "No questionnaire yet."))
        published = sum(row.state == _PUBLISHED for row in rows)
        text = translate("QuestionnairePage", "%1 forms, %2 of them published.")
        state = DONE if published else ATTENTION
        return Summary(state, say(text, len(rows), published))

    @staticmethod
    def read(survey: Survey) -> tuple[FormData, ...]:
        from surveyapp.fieldwork.questionnaires import current_checks
        from surveyapp.store.questionnaires import read_questionnaires

        forms = [
            FormData(
                row,
                _lines(survey, row.hash),
                _indicators(survey, row.form_id),
                current_checks(survey, row.form_id),
            )
            for row in read_questionnaires(survey.store)
        ]
        # The form that carries the indicators is what people look for first.
        return tuple(sorted(forms, key=lambda form: not form.indicators))

    def emptiness(self, data: tuple[FormData, ...]) -> Emptiness | None:
        if data:
            return None
        return Emptiness(
            self.tr("There is no questionnaire yet."),
            self.tr("Import an XLSForm workbook; every problem in it is listed with its cell."),
            command="import",
        )

    def show_data(self, data: tuple[FormData, ...]) -> None:
        chosen = self.form.currentData()
        with QSignalBlocker(self.form):
            self.form.clear()
            for one in data:
                state = self.tr("published") if one.row.state == _PUBLISHED else self.tr("draft")
                text = f"{one.row.title} {one.row.version} ({state})"
                self.form.addItem(text, one.row.hash)
            self.form.setCurrentIndex(max(0, self.form.findData(chosen)))
        self._show_form()

    @Slot()
    def _show_form(self) -> None:
        form = self.current()
        if form is None:
            return
        self.panes.table.set_rows(form.questions)
        self.indicators.set_rows(form.indicators, self.tr("This form has no indicators."))
        self.checks.set_rows(form.checks, self.tr("This form has no checks."))
        counts = Counter(line.section for line in form.questions)
        title = self.tr("Questions by section")
        self.panes.figure.show_figure(title, partial(_draw, tuple(counts.items())), "sections")
        self.update_commands()

    def current(self) -> FormData | None:
        """The form that is shown."""
        digest = self.form.currentData()
        return next((one for one in self.data or () if one.row.hash == digest), None)

    def has_form(self) -> bool:
        """Whether there is a form."""
        return self.current() is not None

    def can_publish(self) -> bool:
        """Whether the form shown is not published yet."""
        form = self.current()
        return form is not None and form.row.state != _PUBLISHED

    def publish(self) -> None:
        """Publish the version shown."""
        form = self.current()
        if form:
            work = partial(_publish, form.row.hash)
            self.session.run(self.tr("Publishing"), work, self._say_published)

    def import_workbook(self) -> None:
        """Read a workbook; its findings are listed at the side where there are any."""
        pattern = self.tr("XLSForm workbooks (*.xlsx *.xls)")
        path = files.ask_open(self, self.tr("Import a workbook"), pattern)
        if path:
            work = partial(_import, path)
            self.session.run(self.tr("Reading the workbook"), work, self._say_imported)

    def export(self) -> None:
        """Write the form shown as a workbook."""
        form = self.current()
        if form is None:
            return
        name = f"{form.row.form_id}-{form.row.version}.xlsx"
        pattern = self.tr("XLSForm workbooks (*.xlsx)")
        path = files.ask_save(self, self.tr("Save the workbook"), name, pattern)
        if path:
            work = partial(_export, path, form.row.hash, form.row.form_id)
            self.session.run(self.tr("Saving the workbook"), work, self._say_saved)

    def _say_published(self, _result: object) -> None:
        self.session.say_done(self.tr("The version is published and will never change."))

    def _say_imported(self, findings: Sequence[str]) -> None:
        if not findings:
            self.session.say_done(self.tr("The workbook is a new version of its form."))
            return
        text = say(self.tr("The workbook was imported with %1 remarks."), len(findings))
        self.session.say(Message("caution", text, findings[0]))

    def _say_saved(self, path: Path) -> None:
        self.session.say_done(self.tr("“%1” was saved.").replace("%1", path.name))


def _text_of(row: Any) -> str:
    from surveyapp.words import text_of

    return text_of(row.labels) or row.key


def _indicators(survey: Survey, form_id: str) -> tuple[IndicatorRow, ...]:
    from surveyapp.analysis.indicator_sets import current_indicators

    found = current_indicators(survey)
    return found.indicators if found.form_id == form_id else ()


def _lines(survey: Survey, digest: str) -> tuple[QuestionLine, ...]:
    from questionnaires.model import SILENT_KINDS, Group, Question, Repeat
    from surveyapp.fieldwork.questionnaires import open_questionnaire
    from surveyapp.words import text_of

    form = open_questionnaire(survey, digest)
    section, lines = "", []
    for path, node in form.walk():
        if isinstance(node, Group | Repeat):
            section = text_of(node.labels) or node.name
        elif isinstance(node, Question) and node.kind not in SILENT_KINDS:
            lines.append(
                QuestionLine(
                    section if "/" in path else "",
                    node.name,
                    text_of(node.labels),
                    node.kind,
                    len(form.lists.get(node.list_name, ())),
                    bool(node.required),
                    node.relevant,
                )
            )
    return tuple(lines)


def _publish(digest: str, survey: Survey, _progress: Progress) -> None:
    from surveyapp.fieldwork.questionnaires import publish_questionnaire

    publish_questionnaire(survey, digest)


def _import(path: Path, survey: Survey, _progress: Progress) -> Sequence[str]:
    from questionnaires.xlsform import read_workbook
    from surveyapp.errors import SurveyError
    from surveyapp.fieldwork.questionnaires import (
        keep_checks,
        keep_indicators,
        keep_questionnaire,
    )
    from surveyapp.findings.questionnaires import word_finding

    reading = read_workbook(path)
    if reading.errors:
        first = reading.errors[0]
        place = first.place
        raise SurveyError(
            "questionnaires.import-refused",
            errors=len(reading.errors),
            place=f"{place.sheet} {place.column}{place.row or ''}".strip() or path.name,
            first=word_finding(first.code, first.parameters).sentence,
        )
    with survey.store.transaction():
        keep_questionnaire(survey, reading.questionnaire)
        if reading.indicators:
            keep_indicators(survey, reading.questionnaire.form_id, reading.indicators)
        if reading.checks:
            keep_checks(survey, reading.questionnaire.form_id, reading.checks)
    return [word_finding(one.code, one.parameters).sentence for one in reading.findings]


def _export(path: Path, digest: str, form_id: str, survey: Survey, _progress: Progress) -> Path:
    from questionnaires.xlsform import write_workbook
    from surveyapp.fieldwork.questionnaires import current_checks, open_questionnaire

    path = path.with_suffix(".xlsx")
    write_workbook(
        open_questionnaire(survey, digest),
        path,
        indicators=_indicators(survey, form_id),
        checks=current_checks(survey, form_id),
    )
    return path


def _draw(rows: Sequence[tuple[str, int]], dark: bool) -> Figure:
    from surveyapp.publication.plots import BarRow, draw_bars

    none = translate("QuestionnairePage", "(before the first section)")
    bars = [BarRow(name or none, number) for name, number in rows]
    return draw_bars(bars, unit=translate("QuestionnairePage", "Questions"), dark=dark)
