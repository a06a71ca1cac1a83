"""A computer joins a survey from the window: request, fingerprint, field package, first page."""

from __future__ import annotations

import shutil

import pytest

from surveyapp.exchange.devices import enrol_device
from surveyapp.exchange.field_packages import make_field_packages
from surveyapp.exchange.key_list import read_key_list
from surveyapp.paths import requests_folder
from tests.exchange_cases import DISTRICT_CODE, make_city
from tests.ui.exchange_window import WAIT
from ui import files
from ui.exchange import join_dialog
from ui.exchange.joining import waiting_requests

PASSPHRASE = "eight horses"


@pytest.fixture(autouse=True)
def no_requests():
    """No request of an earlier test waits."""
    shutil.rmtree(requests_folder(), ignore_errors=True)


@pytest.fixture
def asked(window, qtbot, tmp_path, monkeypatch):
    """The dialog after the first visit, with the request on a stick."""
    monkeypatch.setattr(files, "ask_folder", lambda *_: tmp_path)
    monkeypatch.setattr(join_dialog, "documents_folder", lambda: tmp_path)
    window.start.join_button.click()
    dialog = window.files.joining.dialog
    dialog.name.setText("南湖01")
    dialog.new_passphrase.setText(PASSPHRASE)
    dialog.again.setText(PASSPHRASE)
    dialog.ask.click()
    qtbot.waitUntil(lambda: dialog.waiting is not None, timeout=WAIT)
    return dialog


def answer(asked, tmp_path, monkeypatch) -> str:
    """What the city does with the request; its own fingerprint."""
    from surveyapp.exchange.project_keys import make_project_keys

    city = make_city(tmp_path)
    make_project_keys(city, None)
    request = next(tmp_path.glob("*.enrol"))
    enrol_device(city, request, DISTRICT_CODE, asked.code.text())
    (made,) = make_field_packages(city, tmp_path, apart=True)
    code = read_key_list(city).fingerprint
    city.close()
    monkeypatch.setattr(files, "ask_open", lambda *_: made.path)
    return code


def test_only_the_request_leaves_the_computer(asked, tmp_path):
    assert [one.suffix for one in tmp_path.glob("laptop-*")] == [".enrol"]
    assert len(list(requests_folder().glob("*/*.device"))) == 1
    assert asked.stack.currentIndex() == 1
    assert len(asked.code.text()) == 24


def test_a_request_that_waits_is_shown_again_the_next_day(asked, window):
    code = asked.code.text()
    asked.reject()
    window.start.join_button.click()
    again = window.files.joining.dialog
    assert again.stack.currentIndex() == 1
    assert again.code.text() == code
    again.reject()


def test_the_field_package_opens_the_laptops_survey(asked, window, qtbot, tmp_path, monkeypatch):
    asked.city.setText(answer(asked, tmp_path, monkeypatch).lower().replace("-", " "))
    asked.person.setText("张三")
    with qtbot.waitSignal(window.session.opened, timeout=WAIT):
        asked.open_button.click()
    facts = window.session.facts
    assert (facts.info.role, facts.info.office, facts.operator.name) == (
        "laptop",
        DISTRICT_CODE,
        "张三",
    )
    assert window.current_page.key == "today"
    assert facts.path.name == "南湖01.survey"
    assert waiting_requests() == [], "the keys are in the survey now"


def test_another_citys_fingerprint_is_refused_in_the_dialog(
    asked, window, qtbot, tmp_path, monkeypatch
):
    code = answer(asked, tmp_path, monkeypatch)
    asked.city.setText(code[:-1] + ("A" if code[-1] != "A" else "B"))
    asked.person.setText("张三")
    asked.open_button.click()
    qtbot.waitUntil(lambda: "read aloud" in asked.problem.text(), timeout=WAIT)
    assert window.session.facts is None
    assert not list(tmp_path.glob("南湖01.survey"))
    asked.reject()


def test_passphrases_that_differ_make_no_request(window, tmp_path):
    window.start.join_button.click()
    dialog = window.files.joining.dialog
    dialog.name.setText("南湖02")
    dialog.new_passphrase.setText(PASSPHRASE)
    dialog.again.setText("other horses")
    dialog.ask.click()
    assert "differ" in dialog.problem.text()
    assert waiting_requests() == []
    dialog.reject()
