"""Keyboard journeys through the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from surveyapp.operators import Operator, Role
from surveyapp.templates import Occasion, create_jiaxing
from ui import files
from ui.pages.registry import OFFICE_PAGES


def commit(widget, text: str) -> None:
    """What an input method sends; ``keyClicks`` with Chinese aborts the interpreter."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def test_without_a_survey_the_start_page_is_shown(window):
    assert window.current_page is None
    assert window.start.isVisible()


@pytest.mark.parametrize(("number", "key"), [*enumerate(OFFICE_PAGES, 1)])
def test_every_page_opens_by_its_key_and_reads_its_data(office, qtbot, number, key):
    qtbot.keyClick(office, Qt.Key(Qt.Key.Key_0 + number % 10), Qt.KeyboardModifier.ControlModifier)
    page = office.current_page
    assert page is not None
    assert page.key == key
    qtbot.waitUntil(lambda: page.is_settled, timeout=20_000)
    assert page._sentence.text()


def test_all_pages_say_their_state_in_the_rail(office, qtbot):
    qtbot.waitUntil(
        lambda: all(office.rail.button(key).sentence for key in OFFICE_PAGES), timeout=20_000
    )
    assert office.rail.button("sampling").state == "empty"


def test_the_language_changes_everywhere_at_once(office, show, qtbot):
    page = show("sampling")
    office.session.language.apply("zh_CN")
    qtbot.waitUntil(lambda: office.rail.button("sampling").text() == "抽样")
    assert page.accessibleName() == "抽样"
    office.session.language.apply("en")
    qtbot.waitUntil(lambda: page.accessibleName() == "Sampling")


def test_the_theme_changes_at_run_time(office, show):
    show("overview")
    office.session.theme.apply("dark")
    assert office.palette().window().color().lightness() < 60
    office.session.theme.apply("light", 2.0)
    assert office.rail.width() in (400, 112)
    office.session.theme.apply("light", 1.0)


def test_the_palette_finds_an_action_by_pinyin_english_and_chinese(office, show):
    from ui.command_palette import CommandPalette

    show("sampling")
    palette = CommandPalette(office.commands(), office)
    for typed in ("zhidingchouyang", "zdcy", "sampling plan", "制定抽样"):
        palette.find(typed)
        assert palette.list.currentItem().text().startswith("Make the sampling plan"), typed
    palette.deleteLater()


def test_a_page_is_opened_from_the_palette_with_the_keyboard(office, qtbot):
    office.show_palette()
    from ui.command_palette import CommandPalette

    palette = office.findChild(CommandPalette)
    commit(palette.search, "零售")
    qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert office.current_page.key == "retail"


def test_the_sampling_journey_from_plan_to_draw(office, show, qtbot):
    page = show("sampling")
    for key, is_there in (
        ("plan", lambda: page.data is not None),
        ("synthetic", lambda: page.data.is_framed),
        ("draw", lambda: page.data.drawn > 0),
    ):
        qtbot.waitUntil(lambda: page.is_settled)
        page.run_command(key)
        qtbot.waitUntil(is_there, timeout=60_000)
    assert "households were drawn" in office.message_bar.text
    assert page.data.rows[-1].households == page.data.drawn
    qtbot.waitUntil(lambda: office.rail.button("sampling").state == "done", timeout=20_000)


def test_trouble_is_said_in_the_message_bar_with_what_to_do(
    office, show, qtbot, monkeypatch, tmp_path
):
    path = tmp_path / "sales.xlsx"
    path.write_text("not a workbook")
    monkeypatch.setattr(files, "ask_open", lambda *_: path)
    page = show("retail")
    office.message_bar.clear()
    page.run_command("import")
    qtbot.waitUntil(lambda: bool(office.message_bar.text), timeout=20_000)
    assert office.message_bar.message.kind == "trouble"
    assert office.message_bar.message.remedy
    qtbot.keyClick(office, Qt.Key.Key_Escape)
    assert office.message_bar.text == ""


@pytest.mark.parametrize("content", [b"hello", b"\x89PNG\r\n", b""])
def test_a_wrong_file_is_refused_in_words_and_left_alone(window, qtbot, tmp_path, content):
    path = tmp_path / "wrong.survey"
    path.write_bytes(content)
    window.files.open_path(path)
    qtbot.waitUntil(lambda: bool(window.message_bar.text))
    assert path.read_bytes() == content
    assert window.session.facts is None


def test_an_encrypted_survey_asks_for_its_passphrase_and_again_after_a_wrong_one(
    window, qtbot, tmp_path
):
    path = tmp_path / "closed.survey"
    operator = Operator("designer", "王芳", Role.DESIGNER)
    create_jiaxing(path, operator, Occasion("2025"), passphrase="right horse").close()
    window.files.open_path(path)
    qtbot.waitUntil(lambda: window.files.dialog is not None, timeout=20_000)
    first = window.files.dialog
    first._passphrase.setText("wrong horse")
    first.accept()
    qtbot.waitUntil(lambda: window.files.dialog is not first, timeout=20_000)
    window.files.dialog._passphrase.setText("right horse")
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        window.files.dialog.accept()
    assert window.session.facts.operator.name == "王芳"


def test_a_role_that_may_not_sees_its_buttons_greyed(window, qtbot, plain_survey):
    from surveyapp.store.operators import add_operator
    from surveyapp.survey import open_survey

    with open_survey(plain_survey) as survey:
        add_operator(survey.store, Operator("auditor", "赵六", Role.AUDITOR), "2025-01-01")
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        window.session.open_file(plain_survey, None, "赵六")
    window.show_page("sampling")
    page = window.pages["sampling"]
    qtbot.waitUntil(lambda: page.is_settled)
    assert not page.is_enabled(page.command("plan"))


def test_every_control_has_a_name_for_screen_readers(office, show):
    for key in OFFICE_PAGES:
        page = show(key)
        for kind in (QPushButton, QToolButton):
            for button in page.findChildren(kind):
                if button.isVisible():
                    assert button.accessibleName() or button.text(), (key, button)


def test_no_page_flashes_as_a_window_of_its_own(office, show):
    for key in OFFICE_PAGES:
        show(key)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [office]
