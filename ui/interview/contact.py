"""Contact data that a respondent leaves of free will: what for, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from ui import theme
from ui.interview.ending import Centred
from ui.interview.fields import ComposingLine
from ui.notice import label

if TYPE_CHECKING:
    from surveyapp.fieldwork.contacts import LeftContact


class ContactPane(Centred):
    """Three lines; empty ones are not kept."""

    def __init__(self, contact: Mapping[str, str]) -> None:
        super().__init__()
        self.column.addWidget(label(self.tr("Contact for a check call"), "question", wraps=True))
        why = self.tr(
            "The office calls a few households to check that the interview took place. Only for "
            "that may the respondent leave a name and a number, and need not. It lies apart from "
            "the answers, goes into no table and no report, and is destroyed with a withdrawal."
        )
        self.column.addWidget(label(why, "hint", wraps=True))
        self.name, self.telephone, self.best_time = (ComposingLine() for _ in range(3))
        grid = QGridLayout()
        grid.setSpacing(theme.px(12))
        texts = (self.tr("Name"), self.tr("Telephone"), self.tr("Best time"))
        for row, (text, name, line) in enumerate(
            zip(texts, ("name", "telephone", "best_time"), self.lines(), strict=True)
        ):
            line.setProperty("role", "field")
            line.setAccessibleName(text)
            line.setText(contact.get(name, ""))
            grid.addWidget(label(text, "answer"), row, 0)
            grid.addWidget(line, row, 1)
        self.column.addLayout(grid)
        self.column.addStretch(1)

    def lines(self) -> tuple[ComposingLine, ...]:
        """The fields in order."""
        return (self.name, self.telephone, self.best_time)

    def take_focus(self) -> None:
        """Begin with the name."""
        self.name.setFocus()

    def go_on(self) -> bool:
        """Enter: the next line; ``True`` behind the last."""
        for line, after in zip(self.lines(), self.lines()[1:], strict=False):
            if line.hasFocus():
                line.take_composition()
                after.setFocus()
                return False
        return True

    def contact(self) -> LeftContact:
        """What was typed."""
        from surveyapp.fieldwork.contacts import LeftContact

        for line in self.lines():
            line.take_composition()
        return LeftContact(*(line.text().strip() for line in self.lines()))
