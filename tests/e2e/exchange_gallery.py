"""Takes a picture of every list and dialog of the exchange, in both languages and both themes.

    python -m tests.e2e.exchange_gallery FOLDER [--sizes 1366x768,1366x768@2] [--languages zh_CN]

The survey behind it is made here and wholly invented.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog

from surveyapp.exchange.devices import request_enrolment
from surveyapp.exchange.merging import merge_packages
from surveyapp.exchange.quotas import propose_shares, share_quota
from surveyapp.revision_log import NewRevision, record_revision
from surveyapp.revisions import CORRECTION, ClosedLeaf, FreeLeaf
from surveyapp.store.revisions import read_revisions
from surveyapp.store.sampling import PlanRow, QuotaCell, write_plan, write_quota_cells
from tests.exchange_cases import DISTRICT_CODE, World, add_district, collect, make_world
from ui.exchange.hand_in_dialog import HandInDialog
from ui.exchange.join_dialog import JoinDialog
from ui.exchange.joining import Waiting
from ui.exchange.recovery_dialog import RecoveryDialog
from ui.exchange.recovery_page import RecoveryPage
from ui.main import Wanted, make_window
from ui.main_window import MainWindow
from ui.pages.exchange_page import ExchangePage

_KEY = "AGE-SECRET-KEY-1SYNTHETICSYNTHETICSYNTHETICSYNTHETICSYNTHETICSYNTHETICSY"


def make_gallery_world(folder: Path) -> World:
    """Six laptops and a district; conflicts, a duplicate, quotas, and something refused."""
    world = make_world(folder, 6)
    city = world.city
    write_plan(city.store, PlanRow("p1", "2025", "quota", {}, "current", "2025-01-01T00:00:00Z"))
    cell = {"sex": "male", "age_band": "18-29"}
    write_quota_cells(city.store, "p1", [QuotaCell("c1", "p1", "quota", DISTRICT_CODE, cell, 20)])
    share_quota(city, propose_shares(city, 0.4))
    add_district(world)
    for number in range(4):
        collect(world.laptop(number), world.stick(), 3 + number, number)
    merge_packages(city, [world.stick()])
    iid = city.store.row("SELECT iid FROM interview")[0]  # type: ignore[index]  # there is one
    (first,) = read_revisions(city.store, iid)
    assert first.closed is not None
    for answers, text in (({"q1": "9", "q2": "9"}, "第一次更正"), ({"q1": "8"}, "第二次更正")):
        head = first.header
        closed = ClosedLeaf({**first.closed.answers, **answers})
        new = NewRevision(
            *(head.iid, CORRECTION, head.form, head.questionnaire, head.unit, head.mode),
            *("1.10", closed, FreeLeaf({"remark": text}), (first.rev_id,), 1),
        )
        record_revision(city, new)
    (world.stick() / "broken.svp").write_bytes(b"SVPK" * 100)
    world.close()
    return world


def main() -> int:
    """Take them all; 0 where every picture could be taken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", default="1366x768")
    parser.add_argument("--languages", default="zh_CN,en")
    parser.add_argument("--themes", default="light,dark")
    wanted = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(sys.argv[:1])
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        world = make_gallery_world(Path(place))
        for language in wanted.languages.split(","):
            for theme in wanted.themes.split(","):
                for size in wanted.sizes.split(","):
                    window = make_window(application, Wanted(None, language, theme))
                    Gallery(window, wanted.folder, f"{language}-{theme}-{size}").take(world, size)
                    window.close()
    return 0


