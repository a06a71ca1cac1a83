"""The designer through the real window: undo, clipboard, dragging, search, drafts, publishing."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from questionnaires.editing import tree
from questionnaires.interview import Special
from questionnaires.xlsform import read_workbook
from surveyapp.fieldwork.design_drafts import read_designs
from surveyapp.progress import Progress
from surveyapp.survey import StatutoryHeader, open_survey
from ui import files
from ui.designer import paper_print, work
from ui.designer.rehearsal import make_asked
from ui.designer.tree_model import ROWS_TYPE
from ui.designer.workbench import LANGUAGES, PREVIEW, PROBLEMS


@pytest.fixture
def page(show, qtbot):
    page = show("questionnaire")
    qtbot.waitUntil(lambda: page.desk.inspection.is_current, timeout=20_000)
    return page


@pytest.fixture
def desk(page):
    return page.desk


def select(desk, name: str):
    address = next(a for a, _, node in tree.walk(desk.document.form) if node.name == name)
    desk.tree.select([address])
    return address


def work_make_asked(desk, path):
    form = desk.document.form
    return make_asked(form, path, "zh", "face_to_face", Progress())


def names(desk) -> list[str]:
    return [node.name for _, node in desk.document.form.walk()]


def rows_of(model, parent=None) -> list[str]:
    parent = parent or QModelIndex()
    found: list[str] = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found += [index.siblingAtColumn(1).data(), *rows_of(model, index)]
    return found


def test_the_tree_shows_the_form_and_follows_every_step(desk):
    before = rows_of(desk.tree.rows)
    assert before[1:] == names(desk)
    select(desk, "sex")
    for step in ("duplicate", "move_up", "move_out", "group", "delete"):
        getattr(desk.structure, step)()
        assert rows_of(desk.tree.rows)[1:] == names(desk), step
    while desk.document.stack.canUndo():
        desk.undo()
        assert rows_of(desk.tree.rows)[1:] == names(desk)
    assert rows_of(desk.tree.rows) == before


def test_undo_names_what_it_undoes_and_typing_is_one_step(desk, qtbot):
    select(desk, "sex")
    desk.edit_text()
    qtbot.keyClicks(QApplication.focusWidget(), "abc")
    assert desk.document.form.question("sex").labels["zh"] == "abc"
    assert desk.document.stack.count() == 1
    assert "Question text" in desk.document.stack.undoText()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.document.form.question("sex").labels["zh"] != "abc"
    assert desk.document.stack.canRedo()


def test_keys_of_the_tree_add_move_and_delete(desk, qtbot):
    select(desk, "sex")
    desk.tree.setFocus()
    count = len(names(desk))
    qtbot.keyClick(desk.tree, Qt.Key.Key_Insert)
    assert len(names(desk)) == count + 1
    desk.tree.setFocus()
    alt = Qt.KeyboardModifier.AltModifier
    where = desk.document.selection
    qtbot.keyClick(desk.tree, Qt.Key.Key_Up, alt)
    assert desk.document.selection[0][-1] == where[0][-1] - 1
    qtbot.keyClick(desk.tree, Qt.Key.Key_Delete)
    assert len(names(desk)) == count


def test_questions_go_over_the_clipboard_as_data_and_as_rows(desk):
    select(desk, "sex")
    desk.structure.copy()
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0].startswith("type\tname")
    desk.structure.paste()
    assert desk.document.form.question("sex_2").list_name == "sex"
    QGuiApplication.clipboard().setText("1. First?\n2. Second?")
    desk.structure.paste()
    labels = [question.labels.get("zh") for _, question in desk.document.form.questions()]
    assert "First?" in labels


def test_dragging_moves_and_leaves_no_copy(desk):
    address = select(desk, "sex")
    model = desk.tree.rows
    data = model.mimeData([model.index_of(address)])
    assert data.hasFormat(ROWS_TYPE)
    before = names(desk)
    model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, model.index_of(()))
    assert desk.document.form.body[0].name == "sex"
    assert sorted(names(desk)) == sorted(before)


def test_a_name_changed_in_the_panel_changes_every_expression(desk, qtbot):
    select(desk, "consent")
    line = desk.properties.name.line
    line.setFocus()
    line.setText("agreed")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "${agreed}" in desk.document.form.question("age").relevant
    assert not any("${consent}" in one.base for one in desk.document.draft.indicators)
    desk.undo()
    assert "${consent}" in desk.document.form.question("age").relevant


def test_a_taken_name_is_refused_and_said(office, desk, qtbot):
    select(desk, "sex")
    line = desk.properties.name.line
    line.setText("education")
    line.editingFinished.emit()
    assert "education" in office.message_bar.message.text
    assert line.text() == "sex"


def test_a_fault_is_underlined_said_and_mended(page, desk, qtbot):
    select(desk, "sex")
    field = desk.properties.fields["relevant"]
    field.text.setPlainText("${agee} > 17")
    field.look()
    assert "agee" in field.fault.text()
    qtbot.waitUntil(lambda: any(one.is_error for one in desk.inspection.problems), timeout=10_000)
    assert not page.is_enabled(page.command("publish"))
    desk.show_tab(PROBLEMS)
    desk.problems.repair_all()
    assert desk.document.form.question("sex").relevant == "${age} > 17"
    field.look()
    assert field.words.text().startswith("Asked only if")


def test_completions_offer_names_and_codes(desk, qtbot):
    select(desk, "education")
    text = desk.properties.fields["relevant"].text
    text.setFocus()
    qtbot.keyClicks(text, "${se")
    assert text._offers[0].text == "${sex}"
    text._put_in(text._offers[0].shown)
    qtbot.keyClicks(text, " = 'f")
    assert [one.text for one in text._offers] == ["'female'"]


def test_find_and_replace_is_one_step(desk):
    desk.find_and_replace()
    desk.find_bar.text.setText("满意吗")
    desk.find_bar.search()
    count = len(desk.find_bar.hits)
    desk.find_bar.by.setText("是否满意")
    desk.find_bar.replace_all()
    assert count > 3
    assert desk.document.stack.count() == 1
    assert not desk.find_bar.hits


def test_languages_stand_side_by_side_and_the_gap_is_filled(desk):
    select(desk, "sex")
    desk.structure.duplicate()
    desk.properties.fields["labels"].text.setPlainText("新题目")
    draft = desk.document.draft
    address = desk.document.selection[0]
    node = tree.node_at(draft.form, address)
    changed = tree.with_node(draft.form, address, replace(node, labels={"zh": "新题目"}))
    desk.document.do("take the English away", draft.with_form(changed))
    desk.show_tab(LANGUAGES)
    desk.languages.only_missing.setChecked(True)
    assert [one.place for one in desk.languages._lines] == ["sex_2"]
    desk.languages.model.setData(desk.languages.model.index(0, 3), "New question")
    assert desk.document.form.question("sex_2").labels["en"] == "New question"
    assert desk.languages.model.rowCount() == 0


def test_the_preview_asks_and_says_why_not(desk, qtbot):
    select(desk, "age")
    desk.show_tab(PREVIEW)
    qtbot.waitUntil(lambda: desk.preview.is_current, timeout=20_000)
    assert desk.preview.not_asked.isVisibleTo(desk.preview)
    assert "Asked only if" in desk.preview.reason.text()
    assert "no answer yet" in desk.preview.reason.text()
    desk.preview.rehearsal.answer("consent", "yes")
    desk.preview.follow()
    assert desk.preview.pane.question().path == "age"
    desk.preview._answer("age", "40")
    assert desk.preview.rehearsal.interview.value("age") == 40
    desk.preview.not_know()
    assert desk.preview.rehearsal.interview.value("age") in (40, Special.DONT_KNOW)


def test_the_preview_keeps_answers_while_the_form_changes(desk, qtbot):
    desk.show_tab(PREVIEW)
    qtbot.waitUntil(lambda: desk.preview.is_current, timeout=20_000)
    desk.preview.rehearsal.answer("consent", "yes")
    select(desk, "consent")
    desk.structure.duplicate()
    qtbot.waitUntil(lambda: desk.preview.is_current, timeout=20_000)
    assert desk.preview.rehearsal.interview.value("consent") == "yes"


def test_answers_are_found_with_which_a_question_is_asked(desk, qtbot):
    select(desk, "disp_confirm")
    desk.show_tab(PREVIEW)
    qtbot.waitUntil(lambda: desk.preview.is_current, timeout=20_000)
    desk.preview.force()
    qtbot.waitUntil(lambda: desk.preview.stack.currentWidget() is desk.preview.pane, timeout=20_000)
    assert desk.preview.rehearsal.interview.is_asked("section_disposables/disp_confirm")


def test_questions_and_scales_of_the_bank_go_into_the_draft(desk, qtbot):
    desk.show_tab(4)
    qtbot.waitUntil(lambda: desk.bank.bank is not None, timeout=20_000)
    select(desk, "sex")
    desk.bank.items.table.selectRow(9)
    count = len(names(desk))
    desk.bank.insert()
    assert len(names(desk)) == count + 1
    select(desk, "education")
    row = next(n for n, s in enumerate(desk.bank.bank.scales) if s.name == "agreement")
    desk.bank.scales.table.selectRow(row)
    desk.bank.use()
    assert desk.document.form.question("education").list_name == "agreement"


def test_a_draft_is_in_the_file_at_once(page, desk, plain_survey, qtbot):
    select(desk, "sex")
    desk.structure.duplicate()
    qtbot.waitUntil(lambda: page.keeper.is_kept, timeout=10_000)
    kept: list[object] = []
    page.session.runner.run(lambda survey, _p: read_designs(survey), kept.append)
    qtbot.waitUntil(lambda: bool(kept), timeout=10_000)
    assert kept[0]["jiaxing_public"] == desk.document.draft


def test_publishing_needs_the_statutory_header_first(office, page, desk, qtbot):
    page.publish()
    assert "header" in office.message_bar.message.text
    header = StatutoryHeader("演示1号", "演示机关", "演示〔2026〕1号", "2027-12")
    done: list[object] = []
    page.session.runner.run(lambda s, p: work.fill_header(header, s, p), done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    page._take_info(done[0])
    select(desk, "sex")
    desk.structure.duplicate()
    qtbot.waitUntil(lambda: desk.inspection.is_current and page.keeper.is_kept, timeout=10_000)
    page.publish()
    qtbot.waitUntil(lambda: "published" in page.state.text(), timeout=20_000)
    assert not page.can_publish()
    current = page._current()
    assert not current.is_kept
    assert current.versions[0].row.published_at


def test_a_workbook_goes_out_and_comes_in_as_a_step(page, desk, tmp_path, qtbot, monkeypatch):
    path = tmp_path / "form.xlsx"
    monkeypatch.setattr(files, "ask_save", lambda *_: path)
    page.exits.export()
    qtbot.waitUntil(path.exists, timeout=10_000)
    select(desk, "sex")
    desk.structure.delete()
    monkeypatch.setattr(files, "ask_open", lambda *_: path)
    page.ask_import()
    qtbot.waitUntil(lambda: "sex" in names(desk), timeout=20_000)
    assert read_workbook(path).questionnaire.body == desk.document.form.body
    desk.undo()
    assert "sex" not in names(desk)


def test_the_paper_form_is_written(page, tmp_path, qtbot, monkeypatch):
    path = tmp_path / "form.docx"
    monkeypatch.setattr(files, "ask_save", lambda *_: path)
    page.exits.ask_paper()
    qtbot.waitUntil(path.exists, timeout=60_000)


def test_the_form_goes_out_as_xform(page, tmp_path, qtbot, monkeypatch):
    path = tmp_path / "form.xml"
    monkeypatch.setattr(files, "ask_save", lambda *_: path)
    page.exits.export_xform()
    qtbot.waitUntil(lambda: "form.xml" in page.window().message_bar.message.text, timeout=60_000)
    written = path.read_text(encoding="utf-8")
    assert written.startswith("<?xml")
    assert 'id="jiaxing_public"' in written
    assert 'ref="/data/age"' in written or "/age" in written


def test_kobo_and_odk_accept_the_form_and_say_why_not(page, desk, qtbot, monkeypatch, tmp_path):
    bar = page.window().message_bar
    page.exits.judge()
    qtbot.waitUntil(lambda: bar.message and "accept" in bar.message.text, timeout=60_000)
    assert "do not accept" not in bar.message.text
    select(desk, "sex")
    desk.properties.fields["relevant"].edited.emit("${nobody} = 1")
    path = tmp_path / "form.xml"
    monkeypatch.setattr(files, "ask_save", lambda *_: path)
    page.exits.export_xform()
    qtbot.waitUntil(lambda: "do not accept" in bar.message.text, timeout=60_000)
    assert "nobody" in bar.message.text
    assert not path.exists()


def test_the_pages_of_the_paper_form_are_handed_to_the_printer(page, qtbot, monkeypatch, tmp_path):
    printed = tmp_path / "printed"
    program = tmp_path / "lp"
    program.write_text(
        f'#!/bin/sh\nfor last; do :; done\nhead -c 5 "$last" > {printed}.pdf\n'
        f'printf "%s " "$@" > {printed}\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(
        paper_print, "ask_order", lambda _parent: paper_print.Order("Office", 2, 1, 3)
    )
    page.exits.print_paper()
    qtbot.waitUntil(printed.exists, timeout=60_000)
    qtbot.waitUntil(lambda: "printer" in page.window().message_bar.message.text)
    assert printed.with_suffix(".pdf").read_bytes() == b"%PDF-"
    assert printed.read_text().startswith("-n 2 -d Office -P 1-3 -- ")


def test_steps_of_undo_are_named_in_the_language_of_the_window(page, desk, office):
    select(desk, "sex")
    desk.structure.add_question("text")
    assert desk.document.stack.undoText() == "add a question (Text)"
    office.session.language.apply("zh_CN")
    QApplication.processEvents()
    assert desk.document.stack.undoText() == "添加题目（文字）"


def test_an_unusual_answer_asks_for_a_reason_in_the_preview(page, desk, qtbot):
    select(desk, "age")
    desk.properties.fields["extra::soft_constraint"].edited.emit(". < 90")
    desk.show_tab(PREVIEW)
    preview = desk.preview
    qtbot.waitUntil(lambda: preview.is_current, timeout=20_000)
    path = next(p for p, one in desk.document.form.questions() if one.name == "age")
    preview._forced(desk.document.form, work_make_asked(desk, path))
    preview._answer(path, 95)
    assert preview.prompt.isVisible()
    assert preview.rehearsal.interview.value(path) != 95
    preview.prompt.take()
    assert preview.prompt.isVisible(), "a reason is needed"
    preview.prompt.line.setText("birth certificate seen")
    preview.prompt.take()
    assert preview.rehearsal.interview.value(path) == 95
    assert preview.rehearsal.interview.overrides[path] == "birth certificate seen"


def test_a_new_form_and_back_keeps_both(page, desk, qtbot):
    page.begin("Second")
    assert desk.document.form.title == "Second"
    desk.structure.add_question("text")
    place = page.form.findData("jiaxing_public")
    page.form.setCurrentIndex(place)
    page._choose_form()
    qtbot.waitUntil(lambda: page.document.slot == "jiaxing_public", timeout=10_000)
    place = page.form.findData("form1")
    assert place >= 0
    page.form.setCurrentIndex(place)
    page._choose_form()
    qtbot.waitUntil(lambda: page.document.slot == "form1", timeout=10_000)
    assert names(desk) == ["q1"]


def test_nothing_can_be_changed_by_who_may_not(desk):
    desk.document.may_edit = False
    before = desk.document.draft
    select(desk, "sex")
    desk.structure.delete()
    desk.structure.add_grid()
    assert desk.document.draft is before


def test_a_crash_loses_nothing(page, desk, plain_survey, qtbot, office):
    select(desk, "sex")
    desk.structure.delete()
    qtbot.waitUntil(lambda: page.keeper.is_kept, timeout=10_000)
    office.session.close_file()
    qtbot.waitUntil(lambda: office.session.runner._survey is None, timeout=10_000)
    with open_survey(plain_survey) as survey:
        assert "sex" not in [
            q.name for _, q in read_designs(survey)["jiaxing_public"].form.questions()
        ]
