"""Indicators and checks are edited in the designer: cells, undo, findings, jumping to them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from ui.designer.workbench import METHOD


@pytest.fixture
def panel(office, show, qtbot):
    page = show("questionnaire")
    page.desk.show_tab(METHOD)
    qtbot.waitUntil(page.desk.method.isVisible)
    return page


def column(table, key: str) -> int:
    return next(n for n, one in enumerate(table.model.columns) if one.key == key)


def type_into(table, row: int, key: str, text: str) -> None:
    assert table.model.setData(table.model.index(row, column(table, key)), text)


def test_a_cell_is_changed_and_taken_back(panel):
    table = panel.desk.method.indicators
    before = panel.document.draft.indicators
    type_into(table, 0, "target", "85 %")
    assert panel.document.draft.indicators[0].target == 85
    assert panel.document.draft.form.content_hash == panel.document.form.content_hash
    panel.desk.undo()
    assert panel.document.draft.indicators == before
    panel.desk.redo()
    assert panel.document.draft.indicators[0].target == 85


def test_a_row_is_added_and_moved_and_deleted(panel):
    table, rows = panel.desk.method.checks, len(panel.document.draft.checks)
    table.add()
    type_into(table, rows, "expression", "${age} > 100")
    assert panel.document.draft.checks[-1].expression == "${age} > 100"
    table.table.stand_on(rows, 0)
    table.move_row(-1)
    assert panel.document.draft.checks[-2].expression == "${age} > 100"
    table.table.stand_on(rows - 1, 0)
    table.delete()
    assert len(panel.document.draft.checks) == rows


@pytest.mark.parametrize(
    ("key", "text"), [("kind", "median"), ("target", "many"), ("key", "two words")]
)
def test_what_cannot_be_is_refused_with_a_sentence(panel, qtbot, key, text):
    table = panel.desk.method.indicators
    before = panel.document.draft
    with qtbot.waitSignal(panel.document.refused) as refused:
        type_into(table, 0, key, text)
    assert text in refused.args[0]
    assert panel.document.draft is before


def test_a_wrong_expression_stands_among_the_problems_and_one_jumps_to_it(panel, qtbot):
    table = panel.desk.method.indicators
    type_into(table, 1, "expression", "${no_such_question} = 1")
    desk = panel.desk

    def found():
        return [one for one in desk.problems.problems if one.finding.place.sheet == "indicators"]

    qtbot.waitUntil(lambda: bool(found()), timeout=10_000)
    assert not panel.can_publish()
    desk.show_tab(0)
    desk.show_problem(found()[0])
    at = table.table.currentIndex()
    assert (at.row(), at.column()) == (1, column(table, "expression"))
    assert table.fault.isVisible()
    assert "no_such_question" in table.fault.text()
    table.cell.setPlainText("${age} >= 18")
    assert panel.document.draft.indicators[1].expression == "${age} >= 18"


def test_words_are_offered_as_a_list(panel, qtbot):
    table = panel.desk.method.indicators
    table.table.stand_on(0, column(table, "kind"), edit=True)
    editor = table.table.findChild(QComboBox)
    assert [editor.itemText(n) for n in range(editor.count())] == [
        "rate", "score", "mean", "ratio",
    ]  # fmt: skip
    editor.setCurrentText("mean")
    editor.activated.emit(2)
    assert panel.document.draft.indicators[0].kind == "mean"


def test_cells_are_pasted_from_a_spreadsheet(panel, qtbot):
    from PySide6.QtGui import QGuiApplication

    table = panel.desk.method.checks
    rows = len(panel.document.draft.checks)
    QGuiApplication.clipboard().setText("one\tfirst_new\nanother\tsecond_new\n")
    table.table.stand_on(rows, 0)
    table.table.setFocus()
    qtbot.keyClick(table.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [one.key for one in panel.document.draft.checks[rows:]] == ["first_new", "second_new"]
