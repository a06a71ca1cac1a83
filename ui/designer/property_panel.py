"""The properties of what is selected, by its type; each edit is a step of undo.

All fields are made once and shown as needed: going from question to question is then quick.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from questionnaires.editing import Address, grids, making
from questionnaires.editing.cells import TEXTS, texts_of, value_of, with_text, with_value
from questionnaires.editing.conditions import join
from questionnaires.editing.renaming import rename_node
from questionnaires.editing.tree import children_of, node_at, with_node
from questionnaires.model import SELECT_KINDS, Node, Question, Questionnaire
from ui import theme
from ui.designer import properties as props
from ui.designer.choice_table import ChoiceTable
from ui.designer.condition_row import ConditionRow
from ui.designer.document import DesignDocument
from ui.designer.edit_table import EditView
from ui.designer.expression_field import ExpressionField
from ui.designer.fields import CheckField, ComboField, Field, LineField, TextField
from ui.designer.grid_rows import GridRows
from ui.designer.icons import kind_icon
from ui.designer.other_columns import OtherColumns
from ui.designer.titles import Title, titled
from ui.designer.truth_field import TruthField
from ui.designer.words import (
    KINDS,
    FieldWord,
    KindWord,
    field_word,
    kind_word,
    node_word,
    tell,
    text_of,
)
from ui.language import QT_TRANSLATE_NOOP
from ui.notice import label
from ui.pages.words import say

_SECTIONS = {
    props.WORDS: QT_TRANSLATE_NOOP("Designer", "Wording"),
    props.CHOICES: QT_TRANSLATE_NOOP("Designer", "Choices"),
    props.LOGIC: QT_TRANSLATE_NOOP("Designer", "When it is asked"),
    props.HINTS: QT_TRANSLATE_NOOP("Designer", "Hint and guidance"),
    props.ANSWER: QT_TRANSLATE_NOOP("Designer", "What is accepted"),
    props.LOOK: QT_TRANSLATE_NOOP("Designer", "How it looks"),
    props.OTHER: QT_TRANSLATE_NOOP("Designer", "Other columns of the workbook"),
}
_NAMES = {
    "parameters::randomize": QT_TRANSLATE_NOOP("Designer", "Choices in random order"),
    "parameters::start": QT_TRANSLATE_NOOP("Designer", "From"),
    "parameters::end": QT_TRANSLATE_NOOP("Designer", "To"),
    "parameters::step": QT_TRANSLATE_NOOP("Designer", "Step"),
    "parameters::seed": QT_TRANSLATE_NOOP("Designer", "Seed of the order"),
    "extra::soft_constraint_message": QT_TRANSLATE_NOOP("Designer", "Message if doubtful"),
}
_GROUP_TEXT = QT_TRANSLATE_NOOP("Designer", "Title of the group")
_LOOKS = {
    "": QT_TRANSLATE_NOOP("Designer", "One question after the other"),
    "field-list": QT_TRANSLATE_NOOP("Designer", "All on one screen"),
    "table-list": QT_TRANSLATE_NOOP("Designer", "As a grid (same choices in every row)"),
}
_USUAL_LOOK = QT_TRANSLATE_NOOP("Designer", "Usual")


class Section(QWidget):
    """A heading that opens and closes what is below it."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self.head = QToolButton()
        self.head.setProperty("quiet", True)
        self.is_open = False
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.body = QWidget()
        self.form = QFormLayout(self.body)
        self.form.setContentsMargins(0, 0, 0, 8)
        self.form.setHorizontalSpacing(8)
        self.form.setVerticalSpacing(8)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.head)
        layout.addWidget(self.body)
        self.head.clicked.connect(self._toggle)
        self.open(False)

    def retranslate(self) -> None:
        """Put the heading in the language in use."""
        self.head.setText(tell(_SECTIONS[self.key]))

    def open(self, is_open: bool = True) -> None:
        """Show what is below the heading, or not."""
        self.is_open = is_open
        self.body.setVisible(is_open)
        self.head.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)

    def _toggle(self) -> None:
        self.open(not self.is_open)


