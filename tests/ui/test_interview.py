"""The interview through the real window, by keys alone, on a real laptop file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from questionnaires.interview import Interview
from surveyapp.exchange.merging import merge_packages
from surveyapp.fieldwork.questionnaires import open_questionnaire
from surveyapp.store.revisions import read_head_revisions
from surveyapp.survey import open_survey
from tests.interview_cases import Person, Surveyor, compose, make_laptop
from ui import files
from ui.interview.card import Card
from ui.interview.ending import DonePane, JumpList
from ui.interview.fields import ComposingText
from ui.interview.household import HouseholdPane
from ui.interview.view import END, GRID

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def stored_laptop(tmp_path_factory) -> Path:
    return make_laptop(tmp_path_factory.mktemp("laptop"))


@pytest.fixture
def laptop(stored_laptop, tmp_path) -> Path:
    path = tmp_path / "laptop.survey"
    for file in stored_laptop.parent.glob("laptop.survey*"):
        shutil.copy(file, tmp_path / file.name)
    return path


@pytest.fixture
def surveyor(window, laptop, qtbot) -> Surveyor:
    """The window with the laptop's file open and today's page read."""
    window.resize(1366, 768)
    window.activateWindow()
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        window.files.open_path(laptop)
    page = window.pages["today"]
    qtbot.waitUntil(lambda: page.data is not None, timeout=20_000)
    return Surveyor(qtbot, window)


def begin_practice(surveyor: Surveyor) -> None:
    surveyor.window.pages["today"].practise()
    surveyor.qtbot.waitUntil(lambda: surveyor.interview.view is not None, timeout=10_000)
    surveyor.settle()


def begin_case(surveyor: Surveyor, row: int = 0) -> None:
    """Household screen by keys: two adults, the table names one, Enter starts."""
    page = surveyor.window.pages["today"]
    page.select_row(row)
    page.visit()
    surveyor.type("2")
    for sex, age in (("1", "52"), ("2", "48")):
        surveyor.press(Qt.Key.Key_Return)
        surveyor.type(sex)
        surveyor.press(Qt.Key.Key_Return)
        surveyor.type(age)
    surveyor.press(Qt.Key.Key_Return)
    pane = surveyor.interview.pane
    assert isinstance(pane, HouseholdPane)
    surveyor.qtbot.waitUntil(lambda: pane.selected is not None, timeout=10_000)
    surveyor.press(Qt.Key.Key_Return)
    surveyor.qtbot.waitUntil(lambda: surveyor.interview.view is not None, timeout=10_000)
    surveyor.settle()


def go_to(surveyor: Surveyor, name: str) -> None:
    """Answer on until a screen with this question is shown."""
    person = Person(surveyor, 1)
    for _ in range(60):
        view = surveyor.view
        if any(one.path.rpartition("/")[2] == name for one in view.questions):
            return
        person.answer_screen(dict(START))
        surveyor.next()
    raise AssertionError(name)


START = {"consent": "yes", "age": 45, "disp_confirm": "yes", "years_here": 20, "comment": "挺好的"}


def read(surveyor: Surveyor, query: str) -> list[Any]:
    """Rows of the open file, read in its thread: only what was committed."""
    found: list[Any] = []
    surveyor.window.session.runner.run(
        lambda survey, _progress: survey.store.rows(query), found.append
    )
    surveyor.qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    return found[0]


def stored_answers(surveyor: Surveyor) -> dict[str, Any]:
    rows = read(surveyor, "SELECT path, value FROM draft_answer")
    return {path: json.loads(value) for path, value in rows}


def finish(surveyor: Surveyor) -> None:
    surveyor.press(Qt.Key.Key_Return)
    surveyor.qtbot.waitUntil(lambda: isinstance(surveyor.interview.pane, DonePane), timeout=10_000)


def collect(surveyor: Surveyor, stored_laptop: Path, folder: Path, monkeypatch) -> Any:
    """Send the interview home and read it as the city does."""
    page = surveyor.window.pages["today"]
    monkeypatch.setattr(files, "ask_folder", lambda *_: folder)
    page.hand_in()
    page.dialog.choose.click()
    page.dialog.write.click()
    surveyor.qtbot.waitUntil(lambda: bool(list(folder.glob("*.svp"))), timeout=20_000)
    surveyor.qtbot.waitUntil(page.dialog.write.isEnabled, timeout=20_000)
    page.dialog.reject()
    for file in stored_laptop.parent.glob("city.survey*"):
        shutil.copy(file, folder / file.name)
    with open_survey(folder / "city.survey") as city:
        result = merge_packages(city, [folder])
        assert result.new == 1
        return read_head_revisions(city.store, "jiaxing_public")[0]


def engine_record(stored_laptop: Path, digest: str, told: dict[str, Any]) -> Any:
    """What the engine records for the same answers, without a window."""
    with open_survey(stored_laptop.parent / "city.survey") as city:
        questionnaire = open_questionnaire(city, digest)
    engine = Interview(questionnaire, answers={"legal_basis": "consent"})
    for path, value in told.items():
        assert engine.answer(path, value).accepted, path
    engine.finish()
    return engine.record()


def test_the_public_form_by_keys_alone_gives_the_record_of_the_engine(
    surveyor, stored_laptop, tmp_path, monkeypatch
):
    begin_case(surveyor)
    person = Person(surveyor, 7)
    person.complete(dict(START))
    finish(surveyor)
    surveyor.press(Qt.Key.Key_Return)
    surveyor.qtbot.waitUntil(lambda: surveyor.window.pages["today"].isVisible())
    out = tmp_path / "stick"
    out.mkdir()
    revision = collect(surveyor, stored_laptop, out, monkeypatch)
    record = engine_record(stored_laptop, revision.header.questionnaire, person.told)
    assert revision.header.disposition == "1.10"
    assert revision.closed.selection["adults"] == 2
    assert revision.closed.answers == record.closed
    assert revision.free.answers == record.free


def test_an_answer_is_on_the_disk_when_saved_is_shown(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "consent")
    surveyor.type("1")
    surveyor.settle()
    assert "✓" in surveyor.interview.head.saved.text()
    assert stored_answers(surveyor)["consent"] == "yes"


def test_keys_typed_ahead_go_to_the_next_question(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "consent")
    surveyor.type("1")
    surveyor.press(Qt.Key.Key_Return)
    surveyor.type("4")  # nobody waited for the next screen
    surveyor.type("5")
    surveyor.press(Qt.Key.Key_Return)
    surveyor.settle()
    answers = stored_answers(surveyor)
    assert (answers["consent"], answers["age"]) == ("yes", 45)


def test_a_wrong_answer_is_not_left_behind_by_a_quick_enter(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "age")
    surveyor.type("999")
    surveyor.next()
    assert surveyor.view.questions[0].path == "age"
    assert not surveyor.pane.blocks[0].against.isHidden()
    assert "age" not in stored_answers(surveyor)


def test_full_width_digits_are_numbers(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "age")
    surveyor.type("４５")
    surveyor.next()
    assert stored_answers(surveyor)["age"] == 45


def test_refused_by_f6_and_not_where_the_form_forbids_it(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "consent")
    surveyor.do(Qt.Key.Key_F6)
    assert "consent" not in stored_answers(surveyor)
    go_to(surveyor, "education")
    path = surveyor.view.questions[0].path
    surveyor.do(Qt.Key.Key_F6)
    assert stored_answers(surveyor)[path] == {"special": "refused"}
    surveyor.next()
    assert surveyor.view.questions[0].path != path


def test_dont_know_by_f4(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "years_here")
    path = surveyor.view.questions[0].path
    surveyor.type("12")
    surveyor.do(Qt.Key.Key_F4)
    surveyor.next()
    assert stored_answers(surveyor)[path] == {"special": "dont_know"}


def test_choices_not_read_out_appear_only_when_asked_for(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "confidence")
    before = len(surveyor.view.questions[0].choices)
    surveyor.do(Qt.Key.Key_F7)
    choices = [one.name for one in surveyor.view.questions[0].choices]
    assert len(choices) == before + 1
    surveyor.type(str(len(choices)))
    surveyor.settle()
    assert surveyor.view.questions[0].value == "unclear"


def test_back_and_language_keep_the_answers(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "education")
    first = surveyor.pane.blocks[0].text.text()
    surveyor.do(Qt.Key.Key_F3)
    assert surveyor.pane.blocks[0].text.text() != first
    surveyor.type("3")
    surveyor.settle()
    chosen = surveyor.view.questions[0].value
    surveyor.next()
    surveyor.do(Qt.Key.Key_Backspace)
    assert surveyor.view.questions[0].value == chosen


def test_chinese_text_and_unfinished_composition_are_kept(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "comment")
    field = QApplication.focusWidget()
    assert isinstance(field, ComposingText)
    compose(field, "n", "ni", commit="你")
    compose(field, "hao", "好")  # not committed when the next button is clicked
    path = surveyor.view.questions[0].path
    surveyor.interview.keys.buttons["next"].click()
    surveyor.settle()
    assert stored_answers(surveyor)[path] == "你好"


def test_several_choices_by_digits_in_quick_succession(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "part_construction")
    for key in "124":
        surveyor.type(key)
    surveyor.type("2")
    surveyor.settle()
    picked = surveyor.view.questions[0].value
    names = [one.name for one in surveyor.view.questions[0].choices]
    assert picked == (names[0], names[3])


def test_arrows_and_enter_choose(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "consent")
    surveyor.press(Qt.Key.Key_Down)
    surveyor.next()
    assert stored_answers(surveyor)["consent"] == "yes"


def test_tab_never_takes_the_keys_off_the_only_question(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "consent")
    for _ in range(3):
        surveyor.press(Qt.Key.Key_Tab)
        surveyor.type("1")
        surveyor.settle()
        assert surveyor.view.questions[0].value == "yes"


def test_refused_belongs_to_the_line_that_has_the_keys(surveyor):
    begin_all_kinds(surveyor, "day")
    surveyor.press(Qt.Key.Key_Tab)
    surveyor.do(Qt.Key.Key_F6)
    assert stored_answers(surveyor) == {"together/hour": {"special": "refused"}}


def test_a_note_is_kept_and_shown(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "education")
    surveyor.press(Qt.Key.Key_F2)
    surveyor.type("邻居在场")
    surveyor.do(Qt.Key.Key_Return)
    assert surveyor.view.questions[0].note == "邻居在场"


def test_pause_gives_the_page_back_and_resume_stands_at_the_question(surveyor):
    begin_case(surveyor)
    go_to(surveyor, "residence")
    surveyor.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    page = surveyor.window.pages["today"]
    surveyor.qtbot.waitUntil(lambda: page.isVisible() and bool(page.data.drafts), timeout=10_000)
    assert page.data.drafts[0].question
    page.resume_last()
    surveyor.qtbot.waitUntil(lambda: surveyor.interview.view is not None, timeout=10_000)
    assert surveyor.view.questions[0].path.endswith("residence")


def test_text_being_typed_is_stored_when_the_program_is_closed(surveyor, laptop):
    begin_case(surveyor)
    go_to(surveyor, "age")
    surveyor.type("45")
    surveyor.window.close()
    with open_survey(laptop) as survey:
        rows = dict(survey.store.rows("SELECT path, value FROM draft_answer"))
    assert rows["age"] == "45"


def test_practice_keeps_nothing(surveyor):
    begin_practice(surveyor)
    Person(surveyor, 3).complete({**START, "consent": "no"})
    assert surveyor.view.kind == END
    finish(surveyor)
    assert read(surveyor, "SELECT count(*) FROM draft")[0][0] == 0
    assert read(surveyor, "SELECT count(*) FROM revision")[0][0] == 0


def test_the_jump_list_goes_to_a_question(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "sex")
    surveyor.press(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    surveyor.qtbot.waitUntil(lambda: isinstance(surveyor.interview.pane, JumpList), timeout=10_000)
    surveyor.press(Qt.Key.Key_Home)
    surveyor.next()
    assert surveyor.view.questions[0].path == "consent"


def test_the_card_shows_choices_only(surveyor):
    begin_practice(surveyor)
    go_to(surveyor, "confidence")
    surveyor.press(Qt.Key.Key_F9)
    card = surveyor.interview.pane
    assert isinstance(card, Card)
    assert len(card.lines) == len(surveyor.view.questions[0].choices)
    surveyor.press(Qt.Key.Key_Escape)
    assert surveyor.pane.question() is not None


def begin_all_kinds(surveyor: Surveyor, name: str) -> None:
    """A practice interview with the form of all kinds, at one of its questions."""
    page = surveyor.window.pages["today"]
    page.practise_form(next(one for one in page.data.forms if one.form_id == "all_kinds"))
    surveyor.qtbot.waitUntil(lambda: surveyor.interview.view is not None, timeout=10_000)
    surveyor.settle()
    for _ in range(20):
        if any(one.path.rpartition("/")[2] == name for one in surveyor.view.questions):
            return
        surveyor.next()
    raise AssertionError(name)


def test_a_grid_is_filled_row_by_row_with_digits(surveyor):
    begin_all_kinds(surveyor, "g1")
    assert surveyor.view.kind == GRID
    for key in "213":
        surveyor.type(key)
    surveyor.settle()
    assert [one.value for one in surveyor.view.questions] == ["fair", "good", "bad"]


def test_dates_times_and_decimals_of_one_screen_are_stored_together(surveyor):
    begin_all_kinds(surveyor, "day")
    surveyor.type("2026年11月3日")
    surveyor.press(Qt.Key.Key_Tab)
    surveyor.type("8:05")
    surveyor.press(Qt.Key.Key_Tab)
    surveyor.type("１２．５")
    surveyor.next()
    answers = stored_answers(surveyor)
    assert answers["together/day"] == "2026-11-03"
    assert answers["together/hour"] == "08:05"
    assert answers["together/share"] == 12.5


def test_an_unusual_answer_is_kept_only_with_a_reason(surveyor):
    begin_all_kinds(surveyor, "rooms")
    surveyor.type("40")
    surveyor.next()
    assert "rooms" not in stored_answers(surveyor)
    assert surveyor.interview.prompt.isVisible()
    surveyor.type("旅馆")
    surveyor.do(Qt.Key.Key_Return)
    assert surveyor.view.questions[0].reason == "旅馆"
    assert stored_answers(surveyor)["rooms"] == 40


def test_ranking_by_digits_is_stored_when_complete(surveyor):
    begin_all_kinds(surveyor, "order")
    surveyor.type("3")
    surveyor.type("1")
    surveyor.settle()
    assert "order" not in stored_answers(surveyor)
    surveyor.type("2")
    surveyor.settle()
    assert stored_answers(surveyor)["order"] == ["c", "a", "b"]


def test_a_long_list_is_searched_by_pinyin(surveyor):
    begin_all_kinds(surveyor, "place")
    surveyor.type("/")
    surveyor.type("tongx")
    surveyor.do(Qt.Key.Key_Return)
    assert stored_answers(surveyor)["place"] == "c6"


def test_a_repeat_takes_instances_until_told_enough(surveyor):
    begin_all_kinds(surveyor, "place")
    surveyor.next()
    for text in ("椅子", "桌子"):
        surveyor.type("1")
        surveyor.settle()
        surveyor.type(text)
        surveyor.next()
    surveyor.type("2")
    surveyor.settle()
    assert surveyor.view.questions[0].path == "last"
    answers = stored_answers(surveyor)
    assert answers["items[1]/what"] == "椅子"
    assert answers["items[2]/what"] == "桌子"
