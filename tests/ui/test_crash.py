from __future__ import annotations

import logging
import threading

from PySide6.QtGui import QGuiApplication

from surveyapp import log
from ui.crash import CrashReporter, details


def explode(value: str) -> None:
    raise ValueError(value)


def caught() -> ValueError:
    try:
        explode("张三 330402199001011234")
    except ValueError as trouble:
        return trouble
    raise AssertionError


def test_a_bug_in_another_thread_is_shown_in_the_interface_thread(qtbot):
    reporter = CrashReporter()
    thread = threading.Thread(target=reporter.report, args=(caught(),))
    thread.start()
    thread.join()
    assert reporter.dialog is None
    qtbot.waitUntil(lambda: reporter.dialog is not None)
    reporter.dialog.copy_details()
    assert "explode" in QGuiApplication.clipboard().text()
    reporter.dialog.close()


def test_a_swarm_of_bugs_opens_one_dialog(qtbot):
    reporter = CrashReporter()
    reporter.show_crash(caught())
    first = reporter.dialog
    reporter.show_crash(caught())
    assert reporter.dialog is first
    first.close()


def test_details_name_versions_and_place():
    text = details(caught())
    assert "Qt 6" in text
    assert "explode" in text


def test_the_log_holds_the_place_and_no_value(tmp_path):
    path = log.start_log(tmp_path)
    logging.getLogger("surveyapp.ui").error("uncaught", exc_info=caught())
    log.stop_log()
    text = path.read_text("utf-8")
    assert "explode" in text
    assert "ValueError" in text
    assert "张三" not in text


def test_the_log_does_not_grow_without_end(tmp_path):
    path = log.start_log(tmp_path)
    for _ in range(30):
        logging.getLogger("surveyapp.ui").warning("x" * 200_000)
    log.stop_log()
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 5_000_000
    assert path.exists()
