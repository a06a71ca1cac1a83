"""Overview: the five indicators against their targets, and where each step of the road stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QSplitter

from surveyapp.errors import SurveyError
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
from ui.pages.page import ATTENTION, DONE, EMPTY, PROGRESS, Page, Summary
from ui.pages.panes import Panes
from ui.pages.registry import OFFICE_PAGES, place_of
from ui.pages.words import say
from ui.session import Message
from ui.table_model import Column
from ui.table_view import TableView

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

    from surveyapp.analysis.results import Verdict
    from surveyapp.progress import Progress
    from surveyapp.survey import Survey

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Step:
    """One page of the road with its state."""

    key: str
    summary: Summary


@dataclass(frozen=True)
class OverviewData:
    """What the page shows."""

    verdicts: tuple[Verdict, ...]
    names: Mapping[str, IndicatorName]
    steps: tuple[Step, ...]


class OverviewPage(Page):
    """The first page of an office's survey."""

    key = "overview"

    def title(self) -> str:
        return self.tr("Overview")

    def make_commands(self) -> Sequence[Command]:
        return (
            Command(
                "next",
                QT_TRANSLATE_NOOP("Commands", "Go to the next step"),
                self.go_on,
                icons.expand,
                place="primary",
                is_possible=self.has_next,
            ),
            Command(
                "journal",
                QT_TRANSLATE_NOOP("Commands", "Check the journal"),
                self.check_journal,
                icons.quality,
                needs=Action.READ,
            ),
            Command(
                "plain",
                QT_TRANSLATE_NOOP("Commands", "Write a readable copy…"),
                self.copy_plain,
                icons.send_out,
                place="more",
                needs=Action.EXPORT,
            ),
        )

    def build(self) -> None:
        self.panes = Panes(self.session, "overview")
        self.steps = TableView("overview-steps")
        self.steps.activated.connect(self._open_step)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setHandleWidth(17)
        split.setChildrenCollapsible(False)
        split.addWidget(self.panes)
        split.addWidget(self.steps)
        split.setSizes([320, 340])
        self.content_layout.addWidget(split, 1)

    def retexts(self) -> None:
        self.panes.table.set_title(self.tr("Indicators"))
        self.panes.table.set_columns(
            (
                Column(self.tr("Indicator"), self._label, tip=self._full_label, width=210),
                Column(self.tr("Target"), _target, is_number=True),
                Column(self.tr("Estimate"), lambda r: figure(r.estimate, r.unit), is_number=True),
                Column(self.tr("95 % interval"), interval, is_number=True),
                verdict_column(self.tr("Verdict")),
                Column("n", lambda row: row.n, formats.count, is_number=True),
                Column("deff", lambda row: row.deff, formats.decimals(2), is_number=True),
            )
        )
        self.steps.set_title(self.tr("Where the survey stands"))
        self.steps.set_columns(
            (
                Column(self.tr("Step"), lambda row: place_of(row.key).title(), width=140),
                Column(self.tr("State"), lambda row: self._state(row.summary.state), width=120),
                Column(self.tr("In words"), lambda row: row.summary.sentence),
            )
        )

    @staticmethod
    def summarise(survey: Survey) -> Summary:
        from surveyapp.store.runs import read_runs

        if read_runs(survey.store, "estimates"):
            return Summary(DONE, translate("OverviewPage", "The indicators are estimated."))
        text = translate("OverviewPage", "The survey is on its way; no indicator is estimated yet.")
        return Summary(PROGRESS, text)

    @staticmethod
    def read(survey: Survey) -> OverviewData:
        from surveyapp.store.runs import read_runs

        verdicts: tuple[Verdict, ...] = ()
        names: Mapping[str, IndicatorName] = {}
        if read_runs(survey.store, "estimates"):
            from surveyapp.analysis.verdicts import read_verdicts

            names = read_names(survey)
            verdicts = tuple(one for one in read_verdicts(survey) if one.domain_variable == "city")
        keys = [key for key in OFFICE_PAGES if key != "overview"]
        return OverviewData(verdicts, names, tuple(_step(survey, key) for key in keys))

    def show_data(self, data: OverviewData) -> None:
        empty = self.tr("No indicator is estimated yet; the steps below lead there.")
        self.panes.table.set_rows(data.verdicts, empty)
        self.steps.set_rows(data.steps)
        percent = tuple(
            (short_label(data.names, one.indicator), one)
            for one in data.verdicts
            if one.unit == "percent"
        )
        title = self.tr("Indicators in percent")
        self.panes.figure.setVisible(bool(percent))
        self.panes.figure.show_figure(title, partial(_draw, percent) if percent else None)

    def has_next(self) -> bool:
        """Whether a step is left."""
        return self._next() is not None

    def go_on(self) -> None:
        """Open the first step that is not done."""
        step = self._next()
        if step:
            self.session.page_wanted.emit(step.key)

    def check_journal(self) -> None:
        """Check the chain of the journal."""
        self.session.run(self.tr("Checking the journal"), _check_journal, self._say_checked)

    def copy_plain(self) -> None:
        """Write an unencrypted copy for other programs; the journal says so."""
        pattern = self.tr("Databases (*.db)")
        path = files.ask_save(self, self.tr("Write a readable copy"), "survey.db", pattern)
        if path:
            work = partial(_copy_plain, path)
            self.session.run(self.tr("Writing the copy"), work, self._say_copied)

    def _next(self) -> Step | None:
        steps = self.data.steps if self.data else ()
        return next((step for step in steps if step.summary.state != DONE), None)

    def _open_step(self, step: Step) -> None:
        self.session.page_wanted.emit(step.key)

    def _say_checked(self, found: tuple[int, int | None]) -> None:
        entries, broken = found
        if broken is None:
            self.session.say_done(
                say(self.tr("The chain of the journal holds: %1 entries."), entries)
            )
        else:
            text = say(self.tr("The journal was changed at entry %1."), broken)
            remedy = self.tr("Compare this file with the newest backup.")
            self.session.say(Message("trouble", text, remedy))

    def _say_copied(self, path: Path) -> None:
        self.session.say_done(self.tr("“%1” was saved.").replace("%1", path.name))

    def _label(self, row: Any) -> str:
        return short_label(self.data.names, row.indicator) if self.data else row.indicator

    def _full_label(self, row: Any) -> str:
        return label_of(self.data.names, row.indicator) if self.data else row.indicator

    def _state(self, state: str) -> str:
        return {
            EMPTY: self.tr("○ empty"),
            PROGRESS: self.tr("◐ in progress"),
            DONE: self.tr("● done"),
            ATTENTION: self.tr("▲ needs attention"),
        }[state]


