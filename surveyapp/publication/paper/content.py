"""A questionnaire as a paper form: numbers, instructions in words, jumps, codes."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager

from questionnaires.interview.foresight import Foresight
from questionnaires.model import Group, Node, Question, Questionnaire, Repeat
from surveyapp import words
from surveyapp.errors import SurveyError
from surveyapp.publication.paper.asking import Asker
from surveyapp.publication.paper.matrices import matrix_runs
from surveyapp.publication.paper.numbering import Numbering
from surveyapp.publication.paper.records import Asked, Block, CodeRow, Matrix, Note, Paper, Section
from surveyapp.survey import StatutoryHeader, Survey, SurveyInfo
from surveyapp.words import _

_HASH_DIGITS = 12
_LEGAL_BASIS = "legal_basis"


def describe_paper(survey: Survey, questionnaire: Questionnaire, language: str = "") -> Paper:
    """The form in one of its languages (its own, where none is named).

    Raises:
        SurveyError: where the questionnaire is not written in that language.
    """
    language = _language(questionnaire, language)
    with spoken(language):
        return _Writer(survey.info, questionnaire, language).paper()


@contextmanager
def spoken(language: str) -> Generator[None]:
    """Speak a form's language, as far as the program knows it; the one in use is put back."""
    before = words.language()
    words.set_language("en" if language.lower().startswith("en") else "zh_CN")
    try:
        yield
    finally:
        words.set_language(before)


def _language(questionnaire: Questionnaire, wanted: str) -> str:
    known = [one for one in questionnaire.languages if one]
    if not wanted:
        return questionnaire.default_language or (known[0] if known else words.language()[:2])
    if known and wanted not in known:
        raise SurveyError("publication.no-such-language", language=wanted, known=", ".join(known))
    return wanted


class _Writer:
    """Walks the form from top to bottom."""

    def __init__(self, info: SurveyInfo, questionnaire: Questionnaire, language: str) -> None:
        self._info = info
        self._form = questionnaire
        self._language = language
        known = {
            path: info.legal_basis
            for path, node in questionnaire.questions()
            if (node.name, node.kind) == (_LEGAL_BASIS, "hidden")
        }
        foresight = Foresight(questionnaire, known)
        self._numbering = Numbering.of(foresight, language)
        self._foresight = foresight
        self._asker = Asker(foresight, self._numbering)

    def paper(self) -> Paper:
        blocks = tuple(self._blocks(self._form.body, "", 1))
        asked = [one for block in blocks for one in _questions(block)]
        title, digest = self._form.title, self._form.content_hash[:_HASH_DIGITS]
        if self._language[:2] != (self._form.default_language or "zh")[:2]:
            title = self._info.title.get(self._language[:2], title)
        return Paper(
            title=title,
            header=_header(self._info.header),
            fields=_fields(),
            guide=tuple(_guide(self._form, asked, blocks)),
            blocks=blocks,
            signatures=(_("Surveyor (signature)"), _("Checked by (signature)"), _("Date")),
            coding=tuple(self._coding()),
            footer=" · ".join(part for part in (title, self._form.version, digest) if part),
            banner=_("Synthetic: for demonstration only") if self._info.synthetic else "",
            language=self._language,
        )

    def _blocks(self, nodes: tuple[Node, ...], prefix: str, level: int) -> Iterator[Block]:
        for run in matrix_runs(nodes, prefix, self._form, self._foresight):
            if isinstance(run, list):
                yield self._matrix(run)
                continue
            path = prefix + run.name
            if self._foresight.truth(path) is False:
                continue  # what the survey's own settings rule out has no place on its paper
            if isinstance(run, Question):
                yield from self._question(path, run)
            else:
                yield from self._group(path, run, level)

    def _question(self, path: str, question: Question) -> Iterator[Block]:
        if path in self._numbering.numbers:
            yield self._asker.ask(path, question)
        elif question.kind == "note":
            yield Note(self._numbering.text(question.labels), self._asker.conditions(path))
        elif path in self._numbering.computed:
            yield Note(self._asker.computation(path, question), computed=True)

    def _group(self, path: str, group: Group | Repeat, level: int) -> Iterator[Block]:
        inside = list(self._blocks(group.children, f"{path}/", level + 1))
        rules = self._asker.conditions(path)
        if isinstance(group, Repeat):
            rules = (*rules, self._asker.repetition(path, group))
        text = self._numbering.text(group.labels)
        if inside and (text or rules):
            yield Section(text, level, rules)
        yield from inside

    def _matrix(self, run: list[tuple[str, Question]]) -> Matrix:
        asked = [self._asker.ask(path, question) for path, question in run]
        first = asked[0]
        return Matrix(first.rules, first.mark, first.options, tuple(asked))

    def _coding(self) -> Iterator[CodeRow]:
        """What the data file calls the numbers on paper."""
        for path, number in self._numbering.numbers.items():
            question = self._foresight.node(path)
            assert isinstance(question, Question)
            codes = self._numbering.codes(question)
            pairs = [f"{shown}={code}" for code, shown in codes.items() if shown != code]
            yield CodeRow(number, question.name, "  ".join(pairs))


def _questions(block: Block) -> tuple[Asked, ...]:
    if isinstance(block, Matrix):
        return block.rows
    return (block,) if isinstance(block, Asked) else ()


def _header(header: StatutoryHeader) -> tuple[tuple[str, str], ...]:
    return (
        (_("Form number"), header.form_number),
        (_("Issued by"), header.issued_by),
        (_("Approval number"), header.approval_number),
        (_("Valid until"), header.valid_until),
    )


def _fields() -> tuple[tuple[str, int], ...]:
    """What stands above the first question, with how many boxes; 0 is a line."""
    return (
        (_("Questionnaire number"), 8),
        (_("District code"), 6),
        (_("Surveyor number"), 4),
        (_("Unit (from the assignment)"), 8),
        (_("Date and time of the visit"), 0),
    )


def _guide(form: Questionnaire, asked: list[Asked], blocks: tuple[Block, ...]) -> Iterator[str]:
    yield _(
        "One answer: circle its code and enter the code in the box at the right. "
        "Several answers: tick the box before each. Numbers: one digit in each box, from the right."
    )
    if any(one.jumps or any(option.jump for option in one.options) for one in asked):
        yield _("“→” says where to go on; without it, go on with the next question.")
    if any(option.aside for one in asked for option in one.options):
        yield _("Choices marked * are not read out: circle them only if the respondent says so.")
    open_to = [question for _path, question in form.questions()]
    if any(one.allow_refused or one.allow_dont_know for one in open_to):
        yield _("Where the respondent refuses, write R before the number; does not know: D.")
    if any(isinstance(block, Note) and block.computed for block in blocks):
        yield _("Work out the figures marked Σ and enter them.")
