"""Copied questions on the clipboard: as data for a questionnaire, as rows for anything else."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from questionnaires.editing.fragments import Fragment, from_plain, to_plain
from questionnaires.model import Questionnaire

TYPE = "application/x-surveyapp-questions+json"


def put(form: Questionnaire, fragment: Fragment) -> None:
    """Put nodes on the clipboard."""
    data = QMimeData()
    data.setData(TYPE, QByteArray(fragment.to_json().encode()))
    data.setText(to_plain(form, fragment))
    QGuiApplication.clipboard().setMimeData(data)


def take(language: str) -> Fragment | None:
    """What can be pasted as questions; ``None`` where nothing on the clipboard can."""
    data = QGuiApplication.clipboard().mimeData()
    if data.hasFormat(TYPE):
        try:
            return Fragment.from_json(bytes(data.data(TYPE).data()).decode())
        except ValueError:
            return None
    return from_plain(data.text(), language) if data.hasText() else None