class PropertyPanel(QScrollArea):
    """Shows the question, group or several questions that are selected."""

    next_wanted = Signal()

    def __init__(self, document: DesignDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._addresses: tuple[Address, ...] = ()
        self._is_grid = False
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.heading = label("", "section", wraps=True)
        self.kind = ComboField()
        self.name = LineField(live=False)
        self.sections = {key: Section(key) for key in props.SECTIONS}
        self.fields: dict[str, Field] = {}
        self.labels: dict[str, QLabel] = {}
        self.choices = ChoiceTable(document)
        self.rows = GridRows(document)
        self.condition = ConditionRow(document)
        self.add_condition = QPushButton()
        self.others = OtherColumns(document)
        self._build_ui()
        self._connect()
        self.retranslate()

    @property
    def node(self) -> Node | None:
        """The first of what is selected."""
        return self._document.node(self._addresses[0]) if self._addresses else None

    def show_selection(self) -> None:
        """Show what is selected now; sections with something in them open."""
        before = self._addresses
        self._addresses = tuple(one for one in self._document.selection if one)
        self.refresh()
        if self._addresses != before:
            self._open_sections()
            self.condition.hide()
            self.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Show the values as they are now."""
        node = self.node
        if node is None:
            return
        shown = self._shown(node)
        path = self._document.path(self._addresses[0])
        self._show_head(node)
        for key, field in self.fields.items():
            section = self.sections[_section_of(key)]
            section.form.setRowVisible(field, key in shown)
            if key not in shown:
                continue
            if isinstance(field, ExpressionField | TruthField):
                field.show_place(path)
            if key == "appearance" and isinstance(field, ComboField):
                field.set_options(_looks(node))
            field.show_value(self._value(node, key))
        self._show_choices(node)
        self._show_others(node)
        self._show_sections(shown, node)
        if self.condition.isVisible():
            self.condition.show_place(path, node.relevant)

    def edit_text(self) -> None:
        """Put the keys into the text of the question."""
        field = self.fields["labels"]
        if isinstance(field, TextField):
            field.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.text.selectAll()
            self.ensureWidgetVisible(field)

    def go_to(self, key: str) -> None:
        """Put the keys into a field, opening its section."""
        field: QWidget | None = self.fields.get(key)
        if key in ("name", "kind"):
            field = self.name if key == "name" else self.kind
        elif key == "list_name":
            field = self.choices
        if field is None:
            return
        if key in self.fields:
            self.sections[_section_of(key)].open()
        target = field.focusProxy() or field
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        QTimer.singleShot(0, partial(self.ensureWidgetVisible, field, 0, 40))

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        self.kind.set_name(self.tr("Type"))
        self.kind.set_options([(kind, kind_word(kind)) for kind in KINDS])
        for place, kind in enumerate(KINDS):
            self.kind.combo.setItemIcon(place, kind_icon(kind))
        self.name.set_name(self.tr("Variable name, by which expressions call it"))
        self._kind_label.setText(self.tr("Type"))
        self._name_label.setText(self.tr("Variable name"))
        self.add_condition.setText(self.tr("Add a condition…"))
        for section in self.sections.values():
            section.retranslate()
        for key, field in self.fields.items():
            text = self._word(key)
            field.set_name(text)
            self.labels[key].setText("" if isinstance(field, CheckField) else text)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    # Showing.

    def _shown(self, node: Node) -> frozenset[str]:
        if len(self._addresses) < 2:
            return props.properties_of(node)
        return frozenset(one.key for one in props.PROPERTIES if one.many)

    def _show_head(self, node: Node) -> None:
        many = len(self._addresses) > 1
        if many:
            self.heading.setText(
                say(self.tr("%1 selected: changes reach them all"), len(self._addresses))
            )
        else:
            self.heading.setText(f"{node_word(node)} · {node.name}")
        is_question = isinstance(node, Question) and not many
        for widget in (self._kind_label, self.kind):
            widget.setVisible(is_question)
        for widget in (self._name_label, self.name):
            widget.setVisible(not many)
        if isinstance(node, Question):
            self.kind.show_value(node.kind)
        self.name.show_value(node.name)
        self.labels["labels"].setText(self._word("labels") if is_question else tell(_GROUP_TEXT))

    def _value(self, node: Node, key: str) -> object:
        if key in TEXTS:
            return texts_of(node, key).get(self._document.language, "")
        if key == "extra::soft_constraint_message":
            return node.extra.get(self._soft_key(), node.extra.get("soft_constraint_message", ""))
        return value_of(node, key)

    def _soft_key(self) -> str:
        code = self._document.language
        return f"soft_constraint_message::{code}" if code else "soft_constraint_message"

    def _show_choices(self, node: Node) -> None:
        """The choices of a question, or those that the rows of a grid share."""
        form, single = self._document.form, len(self._addresses) == 1
        address = self._addresses[0]
        self._is_grid = single and grids.is_grid(form, address)
        selects = isinstance(node, Question) and node.kind in SELECT_KINDS
        is_list = selects and not getattr(node, "list_name", "").startswith("${")
        self.rows.setVisible(self._is_grid)
        self.choices.setVisible((is_list and single) or self._is_grid)
        if self._is_grid:
            self.rows.show_grid(address)
            self.choices.show_question(_first_select(form, address), is_grid=True)
        elif is_list and single:
            self.choices.show_question(address)

    def _show_others(self, node: Node) -> None:
        single = len(self._addresses) == 1
        self.others.setVisible(single)
        if single:
            self.others.show_node(self._addresses[0], node)

    def _show_sections(self, shown: frozenset[str], node: Node) -> None:
        for key, section in self.sections.items():
            has_fields = any(_section_of(name) == key for name in shown)
            has_more = key == props.OTHER and len(self._addresses) == 1
            has_more = has_more or (key == props.CHOICES and self._is_grid)
            section.setVisible(has_fields or has_more)
        can = "relevant" in shown and self._document.may_edit
        self.add_condition.setVisible(can and self.condition.isHidden())
        del node

    def _open_sections(self) -> None:
        node = self.node
        if node is None:
            return
        for key, section in self.sections.items():
            filled = any(
                props.is_filled(node, one.key) for one in props.PROPERTIES if one.section == key
            )
            if key == props.OTHER:
                filled = bool(props.other_columns(node))
            if key in props.OPEN_SECTIONS or filled or len(self._addresses) > 1:
                section.open()

    def _word(self, key: str) -> str:
        return tell(_NAMES[key]) if key in _NAMES else field_word(key)

    # Editing.

    def _edit(self, key: str, value: object) -> None:
        if not self._addresses:
            return
        title = titled(
            QT_TRANSLATE_NOOP("Undo", "change “%1” of %2"), self._field_word(key), self._called()
        )
        draft = self._document.draft
        for address in self._addresses:
            node = self._changed(node_at(draft.form, address), key, value)
            draft = draft.with_form(with_node(draft.form, address, node))
        self._document.do(title, draft, key=(self._addresses, key, self._document.language))

    def _changed(self, node: Node, key: str, value: object) -> Node:
        if key in TEXTS:
            texts = with_text(texts_of(node, key), self._document.language, str(value))
            return replace(node, **{key: texts})
        if key == "extra::soft_constraint_message":
            return with_value(node, f"extra::{self._soft_key()}", str(value))
        if len(self._addresses) > 1 and not hasattr(node, key.partition("::")[0]):
            return node
        return with_value(node, key, value)

    def _field_word(self, key: str) -> FieldWord:
        return FieldWord(key, _NAMES.get(key, ""))

    def _called(self) -> Title | str:
        node = self.node
        if node is None or len(self._addresses) > 1:
            return titled(QT_TRANSLATE_NOOP("Undo", "%1 questions"), len(self._addresses))
        return text_of(node.labels, self._document.language, node.name)[:20]

    def _rename(self, name: object) -> None:
        draft, address = self._document.draft, self._addresses[0]
        title = titled(QT_TRANSLATE_NOOP("Undo", "rename %1"), self._called())
        self._document.attempt(title, partial(rename_node, draft, address, str(name)))

    def _change_kind(self, kind: object) -> None:
        draft, address = self._document.draft, self._addresses[0]
        title = titled(
            QT_TRANSLATE_NOOP("Undo", "make %1: %2"), self._called(), KindWord(str(kind))
        )
        self._document.do(
            title, draft.with_form(making.change_kind(draft.form, address, str(kind)))
        )

    def _show_condition(self) -> None:
        node = self.node
        if node is not None:
            self.condition.show_place(self._document.path(self._addresses[0]), node.relevant)
            self.condition.show()
            self.add_condition.hide()
            self.condition.question.setFocus()
            QTimer.singleShot(0, partial(self.ensureWidgetVisible, self.condition, 0, 40))

    def _take_condition(self, text: str, word: str) -> None:
        node = self.node
        if node is not None:
            self.condition.hide()
            self._edit("relevant", join(node.relevant, text, word))
            self.add_condition.show()
            self.add_condition.setFocus()

    def _give_up_condition(self) -> None:
        self.condition.hide()
        self.add_condition.show()
        self.add_condition.setFocus()

    def _follow_cell(self, table: EditView, at: QModelIndex, _before: QModelIndex) -> None:
        """Keep the cell that is typed into in sight, and the one below it."""
        if table.hasFocus() or table.isAncestorOf(QApplication.focusWidget() or table):
            where = table.visualRect(at).center()
            spot = table.viewport().mapTo(self.widget(), where)
            self.ensureVisible(spot.x(), spot.y(), 0, theme.px(56))

    # Putting together.

    def _build_ui(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(*(theme.px(n) for n in (12, 8, 12, 8)))
        column.setSpacing(theme.px(8))
        self._kind_label, self._name_label = label(), label()
        column.addWidget(self.heading)
        column.addLayout(self._make_head())
        for section in self.sections.values():
            column.addWidget(section)
        self.sections[props.CHOICES].form.addRow(self.rows)
        self.sections[props.CHOICES].form.addRow(self.choices)
        for one in props.PROPERTIES:
            self._add_field(one)
        self.sections[props.OTHER].form.addRow(self.others)
        column.addStretch(1)
        self.setWidget(inner)

    def _make_head(self) -> QBoxLayout:
        """Kind and name side by side; one below the other where there is little room."""
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(8)
        for name, field, stretch in (
            (self._kind_label, self.kind, 3),
            (self._name_label, self.name, 2),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(name)
            row.addWidget(field, 1)
            self._head.addLayout(row, stretch)
        return self._head

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        is_narrow = event.size().width() < theme.px(430)
        self._head.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def _add_field(self, one: props.Property) -> None:
        field = self._make(one)
        name = label()
        name.setBuddy(field)
        self.fields[one.key], self.labels[one.key] = field, name
        form = self.sections[one.section].form
        if isinstance(field, CheckField):
            form.addRow(field)
        else:
            form.addRow(name, field)
        if one.key == "relevant":
            form.addRow(self.add_condition)
            form.addRow(self.condition)
            self.condition.hide()
        field.edited.connect(partial(self._edit, one.key))

    def _make(self, one: props.Property) -> Field:
        if one.sort == props.TEXT:
            return TextField(one.lines)
        if one.sort == props.EXPRESSION:
            return ExpressionField(self._document, one.key)
        if one.sort == props.TRUTH:
            return TruthField(self._document, one.key)
        if one.sort == props.CHECK:
            text = one.key == "parameters::randomize"
            return CheckField("true", "") if text else CheckField()
        return ComboField(editable=True) if one.sort == props.COMBO else LineField()

    def _connect(self) -> None:
        self.kind.edited.connect(self._change_kind)
        self.name.edited.connect(self._rename)
        self.add_condition.clicked.connect(self._show_condition)
        self.condition.written.connect(self._take_condition)
        self.condition.given_up.connect(self._give_up_condition)
        for table in (self.rows.table, self.choices.table):
            table.selectionModel().currentChanged.connect(partial(self._follow_cell, table))


def _first_select(form: Questionnaire, above: Address) -> Address:
    """The first row of a grid that has choices."""
    rows = enumerate(children_of(form, above))
    return next(
        (*above, place) for place, one in rows if isinstance(one, Question) and one.list_name
    )


def _section_of(key: str) -> str:
    return next(one.section for one in props.PROPERTIES if one.key == key)


def _looks(node: Node) -> list[tuple[str, str]]:
    if isinstance(node, Question):
        return [(one, one or tell(_USUAL_LOOK)) for one in props.APPEARANCES.get(node.kind, ("",))]
    return [(one, tell(_LOOKS[one])) for one in props.GROUP_LOOKS]
