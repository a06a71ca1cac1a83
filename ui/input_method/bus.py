"""A connection to the desktop's session bus that never waits for anybody.

A call names the function its answer goes to, and comes back at once; answers and signals arrive
from the event loop. Only opening the connection waits, and is therefore done in a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QObject, QSocketNotifier, Signal

Answered = Callable[[tuple[Any, ...] | None], None]
_BUS = DBusAddress(
    "/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus"
)
_TIMEOUT = 2.0


def open_bus(address: str) -> DBusConnection:
    """Connect; waits, so it is for a thread. ``OSError`` or ``ValueError`` where there is none."""
    return open_dbus_connection(address, auth_timeout=_TIMEOUT)


def names_on(connection: DBusConnection) -> frozenset[str]:
    """The names somebody owns; waits, so it is for a thread."""
    message = new_method_call(_BUS, "ListNames")
    return frozenset(connection.send_and_get_reply(message, timeout=_TIMEOUT).body[0])


class Bus(QObject):
    """Calls and signals in the interface thread."""

    heard = Signal(str, str, object)
    """Path, member and body of a signal that was asked for."""
    owner_changed = Signal(str, bool)
    """A name that is watched, and whether somebody owns it now."""
    lost = Signal()

    def __init__(self, connection: DBusConnection, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection = connection
        self._serials = count(1000)  # opening the connection took the first few
        self._answers: dict[int, Answered] = {}
        number = connection.sock.fileno()
        self._notifier = QSocketNotifier(number, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    def call(
        self,
        address: DBusAddress,
        method: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        answered: Answered | None = None,
    ) -> None:
        """Call; ``answered`` gets the body of the answer, or ``None`` for an error."""
        message = new_method_call(address, method, signature or None, body)
        serial = next(self._serials)
        if answered is not None:
            self._answers[serial] = answered
        try:
            self._connection.send(message, serial=serial)
        except OSError:
            self._hang_up()

    def listen(self, interface: str) -> None:
        """Ask for the signals of an interface."""
        self._match(MatchRule(type="signal", interface=interface))

    def watch(self, name: str) -> None:
        """Ask who owns a name from now on."""
        rule = MatchRule(type="signal", interface=_BUS.interface, member="NameOwnerChanged")
        rule.add_arg_condition(0, name)
        self._match(rule)

    def close(self) -> None:
        """Hang up; nothing is answered any more."""
        self._notifier.setEnabled(False)
        self._answers.clear()
        self._connection.close()

    def _match(self, rule: MatchRule) -> None:
        self.call(_BUS, "AddMatch", "s", (rule.serialise(),))

    def _read(self) -> None:
        while self._notifier.isEnabled():
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except OSError:
                self._hang_up()
                return
            self._take(message)

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        kind = message.header.message_type
        if kind in (MessageType.method_return, MessageType.error):
            answered = self._answers.pop(fields.get(HeaderFields.reply_serial, -1), None)
            if answered is not None:
                answered(message.body if kind is MessageType.method_return else None)
        elif kind is MessageType.signal:
            member = fields[HeaderFields.member]
            if fields.get(HeaderFields.interface) == _BUS.interface:
                if member == "NameOwnerChanged":
                    self.owner_changed.emit(message.body[0], bool(message.body[2]))
            else:
                self.heard.emit(fields[HeaderFields.path], member, message.body)

    def _hang_up(self) -> None:
        waiting = list(self._answers.values())
        self.close()
        for answered in waiting:
            answered(None)
        self.lost.emit()
