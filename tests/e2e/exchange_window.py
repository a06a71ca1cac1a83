"""The real window as a process of its own, with an eye: it tells where things stand on the screen.

It is asked by lines on its standard input (JSON) and answers on its standard output. It presses
nothing itself: mouse and keys come from the X server.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ui.main import Wanted, make_window


class Eye(QObject):
    """Answers in the interface thread; asked from the thread that reads the input."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._answer, Qt.ConnectionType.BlockingQueuedConnection)

    @Slot(object)
    def _answer(self, question: dict[str, Any]) -> None:
        question["answer"] = getattr(self, f"see_{question['see']}")(question.get("what", ""))

    def see_place(self, what: str) -> list[int] | None:
        """The middle of a button or field that can be used now, by its words."""
        found = [one for one in _widgets() if what in _words(one) and one.isEnabled()]
        exact = [one for one in found if what in _first_words(one)] or found
        # A dialog's own before what stands behind it.
        modal = QApplication.activeModalWidget()
        inside = [one for one in exact if modal is None or modal.isAncestorOf(one)]
        if not inside:
            return None
        widget = inside[0]
        # A tick box takes clicks on its box and words only, however wide it stands.
        across = widget.height() // 2 if isinstance(widget, QCheckBox) else widget.width() // 2
        middle = widget.mapToGlobal(QPoint(across, widget.height() // 2))
        return [middle.x(), middle.y()]

    def see_text(self, what: str) -> str:
        """The first label that has these words in it."""
        texts = [one.text() for one in _all() if isinstance(one, QLabel) and one.isVisible()]
        return next((text for text in texts if what in text), "")

    def see_labels(self, _what: str) -> list[str]:
        """Every label on the screen."""
        return [one.text() for one in _all() if isinstance(one, QLabel) and one.isVisible()]

    def see_files(self, _what: str) -> bool:
        """Whether a dialog for files stands open and takes what is typed."""
        active = QApplication.activeWindow()
        return isinstance(active, QFileDialog) and active.isVisible()

    def see_window(self, _what: str) -> str:
        """The title of the active window."""
        active = QApplication.activeWindow()
        return active.windowTitle() if active else ""


def main() -> None:
    """Show the window; end when the input does."""
    language, theme, scale = sys.argv[1:4]
    application = QApplication(sys.argv[:1])
    window = make_window(application, Wanted(None, language, theme))
    window.session.theme.apply(theme, float(scale))
    window.session.crashed.connect(_say_crash)
    window.show()
    eye = Eye()
    thread = threading.Thread(target=_listen, args=(eye, application), daemon=True)
    thread.start()
    application.exec()


def _listen(eye: Eye, application: QApplication) -> None:
    for line in sys.stdin:
        question = json.loads(line)
        eye.asked.emit(question)
        sys.stdout.write(json.dumps(question["answer"], ensure_ascii=False) + "\n")
        sys.stdout.flush()
    application.quit()


def _say_crash(trouble: BaseException) -> None:
    sys.stderr.write(f"crash: {trouble!r}\n")


def _all() -> Iterator[QWidget]:
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            yield from top.findChildren(QWidget)


def _widgets() -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
    return [one for one in _all() if isinstance(one, kinds) and one.isVisible()]


def _first_words(widget: QWidget) -> tuple[str, ...]:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return (text.replace("&", ""), widget.accessibleName())


def _words(widget: QWidget) -> str:
    return " ".join((*_first_words(widget), widget.toolTip(), _place_held(widget)))


def _place_held(widget: QWidget) -> str:
    return widget.placeholderText() if isinstance(widget, QLineEdit) else ""


if __name__ == "__main__":
    main()
