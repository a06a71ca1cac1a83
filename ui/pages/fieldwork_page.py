"""Field work: who has how much to do, what came back, and every case with what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTabWidget

from surveyapp.operators import Action
from ui import formats, icons
from ui.commands import Command
from ui.language import QT_TRANSLATE_NOOP
from ui.pages.page import ATTENTION, DONE, EMPTY, PROGRESS, Emptiness, Page, Summary
from ui.pages.panes import Panes
from ui.pages.words import district, say, variable
from ui.table_model import Column
from ui.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure

    from surveyapp.fieldwork.cases import Case
    from surveyapp.fieldwork.dispositions import Rates
    from surveyapp.fieldwork.modes import ModeRow
    from surveyapp.fieldwork.monitoring import CoverageCell, ProgressRow
    from surveyapp.progress import Progress
    from surveyapp.survey import Survey

translate = QCoreApplication.translate


@dataclass(frozen=True)
class DistrictLine:
    """A district's progress with its response rate."""

    progress: ProgressRow
    rates: Rates | None


@dataclass(frozen=True)
class FieldData:
    """What the page shows."""

    districts: tuple[DistrictLine, ...]
    surveyors: tuple[DistrictLine, ...]
    coverage: tuple[CoverageCell, ...]
    modes: tuple[ModeRow, ...]
    cases: tuple[Case, ...]
    words: Mapping[str, str]
    """Codes of dispositions in words."""
    is_drawn: bool


