"""City to laptop and back, with real files."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from surveyapp import words
from surveyapp.errors import SurveyError
from surveyapp.exchange.crypto import new_key_pair
from surveyapp.exchange.custody import list_gaps, list_quarantine, trace_interview, verify_custody
from surveyapp.exchange.devices import (
    enrol_device,
    list_devices,
    read_request,
    request_enrolment,
    revoke_device,
)
from surveyapp.exchange.field_packages import make_field_packages
from surveyapp.exchange.key_list import read_key_list
from surveyapp.exchange.keys import keys_are_open, open_keys, own_keys
from surveyapp.exchange.laptops import make_laptop_file, open_field_package
from surveyapp.exchange.merging import merge_packages, release_from_quarantine
from surveyapp.exchange.project_keys import (
    make_project_keys,
    restore_keys,
    rotate_project_keys,
    try_recovery,
)
from surveyapp.exchange.receipts import make_receipts, read_receipts
from surveyapp.exchange.relaying import make_relay_package
from surveyapp.exchange.returns import make_return_package, outbox
from surveyapp.operators import Operator, Role
from surveyapp.store.field_contents import KINDS
from surveyapp.store.interviews import read_interviews
from surveyapp.store.key_slots import key_by_identity, key_by_passphrase, read_keys
from surveyapp.store.keys import read_recipients
from surveyapp.store.receipts import Attachment, write_attachment
from surveyapp.store.revisions import read_revisions
from surveyapp.store.sampling import read_assignments
from surveyapp.survey import open_survey
from tests.exchange_cases import (
    add_district,
    add_laptop,
    collect,
    interview,
    make_city,
    make_world,
    state_of,
)


@pytest.fixture
def world(tmp_path: Path):
    made = make_world(tmp_path)
    yield made
    made.close()


def test_a_laptop_gets_its_own_assignments_and_no_method(world):
    add_laptop(world, "laptop 2")
    laptop = world.laptop(0)
    assert {one.surveyor for one in read_assignments(laptop.store)} == {"laptop 1"}
    assert laptop.info.role == "laptop"
    assert not {"method", "margin", "selection"} & set(KINDS)


def test_interviews_come_back_readable_although_the_laptop_cannot_read_them(world):
    laptop = world.laptop(0)
    iid = interview(laptop, seed=5).header.iid
    assert read_revisions(laptop.store, iid)[0].closed_text is None
    made = make_return_package(laptop, world.stick())
    result = merge_packages(world.city, [made.path])
    (revision,) = read_revisions(world.city.store, iid)
    assert revision.closed is not None
    assert revision.free is not None
    assert revision.free.answers == {"remark": "空气不错"}
    assert (result.packages, result.new, result.refused) == (1, 1, 0)


def test_the_result_is_one_sentence(world, tmp_path):
    words.set_language("en")
    laptop = world.laptop(0)
    first = collect(laptop, world.stick(), 4)
    elsewhere = tmp_path / "other"
    elsewhere.mkdir()
    other = make_world(elsewhere)
    strange = collect(other.laptop(0), world.stick(), 2)
    merge_packages(world.city, [first])
    result = merge_packages(world.city, [world.stick()])
    other.close()
    assert strange.exists()
    assert result.sentence == (
        "2 packages, 0 interviews new or changed, 4 already known, 1 refused"
        " (The package was made for another survey)."
    )


def test_everything_above_the_last_receipt_is_sent_again(world):
    laptop = world.laptop(0)
    lost = collect(laptop, world.stick(), 3)
    lost.unlink()
    again = collect(laptop, world.stick(), 2, seed=10)
    result = merge_packages(world.city, [again])
    assert result.new == 5
    receipts = make_receipts(world.city, world.stick())
    assert receipts is not None
    read_receipts(laptop, [receipts.path])
    assert outbox(laptop).confirmed == 5
    with pytest.raises(SurveyError) as trouble:
        make_return_package(laptop, world.stick())
    assert trouble.value.code == "exchange.nothing-to-send"


def test_attachments_are_sent_until_a_receipt_names_them(world):
    laptop = world.laptop(0)
    iid = interview(laptop).header.iid
    sealed = random.Random(1).randbytes(1_200_000)
    digest = hashlib.sha256(sealed).digest()
    now = "2025-06-02T01:00:00Z"
    write_attachment(
        laptop.store,
        Attachment(digest, iid, "photo", "image/jpeg", len(sealed), sealed, "kept", now),
    )
    result = merge_packages(world.city, [make_return_package(laptop, world.stick()).path])
    assert result.opened_parts == 1
    assert world.city.store.value("SELECT sealed FROM attachment") == sealed
    receipts = make_receipts(world.city, world.stick("down"))
    assert receipts is not None
    # Before the receipt comes, the attachment goes again, also without interviews.
    assert make_return_package(laptop, world.stick()).size > len(sealed)
    read_receipts(laptop, [receipts.path])
    with pytest.raises(SurveyError) as trouble:
        make_return_package(laptop, world.stick())
    assert trouble.value.code == "exchange.nothing-to-send"


def test_a_repeated_package_changes_nothing(world):
    path = collect(world.laptop(0), world.stick(), 3)
    merge_packages(world.city, [path])
    before = state_of(world.city)
    result = merge_packages(world.city, [path, path])
    assert (result.packages, result.new, result.known) == (1, 0, 3)
    assert state_of(world.city) == before


def test_a_district_relays_the_original_bytes(world):
    district = open_survey(add_district(world))
    # The laptop learns of the district with the next field package.
    laptop = world.laptop(0)
    merge_packages(laptop, [one.path for one in make_field_packages(world.city, world.stick("f"))])
    path = collect(laptop, world.stick(), 3)
    seen = merge_packages(district, [path])
    assert (seen.new, seen.refused) == (3, 0)
    assert all(one.closed is None for one in _revisions(district))
    relayed = make_relay_package(district, world.stick("up"))
    result = merge_packages(world.city, [relayed.path])
    assert (result.new, result.refused) == (3, 0)
    assert all(one.closed is not None for one in _revisions(world.city))
    direct = merge_packages(world.city, [path])
    assert direct.outcomes[0].state == "repeated"
    again = merge_packages(world.city, [relayed.path])
    assert (again.new, again.known, again.refused) == (0, 3, 0)
    receipts = make_receipts(world.city, world.stick("down"))
    assert receipts is not None
    merge_packages(district, [receipts.path])
    with pytest.raises(SurveyError) as trouble:
        make_relay_package(district, world.stick("up"))
    assert trouble.value.code == "exchange.nothing-to-send"
    district.close()


def test_gaps_name_exactly_what_is_missing(world, tmp_path):
    words.set_language("en")
    laptop = world.laptop(0)
    collect(laptop, world.stick(), 4)
    # A receipt that the city has forgotten again, as after restoring an old backup.
    merge_packages(world.city, [world.stick()])
    receipts = make_receipts(world.city, world.stick("down"))
    assert receipts is not None
    read_receipts(laptop, [receipts.path])
    late = collect(laptop, world.stick("late"), 3, seed=20)
    world.city.store.execute("DELETE FROM revision WHERE device_seq IN (2, 3)")
    merge_packages(world.city, [late])
    (gap,) = list_gaps(world.city)
    assert gap.missing == ((2, 3),)
    assert gap.sentence == "laptop 1: 2–3 not arrived"


def test_an_office_that_lost_data_gets_it_again(world):
    laptop = world.laptop(0)
    merge_packages(world.city, [collect(laptop, world.stick(), 4)])
    first = make_receipts(world.city, world.stick("down"))
    world.city.store.execute("DELETE FROM revision WHERE device_seq IN (2, 3)")
    second = make_receipts(world.city, world.stick("down"))
    assert first is not None
    assert second is not None
    # The order in which receipts are read makes no difference.
    read_receipts(laptop, [second.path])
    read_receipts(laptop, [first.path])
    assert outbox(laptop).confirmed == 1
    merge_packages(world.city, [make_return_package(laptop, world.stick()).path])
    assert list_gaps(world.city) == []


def test_a_forgotten_passphrase_of_a_laptop_loses_nothing(world, tmp_path):
    operator = Operator("s8", "调查员八", Role.SURVEYOR, "330402")
    made = make_laptop_file(
        world.city, tmp_path / "locked.survey", "laptop 8", operator, passphrase="忘了"
    )
    key = key_by_identity(read_keys(made.path), own_keys(world.city).identity, made.path)
    assert key == key_by_passphrase(read_keys(made.path), "忘了", made.path)


def test_a_revoked_laptop_is_kept_apart_until_a_person_lets_it_in(world):
    laptop = world.laptop(0)
    merge_packages(world.city, [collect(laptop, world.stick(), 2)])
    make_receipts(world.city, world.stick("down"))
    revoked = revoke_device(world.city, laptop.device_id)
    assert revoked.revoked_after == 2
    result = merge_packages(world.city, [collect(laptop, world.stick(), 1, seed=9)])
    assert result.outcomes[0].code == "exchange.revoked-device"
    (kept,) = list_quarantine(world.city)
    assert release_from_quarantine(world.city, kept.sha).new == 1


def test_a_device_enrols_by_file_and_fingerprint(world, tmp_path):
    files = request_enrolment(world.stick(), "平板", "口令一二三")
    assert read_request(files.request).fingerprint == files.fingerprint
    with pytest.raises(SurveyError) as trouble:
        enrol_device(world.city, files.request, "330402", "AAAA-BBBB-CCCC-DDDD-EEEE")
    assert trouble.value.code == "exchange.other-fingerprint"
    device = enrol_device(world.city, files.request, "330402", files.fingerprint.lower())
    (written,) = make_field_packages(world.city, world.stick("f"), [device.device_id])
    operator = Operator("s9", "调查员九", Role.SURVEYOR, "330402")
    said = read_key_list(world.city).fingerprint
    made = open_field_package(
        written.path,
        tmp_path / "tablet.survey",
        operator,
        secret=files.secret,
        passphrase="口令一二三",
        fingerprint=said,
    )
    assert made.office_fingerprint == said
    with open_survey(made.path, passphrase="口令一二三") as tablet:
        path = collect(tablet, world.stick("back"), 1)
    assert merge_packages(world.city, [path]).new == 1


def test_keys_stay_closed_without_their_passphrase(tmp_path):
    city = make_city(tmp_path)
    keys = make_project_keys(city, "一个好口令")
    try_recovery(city, keys.recovery_identity)
    with pytest.raises(SurveyError) as trouble:
        try_recovery(city, keys.recovery_identity[:-3] + "AAA")
    assert trouble.value.code == "exchange.wrong-recovery"
    city.close()
    with open_survey(tmp_path / "city.survey") as again:
        assert not keys_are_open(again)
        with pytest.raises(SurveyError) as trouble:
            open_keys(again, "falsch")
        assert trouble.value.code == "exchange.wrong-passphrase"
        open_keys(again, "一个好口令")
        assert keys_are_open(again)


def test_a_new_project_key_reaches_laptops_and_the_old_one_still_opens(world):
    laptop = world.laptop(0)
    early = collect(laptop, world.stick(), 1)
    before = own_keys(world.city).recipient
    rotate_project_keys(world.city, None)
    assert own_keys(world.city).recipient != before
    late = collect(laptop, world.stick(), 1, seed=5)  # the laptop does not know of it yet
    (field,) = make_field_packages(world.city, world.stick("f"), [laptop.device_id])
    merge_packages(laptop, [field.path])
    assert read_recipients(laptop.store) == (own_keys(world.city).recipient,)
    after = collect(laptop, world.stick(), 1, seed=9)
    result = merge_packages(world.city, [after, late, early])
    assert (result.new, result.refused) == (3, 0)
    assert all(one.closed is not None for one in _revisions(world.city))


def test_what_was_opened_before_a_rotation_is_open_after_it_in_a_new_session(tmp_path):
    city = make_city(tmp_path)
    keys = make_project_keys(city, "口令")
    old = own_keys(city).identity
    with pytest.raises(SurveyError):
        rotate_project_keys(city, "falsch")
    rotate_project_keys(city, "口令")
    try_recovery(city, keys.recovery_identity)
    city.close()
    with open_survey(tmp_path / "city.survey") as again:
        open_keys(again, "口令")
        assert own_keys(again).earlier == (old,)


def test_interviews_are_sealed_to_the_project_key_alone_and_open_with_the_printed_copy(tmp_path):
    """The recovery key opens the project keys, these open the interviews."""
    city = make_city(tmp_path)
    keys = make_project_keys(city, "verloren")
    kept = own_keys(city)
    assert read_recipients(city.store) == (keys.recipient,)
    with pytest.raises(SurveyError) as trouble:
        restore_keys(city, new_key_pair().identity, "neu")
    assert trouble.value.code == "exchange.wrong-recovery"
    restore_keys(city, keys.recovery_identity, "neu")
    city.close()
    with open_survey(tmp_path / "city.survey") as again:
        open_keys(again, "neu")
        assert own_keys(again) == kept


def test_custody_holds_and_notices_a_changed_answer(world):
    laptop = world.laptop(0)
    iid = interview(laptop).header.iid
    merge_packages(world.city, [make_return_package(laptop, world.stick()).path])
    report = verify_custody(world.city)
    assert report.holds
    assert report.packages == 2
    steps = trace_interview(world.city, iid)
    assert [one.what for one in steps] == ["revision", "package", "merge"]
    world.city.store.execute("UPDATE revision SET closed = CAST(replace(closed, '1', '2') AS BLOB)")
    codes = {one.code for one in verify_custody(world.city).findings}
    assert codes == {"exchange.damaged-revision"}


def test_an_older_field_package_does_not_roll_back(world):
    laptop = world.laptop(0)
    (old,) = make_field_packages(world.city, world.stick("old"))
    add_laptop(world, "laptop 2")
    new = make_field_packages(world.city, world.stick("new"), [laptop.device_id])
    merge_packages(laptop, [new[0].path])
    number = laptop.setting("key_list_number")
    merge_packages(laptop, [old.path])
    assert laptop.setting("key_list_number") == number
    assert len(list_devices(laptop)) == 3


def test_a_copied_laptop_is_noticed_and_both_branches_are_kept(world, tmp_path):
    import shutil

    copied = tmp_path / "copy.survey"
    shutil.copyfile(world.laptops[0], copied)
    first = collect(world.laptop(0), world.stick(), 2)
    with open_survey(copied) as clone:
        second = collect(clone, world.stick(), 2, seed=50)
    result = merge_packages(world.city, [first, second])
    assert result.new == 4
    codes = {one.code for one in verify_custody(world.city).findings}
    assert codes == {"exchange.fork"}


def test_stopping_half_way_changes_nothing(world):
    from surveyapp.errors import Cancelled
    from surveyapp.progress import Progress

    stick = world.stick()
    laptop = world.laptop(0)
    for day in range(3):
        collect(laptop, stick, 1, seed=day)
    before = state_of(world.city)
    progress = Progress(lambda done, _total, _text: progress.stop() if done == 2 else None)
    with pytest.raises(Cancelled):
        merge_packages(world.city, [stick], progress)
    assert state_of(world.city) == before


def _revisions(survey):
    return [
        revision
        for state in read_interviews(survey.store)
        for revision in read_revisions(survey.store, state.iid)
    ]
