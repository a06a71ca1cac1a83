"""The strict verdict: what pyxform, which Kobo and ODK use, says of a workbook."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

from questionnaires.xlsform.archive import UnreadableError, inspect_archive


@dataclass(frozen=True)
class Verdict:
    """``message`` is pyxform's own, in English; ``xml`` the XForm where the workbook is valid."""

    valid: bool
    message: str = ""
    warnings: tuple[str, ...] = ()
    xml: str = ""


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
        return Verdict(False, unreadable.finding.code)
    except PyXFormError as refused:
        return Verdict(False, str(refused))
    return Verdict(True, warnings=tuple(result.warnings), xml=result.xform)
