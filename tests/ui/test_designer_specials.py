"""The designer shows which codes stand for refusal and don't know, and turns them both ways."""

from __future__ import annotations

from dataclasses import replace

import pytest

from questionnaires.model import Choice, Question
from questionnaires.specials import find_specials
from questionnaires.xlsform import read_workbook
from ui import files
from ui.designer.titles import titled

CODES = (
    Choice("1", {"zh": "是", "en": "Yes"}),
    Choice("98", {"zh": "不知道", "en": "Don't know"}),
    Choice("99", {"zh": "拒答", "en": "Refused"}),
)


@pytest.fixture
def page(show, qtbot):
    """The shipped form with one question more, whose list holds codes as Kobo writes them."""
    page = show("questionnaire")
    qtbot.waitUntil(lambda: page.desk.inspection.is_current, timeout=20_000)
    draft = page.document.draft
    asked = Question("from_kobo", "select_one", {"zh": "问"}, list_name="codes")
    asked = replace(asked, allow_refused=False)
    form = replace(
        draft.form, body=(*draft.form.body, asked), lists={**draft.form.lists, "codes": CODES}
    )
    assert page.document.do(titled("add"), draft.with_form(form))
    return page


@pytest.fixture
def dialog(page):
    page.exits.show_specials()
    return page.exits.specials


def kept(dialog) -> dict[tuple[str, str], str]:
    model = dialog.table.model
    rows = [
        [model.index(row, column).data() for column in (0, 4, 3)] for row in range(model.rowCount())
    ]
    return {
        (code, question): how for code, questions, how in rows for question in questions.split(", ")
    }


def test_codes_are_shown_with_what_they_mean_here(dialog):
    shown = kept(dialog)
    assert shown[("98", "from_kobo")] == shown[("99", "from_kobo")] == "A choice of the list"
    assert shown[("99", "education")] == "An answer of its own"
    assert shown[("unclear", "sat_air")] == "A choice that is not read out"
    assert dialog.turn_button.text() == "Turn 2 choices of lists into answers of their own"


def test_they_become_answers_of_their_own_in_one_step_of_undo(page, dialog):
    dialog.turn()
    assert kept(dialog)[("98", "from_kobo")] == "An answer of its own"
    assert not dialog.turn_button.isVisible()
    question = page.document.form.question("from_kobo")
    assert (question.allow_refused, question.allow_dont_know) == (True, True)
    page.desk.undo()
    assert [one.name for one in page.document.form.lists["codes"]] == ["1", "98", "99"]


def test_a_workbook_with_codes_goes_out(page, dialog, tmp_path, qtbot, monkeypatch):
    target = tmp_path / "kobo.xlsx"
    monkeypatch.setattr(files, "ask_save", lambda *_args: target)
    dialog.turn()
    dialog.accept()
    qtbot.waitUntil(target.exists, timeout=20_000)
    written = read_workbook(target).questionnaire
    users = {one.means: one.code for one in find_specials(written) if "from_kobo" in one.questions}
    assert users == {"dont_know": "98", "refused": "99"}
