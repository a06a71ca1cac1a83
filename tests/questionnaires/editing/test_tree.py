"""Nodes in, out and about; names follow wherever they are used."""

from __future__ import annotations

import pytest

from questionnaires.editing import fragments, making, tree
from questionnaires.editing.draft import Draft, EditError, new_draft
from questionnaires.editing.making import Place
from questionnaires.editing.renaming import rename_choice, rename_list, rename_node
from questionnaires.model import Group, Question
from tests.questionnaires.editing.forms import small_draft, small_form


def names(form) -> list[str]:
    return [path for path, _ in form.walk()]


def test_a_draft_survives_being_written_down():
    draft = small_draft()
    assert Draft.from_json(draft.to_json()) == draft
    with pytest.raises(ValueError, match="not a draft"):
        Draft.from_json("{}")


def test_moving_counts_rows_as_they_were_before():
    moved, where = tree.move(small_form(), [(0,), (1,)], (3,), 1)
    assert names(moved) == ["why", "why/reason", "people", "people/name", "people/age",
                            "people/sorts", "people/older"]  # fmt: skip
    assert where == ((1, 1), (1, 2))


def test_a_group_does_not_go_into_itself():
    with pytest.raises(EditError, match="inside_itself"):
        tree.move(small_form(), [(2,)], (2,), 0)


def test_wrapping_and_unwrapping_gives_the_same_form():
    form = small_form()
    wrapped, address = tree.wrap(form, [(0,), (1,)], Group("both"))
    assert names(wrapped)[:3] == ["both", "both/age", "both/sorts"]
    unwrapped, _ = tree.unwrap(wrapped, address)
    assert unwrapped == form


def test_a_new_name_follows_into_expressions_texts_indicators_and_checks():
    draft = rename_node(small_draft(), (0,), "years")
    form = draft.form
    reason = form.question("reason")
    assert reason.relevant == "${years} > 20 and ${sorts} = 'no'"
    assert reason.labels["zh"] == "${years} 岁，为什么？"
    assert form.question("older").calculation == "../name != '' and ${years} > 1"
    assert draft.checks[0].expression == "${years} < 18"
    assert rename_node(draft, (0,), "age") == small_draft()


def test_relative_paths_follow_a_new_name():
    draft = rename_node(small_draft(), (3, 0), "called")
    assert draft.form.question("older").calculation == "../called != '' and ${age} > 1"


def test_a_namesake_nearer_by_keeps_its_references():
    near = Group("near", (Question("x", "integer"), Question("b", "text", relevant="${x}>1")))
    far = Group("far", (Question("x", "integer"), Question("c", "text", relevant="${x}>1")))
    draft = rename_node(Draft(tree.insert(small_form(), (), 4, [near, far])), (5, 0), "y")
    assert draft.form.question("b").relevant == "${x}>1"
    assert draft.form.question("c").relevant == "${y}>1"


@pytest.mark.parametrize(("name", "code"), [("sorts", "name_taken"), ("1 a", "name_invalid")])
def test_a_name_that_cannot_be_is_refused(name, code):
    with pytest.raises(EditError, match=code):
        rename_node(small_draft(), (0,), name)


def test_a_new_code_follows_where_questions_of_the_list_are_compared():
    draft = rename_choice(small_draft(), "yes_no", "no", "0")
    assert draft.form.question("reason").relevant == "${age} > 20 and ${sorts} = '0'"
    assert draft.form.body[2].relevant == "selected(${sorts}, '0')"
    scored = rename_choice(small_draft(), "yes_no", "yes", "1")
    assert scored.indicators[0].expression == "${sorts} = '1'"
    assert scored.indicators[0].option_scores == {"1": 100}


def test_a_list_keeps_its_questions_under_a_new_name():
    draft = rename_list(small_draft(), "yes_no", "agreement")
    assert draft.form.question("sorts").list_name == "agreement"
    assert list(draft.form.lists) == ["agreement"]


def test_pasting_into_the_same_form_numbers_names_and_keeps_inner_references():
    form = small_form()
    copied = fragments.copy(form, [(0,), (2,)])
    pasted, where = fragments.paste(form, Place((), 4), copied)
    assert where == ((4,), (5,))
    assert tree.node_at(pasted, (4,)).name == "age_2"
    inner = tree.node_at(pasted, (5, 0))
    assert inner.name == "reason_2"
    assert inner.relevant == "${age_2} > 20 and ${sorts} = 'no'"


def test_pasting_elsewhere_brings_the_list_and_knows_the_languages():
    target = new_draft("other", "Other", {"en": "English (en)"}).form
    fragment = fragments.Fragment.from_json(fragments.copy(small_form(), [(1,)]).to_json())
    pasted, _ = fragments.paste(target, Place((), 0), fragment)
    assert dict(pasted.question("sorts").labels) == {"en": "Sort?"}
    assert [one.name for one in pasted.lists["yes_no"]] == ["yes", "no"]


def test_a_list_of_the_same_name_with_other_choices_gets_a_number():
    form = small_form()
    other = making.with_list(form, "yes_no", form.lists["yes_no"][:1])
    pasted, _ = fragments.paste(form, Place((), 0), fragments.copy(other, [(1,)]))
    assert pasted.body[0].list_name == "yes_no_2"


def test_lines_from_a_letter_become_questions_without_their_numbers():
    fragment = fragments.from_plain("1. 您的年龄？\n（2）您的性别？\n\n三、职业", "zh")
    assert [one.labels["zh"] for one in fragment.nodes] == ["您的年龄？", "您的性别？", "职业"]


def test_rows_of_a_sheet_come_back_as_they_were_copied():
    form = small_form()
    text = fragments.to_plain(form, fragments.copy(form, [(0,), (2,)]))
    fragment = fragments.from_plain(text, "zh")
    assert [node.name for node in fragment.nodes] == ["age", "why"]
    assert fragment.nodes[1].children[0].relevant == form.question("reason").relevant


def test_a_grid_gives_its_list_to_what_is_added_in_it():
    form, grid = making.add_grid(small_form(), Place((), 4))
    form, added = making.add_question(form, making.place_after(form, grid), "select_one")
    assert added == (4, 2)
    lists = {node.list_name for node in tree.children_of(form, grid)}
    assert lists == {"grid1"}


def test_a_select_brings_choices_and_an_untouched_list_goes_with_it():
    form, address = making.add_question(small_form(), Place((), 0), "text")
    form = making.change_kind(form, address, "select_one")
    assert form.body[0].list_name in form.lists
    assert making.change_kind(form, address, "integer").lists == small_form().lists
