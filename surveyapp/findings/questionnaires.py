"""Wording of what the room ``questionnaires`` finds and refuses: answers here, workbooks beside."""

from __future__ import annotations

from collections.abc import Mapping

from surveyapp import findings
from surveyapp.findings import Wording
from surveyapp.findings.expressions import EXPRESSIONS
from surveyapp.findings.workbooks import WORKBOOKS
from surveyapp.words import N_


def _error(sentence: str, remedy: str) -> Wording:
    return Wording("error", sentence, remedy)


_ASK = N_("Ask the respondent again.")
_TELL = N_("Go on with the interview and tell the office.")

_ANSWERS: dict[str, Wording] = {
    "answer.required": _error(
        N_("This question needs an answer."),
        N_("Enter one, or mark the question as refused or not known where that is allowed."),
    ),
    "answer.constraint": _error(
        N_("This answer is not possible here; the answer before it was kept."), _ASK
    ),
    "answer.soft_check": Wording(
        "warning",
        N_("This answer is unusual."),
        N_("Ask the respondent again. Where it is right, keep it and give the reason."),
    ),
    "answer.not_a_number": _error(N_("“{value}” is not a number."), N_("Enter digits only.")),
    "answer.not_an_integer": _error(
        N_("“{value}” is not a whole number."), N_("Enter a number without a fraction.")
    ),
    "answer.not_a_date": _error(
        N_("“{value}” is not a date."), N_("Enter year-month-day, for example 2026-11-23.")
    ),
    "answer.not_a_time": _error(
        N_("“{value}” is not a time of day."), N_("Enter hours:minutes, for example 08:30.")
    ),
    "answer.not_a_datetime": _error(
        N_("“{value}” is not a date with a time."), N_("Enter for example 2026-11-23 08:30.")
    ),
    "answer.not_a_place": _error(
        N_("“{value}” is not a place on the map."),
        N_("Enter latitude, then longitude, for example 30.75 120.75."),
    ),
    "answer.not_a_choice": _error(
        N_("“{value}” is not among the choices offered."), N_("Choose one of those shown.")
    ),
    "answer.not_one_value": _error(
        N_("“{value}” is not one single answer."), N_("Give one answer only.")
    ),
    "answer.not_a_ranking": _error(
        N_("“{value}” does not put every choice in order."),
        N_("Place each choice exactly once."),
    ),
    "answer.out_of_range": _error(
        N_("“{value}” is outside {start} to {end}."), N_("Enter a number within these limits.")
    ),
    "answer.read_only": _error(
        N_("This answer cannot be changed."), N_("Correct the answers it is worked out from.")
    ),
    "answer.not_asked": _error(
        N_("This question is not asked after the answers given so far."),
        N_("Look at the answers before it, or go on."),
    ),
    "answer.unknown_question": _error(
        N_("The questionnaire has no such question."),
        N_("Check that the answers belong to this version of the questionnaire."),
    ),
    "answer.refusal_not_allowed": _error(
        N_("“Refused” is not possible at this question."), N_("Choose an answer.")
    ),
    "answer.dont_know_not_allowed": _error(
        N_("“Don’t know” is not possible at this question."), N_("Choose an answer.")
    ),
    "answer.repeat_is_counted": _error(
        N_("How often this part is asked follows from an earlier answer."),
        N_("Change the number given there."),
    ),
    "answer.expression_failed": _error(
        N_("The rule “{expression}” in “{column}” could not be worked out: {reason}"), _TELL
    ),
    "answer.unsettled": _error(
        N_("Rules of the questionnaire contradict each other, so nothing settles."), _TELL
    ),
}

_REFUSALS: dict[str, Wording] = {
    "questionnaires.import-refused": _error(
        N_("The workbook has {errors} errors; nothing was imported. The first ({place}): {first}"),
        N_("Correct them in the workbook and import it again."),
    ),
    "questionnaires.has-errors": _error(
        N_("The questionnaire has {errors} errors and cannot be used so."),
        N_("Correct them in the workbook, or let the program mend what it can."),
    ),
    "questionnaires.name-not-one": _error(
        N_("“{name}” names {found} places of the questionnaire, not one."),
        N_("Write the whole path, as the search prints it."),
    ),
    "questionnaires.name-taken": _error(
        N_("The name “{name}” is taken."), N_("Choose another one.")
    ),
    "questionnaires.name-invalid": _error(
        N_("“{name}” cannot be a name."),
        N_("Begin with a letter, then letters, digits, “_”, “-” or “.”."),
    ),
    "questionnaires.not-strict": _error(
        N_("The strict converter of Kobo and ODK refuses the questionnaire: {message}"),
        N_("Correct what it names; the check of the workbook says where."),
    ),
    "questionnaires.altered": _error(
        N_("The questionnaire “{title}” ({hash}) was altered in the file after it was kept."),
        N_("Use a copy of the survey from before, or import the workbook again."),
    ),
}

WORDING: dict[str, Wording] = {**_REFUSALS, **_ANSWERS, **WORKBOOKS, **EXPRESSIONS}


def word_finding(code: str, parameters: Mapping[str, str]) -> Wording:
    """The wording of what ``questionnaires`` found; the code of a faulty expression in words too.

    Which details a faulty expression has depends on the fault: what is not known is a dash.
    """
    known = _Known({name: value for name, value in parameters.items() if value})
    reason = parameters.get("reason", "")
    if f"expression.{reason}" in EXPRESSIONS:
        known["reason"] = findings.word(f"expression.{reason}", known).sentence
    return findings.word(code, known)


class _Known(dict[str, str]):
    """Parameters, with a dash for those nobody gave."""

    def __missing__(self, name: str) -> str:
        return "—"
