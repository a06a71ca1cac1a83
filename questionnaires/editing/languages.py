"""Everything that is said in a questionnaire, language by language, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from questionnaires.editing.cells import map_nodes, text_fields, texts_of, with_text
from questionnaires.editing.draft import Draft, EditError
from questionnaires.editing.tree import address_of, node_at, walk, with_node
from questionnaires.model import Choice, Node, Question, Questionnaire, Texts
from questionnaires.xlsform.columns import language_names, language_settings

_KEY = "language::"


@dataclass(frozen=True)
class Said:
    """One thing said: a field of the node at ``path``, or of a choice ``list_name`` ``row``."""

    field: str
    path: str = ""
    list_name: str = ""
    row: int = -1
    name: str = ""
    texts: Texts | None = None

    @property
    def missing(self) -> Texts:
        """Its texts, never ``None``."""
        return self.texts or {}


def everything_said(form: Questionnaire) -> Iterator[Said]:
    """Every cell with a text in any language, questions first, then choices, in order.

    Labels stand there where a person sees them, filled or not; the other cells where filled.
    """
    for _, path, node in walk(form):
        for field in text_fields(node):
            texts = texts_of(node, field)
            if texts or (field == "labels" and _needs_label(node)):
                yield Said(field, path, name=node.name, texts=texts)
    for list_name, choices in form.lists.items():
        for row, choice in enumerate(choices):
            yield Said("labels", "", list_name, row, choice.name, choice.labels)


def _needs_label(node: Node) -> bool:
    from questionnaires.interview.screens import is_shown

    return isinstance(node, Question) and is_shown(node)


def lacks(said: Said, language: str) -> bool:
    """Whether it is said in another language but not in this one."""
    texts = said.texts or {}
    return not texts.get(language, "").strip() and (bool(texts) or said.field == "labels")


def count_missing(form: Questionnaire) -> dict[str, int]:
    """Language to the number of texts it lacks."""
    found = dict.fromkeys(form.languages, 0)
    for said in everything_said(form):
        for language in form.languages:
            found[language] += lacks(said, language)
    return found


def say(draft: Draft, said: Said, language: str, text: str) -> Draft:
    """The draft with one text changed."""
    form = draft.form
    if said.list_name:
        choices = form.lists[said.list_name]
        old = choices[said.row]
        changed = replace(old, labels=with_text(old.labels, language, text))
        listed = (*choices[: said.row], changed, *choices[said.row + 1 :])
        return draft.with_form(replace(form, lists={**form.lists, said.list_name: listed}))
    address = address_of(form, said.path)
    if address is None:
        return draft
    node = node_at(form, address)
    texts = with_text(texts_of(node, said.field), language, text)
    return draft.with_form(with_node(form, address, replace(node, **{said.field: texts})))


def add_language(form: Questionnaire, code: str, name: str = "") -> Questionnaire:
    """The form with one more language; the unnamed language of a form becomes this one.

    Raises:
        EditError: ``language_taken`` or ``language_empty``.
    """
    code = code.strip()
    if not code:
        raise EditError("language_empty")
    if code in form.languages:
        raise EditError("language_taken", name=code)
    if form.languages == ("",):
        return _rename_language(form, "", code, name)
    settings = {**form.settings, **language_settings({code: name})}
    return replace(form, languages=(*form.languages, code), settings=settings)


def name_language(form: Questionnaire, old: str, code: str, name: str) -> Questionnaire:
    """The form with a language called otherwise."""
    if code != old and code in form.languages:
        raise EditError("language_taken", name=code)
    return _rename_language(form, old, code, name)


def _rename_language(form: Questionnaire, old: str, code: str, name: str) -> Questionnaire:
    def rename(texts: Texts) -> Texts:
        return {code if one == old else one: text for one, text in texts.items()}

    form = _with_texts(form, rename)
    names = {code if one == old else one: text for one, text in language_names(form).items()}
    names[code] = name or code
    return _with_languages(form, names, code if form.default_language == old else "")


def remove_language(form: Questionnaire, code: str) -> Questionnaire:
    """The form without a language and its texts.

    Raises:
        EditError: ``last_language``.
    """
    if len(form.languages) < 2:
        raise EditError("last_language")

    def drop(texts: Texts) -> Texts:
        return {one: text for one, text in texts.items() if one != code}

    form = _with_texts(form, drop)
    names = {one: text for one, text in language_names(form).items() if one != code}
    return _with_languages(form, names, next(iter(names)) if form.default_language == code else "")


def _with_languages(form: Questionnaire, names: Mapping[str, str], default: str) -> Questionnaire:
    kept = {key: text for key, text in form.settings.items() if not key.startswith(_KEY)}
    return replace(
        form,
        languages=tuple(names),
        default_language=default or form.default_language,
        settings={**kept, **language_settings(names)},
    )


def _with_texts(form: Questionnaire, change: object) -> Questionnaire:
    """The form with each mapping of texts put through a function."""
    assert callable(change)

    def of_node(_path: str, node: Node) -> Node:
        changes = {field: change(texts_of(node, field)) for field in text_fields(node)}
        changes = {field: new for field, new in changes.items() if new != texts_of(node, field)}
        return replace(node, **changes) if changes else node

    def of_choice(choice: Choice) -> Choice:
        labels = change(choice.labels)
        return choice if labels == choice.labels else replace(choice, labels=labels)

    lists = {name: tuple(map(of_choice, choices)) for name, choices in form.lists.items()}
    return replace(form, body=map_nodes(form.body, of_node), lists=lists)
