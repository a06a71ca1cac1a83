"""One question on paper: how it is answered, when it is asked, where its answers lead."""

from __future__ import annotations

from collections.abc import Iterator

from questionnaires.expressions import ExpressionError, nodes, parse
from questionnaires.expressions.explanation import explain
from questionnaires.expressions.values import number_to_text
from questionnaires.interview.foresight import Foresight, Jump, Span
from questionnaires.model import Question, Repeat
from surveyapp.publication.paper.numbering import LONG_LIST, Numbering
from surveyapp.publication.paper.records import Asked, Option, Space
from surveyapp.words import N_, _

_MARKS = {
    "select_one": N_("one answer"),
    "select_multiple": N_("several answers possible"),
    "rank": N_("put in order: 1 for the first"),
    "integer": N_("whole number"),
    "decimal": N_("number"),
    "range": N_("circle one"),
    "acknowledge": N_("tick when done"),
}
_DEVICES = frozenset({"photo", "audio", "video", "file", "geotrace", "geoshape"})
_SPACES = {
    "date": Space("date"),
    "time": Space("time"),
    "datetime": Space("datetime"),
    "geopoint": Space("place"),
    "acknowledge": Space("tick"),
    "barcode": Space("lines", 1),
}
_MOST_MARKS = 21
_MOST_DIGITS = 12


class Asker:
    """Turns questions of one form into records, with the numbers they have on paper."""

    def __init__(self, foresight: Foresight, numbering: Numbering) -> None:
        self._foresight = foresight
        self._numbering = numbering

    def ask(self, path: str, question: Question) -> Asked:
        """The whole question."""
        jumps = self._foresight.jumps(path)
        listed = self._numbering.choices(question)
        is_long = len(listed) > LONG_LIST or (not listed and bool(question.list_name))
        hints = (self._numbering.text(question.hints), self._numbering.text(question.guidance))
        mark = _MARKS.get(question.kind, "")
        return Asked(
            number=self._numbering.numbers[path],
            name=question.name,
            text=self._numbering.text(question.labels) or question.name,
            mark=_(mark) if mark else "",
            rules=self.conditions(path),
            limits=tuple(self._limits(question, is_long)),
            hints=tuple(hint for hint in hints if hint),
            options=() if is_long else tuple(self._options(question, jumps)),
            several=question.kind == "select_multiple",
            ranked=question.kind == "rank",
            space=self._space(question, is_long),
            jumps=tuple(self._span(question, jump) for jump in jumps if jump.span),
        )

    def conditions(self, path: str) -> tuple[str, ...]:
        """When a row is asked, in words; nothing where that is settled beforehand."""
        node = self._foresight.node(path)
        if not node.relevant or self._foresight.own_truth(path) is True:
            return ()
        return (self._explained(node.relevant, "relevant", node.name),)

    def repetition(self, path: str, repeat: Repeat) -> str:
        """How often a part is filled in."""
        if not repeat.count:
            return _("Fill in once for each; number ____. Copy this part as often as needed.")
        times = self._explained(repeat.count, "", repeat.name)
        return _("Fill in {times} times; number ____.").format(times=times)

    def computation(self, path: str, question: Question) -> str:
        """A figure that the surveyor works out."""
        label = self._numbering.text(question.labels)
        head = f"{label} ({question.name})" if label else question.name
        return f"Σ {head}: {self._explained(question.calculation, '', question.name)} = ________"

    def _explained(self, text: str, role: str, own: str) -> str:
        try:
            expression = parse(text)
        except ExpressionError:
            return text
        return explain(expression, self._numbering, self._numbering.language, role, own)

    def _limits(self, question: Question, is_long: bool) -> Iterator[str]:
        if question.choice_filter:
            yield self._explained(question.choice_filter, "choice_filter", question.name)
        if is_long:
            yield _("Enter the code from the list “{list}”.").format(list=question.list_name)
        if not question.constraint:
            return
        span = bounds_of(question.constraint)
        if span is not None:
            low, high = (number_to_text(bound) for bound in span)
            yield _("From {low} to {high}.").format(low=low, high=high)
        else:
            told = self._numbering.text(question.constraint_messages)
            yield told or self._explained(question.constraint, "constraint", question.name)

    def _options(self, question: Question, jumps: tuple[Jump, ...]) -> Iterator[Option]:
        leads = {code: self._target(question, jump) for jump in jumps for code in jump.codes}
        codes = self._numbering.codes(question)
        for choice in self._numbering.choices(question):
            text = self._numbering.text(choice.labels) or choice.name
            shown = codes[choice.name]
            yield Option(shown, text, choice.not_read_out, leads.get(choice.name, ""))
        if question.or_other:
            code = str(len(codes) + 1)
            yield Option(code, _("Other (please specify) ______________"))

    def _target(self, question: Question, jump: Jump) -> str:
        if jump.target:
            number = self._numbering.question(jump.target)
            return _("→ go to {question}").format(question=number)
        place = self._foresight.layout.find(question.name)
        if place is not None and place.repeats:
            return _("→ end of this part")
        return _("→ end of the interview")

    def _span(self, question: Question, jump: Jump) -> str:
        assert jump.span is not None
        return f"{span_in_words(jump.span)} {self._target(question, jump)}"

    def _space(self, question: Question, is_long: bool) -> Space:
        if is_long:
            return Space("lines", 1)
        if question.kind in _DEVICES:
            return Space("device")
        if question.kind in ("integer", "decimal"):
            whole = _digits(question)
            return Space("digits", whole, 2 if question.kind == "decimal" else 0)
        if question.kind == "range":
            return _scale(question)
        if question.list_name:
            return Space()
        lines = 3 if "multiline" in question.appearance else 1
        return _SPACES.get(question.kind, Space("lines", lines))


