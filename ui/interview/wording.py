"""What is said in an interview: findings against answers, special answers, modes."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.interview.view import FindingView
from ui.language import QT_TRANSLATE_NOOP

_CONTEXT = "Interview"
translate = QCoreApplication.translate

_AGAINST = {
    "answer.required": QT_TRANSLATE_NOOP("Interview", "This question needs an answer."),
    "answer.constraint": QT_TRANSLATE_NOOP(
        "Interview", "This answer is not possible here. The answer before it was kept."
    ),
    "answer.soft_check": QT_TRANSLATE_NOOP("Interview", "This answer is unusual. Is it right?"),
    "answer.not_a_number": QT_TRANSLATE_NOOP("Interview", "“{value}” is not a number."),
    "answer.not_an_integer": QT_TRANSLATE_NOOP(
        "Interview", "“{value}” is not a whole number. Type one without a fraction."
    ),
    "answer.not_a_date": QT_TRANSLATE_NOOP(
        "Interview", "“{value}” is not a date. Type it like 2026-11-23."
    ),
    "answer.not_a_time": QT_TRANSLATE_NOOP(
        "Interview", "“{value}” is not a time. Type it like 08:30."
    ),
    "answer.not_a_datetime": QT_TRANSLATE_NOOP(
        "Interview", "“{value}” is not a date and time. Type it like 2026-11-23 08:30."
    ),
    "answer.not_a_place": QT_TRANSLATE_NOOP(
        "Interview", "“{value}” is not a place. Type latitude and longitude: 30.75 120.75."
    ),
    "answer.not_a_choice": QT_TRANSLATE_NOOP(
        "Interview", "The answer given before is not among the choices any more. Choose again."
    ),
    "answer.out_of_range": QT_TRANSLATE_NOOP("Interview", "“{value}” is outside {start} to {end}."),
    "answer.read_only": QT_TRANSLATE_NOOP("Interview", "This answer cannot be changed."),
    "answer.refusal_not_allowed": QT_TRANSLATE_NOOP(
        "Interview", "“Refused” is not possible at this question."
    ),
    "answer.dont_know_not_allowed": QT_TRANSLATE_NOOP(
        "Interview", "“Don't know” is not possible at this question."
    ),
    "answer.expression_failed": QT_TRANSLATE_NOOP(
        "Interview",
        "A rule of the questionnaire could not be used ({reason}). Tell the office; go on.",
    ),
    "answer.unsettled": QT_TRANSLATE_NOOP(
        "Interview", "Rules of the questionnaire contradict each other. Tell the office; go on."
    ),
}
_OTHERWISE = QT_TRANSLATE_NOOP("Interview", "This answer is not possible here.")

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
    text = translate(_CONTEXT, _AGAINST.get(found.code, _OTHERWISE))
    for name, value in found.parameters:
        text = text.replace(f"{{{name}}}", value)
    return text


def say_status(status: str) -> str:
    """The status of a question in a word."""
    return translate(_CONTEXT, STATUSES.get(status, STATUSES["missing"]))


def say_mode(mode: str) -> str:
    """How the interview is held."""
    return translate(_CONTEXT, MODES[mode]) if mode in MODES else mode


def say_language(name: str) -> str:
    """A language of a questionnaire by its own name."""
    return {"zh": "中文", "en": "English"}.get(name, name)
