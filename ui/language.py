"""The window's language, switched at run time together with the core's."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from surveyapp import words

_FOLDER = Path(__file__).parent / "locale"


_installed: list[QTranslator] = []
"""Of the application, of which there is one, whoever installed them."""


class Language(QObject):
    """Installs translators; Qt then sends ``LanguageChange`` to every widget."""

    changed = Signal()

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self._application = application
        self.name = "en"

    def apply(self, name: str) -> None:
        """Change to ``zh_CN`` or ``en``."""
        self.name = name if name in words.LANGUAGES else words.LANGUAGES[0]
        words.set_language(self.name)
        QLocale.setDefault(QLocale(self.name))
        for translator in _installed:
            self._application.removeTranslator(translator)
        _installed[:] = _load(self.name)
        for translator in _installed:
            self._application.installTranslator(translator)
        self.changed.emit()


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:
    """Mark a text for lupdate without translating it yet: PySide's own says it gives an object."""
    del context
    return source


_chinese: list[QTranslator] = []


def in_chinese(context: str, source: str) -> str:
    """The Chinese of an English text of the window, whatever language is in use."""
    if not _chinese:
        _chinese.extend(_load("zh_CN"))
    for translator in _chinese:
        text = translator.translate(context, source)
        if text:
            return text
    return source


def _load(name: str) -> list[QTranslator]:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    loaded: list[QTranslator] = []
    for path in (folder / f"qtbase_{name}.qm", _FOLDER / f"{name}.qm"):
        translator = QTranslator()
        if path.exists() and translator.load(str(path)):
            loaded.append(translator)
    return loaded
