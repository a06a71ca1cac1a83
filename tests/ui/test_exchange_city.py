"""The city's side of the exchange page: keys, laptops, field packages, merge, receipts."""

from __future__ import annotations

import pytest

from surveyapp.exchange.devices import request_enrolment
from surveyapp.exchange.laptops import open_field_package
from surveyapp.operators import Operator, Role
from surveyapp.store.receipts import Confirmation, write_confirmation
from surveyapp.store.revisions import read_device_revisions
from surveyapp.survey import open_survey
from tests.exchange_cases import DISTRICT_CODE, collect, make_world
from tests.ui.exchange_window import WAIT, dialog_of, drop, open_page
from ui import files
from ui.exchange.enrol_dialog import EnrolDialog
from ui.exchange.key_dialogs import MakeKeysDialog, TryRecoveryDialog
from ui.exchange.recovery_dialog import RecoveryDialog

PASSPHRASE = "eight horses"


@pytest.fixture
def page(office, show):
    """The exchange page of a survey fresh from the template."""
    return show("exchange")


@pytest.fixture
def city(window, qtbot, tmp_path):
    """The exchange page of a city with two laptops that have been at work."""

    def open_city(prepare=None):
        world = make_world(tmp_path, 2)
        if prepare:
            prepare(world)
        for survey in world.opened:
            survey.close()
        world.city.close()
        return open_page(window, qtbot, world.city.path, "exchange")

    return open_city


def make_keys(page, qtbot, tmp_path, monkeypatch) -> str:
    """Make keys by the road's own button; the key on the recovery page."""
    page.road.button.click()
    dialog = dialog_of(page, MakeKeysDialog, qtbot)
    for field in (dialog.field, dialog.again):
        field.setText(PASSPHRASE)
    dialog.accept()
    shown = dialog_of(page, RecoveryDialog, qtbot)
    monkeypatch.setattr(files, "ask_save", lambda *_: tmp_path / "recovery.pdf")
    shown.saving.click()
    shown.kept.click()
    qtbot.waitUntil(lambda: page.is_settled and page.data.keys.are_open, timeout=WAIT)
    return shown.page.key


def test_the_road_begins_with_the_keys_and_says_so(page):
    assert "Make the keys" in page.road.text
    assert page.road.button.text() == page.name_of("keys")
    assert not page.is_enabled(page.command("merge"))


def test_the_recovery_page_stays_until_it_is_kept(page, qtbot, tmp_path, monkeypatch):
    key = make_keys(page, qtbot, tmp_path, monkeypatch)
    assert key.startswith("AGE-SECRET-KEY-1")
    assert (tmp_path / "recovery.pdf").read_bytes()[:4] == b"%PDF"
    assert page.road.button.text() == page.name_of("try-recovery")


def test_a_short_passphrase_makes_no_keys(page, qtbot):
    page.run_command("keys")
    dialog = dialog_of(page, MakeKeysDialog, qtbot)
    dialog.field.setText("short")
    dialog.again.setText("short")
    dialog.accept()
    assert dialog.isVisible()
    assert "8 characters" in dialog._problem.text()
    dialog.reject()


def test_the_printed_key_is_tried_as_people_type_it(page, qtbot, tmp_path, monkeypatch, window):
    key = make_keys(page, qtbot, tmp_path, monkeypatch)
    page.run_command("try-recovery")
    dialog = dialog_of(page, TryRecoveryDialog, qtbot)
    groups = [key[at : at + 6].lower() for at in range(0, len(key), 6)]
    dialog.printed.setPlainText(" ".join(groups[:5]) + "\n" + " ".join(groups[5:]))
    dialog.accept()
    qtbot.waitUntil(lambda: page.is_settled and bool(page.data.keys.tried_at), timeout=WAIT)
    assert "works" in window.message_bar.text


