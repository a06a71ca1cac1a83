"""Weights: each step from drawing probabilities to calibrated weights, and whom they stand for."""

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
from ui.pages.page import DONE, EMPTY, PROGRESS, Emptiness, Page, Summary
from ui.pages.panes import Panes
from ui.pages.words import district, say
from ui.table_model import Column
from ui.table_view import TableView

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from surveyapp.analysis.results import CoverageRow
    from surveyapp.analysis.weighting import WeightingRun
    from surveyapp.progress import Progress
    from surveyapp.survey import Survey

translate = QCoreApplication.translate
_CITY_ENDS = "00"


@dataclass(frozen=True)
class WeightsData:
    """The newest weighting run with the coverage it reached."""

    run: WeightingRun
    coverage: tuple[CoverageRow, ...]


class WeightsPage(Page):
    """Steps, coverage, findings."""

    key = "weights"
    tables = frozenset({"run", "weight", "recipe", "interview", "margin"})

    def title(self) -> str:
        return self.tr("Weights")

    def make_commands(self) -> Sequence[Command]:
        return (
            Command(
                "weigh",
                QT_TRANSLATE_NOOP("Commands", "Compute the weights"),
                self.weigh,
                icons.run,
                place="primary",
                needs=Action.ANALYSE,
            ),
        )

    def build(self) -> None:
        self.panes = Panes(self.session, "weights")
        self.coverage = TableView("weights-coverage")
        self.findings = TableView("weights-findings")
        self.tabs = QTabWidget()
        for widget in (self.panes, self.coverage, self.findings):
            self.tabs.addTab(widget, "")
        self.content_layout.addWidget(self.tabs, 1)

    def retexts(self) -> None:
        self.tabs.setTabText(0, self.tr("Steps"))
        self.tabs.setTabText(1, self.tr("Coverage"))
        self.tabs.setTabText(2, self.tr("Findings"))
        self.panes.table.set_columns(self._step_columns())
        self.coverage.set_columns(self._coverage_columns())
        self.findings.set_columns(
            (
                Column(self.tr("Finding"), lambda row: row.wording.sentence, width=520),
                Column(self.tr("What to do"), lambda row: row.wording.remedy),
            )
        )

    def _step_columns(self) -> Sequence[Column]:
        two = formats.decimals(2)

        def number(name: str, title: str, how: formats.Format) -> Column:
            return Column(title, lambda row: getattr(row, name), how, is_number=True)

        return (
            Column(self.tr("Step"), lambda row: self._step(row.name)),
            number("n", self.tr("Cases"), formats.count),
            number("total", self.tr("Sum of weights"), formats.count),
            number("low", self.tr("Smallest"), two),
            number("median", self.tr("Median"), two),
            number("high", self.tr("Largest"), two),
            number("kish_deff", self.tr("deff (Kish)"), two),
            number("n_effective", self.tr("Effective n"), formats.count),
        )

    def _coverage_columns(self) -> Sequence[Column]:
        one = formats.decimals(1)

        def share(name: str, title: str) -> Column:
            return Column(title, lambda row: getattr(row, name), one, is_number=True, unit="%")

        return (
            Column(self.tr("District"), lambda row: district(row.district)),
            Column(self.tr("By"), lambda row: _variable(row.variable)),
            Column(self.tr("Category"), lambda row: district(row.category)),
            Column(self.tr("Interviews"), lambda row: row.n, formats.count, is_number=True),
            Column(self.tr("Wanted"), lambda row: row.target, formats.count, is_number=True),
            share("share_unweighted", self.tr("Unweighted")),
            share("share_weighted", self.tr("Weighted")),
            share("share_population", self.tr("Population")),
        )

    @staticmethod
    def summarise(survey: Survey) -> Summary:
        from surveyapp.store.interviews import count_interviews
        from surveyapp.store.runs import read_runs

        runs = read_runs(survey.store, "weighting")
        if runs:
            text = translate("WeightsPage", "Weights computed at %1.")
            return Summary(DONE, say(text, formats.moment(runs[0].made_at)))
        complete = count_interviews(survey.store).get("complete", 0)
        if complete:
            text = translate("WeightsPage", "%1 interviews are waiting for their weights.")
            return Summary(PROGRESS, say(text, complete))
        return Summary(EMPTY, translate("WeightsPage", "No interviews to weigh yet."))

    @staticmethod
    def read(survey: Survey) -> WeightsData | None:
        from surveyapp.analysis.coverage import coverage_table
        from surveyapp.analysis.weighting import read_weighting_run
        from surveyapp.store.runs import read_runs

        if not read_runs(survey.store, "weighting"):
            return None
        run = read_weighting_run(survey)
        return WeightsData(run, tuple(coverage_table(survey, run.run_id)))

    def emptiness(self, data: WeightsData | None) -> Emptiness | None:
        if data is not None:
            return None
        return Emptiness(
            self.tr("There are no weights yet."),
            self.tr(
                "Once interviews have been merged and checked, weights make them stand for the "
                "adults of every district."
            ),
            command="weigh",
        )

    def show_data(self, data: WeightsData) -> None:
        self.panes.table.set_rows(data.run.steps)
        self.coverage.set_rows(data.coverage)
        self.findings.set_rows(data.run.findings, self.tr("The weighting found nothing amiss."))
        city = [row for row in data.coverage if row.district.endswith(_CITY_ENDS)]
        shown = tuple(row for row in city if row.variable in ("education", "occupation"))
        self.panes.figure.show_figure(
            self.tr("Education and occupation: sample and population, the whole city"),
            partial(_draw, shown) if shown else None,
            "coverage",
        )

    def weigh(self) -> None:
        """Run the recipe in force."""
        self.session.run(self.tr("Computing the weights"), _weigh, self._say_weighed)

    def _say_weighed(self, run: WeightingRun) -> None:
        text = say(self.tr("Weights for %1 interviews were computed."), run.respondents)
        self.session.say_done(text, self.tr("Go to the estimates"), self._go_to("estimates"))

    def _step(self, name: str) -> str:
        return {
            "base": self.tr("Base weights"),
            "eligibility": self.tr("Eligibility"),
            "nonresponse": self.tr("Non-response"),
            "raking": self.tr("Raking"),
            "trimming": self.tr("Trimming"),
        }.get(name, name)


def _variable(variable: str) -> str:
    from surveyapp.population.labels import variable_label

    return variable_label(variable)


def _weigh(survey: Survey, progress: Progress) -> Any:
    from surveyapp.analysis.weighting import run_weighting

    return run_weighting(survey, progress=progress)


def _draw(rows: Sequence[CoverageRow], dark: bool) -> Figure:
    from surveyapp.publication.plots import draw_coverage

    return draw_coverage(rows, dark=dark)
