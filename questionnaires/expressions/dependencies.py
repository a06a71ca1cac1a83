"""What an expression reads, and the circles that expressions of a form run in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from questionnaires.expressions import nodes
from questionnaires.expressions.closures import Compiler
from questionnaires.expressions.errors import ExpressionError
from questionnaires.expressions.expression import Expression
from questionnaires.expressions.layout import Layout
from questionnaires.expressions.parser import parse
from questionnaires.expressions.paths import Located, locate
from questionnaires.expressions.scope import Scope
from questionnaires.model import Node, Question, Questionnaire

Graph = Mapping[str, tuple[str, ...]]


def dependencies(expression: Expression, scope: Scope) -> tuple[str, ...]:
    """The paths of the questions, groups and repeats an expression reads, each once.

    Names that lead nowhere are left out; ``check`` reports them.
    """
    compiler = Compiler(scope)
    found: dict[str, None] = {}
    for node in outer_paths(expression.tree):
        try:
            where = locate(compiler, node)
        except ExpressionError:
            continue
        if isinstance(where, Located) and where.place.path:
            found[where.place.path] = None
    return tuple(found)


def outer_paths(tree: nodes.Node) -> Iterator[nodes.Node]:
    """References and paths in order; relative paths in predicates belong to the node filtered."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        match node:
            case nodes.Reference():
                yield node
            case nodes.Path() | nodes.Filter():
                yield node
                waiting.extend(reversed(_references_in_predicates(node)))
            case _:
                waiting.extend(reversed(nodes.parts(node)))


def _references_in_predicates(path: nodes.Path | nodes.Filter) -> list[nodes.Node]:
    base = path.base
    predicates = list(nodes.parts(path))[base is not None :]
    if isinstance(base, nodes.Filter):
        predicates = [*base.predicates, *predicates]
    return [
        node
        for predicate in predicates
        for node in nodes.walk(predicate)
        if isinstance(node, nodes.Reference)
    ]


def find_cycles(questionnaire: Questionnaire) -> tuple[tuple[str, ...], ...]:
    """Circles among ``relevant`` and ``calculation``: each as the paths in order.

    A question depends on what its own expressions read and on the relevance of the groups around
    it. One that reads itself in another instance of its repeat (``indexed-repeat``) is no circle.
    """
    return _cycles(_graph(questionnaire))


def _graph(questionnaire: Questionnaire) -> Graph:
    scope = Scope(Layout.of(questionnaire))
    graph: dict[str, tuple[str, ...]] = {}
    for path, node in questionnaire.walk():
        read: dict[str, None] = {}
        for text in _texts(node):
            read.update(dict.fromkeys(_read(text, scope.at(path), path)))
        parent = path.rpartition("/")[0]
        if parent:
            read[parent] = None
        graph[path] = tuple(read)
    return graph


def _texts(node: Node) -> tuple[str, ...]:
    calculation = node.calculation if isinstance(node, Question) else ""
    return tuple(text for text in (node.relevant, calculation) if text)


def _read(text: str, scope: Scope, path: str) -> Iterator[str]:
    try:
        expression = parse(text)
    except ExpressionError:
        return
    for read in dependencies(expression, scope):
        if read != path or not _elsewhere(expression):
            yield read


def _elsewhere(expression: Expression) -> bool:
    return bool({"indexed-repeat", "once"} & set(expression.functions)) or any(
        isinstance(node, nodes.Filter) for node in nodes.walk(expression.tree)
    )


def _cycles(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """One circle for each knot of the graph, found without recursion."""
    state: dict[str, int] = {}  # 1: on the way, 2: done
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for start in graph:
        if start in state:
            continue
        way, ahead = [start], [iter(graph[start])]
        state[start] = 1
        while way:
            following = next(ahead[-1], None)
            if following is None:
                state[way.pop()] = 2
                ahead.pop()
            elif state.get(following) == 1:
                circle = tuple(way[way.index(following) :])
                found.setdefault(frozenset(circle), circle)
            elif following in graph and following not in state:
                state[following] = 1
                way.append(following)
                ahead.append(iter(graph[following]))
    return tuple(found.values())
