"""Choices, languages, search, problems with repairs, conditions and reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from questionnaires.editing import choice_lists, conditions, languages, making, tree
from questionnaires.editing.conditions import Condition
from questionnaires.editing.draft import Draft, EditError
from questionnaires.editing.problems import Inspector, find_problems
from questionnaires.editing.reasons import why_not
from questionnaires.editing.repairs import can_repair, repair, repair_all
from questionnaires.editing.searching import Query, find, replace_all
from questionnaires.expressions import Layout
from questionnaires.interview import Interview
from questionnaires.model import Choice, Question
from tests.questionnaires.editing.forms import YES_NO, small_draft, small_form

COLUMNS = ("name", "label::zh", "label::en", "not_read_out")


def codes(problems) -> list[str]:
    return [one.finding.code for one in problems]


def with_question(question: Question) -> Draft:
    draft = small_draft()
    return draft.with_form(tree.insert(draft.form, (), 4, [question]))


def test_cells_from_a_spreadsheet_fill_rows_and_add_those_that_lack():
    cells = choice_lists.read_cells('a\t甲\tA\nb\t"乙\n丙"\t"B ""b"""\nc\t丁\n')
    made = choice_lists.paste_cells(YES_NO, cells, (1, 0), COLUMNS)
    assert [one.name for one in made] == ["yes", "a", "b", "c"]
    assert made[2].labels == {"zh": "乙\n丙", "en": 'B "b"'}


def test_pasted_heads_say_which_columns_are_meant():
    cells = choice_lists.read_cells("label::English (en)\tname\tregion\nNorth\tn\t1")
    made = choice_lists.paste_cells((), cells, (0, 0), COLUMNS)
    assert made == (Choice("n", {"en": "North"}, extra={"region": "1"}),)


def test_labels_alone_get_codes():
    made = choice_lists.paste_cells((), [["男"], ["女"]], (0, 1), COLUMNS)
    assert [(one.name, one.labels["zh"]) for one in made] == [("1", "男"), ("2", "女")]


def test_a_code_changed_in_the_table_is_changed_everywhere():
    draft = choice_lists.change_cell(small_draft(), "yes_no", 1, "name", "never")
    assert "'never'" in draft.form.question("reason").relevant
    with pytest.raises(EditError, match="choice_taken"):
        choice_lists.change_cell(draft, "yes_no", 1, "name", "yes")


def test_choices_move_together_until_the_edge():
    rows = tuple(Choice(name) for name in "abcd")
    assert [c.name for c in choice_lists.move_choices(rows, [1, 2], -1)] == ["b", "c", "a", "d"]
    assert choice_lists.move_choices(rows, [0, 1], -1) == rows


def test_a_shared_list_can_become_ones_own():
    form = making.add_question(small_form(), making.Place((), 0), "text")[0]
    form = tree.with_node(form, (0,), replace(form.body[0], kind="select_one", list_name="yes_no"))
    form, name = choice_lists.own_list(form, (0,))
    assert form.lists[name] == YES_NO
    assert form.question("sorts").list_name == "yes_no"


def test_missing_texts_are_counted_by_language():
    assert languages.count_missing(small_form()) == {"zh": 0, "en": 1}


def test_a_language_comes_and_goes():
    form = languages.add_language(small_form(), "ug", "Uyghurche (ug)")
    assert form.languages == ("zh", "en", "ug")
    assert languages.remove_language(form, "ug") == small_form()
    one = languages.remove_language(small_form(), "zh")
    assert one.default_language == "en"
    assert "zh" not in one.question("age").labels
    with pytest.raises(EditError, match="last_language"):
        languages.remove_language(one, "en")


def test_a_form_without_languages_gets_its_first_one():
    form = replace(small_form(), languages=("",), default_language="", settings={}, lists={},
                   body=(Question("a", "text", {"": "Age"}),))  # fmt: skip
    named = languages.add_language(form, "en", "English (en)")
    assert named.languages == ("en",)
    assert dict(named.question("a").labels) == {"en": "Age"}


