"""Refused and don't know, as Kobo and ODK forms write them: codes such as 98 and 99 in a list.

Here they are answers of their own, so that no list has to hold them. The mapping goes both ways,
and ``find_specials`` shows it. A choice marked as not read out stays a choice: it is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields, replace

from questionnaires.model import Choice, Group, Node, Question, Questionnaire, Repeat, Texts

DONT_KNOW, REFUSED = "dont_know", "refused"
CODES = {DONT_KNOW: "98", REFUSED: "99"}
"""The codes that are written where a list has none of its own."""
_LABELS: dict[str, Texts] = {
    DONT_KNOW: {"zh": "不知道", "en": "Don't know"},
    REFUSED: {"zh": "拒答", "en": "Refused"},
}
_WORDS = {
    DONT_KNOW: (
        "don't know", "dont know", "do not know", "doesn't know", "not sure", "不知道", "不清楚",
        "说不清", "no sabe", "no sé", "ne sait pas", "não sabe",
    ),
    REFUSED: (
        "refus", "no answer", "prefer not", "拒答", "拒绝", "不愿", "no responde", "rehúsa",
    ),
}  # fmt: skip
_SPELT = frozenset(
    {"-66", "-77", "-88", "-97", "-98", "-99", "-888", "-999", "66", "77", "88", "97", "98", "99"}
    | {"888", "998", "999", "-998", "8888", "9998", "9999", "dk", "ref", "rf", "dont_know", "dnk"}
    | {"refused", "unclear", "dk_ref", "refuse", "don_t_know", "do_not_know", "no_answer", "pnta"}
)
_EXPRESSIONS = ("relevant", "constraint", "calculation", "required", "read_only", "choice_filter")


@dataclass(frozen=True)
class SpecialCode:
    """One choice that means a special answer; ``questions`` are those that use its list."""

    list_name: str
    code: str
    label: str
    means: str
    not_read_out: bool
    questions: tuple[str, ...]


def special_of(name: str, labels: Collection[str]) -> str:
    """``refused`` or ``dont_know`` where a choice means that, by its code and its words."""
    if name.lower() not in _SPELT:
        return ""
    words = " ".join(labels).lower().replace("’", "'")
    for special, spellings in _WORDS.items():
        if any(spelling in words for spelling in spellings):
            return special
    return ""


def find_specials(questionnaire: Questionnaire) -> tuple[SpecialCode, ...]:
    """Every choice that stands for a special answer, in the order of the lists."""
    users: dict[str, list[str]] = {}
    for _path, question in questionnaire.questions():
        users.setdefault(question.list_name, []).append(question.name)
    return tuple(
        SpecialCode(
            name,
            choice.name,
            next(iter(choice.labels.values()), ""),
            means,
            choice.not_read_out,
            tuple(users.get(name, ())),
        )
        for name, choices in questionnaire.lists.items()
        for choice in choices
        if (means := special_of(choice.name, choice.labels.values()))
    )


def absorb_specials(questionnaire: Questionnaire) -> Questionnaire:
    """Codes become special answers: out of the lists, allowed at their questions, in expressions.

    A question whose list has no code for one of the two does not allow it, as in the form it was.
    """
    found = find_specials(questionnaire)
    by_list: dict[str, dict[str, str]] = {}
    for one in (one for one in found if not one.not_read_out):
        by_list.setdefault(one.list_name, {})[one.code] = one.means
    kinds = {
        question.name: by_list[question.list_name]
        for _path, question in questionnaire.questions()
        if question.list_name in by_list
    }
    lists = {
        name: tuple(one for one in choices if one.name not in by_list.get(name, ()))
        for name, choices in questionnaire.lists.items()
    }

    def change(question: Question) -> Question:
        codes = kinds.get(question.name)
        if codes is None or question.list_name not in by_list:
            return question
        means = set(codes.values())
        return replace(question, allow_refused=REFUSED in means, allow_dont_know=DONT_KNOW in means)

    def reword(text: str) -> str:
        for name, codes in kinds.items():
            if f"${{{name}}}" in text:
                text = _status_for_codes(text, name, codes)
        return text

    return replace(questionnaire, body=_mapped(questionnaire.body, change, reword), lists=lists)


def spell_specials(questionnaire: Questionnaire) -> Questionnaire:
    """Special answers become codes of the lists, as Kobo and ODK need them.

    Questions that allow different ones get lists of their own; questions without a list have no
    place for a code.
    """
    lists = dict(questionnaire.lists)
    codes: dict[str, dict[str, str]] = {}

    def change(question: Question) -> Question:
        wanted = _wanted(question)
        if question.list_name not in questionnaire.lists or not wanted:
            return question
        choices = questionnaire.lists[question.list_name]
        known = {
            means: one.name
            for one in choices
            if (means := special_of(one.name, one.labels.values()))
        }
        missing = [special for special in wanted if special not in known]
        codes[question.name] = known | {special: CODES[special] for special in missing}
        if not missing:
            return question
        name = "_".join((question.list_name, *missing))
        lists[name] = (*choices, *(_choice(special, questionnaire) for special in missing))
        return replace(question, list_name=name)

    body = _mapped(questionnaire.body, change, lambda text: text)

    def reword(text: str) -> str:
        for name, known in codes.items():
            if f"${{{name}}}" in text:
                text = _codes_for_status(text, name, known)
        return text

    body = _mapped(body, lambda question: question, reword)
    used = {question.list_name for _, question in replace(questionnaire, body=body).questions()}
    kept = {name: lists[name] for name in lists if name in used or name not in _used(questionnaire)}
    return replace(questionnaire, body=body, lists=kept)


def _used(questionnaire: Questionnaire) -> set[str]:
    return {question.list_name for _, question in questionnaire.questions()}


def _wanted(question: Question) -> list[str]:
    if question.kind not in ("select_one", "select_multiple") or question.choice_filter:
        return []
    allowed = {DONT_KNOW: question.allow_dont_know, REFUSED: question.allow_refused}
    return [special for special, is_allowed in allowed.items() if is_allowed]


def _choice(special: str, questionnaire: Questionnaire) -> Choice:
    texts = _LABELS[special]
    labels = {one: texts.get(one[:2], texts["en"]) for one in questionnaire.languages or ("",)}
    return Choice(CODES[special], labels, not_read_out=True)


def _mapped(
    nodes: tuple[Node, ...], change: Callable[[Question], Question], reword: Callable[[str], str]
) -> tuple[Node, ...]:
    """The tree with its questions changed and its expressions reworded."""
    result: list[Node] = []
    for node in nodes:
        made = replace(node, **_reworded(node, reword))
        if isinstance(made, Group | Repeat):
            made = replace(made, children=_mapped(made.children, change, reword))
        else:
            made = change(made)
        result.append(made)
    return tuple(result)


def _reworded(node: Node, reword: Callable[[str], str]) -> dict[str, str]:
    names = {one.name for one in fields(node)}
    return {
        name: reword(getattr(node, name))
        for name in (*_EXPRESSIONS, "count")
        if name in names and isinstance(getattr(node, name), str)
    }


def _status_for_codes(text: str, name: str, codes: Mapping[str, str]) -> str:
    """``${q} = '98'`` as ``status(${q}) = 'dont_know'``."""
    asked = r"\$\{\s*" + re.escape(name) + r"\s*\}"
    for code, means in codes.items():
        spelt = rf"""(?:'{re.escape(code)}'|"{re.escape(code)}"|{re.escape(code)}(?![\w.]))"""
        status = f"status(${{{name}}})"
        text = re.sub(rf"selected\(\s*{asked}\s*,\s*{spelt}\s*\)", f"{status} = '{means}'", text)
        text = re.sub(rf"{asked}\s*(!?=)\s*{spelt}", rf"{status} \1 '{means}'", text)
    return text


def _codes_for_status(text: str, name: str, codes: Mapping[str, str]) -> str:
    """``status(${q}) = 'dont_know'`` as ``selected(${q}, '98')``."""
    asked = r"status\(\s*\$\{\s*" + re.escape(name) + r"\s*\}\s*\)"

    def spell(found: re.Match[str]) -> str:
        code = codes.get(found.group(2))
        if code is None:
            return found.group()
        chosen = f"selected(${{{name}}}, '{code}')"
        return chosen if found.group(1) == "=" else f"not({chosen})"

    return re.sub(asked + r"""\s*(!?=)\s*['"](\w+)['"]""", spell, text)
