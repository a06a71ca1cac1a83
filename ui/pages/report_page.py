"""Report: verdicts in one table, reports made so far, and a new one in either language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QTabWidget

from surveyapp.operators import Action
from ui import files, formats, icons
from ui.commands import Command
from ui.language import QT_TRANSLATE_NOOP
from ui.pages.indicator_words import (
    IndicatorName,
    figure,
    interval,
    label_of,
    read_names,
    short_label,
    verdict_column,
)
from ui.pages.page import DONE, EMPTY, PROGRESS, Emptiness, Page, Summary
from ui.pages.panes import Panes
from ui.pages.words import say
from ui.table_model import Column
from ui.table_view import TableView

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from surveyapp.analysis.results import Verdict
    from surveyapp.progress import Progress
    from surveyapp.store.reports import Report
    from surveyapp.survey import Survey

translate = QCoreApplication.translate


@dataclass(frozen=True)
class ReportData:
    """The city's verdicts, and the reports kept in the survey."""

    verdicts: tuple[Verdict, ...]
    reports: tuple[Report, ...]
    names: Mapping[str, IndicatorName]


class ReportPage(Page):
    """What goes out of the house."""

    key = "report"
    tables = frozenset({"report", "run", "estimate"})

    def title(self) -> str:
        return self.tr("Report")

    def make_commands(self) -> Sequence[Command]:
        return (
            Command(
                "english",
                QT_TRANSLATE_NOOP("Commands", "Make the report in English…"),
                partial(self.make_report, "en"),
                icons.document,
                needs=Action.PUBLISH,
                is_possible=self.has_estimates,
            ),
            Command(
                "chinese",
                QT_TRANSLATE_NOOP("Commands", "Make the report in Chinese…"),
                partial(self.make_report, "zh_CN"),
                icons.document,
                place="primary",
                needs=Action.PUBLISH,
                is_possible=self.has_estimates,
            ),
            Command(
                "save",
                QT_TRANSLATE_NOOP("Commands", "Save the chosen report again…"),
                self.save_again,
                icons.send_out,
                place="more",
                is_possible=self.has_report,
            ),
        )

    def build(self) -> None:
        self.panes = Panes(self.session, "report")
        self.reports = TableView("reports")
        self.reports.selection_changed.connect(self.update_commands)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.panes, "")
        self.tabs.addTab(self.reports, "")
        self.content_layout.addWidget(self.tabs, 1)

    def retexts(self) -> None:
        self.tabs.setTabText(0, self.tr("Verdicts"))
        self.tabs.setTabText(1, self.tr("Reports made"))
        self.panes.table.set_columns(
            (
                Column(self.tr("Indicator"), self._label, tip=self._full_label, width=210),
                Column(self.tr("Target"), _target, is_number=True),
                Column(self.tr("Estimate"), lambda r: figure(r.estimate, r.unit), is_number=True),
                Column(self.tr("95 % interval"), interval, is_number=True),
                verdict_column(self.tr("Verdict")),
                Column("n", lambda row: row.n, formats.count, is_number=True),
                Column(
                    self.tr("Why"),
                    lambda row: row.reason.wording.sentence if row.reason else "",
                ),
            )
        )
        self.reports.set_columns(
            (
                Column(self.tr("Report"), lambda row: row.name),
                Column(self.tr("Language"), lambda row: _language(row.language)),
                Column(self.tr("Made at"), lambda row: row.made_at, formats.moment),
                Column(self.tr("Fingerprint"), lambda row: row.hash.hex()[:16]),
            )
        )

    @staticmethod
    def summarise(survey: Survey) -> Summary:
        from surveyapp.store.reports import read_reports
        from surveyapp.store.runs import read_runs

        reports = read_reports(survey.store)
        if reports:
            text = translate("ReportPage", "%1 reports made, the last at %2.")
            return Summary(DONE, say(text, len(reports), formats.moment(reports[0].made_at)))
        if read_runs(survey.store, "estimates"):
            text = translate("ReportPage", "The estimates are there; the report can be made.")
            return Summary(PROGRESS, text)
        return Summary(EMPTY, translate("ReportPage", "No estimates yet, so nothing to report."))

    @staticmethod
    def read(survey: Survey) -> ReportData | None:
        from surveyapp.analysis.verdicts import read_verdicts
        from surveyapp.store.reports import read_reports
        from surveyapp.store.runs import read_runs

        if not read_runs(survey.store, "estimates"):
            return None
        verdicts = tuple(one for one in read_verdicts(survey) if one.domain_variable == "city")
        return ReportData(verdicts, tuple(read_reports(survey.store)), read_names(survey))

    def emptiness(self, data: ReportData | None) -> Emptiness | None:
        if data is not None:
            return None
        return Emptiness(
            self.tr("There is nothing to report yet."),
            self.tr("The report is made from the estimates; compute them first."),
            page="estimates",
            page_text=self.tr("Go to the estimates"),
        )

    def show_data(self, data: ReportData) -> None:
        self.panes.table.set_rows(data.verdicts)
        self.reports.set_rows(data.reports, self.tr("No report was made yet."))
        percent = tuple(
            (short_label(data.names, one.indicator), one)
            for one in data.verdicts
            if one.unit == "percent"
        )
        self.panes.figure.show_figure(
            self.tr("The indicators in percent, each against its own target"),
            partial(_draw, percent) if percent else None,
            "verdicts",
        )

    def has_estimates(self) -> bool:
        """Whether a report can be made."""
        return self.data is not None

    def has_report(self) -> bool:
        """Whether a report is chosen in the table."""
        return bool(self.reports.selected())

    def make_report(self, language: str) -> None:
        """Ask where to, then write the report."""
        name = "report-zh.html" if language == "zh_CN" else "report-en.html"
        path = files.ask_save(self, self.tr("Make the report"), name, self.tr("Pages (*.html)"))
        if path:
            work = partial(_make, path.with_suffix(".html"), language)
            self.session.run(self.tr("Writing the report"), work, self._say_made)

    def save_again(self) -> None:
        """Write a report kept in the survey to a file, byte for byte."""
        chosen = self.reports.selected()
        if not chosen:
            return
        path = files.ask_save(self, self.tr("Save the report"), chosen[0].name, "*")
        if path:
            work = partial(_save, path, chosen[0].report_id)
            self.session.run(self.tr("Saving the report"), work, self._say_made)

    def _say_made(self, path: Path) -> None:
        text = self.tr("“%1” was saved.").replace("%1", path.name)
        self.session.say_done(text, self.tr("Open it"), partial(_open, path))

    def _label(self, row: Any) -> str:
        return short_label(self.data.names, row.indicator) if self.data else row.indicator

    def _full_label(self, row: Any) -> str:
        return label_of(self.data.names, row.indicator) if self.data else row.indicator


def _target(row: Verdict) -> str:
    if row.target is None:
        return translate("ReportPage", "falls") if row.direction == "falling" else formats.NOTHING
    signs = {"at_least": "≥ ", "at_most": "≤ ", "equal": "= "}
    return f"{signs.get(row.direction, '')}{row.target:g}"


def _language(name: str) -> str:
    return "English" if name == "en" else "中文"


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _make(path: Path, language: str, survey: Survey, _progress: Progress) -> Path:
    from surveyapp.publication.report import make_report

    make_report(survey, path, language=language)
    return path


def _save(path: Path, report_id: str, survey: Survey, _progress: Progress) -> Path:
    from surveyapp.files import write_whole
    from surveyapp.store.reports import read_report

    report = read_report(survey.store, report_id)
    if report:
        write_whole(path, report.body)
    return path


def _draw(rows: Sequence[tuple[str, Verdict]], dark: bool) -> Figure:
    from surveyapp.publication.plots import IntervalRow, draw_intervals

    lines = [
        IntervalRow(name, one.estimate, one.low, one.high, one.n, one.verdict) for name, one in rows
    ]
    unit = translate("ReportPage", "Percent")
    return draw_intervals(lines, unit=unit, dark=dark)
