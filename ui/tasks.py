"""The one task runner. The interface thread never touches the survey; this module's thread does.

One worker thread opens the survey, owns its writing connection and runs tasks one after another:
foreground (somebody waits) before background. While an interview is open, background tasks and
those that have a name in the task bar wait (``hold_background``), so that no merge stands between
two answers. Work that needs no file goes
to a second pool (``compute``). Results, errors and progress arrive in the interface thread.
"""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from surveyapp.errors import Cancelled
from surveyapp.progress import Progress
from ui.events import SurveyEvents

if TYPE_CHECKING:
    from surveyapp.survey import Survey

Work = Callable[["Survey", Progress], Any]
Sums = Callable[[Progress], Any]

_REPORT_EVERY_S = 0.05


class Priority(IntEnum):
    """Which task goes first."""

    FOREGROUND = 0
    BACKGROUND = 1


class NoSurveyOpen(RuntimeError):  # noqa: N818 - a bug of the window, worded for its log
    """A task that needs the survey was started while none is open."""


@dataclass(frozen=True)
class Wish:
    """How a task is to be run: what it is called, for whom, how urgent."""

    label: str = ""
    """Shown in the task bar; empty for quick reads that need no mention."""
    owner: QObject | None = None
    """Results are dropped once this object is gone."""
    priority: Priority = Priority.FOREGROUND


class Task(QObject):
    """One piece of work under way; lives in the interface thread."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)
    finished = Signal()
    _reported = Signal(int, int, str)
    _ended = Signal(object, object)

    def __init__(self, wish: Wish) -> None:
        super().__init__()
        self.wish = wish
        self.progress = Progress(self._report)
        self.is_cancelled = False
        self._reported_at = 0.0
        # Queued by hand: what listens may be a plain function, which has no thread of its own.
        self._reported.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop; it ends with ``Cancelled`` at its next step."""
        self.is_cancelled = True
        self.progress.stop()

    def end(self, result: object, trouble: BaseException | None) -> None:
        """Called from the working thread, once."""
        self._ended.emit(result, trouble)

    def _report(self, done: int, total: int, text: str) -> None:
        now = time.monotonic()
        if done >= total > 0 or now - self._reported_at >= _REPORT_EVERY_S:
            self._reported_at = now
            self._reported.emit(done, total, text)

    @Slot(object, object)
    def _deliver(self, result: object, trouble: BaseException | None) -> None:
        owner = self.wish.owner
        try:
            if owner is not None and not shiboken6.isValid(owner):
                return
            if trouble is None:
                self.succeeded.emit(result)
            else:
                self.failed.emit(trouble)
        finally:
            self.finished.emit()


class TaskRunner(QObject):
    """Runs work on the survey in its thread, and work without the survey on a pool."""

    started = Signal(object)
    finished = Signal(object)
    troubled = Signal(object)
    """An exception that no one else took care of."""
    _wrote = Signal(object)

    def __init__(self, events: SurveyEvents | None = None) -> None:
        super().__init__()
        self.events = events or SurveyEvents(self)
        self._wrote.connect(self.events.changed, Qt.ConnectionType.QueuedConnection)
        self._queue = _Queue()
        self._survey: Survey | None = None
        self._is_stopped = False
        self._alive: set[Task] = set()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="compute")
        self._thread = threading.Thread(target=self._work_off, name="survey", daemon=True)
        self._thread.start()

    def run(
        self,
        work: Work,
        on_done: Callable[[Any], None] | None = None,
        on_error: Callable[[BaseException], None] | None = None,
        *,
        wish: Wish | None = None,
    ) -> Task:
        """Run ``work(survey, progress)`` where the survey lives.

        ``on_done`` gets the result, ``on_error`` the exception (default: ``troubled``); both in
        the interface thread. Cancelled work calls neither.
        """
        task = self._task(wish or Wish(), on_done, on_error)
        job = partial(self._run_on_survey, task, work)
        self._queue.put(task.wish.priority, job, is_long=bool(task.wish.label))
        return task

    def compute(
        self,
        sums: Sums,
        on_done: Callable[[Any], None] | None = None,
        on_error: Callable[[BaseException], None] | None = None,
        *,
        wish: Wish | None = None,
    ) -> Task:
        """Run ``sums(progress)`` on the pool that has no file."""
        task = self._task(wish or Wish(), on_done, on_error)
        if self._is_stopped:  # a timer of a window that is closing
            task.cancel()
        else:
            self._pool.submit(_attempt, task, partial(sums, task.progress))
        return task

    def run_in_slices(
        self,
        portions: Callable[[Survey], Generator[None, None, Any]],
        on_done: Callable[[Any], None],
        on_error: Callable[[BaseException], None] | None = None,
        *,
        owner: QObject,
    ) -> None:
        """Run a generator in the background, one portion a task.

        Whatever the user asks for goes in between, and while an interview is open it waits.
        """
        wish = Wish("", owner, Priority.BACKGROUND)

        def begin(survey: Survey, _progress: Progress) -> object:
            return _next_portion(survey, portions(survey))

        def go_on(step: _Step) -> None:
            if step.is_last:
                on_done(step.result)
            else:
                self.run(partial(_go_on, step), go_on, on_error, wish=wish)

        self.run(begin, go_on, on_error, wish=wish)

    def open(
        self,
        opening: Callable[[], Survey],
        on_done: Callable[[Any], None],
        on_error: Callable[[BaseException], None],
        *,
        wish: Wish | None = None,
    ) -> Task:
        """Close the survey at hand and open another in the worker; ``on_done`` gets its info."""
        task = self._task(wish or Wish(), on_done, on_error)
        self._queue.put(Priority.FOREGROUND, partial(_attempt, task, partial(self._open, opening)))
        return task

    def close_survey(self, on_done: Callable[[Any], None] | None = None) -> Task:
        """Close the survey at hand once everything asked before is done."""
        task = self._task(Wish(), on_done, None)
        self._queue.put(Priority.FOREGROUND, partial(_attempt, task, self._close))
        return task

    def hold_background(self) -> None:
        """An interview begins: background and named tasks wait."""
        self._queue.hold(True)

    def release_background(self) -> None:
        """The interview is over: what waited goes on."""
        self._queue.hold(False)

    def stop(self, seconds: float = 10.0) -> None:
        """Cancel what runs, close the survey and end the thread; the window closes after this."""
        self._is_stopped = True
        for task in list(self._alive):
            task.cancel()
        self._queue.put(Priority.BACKGROUND, self._close)
        self._queue.end()
        self._thread.join(seconds)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _task(
        self,
        wish: Wish,
        on_done: Callable[[Any], None] | None,
        on_error: Callable[[BaseException], None] | None,
    ) -> Task:
        task = Task(wish)
        self._alive.add(task)
        if on_done:
            task.succeeded.connect(partial(_unless_cancelled, task, on_done))
        task.failed.connect(partial(self._report_failure, task, on_error))
        task.finished.connect(partial(self._forget, task))
        if wish.label:
            self.started.emit(task)
        return task

    def _report_failure(
        self,
        task: Task,
        on_error: Callable[[BaseException], None] | None,
        trouble: BaseException,
    ) -> None:
        if isinstance(trouble, Cancelled):
            if not task.wish.label:
                return  # replaced by a newer read: nobody needs to know
        elif on_error:
            on_error(trouble)
            return
        self.troubled.emit(trouble)

    def _forget(self, task: Task) -> None:
        self._alive.discard(task)
        if task.wish.label:
            self.finished.emit(task)

    def _work_off(self) -> None:
        while (job := self._queue.take()) is not None:
            job()

    def _run_on_survey(self, task: Task, work: Work) -> None:
        _attempt(task, partial(self._with_survey, task, work))
        if self._survey is not None:
            touched = self._survey.store.take_touched()
            if touched:
                self._wrote.emit(touched)

    def _with_survey(self, task: Task, work: Work) -> object:
        if self._survey is None:
            raise NoSurveyOpen
        return work(self._survey, task.progress)

    def _open(self, opening: Callable[[], Survey]) -> object:
        survey = opening()  # the survey at hand stays open if this one cannot be opened
        self._close()
        self._survey = survey
        survey.store.take_touched()
        return survey.path, survey.info, survey.operator

    def _close(self) -> None:
        if self._survey is not None:
            from surveyapp.fieldwork.backups import close_survey

            survey, self._survey = self._survey, None
            close_survey(survey)


