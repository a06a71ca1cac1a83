"""What happens to a bug: log, then a dialog with details to copy; the program goes on.

The hook runs in whatever thread failed, so it only logs and emits a signal; the dialog is built
in the interface thread.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QSysInfo,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

logger = logging.getLogger("surveyapp.ui")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashReporter(QObject):
    """Hears of uncaught exceptions from every thread and shows each once."""

    crashed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dialog: CrashDialog | None = None
        self.crashed.connect(self.show_crash, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over ``sys.excepthook``, that of threads, and Qt's messages."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook
        qInstallMessageHandler(log_qt_message)

    def report(self, trouble: BaseException) -> None:
        """Log a bug and show it; may be called from any thread."""
        logger.error("uncaught", exc_info=trouble)
        self.crashed.emit(trouble)

    @Slot(object)
    def show_crash(self, trouble: BaseException) -> None:
        """Show the dialog, unless one is open already: bugs come in swarms."""
        if self.dialog is not None and self.dialog.isVisible():
            return
        self.dialog = CrashDialog(details(trouble))
        self.dialog.open()

    def _hook(
        self, kind: type[BaseException], trouble: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, trouble, trace)
            return
        self.report(trouble)

    def _thread_hook(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self.report(arguments.exc_value)


class CrashDialog(QDialog):
    """Says that the program has a fault, what it means for the data, and lets details be copied."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("A fault in the program"))
        self.setMinimumSize(560, 400)
        said = QLabel(
            self.tr(
                "The last step could not be finished because of a fault in the program. What was "
                "saved before stays saved. You can go on working; if it happens again, restart "
                "the program."
            )
        )
        said.setWordWrap(True)
        caution = QLabel(
            self.tr(
                "Please send the details below to whoever looks after the program. Read them "
                "first: the last line may quote a value from the survey."
            )
        )
        caution.setWordWrap(True)
        caution.setProperty("role", "faint")
        self.details = QPlainTextEdit(text)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(self.tr("Details"))
        self._build_buttons(said, caution)

    def _build_buttons(self, said: QLabel, caution: QLabel) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copying = buttons.addButton(self.tr("Copy details"), QDialogButtonBox.ButtonRole.ActionRole)
        copying.clicked.connect(self.copy_details)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        for widget in (said, caution, self.details, buttons):
            layout.addWidget(widget)

    @Slot()
    def copy_details(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.details.toPlainText())


def details(trouble: BaseException) -> str:
    """The exception with its trace and the versions that matter."""
    system = f"{QSysInfo.prettyProductName()}, Qt {qVersion()}, Python {sys.version.split()[0]}"
    return f"{system}\n\n{''.join(traceback.format_exception(trouble))}".strip()


def log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """Send Qt's own messages to the log."""
    category = context.category or "qt"  # pyright: ignore[reportAttributeAccessIssue]
    logger.log(_LEVELS.get(kind, logging.WARNING), "Qt %s: %s", category, message)
