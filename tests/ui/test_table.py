from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.counting import counted
from ui import formats
from ui.table_model import Column, TableModel
from ui.table_view import TableView


@dataclass(frozen=True)
class Row:
    name: str
    number: float | None
    verdict: str = ""


COLUMNS = (
    Column("Name", lambda row: row.name, verdict=lambda row: row.verdict),
    Column("Number", lambda row: row.number, formats.decimals(1), is_number=True, unit="kg"),
)
ROWS = [Row("南湖区", 3.0), Row("海宁市", None), Row("b", -20.5, "met"), Row("A", 10.0)]


@pytest.fixture
def model(qtbot):
    made = TableModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.set_columns(COLUMNS)
    made.set_rows(ROWS)
    return made


def names(model):
    return [row.name for row in model.shown_records()]


def shown(model, row, column, role=Qt.ItemDataRole.DisplayRole):
    return model.data(model.index(row, column), role)


def test_values_are_written_and_units_stand_in_the_header(model):
    assert shown(model, 2, 1) == "−20.5"
    assert shown(model, 1, 1) == formats.NOTHING
    horizontal = Qt.Orientation.Horizontal
    assert model.headerData(1, horizontal) == "Number (kg)"
    right = shown(model, 0, 1, Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight


def test_sorting_uses_values_and_keeps_the_empty_last(model):
    model.sort(1)
    assert names(model) == ["b", "南湖区", "A", "海宁市"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["A", "南湖区", "b", "海宁市"]
    model.sort(-1)
    assert names(model) == [row.name for row in ROWS]


def test_search_finds_any_column_whatever_the_width_of_letters(model):
    model.set_search("ａ")
    assert names(model) == ["A"]
    model.set_search("海宁")
    assert names(model) == ["海宁市"]


def test_filters_compare_numbers(model):
    model.set_filters({1: ">2.5"})
    assert names(model) == ["南湖区", "A"]
    model.set_filters({1: "<=3", 0: "区"})
    assert names(model) == ["南湖区"]
    model.set_filters({1: "=10"})
    assert names(model) == ["A"]


def test_a_verdict_has_a_shape_and_a_colour(model):
    assert shown(model, 2, 0, Qt.ItemDataRole.DecorationRole) is not None
    assert shown(model, 2, 0, Qt.ItemDataRole.ForegroundRole) is not None
    assert shown(model, 0, 0, Qt.ItemDataRole.DecorationRole) is None


def test_a_hundred_thousand_rows_sort_and_filter_in_steady_work(model):
    model.set_rows([Row(f"row {number}", (number * 7919) % 100_003) for number in range(100_000)])
    with counted() as calls:
        model.sort(1)
        model.set_filters({1: ">50000"})
    assert model.record(0).number == 50_001
    assert calls.number < 40 * 100_000


@pytest.fixture
def view(qtbot):
    made = TableView("test")
    qtbot.addWidget(made)
    made.set_columns(COLUMNS)
    made.set_rows(ROWS)
    made.show()
    return made


def test_copying_takes_headers_and_what_is_chosen(view):
    view.copy()
    assert QGuiApplication.clipboard().text().splitlines()[:2] == [
        "Name\tNumber (kg)",
        "南湖区\t3.0",
    ]
    view.table.selectRow(3)
    view.copy()
    assert QGuiApplication.clipboard().text() == "Name\tNumber (kg)\nA\t10.0"


def test_chinese_typed_into_the_search_finds_its_row(view, qtbot):
    event = QInputMethodEvent("", [])
    event.setCommitString("南湖")
    QApplication.sendEvent(view.search, event)
    qtbot.waitUntil(lambda: names(view.model) == ["南湖区"])
    assert view.count.text() in ("1 of 4 rows", "4 行中的 1 行")


def test_an_empty_table_says_why(view):
    view.set_rows([], "Import a file first.")
    assert view.stack.currentWidget() is view.notice


def test_the_filter_row_narrows_the_table(view, qtbot):
    view.filter_button.click()
    view.header._fields[1].setText(">5")
    assert names(view.model) == ["A"]
    view.filter_button.click()
    assert len(names(view.model)) == 4


def test_sorting_by_a_click_on_the_header(view, qtbot):
    view.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert names(view.model)[0] == "A"


def test_a_long_title_takes_two_lines_and_a_word_does_not(view):
    view.set_columns(
        [
            Column("Half-width of the interval (points)", lambda row: row),
            Column("Respondents", lambda row: row),
            Column("公众对生态文明建设的满意度占比", lambda row: row),
        ]
    )
    header = view.header
    metrics, line = header.fontMetrics(), header.sectionSizeFromContents(1).height()
    for place in (0, 2):
        hint = header.sectionSizeFromContents(place)
        assert hint.height() > line
        assert hint.width() < metrics.horizontalAdvance(view.model.columns[place].title)
    word = header.sectionSizeFromContents(1).width()
    assert word > metrics.horizontalAdvance("Respondents")
