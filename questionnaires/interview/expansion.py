"""Writes out what ``or_other`` means: one more choice, and a text question after it."""

from __future__ import annotations

from dataclasses import replace

from questionnaires.model import Choice, Group, Node, Question, Questionnaire, Repeat, Texts

OTHER = "other"
_OTHER_LABELS = {"zh": "其他", "en": "Other", "": "Other"}
_SPECIFY_LABELS = {"zh": "请具体说明", "en": "Please specify", "": "Please specify"}


def expanded(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire with every ``or_other`` written out as pyxform does: ``NAME_other``."""
    lists = {
        node.list_name for _, node in questionnaire.questions() if node.or_other and node.list_name
    }
    if not lists:
        return questionnaire
    languages = questionnaire.languages or ("",)
    other = Choice(OTHER, _words(_OTHER_LABELS, languages))
    choices = dict(questionnaire.lists)
    for name in lists:
        if all(choice.name != OTHER for choice in choices.get(name, ())):
            choices[name] = (*choices.get(name, ()), other)
    body = _expand(questionnaire.body, _words(_SPECIFY_LABELS, languages))
    return replace(questionnaire, body=body, lists=choices)


def _words(words: Texts, languages: tuple[str, ...]) -> Texts:
    return {language: words.get(language, words["en"]) for language in languages}


def _expand(nodes: tuple[Node, ...], labels: Texts) -> tuple[Node, ...]:
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, Group | Repeat):
            result.append(replace(node, children=_expand(node.children, labels)))
            continue
        result.append(node)
        if node.or_other:
            result.append(_specify(node, labels))
    return tuple(result)


def _specify(question: Question, labels: Texts) -> Question:
    return Question(
        name=f"{question.name}_other",
        kind="text",
        labels=labels,
        relevant=f"selected(${{{question.name}}}, '{OTHER}')",
    )
