from datetime import datetime

import pytest

from questionnaires.interview import Interview, InterviewContext
from questionnaires.xlsform import read_workbook


@pytest.fixture
def form(tmp_path):
    """A questionnaire from a table of pipes, read by the program's own reader."""

    def read(text):
        path = tmp_path / "form.md"
        path.write_text(text, encoding="utf-8")
        reading = read_workbook(path)
        assert not reading.errors
        return reading.questionnaire

    return read


@pytest.fixture
def ask(form):
    """An interview with a form from a table of pipes."""

    def start(text, mode="face_to_face", **given):
        context = InterviewContext(
            now=datetime(2026, 3, 4, 10, 30), username="li", device="laptop-7", mode=mode
        )
        return Interview(form(text), context=context, seed="seed", **given)

    return start
