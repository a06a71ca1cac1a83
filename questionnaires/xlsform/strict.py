"""The strict verdict: what pyxform, which Kobo and ODK use, says of a workbook."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from questionnaires.findings import Finding
from questionnaires.xlsform.archive import UnreadableError, inspect_archive

_STUMBLES = (
    *(ValueError, KeyError, IndexError, TypeError, AttributeError, OSError, EOFError),
    *(ArithmeticError, RecursionError, NotImplementedError, BadZipFile),
)


@dataclass(frozen=True)
class Verdict:
    """``message`` is pyxform's own, in English; ``xml`` the XForm where the workbook is valid."""

    valid: bool
    message: str = ""
    warnings: tuple[str, ...] = ()
    xml: str = ""
    finding: Finding | None = None
    """Ours, where the file was not handed on to pyxform."""


def convert_strictly(path: Path | str) -> Verdict:
    """Convert with pyxform, which knows nothing of expressions and stops at the first problem.

    A file that passes the limits of this program is not handed on to it.
    """
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    path = Path(path)
    try:
        if path.suffix.lower() in (".xlsx", ".xlsm"):
            inspect_archive(path)
        with warnings.catch_warnings():
            # openpyxl, inside pyxform, warns about styles; that says nothing about the form.
            warnings.simplefilter("ignore")
            result = convert(str(path), validate=False, pretty_print=False)
    except UnreadableError as unreadable:
        return Verdict(False, unreadable.finding.code, finding=unreadable.finding)
    except PyXFormError as refused:
        return Verdict(False, str(refused))
    except _STUMBLES as trouble:
        # pyxform trips over some forms instead of refusing them; that is a refusal all the same.
        return Verdict(False, f"{type(trouble).__name__}: {trouble}"[:300])
    return Verdict(True, warnings=tuple(result.warnings), xml=result.xform)
