"""Whom to interview, who must not be, reserves, call-backs, orders, and what is never packed."""

from __future__ import annotations

import json
import shutil
import uuid
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from questionnaires.model import Choice, Question, Questionnaire
from surveyapp.errors import SurveyError
from surveyapp.exchange.returns import make_return_package, outbox
from surveyapp.store.questionnaires import PUBLISHED, add_questionnaire
from surveyapp.store.receipts import read_unconfirmed_attachments
from surveyapp.store.sampling import Assignment, write_assignments
from surveyapp.survey import Survey
from tests.interview_cases import DISTRICT, SURVEYOR, Person, Surveyor, make_laptop
from tests.interview_people import KeyPerson
from tests.interview_stage import QtHands, begin, make_field_file, open_file, read_rows, wait_until
from tests.ui.test_interview import START, begin_practice, go_to, read
from ui import files
from ui.interview.card import Card
from ui.interview.choice_button import ChoiceButton
from ui.interview.ending import DonePane
from ui.interview.household import HouseholdPane
from weights.selection import kish_table

pytestmark = pytest.mark.slow
CONTROL = Qt.KeyboardModifier.ControlModifier
COMMUNITY = "330402-C012"
NAMES = tuple("abcdefgh")
MIXED = Questionnaire(
    "mixed",
    "乱序（演示数据）",
    languages=("zh", "en"),
    default_language="zh",
    lists={
        "many": tuple(Choice(one, {"zh": f"选项{one}", "en": f"choice {one}"}) for one in NAMES)
    },
    body=(
        Question("who", "text", {"zh": "怎么称呼您？", "en": "What is your name?"}),
        Question(
            "fair",
            "select_one",
            {"zh": "${who}，请选一项", "en": "${who}, choose one"},
            list_name="many",
            parameters={"randomize": "true"},
        ),
    ),
)


@pytest.fixture(scope="module")
def stored_laptop(tmp_path_factory) -> Path:
    return make_laptop(tmp_path_factory.mktemp("laptop"))


@pytest.fixture
def surveyor(window, stored_laptop, tmp_path, qtbot) -> Surveyor:
    for file in stored_laptop.parent.glob("laptop.survey*"):
        shutil.copy(file, tmp_path / file.name)
    window.resize(1366, 768)
    window.activateWindow()
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        window.files.open_path(tmp_path / "laptop.survey")
    page = window.pages["today"]
    qtbot.waitUntil(lambda: page.data is not None, timeout=20_000)
    return Surveyor(qtbot, window)


def work_on(surveyor: Surveyor, work) -> Any:
    """Do something in the file's thread, and read the page anew."""
    found: list[Any] = []
    surveyor.window.session.runner.run(lambda survey, _: [work(survey)], found.extend)
    surveyor.qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    page = surveyor.window.pages["today"]
    before = page.data
    page.refresh()
    surveyor.qtbot.waitUntil(lambda: page.data is not before, timeout=10_000)
    return found[0]


def assign(surveyor: Surveyor, number: int, **body: Any) -> None:
    """One more address for this laptop, which knows no name of it."""
    (device,) = read(surveyor, "SELECT device_id FROM assignment LIMIT 1")[0]
    iid = uuid.UUID(int=1000 + number).hex
    one = Assignment(
        iid,
        f"{COMMUNITY}-H{number:04d}",
        device,
        SURVEYOR.name,
        "jiaxing_public",
        iid,
        "issued",
        "2025-06-01T00:00:00Z",
        None,
        {"psu": COMMUNITY, "purpose": "main", **body},
    )
    assert DISTRICT in one.unit_id
    work_on(surveyor, lambda survey: write_assignments(survey.store, [one]))


def row_of(surveyor: Surveyor, number: int) -> int:
    """The row of an address in the table, whatever it is sorted by."""
    page = surveyor.window.pages["today"]
    rows = range(page.table.model.rowCount())
    for row in rows:
        page.select_row(row)
        if page.table.selected()[0].unit_id.endswith(f"H{number:04d}"):
            return row
    raise AssertionError(number)


def visit(surveyor: Surveyor, number: int) -> HouseholdPane:
    page = surveyor.window.pages["today"]
    page.select_row(row_of(surveyor, number))
    page.visit()
    pane = surveyor.interview.pane
    assert isinstance(pane, HouseholdPane)
    return pane


def list_adults(surveyor: Surveyor, adults: list[tuple[str, ...]]) -> None:
    """The number of adults, then each line's fields, all by Enter and digits."""
    surveyor.type(str(len(adults)))
    for adult in adults:
        for part in adult:
            surveyor.press(Qt.Key.Key_Return)
            surveyor.type(part)
    surveyor.press(Qt.Key.Key_Return)


