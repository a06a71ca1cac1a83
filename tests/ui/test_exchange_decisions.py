"""What a person decides on the exchange page, and what offices and laptops do with files."""

from __future__ import annotations

import pytest

from surveyapp.exchange.merging import merge_packages
from surveyapp.exchange.quotas import list_shares, propose_shares, share_quota
from surveyapp.exchange.receipts import make_receipts
from surveyapp.exchange.returns import make_return_package
from surveyapp.revision_log import NewRevision, record_revision
from surveyapp.revisions import CORRECTION, ClosedLeaf, FreeLeaf
from surveyapp.store.quality import read_flags
from surveyapp.store.revisions import read_revisions
from surveyapp.store.sampling import PlanRow, QuotaCell, write_plan, write_quota_cells
from surveyapp.survey import open_survey
from tests.exchange_cases import (
    DISTRICT_CODE,
    add_district,
    code_of,
    collect,
    interview,
    make_world,
)
from tests.ui.exchange_window import WAIT, dialog_of, drop, open_page
from ui import files
from ui.exchange.conflict_dialog import ConflictDialog
from ui.exchange.duplicate_dialog import DuplicateDialog
from ui.exchange.package_actions import ReleaseDialog, WithdrawDialog
from ui.exchange.trace_dialog import AskInterview, TraceDialog


@pytest.fixture
def world(tmp_path):
    """A city and two laptops; each test closes them before the window opens one."""
    return make_world(tmp_path, 2)


def rival(survey, first, answers: dict[str, str], text: str) -> None:
    """A correction of the first version that knows nothing of other corrections."""
    head = first.header
    closed = ClosedLeaf({**first.closed.answers, **answers})
    new = NewRevision(
        *(head.iid, CORRECTION, head.form, head.questionnaire, head.unit, head.mode),
        *("1.10", closed, FreeLeaf({"remark": text}), (first.rev_id,), 1),
    )
    record_revision(survey, new)


@pytest.fixture
def conflict(world, window, qtbot):
    """An interview that was corrected in the city in two ways at once."""
    collect(world.laptop(0), world.stick(), 1)
    merge_packages(world.city, [world.stick()])
    iid = world.city.store.row("SELECT iid FROM interview")[0]
    (first,) = read_revisions(world.city.store, iid)
    rival(world.city, first, {"q1": "9", "q2": "9"}, "第一次更正")
    rival(world.city, first, {"q1": "8"}, "第二次更正")
    world.close()
    page = open_page(window, qtbot, world.city.path, "exchange")
    assert page.tabs.tabText(2) == "To decide (1)"
    page.tabs.setCurrentIndex(2)
    page.decisions.conflicts.table.selectRow(0)
    page.run_command("settle")
    return page, dialog_of(page, ConflictDialog, qtbot), iid


def test_a_conflict_waits_until_every_answer_is_chosen_and_explained(conflict):
    _page, dialog, _iid = conflict
    assert [one.path for one in dialog.choices] == ["q1", "q2", "remark"]
    dialog.accept()
    assert dialog.isVisible()
    assert dialog._problem.text().startswith("3 answers")
    dialog.take_all(0)
    dialog.accept()
    assert "why" in dialog._problem.text()
    dialog.reject()


def test_answers_are_chosen_one_by_one_and_texts_combined(conflict, qtbot, window, world):
    page, dialog, iid = conflict
    values = {one.path: one for one in dialog.choices}
    for path, wanted in (("q1", "8"), ("q2", "9")):
        place = values[path].values.index(wanted)
        values[path].buttons.button(place).setChecked(True)
    values["remark"].buttons.button(2).setChecked(True)
    dialog.reason.setText("回访核实")
    dialog.accept()
    qtbot.waitUntil(lambda: page.is_settled and not page.data.conflicts, timeout=WAIT)
    window.session.close_file()
    qtbot.waitUntil(lambda: window.current_page is None)
    with open_survey(world.city.path) as city:
        revisions = read_revisions(city.store, iid)
        assert len(revisions) == 4, "both versions stay in the log"
        merged = next(one for one in revisions if one.header.kind == "merge")
    assert (merged.closed.answers["q1"], merged.closed.answers["q2"]) == ("8", "9")
    assert set(merged.free.answers["remark"].split(" / ")) == {"第一次更正", "第二次更正"}


