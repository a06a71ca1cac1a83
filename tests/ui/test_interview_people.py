"""Random people finish every shipped form through the window, and both engines record the same."""

from __future__ import annotations

import json

import pytest

from questionnaires.library import open_shipped, shipped
from questionnaires.model import Questionnaire
from questionnaires.xlsform.reading import read_workbook
from tests.interview_cases import ALL_KINDS
from tests.interview_people import KeyPerson
from tests.interview_stage import (
    QtHands,
    begin,
    make_field_file,
    make_picture,
    open_file,
    read_rows,
    wait_until,
)
from ui.interview.ending import DonePane

pytestmark = pytest.mark.slow


def read_shipped(name: str) -> Questionnaire:
    with open_shipped(name) as path:
        return read_workbook(path).questionnaire


FORMS = (*(read_shipped(name) for name in shipped()), ALL_KINDS)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.form_id)
def test_a_random_person_finishes_and_the_records_are_the_same(window, tmp_path, form, seed):
    path = make_field_file(tmp_path / "laptop.survey", [form])
    window.resize(1366, 768)
    window.activateWindow()
    open_file(window, path)
    stage = begin(window, form.content_hash)
    person = KeyPerson(QtHands(stage, make_picture(tmp_path)), stage.twin(), seed, ascii_only=False)
    person.complete()
    engine = stage.opened[0].interview
    person.twin.finish()
    person.finish()
    wait_until(lambda: isinstance(stage.interview.pane, DonePane), "the end")
    wanted = person.twin.record()
    assert engine.record() == wanted
    (row,) = read_rows(window, "SELECT closed, free, header FROM revision")
    if json.loads(row["header"])["disposition"] == "1.10":
        assert json.loads(row["closed"])["answers"] == wanted.closed
        assert json.loads(row["free"])["answers"] == wanted.free