@dataclass(frozen=True)
class _Step:
    """One portion of sliced work: the rest of it, or its result."""

    survey: Survey
    rest: Generator[None, None, Any]
    is_last: bool = False
    result: Any = None


def _next_portion(survey: Survey, rest: Generator[None, None, Any]) -> _Step:
    try:
        next(rest)
    except StopIteration as end:
        return _Step(survey, rest, is_last=True, result=end.value)
    return _Step(survey, rest)


def _go_on(step: _Step, survey: Survey, _progress: Progress) -> _Step:
    if survey is not step.survey:
        raise Cancelled  # another survey was opened in the meantime
    return _next_portion(survey, step.rest)


def open_path(path: Path, passphrase: str | None, operator: str) -> Survey:
    """Open a survey file; imported here, because it runs in the worker after the first paint."""
    from surveyapp.survey import open_survey

    return open_survey(path, passphrase=passphrase, operator=operator)


def _attempt(task: Task, work: Callable[[], object]) -> None:
    """Run work and hand over whatever comes out: an exception must not leave its thread."""
    try:
        task.progress.check()
        result = work()
    except BaseException as trouble:  # noqa: BLE001 - the border between two threads
        task.end(None, trouble)
    else:
        task.end(result, None)


def _unless_cancelled(task: Task, on_done: Callable[[Any], None], result: object) -> None:
    if not task.is_cancelled:
        on_done(result)


class _Queue:
    """Jobs by priority, then in the order they came; background and long ones can be held back."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._jobs: list[tuple[int, int, bool, Callable[[], None]]] = []
        self._numbers = itertools.count()
        self._held = False
        self._ending = False

    def put(self, priority: Priority, job: Callable[[], None], *, is_long: bool = False) -> None:
        with self._condition:
            heapq.heappush(self._jobs, (int(priority), next(self._numbers), is_long, job))
            self._condition.notify()

    def hold(self, held: bool) -> None:
        with self._condition:
            self._held = held
            self._condition.notify()

    def end(self) -> None:
        """Let what is queued run, and then no more."""
        with self._condition:
            self._ending = True
            self._held = False
            self._condition.notify()

    def take(self) -> Callable[[], None] | None:
        """The next job, waiting for one; ``None`` when all is done and no more will come."""
        with self._condition:
            while (chosen := self._first()) is None:
                if self._ending and not self._jobs:
                    return None
                self._condition.wait()
            self._jobs.remove(chosen)
            heapq.heapify(self._jobs)
            return chosen[3]

    def _first(self) -> tuple[int, int, bool, Callable[[], None]] | None:
        if not self._held:
            return self._jobs[0] if self._jobs else None
        quick = (one for one in self._jobs if one[0] == Priority.FOREGROUND and not one[2])
        return min(quick, key=lambda one: one[:2], default=None)
