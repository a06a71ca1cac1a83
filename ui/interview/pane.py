"""The screen of an interview: one question, several together, a grid, or "one more?"."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.interview.block_pool import BlockPool
from ui.interview.blocks import QuestionBlock, say, take_all
from ui.interview.choice_field import ChoiceField
from ui.interview.grid import Grid, said_by_all, shape_of, suits_grid
from ui.interview.look import WIDEST
from ui.interview.picture_field import PictureField
from ui.interview.said import Said
from ui.interview.view import (
    GRID,
    MORE,
    ChoiceView,
    FindingView,
    QuestionView,
    ScreenView,
)
from ui.interview.wording import say_against, translate
from ui.notice import label

_MORE, _NO_MORE = "more", "enough"
_GRID_AT = 4
_WIDEST_GRID = WIDEST + 140
_MOST_GRIDS = 4
"""Grids are kept for later screens of their shape, but not all of a long form."""


class ScreenPane(QScrollArea):
    """Shows one ``ScreenView`` after another; ``answered`` carries path and value."""

    answered = Signal(str, object)
    attached = Signal(str, object)
    more_wanted = Signal(bool)

    def __init__(self, view: ScreenView) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view = view
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._make_visible)
        self.grid: Grid | None = None
        self.current = ""
        self._aimed: QWidget | None = None
        """To be seen as soon as everything has its place."""
        self._instance = Said("", "section")
        self._heading = Said("", "question")
        self._guidance = label("", "guidance", wraps=True)
        self._hint = Said("", "hint")
        self._general = label("", "against", wraps=True)
        self._pool = BlockPool(self._greet, for_surveyor=view.mode != "self")
        self._grids: list[Grid] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(16))
        above = (self._instance, self._heading, self._guidance, self._hint)
        for widget in (*above, self._pool, self._general):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._inner, self._outer = QWidget(), QWidget()
        self._centre()
        self.turn_to(view)

    @property
    def blocks(self) -> list[QuestionBlock]:
        """The questions shown, but for those of a grid."""
        return self._pool.shown

    def fits(self, view: ScreenView) -> bool:
        """Whether a later view shows the same fields, so that it can be taken in place."""
        return _structure(view) == _structure(self.view)

    def turn_to(self, view: ScreenView) -> None:
        """Show another screen with the widgets at hand."""
        same = view.place == self.view.place and view.language == self.view.language
        self.view = view
        self._aimed = None
        # Each widget that appears in a shown one has everything above it laid out: once is enough.
        self._outer.hide()
        self._ask(view, same)
        self._outer.show()
        self._measure()
        if not same:
            self.verticalScrollBar().setValue(0)

    def _measure(self) -> None:
        """What changed while it was hidden told nobody above it how high it is now."""
        for block in self.blocks:
            for widget in (block.field, block):
                if widget is not None:
                    widget.updateGeometry()
        for widget in (self._pool, self._inner):
            widget.updateGeometry()
        QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _ask(self, view: ScreenView, same: bool) -> None:
        stood = self.current if same else ""
        say(self._instance, view.instance)
        say(self._heading, view.heading if view.kind != MORE else "")
        say(self._general, "")
        self._show_grid(view if view.kind == GRID and suits_grid(view) else None)
        self._pool.setVisible(self.grid is None)
        questions = (_more_question(view),) if view.kind == MORE else view.questions
        self._pool.ask(() if self.grid is not None else questions, keeps=same and view.kind != MORE)
        self._inner.setMaximumWidth(theme.px(_WIDEST_GRID if self.grid else WIDEST))
        known = {one.path for one in view.questions}
        self.current = stood if stood in known else self._first_open()
        self._show_current()

    def prepare(self, view: ScreenView) -> bool:
        """Build a part of what a later screen will need; whether there is more to build."""
        if view.kind != GRID or not suits_grid(view):
            questions = (_more_question(view),) if view.kind == MORE else view.questions
            return self._pool.prepare(questions)
        fitting = [one for one in self._grids if one.shape == shape_of(view)]
        for grid in fitting:
            self._heading.get_ready(view.heading)
            grid.get_ready(view)
        if not fitting:
            grid = self._add_grid(view)
            grid.hide()
            grid.take_room(min(self._outer.width() - 2 * theme.px(24), theme.px(_WIDEST_GRID)))
        return not fitting

    def show_view(self, view: ScreenView) -> None:
        """Show answers as they are stored now."""
        self.view = view
        by_path = {one.path: one for one in view.questions}
        if self.grid is not None:
            self.grid.show_questions(view.questions)
        for block in self.blocks:
            if block.path in by_path:
                block.show_question(by_path[block.path])

    def show_held(self, held: tuple[FindingView, ...]) -> None:
        """Say what kept the interview here, each where it belongs."""
        known = {block.path for block in self.blocks}
        for block in self.blocks:
            block.show_against([one for one in held if one.path == block.path])
        if self.grid is not None:
            self.grid.show_against(held)
            known |= {one.path for one in self.view.questions}
        rest = [say_against(one) for one in held if one.path not in known]
        say(self._general, "\n".join(rest))
        first = next((one.path for one in held if one.path in known), "")
        if first:
            self.take_focus(first)

    def take_typed(self) -> list[tuple[str, object]]:
        """What was typed and not handed over; also the choice that arrows went to."""
        found = take_all(self.blocks)
        for block in self.blocks:
            field = block.field
            if isinstance(field, ChoiceField) and field.kind == "select_one":
                aimed = field.aimed()
                if aimed and block.path:
                    found.append((block.path, aimed))
        return found

    def take_focus(self, path: str = "") -> None:
        """Put the keys where the next answer belongs."""
        self.current = path or self.current
        if self.grid is not None:
            self.grid.stand_on(self.current)
            self.grid.setFocus()
            self._soon.start()
            return
        block = self._block(self.current)
        if block is not None and block.field is not None:
            block.field.setFocus()
            self._soon.start()
        else:
            self.setFocus()  # a note: there is nothing to answer, and Enter goes on
        self._show_current()

    def aimed_more(self) -> str:
        """On "one more?": what Enter would take."""
        field = self.blocks[0].field if self.view.kind == MORE and self.blocks else None
        return field.aimed() if isinstance(field, ChoiceField) else ""

    def question(self) -> QuestionView | None:
        """The question that keys go to."""
        wanted = self.grid.path if self.grid is not None else self.current
        return next((one for one in self.view.questions if one.path == wanted), None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        del event  # Qt's own would paint the words of a note again

    def focusOutEvent(self, event: QFocusEvent) -> None:
        del event

    def _show_grid(self, view: ScreenView | None) -> None:
        before, self.grid = self.grid, None
        if view is not None:
            fitting = (one for one in self._grids if one.shape == shape_of(view))
            self.grid = next(fitting, None) or self._add_grid(view)
            self.grid.ask(view)
            self.grid.show()
        guidance, hint = said_by_all(view) if view is not None else ("", "")
        say(self._guidance, guidance)
        say(self._hint, hint)
        if before is not None and before is not self.grid:
            before.hide()

    def _add_grid(self, view: ScreenView) -> Grid:
        grid = Grid(view)
        grid.answered.connect(self.answered)
        grid.entered.connect(self._on_row)
        self._grids.append(grid)
        self._column.insertWidget(_GRID_AT, grid)
        for one in grid.findChildren(QWidget):
            one.ensurePolished()
        if len(self._grids) > _MOST_GRIDS:
            oldest = next(one for one in self._grids if one is not self.grid)
            self._grids.remove(oldest)
            oldest.deleteLater()
        return grid

    def _greet(self, block: QuestionBlock) -> None:
        block.answered.connect(self._on_answered)
        block.entered.connect(self._on_entered)
        if isinstance(block.field, ChoiceField):
            block.field.aimed_at.connect(self._show_choice)
        if isinstance(block.field, PictureField):
            block.field.brought.connect(self.attached)

    def _centre(self) -> None:
        self._inner.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(self._outer)
        row.setContentsMargins(*(theme.px(n) for n in (24, 24, 24, 16)))
        row.addStretch(1)
        row.addWidget(self._inner, 100)
        row.addStretch(1)
        self.setWidget(self._outer)

    def _first_open(self) -> str:
        asked = [one for one in self.view.questions if one.kind != "note"]
        answerable = [one for one in asked if not one.is_read_only] or asked
        still = [one for one in answerable if one.status == "missing"]
        if self.view.kind == MORE:
            return self.blocks[0].path
        chosen = still or answerable
        return chosen[0].path if chosen else ""

    def _block(self, path: str) -> QuestionBlock | None:
        return next((one for one in self.blocks if one.path == path), None)

    def _make_visible(self) -> None:
        if self.grid is not None:
            self.ensureWidgetVisible(self.grid.row, 0, theme.px(32))
            return
        aimed, self._aimed = self._aimed, None
        if aimed is not None:
            self.ensureWidgetVisible(aimed, 0, theme.px(16))
            return
        block = self._block(self.current)
        if block is not None and len(self.blocks) > 1:  # a single question begins at its words
            self.ensureWidgetVisible(block, 0, theme.px(16))

    def _show_choice(self, button: QWidget) -> None:
        self._aimed = button
        self._soon.start()

    def _show_current(self) -> None:
        for block in self.blocks:
            block.set_current(len(self.blocks) > 1 and block.path == self.current)

    def _on_row(self, path: str) -> None:
        self.current = path
        self._soon.start()

    def _on_entered(self, path: str) -> None:
        self.current = path
        self._show_current()

    def _on_answered(self, path: str, value: object) -> None:
        if self.view.kind == MORE:
            self.more_wanted.emit(value == _MORE)
        else:
            self.answered.emit(path, value)


def _more_question(view: ScreenView) -> QuestionView:
    """Ask for one more instance as if it were a question of the form."""
    text = translate("Interview", "Recorded so far: %1. Is there another one?")
    heading = view.heading or view.path
    choices = (
        ChoiceView(_MORE, translate("Interview", "Yes, add another one")),
        ChoiceView(_NO_MORE, translate("Interview", "No, go on")),
    )
    return QuestionView(
        view.path,
        "select_one",
        f"{heading}\n{text.replace('%1', str(view.instances))}",
        choices=choices if view.can_add else choices[1:],
    )


def _structure(view: ScreenView) -> tuple[object, ...]:
    fields = tuple((one.path, one.kind, one.is_read_only, one.choices) for one in view.questions)
    return (view.place, view.language, view.heading, view.instances, fields)