def wait_for_selection(surveyor: Surveyor, pane: HouseholdPane):
    surveyor.qtbot.waitUntil(lambda: pane.selected is not None, timeout=10_000)
    assert pane.selected is not None
    return pane.selected


def back_on_today(surveyor: Surveyor, wanted) -> None:
    page = surveyor.window.pages["today"]
    surveyor.qtbot.waitUntil(lambda: page.isVisible() and wanted(page.data), timeout=10_000)


def finish(surveyor: Surveyor) -> DonePane:
    surveyor.press(Qt.Key.Key_Return)
    surveyor.qtbot.waitUntil(lambda: isinstance(surveyor.interview.pane, DonePane), timeout=10_000)
    return surveyor.interview.pane


# Respondent selection.


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_kish_table_of_the_address_names_the_person(surveyor, number):
    pane = visit(surveyor, number)
    # Listed as they come; Kish's order is men from the oldest down, then women.
    adults = [("2", "30"), ("1", "41"), ("2", "66"), ("1", "70")]
    in_order = [3, 1, 2, 0]
    list_adults(surveyor, adults)
    selected = wait_for_selection(surveyor, pane)
    wanted = in_order[kish_table(pane.case.kish).person(4) - 1]
    assert (selected.method, selected.table, selected.adults) == ("kish", pane.case.kish, 4)
    assert selected.index == wanted
    assert adults[wanted][1] in pane.roster.person.text()


def test_without_a_table_the_last_birthday_names_the_person(surveyor):
    assign(surveyor, 70)
    pane = visit(surveyor, 70)
    assert pane.roster.is_by_birthday
    days = [date.today() - timedelta(days=n) for n in (100, 3, 200)]
    ages = ("30", "41", "66")
    born = [f"{day.month}-{day.day}" for day in days]
    list_adults(surveyor, [("1", age, day) for age, day in zip(ages, born, strict=True)])
    selected = wait_for_selection(surveyor, pane)
    assert (selected.index, selected.method, selected.table) == (1, "birthday", "")
    assert "41" in pane.roster.person.text()


def test_a_changed_list_takes_the_selection_back(surveyor):
    pane = visit(surveyor, 1)
    list_adults(surveyor, [("1", "45")])
    wait_for_selection(surveyor, pane)
    pane.roster.rows[0].age.setText("46")
    assert pane.selected is None
    assert pane.start.isHidden()


@pytest.mark.parametrize(("age", "adults"), [("17", 1), ("8", 2)])
def test_who_is_under_age_is_not_listed_at_the_door(surveyor, age, adults):
    pane = visit(surveyor, 1)
    list_adults(surveyor, [("1", age)] * adults)
    surveyor.qtbot.waitUntil(lambda: not pane.trouble.isHidden(), timeout=10_000)
    assert "18" in pane.trouble.text()
    assert pane.selected is None


def test_who_says_to_be_under_age_is_asked_nothing_more_and_nothing_is_kept(surveyor):
    pane = visit(surveyor, 1)
    list_adults(surveyor, [("1", "45")])
    wait_for_selection(surveyor, pane)
    surveyor.press(Qt.Key.Key_Return)
    surveyor.qtbot.waitUntil(lambda: surveyor.interview.view is not None, timeout=10_000)
    surveyor.settle()
    person = Person(surveyor, 1)
    person.complete({**START, "age": 16})
    asked = set(person.told)
    assert not [one for one in asked if one.startswith("section_")]
    finish(surveyor)
    (row,) = read(surveyor, "SELECT header FROM revision")
    disposition = json.loads(row["header"])["disposition"]
    assert disposition.startswith("4.")
    assert read(surveyor, "SELECT count(*) FROM draft_answer")[0][0] == 0


# Reserves.


def end_case(surveyor: Surveyor, number: int, result: str) -> None:
    """A visit without an interview, then the case is closed, both on the screen."""
    for step in ("record", "close"):
        pane = visit(surveyor, number)
        if step == "record":
            pane.attempt.result.setCurrentIndex(pane.attempt.result.findData(result))
            pane.attempt.keep.click()
        else:
            pane.attempt.close_case.click()
            surveyor.press(Qt.Key.Key_Return)
        before = surveyor.window.pages["today"].data
        back_on_today(surveyor, lambda data, before=before: data is not before)


def test_a_reserve_opens_only_after_an_outcome_the_plan_lets_replace(surveyor):
    assign(surveyor, 80, purpose="reserve", order=1, replaces=["NC", "NE"])
    page = surveyor.window.pages["today"]

    def is_locked() -> bool:
        page.select_row(row_of(surveyor, 80))
        return not page.can_visit() and page.table.selected()[0].state == "locked"

    assert is_locked()
    end_case(surveyor, 1, "2.111")  # a refusal is not replaced
    assert is_locked()
    end_case(surveyor, 2, "4.60")
    assert not is_locked()
    pane = visit(surveyor, 80)
    named = [one.text() for one in pane.findChildren(QLabel)]
    assert any(f"{COMMUNITY}-H0002" in one for one in named)


