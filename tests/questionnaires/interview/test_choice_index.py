"""Choices are found by what a surveyor types."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from questionnaires.interview.choice_index import ChoiceIndex

TOWNS = (
    ("330402", "南湖区"),
    ("330411", "秀洲区"),
    ("cq", "重庆路"),
    ("nh2", "大南湖 Nanhu Lake"),
    ("other", "Ｏther place"),
)


@pytest.fixture(scope="module")
def index():
    return ChoiceIndex(TOWNS)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["330402", "330411", "cq", "nh2", "other"]),
        ("南湖", ["330402", "nh2"]),
        ("3304", ["330402", "330411"]),
        ("nanhu", ["330402", "nh2"]),
        ("NanHu", ["330402", "nh2"]),
        ("nan hu", ["330402", "nh2"]),
        ("nhq", ["330402"]),
        ("xz", ["330411"]),
        ("chongqing", ["cq"]),
        ("zhongqing", ["cq"]),
        ("cql", ["cq"]),
        ("lake", ["nh2"]),
        ("other", ["other"]),
        ("区", ["330402", "330411"]),
        ("nothing", []),
    ],
)
def test_text_code_pinyin_and_initials(index, typed, found):
    assert [TOWNS[place][0] for place in index.find(typed)] == found


def test_what_begins_so_comes_first():
    index = ChoiceIndex([("a", "上海路"), ("b", "海宁"), ("c", "海盐"), ("d", "东海")])
    assert index.find("hai") == [1, 2, 0, 3]
    assert index.find("海", 3) == [1, 2, 0]


def test_the_first_few_are_those_of_the_whole_answer():
    random = Random(5)
    signs = "东西南北中新丰桥重乐行长"
    choices = [
        (f"c{n}", "".join(random.choices(signs, k=random.randint(1, 5)))) for n in range(400)
    ]
    index = ChoiceIndex(choices)
    for typed in ("东", "x", "c", "xf", "zhong", "c1", "le", "hang", "0"):
        whole = index.find(typed)
        assert len(whole) == len(set(whole))
        for most in (1, 3, 40, 1000):
            assert index.find(typed, most) == whole[:most]


def test_it_is_prepared_once_from_any_thread():
    index = ChoiceIndex(TOWNS)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _turn: index.prepare(), range(8)))
    assert index.find("nhq") == [0]


def test_a_list_without_chinese_needs_no_pinyin():
    index = ChoiceIndex([("a", "Alpha"), ("b", "Beta")])
    assert index.find("be") == [1]
    assert len(index) == 2
