"""Printing the paper form: the system's dialog, and the PDF handed to the system's printer.

The pages are those of the PDF, not a second drawing of them, so that print and file never differ.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget


@dataclass(frozen=True)
class Order:
    """What the dialog was answered with; ``first`` of 0 means every page."""

    printer: str
    copies: int = 1
    first: int = 0
    last: int = 0


def ask_order(parent: QWidget) -> Order | None:
    """Ask for printer, copies and pages; ``None`` where it was given up."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return Order(printer.printerName(), printer.copyCount(), printer.fromPage(), printer.toPage())


def command_for(path: Path, order: Order, program: str) -> list[str]:
    """How the print system of Linux and macOS (CUPS) is told."""
    command = [program, "-n", str(max(order.copies, 1))]
    if order.printer:
        command += ["-d", order.printer]
    if order.first:
        command += ["-P", f"{order.first}-{max(order.last, order.first)}"]
    return [*command, "--", str(path)]


def send(path: Path, order: Order) -> bool:
    """Hand the pages over; whether the system took them."""
    if sys.platform == "win32":
        os.startfile(path, "print")
        return True
    program = shutil.which("lp")
    if program is None:
        return False
    done = subprocess.run(command_for(path, order, program), check=False, capture_output=True)
    return done.returncode == 0
