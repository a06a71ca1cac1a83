"""A small real survey, made once and copied; windows that end their threads."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from surveyapp.operators import Operator, Role
from surveyapp.templates import Occasion, create_jiaxing
from ui.main import Wanted, make_window

# fcitx 4 is a matter of Linux: elsewhere there is neither its bus nor a library to speak to it.
collect_ignore = [] if sys.platform.startswith("linux") else ["test_input_method_fcitx4.py"]


@pytest.fixture(scope="session")
def stored_survey(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("survey") / "plain.survey"
    operator = Operator("designer", "王芳", Role.DESIGNER)
    create_jiaxing(path, operator, Occasion("2025", synthetic=True)).close()
    return path


@pytest.fixture
def plain_survey(stored_survey, tmp_path) -> Path:
    """An unencrypted survey fresh from the template."""
    return Path(shutil.copy(stored_survey, tmp_path / "plain.survey"))


@pytest.fixture
def window(qtbot):
    """The real window without a survey, in English; every crash fails the test."""
    application = QApplication.instance()
    made = make_window(application, Wanted(language="en", theme="light"))
    crashes: list[BaseException] = []
    made.session.crashed.connect(crashes.append)
    qtbot.addWidget(made)
    made.show()
    made.resize(1280, 760)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    assert not crashes, crashes


@pytest.fixture
def session(window):
    return window.session


@pytest.fixture
def office(window, plain_survey, qtbot):
    """The window with a survey open."""
    with qtbot.waitSignal(window.session.opened, timeout=20_000):
        window.files.open_path(plain_survey)
    return window


@pytest.fixture
def show(office, qtbot):
    """Show a page and wait until it has read its data."""

    def go(key: str):
        office.show_page(key)
        page = office.pages[key]
        qtbot.waitUntil(lambda: page.is_settled, timeout=20_000)
        return page

    return go
