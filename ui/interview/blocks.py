"""A question with its hints, its field and what stands against its answer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from questionnaires.model import SELECT_KINDS
from ui import theme
from ui.interview.choice_field import ChoiceField, ShownValue
from ui.interview.fields import AnswerField, LineField, TextField
from ui.interview.look import set_look
from ui.interview.picture_field import PICTURES, PictureField
from ui.interview.said import Said
from ui.interview.view import ChoiceView, FindingView, QuestionView
from ui.interview.wording import say_against, say_status, translate
from ui.notice import label

_LINES = frozenset({"integer", "decimal", "range", "date", "time", "datetime"})
_SPECIAL = ("refused", "dont_know")


Field = (
    type[ChoiceField] | type[ShownValue] | type[PictureField] | type[LineField] | type[TextField]
)


def field_class(question: QuestionView) -> Field | None:
    """The field that suits a question; notes have none."""
    if question.kind == "note":
        return None
    if question.kind == "acknowledge" or question.kind in SELECT_KINDS:
        return ChoiceField
    if question.is_read_only:
        return ShownValue
    if question.kind in PICTURES:
        return PictureField
    if question.kind in _LINES or question.appearance in ("numbers", "short"):
        return LineField
    return TextField if question.kind == "text" else LineField


def _field_for(question: QuestionView) -> AnswerField | None:
    made = field_class(question)
    return None if made is None else made(answerable(question))


def answerable(question: QuestionView) -> QuestionView:
    """The question as its field takes it."""
    return as_choice(question) if question.kind == "acknowledge" else question


def as_choice(question: QuestionView) -> QuestionView:
    """An acknowledgement as a question with one choice."""
    seen = ChoiceView("OK", translate("Interview", "Seen and agreed"))
    return QuestionView(
        question.path,
        "select_one",
        question.text,
        choices=(seen,),
        value=question.value,
        status=question.status,
        is_read_only=question.is_read_only,
    )


class QuestionBlock(QFrame):
    """One question of a screen; later, another that takes the same kind of field.

    ``answered`` carries path and value.
    """

    answered = Signal(str, object)
    entered = Signal(str)

    def __init__(self, question: QuestionView, *, large: bool, for_surveyor: bool) -> None:
        super().__init__()
        self.setProperty("role", "block")
        self.question = question
        self.shape = (field_class(question), large)
        """What tells whether it can take another question."""
        self._for_surveyor = for_surveyor
        self.text = Said("", "question" if large else "smaller question")
        self.hint = Said("", "hint")
        self.guidance = label("", "guidance", wraps=True)
        self.special = Said("", "special")
        self.against = label("", "against", wraps=True)
        self.note = Said("", "hint")
        self.field = _field_for(question)
        self._build_ui(large)
        self.show_question(question)

    @property
    def path(self) -> str:
        """The question's path."""
        return self.question.path

    def ask(self, question: QuestionView) -> None:
        """Ask another question from now on."""
        self.question = question
        if self.field is not None:
            self.field.ask(answerable(question))
        self.show_against([])
        self.show_question(question)

    def show_question(self, question: QuestionView) -> None:
        """Show the question and its answer as they are stored."""
        self.question = question
        say(self.text, question.text)
        say(self.hint, question.hint)
        say(self.guidance, question.guidance if self._for_surveyor else "")
        say(self.special, self._special_text(question))
        say(self.note, self._note_text(question))
        if self.field is not None:
            self.field.show_question(answerable(question))

    def get_ready(self, question: QuestionView) -> None:
        """Lay out the words of a question that may come, while nobody waits."""
        self.text.get_ready(question.text)
        self.hint.get_ready(question.hint)

    def show_against(self, found: list[FindingView]) -> None:
        """Say what stands against the answer; nothing clears it."""
        if found:
            set_look(self.against, "role", "against" if self._has_error(found) else "doubt")
        say(self.against, "\n".join(say_against(one) for one in found))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._enter()
        return super().eventFilter(watched, event)

    def set_current(self, is_current: bool) -> None:
        """Show where keys go, on screens with several questions."""
        set_look(self, "current", is_current)

    def _build_ui(self, large: bool) -> None:
        layout = QVBoxLayout(self)
        margin = theme.px(4 if large else 12)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(theme.px(12 if large else 8))
        for widget in (self.text, self.guidance, self.hint):
            layout.addWidget(widget)
        if self.field is not None:
            layout.addSpacing(theme.px(4))
            layout.addWidget(self.field)
            self.field.chosen.connect(self._hand_on)
            self.field.entered.connect(self._enter)
            # A line or a text has the keys itself: what it is asked there belongs to this question.
            (self.field.focusProxy() or self.field).installEventFilter(self)
        for widget in (self.special, self.against, self.note):
            layout.addWidget(widget)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def _special_text(self, question: QuestionView) -> str:
        if question.status in _SPECIAL:
            return f"● {say_status(question.status)}"
        if question.reason:
            reason = translate("Interview", "Unusual, and confirmed: %1")
            return reason.replace("%1", question.reason)
        return ""

    def _note_text(self, question: QuestionView) -> str:
        if not question.note or not self._for_surveyor:
            return ""
        return translate("Interview", "Note: %1").replace("%1", question.note)

    def _has_error(self, found: list[FindingView]) -> bool:
        return any(one.is_error for one in found)

    def _hand_on(self, value: object) -> None:
        self.answered.emit(self.path, value)

    def _enter(self) -> None:
        self.entered.emit(self.path)


def say(where: QLabel, text: str) -> None:
    """Show a text, or nothing at all where there is none."""
    where.setText(text)
    if where.isHidden() is bool(text):
        where.setVisible(bool(text))


def take_all(blocks: list[QuestionBlock]) -> list[tuple[str, object]]:
    """What was typed into any of the fields and not handed over, composition first."""
    found: list[tuple[str, object]] = []
    for block in blocks:
        if block.field is None:
            continue
        block.field.take_composition()
        typed = block.field.typed()
        if typed is not None:
            found.append((block.path, typed[0]))
    return found


def focus_of(block: QuestionBlock) -> QWidget | None:
    """What takes the keys of a block."""
    return block.field
