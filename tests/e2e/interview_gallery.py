"""Pictures of every kind of screen a surveyor meets, to be looked at after a change.

    python -m tests.e2e.interview_gallery FOLDER [--scales 1,2] [--themes dark] [--languages en]

An invented surveyor goes through the real window by keys, once for each language, theme and size
of text, at 1366x768: today's page, household and visits, telephone, an interview of each kind of
question, card, list, note, end and withdrawal code, and a paper form keyed twice.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from surveyapp.store.contacts import Contact, write_contacts
from surveyapp.survey import Survey, open_survey
from tests.interview_cases import Person, Surveyor, make_laptop
from tests.interview_stage import wait_until
from ui.interview.ending import DonePane, EndPane
from ui.interview.household import HouseholdPane
from ui.interview.keyings import KeyingsPane
from ui.interview.view import END
from ui.main import Wanted, make_window
from ui.main_window import MainWindow
from ui.pages.today_cards import KeyedCard

_CONTROL = Qt.KeyboardModifier.ControlModifier
_ANSWERS = {"consent": "yes", "age": 45, "disp_confirm": "yes", "years_here": 20}
_SIZE = (1366, 768)


class _Waiting:
    """What ``Surveyor`` waits with; here without a test runner."""

    def waitUntil(self, condition: Callable[[], bool], timeout: int) -> None:
        wait_until(condition, "what was asked for", timeout / 1000)


@dataclass
class Camera:
    """Keeps what the window shows, numbered, under the name of what it is."""

    window: MainWindow
    folder: Path
    taken: int = 0

    def keep(self, name: str) -> None:
        for _ in range(3):
            QApplication.processEvents()
        self.taken += 1
        self.window.grab().save(str(self.folder / f"{self.taken:02d}-{name}.png"))


class Walk:
    """One surveyor's day in one language, theme and size of text."""

    def __init__(self, window: MainWindow, camera: Camera) -> None:
        self.window = window
        self.camera = camera
        self.surveyor = Surveyor(_Waiting(), window)
        self.person = Person(self.surveyor, 5)

    def go(self) -> None:
        """All of it."""
        self.camera.keep("today")
        self._visits()
        self._public()
        self._views()
        self._numbers()
        self._end()
        self._all_kinds()
        self._repeats_and_photos()
        self._paper()

    def _visits(self) -> None:
        pane = self._open_case(2)
        self.camera.keep("household-empty")
        pane.attempt.result.setFocus()
        pane.ensureWidgetVisible(pane.attempt)
        self.camera.keep("visit-disposition")
        pane.mode.setCurrentIndex(pane.mode.findData("telephone"))
        pane.attempt.result.setCurrentIndex(pane.attempt.result.findData("5.10"))
        pane.attempt.appointment.setText("2026-11-24 19:30")
        pane.attempt.appointment.setFocus()
        pane.verticalScrollBar().setValue(0)
        self.camera.keep("telephone")
        pane.ensureWidgetVisible(pane.attempt)
        self.camera.keep("telephone-call")
        self.surveyor.press(Qt.Key.Key_Return)
        wait_until(lambda: self.window.pages["today"].isVisible(), "today")
        pane = self._open_case(1)
        self._type_adults(birthdays=True)
        wait_until(lambda: pane.selected is not None, "the selection")
        self.camera.keep("household-last-birthday")
        self.surveyor.press(Qt.Key.Key_Escape)
        wait_until(lambda: self.window.pages["today"].isVisible(), "today")

    def _public(self) -> None:
        pane = self._open_case(0)
        self._type_adults(birthdays=False)
        wait_until(lambda: pane.selected is not None, "the selection")
        self.camera.keep("household-kish")
        self._begin(lambda: self.surveyor.press(Qt.Key.Key_Return))
        self.camera.keep("notice")
        self._reach("consent")
        self.camera.keep("consent")
        self._reach("age")
        self.surveyor.type("45")
        self.camera.keep("number")
        self.surveyor.next()
        self._reach("district")
        self.surveyor.type("3")
        self.surveyor.settle()
        self.camera.keep("one-choice")
        self.surveyor.next()
        self._reach("occupation")
        self.camera.keep("one-choice-many")
        self._reach("part_construction")
        for key in ("1", "3"):
            self.surveyor.type(key)
        self.surveyor.press(Qt.Key.Key_Down)
        self.surveyor.settle()
        self.camera.keep("several-choices-aimed")
        self.surveyor.do(Qt.Key.Key_F9)
        self.camera.keep("card")
        self.surveyor.do(Qt.Key.Key_Escape)
        self.surveyor.next()

    def _views(self) -> None:
        self._reach("sat_air")
        for key in "123":
            self.surveyor.type(key)
        self.surveyor.settle()
        self.surveyor.do(Qt.Key.Key_F7)
        self.surveyor.type("5")
        self.surveyor.settle()
        self.camera.keep("grid-with-one-not-read-out")
        self._reach("confidence")
        self.surveyor.do(Qt.Key.Key_F7)
        self.camera.keep("not-read-out")
        self.surveyor.press(Qt.Key.Key_F2)
        self.surveyor.type("受访者说得很快")
        self.camera.keep("note")
        self.surveyor.do(Qt.Key.Key_Return)

    def _numbers(self) -> None:
        self._reach("disp_bag")
        self.surveyor.do(Qt.Key.Key_F4)
        self.camera.keep("number-not-known")
        self.surveyor.next()
        self.surveyor.press(Qt.Key.Key_J, _CONTROL)
        wait_until(lambda: self.surveyor.interview.turn is not self.surveyor.interview.asking, "")
        self.camera.keep("jump-list")
        self.surveyor.do(Qt.Key.Key_Escape)

    def _end(self) -> None:
        self.surveyor.press(Qt.Key.Key_P, _CONTROL)
        page = self.window.pages["today"]
        wait_until(lambda: page.isVisible() and bool(page.data.drafts), "the draft")
        self.camera.keep("today-with-a-draft")
        self._begin(page.resume_last)
        self._reach("comment")
        self.surveyor.type("希望河道两侧多种树")
        self.camera.keep("text")
        self.surveyor.next()
        self.person.complete(dict(_ANSWERS))
        self.camera.keep("summary")
        self._finish()
        self.camera.keep("withdrawal-code")
        self._close()

    def _all_kinds(self) -> None:
        page = self.window.pages["today"]
        form = next(one for one in page.data.forms if one.form_id == "all_kinds")
        self._begin(lambda: page.practise_form(form))
        self.surveyor.next()
        self.surveyor.type("2026-11-3")
        self.camera.keep("date-time-number-together")
        self.surveyor.next()
        self._reach("rooms")
        self.surveyor.type("40")
        self.surveyor.next()
        self.camera.keep("soft-check")
        self.surveyor.type("大杂院")
        self.surveyor.do(Qt.Key.Key_Return)
        self.camera.keep("soft-check-confirmed")
        self.surveyor.next()
        self._reach("order")
        self.surveyor.type("31")
        self.camera.keep("rank")
        self.surveyor.type("2")
        self.surveyor.settle()
        self.surveyor.next()
        self._reach("place")
        self.surveyor.type("/")
        self.surveyor.type("jia")
        self.camera.keep("choice-search")
        self.surveyor.do(Qt.Key.Key_Return)

    def _repeats_and_photos(self) -> None:
        page = self.window.pages["today"]
        self._reach("items")
        self.camera.keep("repeat-more")
        self.surveyor.type("1")
        self.surveyor.settle()
        self.camera.keep("repeat-instance")
        self._reach("why")
        self.surveyor.type("4")
        self.surveyor.settle()
        self.surveyor.next()
        self.surveyor.type("说明")
        self.camera.keep("other-specify")
        self._reach("shelf")
        self.camera.keep("photo")
        self.surveyor.press(Qt.Key.Key_P, _CONTROL)
        wait_until(lambda: page.isVisible(), "today")

    def _paper(self) -> None:
        pane = self._open_case(1)
        pane.mode.setCurrentIndex(pane.mode.findData("paper"))
        pane.key.setFocus()
        self.camera.keep("paper")
        self._begin(lambda: self.surveyor.press(Qt.Key.Key_Return))
        self.person.complete(dict(_ANSWERS))
        self._finish()
        self.camera.keep("keyed-once")
        self._close()
        page = self.window.pages["today"]
        wait_until(lambda: bool(page.data.keyed), "the first keying")
        self._begin(page.findChildren(KeyedCard)[-1].again.click)
        Person(self.surveyor, 6).complete(dict(_ANSWERS))
        self.surveyor.press(Qt.Key.Key_Return)
        wait_until(lambda: isinstance(self.surveyor.interview.pane, KeyingsPane), "the comparison")
        self.camera.keep("double-keying")

    def _open_case(self, row: int) -> HouseholdPane:
        page = self.window.pages["today"]
        wait_until(lambda: page.isVisible() and page.data is not None, "today")
        page.select_row(row)
        page.visit()
        pane = self.surveyor.interview.pane
        assert isinstance(pane, HouseholdPane), pane
        for _ in range(20):
            QApplication.processEvents()
        return pane

    def _type_adults(self, *, birthdays: bool) -> None:
        self.surveyor.type("2")
        for sex, age, birthday in (("1", "52", "3-14"), ("2", "48", "11-2")):
            self.surveyor.press(Qt.Key.Key_Return)
            self.surveyor.type(sex)
            self.surveyor.press(Qt.Key.Key_Return)
            self.surveyor.type(age)
            if birthdays:
                self.surveyor.press(Qt.Key.Key_Return)
                self.surveyor.type(birthday)
        self.surveyor.press(Qt.Key.Key_Return)

    def _begin(self, begin: Callable[[], None]) -> None:
        begin()
        wait_until(lambda: self.surveyor.interview.view is not None, "the first question")
        self.surveyor.settle()
        if self.window.session.language.name == "en" and self.surveyor.view.language != "en":
            self.surveyor.do(Qt.Key.Key_F3)

    def _reach(self, name: str) -> None:
        """Answer until a screen asks this, or adds to this repeat."""
        for _ in range(80):
            view = self.surveyor.view
            here = [one.path.rpartition("/")[2] for one in view.questions]
            if name in here or (view.kind == "more" and view.path == name):
                return
            if view.kind == END:
                break
            if view.kind == "more":
                self.surveyor.type("2")
                self.surveyor.settle()
                continue
            self.person.answer_screen(dict(_ANSWERS))
            self.surveyor.next()
        raise AssertionError(name)

    def _finish(self) -> None:
        assert isinstance(self.surveyor.interview.pane, EndPane)
        self.surveyor.press(Qt.Key.Key_Return)
        wait_until(lambda: isinstance(self.surveyor.interview.pane, DonePane), "the end")

    def _close(self) -> None:
        page = self.window.pages["today"]
        before = page.data
        self.surveyor.press(Qt.Key.Key_Return)
        wait_until(lambda: page.isVisible() and page.data is not before, "today")


