"""Wording of what is wrong with a workbook: its file, its questions, its choices, its method."""

from __future__ import annotations

from surveyapp.findings import Wording
from surveyapp.words import N_


def _error(sentence: str, remedy: str) -> Wording:
    return Wording("error", sentence, remedy)


def _warning(sentence: str, remedy: str) -> Wording:
    return Wording("warning", sentence, remedy)


def _note(sentence: str, remedy: str = "") -> Wording:
    return Wording("note", sentence, remedy)


_SAVE_AGAIN = N_("Open it in Excel or WPS and save it again as .xlsx.")
_ADD_LABEL = N_("Write one in the column “label”.")

_FILES: dict[str, Wording] = {
    "workbook.unknown_kind": _error(
        N_("Files of kind “{suffix}” cannot be read as a questionnaire."),
        N_("Use an .xlsx, .xls, .csv or .md file."),
    ),
    "workbook.unreadable": _error(N_("The file cannot be read ({reason})."), _SAVE_AGAIN),
    "workbook.too_large": _error(
        N_("The file is too large ({what}; at most {limit})."),
        N_("Delete sheets, rows and pictures that do not belong to the questionnaire."),
    ),
    "workbook.entities": _error(
        N_("The file holds definitions that no office program writes; it was not read."),
        N_("Ask where the file comes from. Copy the sheets into a new workbook."),
    ),
    "workbook.no_survey_sheet": _error(
        N_("There is no sheet “survey”."), N_("Give the sheet with the questions this name.")
    ),
    "workbook.too_many_rows": _error(
        N_("The sheet has more than {limit} rows; the others were not read."),
        N_("Shorten the sheet."),
    ),
    "workbook.cell_too_long": _error(
        N_("A cell of this row has more than {limit} characters; the rest was cut off."),
        N_("Shorten the text."),
    ),
    "workbook.formulas": _note(
        N_("The sheet holds formulas; their last results were read."),
        N_("Save the workbook after the last change, so that the results are up to date."),
    ),
    "workbook.sheet_kept": _note(
        N_("This sheet is not used here; it is kept and written back unchanged.")
    ),
    "workbook.sheet_dropped": _warning(
        N_("This sheet is not used here, and with more than {limit} characters it was not kept."),
        N_("Keep it in a file of its own."),
    ),
    "header.duplicate": _warning(
        N_("The column “{name}” stands here twice."), N_("Leave one of them.")
    ),
    "header.kept": _note(
        N_("The column “{name}” is not used here; it is kept and written back unchanged.")
    ),
    "text.reference_blanks": _warning(
        N_("Blanks stand inside a reference in “{text}”; Kobo and ODK refuse that."),
        N_("Write ${{name}} without blanks."),
    ),
    "text.html_entities": _warning(
        N_("Characters copied from a web page stand in “{text}”."),
        N_("Write the characters themselves, for example > for &gt;."),
    ),
}

