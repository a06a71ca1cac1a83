import pytest

from questionnaires.interview import Draft, Interview

FORM = """
| survey | type | name | label | calculation | repeat_count |
| | integer | n | N | | |
| | begin_repeat | models | Models | | |
| | integer | grade | Grade | | |
| | calculate | place | | position(..) | |
| | begin_repeat | marks | Marks | | |
| | text | mark | Mark | | |
| | end_repeat | | | | |
| | end_repeat | | | | |
| | begin_repeat | people | People | | ${n} |
| | text | who | Who | | |
| | end_repeat | | | | |
| | calculate | total | | sum(${grade}) | |
| | calculate | many | | count(${models}) | |
"""


def test_instances_are_added_and_counted(ask):
    interview = ask(FORM)
    assert [interview.add("models"), interview.add("models")] == ["models[1]", "models[2]"]
    interview.answer("models[1]/grade", 2)
    interview.answer("models[2]/grade", 3)
    assert (interview.value("total"), interview.value("many")) == (5, 2)
    assert interview.value("models[2]/place") == 2


def test_adding_goes_to_the_new_instance(ask):
    interview = ask(FORM)
    interview.add("models")
    assert interview.current.path == "models[1]/grade"


def test_removing_moves_the_later_ones_up(ask):
    interview = ask(FORM)
    for number in (1, 2, 3):
        interview.add("models")
        interview.answer(f"models[{number}]/grade", number)
    interview.add("models[3]/marks")
    interview.answer("models[3]/marks[1]/mark", "x")
    interview.remove("models[2]")
    assert interview.count("models") == 2
    assert interview.value("models[2]/grade") == 3
    assert interview.value("models[2]/place") == 2
    assert interview.value("models[2]/marks[1]/mark") == "x"
    assert (interview.value("total"), interview.value("many")) == (4, 2)


def test_a_counted_repeat_follows_its_count_and_keeps_what_is_left_over(ask):
    interview = ask(FORM)
    interview.answer("n", 3)
    assert interview.count("people") == 3
    interview.answer("people[3]/who", "C")
    interview.answer("n", 1)
    assert interview.record().free == {}
    interview.answer("n", 3)
    assert interview.record().free == {"people[3]/who": "C"}


def test_nobody_adds_to_a_counted_repeat(ask):
    interview = ask(FORM)
    assert not interview.can_add("people")
    with pytest.raises(ValueError, match="repeat_is_counted"):
        interview.add("people")


def test_a_count_out_of_all_bounds_is_limited(ask):
    interview = ask(FORM)
    interview.answer("n", 10**12)
    assert interview.count("people") == 1000


def test_after_the_last_instance_comes_the_question_for_one_more(ask):
    interview = ask(FORM)
    interview.add("models")
    kinds = [(screen.path, screen.kind) for screen in interview.screens()]
    assert kinds == [
        ("n", "question"),
        ("models[1]/grade", "question"),
        ("models[1]/marks", "more"),
        ("models", "more"),
    ]


def test_answers_by_path_bring_their_instances(form):
    questionnaire = form(FORM)
    interview = Interview(questionnaire, answers={"models[2]/grade": 4})
    assert interview.count("models") == 2
    assert interview.value("total") == 4
    with pytest.raises(KeyError):
        Interview(questionnaire, answers={"models[2]/nothing": 4})


def test_a_draft_brings_everything_back(ask):
    interview = ask(FORM)
    interview.answer("n", 2)
    interview.answer("people[2]/who", "B")
    interview.answer("n", 1)
    interview.add("models")
    interview.answer("models[1]/grade", 5)
    draft = Draft.from_json(interview.draft().to_json())
    again = Interview.resume(interview.original, draft, context=interview.session.context)
    assert again.record() == interview.record()
    assert again.current == interview.current
    assert again.screens() == interview.screens()
    again.answer("n", 2)
    assert again.value("people[2]/who") == "B"


def test_a_draft_that_is_none_is_refused():
    with pytest.raises(ValueError, match="not a draft"):
        Draft.from_json('{"colour": 1}')


def test_resuming_does_not_bring_cleared_defaults_back(ask):
    interview = ask("""
| survey | type | name | label | default |
| | integer | a | A | 7 |
""")
    interview.answer("a", None)
    again = Interview.resume(interview.original, interview.draft())
    assert again.value("a") is None


def test_a_repeat_that_counts_its_own_wish_for_more_grows_and_is_no_cycle(ask):
    interview = ask("""
| survey | type | name | label | calculation | repeat_count |
| | begin_repeat | people | People | | ${wanted} |
| | integer | more | One more? (1/0) | | |
| | end_repeat | | | | |
| | calculate | wanted | | sum(${more}) + 1 | |
""")
    assert interview.count("people") == 1
    interview.answer("people[1]/more", 1)
    interview.answer("people[2]/more", 1)
    assert interview.count("people") == 3
    assert interview.finish() == ()
