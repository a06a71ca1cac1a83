"""The client of fcitx 4, spoken to by what stands for the bus and for fcitx (Linux only)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.ui.fcitx4_stand_in import NAME, StandIn
from ui.input_method.composition import composition_of
from ui.input_method.fallback import Fallback, bus_address, has_plugin, may_be_fcitx4, name_of
from ui.input_method.keys import key_event

_F2 = 0xFFBF


@pytest.fixture
def fcitx(tmp_path):
    made = StandIn(tmp_path)
    yield made
    made.close()


@pytest.fixture
def form(qtbot, window):
    """Two fields and a button that takes no focus."""
    made = QWidget()
    layout = QVBoxLayout(made)
    made.first, made.second, made.password = QLineEdit(), QLineEdit(), QLineEdit()
    made.password.setEchoMode(QLineEdit.EchoMode.Password)
    for one in (made.first, made.second, made.password, QPushButton("next")):
        layout.addWidget(one)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.first.setFocus()
    return made


@pytest.fixture
def fallback(qtbot, window, fcitx, form):
    """The client, connected."""
    made = Fallback(window.session, form)
    made.look_at(fcitx.address, NAME)
    qtbot.waitUntil(lambda: made.client is not None and made.client.is_on)
    qtbot.waitUntil(lambda: bool(fcitx.told("FocusIn")))
    return made


@pytest.fixture
def press(qtbot, form):
    """Press keys as X delivers them: to the window, with their X names."""

    def go(*keysyms: int | str) -> None:
        for one in keysyms:
            keysym = ord(one) if isinstance(one, str) else one
            text = one if isinstance(one, str) else ""
            key = ord(text.upper()) if text else Qt.Key.Key_F2
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                none = Qt.KeyboardModifier.NoModifier
                event = QKeyEvent(kind, int(key), none, 38, keysym, 0, text)
                QApplication.sendEvent(QApplication.focusWindow(), event)

    return go


def settled(fallback: Fallback) -> bool:
    return not fallback.client._keys


def test_pinyin_becomes_chinese(qtbot, fallback, form, press):
    press(*"nihao")
    qtbot.waitUntil(lambda: composition_of(form.first).text == "你好")
    assert form.first.text() == ""
    press(" ")
    qtbot.waitUntil(lambda: form.first.text() == "你好")
    assert composition_of(form.first).text == ""


def test_what_fcitx_does_not_take_is_typed_in_order(qtbot, fallback, form, press):
    press(*"12A 3")
    qtbot.waitUntil(lambda: form.first.text() == "12A 3")


def test_a_letter_that_is_forwarded_is_typed(qtbot, fallback, fcitx, form, press):
    fcitx.forwards = "q"
    press("q")
    qtbot.waitUntil(lambda: form.first.text() == "q")


def test_unfinished_composition_stays_when_another_field_is_entered(
    qtbot, fallback, fcitx, form, press
):
    press(*"nihao")
    qtbot.waitUntil(lambda: composition_of(form.first).text == "你好")
    form.second.setFocus()
    assert form.first.text() == "你好"
    press(*"nihao ")
    qtbot.waitUntil(lambda: form.second.text() == "你好")
    assert form.first.text() == "你好"
    assert fcitx.told("Reset")


def test_a_click_takes_the_composition_before_the_button_acts(qtbot, fallback, form, press):
    press(*"nihao")
    qtbot.waitUntil(lambda: composition_of(form.first).text == "你好")
    button = form.findChild(QPushButton)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    seen: list[str] = []
    button.clicked.connect(lambda: seen.append(form.first.text()))
    handle = form.windowHandle()
    place = button.mapTo(form, button.rect().center())
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert seen == ["你好"]


def test_function_keys_go_to_fcitx_while_composing(qtbot, fallback, fcitx, form, press):
    press("n", _F2)
    qtbot.waitUntil(lambda: settled(fallback))
    override = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier
    )
    override.ignore()
    QApplication.sendEvent(form.windowHandle(), override)
    assert override.isAccepted()
    assert _F2 in [body[0] for body in fcitx.told("ProcessKeyEvent")]
    assert composition_of(form.first).text == "年"


def test_a_password_is_never_shown_to_fcitx(qtbot, fallback, fcitx, form, press):
    form.password.setFocus()
    press(*"nihao")
    assert form.password.text() == "nihao"
    assert not fcitx.told("ProcessKeyEvent")


def test_a_hanging_fcitx_loses_no_letter_and_is_switched_off_with_a_message(
    qtbot, fallback, fcitx, form, press, window
):
    said = []
    window.session.said.connect(said.append)
    fcitx.hangs = True
    press(*"abcde")
    qtbot.waitUntil(lambda: form.first.text() == "abcde", timeout=3_000)
    assert not fallback.client.is_on
    assert [one.kind for one in said] == ["caution"]
    fcitx.wake()  # its late answers change nothing any more
    press("f")
    qtbot.wait(50)
    assert form.first.text() == "abcdef"


def test_one_slow_answer_types_the_letter_once(qtbot, fallback, fcitx, form, press):
    fcitx.hangs = True
    press("n")
    qtbot.waitUntil(lambda: form.first.text() == "n", timeout=2_000)
    fcitx.wake()
    qtbot.wait(50)
    assert (form.first.text(), composition_of(form.first).text) == ("n", "")
    assert fallback.client.is_on


def test_fcitx_may_go_and_come_back(qtbot, fallback, fcitx, form, press):
    fcitx.own(False)
    qtbot.waitUntil(lambda: not fallback.client.is_on)
    press("a")
    assert form.first.text() == "a"
    fcitx.own(True)
    qtbot.waitUntil(lambda: fallback.client.is_on)
    press(*"nihao ")
    qtbot.waitUntil(lambda: form.first.text() == "a你好")


def test_a_bus_that_goes_away_leaves_plain_letters(qtbot, fallback, fcitx, form, press):
    fcitx.close()
    qtbot.waitUntil(lambda: not fallback.client.is_on)
    press("a")
    assert form.first.text() == "a"


def test_where_fcitx5_or_ibus_answers_the_client_stays_away(qtbot, tmp_path, window, form):
    for number, other in enumerate(("org.fcitx.Fcitx5", "org.freedesktop.IBus")):
        folder = tmp_path / str(number)
        folder.mkdir()
        bus = StandIn(folder, (NAME, other))
        made = Fallback(window.session, form)
        made.look_at(bus.address, NAME)
        qtbot.waitUntil(lambda bus=bus: bool(bus.told("ListNames")))
        qtbot.wait(50)
        assert made.client is None
        bus.close()


@pytest.mark.parametrize(
    ("variables", "platform", "expected"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "xcb", True),
        ({}, "xcb", True),
        ({"QT_IM_MODULE": "ibus", "QT_IM_MODULES": "ibus"}, "xcb", False),
        ({"QT_IM_MODULES": "compose"}, "xcb", True),
        ({"QT_IM_MODULE": "fcitx"}, "wayland", False),
        ({"QT_IM_MODULE": "fcitx"}, "offscreen", False),
    ],
)
def test_it_is_looked_for_only_where_it_can_be(variables, platform, expected):
    bus = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
    assert may_be_fcitx4({**bus, **variables}, platform) is expected
    assert not may_be_fcitx4(variables, platform)


def test_a_plugin_that_somebody_added_to_qt_is_noticed(tmp_path):
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    (folder / "libibusplatforminputcontextplugin.so").touch()
    assert not has_plugin([tmp_path])
    (folder / "libfcitx5platforminputcontextplugin.so").touch()
    assert has_plugin([tmp_path])


def test_the_bus_and_the_name_follow_the_desktop():
    assert bus_address({"XDG_RUNTIME_DIR": "/run/user/1000"}) == "unix:path=/run/user/1000/bus"
    assert [name_of(one) for one in (":0", ":12.0", "host:3")] == [
        f"org.fcitx.Fcitx-{n}" for n in (0, 12, 3)
    ]


def test_forwarded_keys_mean_what_x_means():
    enter, letter, rare = (
        key_event(0xFF0D, 0, 0),
        key_event(ord("q"), 5, 0),
        key_event(0xFFE1, 0, 0),
    )
    assert (enter.key(), enter.text()) == (Qt.Key.Key_Return, "\r")
    assert letter.key() == Qt.Key.Key_Q
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    assert letter.modifiers() == both
    assert rare is None
    assert key_event(0x01004F60, 0, 0).text() == "你"