def test_a_wrong_printed_key_is_refused(page, qtbot, tmp_path, monkeypatch, window):
    key = make_keys(page, qtbot, tmp_path, monkeypatch)
    page.run_command("try-recovery")
    dialog = dialog_of(page, TryRecoveryDialog, qtbot)
    dialog.printed.setPlainText(key[:-1] + ("Q" if key[-1] != "Q" else "P"))
    dialog.accept()
    qtbot.waitUntil(
        lambda: bool(window.message_bar.message and window.message_bar.message.kind == "trouble"),
        timeout=WAIT,
    )
    assert not page.data.keys.tried_at


def test_laptops_are_enrolled_only_where_the_fingerprint_agrees(
    page, qtbot, tmp_path, monkeypatch, window
):
    make_keys(page, qtbot, tmp_path, monkeypatch)
    asked = [request_enrolment(tmp_path, f"笔记本{number}", PASSPHRASE) for number in (1, 2)]
    drop(window, [one.request for one in asked])
    dialog = dialog_of(page, EnrolDialog, qtbot)
    by_name = {line.request.name: line for line in dialog.lines}
    by_name["笔记本1"].typed.setText(asked[0].fingerprint.lower().replace("-", " "))
    by_name["笔记本2"].typed.setText(asked[0].fingerprint)
    assert len(dialog.admissions) == 1
    dialog.accept()
    assert dialog.isVisible(), "a fingerprint that does not agree holds everything up"
    by_name["笔记本2"].typed.setText("")
    dialog.accept()
    qtbot.waitUntil(lambda: page.is_settled and len(page.data.laptops) == 1, timeout=WAIT)
    assert page.data.laptops[0].device.name == "笔记本1"


def test_field_packages_for_many_laptops_lie_in_folders_with_their_names(
    page, qtbot, tmp_path, monkeypatch, window
):
    make_keys(page, qtbot, tmp_path, monkeypatch)
    asked = [request_enrolment(tmp_path, f"laptop {number}", None) for number in range(20)]
    drop(window, [one.request for one in asked])
    dialog = dialog_of(page, EnrolDialog, qtbot)
    codes = {f"laptop {number}": one.fingerprint for number, one in enumerate(asked)}
    for line in dialog.lines:
        line.typed.setText(codes[line.request.name])
    dialog.accept()
    qtbot.waitUntil(lambda: page.is_settled and len(page.data.laptops) == 20, timeout=WAIT)
    stick = tmp_path / "stick"
    stick.mkdir()
    page.run_command("field")
    sending = page.desk.dialog
    assert sending.ok.text() == "Make 20 field packages"
    sending.place.setText(str(stick))
    sending.accept()
    qtbot.waitUntil(lambda: "20 field packages" in window.message_bar.text, timeout=WAIT)
    made = sorted(path.parent.name for path in stick.rglob("*.svp"))
    assert len(made) == 20
    assert made[0].startswith("laptop 0 ")
    package = next(stick.glob("laptop 7 */*.svp"))
    surveyor = Operator("s", "张三", Role.SURVEYOR)
    file = open_field_package(package, tmp_path / "l7.survey", surveyor, secret=asked[7].secret)
    with open_survey(file.path) as survey:
        assert survey.info.office == DISTRICT_CODE
        assert survey.operator.office == DISTRICT_CODE


def test_files_and_folders_dropped_on_the_window_are_merged_and_said_in_a_sentence(
    city, qtbot, window, tmp_path
):
    page = city(lambda world: [collect(world.laptop(n), world.stick(), 3, n) for n in range(2)])
    (tmp_path / "stick" / "broken.svp").write_bytes(b"hello")
    drop(window, [tmp_path / "stick"])
    qtbot.waitUntil(lambda: page.outcome.isVisible(), timeout=WAIT)
    assert page.outcome.sentence.text().startswith("3 packages, 6 interviews new")
    assert "1 refused" in page.outcome.sentence.text()
    assert "broken.svp" in page.outcome.details.text()
    assert page.outcome.button.text() == page.name_of("receipts")
    qtbot.waitUntil(lambda: page.is_settled and len(page.data.refused) == 1, timeout=WAIT)
    assert page.tabs.tabText(3) == "Missing and refused (1)"


