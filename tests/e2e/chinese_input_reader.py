"""Reads the program's window as a screen reader does: names, places and texts over D-Bus.

The program is told to offer its accessibility tree on the session bus, so nothing is added to it
for the trial, and the frozen program is read in the same way as the one from source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from jeepney import DBusAddress, DBusErrorResponse, Properties, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.e2e.chinese_input_desktop import wait_for

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = "/org/a11y/atspi/accessible/root"
_FOCUSED, _SHOWING = 12, 25
_TABLES = {"table", "tree table", "list", "tree"}
_BUS = DBusAddress(
    "/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus"
)


@dataclass(frozen=True)
class Thing:
    """One widget as it is offered to a screen reader."""

    path: str
    role: str
    name: str
    x: int
    y: int
    width: int
    height: int
    focused: bool

    @property
    def middle(self) -> tuple[int, int]:
        """Where to click."""
        return self.x + self.width // 2, self.y + self.height // 2


class Reader:
    """Speaks to one process."""

    def __init__(self, bus: str, pid: int) -> None:
        self._connection = open_dbus_connection(bus)
        self._pid = pid

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def owns(self, name: str) -> bool:
        """Whether somebody owns a name on the bus."""
        return bool(self._ask(_BUS, "NameHasOwner", "s", name)[0])

    def things(self) -> list[Thing]:
        """Everything that is shown."""
        return list(self._below(_ROOT))

    def find(self, role: str, words: str = "", place: int = 0) -> Thing:
        """The widget of that role whose name holds the words; waits for it."""
        found: list[Thing] = []

        def look() -> bool:
            found[:] = [one for one in self.things() if one.role == role and words in one.name]
            return len(found) > place

        wait_for(look, f"a {role} named {words!r}")
        return found[place]

    def shows(self, role: str, words: str = "") -> bool:
        """Whether such a widget is shown now."""
        return any(one.role == role and words in one.name for one in self.things())

    def text(self, thing: Thing) -> str:
        """What stands in a field."""
        address = self._address(thing.path, "org.a11y.atspi.Text")
        return str(self._ask(address, "GetText", "ii", 0, -1)[0])

    @cached_property
    def _name(self) -> str:
        """The unique name under which the process offers its tree."""
        found: list[str] = []

        def look() -> bool:
            found[:] = [one for one in self._of_process() if self._has_tree(one)]
            return bool(found)

        wait_for(look, "the accessibility tree of the program", 40)
        return found[0]

    def _of_process(self) -> Iterator[str]:
        for name in self._ask(_BUS, "ListNames")[0]:
            if name.startswith(":"):
                try:
                    pid = self._ask(_BUS, "GetConnectionUnixProcessID", "s", name)[0]
                except DBusErrorResponse:  # it has just gone
                    continue
                if pid == self._pid:
                    yield name

    def _has_tree(self, name: str) -> bool:
        root = DBusAddress(_ROOT, bus_name=name, interface=_ACCESSIBLE)
        try:
            return bool(self._ask(root, "GetChildren")[0])
        except DBusErrorResponse:
            return False

    def _below(self, path: str) -> Iterator[Thing]:
        try:
            children = self._ask(self._address(path, _ACCESSIBLE), "GetChildren")[0]
        except DBusErrorResponse:  # it has just gone
            return
        for _name, child in children:
            thing = self._read(child)
            if thing is not None:
                yield thing
                if thing.role not in _TABLES:
                    yield from self._below(child)

    def _read(self, path: str) -> Thing | None:
        accessible = self._address(path, _ACCESSIBLE)
        try:
            low = self._ask(accessible, "GetState")[0][0]
            role = self._ask(accessible, "GetRoleName")[0]
            if role not in ("application", "filler") and not low >> _SHOWING & 1:
                return None
            name = self._connection.send_and_get_reply(
                Properties(accessible).get("Name"), timeout=5
            )
            component = self._address(path, "org.a11y.atspi.Component")
            place = self._ask(component, "GetExtents", "u", 0)[0]
        except DBusErrorResponse:
            return None
        return Thing(path, role, name.body[0][1], *place, bool(low >> _FOCUSED & 1))

    def _address(self, path: str, interface: str) -> DBusAddress:
        return DBusAddress(path, bus_name=self._name, interface=interface)

    def _ask(self, address: DBusAddress, method: str, signature: str = "", *body: object):
        message = new_method_call(address, method, signature or None, body)
        reply = self._connection.send_and_get_reply(message, timeout=5)
        if reply.header.message_type.name == "error":
            raise DBusErrorResponse(reply)
        return reply.body
