"""Self-completion: the laptop is handed to the respondent, who answers alone."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.interview.ending import Centred
from ui.notice import label


class HandOverPane(Centred):
    """Says to both what happens now."""

    def __init__(self) -> None:
        super().__init__()
        title = self.tr("Please hand the laptop to the respondent")
        self.column.addWidget(label(title, "question", wraps=True))
        to_surveyor = self.tr(
            "From here the respondent reads and chooses alone. What is answered cannot be looked "
            "at again, neither now nor after a pause. Stay near, but not behind the screen."
        )
        self.column.addWidget(label(to_surveyor, "hint", wraps=True))
        to_respondent = self.tr(
            "Dear respondent: choose with the mouse, a finger, or the number beside an answer; "
            "Enter goes on. You may leave out what you do not want to answer."
        )
        self.column.addWidget(label(to_respondent, "answer", wraps=True))
        self.column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
