"""Where nodes stand in the tree, and the tree with nodes put in, taken out and moved.

An address is the row in each level from the top: ``(2, 0)`` is the first child of the third node.
Names may change while one works; addresses say where something is at this moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from questionnaires.editing.draft import EditError
from questionnaires.model import Group, Node, Question, Questionnaire, Repeat

Address = tuple[int, ...]
ROOT: Address = ()


def children_of(form: Questionnaire, address: Address) -> tuple[Node, ...]:
    """The nodes directly below; none below a question."""
    nodes = form.body
    for row in address:
        node = nodes[row]
        nodes = () if isinstance(node, Question) else node.children
    return nodes


def node_at(form: Questionnaire, address: Address) -> Node:
    """The node there; ``IndexError`` where there is none."""
    if not address:
        raise IndexError(address)
    return children_of(form, address[:-1])[address[-1]]


def path_of(form: Questionnaire, address: Address) -> str:
    """The path by names: ``group/question``."""
    return "/".join(node_at(form, address[: end + 1]).name for end in range(len(address)))


def address_of(form: Questionnaire, path: str) -> Address | None:
    """Where the node of that path stands."""
    nodes, found = form.body, list[int]()
    for name in path.split("/"):
        row = next((n for n, node in enumerate(nodes) if node.name == name), None)
        if row is None:
            return None
        found.append(row)
        node = nodes[row]
        nodes = () if isinstance(node, Question) else node.children
    return tuple(found)


def walk(form: Questionnaire) -> Iterator[tuple[Address, str, Node]]:
    """Every node with its address and path, parents first, in order."""
    yield from _walk(form.body, ROOT, "")


def _walk(
    nodes: tuple[Node, ...], above: Address, prefix: str
) -> Iterator[tuple[Address, str, Node]]:
    for row, node in enumerate(nodes):
        here, path = (*above, row), prefix + node.name
        yield here, path, node
        if not isinstance(node, Question):
            yield from _walk(node.children, here, f"{path}/")


def with_children(
    form: Questionnaire, address: Address, children: tuple[Node, ...]
) -> Questionnaire:
    """The form with other nodes below that address."""
    if not address:
        return replace(form, body=children)
    node = node_at(form, address)
    assert isinstance(node, Group | Repeat)
    return with_node(form, address, replace(node, children=children))


def with_node(form: Questionnaire, address: Address, node: Node) -> Questionnaire:
    """The form with another node in that place."""
    above, row = address[:-1], address[-1]
    siblings = children_of(form, above)
    if siblings[row] is node:
        return form
    return with_children(form, above, (*siblings[:row], node, *siblings[row + 1 :]))


def insert(form: Questionnaire, above: Address, row: int, nodes: Iterable[Node]) -> Questionnaire:
    """The form with nodes put in before that row."""
    siblings = children_of(form, above)
    return with_children(form, above, (*siblings[:row], *nodes, *siblings[row:]))


def outermost(addresses: Iterable[Address]) -> tuple[Address, ...]:
    """The addresses in order, without those inside another one of them."""
    kept: list[Address] = []
    for address in sorted(set(addresses)):
        if address and not any(address[: len(one)] == one for one in kept):
            kept.append(address)
    return tuple(kept)


def remove(form: Questionnaire, addresses: Iterable[Address]) -> Questionnaire:
    """The form without these nodes and all below them."""
    for address in reversed(outermost(addresses)):
        siblings = children_of(form, address[:-1])
        left = (*siblings[: address[-1]], *siblings[address[-1] + 1 :])
        form = with_children(form, address[:-1], left)
    return form


def move(
    form: Questionnaire, addresses: Iterable[Address], above: Address, row: int
) -> tuple[Questionnaire, tuple[Address, ...]]:
    """The form with nodes moved before that row (counted before the move), and where they are.

    Raises:
        EditError: ``inside_itself`` for a group moved into itself.
    """
    taken = outermost(addresses)
    if any(above[: len(one)] == one for one in taken):
        raise EditError("inside_itself")
    nodes = [node_at(form, one) for one in taken]
    before = [one for one in taken if one[:-1] == above and one[-1] < row]
    target, at = _after_removal(above, taken), row - len(before)
    moved = insert(remove(form, taken), target, at, nodes)
    return moved, tuple((*target, at + number) for number in range(len(nodes)))


def _after_removal(address: Address, taken: tuple[Address, ...]) -> Address:
    """The address once nodes before it are gone."""
    found = list(address)
    for one in taken:
        level = len(one) - 1
        if level < len(address) and one[:-1] == address[:level] and one[-1] < address[level]:
            found[level] -= 1
    return tuple(found)


def wrap(
    form: Questionnaire, addresses: Iterable[Address], group: Group | Repeat
) -> tuple[Questionnaire, Address]:
    """The form with nodes put into a new group, which stands where the first of them stood."""
    taken = outermost(addresses)
    nodes = tuple(node_at(form, one) for one in taken)
    first = taken[0]
    row = first[-1]
    without = remove(form, taken)
    made = replace(group, children=(*group.children, *nodes))
    return insert(without, first[:-1], row, (made,)), first


def unwrap(form: Questionnaire, address: Address) -> tuple[Questionnaire, tuple[Address, ...]]:
    """The form with the group replaced by what is in it."""
    children = children_of(form, address)
    above, row = address[:-1], address[-1]
    without = remove(form, (address,))
    found = tuple((*above, row + number) for number in range(len(children)))
    return insert(without, above, row, children), found