class FieldworkPage(Page):
    """Progress by district and surveyor, and the list of cases."""

    key = "fieldwork"
    tables = frozenset({"assignment", "visit", "draft", "interview", "revision"})

    def title(self) -> str:
        return self.tr("Field work")

    def make_commands(self) -> Sequence[Command]:
        return (
            Command(
                "assign",
                QT_TRANSLATE_NOOP("Commands", "Share the households out to the laptops"),
                self.assign,
                icons.person,
                place="primary",
                needs=Action.DESIGN,
                is_possible=self.is_drawn,
            ),
        )

    def build(self) -> None:
        self.panes = Panes(self.session, "fieldwork")
        self.surveyors = TableView("fieldwork-surveyors")
        self.coverage = TableView("fieldwork-coverage")
        self.modes = TableView("fieldwork-modes")
        self.cases = TableView("fieldwork-cases")
        self.tabs = QTabWidget()
        for widget in (self.panes, self.surveyors, self.coverage, self.modes, self.cases):
            self.tabs.addTab(widget, "")
        self.content_layout.addWidget(self.tabs, 1)

    def retexts(self) -> None:
        self.tabs.setTabText(0, self.tr("Districts"))
        self.tabs.setTabText(1, self.tr("Surveyors"))
        self.tabs.setTabText(2, self.tr("Coverage"))
        self.tabs.setTabText(3, self.tr("Modes"))
        self.tabs.setTabText(4, self.tr("Cases"))
        columns = [*self._progress_columns(self.tr("District"))]
        columns[4:4] = self._rate_columns()
        self.panes.table.set_columns(columns)
        self.surveyors.set_columns(self._progress_columns(self.tr("Surveyor")))
        self.coverage.set_columns(self._coverage_columns())
        self.modes.set_columns(self._mode_columns())
        self.cases.set_columns(
            (
                Column(self.tr("Unit"), lambda row: row.unit_id),
                Column(self.tr("District"), lambda row: district(_district_of(row))),
                Column(self.tr("Surveyor"), lambda row: row.surveyor),
                Column(self.tr("State"), lambda row: self._state(row.state)),
                Column(self.tr("Visits"), lambda r: r.visits, formats.count, is_number=True),
                Column(self.tr("Appointment"), lambda r: r.appointment, formats.moment),
                Column(self.tr("Disposition"), self._disposition),
            )
        )

    def _progress_columns(self, first: str) -> Sequence[Column]:
        def number(title: str, name: str) -> Column:
            return Column(
                title, lambda row: getattr(row.progress, name), formats.count, is_number=True
            )

        return (
            Column(first, lambda row: district(row.progress.name)),
            number(self.tr("Assigned"), "assigned"),
            number(self.tr("Finished"), "finished"),
            number(self.tr("Interviews"), "complete"),
            number(self.tr("Conflicts"), "conflicts"),
            Column(self.tr("Last at"), lambda row: row.progress.last_at, formats.moment),
        )

    def _rate_columns(self) -> Sequence[Column]:
        def rate(title: str, name: str) -> Column:
            return Column(
                title,
                lambda row: getattr(row.rates, name) if row.rates else None,
                formats.share(),
                is_number=True,
                unit="%",
            )

        return (
            rate(self.tr("Response (RR3)"), "rr3"),
            rate(self.tr("Refusal (REF2)"), "ref2"),
            rate(self.tr("Contact (CON2)"), "con2"),
        )

    def _coverage_columns(self) -> Sequence[Column]:
        def number(title: str, name: str) -> Column:
            return Column(title, lambda row: getattr(row, name), formats.count, is_number=True)

        return (
            Column(self.tr("District"), lambda row: district(row.district)),
            Column(self.tr("By"), lambda row: variable(row.variable)),
            Column(self.tr("Category"), lambda row: district(row.category)),
            number(self.tr("Wanted"), "target"),
            number(self.tr("Reached"), "reached"),
            number(self.tr("Left"), "left"),
        )

    def _mode_columns(self) -> Sequence[Column]:
        def number(title: str, name: str) -> Column:
            return Column(title, lambda row: getattr(row, name), formats.count, is_number=True)

        return (
            Column(self.tr("How it is held"), lambda row: _mode(row.mode)),
            number(self.tr("Attempted"), "cases"),
            number(self.tr("Interviews"), "complete"),
            number(self.tr("Broken off"), "partial"),
            number(self.tr("Without an interview"), "closed"),
            number(self.tr("Visits and calls"), "attempts"),
            Column(
                self.tr("For each case"),
                lambda row: row.attempts_per_case,
                formats.decimals(2),
                is_number=True,
            ),
            number(self.tr("Call-backs waiting"), "call_backs"),
            number(self.tr("Keyings settled"), "settled"),
        )

    @staticmethod
    def summarise(survey: Survey) -> Summary:
        from surveyapp.fieldwork.monitoring import read_progress

        rows = read_progress(survey)
        if not rows:
            return Summary(EMPTY, translate("FieldworkPage", "No household is assigned yet."))
        city = rows[-1]
        text = translate("FieldworkPage", "%1 of %2 cases finished, %3 interviews among them.")
        said = say(text, city.finished, city.assigned, city.complete)
        if city.conflicts:
            return Summary(ATTENTION, said)
        return Summary(DONE if city.finished >= city.assigned else PROGRESS, said)

    @staticmethod
    def read(survey: Survey) -> FieldData:
        from surveyapp.fieldwork.cases import list_cases
        from surveyapp.fieldwork.dispositions import disposition
        from surveyapp.fieldwork.modes import mode_progress
        from surveyapp.fieldwork.monitoring import (
            coverage_progress,
            read_progress,
            response_rates,
        )
        from surveyapp.store.sampling import read_draws, read_plans

        cases = list_cases(survey)
        rates = {row.district: row.rates for row in response_rates(survey)} if cases else {}
        codes = {code for case in cases for code in (case.disposition, case.last_result) if code}
        words = {code: disposition(code).label for code in codes}
        plans = read_plans(survey.store)
        return FieldData(
            tuple(DistrictLine(one, rates.get(one.name)) for one in read_progress(survey)),
            tuple(DistrictLine(one, None) for one in read_progress(survey, "surveyor")),
            tuple(coverage_progress(survey)),
            tuple(mode_progress(survey)),
            tuple(cases),
            words,
            bool(plans and read_draws(survey.store, plans[0].plan_id)),
        )

    def emptiness(self, data: FieldData) -> Emptiness | None:
        if data.cases:
            return None
        title = self.tr("No household is assigned yet.")
        if not data.is_drawn:
            return Emptiness(
                title,
                self.tr("Draw the sample first; then the households go to the laptops."),
                page="sampling",
                page_text=self.tr("Go to sampling"),
            )
        return Emptiness(
            title,
            self.tr("Enrol the laptops on the page Exchange, then share the households out."),
            command="assign",
        )

    def show_data(self, data: FieldData) -> None:
        self.panes.table.set_rows(data.districts)
        self.surveyors.set_rows(data.surveyors)
        self.coverage.set_rows(data.coverage)
        self.modes.set_rows(data.modes)
        self.cases.set_rows(data.cases)
        bars = tuple(
            (district(one.progress.name), one.progress.share_finished) for one in data.districts
        )
        title = self.tr("Finished cases by district")
        self.panes.figure.show_figure(title, partial(_draw, bars), "field-work")

    def is_drawn(self) -> bool:
        """Whether there are households to share out."""
        return self.data is not None and self.data.is_drawn

    def assign(self) -> None:
        """Give every drawn household that nobody has to a laptop of its district."""
        self.session.run(self.tr("Sharing out the households"), _assign, self._say_assigned)

    def _say_assigned(self, made: list[Any]) -> None:
        self.session.say_done(
            say(self.tr("%1 households were shared out."), len(made)),
            self.tr("Go to exchange"),
            self._go_to("exchange"),
        )

    def _state(self, state: str) -> str:
        return {
            "open": self.tr("open"),
            "started": self.tr("started"),
            "done": self.tr("finished"),
        }.get(state, state)

    def _disposition(self, case: Case) -> str:
        code = case.disposition or case.last_result
        if not code or self.data is None:
            return ""
        return f"{code} {self.data.words.get(code, '')}".strip()


def _district_of(case: Case) -> str:
    return case.unit_id.split("-", 1)[0]


def _mode(mode: str) -> str:
    from ui.interview.wording import say_mode  # with the questionnaires: not before the window

    return say_mode(mode)


def _assign(survey: Survey, _progress: Progress) -> Any:
    from surveyapp.sampling.assignments import Surveyor, assign_households
    from surveyapp.store.devices import read_devices

    laptops = [one for one in read_devices(survey.store, "laptop") if one.revoked_after is None]
    surveyors = [Surveyor(one.device_id, one.name, one.office) for one in laptops]
    return assign_households(survey, surveyors, "jiaxing_public")


def _draw(rows: Sequence[tuple[str, float]], dark: bool) -> Figure:
    from surveyapp.publication.plots import BarRow, draw_bars

    unit = translate("FieldworkPage", "Percent of the cases assigned")
    return draw_bars([BarRow(name, share) for name, share in rows], unit=unit, dark=dark)
