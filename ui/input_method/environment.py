"""Chinese input on Linux: name an input method that this Qt carries, before the application.

The wheels of Qt carry ibus' plugin and none for fcitx, while most desktops set
``QT_IM_MODULE=fcitx``. fcitx5 answers on ibus' interface, so naming ibus after the desktop's own
word makes both work; a plugin that the user added still comes first.
"""

from __future__ import annotations

from collections.abc import MutableMapping

_NO_METHOD = ("xim", "simple", "none")


def tame_dbus(variables: MutableMapping[str, str]) -> None:
    """Keep the D-Bus library from ending the program where a machine has no machine-id.

    A minimal system has none, and the library's warning about it is fatal by default.
    """
    variables.setdefault("DBUS_FATAL_WARNINGS", "0")


def prepare_input_method(variables: MutableMapping[str, str], platform: str) -> None:
    """Set ``QT_IM_MODULES`` where that helps; leave the user's own choice alone."""
    if not platform.startswith("linux") or variables.get("QT_IM_MODULES"):
        return
    asked = variables.get("QT_IM_MODULE", "")
    if not asked and _is_wayland(variables):
        return  # Qt speaks Wayland's text input itself
    order = [asked] if asked and asked not in _NO_METHOD else []
    variables["QT_IM_MODULES"] = ";".join(dict.fromkeys([*order, "ibus"]))


def _is_wayland(variables: MutableMapping[str, str]) -> bool:
    plugin = variables.get("QT_QPA_PLATFORM", "").split(";")[0]
    return bool(variables.get("WAYLAND_DISPLAY")) and plugin != "xcb"
