"""What is wrong with the file or its place is said by the window itself, soon after opening."""

from __future__ import annotations

import pytest

from surveyapp.revision_log import NewRevision, record_revision
from surveyapp.revisions import ClosedLeaf
from surveyapp.survey import open_survey

MARK = b"MARKER-7Q"


@pytest.fixture
def altered(plain_survey):
    """A survey whose only interview was changed where integrity_check does not look."""
    with open_survey(plain_survey) as survey:
        leaf = ClosedLeaf({"age": 40, "mark": MARK.decode()})
        record_revision(
            survey, NewRevision("a" * 32, "final", "form", "q", "unit", "paper", "1.10", leaf)
        )
    raw = plain_survey.read_bytes()
    assert MARK in raw
    plain_survey.write_bytes(raw.replace(MARK, b"MARKER-8Q"))
    return plain_survey


@pytest.mark.parametrize(("language", "words"), [("en", "file is damaged"), ("zh_CN", "损坏")])
def test_damage_found_by_hashing_is_shown_without_being_asked_for(
    window, altered, qtbot, language, words
):
    window.session.change_language(language)
    said = []
    window.session.said.connect(said.append)
    window.files.open_path(altered)
    qtbot.waitUntil(lambda: any(words in one.text for one in said), timeout=20_000)
    assert [one.kind for one in said if words in one.text] == ["trouble"]
