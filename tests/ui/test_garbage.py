"""Circles of Qt objects are destroyed in the interface thread, whichever thread fills memory."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from ui.garbage import GarbageCollector


class Circle(QObject):
    """Reached only from itself once its name is gone; tells which thread destroyed it."""

    def __init__(self, told: list[int]) -> None:
        super().__init__()
        self.own = self
        weakref.finalize(self, lambda: told.append(threading.get_ident()))


@pytest.fixture
def collector(qtbot):
    made = GarbageCollector()
    yield made
    made.stop()


def fill_memory() -> None:
    """What makes Python collect of its own accord."""
    rings: list[object] = []
    for _ in range(30_000):
        ring: list[object] = []
        ring.append(ring)
        rings.append(ring)


def destroyed_in(told: list[int]) -> list[int]:
    Circle(told)
    thread = threading.Thread(target=fill_memory)
    thread.start()
    thread.join()
    return told


def test_a_working_thread_destroys_no_object_of_the_window(collector, qtbot):
    told: list[int] = []
    assert destroyed_in(told) == []
    qtbot.waitUntil(lambda: told == [threading.get_ident()], timeout=20_000)


def test_left_to_itself_python_would(qtbot):
    """The control: why there is a collector at all."""
    gc.enable()
    gc.collect()
    assert destroyed_in([]) not in ([], [threading.get_ident()])


def test_held_it_collects_only_what_came_since(collector, qtbot):
    collector.hold()
    told: list[int] = []
    Circle(told)
    qtbot.wait(1200)
    assert told == []
    collector.collect_young()
    assert told == [threading.get_ident()]
    collector.release()


def test_after_the_window_python_collects_by_itself(qtbot):
    made = GarbageCollector()
    assert not gc.isenabled()
    made.stop()
    assert gc.isenabled()