class Gallery:
    """One window in one look."""

    def __init__(self, window: MainWindow, folder: Path, name: str) -> None:
        self.window = window
        self.folder = folder
        self.name = name
        self.number = 0

    def take(self, world: World, size: str) -> None:
        """Every list and dialog."""
        pixels, _, scale = size.partition("@")
        width, _, height = pixels.partition("x")
        self.window.session.theme.apply("", float(scale or 1))
        self.window.show()
        self.window.resize(int(width), int(height))
        self._open(world.city.path)
        page = self.window.pages["exchange"]
        assert isinstance(page, ExchangePage)
        self.window.show_page("exchange")
        wait(lambda: page.is_settled)
        page.take_files([world.stick()])
        wait(page.outcome.isVisible)
        wait(lambda: page.is_settled)
        for place in range(page.tabs.count()):
            page.tabs.setCurrentIndex(place)
            self._grab(f"list-{place}")
        for title, dialog in self._dialogs(page, world):
            wait(dialog.isVisible)
            self._grab(title, dialog)
            dialog.hide()
        self._open(next(world.folder.glob("district*.survey")))
        self.window.show_page("exchange")
        wait(lambda: page.is_settled)
        self._grab("district")

    def _dialogs(self, page: ExchangePage, world: World) -> Iterator[tuple[str, QDialog]]:
        parent = self.window
        actions = page.key_actions
        for title, run in (("keys", actions.make), ("try", actions.try_recovery)):
            yield title, self._asked(page, run)
        for title, run in (("restore", actions.restore), ("change", actions.change)):
            yield title, self._asked(page, run)
        shown = RecoveryPage(
            "演示数据调查 · 2025", "2026-11-24 10:00", _KEY, "ABCD-EFGH-IJKL-MNOP-QRST"
        )
        yield "recovery", opened(RecoveryDialog(shown, parent))
        asked = [request_enrolment(world.folder, f"演示笔记本{n}", None) for n in range(3)]
        page.device_actions.enrol_files([one.request for one in asked])
        yield "enrol", self._next(page)
        yield "field", self._asked(page, page.device_actions.make_field_packages)
        yield "lost", self._asked(page, page.device_actions.revoke)
        page.decision_actions.settle_conflict(page.data.conflicts[0])
        yield "conflict", self._next(page)
        page.decision_actions.settle_duplicate(page.data.duplicates[0])
        yield "duplicate", self._next(page)
        yield "withdraw", self._asked(page, page.package_actions.withdraw)
        page.package_actions._trace(_Typed("U0"))  # type: ignore[arg-type]  # stands for the dialog
        yield "trace", self._next(page)
        joining = JoinDialog(self.window.session, parent)
        yield "join", opened(joining)
        waiting = Waiting(
            "演示笔记本1", "laptop", asked[0].request, asked[0].secret, asked[0].fingerprint
        )
        joining.show_waiting(waiting)
        yield "join-waiting", opened(joining)
        yield "hand-in", opened(HandInDialog(self.window.session, parent))

    def _asked(self, page: ExchangePage, run: Callable[[], None]) -> QDialog:
        page.desk.dialog = None
        run()
        return self._next(page)

    def _next(self, page: ExchangePage) -> QDialog:
        wait(lambda: page.desk.dialog is not None and page.desk.dialog.isVisible())
        found, page.desk.dialog = page.desk.dialog, None
        assert found is not None
        return found

    def _open(self, path: Path) -> None:
        self.window.files.open_path(path)
        wait(lambda: self.window.session.facts is not None)
        wait(lambda: getattr(self.window.session.facts, "path", None) == path)
        self.window.message_bar.clear()

    def _grab(self, title: str, widget: QDialog | None = None) -> None:
        wait(lambda: not self.window.task_bar.is_busy)
        time.sleep(0.1)
        for _ in range(5):
            QApplication.processEvents()
        self.number += 1
        path = self.folder / f"{self.name}-{self.number:02d}-{title}.png"
        if not (widget or self.window).grab().save(str(path)):
            raise OSError(path)


class _Typed:
    def __init__(self, text: str) -> None:
        self.text = text


def opened(dialog: QDialog) -> QDialog:
    """Show a dialog."""
    dialog.open()
    return dialog


def wait(condition: Callable[[], object], seconds: float = 60) -> None:
    """Let the window work until something holds."""
    end = time.monotonic() + seconds
    while not condition():
        QApplication.processEvents()
        time.sleep(0.005)
        if time.monotonic() > end:
            raise TimeoutError


if __name__ == "__main__":
    sys.exit(main())
