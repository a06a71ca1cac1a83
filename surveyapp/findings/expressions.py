"""Wording of what is wrong with an expression."""

from __future__ import annotations

from surveyapp.findings import Wording
from surveyapp.words import N_


def _error(sentence: str, remedy: str) -> Wording:
    return Wording("error", sentence, remedy)


def _warning(sentence: str, remedy: str) -> Wording:
    return Wording("warning", sentence, remedy)


EXPRESSIONS: dict[str, Wording] = {
    "expression.empty": _error(N_("The expression is empty."), N_("Write it, or clear the cell.")),
    "expression.too_long": _error(
        N_("The expression has {length} characters; at most {limit} are read."),
        N_("Split it into several calculations."),
    ),
    "expression.too_deep": _error(
        N_("The expression nests deeper than {limit} levels."),
        N_("Split it into several calculations."),
    ),
    "expression.unexpected_character": _error(
        N_("The character {found} has no meaning in an expression."), N_("Remove it.")
    ),
    "expression.unexpected_token": _error(
        N_("“{found}” cannot stand here."),
        N_("Look for a missing operator, comma or bracket before it."),
    ),
    "expression.missing_operand": _error(
        N_("The expression ends too early."), N_("Complete what follows the last operator.")
    ),
    "expression.unclosed_bracket": _error(
        N_("A bracket is not closed."), N_("Add the missing bracket.")
    ),
    "expression.unclosed_text": _error(
        N_("A quotation mark is not closed."), N_("Add the missing quotation mark.")
    ),
    "expression.unclosed_reference": _error(
        N_("A reference is not closed."), N_("Write it as ${{name}}.")
    ),
    "expression.curly_quote": _error(
        N_("The quotation mark {found} comes from a word processor."),
        N_("Use straight quotation marks: '…'."),
    ),
    "expression.html_entity": _error(
        N_("{found} comes from a web page."), N_("Write the character itself.")
    ),
    "expression.doubled_operator": _error(
        N_("“{found}” is no operator."), N_("Use one operator, for instance a single =.")
    ),
    "expression.unsupported_axis": _error(
        N_("The path uses “{found}”, which forms do not allow."), N_("Refer to questions by name.")
    ),
    "expression.unsupported_path": _error(
        N_("This path cannot be followed."), N_("Refer to questions by name.")
    ),
    "expression.unknown_reference": _error(
        N_("There is no question “{name}”."), N_("Check the name; the nearest is “{nearest}”.")
    ),
    "expression.unknown_function": _error(
        N_("There is no function “{name}”."), N_("Check the name; the nearest is “{nearest}”.")
    ),
    "expression.unknown_list": _error(
        N_("There is no list or table “{name}”."), N_("Add the list, or attach the file.")
    ),
    "expression.wrong_argument_count": _error(
        N_("“{name}” has {found} arguments; it takes {least} to {most}."),
        N_("Add or remove arguments."),
    ),
    "expression.not_a_nodeset": _error(
        N_("The function needs a question or a repeat."), N_("Name one, as ${{name}}.")
    ),
    "expression.not_a_question": _error(
        N_("The function needs a question."), N_("Name one, as ${{name}}.")
    ),
    "expression.not_a_value": _error(
        N_("“{name}” alone is no value."), N_("Continue the path to a column.")
    ),
    "expression.bad_indexed_repeat": _error(
        N_("indexed-repeat needs a question, then each repeat around it with its number."),
        N_("Write indexed-repeat(${{question}}, ${{repeat}}, number)."),
    ),
    "expression.unknown_choice": _warning(
        N_("“{code}” is no choice of “{name}” (list {list})."),
        N_("Check the code; the nearest is “{nearest}”."),
    ),
    "expression.repeated_without_index": _warning(
        N_("“{name}” is asked several times; it is not said which answer is meant."),
        N_("Use indexed-repeat, or sum, max or another function over all answers."),
    ),
    "expression.counts_this_instance": _warning(
        N_("Inside “{name}” this counts the present instance only, so it is always 1."),
        N_("Count it in a calculation outside the repeat."),
    ),
    "expression.bare_name": _warning(
        N_("“{name}” stands without ${{}} and is always empty."),
        N_("Write a question as ${{name}} and a text in quotation marks."),
    ),
    # Told when an expression is worked out; the finding names the expression, not the detail.
    "expression.unsupported_function": _error(
        N_("A function in it is known, but does not work here."),
        N_("Use another function."),
    ),
    "expression.more_than_one": _error(
        N_("Several answers were found where one is needed."),
        N_("Use indexed-repeat, or sum, max or another function over all answers."),
    ),
    "expression.not_a_date": _error(
        N_("A value in it is not a date."), N_("Write dates as 2026-11-23.")
    ),
    "expression.bad_pattern": _error(
        N_("The pattern of regex cannot be read."), N_("Check its brackets and backslashes.")
    ),
    "expression.text_too_long": _error(
        N_("The resulting text is too long."), N_("Join fewer or shorter texts.")
    ),
    "expression.unknown_column": _error(
        N_("The data have no column of one of the questions named."),
        N_("Check that the table comes from this questionnaire."),
    ),
    "expression.unknown_algorithm": _error(
        N_("The algorithm named in digest is not known."), N_("Use MD5, SHA-1 or SHA-256.")
    ),
    "expression.odd_pairs": _error(
        N_("weighted-checklist needs a weight for each value."),
        N_("Write the values and weights in pairs."),
    ),
}
