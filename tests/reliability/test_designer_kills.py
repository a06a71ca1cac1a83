"""kill -9 while a questionnaire is worked on: what was called saved is in the file."""

from __future__ import annotations

import pytest

from tests.reliability.designer_kills import kill_once, make_survey


@pytest.mark.slow
def test_what_was_called_saved_survives_a_kill(tmp_path):
    path = tmp_path / "kills.survey"
    make_survey(path)
    kills = [kill_once(path, seconds) for seconds in (2.0, 0.6, 2.9)]
    assert any(one.said for one in kills)
    assert kills[-1].found >= kills[0].said
