"""The desk: tree at the left, what is selected at the right, everything else one tab away."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from questionnaires.editing import Address, making
from questionnaires.editing.cells import with_value
from questionnaires.editing.fragments import Fragment
from questionnaires.editing.naming import free_name
from questionnaires.editing.problems import Problem
from questionnaires.editing.searching import CHOICES, Hit
from questionnaires.editing.tree import node_at, with_node
from questionnaires.model import SELECT_KINDS, Question, Questionnaire
from ui import preferences, theme
from ui.designer import first_steps
from ui.designer.bank_panel import BankPanel, Scale
from ui.designer.document import DesignDocument
from ui.designer.find_bar import FindBar
from ui.designer.form_panel import FormPanel
from ui.designer.inspection import Inspection
from ui.designer.language_table import LanguageTable
from ui.designer.method_panel import MethodPanel
from ui.designer.preview import Preview
from ui.designer.problem_panel import ProblemPanel
from ui.designer.property_panel import PropertyPanel
from ui.designer.structure import Structure
from ui.designer.titles import titled
from ui.designer.toolbar import DesignBar, call
from ui.designer.tree_view import QuestionTreeView
from ui.designer.versions import VersionPanel
from ui.language import QT_TRANSLATE_NOOP
from ui.pages.words import say
from ui.session import Message, Session

PROPERTIES, PREVIEW, PROBLEMS, LANGUAGES, BANK, VERSIONS, METHOD = range(7)
_STATE = "panes/designer"


class Workbench(QWidget):
    """Puts the parts together; what each does stands in its own module."""

    def __init__(
        self, session: Session, document: DesignDocument, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self.document = session, document
        self.structure = Structure(document, self)
        self.tree = QuestionTreeView(document, self.structure)
        self.find_bar = FindBar(document)
        self.properties = PropertyPanel(document)
        self.form_panel = FormPanel(document)
        self.preview = Preview(session, document)
        self.problems = ProblemPanel(document)
        self.languages = LanguageTable(document)
        self.bank = BankPanel(session, document)
        self.versions = VersionPanel(session, document)
        self.method = MethodPanel(document)
        self.inspection = Inspection(session, document)
        self.tabs = QTabWidget()
        self.bar = DesignBar(document, self.structure)
        self._keys: list[QAction] = []
        self._build_ui()
        self._connect()
        self._add_keys()
        self.retranslate()

    @property
    def add_button(self) -> QToolButton:
        """Opens the menu of what can be added."""
        return self.bar.buttons["add"]

    # What the page and the palette call.

    def show_tab(self, place: int) -> None:
        """Show one of the tabs."""
        self.tabs.setCurrentIndex(place)

    def undo(self) -> None:
        """Take the last step back."""
        self.document.stack.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.document.stack.redo()

    def search(self) -> None:
        """Look for a word."""
        self.find_bar.open()

    def find_and_replace(self) -> None:
        """Look for a word and put another in its place."""
        self.find_bar.open(replaces=True)

    def edit_text(self) -> None:
        """Type the text of the selected question."""
        self.show_tab(PROPERTIES)
        if self.properties.node is not None:
            self.properties.edit_text()
        else:
            self.form_panel.go_to("title")

    def show_problem(self, problem: Problem) -> None:
        """Go to the place of a problem."""
        if problem.finding.place.sheet in ("indicators", "checks"):
            self.show_tab(METHOD)
            self.method.go_to(problem)
        elif problem.path:
            self._go(problem.path, problem.field, problem.language)
        elif problem.list_name:
            self._go_to_choice(problem.list_name, problem.row)
        elif problem.language or problem.finding.code == "text.translation_missing":
            self.languages.only_missing.setChecked(True)
            self.show_tab(LANGUAGES)

    def preview_from_here(self) -> None:
        """Show the preview at the selected question."""
        self.preview.follows.setChecked(True)
        self.show_tab(PREVIEW)
        self.preview.follow()

    # Texts and looks.

    def retranslate(self) -> None:
        """Put every text in the language in use."""
        titles = (
            self.tr("Question"),
            self.tr("Preview"),
            self._problem_title(),
            self.tr("Languages"),
            self.tr("Question bank"),
            self.tr("Versions"),
            self.tr("Method"),
        )
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, title)
        self.tabs.setAccessibleName(self.tr("Work on the questionnaire"))
        self.tree.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.restyle()

    def restyle(self) -> None:
        """Take icons and sizes of the theme in use."""
        self.tree.restyle()

    # Following.

    def _on_selected(self) -> None:
        chosen = [one for one in self.document.selection if one]
        self._right.setCurrentWidget(self.properties if chosen else self.form_panel)
        if chosen:
            self.properties.show_selection()
        else:
            self.form_panel.refresh()
        self.preview.follow()
        self.bar.update_buttons()

    def _on_changed(self) -> None:
        self.bar.show_languages()
        if self._right.currentWidget() is self.properties and self.document.selection:
            self.properties.show_selection()
        else:
            self.form_panel.refresh()
        self.bar.update_buttons()

    def _on_opened(self) -> None:
        self.bar.show_languages()
        self._on_selected()
        may = self.document.may_edit
        for field in (*self.properties.fields.values(), *self.form_panel.fields.values()):
            field.setEnabled(may)
        for field in (self.properties.kind, self.properties.name):
            field.setEnabled(may)

    def _on_language(self) -> None:
        self.bar.language.show_value(self.document.language)
        self._on_changed()

    def _on_problems(self, problems: tuple[Problem, ...]) -> None:
        self.problems.show_problems(problems)
        self.method.show_problems(problems)
        marks: dict[str, str] = {}
        for one in reversed(problems):
            if one.path and one.finding.severity != "note":
                marks[one.path] = one.finding.severity
        self.tree.rows.set_marks(marks)
        self.tabs.setTabText(PROBLEMS, self._problem_title())

    def _on_added(self) -> None:
        if self.tabs.currentIndex() != PROPERTIES:
            self.show_tab(PROPERTIES)
        self.properties.edit_text()

    def _on_tab(self, place: int) -> None:
        if place == PREVIEW:
            self.preview.follow()
        elif place == LANGUAGES:
            self.languages.refresh()

    def _on_hit(self, hit: Hit) -> None:
        if hit.kind == CHOICES:
            self._go_to_choice(hit.list_name, hit.row)
        else:
            self._go(hit.path, hit.field, hit.language, focus=False)

    def _go(self, path: str, field: str, language: str, *, focus: bool = True) -> None:
        if language:
            self.document.set_language(language)
        if self.document.show(path):
            self.show_tab(PROPERTIES)
            if focus and field:
                self.properties.go_to(field)

    def _go_to_choice(self, list_name: str, row: int) -> None:
        users = making.uses_of_lists(self.document.form).get(list_name, ())
        if not users:
            text = say(self.tr("No question uses the list “%1”."), list_name)
            self._session.say(Message("note", text))
            return
        self._go(users[0], "", "")
        table = self.properties.choices.table
        table.stand_on(max(row, 0), self.properties.choices.label_column())
        table.setFocus()

    def _begin(self, wanted: str) -> None:
        """The first question, as chosen on the empty questionnaire."""
        if wanted == first_steps.BANK:
            self.show_tab(BANK)
        elif wanted == first_steps.GRID:
            self.structure.add_grid()
        else:
            self.structure.add_question(wanted)

    def _show_in_tree(self, path: str) -> None:
        self.preview.follows.setChecked(False)
        self.document.show(path)

    def _insert(self, fragment: Fragment) -> None:
        title = titled(
            QT_TRANSLATE_NOOP("Undo", "put %1 questions of the bank in"), len(fragment.nodes)
        )
        self.structure.insert(fragment, title)
        text = say(self.tr("%1 questions were put in."), len(fragment.nodes))
        self._session.say_done(text, self.tr("Undo"), self.undo)

    def _use_scale(self, scale: Scale) -> None:
        chosen = [one for one in self.document.selection if one]
        draft, changed = self.document.draft, 0
        for address in chosen:
            node = node_at(draft.form, address)
            if isinstance(node, Question) and node.kind in SELECT_KINDS:
                draft = draft.with_form(_with_scale(draft.form, address, scale))
                changed += 1
        if not changed:
            text = self.tr("Select a question with choices in the tree first.")
            self._session.say(Message("note", text))
            return
        title = titled(QT_TRANSLATE_NOOP("Undo", "use the scale %1"), scale.name)
        self.document.do(title, draft)
        self.show_tab(PROPERTIES)

    def _make_grid(self, scale: Scale) -> None:
        self.structure.add_grid(scale.choices)

    def _refuse(self, text: str) -> None:
        self._session.say(Message("caution", text))

    def _tell(self, text: str) -> None:
        self._session.say(Message("note", text))

    def _problem_title(self) -> str:
        errors = sum(one.is_error for one in self.problems.problems)
        others = sum(one.finding.severity == "warning" for one in self.problems.problems)
        title = self.tr("Problems")
        if errors:
            return f"{title} ({errors}✕ {others}!)" if others else f"{title} ({errors}✕)"
        return f"{title} ({others}!)" if others else title

    # Putting together.

    def _build_ui(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self.find_bar)
        column.addWidget(self.tree, 1)
        self._right = QStackedWidget()
        self._right.addWidget(self.properties)
        self._right.addWidget(self.form_panel)
        for widget in (
            self._right,
            self.preview,
            self.problems,
            self.languages,
            self.bank,
            self.versions,
            self.method,
        ):
            self.tabs.addTab(widget, "")
        self.tabs.setUsesScrollButtons(True)
        self.tabs.tabBar().setElideMode(Qt.TextElideMode.ElideNone)
        self._split(left)
        self.restyle()

    def _split(self, left: QWidget) -> None:
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.addWidget(left)
        self.parts.addWidget(self.tabs)
        self.parts.setHandleWidth(12)
        self.parts.setChildrenCollapsible(False)
        self.parts.setStretchFactor(0, 2)
        self.parts.setStretchFactor(1, 3)
        left.setMinimumWidth(theme.px(250))
        self.parts.setSizes([theme.px(490), theme.px(620)])
        state = preferences.read_bytes(_STATE)
        if state:
            self.parts.restoreState(state)
        self.parts.splitterMoved.connect(self._remember)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.parts)

    def _remember(self) -> None:
        preferences.write(_STATE, self.parts.saveState())

    def _connect(self) -> None:
        document = self.document
        self.tree.selected.connect(self._on_selected)
        self.tree.edit_wanted.connect(self.edit_text)
        self.structure.added.connect(self._on_added)
        self.structure.told.connect(self._tell)
        document.changed.connect(self._on_changed)
        document.opened.connect(self._on_opened)
        document.language_changed.connect(self._on_language)
        document.refused.connect(self._refuse)
        self.inspection.found.connect(self._on_problems)
        self.problems.wanted.connect(self.show_problem)
        self.find_bar.wanted.connect(self._on_hit)
        self.preview.wanted.connect(self._show_in_tree)
        self.versions.wanted.connect(document.show)
        self.bank.insert_wanted.connect(self._insert)
        self.bank.scale_wanted.connect(self._use_scale)
        self.bank.grid_wanted.connect(self._make_grid)
        self.form_panel.first_steps.wanted.connect(self._begin)
        self.tabs.currentChanged.connect(self._on_tab)
        self.bar.find_wanted.connect(self.find_and_replace)

    def _add_keys(self) -> None:
        for keys, run in (
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+F", self.search),
            ("Ctrl+H", self.find_and_replace),
            ("F3", self.find_bar.go_on),
            ("Shift+F3", self.find_bar.go_back),
            ("Ctrl+Return", self.structure.add_like),
            ("Ctrl+Shift+P", self.preview_from_here),
            ("Ctrl+Shift+T", self.tree.setFocus),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(partial(call, run))
            self.addAction(action)
            self._keys.append(action)


def _with_scale(form: Questionnaire, address: Address, scale: Scale) -> Questionnaire:
    """The form with a question that chooses from the scale; one that is there is shared."""
    question = node_at(form, address)
    name = scale.name
    if form.lists.get(name, scale.choices) != scale.choices:
        name = free_name(name, form.lists)
    form = making.with_list(form, name, scale.choices)
    before = getattr(question, "list_name", "")
    form = with_node(form, address, with_value(question, "list_name", name))
    return making.without_unused(form, before)