def test_receipts_follow_the_merge_and_the_road_is_done(city, qtbot, window, tmp_path, monkeypatch):
    page = city(lambda world: collect(world.laptop(0), world.stick(), 2))
    drop(window, [tmp_path / "stick"])
    qtbot.waitUntil(lambda: page.is_settled and page.data.unconfirmed == 1, timeout=WAIT)
    monkeypatch.setattr(files, "ask_folder", lambda *_: tmp_path)
    page.outcome.button.click()
    qtbot.waitUntil(lambda: page.is_settled and page.data.unconfirmed == 0, timeout=WAIT)
    assert "receipts are in" in window.message_bar.text
    assert list(tmp_path.glob("*_receipt_*.svp"))


def test_a_watched_folder_is_taken_in_by_itself(city, qtbot, tmp_path, monkeypatch):
    page = city(lambda world: collect(world.laptop(0), world.stick(), 2))
    monkeypatch.setattr(files, "ask_folder", lambda *_: tmp_path / "stick")
    page.watch.timer.setInterval(50)
    page.watch.choose.click()
    assert page.watch.box.isChecked()
    qtbot.waitUntil(lambda: page.outcome.isVisible(), timeout=WAIT)
    assert page.outcome.sentence.text().startswith("1 packages, 2 interviews new")
    page.watch.box.click()
    assert not page.watch.timer.isActive()


def test_a_watched_folder_that_is_gone_is_said_beside_the_switch(city, qtbot, tmp_path, window):
    page = city()
    folder = tmp_path / "share"
    folder.mkdir()
    page.watch.timer.setInterval(50)
    page.watch.begin(folder)
    folder.rmdir()
    qtbot.waitUntil(lambda: "share" in page.watch.state.text(), timeout=WAIT)
    folder.mkdir()
    qtbot.waitUntil(lambda: page.watch.state.text() == "Watching.", timeout=WAIT)
    page.watch.stop()


def test_what_is_missing_is_named_by_laptop_and_number(city, qtbot, window, tmp_path):
    def prepare(world):
        laptop = world.laptop(0)
        collect(laptop, world.folder, 2)
        head = read_device_revisions(laptop.store, laptop.device_id, 1)[-1].rev_id
        now = laptop.clock.iso()
        # As if a city that has lost its data since had confirmed them.
        write_confirmation(laptop.store, Confirmation(laptop.device_id, 1, 2, head, bytes(32), now))
        collect(laptop, world.stick(), 1, seed=5)

    page = city(prepare)
    drop(window, [tmp_path / "stick"])
    qtbot.waitUntil(lambda: page.is_settled and page.missing.table.model.total == 1, timeout=WAIT)
    assert "laptop 1: 1–2 not arrived" in page.missing.table.model.text_of([0])
    assert "laptop 1: 1–2 not arrived" in page.outcome.details.text()


def test_a_lost_laptop_is_blocked_from_the_number_confirmed(city, qtbot, window, tmp_path):
    page = city(lambda world: collect(world.laptop(0), world.stick(), 2))
    drop(window, [tmp_path / "stick"])
    qtbot.waitUntil(lambda: page.is_settled and page.data.unconfirmed == 1, timeout=WAIT)
    page.run_command("revoke")
    dialog = page.desk.dialog
    names = [dialog.device.itemText(place) for place in range(dialog.device.count())]
    dialog.device.setCurrentIndex(next(i for i, n in enumerate(names) if "laptop 1" in n))
    assert dialog.number.value() == 0, "nothing is confirmed yet"
    dialog.number.setValue(2)
    dialog.accept()
    qtbot.waitUntil(lambda: page.is_settled and len(page.data.laptops) == 1, timeout=WAIT)
    lost = next(one.device for one in page.data.devices if one.device.revoked_at)
    assert (lost.name, lost.revoked_after) == ("laptop 1", 2)