def test_a_unit_from_two_laptops_is_judged_by_a_person(world, window, qtbot):
    for number in range(2):
        collect(world.laptop(number), world.stick(), 1)
    merge_packages(world.city, [world.stick()])
    world.close()
    page = open_page(window, qtbot, world.city.path, "exchange")
    page.decisions.duplicates.table.selectRow(0)
    page.run_command("settle")
    dialog = dialog_of(page, DuplicateDialog, qtbot)
    dialog.accept()
    assert dialog.isVisible(), "nobody was chosen"
    dialog.boxes[0].setChecked(True)
    dialog.reason.setText("先到")
    dialog.accept()
    qtbot.waitUntil(lambda: page.is_settled and not page.data.duplicates, timeout=WAIT)
    assert "1 interviews are left out" in window.message_bar.text
    window.session.close_file()
    qtbot.waitUntil(lambda: window.current_page is None)
    with open_survey(world.city.path) as city:
        assert sorted(one.decision for one in read_flags(city.store)) == ["accepted", "excluded"]


def test_what_a_blocked_laptop_sends_waits_for_a_person(world, window, qtbot, tmp_path):
    from surveyapp.exchange.devices import revoke_device

    revoke_device(world.city, world.devices[0].device_id, 0)
    collect(world.laptop(0), world.stick(), 1)
    world.close()
    page = open_page(window, qtbot, world.city.path, "exchange")
    drop(window, [tmp_path / "stick"])
    qtbot.waitUntil(lambda: page.is_settled and len(page.data.refused) == 1, timeout=WAIT)
    assert "was revoked" in page.missing.refused.model.text_of([0])
    page.missing.refused.table.selectRow(0)
    page.run_command("release")
    dialog = dialog_of(page, ReleaseDialog, qtbot)
    dialog.accept()
    assert dialog.isVisible(), "who checked it must be written"
    dialog.checked_by.setText("王芳")
    dialog.accept()
    qtbot.waitUntil(lambda: page.is_settled and not page.data.refused, timeout=WAIT)
    assert page.outcome.sentence.text().startswith("1 packages, 1 interviews new")


def test_the_way_of_an_interview_is_shown_with_the_command_that_proves_it(
    world, window, qtbot, tmp_path
):
    collect(world.laptop(0), world.stick(), 1)
    merge_packages(world.city, [world.stick()])
    world.close()
    page = open_page(window, qtbot, world.city.path, "exchange")
    page.run_command("trace")
    asking = dialog_of(page, AskInterview, qtbot)
    asking.field.setText("U0")
    asking.accept()
    dialog = dialog_of(page, TraceDialog, qtbot)
    assert [row.what for row in map(dialog.table.model.record, range(3))] == [
        "revision",
        "package",
        "merge",
    ]
    assert dialog.command.text() == f'surveyapp exchange verify "{world.city.path}"'
    dialog.reject()
    page.run_command("verify")
    qtbot.waitUntil(lambda: "all hold" in window.message_bar.text, timeout=WAIT)


def test_quota_shares_are_proposed_shown_and_only_then_set(world, window, qtbot):
    city = world.city
    write_plan(city.store, PlanRow("p1", "2025", "quota", {}, "current", "2025-01-01T00:00:00Z"))
    write_quota_cells(
        city.store, "p1", [QuotaCell("c1", "p1", "quota", DISTRICT_CODE, {"q5": "3"}, 20)]
    )
    share_quota(city, propose_shares(city, reserve=0.4))
    before = list_shares(city)
    world.close()
    page = open_page(window, qtbot, city.path, "exchange")
    assert page.tabs.isTabVisible(4)
    assert page.data.changed_shares == 2
    page.run_command("shares")
    qtbot.waitUntil(lambda: page.is_settled and page.data.changed_shares == 0, timeout=WAIT)
    assert window.message_bar.message.action == page.name_of("field")
    window.session.close_file()
    qtbot.waitUntil(lambda: window.current_page is None)
    with open_survey(city.path) as city:
        assert list_shares(city) != before


