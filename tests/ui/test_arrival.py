"""A package that is opened by a double click finds its way into the survey it belongs to."""

from __future__ import annotations

import pytest

from surveyapp.survey import open_survey
from tests.exchange_cases import collect, make_world
from ui import preferences


@pytest.fixture
def sent(tmp_path):
    """A city's file that is closed, and a package of a laptop with two interviews."""
    world = make_world(tmp_path)
    with open_survey(world.laptops[0]) as laptop:
        package = collect(laptop, world.stick("stick"), 2)
    path = world.city.path
    world.close()
    return path, package


def said(window) -> str:
    message = window.message_bar.message
    return message.text if message else ""


def test_it_is_read_into_the_survey_opened_next(window, qtbot, sent):
    path, package = sent
    window.files.open_path(package)
    assert package.name in window.message_bar.message.text
    window.files.open_path(path)
    qtbot.waitUntil(lambda: window.message_bar.message.action == "Read it in", timeout=20_000)
    window.message_bar.message.run()
    qtbot.waitUntil(lambda: said(window).startswith("1 package"), timeout=20_000)
    assert "2" in said(window)


def test_the_survey_used_last_is_offered(window, sent):
    path, package = sent
    preferences.remember_file(path)
    window.files.open_path(package)
    assert window.message_bar.message.action == f"Open “{path.stem}”"


def test_what_does_not_belong_to_the_survey_is_refused_there(office, qtbot, sent):
    office.files.open_path(sent[1])
    qtbot.waitUntil(lambda: office.message_bar.message.action == "Read it in")
    office.message_bar.message.run()
    qtbot.waitUntil(lambda: "no keys" in said(office), timeout=20_000)
    assert office.message_bar.message.kind == "trouble"
