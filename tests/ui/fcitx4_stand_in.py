"""A session bus with fcitx 4 on it, for tests: the two outside programs in one small thread.

It speaks D-Bus over a socket of its own and knows one word: ``nihao`` and a space give 你好. What
it shows, takes and forwards follows fcitx 4.2, as tried with the real one by
``tests/e2e/chinese_input.py``. ``hangs`` keeps it from answering keys.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from itertools import count
from pathlib import Path
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    Parser,
    new_error,
    new_method_return,
    new_signal,
)

NAME = "org.fcitx.Fcitx-7"
_SPACE, _BACKSPACE, _ESCAPE, _RELEASED = 0x20, 0xFF08, 0xFF1B, 1


class StandIn:
    """Listens until it is closed; one client at a time."""

    def __init__(self, folder: Path, names: tuple[str, ...] = (NAME,)) -> None:
        self.address = f"unix:path={folder / 'bus'}"
        self.names = names
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.hangs = False
        self.forwards = ""
        """A letter that comes back by ``ForwardKey``."""
        self._letters = ""
        self._serials = count(1)
        self._client: socket.socket | None = None
        self._late: list[Message] = []
        self._lock = threading.Lock()
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(str(folder / "bus"))
        self._server.listen()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Hang up."""
        for one in (self._client, self._server):
            if one is not None:
                with contextlib.suppress(OSError):  # the other side was quicker
                    one.shutdown(socket.SHUT_RDWR)
                one.close()
        self._thread.join(5)

    def told(self, method: str) -> list[tuple[Any, ...]]:
        """What a method was called with, call by call."""
        return [body for name, body in list(self.calls) if name == method]

    def wake(self) -> None:
        """Stop hanging, and answer now what was asked meanwhile."""
        self.hangs = False
        late, self._late = self._late, []
        for message in late:
            self._answer(message)

    def own(self, is_owned: bool) -> None:
        """Come up or go away, as the bus tells it."""
        body = (NAME, "" if is_owned else ":1.7", ":1.7" if is_owned else "")
        bus = DBusAddress("/org/freedesktop/DBus", interface="org.freedesktop.DBus")
        self._send(new_signal(bus, "NameOwnerChanged", "sss", body))

    def _serve(self) -> None:
        try:
            self._client, _address = self._server.accept()
            self._greet()
            parser = Parser()
            while data := self._client.recv(4096):
                parser.add_data(data)
                while (message := parser.get_next_message()) is not None:
                    self._take(message)
        except OSError:  # closed
            return

    def _greet(self) -> None:
        assert self._client is not None
        said = b""
        while not said.endswith(b"BEGIN\r\n"):
            said += self._client.recv(1)
            if said.endswith(b"\r\n") and not said.endswith(b"BEGIN\r\n"):
                self._client.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")

    def _take(self, message: Message) -> None:
        member = message.header.fields[HeaderFields.member]
        self.calls.append((member, message.body))
        if self.hangs and member == "ProcessKeyEvent":
            self._late.append(message)
        else:
            self._answer(message)

    def _answer(self, message: Message) -> None:
        member, body = message.header.fields[HeaderFields.member], message.body
        if member == "Hello":
            self._send(new_method_return(message, "s", (":1.1",)))
        elif member == "ListNames":
            self._send(new_method_return(message, "as", ([*self.names, ":1.1"],)))
        elif member == "CreateICv3":
            self._send(new_method_return(message, "ibuuuu", (5, True, 0, 0, 0, 0)))
        elif member == "ProcessKeyEvent":
            taken = int(self._take_key(body[0], body[3] == _RELEASED))
            self._send(new_method_return(message, "i", (taken,)))
        elif member in _SILENT:
            if member in ("Reset", "FocusOut"):
                self._letters = ""
            self._send(new_method_return(message))
        else:
            self._send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))

    def _take_key(self, keysym: int, released: bool) -> bool:
        if released:
            return False
        if self.forwards and keysym == ord(self.forwards):
            self._signal("ForwardKey", "uui", (keysym, 0, 0))
            return True
        if keysym == _SPACE and self._letters:
            self._signal("CommitString", "s", ("你好" if self._letters == "nihao" else "字",))
            self._letters = ""
        elif keysym in (_BACKSPACE, _ESCAPE) and self._letters:
            self._letters = self._letters[:-1] if keysym == _BACKSPACE else ""
        elif ord("a") <= keysym <= ord("z"):
            self._letters += chr(keysym)
        else:
            return bool(self._letters)
        parts = [("年" if len(self._letters) < 5 else "你好", 0)] if self._letters else []
        self._signal("UpdateFormattedPreedit", "a(si)i", (parts, 3 * bool(parts)))
        return True

    def _signal(self, member: str, signature: str, body: tuple[Any, ...]) -> None:
        address = DBusAddress("/inputcontext_5", interface="org.fcitx.Fcitx.InputContext")
        self._send(new_signal(address, member, signature, body))

    def _send(self, message: Message) -> None:
        assert self._client is not None
        assert message.header.message_type is not MessageType.method_call
        with self._lock:
            self._client.sendall(message.serialise(serial=next(self._serials)))


_SILENT = frozenset(
    {"AddMatch", "EnableIC", "SetCapacity", "FocusIn", "FocusOut", "SetCursorRect", "Reset"}
)
