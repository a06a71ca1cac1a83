"""The questionnaire on the desk: one draft, its undo steps, and who is told of changes.

Each step keeps the draft before and after; drafts share what they have in common, so that a
thousand steps of a long form cost little. Typing in one cell is one step until it rests.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from questionnaires.editing import Address, Draft
from questionnaires.editing.draft import EditError
from questionnaires.editing.tree import address_of, node_at, path_of
from questionnaires.expressions import Layout
from questionnaires.model import Node, Questionnaire
from ui.designer.titles import Title
from ui.designer.words import refusal

_REST_S = 2.0
_MOST_STEPS = 500

Edited = Draft | tuple[Draft, Sequence[Address]]


class Change(QUndoCommand):
    """One step: what the draft was and is; steps of one ``key`` in quick succession join."""

    def __init__(self, document: DesignDocument, title: Title, after: Draft, key: object) -> None:
        super().__init__(str(title))
        self._document, self.title = document, title
        self.before, self.after = document.draft, after
        self.selected_before: tuple[Address, ...] = document.selection
        self.selected_after: tuple[Address, ...] = document.selection
        self.key = key
        self.at = time.monotonic()

    def redo(self) -> None:
        self._document.take(self.after, self.selected_after)

    def undo(self) -> None:
        self._document.take(self.before, self.selected_before)

    def id(self) -> int:
        return 1 if self.key is not None else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Change) or other.key != self.key or self.isObsolete():
            return False
        if other.at - self.at > _REST_S:
            return False
        self.after, self.at = other.after, other.at
        self.selected_after = other.selected_after
        return True

    def retranslate(self) -> None:
        """Name the step in the language in use."""
        self.setText(str(self.title))


class DesignDocument(QObject):
    """``changed`` carries the draft before and after; ``opened`` says that it is another one."""

    opened = Signal()
    changed = Signal(object, object)
    selection_wanted = Signal(object)
    language_changed = Signal()
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(_MOST_STEPS)
        self.draft = Draft(Questionnaire("", ""))
        self.slot = ""
        self.may_edit = False
        self.language = ""
        self.selection: tuple[Address, ...] = ()
        self._layout: tuple[Questionnaire, Layout] | None = None
        # The stack goes with its parent and would tell the bar of steps that are gone with it.
        stack = self.stack
        self.destroyed.connect(lambda: stack.blockSignals(True))

    @property
    def form(self) -> Questionnaire:
        """The questionnaire as it is now."""
        return self.draft.form

    @property
    def layout(self) -> Layout:
        """Where everything in it stands; made anew after a change, when asked for."""
        if self._layout is None or self._layout[0] is not self.form:
            self._layout = (self.form, Layout.of(self.form))
        return self._layout[1]

    def open(self, slot: str, draft: Draft, may_edit: bool) -> None:
        """Lay another draft on the desk; its undo steps begin anew."""
        self.stack.clear()
        self.slot, self.draft, self.may_edit = slot, draft, may_edit
        self.selection = ()
        if self.language not in draft.form.languages:
            self.language = draft.form.default_language
        self.opened.emit()

    def do(
        self,
        title: Title,
        draft: Draft,
        *,
        key: object = None,
        select: Sequence[Address] | None = None,
    ) -> bool:
        """One step; ``title`` is what undo names. Whether anything changed."""
        if not self.may_edit or draft is self.draft or draft == self.draft:
            return False
        step = Change(self, title, draft, key)
        if select is not None:
            step.selected_after = tuple(select)
        self.stack.push(step)
        return True

    def attempt(self, title: Title, edit: Callable[[], Edited], *, key: object = None) -> bool:
        """The same with an edit that may be refused; what it gives besides is selected."""
        if not self.may_edit:
            return False
        try:
            made = edit()
        except EditError as error:
            self.refused.emit(refusal(error))
            return False
        if isinstance(made, tuple):
            return self.do(title, made[0], key=key, select=made[1])
        return self.do(title, made, key=key)

    def retranslate(self) -> None:
        """Name the steps of undo in the language in use."""
        for place in range(self.stack.count()):
            step = self.stack.command(place)
            if isinstance(step, Change):
                step.retranslate()

    def take(self, draft: Draft, selection: tuple[Address, ...]) -> None:
        """Show a draft: what undo and redo call."""
        before, self.draft = self.draft, draft
        if self.language not in draft.form.languages:
            self.language = draft.form.default_language
            self.language_changed.emit()
        self.selection = tuple(one for one in selection if self._is_there(one))
        self.changed.emit(before, draft)
        if self.selection:
            self.selection_wanted.emit(self.selection)

    def select(self, addresses: Sequence[Address]) -> None:
        """Remember what is selected in the tree."""
        self.selection = tuple(addresses)

    def show(self, path: str) -> bool:
        """Select the node of that path; whether there is one."""
        address = address_of(self.form, path) if path else ()
        if address is None:
            return False
        self.selection_wanted.emit((address,))
        return True

    def set_language(self, language: str) -> None:
        """Show texts in another of the form's languages."""
        if language in self.form.languages and language != self.language:
            self.language = language
            self.language_changed.emit()

    def node(self, address: Address) -> Node | None:
        """The node there; ``None`` for the questionnaire itself and where there is none."""
        return node_at(self.form, address) if address and self._is_there(address) else None

    def path(self, address: Address) -> str:
        """The path of what stands there."""
        return path_of(self.form, address) if address else ""

    def _is_there(self, address: Address) -> bool:
        try:
            path_of(self.form, address)
        except IndexError:
            return False
        return True
