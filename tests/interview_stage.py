"""A laptop's file with any forms, opened in the real window, with time standing still.

Time stands still so that a second engine beside the window records the very same answers.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from questionnaires.interview import Interview, InterviewContext
from questionnaires.model import Questionnaire
from surveyapp.clock import Clock
from surveyapp.fieldwork.drafts import NewInterview, start_interview
from surveyapp.fieldwork.interviewing import OpenInterview
from surveyapp.operators import Operator, Role
from surveyapp.store.questionnaires import PUBLISHED, add_questionnaire
from surveyapp.survey import LAPTOP, Survey, SurveyInfo, create_survey, open_survey
from tests.interview_cases import compose
from ui.interview.window import InterviewWindow
from ui.main_window import MainWindow

NOW = 1_790_000_000.0
SURVEYOR = Operator("surveyor-1", "surveyor", Role.SURVEYOR)
_KEYS = {
    "Return": Qt.Key.Key_Return,
    "Tab": Qt.Key.Key_Tab,
    "Home": Qt.Key.Key_Home,
    "Down": Qt.Key.Key_Down,
    "space": Qt.Key.Key_Space,
    "BackSpace": Qt.Key.Key_Backspace,
    **{f"F{n}": Qt.Key(Qt.Key.Key_F1 + n - 1) for n in range(1, 13)},
}


def still_clock() -> Clock:
    """A clock that does not move."""
    return Clock(lambda: NOW)


def make_field_file(path: Path, questionnaires: Iterable[Questionnaire]) -> Path:
    """A laptop's file with these forms, without office keys: what is finished stays readable."""
    info = SurveyInfo({"en": "synthetic", "zh": "演示数据"}, "2025", role=LAPTOP, synthetic=True)
    with create_survey(path, info, SURVEYOR, clock=still_clock()) as survey:
        for one in questionnaires:
            add_questionnaire(survey.store, one, survey.clock.iso(), state=PUBLISHED)
    return path


@dataclass
class Stage:
    """The window with one interview, and the engine beside it."""

    window: MainWindow
    interview: InterviewWindow
    opened: list[OpenInterview] = field(default_factory=list)

    def twin(self) -> Interview:
        """An engine that knows what this interview's knew when it began."""
        opened = self.opened[0]
        mine = opened.interview
        context = InterviewContext(
            datetime.fromtimestamp(NOW),
            opened.draft.surveyor,
            opened.survey.device_id.hex(),
            mine.mode,
        )
        known = {}
        if any(path == "legal_basis" for path, _ in mine.questionnaire.questions()):
            known = {"legal_basis": opened.survey.info.legal_basis}
        return Interview(
            mine.original,
            answers=known,
            context=context,
            seed=mine.session.seed,
            language=mine.language,
        )


def open_file(window: MainWindow, path: Path) -> None:
    """Open the laptop's file with the clock standing still."""
    done: list[bool] = []
    window.session.opened.connect(lambda: done.append(True))
    window.session.open_with(lambda: open_survey(path, clock=still_clock()))
    wait_until(lambda: bool(done) and window.pages["today"].data is not None, "the file")


def begin(
    window: MainWindow, digest: str, mode: str = "face_to_face", *, page: str = "today"
) -> Stage:
    """Begin an interview of somebody without an address, over a page."""
    interview = InterviewWindow(window.session)
    stage = Stage(window, interview)

    def opening(survey: Survey) -> OpenInterview:
        opened = start_interview(survey, NewInterview(digest, mode=mode, name="synthetic"))
        stage.opened.append(opened)
        return opened

    below = window.pages[page]
    interview.closed.connect(lambda _finished: below.refresh())
    interview.open_over(below)
    interview.begin(opening)
    wait_until(lambda: interview.view is not None, "the first question")
    return stage


def read_rows(window: MainWindow, query: str) -> list[Any]:
    """Rows of the open file, read in its thread: only what was committed."""
    found: list[Any] = []
    window.session.runner.run(lambda survey, _progress: survey.store.rows(query), found.append)
    wait_until(lambda: bool(found), query)
    return found[0]


def wait_until(condition: Any, what: str, seconds: float = 30) -> None:
    """Let the window work until something holds."""
    end = time.monotonic() + seconds
    while not condition():
        QApplication.processEvents()
        if time.monotonic() > end:
            raise AssertionError(f"did not happen: {what}")
        time.sleep(0.0005)


class QtHands:
    """Key events given to the widget that has the focus, without a screen."""

    def __init__(self, stage: Stage, picture: Path) -> None:
        self.interview = stage.interview
        self._picture = picture

    def press(self, *names: str) -> None:
        for name in names:
            target = QApplication.focusWidget()
            assert target is not None, f"nothing has the focus for {name}"
            if name.startswith("ctrl+"):
                key = Qt.Key(ord(name[-1].upper()))
                QTest.keyClick(target, key, Qt.KeyboardModifier.ControlModifier)
            elif name in _KEYS:
                QTest.keyClick(target, _KEYS[name])
            else:
                QTest.keyClicks(target, name)

    def type(self, text: str) -> None:
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the focus"
        if text.isascii():
            QTest.keyClicks(target, text)
        else:
            compose(target, commit=text)

    def settle(self) -> None:
        QApplication.processEvents()
        wait_until(
            lambda: not self.interview.course.is_busy and not self.interview.is_moving, "an answer"
        )

    def bring_picture(self, kind: str) -> None:
        put_into_clipboard(kind, self._picture)


def put_into_clipboard(kind: str, picture: Path) -> None:
    """As if it had been copied in another program."""
    clipboard = QGuiApplication.clipboard()
    if kind == "photo":
        clipboard.setImage(QImage(str(picture)))
    else:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(picture))])
        clipboard.setMimeData(data)


def make_picture(folder: Path) -> Path:
    """A small invented photo."""
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(0x3A7D6B)
    path = folder / "synthetic.png"
    assert image.save(str(path))
    return path