def span_in_words(span: Span) -> str:
    """``below 18``, ``18 and over``, ``3``, ``2 to 5``."""
    if span.low is not None and span.low == span.high:
        return number_to_text(span.low)
    if span.low is None:
        word = _("{number} and below") if span.takes_high else _("below {number}")
        return word.format(number=number_to_text(span.high or 0.0))
    low = number_to_text(span.low)
    if span.high is None:
        return (_("{number} and over") if span.takes_low else _("over {number}")).format(number=low)
    least, most = ("≤" if takes else "<" for takes in (span.takes_low, span.takes_high))
    return f"{low} {least} … {most} {number_to_text(span.high)}"


def bounds_of(constraint: str) -> tuple[float, float] | None:
    """The two ends of ``. >= low and . <= high``; ``None`` where it says anything else."""
    try:
        tree = parse(constraint).tree
    except ExpressionError:
        return None
    if not isinstance(tree, nodes.Junction) or tree.operator != "and" or len(tree.operands) != 2:
        return None
    found: dict[str, float] = {}
    for one in tree.operands:
        if not isinstance(one, nodes.Comparison) or not isinstance(one.right, nodes.Number):
            return None
        if not _is_self(one.left):
            return None
        found[one.operator] = one.right.value
    return (found[">="], found["<="]) if found.keys() == {">=", "<="} else None


def _is_self(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.Path)
        and node.base is None
        and [step.axis for step in node.steps] == ["self"]
    )


def _digits(question: Question) -> int:
    """As many boxes as the largest answer has digits."""
    span = bounds_of(question.constraint) if question.constraint else None
    if span is None:
        return 6
    return min(max(len(number_to_text(abs(int(bound)))) for bound in span), _MOST_DIGITS)


def _scale(question: Question) -> Space:
    """The numbers of a range, where there are few enough to circle one."""
    try:
        start, end, step = (
            float(question.parameters.get(name, usual))
            for name, usual in (("start", "0"), ("end", "10"), ("step", "1"))
        )
    except ValueError:
        return Space("digits", 6)
    count = int(abs(end - start) / abs(step) + 1e-9) + 1 if step else 0
    if not 0 < count <= _MOST_MARKS:
        return Space("digits", 6, 0 if step.is_integer() else 2)
    sign = 1 if end >= start else -1
    marks = (number_to_text(round(start + sign * abs(step) * turn, 9)) for turn in range(count))
    return Space("scale", marks=tuple(marks))
