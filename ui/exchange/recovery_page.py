"""The recovery page as it is printed or saved: what it is, the key in groups, where it belongs."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from surveyapp.files import write_whole

translate = QCoreApplication.translate
_GROUP, _GROUPS_A_LINE = 6, 5
_POINTS = 12


@dataclass(frozen=True)
class RecoveryPage:
    """What stands on the page."""

    survey: str
    made: str
    key: str
    fingerprint: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The key in groups, so that it can be read from paper without losing one's place."""
        groups = [self.key[at : at + _GROUP] for at in range(0, len(self.key), _GROUP)]
        starts = range(0, len(groups), _GROUPS_A_LINE)
        return tuple("  ".join(groups[at : at + _GROUPS_A_LINE]) for at in starts)

    def html(self) -> str:
        """The page, in black on white whatever the window looks like."""
        title = translate("RecoveryPage", "Recovery page of a survey")
        use = translate(
            "RecoveryPage",
            "If the passphrase of the keys is lost, this key alone opens what the laptops send. "
            "Put this page into a sealed envelope and lock it away, apart from the computer.",
        )
        trial = translate(
            "RecoveryPage",
            "Before anybody goes out: choose “Try the printed recovery page…” on the exchange "
            "page and type the key. Spaces do not matter.",
        )
        rows = "".join(
            f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td>{escape(value)}</td></tr>"
            for name, value in (
                (translate("RecoveryPage", "Survey"), self.survey),
                (translate("RecoveryPage", "Made"), self.made),
                (translate("RecoveryPage", "Fingerprint of the office"), self.fingerprint),
            )
        )
        key = "<br/>".join(escape(line).replace(" ", "&nbsp;") for line in self.lines)
        return (
            f"<html><body style='color:#000000'><h2>{escape(title)}</h2><table>{rows}</table>"
            f"<p>{escape(use)}</p><p style='font-family:monospace;font-size:15pt'><b>{key}</b></p>"
            f"<p>{escape(trial)}</p></body></html>"
        )


def save_pdf(page: RecoveryPage, path: Path) -> None:
    """Write the page as PDF."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(translate("RecoveryPage", "Recovery page of a survey"))
    _paint(page, writer)
    write_whole(path, bytes(buffer.data().data()))


def print_page(page: RecoveryPage, parent: QWidget) -> bool:
    """Let a printer be chosen and print; whether it was."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # only for this

    printer = QPrinter()
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    _paint(page, printer)
    return True


def _paint(page: RecoveryPage, device: QPagedPaintDevice) -> None:
    size = QPageSize(QPageSize.PageSizeId.A4)
    margins = QMarginsF(20, 20, 20, 20)
    layout = QPageLayout(
        size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
    )
    device.setPageLayout(layout)
    document = QTextDocument()
    font = QApplication.font()
    font.setPointSize(_POINTS)
    document.setDefaultFont(font)
    document.setHtml(page.html())
    area = layout.paintRect(QPageLayout.Unit.Point)
    document.setPageSize(QSizeF(area.width(), area.height()))
    document.print_(device)
