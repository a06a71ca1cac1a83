"""An expression in plain words, Chinese or English, for the designer and the paper form."""

from __future__ import annotations

from typing import Protocol

from questionnaires.expressions import nodes
from questionnaires.expressions.expression import Expression
from questionnaires.expressions.layout import Layout, pick
from questionnaires.expressions.phrases import PHRASES, Phrases
from questionnaires.expressions.values import number_to_text

MAX_LABEL = 28
_SIGNS = {">=": "≥", "<=": "≤", "!=": "≠", "*": "×", "-": "−", "div": "÷"}


class Labels(Protocol):
    """What questions and choices are called; ``quoted`` where questions are set off by quotes."""

    @property
    def quoted(self) -> bool: ...

    def question(self, name: str) -> str: ...

    def choice(self, name: str, code: str) -> str: ...

    def is_single(self, name: str) -> bool:
        """Whether a question takes one choice, so that ``selected`` says what it is."""
        ...


class FormLabels:
    """The labels of a questionnaire in one language; names where it has no label."""

    quoted = True

    def __init__(self, layout: Layout, language: str) -> None:
        self.layout = layout
        self.language = language

    def question(self, name: str) -> str:
        place = self.layout.find(name)
        question = None if place is None else place.question
        label = "" if question is None else pick(question.labels, self.language)
        plain = " ".join(label.split())
        if len(plain) > MAX_LABEL:
            plain = plain[: MAX_LABEL - 1].rstrip() + "…"
        return plain or name

    def choice(self, name: str, code: str) -> str:
        place = self.layout.find(name)
        if place is None or not place.list_name:
            return code
        return self.layout.label(place.list_name, code, self.language) or code

    def is_single(self, name: str) -> bool:
        return takes_one(self.layout, name)


class NameLabels:
    """Names and codes as they are."""

    quoted = False

    def question(self, name: str) -> str:
        return name

    def choice(self, name: str, code: str) -> str:
        return code

    def is_single(self, name: str) -> bool:
        return False


def takes_one(layout: Layout, name: str) -> bool:
    """Whether a name is that of a question with one choice."""
    place = layout.find(name) if name else None
    return place is not None and place.kind == "select_one"


def explain(
    expression: Expression, labels: Labels, language: str, role: str = "", own: str = ""
) -> str:
    """The expression in words.

    ``role`` (relevant, constraint, required, calculation, choice_filter) makes it a sentence;
    ``own`` is the name of the question it belongs to, whose value ``.`` is.
    """
    phrases = PHRASES["zh" if language.lower().startswith("zh") else "en"]
    words = _Speaker(phrases, labels, own).say(expression.tree)
    return phrases.sentences.get(role, "{0}").format(words)


