"""Sampling: how many interviews where, how sharp the figures will be, which households."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from surveyapp.operators import Action
from ui import files, formats, icons
from ui.commands import Command
from ui.language import QT_TRANSLATE_NOOP
from ui.pages.page import ATTENTION, DONE, EMPTY, PROGRESS, Emptiness, Page, Summary
from ui.pages.panes import Panes
from ui.pages.words import district, say
from ui.table_model import Column

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from surveyapp.progress import Progress
    from surveyapp.sampling.plan import Precision
    from surveyapp.survey import Survey

translate = QCoreApplication.translate
_NAME = "SamplingPage"


@dataclass(frozen=True)
class DistrictSample:
    """A district's share of the sample: wanted interviews, their sharpness, what was drawn."""

    precision: Precision
    communities: int
    households: int


@dataclass(frozen=True)
class SamplingData:
    """What the page shows."""

    rows: tuple[DistrictSample, ...]
    is_framed: bool
    drawn: int


class SamplingPage(Page):
    """Plan, frame and draw."""

    key = "sampling"
    tables = frozenset({"plan", "frame", "unit", "draw", "selection", "quota_cell", "margin"})

    def title(self) -> str:
        return self.tr("Sampling")

    def make_commands(self) -> Sequence[Command]:
        return (
            Command(
                "plan",
                QT_TRANSLATE_NOOP("Commands", "Make the sampling plan"),
                self.make_plan,
                icons.sampling,
                needs=Action.DESIGN,
            ),
            Command(
                "frame",
                QT_TRANSLATE_NOOP("Commands", "Import a frame…"),
                self.import_frame,
                icons.bring_in,
                needs=Action.DESIGN,
                is_possible=self.has_plan,
            ),
            Command(
                "draw",
                QT_TRANSLATE_NOOP("Commands", "Draw the sample"),
                self.draw,
                icons.run,
                place="primary",
                needs=Action.DESIGN,
                is_possible=self.can_draw,
            ),
            Command(
                "synthetic",
                QT_TRANSLATE_NOOP("Commands", "Make an invented frame for practice"),
                self.make_frame,
                icons.demonstration,
                place="more",
                needs=Action.DESIGN,
                is_possible=self.has_plan,
            ),
        )

    def build(self) -> None:
        self.panes = Panes(self.session, "sampling")
        self.content_layout.addWidget(self.panes, 1)

    def retexts(self) -> None:
        points = formats.decimals(1)
        self.panes.table.set_title(self.tr("Interviews wanted and how sharp they are"))
        self.panes.table.set_columns(
            (
                Column(self.tr("District"), lambda row: district(row.precision.district)),
                Column(
                    self.tr("Interviews"),
                    lambda row: row.precision.n,
                    formats.count,
                    is_number=True,
                ),
                Column(
                    self.tr("Half-width"),
                    lambda row: row.precision.half_width,
                    points,
                    is_number=True,
                    unit=self.tr("points"),
                ),
                Column(
                    self.tr("Detectable"),
                    lambda row: row.precision.detectable,
                    points,
                    is_number=True,
                    unit=self.tr("points"),
                ),
                Column(
                    self.tr("Communities drawn"),
                    lambda row: row.communities,
                    formats.count,
                    is_number=True,
                ),
                Column(
                    self.tr("Households drawn"),
                    lambda row: row.households,
                    formats.count,
                    is_number=True,
                ),
            )
        )

    @staticmethod
    def summarise(survey: Survey) -> Summary:
        from surveyapp.store.sampling import read_draws, read_frames, read_plans

        plans = read_plans(survey.store)
        if not plans:
            return Summary(EMPTY, translate("SamplingPage", "No sampling plan yet."))
        total = sum(dict(plans[0].body).get("completes", {}).values())
        if not read_frames(survey.store):
            text = translate("SamplingPage", "%1 interviews planned; no frame to draw from yet.")
            return Summary(PROGRESS, say(text, total))
        if not read_draws(survey.store, plans[0].plan_id):
            text = translate("SamplingPage", "%1 interviews planned; the sample is not drawn yet.")
            return Summary(ATTENTION, say(text, total))
        text = translate("SamplingPage", "%1 interviews planned and the sample drawn.")
        return Summary(DONE, say(text, total))

    @staticmethod
    def read(survey: Survey) -> SamplingData | None:
        from surveyapp.sampling.draw import read_drawn
        from surveyapp.sampling.plan import current_plan, expected_precision
        from surveyapp.store.sampling import read_draws, read_frames, read_plans

        plans = read_plans(survey.store)
        if not plans:
            return None
        drawn = read_drawn(survey) if read_draws(survey.store, plans[0].plan_id) else []
        rows: list[DistrictSample] = []
        for one in expected_precision(current_plan(survey)):
            inside = [
                unit
                for unit in drawn
                if one.district.endswith("00") or unit.district == one.district
            ]
            communities = len({unit.community for unit in inside})
            rows.append(DistrictSample(one, communities, len(inside)))
        return SamplingData(tuple(rows), bool(read_frames(survey.store)), len(drawn))

    def emptiness(self, data: SamplingData | None) -> Emptiness | None:
        if data is not None:
            return None
        return Emptiness(
            self.tr("There is no sampling plan yet."),
            self.tr(
                "The plan gives every district its share of interviews and shows beforehand how "
                "sharp the figures will be."
            ),
            command="plan",
        )

    def show_data(self, data: SamplingData) -> None:
        self.panes.table.set_rows(data.rows)
        self.panes.figure.show_figure(
            self.tr("Half-width of the 95 % interval by district"),
            partial(_draw, tuple(row.precision for row in data.rows)),
            "half-width",
        )

    def has_plan(self) -> bool:
        """Whether there is a plan."""
        return self.data is not None

    def can_draw(self) -> bool:
        """Whether there is a plan and a frame, and nothing drawn yet."""
        return self.data is not None and self.data.is_framed and not self.data.drawn

    def make_plan(self) -> None:
        """Make the template's plan."""
        self.session.run(self.tr("Making the plan"), _make_plan, self._say_planned)

    def import_frame(self) -> None:
        """Read a frame from a file."""
        path = files.ask_open(self, self.tr("Import a frame"), self.tr("Tables (*.csv *.xlsx)"))
        if path:
            source = self.tr("Imported from %1").replace("%1", path.name)
            work = partial(_import_frame, path, source)
            self.session.run(self.tr("Importing the frame"), work, self._say_framed)

    def make_frame(self) -> None:
        """Invent a frame of the right sizes."""
        self.session.run(self.tr("Inventing a frame"), _invent_frame, self._say_framed)

    def draw(self) -> None:
        """Draw communities and households."""
        self.session.run(self.tr("Drawing the sample"), _draw_sample, self._say_drawn)

    def _say_planned(self, _plan: Any) -> None:
        self.session.say_done(self.tr("The plan is made; next comes the frame."))

    def _say_framed(self, _frame: Any) -> None:
        self.session.say_done(self.tr("The frame is here; the sample can be drawn."))

    def _say_drawn(self, drawn: list[Any]) -> None:
        self.session.say_done(say(self.tr("%1 households were drawn."), len(drawn)))


def _make_plan(survey: Survey, _progress: Progress) -> object:
    from surveyapp.sampling.plan import make_area_plan

    return make_area_plan(survey)


def _import_frame(path: Any, source: str, survey: Survey, _progress: Progress) -> object:
    from surveyapp.sampling.frame import import_frame

    return import_frame(survey, path, source=source, legal_basis=survey.info.legal_basis)


def _invent_frame(survey: Survey, _progress: Progress) -> object:
    from surveyapp.sampling.frame import synthetic_frame

    return synthetic_frame(survey, seed=2025)


def _draw_sample(survey: Survey, _progress: Progress) -> object:
    from surveyapp.sampling.draw import draw_sample

    return draw_sample(survey)


def _draw(rows: Sequence[Precision], dark: bool) -> Figure:
    from surveyapp.publication.plots import BarRow, draw_bars

    bars = [BarRow(district(row.district), row.half_width) for row in rows]
    return draw_bars(bars, unit=translate("SamplingPage", "Points to either side"), dark=dark)