# Appointments.


def test_an_appointment_without_a_time_is_not_taken(surveyor):
    pane = visit(surveyor, 1)
    pane.mode.setCurrentIndex(pane.mode.findData("telephone"))
    pane.attempt.result.setCurrentIndex(pane.attempt.result.findData("5.10"))
    pane.attempt.keep.click()
    surveyor.qtbot.waitUntil(lambda: not pane.trouble.isHidden(), timeout=10_000)
    assert read(surveyor, "SELECT count(*) FROM visit")[0][0] == 0


# Order, piping, language.


def begin_mixed(surveyor: Surveyor) -> None:
    work_on(
        surveyor,
        lambda survey: add_questionnaire(survey.store, MIXED, survey.clock.iso(), state=PUBLISHED),
    )
    page = surveyor.window.pages["today"]
    page.walk_in()
    pane = surveyor.interview.pane
    at = [n for n in range(pane.form.count()) if pane.form.itemData(n).form_id == "mixed"]
    pane.form.setCurrentIndex(at[0])
    pane.name.setFocus()
    surveyor.type("stand 3")
    surveyor.press(Qt.Key.Key_Return)
    surveyor.qtbot.waitUntil(lambda: surveyor.interview.view is not None, timeout=10_000)
    surveyor.settle()
    surveyor.type("Li")
    surveyor.next()


def order(surveyor: Surveyor) -> list[str]:
    return [one.name for one in surveyor.view.questions[0].choices]


def test_a_randomised_order_is_the_same_after_a_pause_and_goes_into_the_record(surveyor):
    begin_mixed(surveyor)
    shown = order(surveyor)
    assert sorted(shown) == list(NAMES)
    surveyor.press(Qt.Key.Key_P, CONTROL)
    back_on_today(surveyor, lambda data: bool(data.drafts))
    surveyor.window.pages["today"].resume_last()
    surveyor.qtbot.waitUntil(lambda: surveyor.interview.view is not None, timeout=10_000)
    surveyor.settle()
    assert order(surveyor) == shown
    surveyor.type("3")
    surveyor.settle()
    assert surveyor.view.questions[0].value == shown[2]
    surveyor.next()
    finish(surveyor)
    (row,) = read(surveyor, "SELECT free, sealed FROM revision")
    assert row["free"] is None  # sealed to the office, as everything that was finished


def test_the_order_that_was_shown_goes_into_the_record(window, tmp_path):
    window.activateWindow()
    open_file(window, make_field_file(tmp_path / "open.survey", [MIXED]))
    stage = begin(window, MIXED.content_hash)
    person = KeyPerson(QtHands(stage, picture(tmp_path)), stage.twin(), 1, ascii_only=False)
    person.complete()
    shown = stage.opened[0].interview.orders["fair"]
    person.finish()
    wait_until(lambda: isinstance(stage.interview.pane, DonePane), "the end")
    (row,) = read_rows(window, "SELECT free FROM revision")
    assert sorted(shown) == list(NAMES)
    assert json.loads(row["free"])["paradata"]["orders"] == {"fair": shown}


def test_another_language_in_mid_interview_keeps_name_order_and_answer(surveyor):
    begin_mixed(surveyor)
    assert "Li" in surveyor.view.questions[0].text
    shown = order(surveyor)
    surveyor.type("5")
    surveyor.settle()
    first = surveyor.pane.blocks[0].text.text()
    surveyor.do(Qt.Key.Key_F3)
    second = surveyor.pane.blocks[0].text.text()
    assert {first, second} == {"Li，请选一项", "Li, choose one"}
    assert order(surveyor) == shown
    assert surveyor.view.questions[0].value == shown[4]


# What the respondent sees.


def test_the_card_shows_the_words_of_the_choices_and_nothing_else(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "confidence")
    surveyor.type("2")
    surveyor.settle()
    question = surveyor.view.questions[0]
    surveyor.press(Qt.Key.Key_F9)
    card = surveyor.interview.pane
    assert isinstance(card, Card)
    said = [one.text() for one in card.findChildren(QLabel)]
    assert [one.split(maxsplit=1)[1] for one in said] == [one.text for one in question.choices]
    for choice in question.choices:
        assert all(choice.name not in one for one in said)
    assert len({one.styleSheet() for one in card.lines}) == 1  # none is marked as taken


