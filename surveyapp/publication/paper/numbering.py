"""Numbers of questions and of their choices on paper, and texts that refer to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from questionnaires.expressions import Layout
from questionnaires.expressions.explanation import takes_one
from questionnaires.expressions.layout import pick
from questionnaires.interview.foresight import Foresight, is_asked
from questionnaires.interview.plan import PIPE
from questionnaires.model import Choice, Question, Questionnaire, Texts
from surveyapp.words import _

LONG_LIST = 40
"""More choices than these are not printed with the question."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MARKDOWN = re.compile(r"(\*\*|__|^#{1,6}\s+)", re.MULTILINE)
_SHORT_CODE = re.compile(r"-?\d{1,3}|[A-Za-z]\Z")


@dataclass(frozen=True)
class Numbering:
    """``numbers`` by path; ``computed`` are calculations that a printed text refers to.

    It is also what conditions call questions and choices (``Labels`` of the explanation).
    """

    layout: Layout
    language: str
    numbers: Mapping[str, str] = field(default_factory=dict)
    computed: frozenset[str] = frozenset()
    quoted: bool = False

    @classmethod
    def of(cls, foresight: Foresight, language: str) -> Numbering:
        """Number what is asked of a person, in order."""
        paths = [
            path
            for path, question in foresight.questionnaire.questions()
            if is_asked(question) and foresight.truth(path) is not False
        ]
        numbers = {path: str(turn) for turn, path in enumerate(paths, 1)}
        computed = frozenset(_computed(foresight))
        return cls(foresight.layout, language, numbers, computed)

    @property
    def form(self) -> Questionnaire:
        """The questionnaire that is numbered."""
        found = self.layout.questionnaire
        assert found is not None
        return found

    def question(self, name: str) -> str:
        """``Q3``; the name of what has no number."""
        place = self.layout.find(name)
        number = "" if place is None else self.numbers.get(place.path, "")
        return _("Q{number}").format(number=number) if number else name

    def choice(self, name: str, code: str) -> str:
        """``2 No``."""
        place = self.layout.find(name)
        question = None if place is None else place.question
        if question is None:
            return code
        shown = self.codes(question).get(code)
        if shown is None:
            return code
        label = self.layout.label(question.list_name, code, self.language)
        return f"{shown} {self.plain(label)}".strip()

    def is_single(self, name: str) -> bool:
        """Whether a question takes one choice."""
        return takes_one(self.layout, name)

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """The choices of a question; none where they lie in a file."""
        return self.form.lists.get(question.list_name, ())

    def codes(self, question: Question) -> dict[str, str]:
        """Choice to what is circled: its own code where that is short, else its place."""
        choices = self.choices(question)
        if len(choices) > LONG_LIST or all(_SHORT_CODE.match(one.name) for one in choices):
            return {one.name: one.name for one in choices}
        return {one.name: str(turn) for turn, one in enumerate(choices, 1)}

    def text(self, texts: Texts) -> str:
        """A label in the paper's language, with references in place of answers."""
        found = texts.get(self.language) or pick(texts, self.form.default_language)
        return PIPE.sub(lambda name: self._mention(name.group(1)), self.plain(found))

    def plain(self, text: str) -> str:
        """Without the marks that other programs format texts with."""
        return _MARKDOWN.sub("", _TAG.sub("", text)).strip()

    def _mention(self, name: str) -> str:
        question = self.question(name)
        if question == name:
            return _("[{instruction}]").format(instruction=name)
        return _("[answer to {question}]").format(question=question)


def _computed(foresight: Foresight) -> Iterator[str]:
    """Calculations that a condition or a text of a printed row mentions, and what these need."""
    waiting: list[str] = []
    for path, node in foresight.questionnaire.walk():
        if foresight.truth(path) is not False:
            texts = [node.relevant, *node.labels.values(), *node.hints.values()]
            if isinstance(node, Question):
                texts += [node.constraint, node.choice_filter]
            waiting += [name for text in texts for name in PIPE.findall(text)]
    seen: set[str] = set()
    while waiting:
        place = foresight.layout.find(waiting.pop())
        if place is None or place.question is None or place.path in seen:
            continue
        seen.add(place.path)
        if place.question.calculation:
            waiting += PIPE.findall(place.question.calculation)
            yield place.path