def test_saying_one_thing_changes_nothing_else():
    said = next(s for s in languages.everything_said(small_form()) if s.name == "no")
    draft = languages.say(small_draft(), said, "en", "Never")
    assert draft.form.lists["yes_no"][1].labels["en"] == "Never"
    assert draft.form.body is not None
    assert draft.form.body == small_form().body


def test_replacing_a_word_renames_names_with_their_references():
    draft, count = replace_all(small_draft(), Query("age", whole_words=True), "years")
    assert count >= 2
    assert draft.form.question("reason").relevant.startswith("${years} > 20")
    assert not find(draft, Query("age", frozenset({"names", "expressions"}), whole_words=True))


def test_the_small_form_has_no_errors():
    assert not [one for one in find_problems(small_draft()) if one.is_error]


def text(relevant: str) -> Question:
    return Question("b", "text", {"zh": "x"}, relevant=relevant)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (text("${agee} > 1"), "expression.unknown_reference"),
        (text("${sorts} = 'nope'"), "expression.unknown_choice"),
        (text("${sorts} = “no”"), "expression.curly_quote"),
        (text("selectedd(${sorts}, 'no')"), "expression.unknown_function"),
        (Question("b", "select_one", {"zh": "x"}, list_name="nowhere"), "survey.list_missing"),
        (Question("b", "text", {"zh": "a &lt; b"}), "text.html_entities"),
        (Question("age", "text", {"zh": "x"}), "survey.name_duplicate"),
    ],
)  # fmt: skip
def test_each_fault_is_found_and_its_repair_removes_it(question, code):
    draft = with_question(question)
    problem = next(one for one in find_problems(draft) if one.finding.code == code)
    assert can_repair(problem)
    assert code not in codes(find_problems(repair(draft, problem)))


def test_all_repairs_at_once_leave_nothing_to_repair():
    draft = with_question(Question("b", "select_one", {"zh": "&gt;"}, relevant="${agee} = “1”"))
    mended = repair_all(draft)
    assert not [one for one in find_problems(mended) if can_repair(one)]


def test_a_deleted_question_is_missed_by_indicators_and_checks():
    draft = small_draft()
    gone = draft.with_form(tree.remove(draft.form, [(0,)]))
    sheets = {one.finding.place.sheet for one in find_problems(gone) if one.is_error}
    assert "checks" in sheets


def test_the_inspector_remembers_and_still_finds_the_same():
    inspector, draft = Inspector(), small_draft()
    inspector.inspect(draft)
    changed = with_question(Question("b", "text", relevant="${age} >"))
    assert inspector.inspect(changed) == find_problems(changed)
    assert inspector.inspect(draft) == find_problems(draft)


def test_an_empty_form_asks_nothing():
    form = replace(small_form(), body=())
    assert "survey.nothing_asked" in codes(find_problems(Draft(form)))


@pytest.mark.parametrize(
    ("condition", "kind", "text"),
    [
        (Condition("sorts", "is", "no"), "select_one", "${sorts} = 'no'"),
        (Condition("age", "at_least", "18"), "integer", "${age} >= 18"),
        (Condition("sorts", "answered"), "select_one", "${sorts} != ''"),
    ],
)
def test_conditions_are_written_and_read_back(condition, kind, text):
    assert conditions.write(condition, kind) == text
    assert conditions.read(text, Layout.of(small_form())) == ("and", (condition,))


def test_what_is_more_than_a_condition_stays_a_text():
    layout = Layout.of(small_form())
    assert conditions.read("${age} + 1 > 2", layout) is None
    joined = conditions.join("${age} > 1 or ${sorts} = 'no'", "${age} < 9")
    assert joined == "(${age} > 1 or ${sorts} = 'no') and ${age} < 9"


def test_why_a_question_is_not_asked_names_the_answer_that_decides():
    interview = Interview(small_form(), answers={"age": 40, "sorts": "yes"})
    reason = why_not(interview, "why/reason", "zh")
    assert reason.kind == "group"
    assert "分类吗" in reason.sentence
    assert [(one.label, one.value) for one in reason.given] == [("分类吗？", "是")]
    assert why_not(interview, "sorts", "zh") is None
