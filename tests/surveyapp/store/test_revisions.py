"""The log of revisions: hashes, order, merging by union, forks, conflicts, the projection."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from pyrage import x25519

from surveyapp.clock import Clock
from surveyapp.errors import SurveyError
from surveyapp.operators import Operator, Role
from surveyapp.revision_log import NewRevision, record_revision
from surveyapp.revisions import (
    ClosedLeaf,
    FreeLeaf,
    Header,
    make_revision,
    verify_revision,
)
from surveyapp.sealing import open_leaves, seal_leaves
from surveyapp.store.interviews import (
    count_interviews,
    read_conflicts,
    read_interview,
    read_interviews,
    rebuild_interviews,
)
from surveyapp.store.revisions import (
    append_revision,
    destroy_leaves,
    find_damage,
    insert_revisions,
    missing_parents,
    read_device_revisions,
    read_forks,
    read_head_revisions,
    read_revisions,
)
from surveyapp.survey import SurveyInfo, create_survey
from tests.counting import counted

AT = "2026-11-23T08:00:00Z"


@pytest.fixture
def survey(tmp_path):
    info = SurveyInfo({"zh": "演示", "en": "Demonstration"}, "2026", synthetic=True)
    surveyor = Operator("op-1", "张三", Role.SURVEYOR)
    with create_survey(tmp_path / "a.survey", info, surveyor) as opened:
        yield opened


def header(device=1, seq=1, hlc=1, kind="final", parents=(), iid="a" * 32, disposition="1.10"):
    return Header(
        iid,
        bytes([device]) * 16,
        1,
        seq,
        hlc,
        "op-1",
        kind,
        "form",
        "q" * 64,
        "2026",
        "330402-C001-H0001",
        "face_to_face",
        disposition,
        bytes(32),
        tuple(parents),
        AT,
        1,
    )


def revision(answer=1, **parts):
    return make_revision(header(**parts), ClosedLeaf({"age": answer}), FreeLeaf({"comment": "好"}))


def states(store):
    return [replace(state, received_at="") for state in read_interviews(store)]


def test_a_header_survives_its_text():
    one = header(parents=(bytes(range(32)),))
    assert Header.from_text(one.to_text()) == one


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace('"seq":1', '"seq": 1'),
        lambda text: text.replace('"seq":1', '"seq":true'),
        lambda text: text.replace('"seq":1', '"seq":-1'),
        lambda text: text.replace('"final"', '"other"'),
        lambda text: text.replace('"v":1', '"v":2'),
        lambda text: text[:-1] + ',"z":1}',
        lambda _text: "[]",
    ],
)
def test_a_header_that_is_not_canonical_is_refused(change):
    with pytest.raises(ValueError, match=r"header|Expecting"):
        Header.from_text(change(header().to_text()))


def test_equal_answers_of_two_persons_have_different_hashes():
    assert revision().closed_hash != revision().closed_hash


def test_each_part_that_was_changed_is_named():
    one = revision()
    assert verify_revision(one) == ()
    assert verify_revision(replace(one, closed_text="{}")) == ("closed",)
    assert verify_revision(replace(one, free_text="{}")) == ("free",)
    assert verify_revision(replace(one, header_text=header(seq=2).to_text())) == ("header",)
    assert verify_revision(replace(one, closed_text=None)) == ("closed",)
    assert verify_revision(one.without_leaves()) == ()


def test_what_is_sealed_opens_only_with_the_right_key():
    mine, other = x25519.Identity.generate(), x25519.Identity.generate()
    one = revision()
    sealed = seal_leaves(one, [str(mine.to_public())])
    assert sealed.closed_text is None
    assert sealed.free_text is None
    assert open_leaves(sealed, [str(mine)]) == one
    with pytest.raises(SurveyError, match=one.rev_id.hex()[:8]):
        open_leaves(sealed, [str(other)])


def test_sealed_leaves_of_another_revision_are_refused():
    mine = x25519.Identity.generate()
    sealed = seal_leaves(revision(answer=1), [str(mine.to_public())])
    with pytest.raises(SurveyError):
        open_leaves(replace(revision(answer=2), sealed=sealed.sealed), [str(mine)])


def test_what_a_device_makes_is_numbered_and_chained(survey):
    made = [
        record_revision(
            survey, NewRevision(str(n) * 32, "final", "form", "q", "unit", "paper", "1.10")
        )
        for n in range(3)
    ]
    assert [one.header.seq for one in made] == [1, 2, 3]
    assert [one.header.previous for one in made] == [bytes(32), made[0].rev_id, made[1].rev_id]
    kept = read_device_revisions(survey.store, survey.device_id, 1, after=1)
    assert [one.rev_id for one in kept] == [made[1].rev_id, made[2].rev_id]


def test_a_revision_out_of_place_is_not_appended(survey):
    append_revision(survey.store, revision(), AT)
    with pytest.raises(SurveyError):
        append_revision(survey.store, revision(seq=3), AT)


def test_inserting_again_changes_nothing(survey):
    one, two = revision(seq=1), revision(seq=2, iid="b" * 32)
    first = insert_revisions(survey.store, [one, two], b"p", AT)
    again = insert_revisions(survey.store, [two, one, one], b"other", AT)
    assert len(first.new) == 2
    assert (again.new, again.known) == ((), 2)
    assert read_revisions(survey.store, "a" * 32)[0].arrived_in == b"p"


def history():
    """A correction, rival corrections, a settled conflict, a withdrawal, a fork."""
    base = revision(hlc=10)
    left = revision(2, device=2, hlc=20, kind="correction", parents=[base.rev_id])
    right = revision(3, device=3, hlc=30, kind="correction", parents=[base.rev_id])
    other = revision(iid="b" * 32, seq=2, hlc=11)
    rival = revision(4, iid="b" * 32, device=2, seq=2, hlc=21, kind="correction")
    merged = revision(
        5, iid="b" * 32, device=3, seq=2, hlc=40, kind="merge", parents=[other.rev_id, rival.rev_id]
    )
    gone = revision(iid="c" * 32, seq=3, hlc=12)
    withdrawal = revision(
        iid="c" * 32, device=3, seq=3, hlc=50, kind="withdraw", parents=[gone.rev_id]
    )
    late = revision(6, iid="c" * 32, device=2, seq=3, hlc=60, kind="correction")
    clone = revision(7, iid="d" * 32, seq=3, hlc=13, disposition="2.11")
    return [base, left, right, other, rival, merged, gone, withdrawal, late, clone]


def test_every_order_of_arrival_gives_the_same_interviews(survey):
    made = history()
    expected = None
    for seed in range(10):
        order = made + made[:3]
        random.Random(seed).shuffle(order)
        survey.store.execute("DELETE FROM revision")
        survey.store.execute("DELETE FROM revision_parent")
        survey.store.execute("DELETE FROM interview")
        for first in range(0, len(order), 4):
            insert_revisions(survey.store, order[first : first + 4], b"p", AT)
        expected = expected or states(survey.store)
        assert states(survey.store) == expected
    assert count_interviews(survey.store) == {
        "complete": 1,
        "partial": 0,
        "closed": 1,
        "draft": 0,
        "conflict": 1,
        "withdrawn": 1,
    }


def test_the_projection_made_anew_equals_the_one_kept_up_to_date(survey):
    for one in history():
        insert_revisions(survey.store, [one], b"p", AT)
    before = read_interviews(survey.store)
    assert rebuild_interviews(survey.store, AT) == len(before) == 4
    assert read_interviews(survey.store) == before


def test_rival_heads_open_a_conflict_and_a_merge_resolves_it(survey):
    base, left, right, *_ = history()
    insert_revisions(survey.store, [base, left, right], b"p", AT)
    state = read_interview(survey.store, "a" * 32)
    assert state
    assert (state.status, state.heads, state.head) == ("conflict", 2, right.rev_id)
    assert [one.iid for one in read_conflicts(survey.store)] == ["a" * 32]
    settled = revision(8, seq=9, hlc=99, kind="merge", parents=[left.rev_id, right.rev_id])
    insert_revisions(survey.store, [settled], None, AT)
    assert read_conflicts(survey.store) == []
    assert read_conflicts(survey.store, resolved=True)[0].resolved_by == settled.rev_id


def test_a_fork_keeps_both_and_is_told(survey):
    made = history()
    done = insert_revisions(survey.store, made, b"p", AT)
    forks = read_forks(survey.store)
    assert done.forks == len(forks) == 1
    assert set(forks[0].rev_ids) == {made[6].rev_id, made[9].rev_id}


def test_a_parent_that_has_not_come_is_listed(survey):
    base, left, *_ = history()
    insert_revisions(survey.store, [left], b"p", AT)
    assert missing_parents(survey.store) == (base.rev_id,)


def test_a_withdrawn_interview_keeps_its_chain_and_loses_its_leaves(survey):
    insert_revisions(survey.store, history(), b"p", AT)
    assert destroy_leaves(survey.store, "c" * 32) == 3
    kept = read_revisions(survey.store, "c" * 32)
    assert [one.closed_text for one in kept] == [None] * 3
    assert find_damage(survey.store) == ()


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (
            "UPDATE revision SET closed = x'7b7d'",
            ("closed",),
        ),
        ("UPDATE revision SET header = replace(header, '1.10', '1.20')", ("header",)),
        ("UPDATE revision SET free_hash = zeroblob(32)", ("header", "free")),
        ("UPDATE revision SET author = 'somebody'", ("columns",)),
        ("UPDATE revision SET closed = x'ff'", ("text",)),
        ("UPDATE revision SET closed = NULL", ("closed",)),
    ],
)
def test_a_changed_row_is_found_by_hashing_again(survey, change, parts):
    insert_revisions(survey.store, [revision()], b"p", AT)
    assert find_damage(survey.store) == ()
    survey.store.execute(change)
    assert [one.parts for one in find_damage(survey.store)] == [parts]


def test_heads_are_what_analysis_reads(survey):
    insert_revisions(survey.store, history(), b"p", AT)
    heads = {one.header.iid: one for one in read_head_revisions(survey.store, "form", "2026")}
    assert heads["b" * 32].closed.answers == {"age": 5}
    assert list(read_head_revisions(survey.store, "another form")) == []


def test_the_projection_of_a_city_is_made_in_seconds(survey):
    clock = Clock()
    many = [revision(seq=n, hlc=clock.stamp(), iid=f"{n:032x}") for n in range(1, 5402)]
    insert_revisions(survey.store, many, b"p", AT)
    with counted() as calls:
        assert rebuild_interviews(survey.store, AT) == 5401
    assert calls.number < 500 * 5401
