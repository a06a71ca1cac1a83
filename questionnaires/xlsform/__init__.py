"""XLSForm workbooks: reading with every problem listed, repairing, writing, the strict verdict."""

from questionnaires.comparison import Difference, compare
from questionnaires.xlsform.reading import Reading, read_workbook
from questionnaires.xlsform.repairs import repair
from questionnaires.xlsform.strict import Verdict, convert_strictly
from questionnaires.xlsform.writing import workbook_of, write_workbook

__all__ = [
    "Difference",
    "Reading",
    "Verdict",
    "compare",
    "convert_strictly",
    "read_workbook",
    "repair",
    "workbook_of",
    "write_workbook",
]
