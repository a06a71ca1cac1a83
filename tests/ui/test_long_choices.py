"""A list of fifty thousand choices: it opens, filters by key, and chooses, without delay."""

from random import Random

import pytest
from PySide6.QtCore import QThreadPool

from questionnaires.interview.choice_index import index_of
from tests.counting import counted
from ui.interview.choice_field import ChoiceField
from ui.interview.view import ChoiceView, QuestionView

SIGNS = "东西南北中新丰桥村镇街道塘浜溪湖海盐宁平桐乡秀洲善嘉王江泾油车港洪合凤余七星步云长乐行重庆"


@pytest.fixture(scope="module")
def choices():
    random = Random(7)
    names = ("".join(random.choices(SIGNS, k=random.randint(2, 8))) for _ in range(49_999))
    return (
        *(ChoiceView(f"c{number:05d}", f"{name}村") for number, name in enumerate(names)),
        ChoiceView("last", "重庆特别长村"),
    )


@pytest.fixture
def field(qtbot, choices):
    def show(kind="select_one", value=None):
        question = QuestionView("village", kind, "村", choices=choices, value=value)
        made = ChoiceField(question)
        made.show_question(question)
        qtbot.addWidget(made)
        made.show()
        return made

    yield show
    QThreadPool.globalInstance().waitForDone()


def texts(field):
    return [one.choice.text for one in field.shown]


def test_it_opens_and_filters_in_time(field):
    with counted() as opening:
        shown = field()
    QThreadPool.globalInstance().waitForDone()
    most = 0
    for typed in ("c", "cq", "cqt", "cqtb", "重", "重庆", "last", "zhongqing", "xinfeng", "c4999"):
        with counted() as calls:
            shown.search.setText(typed)
        most = max(most, calls.number)
    # The promise is 1 s and 30 ms; milliseconds are measured by the benchmarks.
    assert opening.number < 30 * 50_000
    assert most < 50_000


def test_the_first_key_does_not_wait_for_the_pinyin_and_gets_it(field, qtbot):
    index_of.cache_clear()
    shown = field()
    with counted() as calls:
        shown.search.setText("chongqingte")
    qtbot.waitUntil(lambda: texts(shown)[:1] == ["重庆特别长村"], timeout=10_000)
    assert calls.number < 50_000


@pytest.mark.parametrize("typed", ["重庆特别", "last", "chongqingte", "cqtb"])
def test_the_last_of_all_is_found(field, typed):
    shown = field()
    QThreadPool.globalInstance().waitForDone()
    shown.search.setText(typed)
    assert texts(shown)[0] == "重庆特别长村"
    chosen = []
    shown.chosen.connect(chosen.append)
    shown.search.returnPressed.emit()
    assert chosen == ["last"]


def test_only_a_screenful_stands_on_the_screen(field):
    shown = field()
    assert len(shown.buttons) == len(shown.shown) == 40
    shown.search.setText("没有这样的村")
    assert shown.shown == []


def test_what_was_taken_leads_the_list(field):
    assert texts(field(value="last"))[0] == "重庆特别长村"


def test_several_are_handed_over_in_the_order_of_the_list(field):
    shown = field(kind="select_multiple")
    given = []
    shown.chosen.connect(given.append)
    shown.choose("last")
    shown.choose("c00007")
    assert given[-1] == ["c00007", "last"]
