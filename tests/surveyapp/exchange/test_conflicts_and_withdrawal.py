"""Rival edits settled by a person; interviews taken back wherever they travelled."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyapp.errors import SurveyError
from surveyapp.exchange.conflicts import (
    compare_heads,
    list_conflicts,
    list_duplicates,
    settle_conflict,
)
from surveyapp.exchange.custody import verify_custody
from surveyapp.exchange.field_packages import make_field_packages
from surveyapp.exchange.merging import merge_packages
from surveyapp.exchange.quotas import list_shares, propose_shares, share_quota
from surveyapp.exchange.returns import make_return_package
from surveyapp.exchange.withdrawal import make_withdrawal_package, withdraw
from surveyapp.store.backup import list_backups, write_backup
from surveyapp.store.interviews import read_interview
from surveyapp.store.revisions import read_revisions
from surveyapp.store.sampling import PlanRow, QuotaCell, write_plan, write_quota_cells
from surveyapp.survey import open_survey
from tests.exchange_cases import (
    DISTRICT_CODE,
    add_district,
    add_laptop,
    code_of,
    interview,
    make_world,
)


@pytest.fixture
def world(tmp_path: Path):
    made = make_world(tmp_path, laptops=2)
    yield made
    made.close()


@pytest.fixture
def rivals(world):
    """Both laptops interviewed the same household under one id."""
    one, two = world.laptop(0), world.laptop(1)
    iid = interview(one, seed=1, text="第一台").header.iid
    interview(two, iid, seed=2, text="第二台")
    paths = [make_return_package(each, world.stick()).path for each in (one, two)]
    merge_packages(world.city, paths)
    return world, iid


def test_rival_edits_are_shown_side_by_side(rivals):
    world, iid = rivals
    assert [item.iid for item in list_conflicts(world.city)] == [iid]
    comparison = compare_heads(world.city, iid)
    assert {head.device for head in comparison.heads} == {"laptop 1", "laptop 2"}
    remark = next(row for row in comparison.rows if row.path == "remark")
    assert set(remark.values) == {"第一台", "第二台"}
    assert not remark.same


def test_a_person_settles_and_both_stay_in_the_log(rivals):
    world, iid = rivals
    first = compare_heads(world.city, iid).heads[0]
    merged = settle_conflict(
        world.city, iid, {"q1": "5", "remark": "两台合并"}, base=first.rev_id, reason="核对录音"
    )
    assert len(merged.header.parents) == 2
    assert len(read_revisions(world.city.store, iid)) == 3
    assert list_conflicts(world.city) == []
    assert merged.closed is not None
    assert merged.closed.answers["q1"] == "5"
    assert merged.free is not None
    assert merged.free.answers["remark"] == "两台合并"
    assert read_interview(world.city.store, iid).head == merged.rev_id
    assert verify_custody(world.city).holds


def test_a_late_edit_opens_a_settled_conflict_again(rivals):
    world, iid = rivals
    base = compare_heads(world.city, iid).heads[0].rev_id
    settle_conflict(world.city, iid, {}, base=base)
    laptop = world.laptop(0) if not world.opened else world.opened[0]
    interview(laptop, iid, seed=3)
    merge_packages(world.city, [make_return_package(laptop, world.stick()).path])
    assert [item.iid for item in list_conflicts(world.city)] == [iid]


def test_an_interview_without_rivals_has_nothing_to_settle(world):
    laptop = world.laptop(0)
    revision = interview(laptop)
    merge_packages(world.city, [make_return_package(laptop, world.stick()).path])
    with pytest.raises(SurveyError) as trouble:
        settle_conflict(world.city, revision.header.iid, {}, base=revision.rev_id)
    assert trouble.value.code == "exchange.no-conflict"


def test_two_interviews_of_one_household_are_found(world):
    for number in (0, 1):
        laptop = world.laptop(number)
        interview(laptop, seed=4)
        merge_packages(world.city, [make_return_package(laptop, world.stick()).path])
    (found,) = list_duplicates(world.city)
    assert (found.unit_id, len(found.iids)) == ("U4", 2)


def test_a_withdrawal_reaches_district_and_laptop_and_every_chain_still_holds(world):
    district = open_survey(add_district(world))
    laptop = world.laptop(0)
    merge_packages(laptop, [one.path for one in make_field_packages(world.city, world.stick("f"))])
    gone = interview(laptop, seed=1, text="不想再参加").header.iid
    kept = interview(laptop, seed=2).header.iid
    path = make_return_package(laptop, world.stick()).path
    for office in (district, world.city):
        merge_packages(office, [path])
    done = withdraw(world.city, code_of(gone).lower())
    assert done.iid == gone
    written = make_withdrawal_package(world.city, world.stick("down"))
    assert written is not None
    for survey in (laptop, district):
        assert merge_packages(survey, [written.path]).refused == 0
    for survey in (world.city, district, laptop):
        assert all(
            (one.closed_text, one.free_text, one.sealed) == (None, None, None)
            for one in read_revisions(survey.store, gone)
        )
        assert read_interview(survey.store, gone).status == "withdrawn"
        assert verify_custody(survey).holds
        ciphertexts = survey.store.rows(
            "SELECT 1 FROM package WHERE kind = 'return' AND ciphertext IS NOT NULL"
        )
        assert not ciphertexts
    assert read_revisions(world.city.store, kept)[0].closed is not None
    district.close()


def test_a_withdrawn_interview_leaves_no_word_in_the_city_file(world):
    laptop = world.laptop(0)
    iid = interview(laptop, seed=1, text="标记文字唯一" * 3).header.iid
    merge_packages(world.city, [make_return_package(laptop, world.stick()).path])
    withdraw(world.city, code_of(iid))
    marker = "标记文字唯一".encode()
    files = world.folder.glob("city.survey*")
    assert not any(marker in file.read_bytes() for file in files)


def test_backups_from_before_the_withdrawal_are_replaced(world):
    laptop = world.laptop(0)
    iid = interview(laptop, seed=1, text="备份里的标记").header.iid
    merge_packages(world.city, [make_return_package(laptop, world.stick()).path])
    old = write_backup(world.city.store, "2025-01-01T00:00:00Z").path
    assert "备份里的标记".encode() in old.read_bytes()
    withdraw(world.city, code_of(iid))
    (new,) = list_backups(world.city.path)
    assert "备份里的标记".encode() not in new.read_bytes()


def test_a_package_from_before_the_withdrawal_brings_nothing_back(world):
    laptop = world.laptop(0)
    iid = interview(laptop, seed=1).header.iid
    early = make_return_package(laptop, world.stick("a")).path
    interview(laptop, seed=2)
    late = make_return_package(laptop, world.stick("b")).path
    merge_packages(world.city, [early])
    withdraw(world.city, code_of(iid))
    merge_packages(world.city, [late])
    assert all(one.closed is None for one in read_revisions(world.city.store, iid))


def test_a_laptop_can_withdraw_before_the_city_knows(world):
    laptop = world.laptop(0)
    iid = interview(laptop, seed=1).header.iid
    withdraw(laptop, code_of(iid))
    merge_packages(world.city, [make_return_package(laptop, world.stick()).path])
    assert read_interview(world.city.store, iid).status == "withdrawn"


def test_an_unknown_code_is_refused(world):
    with pytest.raises(SurveyError) as trouble:
        withdraw(world.city, "AAAAA-AAAAA")
    assert trouble.value.code == "exchange.no-such-code"


def test_quota_shares_add_up_to_the_target_and_travel(world):
    write_plan(
        world.city.store, PlanRow("p1", "2025", "quota", {}, "current", "2025-01-01T00:00:00Z")
    )
    cells = [QuotaCell("c1", "p1", "quota", DISTRICT_CODE, {"q1": "1"}, 25)]
    write_quota_cells(world.city.store, "p1", cells)
    shares = propose_shares(world.city, reserve=0.2)
    assert sum(one.share + one.reserve for one in shares) == 25
    assert sum(one.reserve for one in shares) == 5
    assert list_shares(world.city) == []
    share_quota(world.city, shares)
    laptop = world.laptop(0)
    merge_packages(laptop, [one.path for one in make_field_packages(world.city, world.stick("f"))])
    (own,) = list_shares(laptop)
    assert (own.device_id, own.share) == (laptop.device_id, 10)


def test_after_a_merge_what_is_missing_is_shared_anew(world):
    write_plan(
        world.city.store, PlanRow("p1", "2025", "quota", {}, "current", "2025-01-01T00:00:00Z")
    )
    laptop = world.laptop(0)
    done = [interview(laptop, seed=number) for number in range(6)]
    merge_packages(world.city, [make_return_package(laptop, world.stick()).path])
    assert len(done) == 6
    # The invented interviews name units of no frame: they count where the laptop belongs.
    cells = [QuotaCell("c1", "p1", "quota", DISTRICT_CODE, {}, 10)]
    write_quota_cells(world.city.store, "p1", cells)
    from surveyapp.exchange.quotas import count_done

    assert sum(count_done(world.city, cells).values()) == 6


def test_laptops_enrolled_later_get_a_share_too(world):
    add_laptop(world, "laptop 3")
    write_plan(
        world.city.store, PlanRow("p1", "2025", "quota", {}, "current", "2025-01-01T00:00:00Z")
    )
    cells = [QuotaCell("c1", "p1", "quota", DISTRICT_CODE, {}, 10)]
    write_quota_cells(world.city.store, "p1", cells)
    assert sorted(one.share for one in propose_shares(world.city, 0.0)) == [3, 3, 4]
