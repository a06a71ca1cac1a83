"""One unit interviewed twice: found, judged by a person, and left out of what is analysed."""

from __future__ import annotations

import pytest

from surveyapp.errors import SurveyError
from surveyapp.exchange.conflicts import compare_interviews, list_duplicates, settle_duplicate
from surveyapp.exchange.merging import merge_packages
from surveyapp.exchange.purging import plan_purge
from surveyapp.exchange.receipts import make_receipts, read_receipts
from surveyapp.store.quality import read_flags
from tests.exchange_cases import collect, make_world


@pytest.fixture
def twice(tmp_path):
    """Two laptops that were both at unit U0."""
    world = make_world(tmp_path, 2)
    for number in range(2):
        collect(world.laptop(number), world.stick(), 1)
    merge_packages(world.city, [world.stick()])
    yield world
    world.close()


def test_a_unit_that_two_laptops_visited_is_put_before_a_person(twice):
    (found,) = list_duplicates(twice.city)
    assert found.unit_id == "U0"
    compared = compare_interviews(twice.city, found.iids)
    assert {head.device for head in compared.heads} == {"laptop 1", "laptop 2"}


def test_what_is_not_kept_is_left_out_and_the_question_is_closed(twice):
    (found,) = list_duplicates(twice.city)
    assert settle_duplicate(twice.city, found, {found.iids[1]}, "went there first") == 1
    assert list_duplicates(twice.city) == []
    decisions = {flag.iid: flag.decision for flag in read_flags(twice.city.store)}
    assert decisions == {found.iids[0]: "excluded", found.iids[1]: "accepted"}


def test_at_least_one_interview_of_a_unit_stays(twice):
    (found,) = list_duplicates(twice.city)
    with pytest.raises(SurveyError) as trouble:
        settle_duplicate(twice.city, found, set())
    assert trouble.value.code == "exchange.none-kept"
    assert list_duplicates(twice.city) == [found]


def test_a_laptop_knows_when_confirmed_answers_will_leave_it(tmp_path):
    world = make_world(tmp_path)
    laptop = world.laptop(0)
    collect(laptop, world.stick(), 2)
    assert plan_purge(laptop).waiting == 0
    merge_packages(world.city, [world.stick()])
    receipts = make_receipts(world.city, world.stick("back"))
    assert receipts is not None
    read_receipts(laptop, [receipts.path])
    plan = plan_purge(laptop)
    assert (plan.waiting, plan.days) == (2, 30)
    assert plan.next_at > laptop.clock.iso()
    world.close()