def test_a_withdrawal_destroys_the_answers_and_is_carried_on(
    world, window, qtbot, tmp_path, monkeypatch
):
    collect(world.laptop(0), world.stick(), 1)
    merge_packages(world.city, [world.stick()])
    iid = world.city.store.row("SELECT iid FROM interview")[0]
    world.close()
    page = open_page(window, qtbot, world.city.path, "exchange")
    page.run_command("withdraw")
    dialog = dialog_of(page, WithdrawDialog, qtbot)
    dialog.field.setText(code_of(iid))
    dialog.accept()
    qtbot.waitUntil(lambda: "destroyed here" in window.message_bar.text, timeout=WAIT)
    monkeypatch.setattr(files, "ask_folder", lambda *_: tmp_path)
    window.message_bar.message.run()
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*_withdrawal_*.svp"))), timeout=WAIT)


def test_a_district_receives_and_passes_the_same_bytes_on(
    world, window, qtbot, tmp_path, monkeypatch
):
    office = add_district(world)
    laptop = world.laptop(0)
    from surveyapp.exchange.field_packages import make_field_packages

    make_field_packages(world.city, world.stick("out"))
    merge_packages(laptop, [world.stick("out")])
    sent = collect(laptop, world.stick(), 2)
    original = sent.read_bytes()
    world.close()
    page = open_page(window, qtbot, office, "exchange")
    assert not page.is_enabled(page.command("field"))
    assert page.command("relay").text == "Pass on to the city…"
    drop(window, [sent])
    qtbot.waitUntil(lambda: page.outcome.isVisible(), timeout=WAIT)
    assert page.outcome.button.text() == page.name_of("relay")
    monkeypatch.setattr(files, "ask_folder", lambda *_: world.stick("relay"))
    page.outcome.button.click()
    qtbot.waitUntil(lambda: "give it to the city" in window.message_bar.text, timeout=WAIT)
    window.session.close_file()
    qtbot.waitUntil(lambda: window.current_page is None)
    with open_survey(world.city.path) as city:
        assert merge_packages(city, [world.stick("relay")]).new == 2
        from surveyapp.exchange.relaying import original_bytes
        from surveyapp.store.packages import read_package_row, read_package_rows

        (listed,) = read_package_rows(city.store, "in", "return")
        assert original_bytes(read_package_row(city.store, listed.sha)) == original


def test_a_laptop_hands_in_with_one_button_and_hears_when_the_stick_may_go(
    world, window, qtbot, tmp_path
):
    laptop = world.laptop(0)
    for number in range(2):
        interview(laptop, seed=number)
    stick = world.stick()
    world.close()
    page = open_page(window, qtbot, world.laptops[0], "today")
    page.run_command("return")
    dialog = page.dialog
    dialog.place.setText(str(stick))
    dialog.write.click()
    qtbot.waitUntil(lambda: "take the stick out" in dialog.told.text(), timeout=WAIT)
    assert [one.text() for one in dialog.figures] == ["2", "2", "0"]
    assert "30 days" in dialog.purge.text()
    dialog.reject()
    with open_survey(world.city.path) as city:
        assert merge_packages(city, [stick]).new == 2
        make_receipts(city, stick)
    page.run_command("return")
    dialog = page.dialog
    dialog.place.setText(str(stick))
    dialog.write.click()
    qtbot.waitUntil(lambda: "nothing to hand in" in dialog.told.text(), timeout=WAIT)
    assert [one.text() for one in dialog.figures] == ["2", "2", "2"]
    assert "receipts" in dialog.more.text()
    assert "2 confirmed interviews" in dialog.purge.text()
    dialog.reject()


def test_a_folder_that_is_not_there_is_said_in_the_dialog(world, window, qtbot, tmp_path):
    interview(world.laptop(0))
    world.close()
    page = open_page(window, qtbot, world.laptops[0], "today")
    page.run_command("return")
    page.dialog.place.setText(str(tmp_path / "gone"))
    page.dialog.write.click()
    assert "Choose the stick" in page.dialog.told.text()
    page.dialog.reject()


def test_receipts_dropped_on_a_laptop_say_what_is_confirmed(world, window, qtbot, tmp_path):
    laptop = world.laptop(0)
    interview(laptop)
    make_return_package(laptop, world.stick())
    merge_packages(world.city, [world.stick()])
    receipts = make_receipts(world.city, world.stick("back"))
    world.close()
    open_page(window, qtbot, world.laptops[0], "today")
    drop(window, [receipts.path])
    qtbot.waitUntil(lambda: "confirmed 1 of 1" in window.message_bar.text, timeout=WAIT)
