"""What differs between two versions of a questionnaire, and what that does to interviews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from questionnaires.model import Choice, Question, Questionnaire

SAME, RECODED, MISSING = "same", "recoded", "missing_by_design"
ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"
_WORDS = frozenset({"labels", "hints", "guidance", "required_messages", "constraint_messages"})


@dataclass(frozen=True)
class Difference:
    """``effect`` is what becomes of answers given under the old version.

    ``same``: they stand as they are. ``recoded``: their type or choices changed, so a person
    decides (``details`` names the choices that came and went). ``missing_by_design``: one version
    never asked. ``fields`` are the columns that differ.
    """

    path: str
    what: str
    effect: str
    fields: tuple[str, ...] = ()
    details: Mapping[str, tuple[str, ...]] | None = None
    old_path: str = ""


def compare(old: Questionnaire, new: Questionnaire) -> tuple[Difference, ...]:
    """Every question that differs, in the order of the new version; removed ones follow."""
    before, after = dict(old.questions()), dict(new.questions())
    gone = {path: question for path, question in before.items() if path not in after}
    found: list[Difference] = []
    for path, question in after.items():
        old_path = path if path in before else _moved_from(question, gone)
        if not old_path:
            found.append(Difference(path, ADDED, MISSING))
            continue
        gone.pop(old_path, None)
        difference = _difference((old, before[old_path], old_path), (new, question, path))
        if difference is not None:
            found.append(difference)
    found += [Difference(path, REMOVED, MISSING) for path in gone]
    return tuple(found)


def _moved_from(question: Question, gone: Mapping[str, Question]) -> str:
    """Where a question of that name and kind was before; empty where none is."""
    same = [
        path
        for path, other in gone.items()
        if other.name == question.name and other.kind == question.kind
    ]
    return same[0] if len(same) == 1 else ""


_Side = tuple[Questionnaire, Question, str]


def _difference(old: _Side, new: _Side) -> Difference | None:
    (old_form, before, old_path), (new_form, after, path) = old, new
    changed = [
        f.name for f in fields(Question) if getattr(before, f.name) != getattr(after, f.name)
    ]
    old_choices, new_choices = _choices(old_form, before), _choices(new_form, after)
    came = tuple(name for name in new_choices if name not in old_choices)
    went = tuple(name for name in old_choices if name not in new_choices)
    relabelled = tuple(
        name
        for name, choice in new_choices.items()
        if name in old_choices and old_choices[name].labels != choice.labels
    )
    if came or went or relabelled:
        changed.append("choices")
    moved = old_path != path
    if not changed and not moved:
        return None
    recoded = before.kind != after.kind or bool(went or relabelled)
    details = {"added": came, "removed": went, "relabelled": relabelled}
    return Difference(
        path,
        MOVED if moved else CHANGED,
        RECODED if recoded else SAME,
        tuple(changed),
        {key: names for key, names in details.items() if names} or None,
        old_path if moved else "",
    )


def _choices(form: Questionnaire, question: Question) -> dict[str, Choice]:
    return {choice.name: choice for choice in form.lists.get(question.list_name, ())}


def is_wording_only(difference: Difference) -> bool:
    """Whether only texts changed: the answers stand, the wording of the wave does not."""
    return bool(difference.fields) and set(difference.fields) <= _WORDS