def _target(row: Verdict) -> str:
    if row.target is None:
        return translate("OverviewPage", "falls") if row.direction == "falling" else formats.NOTHING
    signs = {"at_least": "≥ ", "at_most": "≤ ", "equal": "= "}
    return f"{signs.get(row.direction, '')}{row.target:g}"


def _step(survey: Survey, key: str) -> Step:
    try:
        return Step(key, place_of(key).load().summarise(survey))
    except SurveyError as trouble:  # said on the step's own page with its remedy
        return Step(key, Summary(ATTENTION, trouble.sentence))


def _check_journal(survey: Survey, _progress: Progress) -> tuple[int, int | None]:
    from surveyapp.store.journal import first_broken_entry, read_entries

    newest = read_entries(survey.store, 1)
    return (newest[0].number if newest else 0), first_broken_entry(survey.store)


def _copy_plain(path: Path, survey: Survey, _progress: Progress) -> Path:
    from surveyapp.store.plain_copy import copy_plain

    survey.require(Action.EXPORT)
    copy_plain(survey.store, path)
    survey.note("export plain", {"name": path.name})
    return path


def _draw(rows: Sequence[tuple[str, Verdict]], dark: bool) -> Figure:
    from surveyapp.publication.plots import IntervalRow, draw_intervals

    lines = [
        IntervalRow(name, one.estimate, one.low, one.high, one.n, one.verdict) for name, one in rows
    ]
    return draw_intervals(lines, unit=translate("OverviewPage", "Percent"), dark=dark)
