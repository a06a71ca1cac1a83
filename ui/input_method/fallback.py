"""Finds out whether fcitx 4 is what this desktop runs, after the window is there.

A thread asks the session bus; only where fcitx 4 answers (and neither fcitx5 nor ibus, which Qt
knows) is its client put to work. Where the desktop names another input method, nothing is loaded.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

from ui.session import Message, Session

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

    from ui.input_method.fcitx4 import Fcitx4

_SERVED_BY_QT = ("org.fcitx.Fcitx5", "org.freedesktop.IBus")
_DISPLAY = re.compile(r":(\d+)")


def may_be_fcitx4(variables: Mapping[str, str], platform: str) -> bool:
    """Whether fcitx 4 can be what this desktop runs: on X11, and nothing else is named."""
    if platform != "xcb" or not bus_address(variables):
        return False
    named = variables.get("QT_IM_MODULE", "")
    return named in ("", "xim", "fcitx") or "fcitx" in variables.get("QT_IM_MODULES", "").split(";")


def bus_address(variables: Mapping[str, str]) -> str:
    """Where the session bus listens; empty where there is none."""
    runtime = variables.get("XDG_RUNTIME_DIR", "")
    usual = f"unix:path={runtime}/bus" if runtime else ""
    return variables.get("DBUS_SESSION_BUS_ADDRESS", "") or usual


def plugin_folders() -> list[Path]:
    """Where Qt looks for plugins."""
    return [Path(one) for one in QCoreApplication.libraryPaths()]


def has_plugin(folders: Iterable[Path]) -> bool:
    """Whether somebody added a plugin of fcitx to Qt, which then does it better."""
    return any(
        any((one / "platforminputcontexts").glob("libfcitx*platforminputcontextplugin.so"))
        for one in folders
    )


def name_of(display: str) -> str:
    """The name fcitx 4 takes on the bus for an X display such as ``:0``."""
    found = _DISPLAY.search(display)
    return f"org.fcitx.Fcitx-{found[1] if found else 0}"


class Fallback(QObject):
    """Starts the client of fcitx 4 where it is needed, also when fcitx comes up later."""

    _connected = Signal(object, bool)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._name = ""
        self.client: Fcitx4 | None = None
        self._connected.connect(self._put_to_work)

    def look(self, variables: Mapping[str, str]) -> None:
        """Look for fcitx 4 in a thread, where it may be."""
        if may_be_fcitx4(variables, QGuiApplication.platformName()):
            self.look_at(bus_address(variables), name_of(variables.get("DISPLAY", "")))

    def look_at(self, address: str, name: str) -> None:
        """Look for a name on a bus."""
        self._name = name
        threading.Thread(target=self._ask, args=(address,), name="fcitx", daemon=True).start()

    def _ask(self, address: str) -> None:
        from ui.input_method.bus import names_on, open_bus

        try:
            connection = open_bus(address)
            names = names_on(connection)
        except (OSError, ValueError):  # no bus: then there is no fcitx either
            return
        if names.isdisjoint(_SERVED_BY_QT) and not has_plugin(plugin_folders()):
            self._connected.emit(connection, self._name in names)
        else:
            connection.close()

    def _put_to_work(self, connection: DBusConnection, is_there: bool) -> None:
        from ui.input_method.bus import Bus
        from ui.input_method.fcitx4 import Fcitx4

        self.client = Fcitx4(Bus(connection, self), self._name, self)
        self.client.switched_off.connect(self._say)
        if is_there:
            self.client.begin()

    def _say(self) -> None:
        translate = QCoreApplication.translate
        text = translate("Fallback", "The input method fcitx does not answer: letters are typed.")
        remedy = translate("Fallback", "Restart fcitx to type Chinese again.")
        self._session.say(Message("caution", text, remedy))
