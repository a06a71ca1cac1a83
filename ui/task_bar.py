"""What is running: its name, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from ui.notice import label
from ui.tasks import Task


class TaskBar(QWidget):
    """Shows the oldest task that runs; hidden where none does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tasks")
        self._tasks: list[Task] = []
        self._name = label()
        self._step = label("", "small")
        self.bar = QProgressBar()
        self.bar.setFixedWidth(240)
        self.bar.setTextVisible(False)
        self.cancel = QPushButton()
        self.cancel.clicked.connect(self.stop_task)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 12, 4)
        row.setSpacing(12)
        row.addWidget(self._name)
        row.addWidget(self.bar)
        row.addWidget(self._step, 1)
        row.addWidget(self.cancel)
        self.retranslate()
        self.hide()

    @property
    def is_busy(self) -> bool:
        """Whether something runs."""
        return bool(self._tasks)

    @Slot(object)
    def add(self, task: Task) -> None:
        """Show a task until it ends."""
        self._tasks.append(task)
        task.progressed.connect(self._on_progress)
        self._update()

    @Slot(object)
    def remove(self, task: Task) -> None:
        """Show it no longer."""
        if task in self._tasks:
            self._tasks.remove(task)
        self._update()

    @Slot()
    def stop_task(self) -> None:
        """Ask the task shown to stop (Esc does the same)."""
        if self._tasks:
            self._tasks[0].cancel()
            self.cancel.setEnabled(False)

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.cancel.setText(self.tr("Stop"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    @Slot(int, int, str)
    def _on_progress(self, done: int, total: int, text: str) -> None:
        if not self._tasks or self.sender() is not self._tasks[0]:
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        count = f"{done:,} / {total:,}" if total else ""
        self._step.setText(f"{text} {count}".strip())

    def _update(self) -> None:
        if not self._tasks:
            self.hide()
            return
        self._name.setText(self._tasks[0].wish.label)
        self.bar.setAccessibleName(self._tasks[0].wish.label)
        self.bar.setRange(0, 0)
        self._step.setText("")
        self.cancel.setEnabled(not self._tasks[0].is_cancelled)
        self.show()
