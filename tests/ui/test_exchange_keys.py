"""Keys that are changed, keys that come back from the printed page, and a merge that is stopped."""

from __future__ import annotations

import pytest

from surveyapp.exchange.keys import open_keys, own_keys
from surveyapp.exchange.merging import merge_packages
from surveyapp.exchange.project_keys import make_project_keys
from surveyapp.survey import open_survey
from tests.exchange_cases import collect, make_city, make_world, state_of
from tests.ui.exchange_window import WAIT, dialog_of, drop, open_page
from ui.exchange.key_dialogs import RestoreDialog, UnlockDialog

PASSPHRASE, NEW_PASSPHRASE = "eight horses", "nine red horses"


@pytest.fixture
def locked(window, qtbot, tmp_path):
    """A city whose keys lie under a passphrase, its file, and the printed key."""
    city = make_city(tmp_path)
    made = make_project_keys(city, PASSPHRASE)
    city.close()
    return open_page(window, qtbot, city.path, "exchange"), city.path, made.recovery_identity


def unlock(page, qtbot, passphrase: str) -> None:
    page.run_command("open-keys")
    dialog = dialog_of(page, UnlockDialog, qtbot)
    dialog.field.setText(passphrase)
    dialog.accept()


def trouble_of(window, qtbot) -> str:
    """What the message bar says, once it says trouble."""
    bar = window.message_bar
    qtbot.waitUntil(lambda: bool(bar.message and bar.message.kind == "trouble"), timeout=WAIT)
    return bar.text


def restore(page, qtbot, printed: str) -> None:
    page.run_command("restore")
    dialog = dialog_of(page, RestoreDialog, qtbot)
    dialog.printed.setPlainText(printed.lower()[:30] + "\n" + printed[30:])
    for field in (dialog.field, dialog.again):
        field.setText(NEW_PASSPHRASE)
    dialog.accept()


def test_locked_keys_are_the_next_step_and_open_with_their_passphrase(locked, qtbot, window):
    page, _path, _printed = locked
    assert page.road.button.text() == page.name_of("open-keys")
    assert not page.is_enabled(page.command("merge"))
    unlock(page, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: page.is_settled and page.data.keys.are_open, timeout=WAIT)
    assert page.is_enabled(page.command("merge"))


def test_the_printed_page_brings_the_keys_back_under_a_new_passphrase(locked, qtbot, window):
    page, path, printed = locked
    restore(page, qtbot, printed)
    qtbot.waitUntil(lambda: page.is_settled and page.data.keys.are_open, timeout=WAIT)
    assert "under the new passphrase" in window.message_bar.text
    window.session.close_file()
    qtbot.waitUntil(lambda: window.current_page is None)
    again = open_page(window, qtbot, path, "exchange")
    assert not again.data.keys.are_open
    unlock(again, qtbot, PASSPHRASE)
    trouble_of(window, qtbot)
    unlock(again, qtbot, NEW_PASSPHRASE)
    qtbot.waitUntil(lambda: again.is_settled and again.data.keys.are_open, timeout=WAIT)


def test_another_surveys_page_brings_nothing_back(locked, qtbot, window, tmp_path):
    page, _path, _printed = locked
    other = make_city(tmp_path, "other")
    strange = make_project_keys(other, None).recovery_identity
    other.close()
    restore(page, qtbot, strange)
    assert "recovery" in trouble_of(window, qtbot)
    assert not page.data.keys.are_open


def test_changed_keys_have_another_fingerprint_and_still_open_what_was_sent_before(
    window, qtbot, tmp_path
):
    world = make_world(tmp_path)
    before = own_keys(world.city).recipient
    collect(world.laptop(0), world.stick(), 2)
    world.close()
    page = open_page(window, qtbot, world.city.path, "exchange")
    page.run_command("rotate")
    dialog = dialog_of(page, UnlockDialog, qtbot)
    dialog.accept()
    assert dialog.isVisible(), "the passphrase is asked for"
    dialog.field.setText(PASSPHRASE)
    dialog.accept()
    qtbot.waitUntil(lambda: "keys are changed" in window.message_bar.text, timeout=WAIT)
    drop(window, [world.stick()])
    qtbot.waitUntil(lambda: page.outcome.isVisible(), timeout=WAIT)
    assert page.outcome.sentence.text().startswith("1 packages, 2 interviews new")
    window.session.close_file()
    qtbot.waitUntil(lambda: window.current_page is None)
    with open_survey(world.city.path) as city:
        open_keys(city, PASSPHRASE)
        assert own_keys(city).recipient != before


def test_a_merge_that_is_stopped_has_changed_nothing(window, qtbot, tmp_path):
    world = make_world(tmp_path)
    laptop = world.laptop(0)
    for number in range(40):
        collect(laptop, world.stick(), 1, seed=number)
    before = state_of(world.city)
    world.close()
    page = open_page(window, qtbot, world.city.path, "exchange")
    window.session.runner.started.connect(lambda task: task.progressed.connect(stop_once(window)))
    drop(window, [world.stick()])
    bar = window.message_bar
    qtbot.waitUntil(lambda: bool(bar.text) and not window.task_bar.is_busy, timeout=WAIT)
    assert "topped" in bar.text
    assert page.outcome.isHidden()
    assert page.data.count("in", "return") == 0
    window.session.close_file()
    qtbot.waitUntil(lambda: window.current_page is None)
    with open_survey(world.city.path) as city:
        assert state_of(city) == before
        assert merge_packages(city, [world.stick()]).new == 40


def stop_once(window):
    """What a person does who sees the bar move: press Stop, if it can still be pressed."""

    def press(_done: int, _total: int, _text: str) -> None:
        button = window.task_bar.cancel
        if button.isVisible() and button.isEnabled():
            button.click()

    return press
