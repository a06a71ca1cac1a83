"""Wording of what is found in retail files."""

from __future__ import annotations

from surveyapp.findings import Wording
from surveyapp.words import N_

WORDING: dict[str, Wording] = {
    "sales.too-large": Wording(
        "error",
        N_("“{name}” is too large; nothing was imported."),
        N_("Split it by month or by store."),
    ),
    "sales.not-a-workbook": Wording(
        "error",
        N_("“{name}” cannot be read as a workbook or a CSV file; nothing was imported."),
        N_("Open it in a spreadsheet program and save it as .xlsx or CSV."),
    ),
    "sales.no-header": Wording(
        "error",
        N_("“{name}” has no row of column titles among its first ten; nothing was imported."),
        N_("The titles needed are: {columns}."),
    ),
    "sales.missing-columns": Wording(
        "error",
        N_("“{name}” lacks the columns {columns}; nothing was imported."),
        N_("Add them, or say which columns of the file they are."),
    ),
    "sales.no-such-column": Wording(
        "error",
        N_("“{name}” has no column “{column}”."),
        N_("Choose one of the titles in the file."),
    ),
    "sales.personal-column": Wording(
        "error",
        N_("The column “{column}” holds data of buyers and is never read."),
        N_("Choose another column."),
    ),
    "sales.imported-already": Wording(
        "error",
        N_("“{name}” was imported already ({at}); nothing was counted twice."),
        N_("Remove the earlier import first if the file is to be read anew."),
    ),
    "sales.nothing-kept": Wording(
        "error",
        N_("No row of “{name}” could be used; nothing was imported."),
        N_("Check the columns of class, grade and amount."),
    ),
    "sales.returns": Wording("note", N_("{count} rows are returns.")),
    "sales.returned": Wording("note", N_("{count} sales were taken away because they came back.")),
    "sales.returns-without-sale": Wording(
        "warning",
        N_("{count} returns have no sale in this file."),
        N_("They may belong to an earlier period; the share leaves them out."),
    ),
    "sales.repeated-serial": Wording(
        "warning",
        N_("{count} rows repeat a serial number and were counted once."),
    ),
    "sales.unknown-class": Wording(
        "warning",
        N_("{count} rows are of a class that is not in the catalogue."),
        N_("Add the class or its spelling to the catalogue if it should count."),
    ),
    "sales.unknown-grade": Wording(
        "warning",
        N_("{count} rows have a grade that cannot be read."),
        N_("Correct the spelling in the file."),
    ),
    "sales.bad-number": Wording(
        "warning",
        N_("{count} rows have no proper amount or number."),
        N_("Correct them in the file."),
    ),
    "sales.class-named": Wording("note", N_("“{text}” is not in the catalogue ({count} rows).")),
    "sales.grade-named": Wording("note", N_("“{text}” is not a grade ({count} rows).")),
    "sales.looks-subsidised": Wording(
        "warning",
        N_("Almost every sale is of grade 1 or 2, as in files of subsidised trade-ins."),
        N_(
            "A share needs all sales of the stores. If the file holds only subsidised ones, say so."
        ),
    ),
    "sales.personal-left-out": Wording("note", N_("Data of buyers were left out: {columns}.")),
}
