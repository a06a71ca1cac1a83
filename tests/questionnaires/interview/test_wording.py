# ruff: noqa: E501 -- the forms are tables
from questionnaires.interview import Draft, Interview

FORM = """
| survey | type | name | label::中文 (zh) | label::English (en) | hint::中文 (zh) | choice_filter | parameters | appearance |
| | text | who | 姓名 | Name | 如证件 | | | |
| | select_one level | level | ${who}满意吗 | Is ${who} content? | | | randomize=true | |
| | select_one town | town | 镇 | Town | | district=${who} | | |
| | select_one level or_other | why | 为何 | Why | | | | |
| choices | list_name | name | label::中文 (zh) | label::English (en) | not_read_out | district |
| | level | a | 甲 | A | | |
| | level | b | 乙 | B | | |
| | level | c | 丙 | C | | |
| | level | d | 丁 | D | | |
| | level | unclear | 不清楚 | Not sure | yes | |
| | town | t1 | 新丰 | Xinfeng | | nanhu |
| | town | t2 | 王店 | Wangdian | | xiuzhou |
"""


def names(choices):
    return [choice.name for choice in choices]


def test_labels_are_piped_in_the_language(ask):
    interview = ask(FORM)
    interview.answer("who", "王小明")
    assert interview.language == "zh"
    assert interview.label("level") == "王小明满意吗"
    interview.language = "en"
    assert interview.label("level") == "Is 王小明 content?"
    assert interview.choice_label("level", "a") == "A"
    assert interview.hint("who") == "如证件"


def test_choices_are_filtered_by_answers(ask):
    interview = ask(FORM)
    assert names(interview.choices("town")) == []
    interview.answer("who", "xiuzhou")
    assert names(interview.choices("town")) == ["t2"]
    assert interview.answer("town", "t1").findings[0].code == "answer.not_a_choice"


def test_an_answer_that_a_later_filter_takes_away_is_told_at_the_end(ask):
    interview = ask(FORM)
    interview.answer("who", "xiuzhou")
    interview.answer("town", "t2")
    interview.answer("who", "nanhu")
    assert [(f.code, f.place.path) for f in interview.finish()] == [("answer.not_a_choice", "town")]


def test_what_is_not_read_out_is_shown_only_when_revealed(ask):
    interview = ask(FORM)
    assert "unclear" not in names(interview.choices("level"))
    interview.reveal("level")
    assert names(interview.choices("level"))[-1] == "unclear"
    assert "unclear" not in names(interview.choices("why"))


def test_in_self_completion_every_choice_is_visible(ask):
    assert "unclear" in names(ask(FORM, mode="self").choices("level"))


def test_a_choice_already_given_stays_visible(ask):
    interview = ask(FORM)
    interview.answer("level", "unclear")
    assert "unclear" in names(interview.choices("level"))


def test_the_random_order_is_stored_and_survives_a_draft(ask):
    interview = ask(FORM)
    shown = names(interview.choices("level"))
    assert interview.orders["level"] == [*shown, "unclear"]
    draft = Draft.from_json(interview.draft().to_json())
    again = Interview.resume(interview.original, draft)
    assert names(again.choices("level")) == shown


def test_random_orders_differ_between_interviews(form):
    questionnaire = form(FORM)
    orders = {
        tuple(names(Interview(questionnaire, seed=str(n)).choices("level"))) for n in range(40)
    }
    assert len(orders) > 10


def test_other_specify_asks_for_the_text(ask):
    interview = ask(FORM)
    assert "why_other" not in [screen.path for screen in interview.screens()]
    interview.answer("why", "other")
    assert "why_other" in [screen.path for screen in interview.screens()]
    assert interview.label("why_other") == "请具体说明"
    interview.answer("why_other", "合成")
    assert interview.record().free == {"why_other": "合成"}


def test_groups_together_and_grids_are_one_screen(ask):
    interview = ask("""
| survey | type | name | label | appearance |
| | begin_group | g | G | field-list |
| | text | a | A | |
| | integer | b | B | |
| | end_group | | | |
| | begin_group | t | T | table-list |
| | select_one yn | c | C | |
| | select_one yn | d | D | |
| | end_group | | | |
| | begin_group | l | L | field-list |
| | select_one yn | head | Head | label |
| | select_one yn | e | E | list-nolabel |
| | end_group | | | |
| choices | list_name | name | label |
| | yn | yes | Yes |
""")
    screens = [(screen.kind, screen.questions) for screen in interview.screens()]
    assert screens == [
        ("group", ("g/a", "g/b")),
        ("grid", ("t/c", "t/d")),
        ("grid", ("l/head", "l/e")),
    ]


def test_items_of_one_scale_that_follow_each_other_are_one_grid(ask):
    interview = ask("""
| survey | type | name | label | appearance | relevant | parameters |
| | select_one yn | alone | Alone | likert | | |
| | begin_group | g | G | | | |
| | select_one yn | a | A | likert | | |
| | select_one yn | b | B | likert | ${alone} = 'yes' | |
| | select_one yn | c | C | likert | | |
| | select_one other | d | D | likert | | |
| | select_one yn | e | E | likert | | |
| | select_one yn | f | F | likert | | randomize=true |
| | select_one yn | h | H | | | |
| | end_group | | | | | |
| choices | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| | other | yes | Yes |
""")
    apart = [("question", (f"g/{one}",)) for one in "defh"]
    shown = [(screen.kind, screen.questions) for screen in interview.screens()]
    assert shown == [("question", ("alone",)), ("grid", ("g/a", "g/c")), *apart]
    interview.answer("alone", "yes")
    assert interview.screens()[1].questions == ("g/a", "g/b", "g/c")
    assert interview.screens()[1].section == "g"
    assert interview.go_to("g/b") == interview.screens()[1]


def test_choices_from_answers_of_a_repeat(ask):
    interview = ask("""
| survey | type | name | label |
| | begin_repeat | people | People |
| | text | who | Who |
| | end_repeat | | |
| | select_one ${who} | head | Head |
""")
    for number, who in ((1, "A"), (2, "B")):
        interview.add("people")
        interview.answer(f"people[{number}]/who", who)
    assert names(interview.choices("head")) == ["A", "B"]