def _prepare(survey: Survey) -> None:
    """The third address has a telephone number, the second no selection table."""
    units = [row[0] for row in survey.store.rows("SELECT unit_id FROM assignment ORDER BY unit_id")]
    write_contacts(survey.store, [Contact(units[2], "演示住户", "", "0573-0000 0000")])
    survey.store.execute(
        "UPDATE assignment SET body = json_remove(body, '$.kish') WHERE unit_id = ?", (units[1],)
    )


def _walk(window: MainWindow, file: Path, folder: Path) -> int:
    window.show()
    window.resize(*_SIZE)
    window.activateWindow()
    window.files.open_path(file)
    wait_until(lambda: getattr(window.pages.get("today"), "data", None) is not None, "the file")
    camera = Camera(window, folder)
    try:
        Walk(window, camera).go()
    except AssertionError:
        camera.keep("trouble")
        raise
    return camera.taken


def main() -> int:
    """Take them all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--languages", default="zh_CN,en")
    parser.add_argument("--themes", default="light,dark")
    parser.add_argument("--scales", default="1,1.5,2")
    given = parser.parse_args()
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as name:
        made = make_laptop(Path(name))
        with open_survey(made) as survey:
            _prepare(survey)
        for language, theme, scale in product(
            given.languages.split(","), given.themes.split(","), given.scales.split(",")
        ):
            way = f"{language}-{theme}-{scale}"
            copied = Path(name) / way
            copied.mkdir()
            for file in made.parent.glob("laptop.survey*"):
                shutil.copy(file, copied)
            folder = given.folder / way
            folder.mkdir(parents=True, exist_ok=True)
            window = make_window(application, Wanted(language=language, theme=theme))
            window.session.theme.apply(theme, float(scale))
            print(f"{way}: {_walk(window, copied / 'laptop.survey', folder)} pictures", flush=True)
            window.close()
            window.deleteLater()
            application.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main())
