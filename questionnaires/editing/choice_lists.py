"""Lists of choices: rows in and out, from a spreadsheet too; a list shared or made one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from questionnaires.editing import naming
from questionnaires.editing.cells import with_text
from questionnaires.editing.draft import Draft, EditError
from questionnaires.editing.making import with_list
from questionnaires.editing.renaming import rename_choice
from questionnaires.editing.tree import Address, node_at, with_node
from questionnaires.model import Choice, Question, Questionnaire
from questionnaires.xlsform.columns import CHOICES, is_truth, language_code, read_head

NAME, NOT_READ_OUT = "name", "not_read_out"
_LABEL = "label::"


def filter_columns(choices: Sequence[Choice]) -> tuple[str, ...]:
    """The columns besides ours, in the order they appear."""
    return tuple(dict.fromkeys(key for choice in choices for key in choice.extra))


def cell_of(choice: Choice, column: str) -> str:
    """One cell of the table: ``name``, ``label::zh``, ``not_read_out`` or another column."""
    if column == NAME:
        return choice.name
    if column == NOT_READ_OUT:
        return "yes" if choice.not_read_out else ""
    if column.startswith(_LABEL):
        return choice.labels.get(column.removeprefix(_LABEL), "")
    return choice.extra.get(column, "")


def with_cell(choice: Choice, column: str, text: str) -> Choice:
    """The choice with one cell changed."""
    if column == NAME:
        return replace(choice, name=text)
    if column == NOT_READ_OUT:
        return replace(choice, not_read_out=is_truth(text))
    if column.startswith(_LABEL):
        language = column.removeprefix(_LABEL)
        return replace(choice, labels=with_text(choice.labels, language, text))
    extra = {key: one for key, one in {**choice.extra, column: text}.items() if one}
    return replace(choice, extra=extra)


def change_cell(draft: Draft, list_name: str, row: int, column: str, text: str) -> Draft:
    """The draft with one cell of a list changed; a changed code is changed wherever it is used.

    Raises:
        EditError: ``choice_empty`` or ``choice_taken`` for a code that cannot be.
    """
    choices = draft.form.lists[list_name]
    if row == len(choices):
        draft = set_choices(draft, list_name, (*choices, blank(choices)))
        choices = draft.form.lists[list_name]
    old = choices[row]
    if cell_of(old, column) == text:
        return draft
    if column != NAME:
        changed = (*choices[:row], with_cell(old, column, text), *choices[row + 1 :])
        return set_choices(draft, list_name, changed)
    code = "_".join(text.split())
    if not code:
        raise EditError("choice_empty")
    if any(one.name == code for one in choices):
        raise EditError("choice_taken", name=code, list=list_name)
    if sum(one.name == old.name for one in choices) > 1:  # which one is meant is not known
        changed = (*choices[:row], replace(old, name=code), *choices[row + 1 :])
        return set_choices(draft, list_name, changed)
    return rename_choice(draft, list_name, old.name, code)


def blank(choices: Sequence[Choice]) -> Choice:
    """One more choice: the next code, no words."""
    return Choice(naming.next_code({one.name for one in choices}))


def set_choices(draft: Draft, list_name: str, choices: Sequence[Choice]) -> Draft:
    """The draft with other choices in a list."""
    return draft.with_form(with_list(draft.form, list_name, choices))


def move_choices(choices: Sequence[Choice], rows: Sequence[int], step: int) -> tuple[Choice, ...]:
    """The choices with some moved one up (-1) or down (1), as far as there is room."""
    moved = list(choices)
    order = sorted(rows, reverse=step > 0)
    if not order or not 0 <= order[0] + step < len(moved):
        return tuple(moved)
    for row in order:
        moved[row], moved[row + step] = moved[row + step], moved[row]
    return tuple(moved)


def own_list(form: Questionnaire, address: Address) -> tuple[Questionnaire, str]:
    """The form with a copy of a shared list for one question alone, and the copy's name."""
    question = node_at(form, address)
    assert isinstance(question, Question)
    name = naming.free_name(question.name, form.lists)
    form = with_list(form, name, form.lists.get(question.list_name, ()))
    return with_node(form, address, replace(question, list_name=name)), name


def read_cells(text: str) -> list[list[str]]:
    """What a spreadsheet put on the clipboard: rows of cells, quotes undone."""
    rows: list[list[str]] = [[]]
    cell, quoted, place = "", False, 0
    text = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    while place < len(text):
        mark = text[place]
        if quoted and mark == '"' and text[place + 1 : place + 2] == '"':
            cell, place = cell + '"', place + 1
        elif mark == '"' and (quoted or not cell):
            quoted = not quoted
        elif mark in "\t\n" and not quoted:
            rows[-1].append(cell.strip())
            cell = ""
            if mark == "\n":
                rows.append([])
        else:
            cell += mark
        place += 1
    rows[-1].append(cell.strip())
    return [row for row in rows if any(row)]


def paste_cells(
    choices: Sequence[Choice],
    cells: Sequence[Sequence[str]],
    start: tuple[int, int],
    columns: Sequence[str],
) -> tuple[Choice, ...]:
    """The choices with pasted cells from a row and column on; rows that lack are added.

    Where the first pasted row holds heads (``name``, ``label::中文 (zh)``), these say which columns
    are meant. Codes that are missing or taken get the next number.
    """
    heads = _heads(cells[0], columns) if cells else None
    row, column = start
    targets = heads if heads is not None else columns[column:]
    made = list(choices)
    for number, line in enumerate(cells[1:] if heads is not None else cells):
        at = row + number
        if at >= len(made):
            made.append(blank(made))
        others = {one.name for place, one in enumerate(made) if place != at}
        for target, text in zip(targets, line, strict=False):
            if target == NAME:
                text = naming.free_choice(text, others) if text else made[at].name
            if target:
                made[at] = with_cell(made[at], target, text)
    return tuple(made)


def _heads(row: Sequence[str], columns: Sequence[str]) -> list[str] | None:
    """What the first row means as heads; ``None`` where it holds choices."""
    found: list[str] = []
    for written in row:
        head = read_head(written, CHOICES)
        key = f"{_LABEL}{language_code(head.language_name)}" if head.name == "label" else head.name
        found.append(key)
    bare = _LABEL
    labels = [one for one in columns if one.startswith(_LABEL)]
    found = [labels[0] if one == bare and bare not in labels and labels else one for one in found]
    if NAME not in found and not any(one.startswith(_LABEL) for one in found):
        return None
    return ["" if one == "list_name" else one for one in found]


def write_cells(
    choices: Sequence[Choice], columns: Sequence[str], titles: Mapping[str, str]
) -> str:
    """The choices as a spreadsheet takes them, with heads."""
    lines = [[titles.get(column, column) for column in columns]]
    lines += [[cell_of(choice, column) for column in columns] for choice in choices]
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)
