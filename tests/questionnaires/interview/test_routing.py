from questionnaires.interview import Status

FORM = """
| survey | type | name | label | relevant | calculation | required |
| | select_one yn | consent | Agree? | | | yes |
| | begin_group | main | Main | ${consent} = 'yes' | | |
| | integer | age | Age | | | |
| | text | school | School | ${age} < 20 | | |
| | calculate | double | | | ${age} * 2 | |
| | note | told | You are ${age} | ${double} > 100 | | |
| | end_group | main | | | | |
| | text | bye | Bye | | | |
| choices | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""


def paths(interview):
    return [screen.path for screen in interview.screens()]


def test_only_relevant_questions_have_screens(ask):
    interview = ask(FORM)
    assert paths(interview) == ["consent", "bye"]
    interview.answer("consent", "yes")
    interview.answer("main/age", 19)
    assert paths(interview) == ["consent", "main/age", "main/school", "bye"]


def test_a_calculation_reaches_what_depends_on_it(ask):
    interview = ask(FORM)
    interview.answer("consent", "yes")
    outcome = interview.answer("main/age", 60)
    assert outcome.changed == ("main/double",)
    assert "main/told" in paths(interview)
    assert interview.label("main/told") == "You are 60"


def test_answers_no_longer_asked_are_kept_aside_and_come_back(ask):
    interview = ask(FORM)
    interview.answer("consent", "yes")
    interview.answer("main/age", 19)
    interview.answer("main/school", "Third")
    cleared = interview.answer("consent", "no").cleared
    assert set(cleared) == {"main/age", "main/school", "main/double"}
    assert interview.record().closed == {"consent": "no"}
    assert interview.record().free == {}
    assert interview.status("main/age") is Status.NOT_ASKED
    restored = interview.answer("consent", "yes").restored
    assert "main/school" in restored
    assert interview.record().free == {"main/school": "Third"}


def test_expressions_read_answers_not_asked_as_empty(ask):
    interview = ask("""
| survey | type | name | label | relevant | calculation |
| | integer | a | A | | |
| | integer | b | B | ${a} = 1 | |
| | calculate | seen | | | if(${b} = '', 'empty', 'full') |
| | calculate | state | | | status(${b}) |
""")
    interview.answer("a", 1)
    interview.answer("b", 5)
    assert interview.value("seen") == "full"
    interview.answer("a", 2)
    assert interview.value("seen") == "empty"
    assert interview.value("state") == "not_asked"


def test_an_answer_to_a_question_not_asked_is_refused(ask):
    outcome = ask(FORM).answer("main/age", 3)
    assert outcome.findings[0].code == "answer.not_asked"


def test_why_a_question_is_not_asked(ask):
    interview = ask(FORM)
    reason = interview.why_not_asked("main/school")
    assert (reason.path, reason.reason, reason.expression) == (
        "main",
        "group",
        "${consent} = 'yes'",
    )
    interview.answer("consent", "yes")
    interview.answer("main/age", 44)
    assert interview.why_not_asked("main/school").expression == "${age} < 20"
    assert interview.why_not_asked("main/age") is None
    assert interview.why_not_asked("main/double").reason == "silent"
    assert interview.why_not_asked("models[3]/x").reason == "no_instance"


def test_next_stays_where_a_required_answer_is_missing(ask):
    interview = ask(FORM)
    move = interview.next()
    assert (move.moved, move.screen.path) == (False, "consent")
    assert move.findings[0].code == "answer.required"
    interview.answer("consent", "no")
    assert interview.next().screen.path == "bye"
    assert interview.next().screen is None
    assert interview.current is None
    assert interview.back().path == "bye"


def test_the_place_moves_on_when_its_question_goes(ask):
    interview = ask(FORM)
    interview.answer("consent", "yes")
    interview.go_to("main/age")
    interview.answer("consent", "no")
    assert interview.current.path == "bye"


def test_progress_counts_only_what_is_asked(ask):
    interview = ask(FORM)
    interview.answer("consent", "yes")
    interview.answer("main/age", 19)
    sections = {section.path: section for section in interview.progress()}
    assert (sections["main"].asked, sections["main"].answered) == (2, 1)
    assert sections["main"].label == "Main"
    assert [jump.status for jump in interview.jump_list()] == [
        "answered",
        "answered",
        "missing",
        "missing",
    ]


def test_a_trigger_calculates_only_when_its_question_changes(ask):
    interview = ask("""
| survey | type | name | label | calculation | trigger |
| | integer | a | A | | |
| | integer | b | B | | |
| | integer | copy | Copy | ${a} + ${b} | ${a} |
""")
    interview.answer("b", 10)
    assert interview.value("copy") is None
    interview.answer("a", 1)
    assert interview.value("copy") == 11
    interview.answer("b", 20)
    assert interview.value("copy") == 11


def test_defaults_fixed_and_dynamic(ask):
    interview = ask("""
| survey | type | name | label | default | read_only |
| | integer | a | A | 7 | |
| | integer | b | B | ${a} + 1 | |
| | date | d | D | today() | |
| | text | e | E | x - y | yes |
| | start | s | | | |
| | username | u | | | |
""")
    values = [interview.value(path) for path in ("a", "b", "d", "e", "s", "u")]
    assert values == [7, 8, "2026-03-04", "x - y", "2026-03-04T10:30:00", "li"]
    assert interview.answer("e", "z").findings[0].code == "answer.read_only"


def test_a_failing_expression_is_told_and_does_not_stop_the_interview(ask):
    interview = ask("""
| survey | type | name | label | calculation |
| | begin_repeat | r | R | |
| | integer | x | X | |
| | end_repeat | r | | |
| | calculate | one | | ${x} + 1 |
| | text | t | T | |
""")
    interview.add("r")
    interview.add("r")
    found = interview.finish()
    assert [(f.code, f.place.path, f.parameters["reason"]) for f in found] == [
        ("answer.expression_failed", "one", "more_than_one")
    ]


def test_finish_sets_the_end(ask):
    interview = ask("""
| survey | type | name | label |
| | end | e | |
| | text | t | T |
""")
    assert interview.value("e") is None
    interview.finish()
    assert interview.value("e") == "2026-03-04T10:30:00"