class _Speaker:
    """Puts the nodes of one expression into words."""

    def __init__(self, phrases: Phrases, labels: Labels, own: str) -> None:
        self.phrases = phrases
        self.labels = labels
        self.own = own

    def say(self, node: nodes.Node) -> str:
        """One node in words."""
        match node:
            case nodes.Number():
                return number_to_text(node.value)
            case nodes.Text():
                return self.phrases.quoted.format(node.value)
            case nodes.Reference():
                return self.question(node.name)
            case nodes.Junction():
                return self.junction(node)
            case nodes.Comparison():
                return self.comparison(node)
            case nodes.Chain():
                return self.chain(node)
            case nodes.Negation():
                return "−" + self.inside(node.operand)
            case nodes.Call():
                return self.call(node)
            case _:
                return self.path(node)

    def question(self, name: str) -> str:
        """What a question is called, in quotation marks where that is a text of its own."""
        label = self.labels.question(name)
        if label == name or not self.labels.quoted:
            return label
        return self.phrases.titled.format(label)

    def inside(self, node: nodes.Node) -> str:
        """A part in brackets where it has parts itself."""
        words = self.say(node)
        compound = isinstance(node, nodes.Junction | nodes.Chain)
        return self.phrases.brackets.format(words) if compound else words

    def side(self, node: nodes.Node) -> str:
        """One side of a comparison, which binds less than sums do."""
        words = self.say(node)
        return self.phrases.brackets.format(words) if isinstance(node, nodes.Junction) else words

    def junction(self, node: nodes.Junction) -> str:
        """``a and b``; what is of the other kind stands in brackets."""
        return self.phrases.words[node.operator].join(map(self.inside, node.operands))

    def comparison(self, node: nodes.Comparison) -> str:
        if node.operator in ("=", "!="):
            for one, other in ((node.left, node.right), (node.right, node.left)):
                if isinstance(other, nodes.Text):
                    return self.equality(one, other.value, node.operator == "=")
                if isinstance(other, nodes.Number) and self.is_choice(one, other):
                    return self.equality(one, number_to_text(other.value), node.operator == "=")
        sign = _SIGNS.get(node.operator, node.operator)
        return f"{self.side(node.left)} {sign} {self.side(node.right)}"

    def is_choice(self, node: nodes.Node, number: nodes.Number) -> bool:
        """Whether a question is compared with the code of one of its choices."""
        name, code = self.name_of(node), number_to_text(number.value)
        return bool(name) and self.labels.choice(name, code) != code

    def equality(self, node: nodes.Node, code: str, same: bool) -> str:
        """``town is “Nanhu”``, ``town is empty``, ``town was refused``."""
        if isinstance(node, nodes.Call) and node.name == "status" and len(node.arguments) == 1:
            subject = self.say(node.arguments[0])
            state = self.phrases.states.get(code, code)
            return self.phrases.words["status" if same else "not_status"].format(subject, state)
        subject = self.side(node)
        if code == "":
            return self.phrases.words["empty" if same else "filled"].format(subject)
        label = self.labels.choice(self.name_of(node), code)
        return self.phrases.words["is" if same else "is_not"].format(subject, label)

    def name_of(self, node: nodes.Node) -> str:
        """The question a node reads, empty where it is none."""
        match node:
            case nodes.Reference():
                return node.name
            case nodes.Path(base=None, steps=(nodes.Step(axis="self"),)):
                return self.own
            case nodes.Path(steps=steps):
                return steps[-1].name
            case _:
                return ""

    def chain(self, node: nodes.Chain) -> str:
        words = self.inside(node.first)
        for operator, operand in node.rest:
            sign = self.phrases.words["mod"] if operator == "mod" else _SIGNS.get(operator, "+")
            words = f"{words} {sign} {self.inside(operand)}"
        return words

    def call(self, call: nodes.Call) -> str:
        if call.name in ("selected", "is-selected") and len(call.arguments) == 2:
            return self.selection(call, "selected")
        if call.name == "not" and len(call.arguments) == 1:
            return self.denial(call.arguments[0])
        phrase = self.phrases.functions.get((call.name, len(call.arguments)))
        words = [self.say(argument) for argument in call.arguments]
        if phrase is None:
            return f"{call.name}({self.phrases.words['comma'].join(words)})"
        return phrase.format(*words)

    def selection(self, call: nodes.Call, phrase: str) -> str:
        """``modes includes “bus”``."""
        question, code = call.arguments
        if isinstance(code, nodes.Text) and self.labels.is_single(self.name_of(question)):
            return self.equality(question, code.value, phrase == "selected")
        label = self.say(code)
        if isinstance(code, nodes.Text):
            label = self.phrases.quoted.format(
                self.labels.choice(self.name_of(question), code.value)
            )
        return self.phrases.words[phrase].format(self.say(question), label)

    def denial(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Call) and node.name in ("selected", "is-selected"):
            return self.selection(node, "not_selected")
        if isinstance(node, nodes.Comparison) and node.operator in ("=", "!="):
            other = "!=" if node.operator == "=" else "="
            return self.comparison(nodes.Comparison(other, node.left, node.right))
        return self.phrases.words["not"].format(self.say(node))

    def path(self, node: nodes.Node) -> str:
        match node:
            case nodes.Path(base=None, absolute=False, steps=(nodes.Step(axis="self"),)):
                return self.phrases.words["self"]
            case nodes.Path(base=nodes.Call(name="instance"), steps=steps):
                return self.phrases.words["row"].format(steps[-1].name)
            case nodes.Path(steps=steps) if steps[-1].name:
                return self.question(steps[-1].name)
            case nodes.Filter(base=base, predicates=predicates):
                conditions = self.phrases.words["and"].join(map(self.say, predicates))
                return self.phrases.words["where"].format(self.say(base), conditions)
            case nodes.Union(operands=operands):
                return self.phrases.words["comma"].join(map(self.say, operands))
            case _:
                return self.phrases.words["around"]
