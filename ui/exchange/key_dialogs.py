"""Asking for passphrases and for what stands on the printed recovery page."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui import theme
from ui.dialogs.frame import FormDialog

_SHORTEST = 8


def hidden_field() -> QLineEdit:
    """A field whose letters are not shown."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field


class NewPassphrase(FormDialog):
    """A passphrase twice; ``passphrase`` after it was accepted."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__("", "", text, parent)
        self.field, self.again = hidden_field(), hidden_field()

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.field.text()

    def add_passphrases(self) -> None:
        """The two fields, at the end of the form."""
        self.add_row(self.tr("Passphrase of the keys"), self.field)
        self.add_row(self.tr("The same once more"), self.again)

    def problem(self) -> str:
        if len(self.field.text()) < _SHORTEST:
            return self.tr("The passphrase needs at least 8 characters.")
        if self.field.text() != self.again.text():
            return self.tr("The two passphrases differ.")
        return ""


class MakeKeysDialog(NewPassphrase):
    """Before the keys are made."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Make the keys of this survey"))
        self.say(
            self.tr(
                "What laptops send is locked, and only these keys unlock it. Choose a passphrase "
                "for them. After this, a recovery page is shown once to be printed: it helps when "
                "the passphrase is forgotten."
            )
        )
        self.add_passphrases()
        self.ok.setText(self.tr("Make the keys"))


class UnlockDialog(FormDialog):
    """The passphrase of keys that are there."""

    def __init__(self, title: str, text: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(title, verb, text, parent)
        self.field = hidden_field()
        self.add_row(self.tr("Passphrase of the keys"), self.field)

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self.field.text()

    def problem(self) -> str:
        return "" if self.field.text() else self.tr("Type the passphrase.")


class PrintedKey(QPlainTextEdit):
    """The key of the recovery page; spaces, lines and small letters do not matter."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.px(84))

    @property
    def key(self) -> str:
        """The key as it was made."""
        return "".join(self.toPlainText().split()).upper()


class TryRecoveryDialog(FormDialog):
    """The printed key is typed once, to prove that the page can be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        text = ""
        super().__init__("", "", text, parent)
        self.setWindowTitle(self.tr("Try the printed recovery page"))
        self.say(
            self.tr(
                "Type the key from the paper. The program opens a test message with it; nothing "
                "else changes. Spaces and small letters do not matter."
            )
        )
        self.printed = PrintedKey()
        self.add_row(self.tr("Key on the page"), self.printed)
        self.ok.setText(self.tr("Try it"))

    def problem(self) -> str:
        return "" if self.printed.key else self.tr("Type the key from the printed page.")


class RestoreDialog(NewPassphrase):
    """The passphrase is lost: the printed page opens the keys, under a new passphrase."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("The passphrase of the keys is lost"))
        self.say(
            self.tr(
                "The printed recovery page brings the keys back under a new passphrase. "
                "Everything that was sent before can be read again."
            )
        )
        self.printed = PrintedKey()
        self.add_row(self.tr("Key on the page"), self.printed)
        self.add_passphrases()
        self.ok.setText(self.tr("Bring the keys back"))

    def problem(self) -> str:
        if not self.printed.key:
            return self.tr("Type the key from the printed page.")
        return super().problem()
