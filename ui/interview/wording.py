"""What is said in an interview: findings against answers, special answers, modes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from surveyapp.findings.questionnaires import word_finding
from ui.interview.view import FindingView
from ui.language import QT_TRANSLATE_NOOP

_CONTEXT = "Interview"
translate = QCoreApplication.translate

STATUSES = {
    "refused": QT_TRANSLATE_NOOP("Interview", "Refusal"),
    "dont_know": QT_TRANSLATE_NOOP("Interview", "Don't know"),
    "answered": QT_TRANSLATE_NOOP("Interview", "Answered"),
    "missing": QT_TRANSLATE_NOOP("Interview", "Not answered"),
}
MODES = {
    "face_to_face": QT_TRANSLATE_NOOP("Interview", "Face to face"),
    "telephone": QT_TRANSLATE_NOOP("Interview", "By telephone"),
    "self": QT_TRANSLATE_NOOP("Interview", "Respondent fills in"),
    "paper": QT_TRANSLATE_NOOP("Interview", "From a paper form"),
}


def say_against(found: FindingView) -> str:
    """A finding in words: the form's own message where it has one."""
    if found.message:
        return found.message
    wording = word_finding(found.code, dict(found.parameters))
    return f"{wording.sentence} {wording.remedy}".strip()


def say_status(status: str) -> str:
    """The status of a question in a word."""
    return translate(_CONTEXT, STATUSES.get(status, STATUSES["missing"]))


def say_mode(mode: str) -> str:
    """How the interview is held."""
    return translate(_CONTEXT, MODES[mode]) if mode in MODES else mode


def say_language(name: str) -> str:
    """A language of a questionnaire by its own name."""
    return {"zh": "中文", "en": "English"}.get(name, name)
