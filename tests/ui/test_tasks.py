from __future__ import annotations

import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject

from surveyapp.errors import SurveyError
from ui.tasks import NoSurveyOpen, Priority, TaskRunner, Wish, open_path


@pytest.fixture
def runner(qtbot):
    made = TaskRunner()
    yield made
    made.stop()


@pytest.fixture
def opened(runner, plain_survey, qtbot):
    facts: list[object] = []
    runner.open(partial(open_path, plain_survey, None, ""), facts.append, pytest.fail)
    qtbot.waitUntil(lambda: len(facts) == 1, timeout=10_000)
    return runner


def test_work_runs_beside_and_its_result_arrives_in_the_interface_thread(opened, qtbot):
    seen: list[tuple[str, int, int]] = []

    def work(survey, _progress):
        return survey.info.wave, threading.get_ident()

    opened.run(work, lambda result: seen.append((*result, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    wave, worker, here = seen[0]
    assert wave == "2025"
    assert here == threading.get_ident() != worker


def test_expected_trouble_goes_to_the_one_who_asked(opened, qtbot):
    troubles: list[BaseException] = []

    def work(_survey, _progress):
        raise SurveyError("core.locked", name="x")

    opened.run(work, None, troubles.append)
    qtbot.waitUntil(lambda: bool(troubles))
    assert isinstance(troubles[0], SurveyError)


def test_a_bug_nobody_takes_care_of_is_told_once(opened, qtbot):
    with qtbot.waitSignal(opened.troubled) as blocker:
        opened.run(lambda _survey, _progress: 1 / 0)
    assert isinstance(blocker.args[0], ZeroDivisionError)


def test_work_without_a_survey_is_a_bug(runner, qtbot):
    with qtbot.waitSignal(runner.troubled) as blocker:
        runner.run(lambda survey, _progress: survey)
    assert isinstance(blocker.args[0], NoSurveyOpen)


def test_cancelled_work_stops_at_its_next_step_and_gives_no_result(opened, qtbot):
    begun, results = threading.Event(), []

    def work(_survey, progress):
        begun.set()
        while True:
            progress.check()

    task = opened.run(work, results.append)
    assert begun.wait(5)
    with qtbot.waitSignal(task.finished):
        task.cancel()
    assert results == []


def test_progress_arrives(opened, qtbot):
    steps: list[tuple[int, int, str]] = []
    release = threading.Event()

    def work(_survey, progress):
        release.wait(5)
        progress.step(3, 3, "three")

    task = opened.run(work)
    task.progressed.connect(lambda *step: steps.append(step))
    with qtbot.waitSignal(task.finished):
        release.set()
    assert steps == [(3, 3, "three")]


def test_what_was_written_is_told_after_the_task(opened, qtbot):
    with qtbot.waitSignal(opened.events.changed) as blocker:
        opened.run(lambda survey, _progress: survey.change_settings({"colour": "green"}))
    assert blocker.args[0] == frozenset({"setting", "journal"})


def test_foreground_goes_before_background(opened, qtbot):
    order: list[str] = []
    release = threading.Event()
    background = Wish(priority=Priority.BACKGROUND)
    opened.run(lambda _survey, _progress: release.wait(5))
    opened.run(lambda _survey, _progress: order.append("back"), wish=background)
    last = opened.run(lambda _survey, _progress: order.append("front"))
    with qtbot.waitSignal(last.finished):
        release.set()
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["front", "back"]


def test_while_an_interview_is_open_background_and_long_tasks_wait(opened, qtbot):
    order: list[str] = []
    opened.hold_background()
    opened.run(
        lambda _survey, _progress: order.append("backup"), wish=Wish(priority=Priority.BACKGROUND)
    )
    opened.run(lambda _survey, _progress: order.append("merge"), wish=Wish("Merging 60 packages"))
    for number in range(3):
        task = opened.run(lambda _survey, _progress, n=number: order.append(f"answer {n}"))
    with qtbot.waitSignal(task.finished):
        pass
    assert order == ["answer 0", "answer 1", "answer 2"]
    opened.release_background()
    qtbot.waitUntil(lambda: len(order) == 5)
    assert order[3:] == ["merge", "backup"]


def test_results_for_a_page_that_is_gone_are_dropped(opened, qtbot):
    owner = QObject()
    results: list[object] = []
    release = threading.Event()
    task = opened.run(
        lambda _survey, _progress: release.wait(5), results.append, wish=Wish("", owner)
    )
    with qtbot.waitSignal(task.finished):
        owner.deleteLater()
        qtbot.waitUntil(lambda: not _is_alive(owner))
        release.set()
    assert results == []


def _is_alive(owner) -> bool:
    import shiboken6

    return bool(shiboken6.isValid(owner))


def test_a_survey_that_cannot_be_opened_leaves_the_one_at_hand(opened, tmp_path, qtbot):
    troubles: list[BaseException] = []
    opened.open(partial(open_path, tmp_path / "no.survey", None, ""), pytest.fail, troubles.append)
    qtbot.waitUntil(lambda: bool(troubles))
    waves: list[str] = []
    opened.run(lambda survey, _progress: survey.info.wave, waves.append)
    qtbot.waitUntil(lambda: waves == ["2025"])


def test_compute_runs_without_the_survey(runner, qtbot):
    results: list[int] = []
    runner.compute(lambda _progress: 6 * 7, results.append)
    qtbot.waitUntil(lambda: results == [42])


def test_a_timer_of_a_closing_window_starts_nothing(qtbot):
    runner = TaskRunner()
    runner.stop()
    assert runner.compute(lambda _progress: 1).is_cancelled
