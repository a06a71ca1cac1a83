"""Retail: the energy-saving share from sales files, and the water devices on the shelves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QTabWidget

from surveyapp.operators import Action
from ui import files, formats, icons
from ui.commands import Command
from ui.language import QT_TRANSLATE_NOOP
from ui.pages.page import ATTENTION, DONE, EMPTY, Emptiness, Page, Summary
from ui.pages.panes import Panes
from ui.pages.words import say
from ui.table_model import Column
from ui.table_view import TableView

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure

    from surveyapp.progress import Progress
    from surveyapp.sales.audit import FailingModel
    from surveyapp.sales.importing import ImportedSales
    from surveyapp.sales.shares import SalesShares
    from surveyapp.store.sales import SalesBatch
    from surveyapp.survey import Survey

translate = QCoreApplication.translate
_TARGET = 50.0


@dataclass(frozen=True)
class RetailData:
    """What the page shows; names of classes come with it in the language in use."""

    shares: SalesShares
    failing: tuple[FailingModel, ...]
    batches: tuple[SalesBatch, ...]
    models: int
    names: Mapping[str, str]


class RetailPage(Page):
    """Sales by class, failing models, files imported."""

    key = "retail"
    tables = frozenset({"sales_batch", "sale", "catalogue_class", "interview", "revision"})

    def title(self) -> str:
        return self.tr("Retail")

    def make_commands(self) -> Sequence[Command]:
        return (
            Command(
                "import",
                QT_TRANSLATE_NOOP("Commands", "Import a file with all sales…"),
                partial(self.import_file, "all"),
                icons.bring_in,
                place="primary",
                needs=Action.RETAIL,
            ),
            Command(
                "subsidised",
                QT_TRANSLATE_NOOP("Commands", "Import a file with subsidised sales only…"),
                partial(self.import_file, "subsidised"),
                icons.bring_in,
                place="more",
                needs=Action.RETAIL,
            ),
        )

    def build(self) -> None:
        self.panes = Panes(self.session, "retail")
        self.failing = TableView("retail-failing")
        self.batches = TableView("retail-batches")
        self.tabs = QTabWidget()
        for widget in (self.panes, self.failing, self.batches):
            self.tabs.addTab(widget, "")
        self.content_layout.addWidget(self.tabs, 1)

    def retexts(self) -> None:
        self.tabs.setTabText(0, self.tr("Energy-saving share"))
        self.tabs.setTabText(1, self.tr("Water devices that fail"))
        self.tabs.setTabText(2, self.tr("Files imported"))
        self.panes.table.set_columns(self._share_columns())
        self.failing.set_columns(
            (
                Column(self.tr("Class"), lambda row: self._name(row.device_class)),
                Column(self.tr("Brand"), lambda row: row.brand),
                Column(self.tr("Model"), lambda row: row.model),
                Column(self.tr("Grade on the label"), lambda row: self._grade(row.grade)),
                Column(
                    self.tr("Outlets"),
                    lambda row: len(row.outlets),
                    formats.count,
                    is_number=True,
                    tip=lambda row: "\n".join(row.outlets),
                ),
                Column(self.tr("Where"), lambda row: ", ".join(row.outlets)),
            )
        )
        self.batches.set_columns(
            (
                Column(self.tr("File"), lambda row: row.name),
                Column(self.tr("Holds"), lambda row: self._scope(row.scope)),
                Column(self.tr("Rows read"), lambda r: r.rows_read, formats.count, is_number=True),
                Column(self.tr("Rows kept"), lambda r: r.rows_kept, formats.count, is_number=True),
                Column(self.tr("Imported at"), lambda row: row.imported_at, formats.moment),
            )
        )

    def _share_columns(self) -> Sequence[Column]:
        percent = formats.decimals(1)
        return (
            Column(self.tr("Class"), lambda row: self._name(row.product_class)),
            Column(self.tr("Sold"), lambda r: r.units, formats.count, is_number=True),
            Column(self.tr("Grades 1–2"), lambda r: r.saving_units, formats.count, is_number=True),
            Column(
                self.tr("Share of units"),
                lambda row: _percent(row.saving_units, row.units),
                percent,
                is_number=True,
                unit="%",
            ),
            Column(
                self.tr("Share of value"),
                lambda row: _percent(row.saving_value, row.value),
                percent,
                is_number=True,
                unit="%",
            ),
            Column(
                self.tr("Without grade"), lambda r: r.ungraded_units, formats.count, is_number=True
            ),
        )

    @staticmethod
    def summarise(survey: Survey) -> Summary:
        from surveyapp.store.sales import read_batches

        batches = read_batches(survey.store, survey.info.wave)
        if not batches:
            return Summary(EMPTY, translate("RetailPage", "No sales file imported yet."))
        rows = sum(batch.rows_kept for batch in batches)
        text = say(translate("RetailPage", "%1 files with %2 sales."), len(batches), rows)
        if any(batch.scope != "all" for batch in batches):
            more = translate("RetailPage", "Not all of them hold all sales: no share can be given.")
            return Summary(ATTENTION, f"{text} {more}")
        return Summary(DONE, text)

    @staticmethod
    def read(survey: Survey) -> RetailData:
        from surveyapp.sales.audit import failing_models, read_audited_models
        from surveyapp.sales.catalogue import classes_of
        from surveyapp.sales.shares import saving_shares
        from surveyapp.store.sales import read_batches
        from surveyapp.words import text_of

        models = read_audited_models(survey)
        names = {
            name: text_of(one.labels)
            for family in ("appliance", "water")
            for name, one in classes_of(survey, family).items()
        }
        return RetailData(
            saving_shares(survey),
            tuple(failing_models(models)),
            tuple(read_batches(survey.store, survey.info.wave)),
            len(models),
            names,
        )

    def emptiness(self, data: RetailData) -> Emptiness | None:
        if data.batches or data.models:
            return None
        return Emptiness(
            self.tr("No sales and no shelf audit yet."),
            self.tr(
                "Ask the stores for a table of all their sales of household appliances (xlsx or "
                "csv) and import it here. Shelf audits arrive with the surveyors' packages."
            ),
            command="import",
        )

    def show_data(self, data: RetailData) -> None:
        rows = [data.shares.total, *data.shares.by_class]
        self.panes.table.set_rows(rows if data.shares.rows else [], self.tr("No sales file yet."))
        empty = say(self.tr("None of the %1 models audited fails."), data.models)
        if not data.models:
            empty = self.tr("No shelf audit yet.")
        self.failing.set_rows(data.failing, empty)
        self.batches.set_rows(data.batches)
        bars = tuple(
            (self._name(row.product_class), _percent(row.saving_units, row.units) or 0.0)
            for row in rows
        )
        self.panes.figure.show_figure(
            self.tr("Share of grades 1–2 in units sold"),
            partial(_draw, bars) if data.shares.rows else None,
            "energy-saving-share",
        )

    def import_file(self, scope: str) -> None:
        """Import a sales file; ``scope`` says what it holds."""
        pattern = self.tr("Tables (*.xlsx *.xls *.csv)")
        path = files.ask_open(self, self.tr("Import a sales file"), pattern)
        if path:
            work = partial(_import, path, scope)
            self.session.run(self.tr("Importing the sales"), work, self._say_imported)

    def _say_imported(self, imported: ImportedSales) -> None:
        batch = imported.batch
        text = self.tr("%1 of %2 rows were imported.")
        said = [say(text, batch.rows_kept, batch.rows_read)]
        said.extend(finding.wording.sentence for finding in imported.findings)
        self.session.say_done(" ".join(said))

    def _name(self, name: str) -> str:
        if name in ("", "all", "total"):
            return self.tr("All classes")
        return self.data.names.get(name, name) if self.data else name

    def _grade(self, grade: str) -> str:
        words = {"none": self.tr("no label"), "unknown": self.tr("unknown")}
        return words.get(grade, grade)

    def _scope(self, scope: str) -> str:
        words = {"all": self.tr("all sales"), "subsidised": self.tr("subsidised sales only")}
        return words.get(scope, self.tr("unknown"))


def _percent(part: float, whole: float) -> float | None:
    return 100 * part / whole if whole else None


def _import(path: Path, scope: str, survey: Survey, progress: Progress) -> Any:
    from surveyapp.sales.importing import import_sales

    return import_sales(survey, path, scope=scope, progress=progress)


def _draw(rows: Sequence[tuple[str, float]], dark: bool) -> Figure:
    from surveyapp.publication.plots import BarRow, draw_bars

    bars = [BarRow(name, share, _TARGET) for name, share in rows]
    unit = translate("RetailPage", "Percent of units sold")
    target = translate("RetailPage", "Target 50 %")
    return draw_bars(bars, unit=unit, compared=target, dark=dark)
