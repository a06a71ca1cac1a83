"""Merge is commutative, associative and idempotent over invented histories; broken ones are not."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from tests.exchange_histories import (
    BROKEN,
    CLONE,
    EVENTS,
    Event,
    Office,
    causality_holds,
    heads,
    live,
    merge_in_order,
    rebuilt,
    shuffled,
)

HISTORIES = int(os.environ.get("EXCHANGE_HISTORIES", "300"))
"""``tests.benchmarks.exchange_histories`` asks for ten thousand."""

_MANY = settings(
    max_examples=HISTORIES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
_SEARCH = settings(
    max_examples=2000, deadline=None, database=None, phases=[Phase.generate], derandomize=True
)


@cache
def office() -> Office:
    return Office()


def _a_day_off(events: list[Event]) -> list[Event]:
    """Clocks further ahead than a day are not followed: one laptop in 2099 takes nobody along."""
    return [replace(one, clock=max(-40_000, min(one.clock, 40_000))) for one in events]


@pytest.mark.slow
@_MANY
@given(EVENTS, st.integers(0, 2**16), st.data())
def test_any_order_any_company_any_repeats_end_in_one_state(events, seed, data):
    history = live(events)
    expected = merge_in_order(office(), history.packages)
    assert merge_in_order(office(), shuffled(history, seed)) == expected  # commutes, repeats
    cut = data.draw(st.integers(0, len(history.packages)))
    left, right = history.packages[:cut], history.packages[cut:]
    gathered = tuple({one.rev_id: one for package in right for one in package}.values())
    assert merge_in_order(office(), [*left, gathered]) == expected  # (A ∪ B) ∪ C = A ∪ (B ∪ C)
    assert rebuilt(office()) == expected


@pytest.mark.slow
@_MANY
@given(EVENTS)
def test_heads_are_those_that_nobody_has_seen_and_clocks_follow_causes(events):
    assert causality_holds(live(_a_day_off(events)))
    history = live(events)
    merge_in_order(office(), history.packages)
    for row in office().store.rows("SELECT iid, heads, head FROM interview"):
        expected = heads(history.everything.values(), row["iid"])
        assert (row["heads"], row["head"] in expected) == (len(expected), True)


@pytest.mark.slow
@_MANY
@given(EVENTS, st.data())
def test_gaps_are_named_exactly_and_receipts_heal_them(events, data):
    """A third of the packages are lost; what the receipt says brings everything that is needed."""
    # A copied laptop is an alarm and no gap: its numbers are taken twice.
    history = live([replace(one, device=one.device % CLONE) for one in events])
    lost = data.draw(st.sets(st.sampled_from(range(len(history.packages)))))
    arrived = [one for n, one in enumerate(history.packages) if n not in lost]
    merge_in_order(office(), arrived)
    for device in history.devices[:-1]:
        here = {
            one.header.seq
            for package in arrived
            for one in package
            if one.header.device == device.device_id
        }
        missing = set(range(1, max(here, default=0) + 1)) - here
        assert office().missing(device.device_id) == missing
        confirmed = min(missing, default=max(here, default=0) + 1) - 1
        office().merge(tuple(device.chain[confirmed:]))
        assert office().missing(device.device_id) == set()
        last = len(device.chain)
        assert set(range(1, last + 1)) <= set(office().numbers(device.device_id))


@pytest.mark.parametrize("name", BROKEN)
def test_a_merge_that_is_broken_on_purpose_is_caught(name):
    merge = BROKEN[name]

    def differs(given: tuple[list, int]) -> bool:
        history = live(given[0])
        return merge(history.packages) != merge(shuffled(history, given[1]))

    find(st.tuples(EVENTS, st.integers(0, 50)), differs, settings=_SEARCH)


def test_clocks_that_do_not_adopt_are_caught():
    find(EVENTS, lambda e: not causality_holds(live(_a_day_off(e), adopts=False)), settings=_SEARCH)


def test_counting_instead_of_numbering_is_caught():
    """A gap report that compares how many came with the highest number misses what came twice."""

    def differs(events: list) -> bool:
        history = live(events)
        packages = history.packages[:-1]
        seen = [one.header.seq for package in packages for one in package]
        return bool(seen) and (max(seen) - len(seen) > 0) != (set(range(1, max(seen))) > set(seen))

    find(EVENTS, differs, settings=_SEARCH)


def test_the_real_merge_is_not_caught_by_the_same_search():
    def differs(given: tuple[list, int]) -> bool:
        history = live(given[0])
        first = merge_in_order(office(), history.packages)
        return merge_in_order(office(), shuffled(history, given[1])) != first

    few = settings(_SEARCH, max_examples=60)
    with pytest.raises(NoSuchExample):
        find(st.tuples(EVENTS, st.integers(0, 50)), differs, settings=few)