def test_in_the_largest_type_no_choice_is_cut_and_the_screen_scrolls(surveyor):
    surveyor.window.session.theme.apply("light", 2.0)
    try:
        begin_practice(surveyor)
        go_to(surveyor, "occupation")
        surveyor.qtbot.waitUntil(lambda: surveyor.pane.verticalScrollBar().maximum() > 0)
        shown = [one for one in surveyor.pane.findChildren(ChoiceButton) if one.isVisible()]
        assert len(shown) == len(surveyor.view.questions[0].choices)
        assert all(one.height() >= one.heightForWidth(one.width()) for one in shown)
    finally:
        surveyor.window.session.theme.apply("light", 1.0)


# Practice, photos, withdrawal.


def code_of_packing(folder: Path, survey: Survey) -> str:
    """Why nothing can be handed in."""
    with pytest.raises(SurveyError) as trouble:
        make_return_package(survey, folder)
    return trouble.value.code


def test_a_practice_interview_can_never_be_packed(surveyor, tmp_path):
    begin_practice(surveyor)
    Person(surveyor, 3).complete({**START, "consent": "no"})
    finish(surveyor)
    surveyor.press(Qt.Key.Key_Return)
    back_on_today(surveyor, lambda _data: True)
    waiting = work_on(surveyor, outbox)
    assert (waiting.collected, waiting.confirmed) == (0, 0)
    assert work_on(surveyor, partial(code_of_packing, tmp_path)) == "exchange.nothing-to-send"
    assert list(tmp_path.glob("*.svp")) == []
    for table in ("revision", "interview", "draft", "draft_answer"):
        assert read(surveyor, f"SELECT count(*) FROM {table}")[0][0] == 0, table


def test_a_photo_becomes_a_sealed_part_when_the_interview_is_finished(
    surveyor, tmp_path, monkeypatch
):
    content = picture(tmp_path)
    page = surveyor.window.pages["today"]
    page.walk_in()
    pane = surveyor.interview.pane
    at = [n for n in range(pane.form.count()) if pane.form.itemData(n).form_id == "all_kinds"]
    pane.form.setCurrentIndex(at[0])
    pane.name.setFocus()
    surveyor.type("shop")
    surveyor.press(Qt.Key.Key_Return)
    surveyor.qtbot.waitUntil(lambda: surveyor.interview.view is not None, timeout=10_000)
    surveyor.settle()
    for _ in range(20):
        if any(one.path == "shelf" for one in surveyor.view.questions):
            break
        surveyor.next()
    monkeypatch.setattr(files, "ask_open", lambda *_: content)
    surveyor.type("o")
    surveyor.qtbot.waitUntil(lambda: surveyor.view.questions[0].picture is not None, timeout=10_000)
    surveyor.settle()
    surveyor.next()
    finish(surveyor)
    surveyor.press(Qt.Key.Key_Return)
    back_on_today(surveyor, lambda _data: True)
    assert read(surveyor, "SELECT count(*) FROM draft_attachment")[0][0] == 0
    parts = work_on(
        surveyor, lambda survey: read_unconfirmed_attachments(survey.store, survey.device_id)
    )
    assert [one.path for one in parts] == ["shelf"]
    assert content.read_bytes()[:200] not in parts[0].sealed
    assert parts[0].sealed.startswith(b"age-encryption.org/")


def test_the_code_that_was_told_at_the_end_withdraws_the_answers_later(surveyor):
    begin_mixed(surveyor)
    surveyor.type("1")
    surveyor.next()
    done = finish(surveyor)
    code = next(one.text() for one in done.findChildren(QLabel) if one.property("role") == "code")
    surveyor.press(Qt.Key.Key_Return)
    back_on_today(surveyor, lambda _data: True)
    page = surveyor.window.pages["today"]
    page.run_command("withdraw")
    page.dialog.field.setText(code)
    page.dialog.ok.click()
    surveyor.qtbot.waitUntil(
        lambda: len(read(surveyor, "SELECT 1 FROM revision")) == 2, timeout=10_000
    )
    rows = read(surveyor, "SELECT header, closed, free, sealed FROM revision ORDER BY rowid")
    assert json.loads(rows[-1]["header"])["kind"] == "withdraw"
    assert [rows[0][name] for name in ("closed", "free", "sealed")] == [None, None, None]


def test_a_wrong_code_destroys_nothing(surveyor):
    page = surveyor.window.pages["today"]
    page.run_command("withdraw")
    page.dialog.field.setText("0000-0000-0000")
    page.dialog.ok.click()
    bar = surveyor.window.message_bar
    surveyor.qtbot.waitUntil(lambda: bar.isVisible() and bool(bar.text), timeout=10_000)
    assert read(surveyor, "SELECT count(*) FROM journal WHERE action = 'withdraw'")[0][0] == 0


def picture(tmp_path: Path) -> Path:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    path = tmp_path / "IMG_1.png"
    assert image.save(str(path))
    return path
