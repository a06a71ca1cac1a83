"""Estimates: every indicator by every domain, with interval, verdict and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel

from surveyapp.operators import Action
from ui import files, formats, icons
from ui.commands import Command
from ui.language import QT_TRANSLATE_NOOP
from ui.notice import label
from ui.pages.indicator_words import IndicatorName, figure, interval, read_names, verdict_column
from ui.pages.page import DONE, EMPTY, PROGRESS, Emptiness, Page, Summary
from ui.pages.panes import Panes
from ui.pages.words import district, say
from ui.table_model import Column

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

    from surveyapp.analysis.results import EstimateRow
    from surveyapp.progress import Progress
    from surveyapp.survey import Survey

translate = QCoreApplication.translate
_DOMAINS = ("district", "sex", "age_band", "education", "occupation", "residence", "city")


@dataclass(frozen=True)
class EstimatesData:
    """All rows of the newest run, and the names of the indicators."""

    rows: tuple[EstimateRow, ...]
    names: Mapping[str, IndicatorName]


class EstimatesPage(Page):
    """Choose indicator, domain and reading; table and interval plot follow."""

    key = "estimates"
    tables = frozenset({"run", "estimate", "method"})

    def title(self) -> str:
        return self.tr("Estimates")

    def make_commands(self) -> Sequence[Command]:
        return (
            Command(
                "estimate",
                QT_TRANSLATE_NOOP("Commands", "Compute the estimates"),
                self.estimate,
                icons.run,
                place="primary",
                needs=Action.ANALYSE,
            ),
            Command(
                "export",
                QT_TRANSLATE_NOOP("Commands", "Export the estimates…"),
                self.export,
                icons.send_out,
                needs=Action.EXPORT,
                is_possible=self.has_rows,
            ),
            Command(
                "export-interviews",
                QT_TRANSLATE_NOOP("Commands", "Export the interviews…"),
                self.export_interviews,
                icons.send_out,
                place="more",
                needs=Action.EXPORT,
                is_possible=self.has_rows,
            ),
        )

    def build(self) -> None:
        self.indicator = QComboBox()
        self.domain = QComboBox()
        self.reading = QComboBox()
        self._labels: list[QLabel] = []
        row = QHBoxLayout()
        row.setSpacing(8)
        for box in (self.indicator, self.domain, self.reading):
            text = label()
            text.setBuddy(box)
            self._labels.append(text)
            row.addWidget(text)
            row.addWidget(box)
            row.addSpacing(8)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.activated.connect(self._choose)
        row.addStretch(1)
        self.panes = Panes(self.session, "estimates")
        self.content_layout.addLayout(row)
        self.content_layout.addWidget(self.panes, 1)

    def retexts(self) -> None:
        texts = (self.tr("Indicator"), self.tr("By"), self.tr("Don't know counts as"))
        boxes = (self.indicator, self.domain, self.reading)
        for text, widget, box in zip(texts, self._labels, boxes, strict=True):
            widget.setText(text)
            box.setAccessibleName(text)
        count, two = formats.count, formats.decimals(2)
        self.panes.table.set_columns(
            (
                Column(self.tr("Domain"), lambda row: district(row.domain)),
                Column(
                    self.tr("Estimate"),
                    lambda row: row.estimate,
                    self._figure,
                    is_number=True,
                ),
                Column(self.tr("95 % interval"), interval, is_number=True),
                verdict_column(self.tr("Verdict")),
                Column("n", lambda row: row.n, count, is_number=True),
                Column("deff", lambda row: row.deff, two, is_number=True),
                Column(self.tr("Remarks"), _remarks, tip=_remarks),
            )
        )

    @staticmethod
    def summarise(survey: Survey) -> Summary:
        from surveyapp.store.runs import read_runs

        runs = read_runs(survey.store, "estimates")
        weighed = read_runs(survey.store, "weighting")
        if runs and weighed and runs[0].based_on not in (None, weighed[0].run_id):
            text = translate("EstimatesPage", "There are newer weights: compute the estimates.")
            return Summary(PROGRESS, text)
        if runs:
            text = translate("EstimatesPage", "Estimates computed at %1.")
            return Summary(DONE, say(text, formats.moment(runs[0].made_at)))
        if weighed:
            text = translate("EstimatesPage", "Weights are there; estimates are not computed yet.")
            return Summary(PROGRESS, text)
        return Summary(EMPTY, translate("EstimatesPage", "No weights yet, so no estimates."))

    @staticmethod
    def read(survey: Survey) -> EstimatesData | None:
        from surveyapp.analysis.estimates import read_estimates
        from surveyapp.store.runs import read_runs

        if not read_runs(survey.store, "estimates"):
            return None
        return EstimatesData(tuple(read_estimates(survey)), read_names(survey))

    def emptiness(self, data: EstimatesData | None) -> Emptiness | None:
        if data is not None:
            return None
        return Emptiness(
            self.tr("There are no estimates yet."),
            self.tr(
                "They come from the weights, the sales and the shelf audits that are in the "
                "survey, each with its interval and its verdict."
            ),
            command="estimate",
        )

    def show_data(self, data: EstimatesData) -> None:
        used = {row.indicator for row in data.rows}
        ordered = sorted(data.names.values(), key=lambda one: not one.primary)
        _fill(self.indicator, [(one.label, one.key) for one in ordered if one.key in used])
        self._fill_domains(data)
        self._show_rows(data)

    @Slot()
    def _choose(self) -> None:
        if self.data is not None:
            self._fill_domains(self.data)
            self._show_rows(self.data)

    def has_rows(self) -> bool:
        """Whether there is something to export."""
        return self.data is not None

    def estimate(self) -> None:
        """Compute all estimates from the newest weights."""
        self.session.run(self.tr("Computing the estimates"), _estimate, self._say_estimated)

    def export(self) -> None:
        """Write all estimates to a table."""
        pattern = self.tr("Tables (*.xlsx *.csv)")
        path = files.ask_save(self, self.tr("Export the estimates"), "estimates.xlsx", pattern)
        if path:
            work = partial(_export, path)
            self.session.run(self.tr("Exporting the estimates"), work, self._say_exported)

    def export_interviews(self) -> None:
        """Write answers, design and weights for other programs."""
        pattern = self.tr("SPSS (*.sav);;Stata (*.dta);;Excel (*.xlsx);;CSV (*.csv)")
        path = files.ask_save(self, self.tr("Export the interviews"), "interviews.sav", pattern)
        if path:
            work = partial(_export_interviews, path)
            self.session.run(self.tr("Exporting the interviews"), work, self._say_exported)

    def _fill_domains(self, data: EstimatesData) -> None:
        from surveyapp.population.labels import variable_label
        from surveyapp.publication.wording import reading_word

        chosen = self.indicator.currentData()
        rows = [row for row in data.rows if row.indicator == chosen]
        found = {row.domain_variable for row in rows}
        ordered = [name for name in _DOMAINS if name in found]
        ordered += sorted(found - set(_DOMAINS))
        _fill(self.domain, [(variable_label(name), name) for name in ordered])
        readings = dict.fromkeys(row.reading for row in sorted(rows, key=_primary_first))
        _fill(self.reading, [(reading_word(name), name) for name in readings])
        self.reading.setEnabled(len(readings) > 1)

    def _show_rows(self, data: EstimatesData) -> None:
        wanted = (
            self.indicator.currentData(),
            self.domain.currentData(),
            self.reading.currentData(),
        )
        rows = [
            row
            for row in data.rows
            if (row.indicator, row.domain_variable, row.reading) == wanted and row.variant == "main"
        ]
        city = [
            row
            for row in data.rows
            if (row.indicator, row.domain_variable, row.reading) == (wanted[0], "city", wanted[2])
            and row.variant == "main"
        ]
        shown = rows if wanted[1] == "city" else city + rows
        self.panes.table.set_rows(shown)
        name = data.names.get(wanted[0])
        title = f"{self.indicator.currentText()} · {self.domain.currentText()}"
        drawn = partial(_draw, tuple(shown), name) if shown else None
        self.panes.figure.show_figure(title, drawn, f"{wanted[0]}-{wanted[1]}")

    def _figure(self, value: float | None) -> str:
        name = self.data.names.get(self.indicator.currentData()) if self.data else None
        return figure(value, "pieces" if name and name.target is None and "/" in name.unit else "")

    def _say_estimated(self, _run: Any) -> None:
        text = self.tr("The estimates were computed.")
        self.session.say_done(text, self.tr("Go to the report"), self._go_to("report"))

    def _say_exported(self, path: Path) -> None:
        self.session.say_done(self.tr("“%1” was saved.").replace("%1", path.name))


def _primary_first(row: EstimateRow) -> bool:
    return not row.primary_reading


def _remarks(row: EstimateRow) -> str:
    found = [*([row.reason] if row.reason else []), *row.notes]
    return " ".join(one.wording.sentence for one in found)


def _fill(box: QComboBox, entries: Sequence[tuple[str, str]]) -> None:
    """Fill a box and keep what was chosen, without telling anybody."""
    chosen = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for text, key in entries:
            box.addItem(text, key)
        box.setCurrentIndex(max(0, box.findData(chosen)))


def _estimate(survey: Survey, progress: Progress) -> Any:
    from surveyapp.analysis.estimates import run_estimates

    return run_estimates(survey, progress=progress)


def _export(path: Path, survey: Survey, _progress: Progress) -> Path:
    from surveyapp.publication.exports import export_estimates

    export_estimates(survey, path)
    return path


def _export_interviews(path: Path, survey: Survey, _progress: Progress) -> Path:
    from surveyapp.publication.microdata_files import export_interviews

    return export_interviews(survey, path)[0]


def _draw(rows: Sequence[EstimateRow], name: IndicatorName | None, dark: bool) -> Figure:
    from surveyapp.publication.plots import draw_intervals, interval_rows

    return draw_intervals(
        interval_rows(rows),
        unit=name.unit if name else "",
        target=name.target if name else None,
        dark=dark,
    )
