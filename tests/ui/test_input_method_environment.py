from __future__ import annotations

import pytest

from ui.input_method.environment import prepare_input_method, tame_dbus


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, "ibus"),
        ({"QT_IM_MODULE": "fcitx"}, "fcitx;ibus"),
        ({"QT_IM_MODULE": "ibus"}, "ibus"),
        ({"QT_IM_MODULE": "xim"}, "ibus"),
        ({"QT_IM_MODULES": "compose"}, "compose"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, None),
        ({"WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "xcb"}, "ibus"),
        ({"WAYLAND_DISPLAY": "wayland-0", "QT_IM_MODULE": "fcitx"}, "fcitx;ibus"),
    ],
)
def test_an_input_method_of_this_qt_is_named(before, after):
    variables = dict(before)
    prepare_input_method(variables, "linux")
    assert variables.get("QT_IM_MODULES") == after


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_are_left_alone(platform):
    variables: dict[str, str] = {}
    prepare_input_method(variables, platform)
    assert variables == {}


def test_a_warning_of_dbus_does_not_end_the_program():
    variables = {}
    tame_dbus(variables)
    assert variables == {"DBUS_FATAL_WARNINGS": "0"}
    asked = {"DBUS_FATAL_WARNINGS": "1"}
    tame_dbus(asked)
    assert asked["DBUS_FATAL_WARNINGS"] == "1"
