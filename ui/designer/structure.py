"""What is done to whole questions: add, delete, move, copy, group; each an undoable step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from questionnaires.editing import Address, Draft, fragments, making, naming, tree
from questionnaires.editing.fragments import Fragment
from questionnaires.editing.making import Place
from questionnaires.editing.renaming import rename_node
from questionnaires.editing.searching import users_of
from questionnaires.model import Choice, Group, Question, Questionnaire
from ui.designer import clipboard
from ui.designer.document import DesignDocument, Edited
from ui.designer.titles import Title, titled
from ui.designer.words import KindWord, text_of
from ui.language import QT_TRANSLATE_NOOP
from ui.pages.words import say


class Structure(QObject):
    """Works on what is selected in the tree. ``added`` follows a new question."""

    added = Signal()
    told = Signal(str)

    def __init__(self, document: DesignDocument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document

    # Adding.

    def add_question(self, kind: str) -> None:
        """A question after the selected one, or at the end of the selected group."""
        form, document = self._document.form, self._document
        made, address = making.add_question(form, self._place(), kind)
        title = titled(QT_TRANSLATE_NOOP("Undo", "add a question (%1)"), KindWord(kind))
        if document.do(title, document.draft.with_form(made), select=[address]):
            self.added.emit()

    def add_like(self) -> None:
        """One more question of the kind of the selected one."""
        node = self._document.node(self._last())
        usual = "select_one" if self._grid() else "text"
        self.add_question(node.kind if isinstance(node, Question) else usual)

    def add_group(self, *, repeats: bool = False) -> None:
        """An empty group."""
        place = making.place_beside(self._document.form, self._last())
        made, address = making.add_group(self._document.form, place, repeats=repeats)
        single = QT_TRANSLATE_NOOP("Undo", "add a group")
        title = titled(QT_TRANSLATE_NOOP("Undo", "add a repeated group") if repeats else single)
        if self._document.do(title, self._document.draft.with_form(made), select=[address]):
            self.added.emit()

    def add_grid(self, choices: Sequence[Choice] = ()) -> None:
        """A grid with two rows."""
        place = making.place_beside(self._document.form, self._last())
        made, address = making.add_grid(self._document.form, place, choices)
        title = titled(QT_TRANSLATE_NOOP("Undo", "add a grid"))
        if self._document.do(title, self._document.draft.with_form(made), select=[address]):
            self.added.emit()

    def insert(self, fragment: Fragment, title: Title, place: Place | None = None) -> None:
        """Nodes from elsewhere after the selected one."""
        draft = self._document.draft
        form, where = fragments.paste(draft.form, place or self._place(), fragment)
        self._document.do(title, draft.with_form(form), select=where)

    # Taking away, doubling, the clipboard.

    def delete(self) -> None:
        """Take the selected ones out; whoever reads their answers is told."""
        taken = tree.outermost(self._document.selection)
        if not taken:
            return
        draft = self._document.draft
        users = self._users(draft, taken)
        form = tree.remove(draft.form, taken)
        select = [_next(form, taken[0])]
        if (
            self._document.do(
                self._title(QT_TRANSLATE_NOOP("Undo", "delete %1"), taken),
                draft.with_form(form),
                select=select,
            )
            and users
        ):
            text = self.tr("Their answers are still used by: %1.")
            self.told.emit(say(text, self.tr(", ").join(users[:5])))

    def duplicate(self) -> None:
        """The selected ones once more, right behind."""
        taken = tree.outermost(self._document.selection)
        if taken:
            copied = fragments.copy(self._document.form, taken)
            place = making.place_beside(self._document.form, taken[-1])
            self.insert(
                copied, self._title(QT_TRANSLATE_NOOP("Undo", "duplicate %1"), taken), place
            )

    def copy(self) -> None:
        """Put the selected ones on the clipboard."""
        taken = tree.outermost(self._document.selection)
        if taken:
            form = self._document.form
            clipboard.put(form, fragments.copy(form, taken))
            self.told.emit(str(self._title(QT_TRANSLATE_NOOP("Undo", "Copied: %1"), taken)))

    def cut(self) -> None:
        """The same, and take them out."""
        self.copy()
        self.delete()

    def paste(self) -> None:
        """What is on the clipboard after the selected one: questions, or a question a line."""
        fragment = clipboard.take(self._document.language)
        if fragment is None:
            self.told.emit(self.tr("There are no questions on the clipboard."))
            return
        self.insert(
            fragment, titled(QT_TRANSLATE_NOOP("Undo", "paste %1 questions"), len(fragment.nodes))
        )

    # Moving.

    def move_up(self) -> None:
        """One row up; out of the group above its first row."""
        self._shift(-1)

    def move_down(self) -> None:
        """One row down; out of the group below its last row."""
        self._shift(1)

    def move_out(self) -> None:
        """Out of the group, behind it."""
        taken = tree.outermost(self._document.selection)
        if taken and len(taken[0]) > 1:
            above = taken[0][:-1]
            self.move(taken, above[:-1], above[-1] + 1)

    def move_in(self) -> None:
        """Into the group right above, at its end."""
        taken = tree.outermost(self._document.selection)
        if not taken or not taken[0][-1]:
            return
        above = (*taken[0][:-1], taken[0][-1] - 1)
        node = self._document.node(above)
        if node is not None and not isinstance(node, Question):
            self.move(taken, above, len(node.children))

    def move(self, addresses: Sequence[Address], above: Address, row: int) -> None:
        """To another place; names that are taken there get a number first."""
        taken = tree.outermost(addresses)
        if taken:
            title = self._title(QT_TRANSLATE_NOOP("Undo", "move %1"), taken)
            self._document.attempt(title, lambda: _moved(self._document.draft, taken, above, row))

    def copy_to(self, addresses: Sequence[Address], above: Address, row: int) -> None:
        """A copy in another place."""
        taken = tree.outermost(addresses)
        copied = fragments.copy(self._document.form, taken)
        self.insert(
            copied, self._title(QT_TRANSLATE_NOOP("Undo", "copy %1"), taken), Place(above, row)
        )

    def group(self) -> None:
        """Put the selected ones into a new group."""
        taken = tree.outermost(self._document.selection)
        if not taken:
            return
        draft = self._document.draft
        name = naming.next_name("group", naming.names_of(draft.form))
        form, address = tree.wrap(draft.form, taken, Group(name))
        title = self._title(QT_TRANSLATE_NOOP("Undo", "group %1"), taken)
        if self._document.do(title, draft.with_form(form), select=[address]):
            self.added.emit()

    def ungroup(self) -> None:
        """Put what is in the selected group in its place."""
        address = self._last()
        node = self._document.node(address)
        if node is None or isinstance(node, Question):
            return
        draft = self._document.draft
        form, where = tree.unwrap(draft.form, address)
        title = self._title(QT_TRANSLATE_NOOP("Undo", "dissolve %1"), [address])
        self._document.do(title, draft.with_form(form), select=where or [address[:-1]])

    # The selection.

    def _last(self) -> Address:
        return self._document.selection[-1] if self._document.selection else ()

    def _place(self) -> Place:
        return making.place_after(self._document.form, self._last())

    def _grid(self) -> bool:
        return bool(making.grid_list(self._document.form, self._place().above))

    def _shift(self, step: int) -> None:
        taken = tree.outermost(self._document.selection)
        if not taken or any(one[:-1] != taken[0][:-1] for one in taken):
            return
        above = taken[0][:-1]
        row = taken[0][-1] - 1 if step < 0 else taken[-1][-1] + 2
        if 0 <= row <= len(tree.children_of(self._document.form, above)):
            self.move(taken, above, row)
        elif above:
            self.move(taken, above[:-1], above[-1] + (step > 0))

    def _title(self, source: str, taken: Sequence[Address]) -> Title:
        if len(taken) > 1:
            many = titled(QT_TRANSLATE_NOOP("Undo", "%1 questions"), len(taken))
            return titled(source, many)
        node = self._document.node(taken[0])
        assert node is not None
        name = text_of(node.labels, self._document.language, node.name)
        return titled(source, f"“{name[:20]}{'…' if len(name) > 20 else ''}”")

    def _users(self, draft: Draft, taken: Sequence[Address]) -> list[str]:
        """Names of the others that read what goes."""
        gone = [tree.path_of(draft.form, one) for one in taken]
        paths = [
            path
            for path, _ in draft.form.walk()
            if any(path == one or path.startswith(f"{one}/") for one in gone)
        ]
        found = {
            user: None for path in paths for user in users_of(draft, path) if user not in paths
        }
        return [user.rpartition("/")[2] for user in found]


def _moved(draft: Draft, taken: Sequence[Address], above: Address, row: int) -> Edited:
    others = {
        node.name
        for number, node in enumerate(tree.children_of(draft.form, above))
        if (*above, number) not in taken
    }
    for address in taken:
        node = tree.node_at(draft.form, address)
        if node.name in others:
            fresh = naming.free_name(node.name, naming.names_of(draft.form))
            draft = rename_node(draft, address, fresh)
    form, where = tree.move(draft.form, taken, above, row)
    return draft.with_form(form), where


def _next(form: Questionnaire, gone: Address) -> Address:
    """What to select after nodes went: what moved up, else the one before, else the group."""
    siblings = tree.children_of(form, gone[:-1])
    row = min(gone[-1], len(siblings) - 1)
    return (*gone[:-1], row) if row >= 0 else gone[:-1]
