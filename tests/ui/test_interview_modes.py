"""Modes of an interview, photos, contacts, drafts and walk-ins through the real window by keys."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from surveyapp.store.contacts import Contact, write_contacts
from tests.interview_cases import Person, Surveyor, make_laptop
from tests.ui.test_interview import START, begin_all_kinds, go_to, read
from ui import files
from ui.interview.beginning import BeginPane
from ui.interview.contact import ContactPane
from ui.interview.ending import DonePane, EndPane, JumpList
from ui.interview.handing import HandOverPane
from ui.interview.household import HouseholdPane
from ui.interview.keyings import KeyingsPane
from ui.interview.pane import ScreenPane
from ui.interview.picture_field import PictureField
from ui.pages.today_cards import DraftCard, KeyedCard

pytestmark = pytest.mark.slow
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def stored_laptop(tmp_path_factory) -> Path:
    return make_laptop(tmp_path_factory.mktemp("laptop"))


@pytest.fixture
def surveyor(window, stored_laptop, tmp_path, qtbot) -> Surveyor:
    path = tmp_path / "laptop.survey"
    for file in stored_laptop.parent.glob("laptop.survey*"):
        shutil.copy(file, tmp_path / file.name)
    window.resize(1366, 768)
    window.activateWindow()
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        window.files.open_path(path)
    page = window.pages["today"]
    qtbot.waitUntil(lambda: page.data is not None, timeout=20_000)
    return Surveyor(qtbot, window)


def wait_for(surveyor: Surveyor, kind: type) -> None:
    surveyor.qtbot.waitUntil(lambda: isinstance(surveyor.interview.pane, kind), timeout=10_000)


def back_on_today(surveyor: Surveyor, wanted) -> None:
    page = surveyor.window.pages["today"]
    surveyor.qtbot.waitUntil(lambda: page.isVisible() and wanted(page.data), timeout=10_000)


def write(surveyor: Surveyor, work) -> None:
    done: list[bool] = []
    surveyor.window.session.runner.run(lambda survey, _: work(survey), lambda _: done.append(True))
    surveyor.qtbot.waitUntil(lambda: bool(done), timeout=10_000)


def open_case(surveyor: Surveyor, mode: str = "") -> HouseholdPane:
    page = surveyor.window.pages["today"]
    page.select_row(0)
    page.visit()
    pane = surveyor.interview.pane
    assert isinstance(pane, HouseholdPane)
    if mode:
        pane.mode.setCurrentIndex(pane.mode.findData(mode))
    return pane


def start_case(surveyor: Surveyor, mode: str) -> None:
    """One adult, selected by the table; Enter starts in this mode."""
    pane = open_case(surveyor, mode)
    surveyor.type("1")
    surveyor.press(Qt.Key.Key_Return)
    surveyor.type("2")
    surveyor.press(Qt.Key.Key_Return)
    surveyor.type("45")
    surveyor.press(Qt.Key.Key_Return)
    surveyor.qtbot.waitUntil(lambda: pane.selected is not None, timeout=10_000)
    surveyor.press(Qt.Key.Key_Return)
    surveyor.qtbot.waitUntil(lambda: surveyor.interview.view is not None, timeout=10_000)
    surveyor.settle()


# Self-completion.


def test_the_respondent_begins_and_nobody_looks_back_after_a_pause(surveyor):
    start_case(surveyor, "self")
    assert isinstance(surveyor.interview.pane, HandOverPane)
    surveyor.next()
    go_to(surveyor, "age")
    surveyor.type("45")
    surveyor.next()
    surveyor.press(Qt.Key.Key_P, CONTROL)
    back_on_today(surveyor, lambda data: bool(data.drafts))
    surveyor.window.pages["today"].resume_last()
    wait_for(surveyor, HandOverPane)
    surveyor.next()
    stood = surveyor.view.path
    surveyor.do(Qt.Key.Key_Backspace)
    assert surveyor.view.path == stood
    assert all(one.value is None for one in surveyor.view.questions)


def test_in_self_completion_there_is_no_list_no_note_and_nothing_is_hidden(surveyor):
    start_case(surveyor, "self")
    surveyor.next()
    go_to(surveyor, "confidence")
    question = surveyor.view.questions[0]
    assert question.hidden == 0
    assert "unclear" in [one.name for one in question.choices]
    surveyor.press(Qt.Key.Key_J, CONTROL)
    surveyor.press(Qt.Key.Key_F2)
    assert not isinstance(surveyor.interview.pane, JumpList)
    assert not surveyor.interview.prompt.isVisible()
    for name in ("note", "jump", "card", "contact", "reveal"):
        assert surveyor.interview.keys.buttons[name].isHidden(), name


# Telephone.


def test_a_case_by_telephone_shows_the_number_and_takes_a_call_back(surveyor):
    unit = surveyor.window.pages["today"].data.cases[0].unit_id
    write(surveyor, lambda survey: write_contacts(survey.store, [Contact(unit, "", "", "0573-1")]))
    pane = open_case(surveyor, "telephone")
    surveyor.qtbot.waitUntil(lambda: "0573-1" in pane.contact.text(), timeout=10_000)
    assert not pane.why.isHidden()
    pane.attempt.result.setCurrentIndex(pane.attempt.result.findData("5.10"))
    pane.attempt.at.setText("2026-11-20 19:00")
    pane.attempt.appointment.setText("2026-11-24 19:30")
    pane.attempt.appointment.setFocus()
    surveyor.press(Qt.Key.Key_Return)
    back_on_today(surveyor, lambda data: any(case.appointment for case in data.cases))
    rows = read(surveyor, "SELECT at, mode, result, appointment FROM visit")
    assert [tuple(row) for row in rows] == [
        ("2026-11-20T19:00", "telephone", "5.10", "2026-11-24T19:30")
    ]
    again = open_case(surveyor)
    surveyor.qtbot.waitUntil(lambda: not again.attempts.isHidden(), timeout=10_000)
    assert again.mode.currentData() == "telephone"


# Paper.


def key_paper(surveyor: Surveyor, seed: int) -> None:
    Person(surveyor, seed).complete(dict(START))
    assert isinstance(surveyor.interview.pane, EndPane)
    surveyor.press(Qt.Key.Key_Return)


def test_a_paper_form_is_keyed_twice_and_the_differences_are_settled_by_keys(surveyor):
    open_case(surveyor, "paper").key.setFocus()
    surveyor.press(Qt.Key.Key_Return)
    surveyor.qtbot.waitUntil(lambda: surveyor.interview.view is not None, timeout=10_000)
    surveyor.settle()
    key_paper(surveyor, 3)
    wait_for(surveyor, DonePane)
    surveyor.press(Qt.Key.Key_Return)
    back_on_today(surveyor, lambda data: bool(data.keyed))
    card = surveyor.window.pages["today"].findChildren(KeyedCard)[-1]
    card.again.click()
    surveyor.qtbot.waitUntil(lambda: surveyor.interview.view is not None, timeout=10_000)
    surveyor.settle()
    key_paper(surveyor, 4)
    wait_for(surveyor, KeyingsPane)
    for _ in range(200):
        if not isinstance(surveyor.interview.pane, KeyingsPane):
            break
        surveyor.type("2")
        surveyor.next()
    wait_for(surveyor, DonePane)
    rows = read(surveyor, "SELECT mode, disposition FROM interview")
    assert [tuple(row) for row in rows] == [("paper", "1.10")]


# Photos.


def picture(tmp_path, name="IMG_1.png", size=3000) -> Path:
    image = QImage(size, size // 2, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    path = tmp_path / name
    assert image.save(str(path))
    return path


def field_of(surveyor: Surveyor) -> PictureField:
    field = surveyor.pane.blocks[0].field
    assert isinstance(field, PictureField)
    return field


def has_picture(surveyor: Surveyor) -> bool:
    return surveyor.view.questions[0].picture is not None


def test_a_photo_is_attached_from_a_file_and_taken_off(surveyor, tmp_path, monkeypatch):
    begin_all_kinds(surveyor, "shelf")
    monkeypatch.setattr(files, "ask_open", lambda *_: picture(tmp_path))
    surveyor.type("o")
    surveyor.qtbot.waitUntil(lambda: has_picture(surveyor), timeout=10_000)
    surveyor.settle()
    assert not field_of(surveyor).picture.isHidden()
    (row,) = read(surveyor, "SELECT name, size FROM draft_attachment")
    assert row["name"] == "IMG_1.png"
    surveyor.do(Qt.Key.Key_Delete)
    assert not has_picture(surveyor)
    assert read(surveyor, "SELECT count(*) FROM draft_attachment")[0][0] == 0


def test_a_copied_picture_is_pasted_and_made_smaller_where_wished(surveyor, tmp_path):
    begin_all_kinds(surveyor, "shelf")
    QGuiApplication.clipboard().setImage(QImage(str(picture(tmp_path))))
    field_of(surveyor).smaller.setChecked(True)
    surveyor.press(Qt.Key.Key_V, CONTROL)
    surveyor.qtbot.waitUntil(lambda: has_picture(surveyor), timeout=10_000)
    (row,) = read(surveyor, "SELECT content FROM draft_attachment")
    kept = QImage.fromData(row["content"])
    assert (kept.width(), kept.height()) == (2048, 1024)


def test_what_is_no_picture_is_said_and_nothing_changes(surveyor, tmp_path):
    begin_all_kinds(surveyor, "shelf")
    broken = tmp_path / "IMG_2.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")
    field_of(surveyor).bring(broken)
    surveyor.qtbot.waitUntil(lambda: surveyor.interview.trouble.isVisible(), timeout=10_000)
    assert not has_picture(surveyor)


# Contact, drafts, walk-ins.


def test_contact_is_asked_by_f8_and_shown_again(surveyor):
    start_case(surveyor, "face_to_face")
    go_to(surveyor, "age")
    surveyor.press(Qt.Key.Key_F8)
    wait_for(surveyor, ContactPane)
    surveyor.type("王女士")
    surveyor.press(Qt.Key.Key_Return)
    surveyor.type("0573-0")
    surveyor.press(Qt.Key.Key_Return)
    surveyor.do(Qt.Key.Key_Return)
    assert isinstance(surveyor.interview.pane, ScreenPane)
    assert dict(surveyor.view.contact) == {"name": "王女士", "telephone": "0573-0"}
    position = json.loads(read(surveyor, "SELECT position FROM draft")[0][0])
    assert position["contact"]["name"] == "王女士"
    assert read(surveyor, "SELECT count(*) FROM draft_answer WHERE value LIKE '%王%'")[0][0] == 0


def test_a_draft_is_discarded_only_after_it_was_named(surveyor):
    start_case(surveyor, "face_to_face")
    surveyor.press(Qt.Key.Key_P, CONTROL)
    back_on_today(surveyor, lambda data: bool(data.drafts))
    page = surveyor.window.pages["today"]
    card = page.findChildren(DraftCard)[-1]
    card.discard.click()
    assert page.data.drafts[0].info.name in card.title.text()
    assert read(surveyor, "SELECT count(*) FROM draft")[0][0] == 1
    card.confirm.click()
    back_on_today(surveyor, lambda data: not data.drafts)
    assert read(surveyor, "SELECT count(*) FROM draft")[0][0] == 0
    noted = read(surveyor, "SELECT action FROM journal WHERE action = 'discard draft'")
    assert len(noted) == 1


def test_somebody_without_an_address_is_interviewed(surveyor):
    surveyor.window.pages["today"].walk_in()
    pane = surveyor.interview.pane
    assert isinstance(pane, BeginPane)
    public = next(
        n for n in range(pane.form.count()) if pane.form.itemData(n).form_id == "jiaxing_public"
    )
    pane.form.setCurrentIndex(public)
    pane.name.setFocus()
    surveyor.type("广场 3 号")
    surveyor.press(Qt.Key.Key_Return)
    surveyor.qtbot.waitUntil(lambda: surveyor.interview.view is not None, timeout=10_000)
    surveyor.settle()
    assert surveyor.view.name == "广场 3 号"
    assert read(surveyor, "SELECT unit_id, practice FROM draft")[0][:] == ("", 0)