_QUESTIONS: dict[str, Wording] = {
    "survey.type_missing": _error(
        N_("The question “{name}” has no type."), N_("Write one in the column “type”.")
    ),
    "survey.type_unknown": _error(
        N_("There is no question type “{type}”."), N_("Check the spelling; nearest: “{nearest}”.")
    ),
    "survey.type_surveycto": _error(
        N_("The type “{type}” belongs to SurveyCTO and is not used here."),
        N_("Use “{becomes}” for it."),
    ),
    "survey.row_disabled": _note(N_("The row of “{name}” is switched off and was left out.")),
    "survey.name_missing": _error(
        N_("A row of type “{type}” has no name."), N_("Write one in the column “name”.")
    ),
    "survey.note_named": _note(N_("A note without a name was called “{name}”.")),
    "survey.name_invalid": _error(
        N_("“{name}” cannot be a name."),
        N_("Begin with a letter and use letters, digits and _ without blanks."),
    ),
    "survey.name_duplicate": _error(
        N_("The name “{name}” is used twice in one group."), N_("Give each row its own name.")
    ),
    "survey.other_with_filter": _warning(
        N_("“{name}” offers “other” and filters its choices; “other” then passes no filter."),
        N_("Add “other” to the list of choices instead, with a text question after it."),
    ),
    "survey.too_deep": _error(
        N_("Groups lie more than {limit} deep within each other; what lies deeper was left out."),
        N_("Use fewer levels of groups."),
    ),
    "survey.group_unclosed": _error(
        N_("The group “{name}” is not closed."), N_("Add its row “end group” or “end repeat”.")
    ),
    "survey.group_named_meta": _error(
        N_("A group cannot be named “{name}”."), N_("Give it another name.")
    ),
    "survey.end_without_begin": _error(
        N_("“{type}” closes nothing that was opened."), N_("Delete this row.")
    ),
    "survey.end_mismatched": _error(
        N_("“{type}” stands here, but “{name}” was opened as “{open}”."),
        N_("Close it with the word it was opened with."),
    ),
    "survey.matrix_too_large": _error(
        N_("The table “{name}” would become more than {limit} questions; it was left empty."),
        N_("Use fewer rows or columns."),
    ),
    "survey.too_many_faults": _error(
        N_("More than {limit} faults were found in expressions; the others are not listed."),
        N_("Correct those listed, then read the workbook again."),
    ),
    "survey.matrix_expanded": _note(
        N_("The table “{name}” (“{type}”) is read as a group of single questions.")
    ),
    "survey.media_ignored": _note(
        N_("Pictures, sound and films are not shown in an interview here.")
    ),
    "survey.label_missing": _warning(N_("“{name}” has no text to read out."), _ADD_LABEL),
    "survey.calculation_missing": _error(
        N_("“{name}” is to be calculated, but it is not said how."),
        N_("Write the expression in the column “calculation”."),
    ),
    "survey.list_missing": _error(
        N_("“{name}” uses the list of choices “{list}”, which does not exist."),
        N_("Add the list to the sheet “choices”, or correct its name."),
    ),
    "survey.file_missing": _warning(
        N_("The file “{file}” does not lie beside the workbook."),
        N_("Put it into the same folder and read the workbook again."),
    ),
    "survey.reference_unknown": _error(
        N_("The text mentions “{name}”, but there is no such question."), N_("Check the name.")
    ),
    "survey.function_surveycto": _note(
        N_("The function “{name}” belongs to SurveyCTO; it is called “{becomes}” elsewhere."),
        N_("Where the workbook is also used in Kobo or ODK, write “{becomes}”."),
    ),
    "survey.function_not_in_odk": _note(
        N_("The function “{name}” works here, but not in Kobo or ODK."),
        N_("Do without it where the workbook is also used there."),
    ),
    "survey.reference_ambiguous": _warning(
        N_("The name “{name}” is used in several places ({paths}), which Kobo refuses."),
        N_("Give each question a name of its own."),
    ),
    "survey.select_from_answers": _warning(
        N_("“{name}” offers the answers to another question; Kobo allows only one of them."),
        N_("Use select_one, or a list of choices."),
    ),
    "survey.file_named_like_list": _warning(
        N_("The file “{file}” and the list “{list}” have one name, which Kobo refuses."),
        N_("Rename the file or the list."),
    ),
    "survey.cycle": _warning(
        N_("These questions depend on each other in a circle: {paths}."),
        N_("Take one of them out of the circle."),
    ),
    "survey.nothing_asked": _error(
        N_("The questionnaire asks nothing yet."), N_("Add a question.")
    ),
    "text.translation_missing": _warning(
        N_("{count} texts are missing in the language “{language}”."),
        N_("Fill them in where the languages stand side by side."),
    ),
    "choices.list_name_missing": _error(
        N_("The choice “{name}” belongs to no list."),
        N_("Write the list in the column “list_name”."),
    ),
    "choices.name_missing": _error(
        N_("A choice of the list “{list}” has no code."), N_("Write one in the column “name”.")
    ),
    "choices.name_with_blank": _warning(
        N_("The code “{name}” in the list “{list}” has a blank in it."),
        N_("Write _ in its place; where several choices may be given, a blank separates them."),
    ),
    "choices.name_duplicate": _error(
        N_("The code “{name}” stands twice in the list “{list}”."),
        N_("Give each choice its own code."),
    ),
    "choices.label_missing": _warning(
        N_("The choice “{name}” of the list “{list}” has no text."), _ADD_LABEL
    ),
    "choices.list_unused": _note(
        N_("No question uses the list “{list}”."), N_("Delete it, or choose it for a question.")
    ),
    "choices.special_code": _note(
        N_("The choice “{name}” ({label}) of the list “{list}” means: {means}."),
        N_("Mark it as not read out, so that it is counted as such and not as an answer."),
    ),
}


def _method(sheet: str) -> dict[str, Wording]:
    return {
        f"{sheet}.key_missing": _error(
            N_("This row has no key."), N_("Write one in the column “key”.")
        ),
        f"{sheet}.key_duplicate": _error(
            N_("The key “{key}” is used twice."), N_("Give each row its own key.")
        ),
        f"{sheet}.unknown_word": _error(
            N_("“{word}” is not possible here."), N_("Possible: {allowed}.")
        ),
        f"{sheet}.expression_missing": _error(
            N_("“{key}” has no expression."), N_("Write one in the column “expression”.")
        ),
    }


WORKBOOKS: dict[str, Wording] = {
    **_FILES,
    **_QUESTIONS,
    **_method("indicators"),
    **_method("checks"),
    "indicators.denominator_missing": _error(
        N_("The ratio “{key}” has no denominator."), N_("Write one in the column “denominator”.")
    ),
    "indicators.not_a_number": _error(
        N_("“{text}” is not a number."), N_("Enter for example 80, or very_satisfied=100.")
    ),
    "checks.unknown_level": _error(
        N_("There is no repeated part “{level}” to look at."),
        N_("Name a repeat of the questionnaire, or leave the cell empty for whole interviews."),
    ),
}
