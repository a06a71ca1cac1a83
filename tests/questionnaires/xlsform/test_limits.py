"""Hostile files, each in a process of its own: a clear finding within 5 s and 512 MB."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

ROOT = Path(__file__).parents[3]
SECONDS, BYTES = 5, 512_000_000
BUSY = 3
"""How much slower a busy machine may be; the promise itself is kept by the benchmark."""


def measure(path):
    """What the reading process told; it may neither leave nor outgrow its limits."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("measured.py")), str(path)],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["touched"] == []
    assert told["seconds"] < SECONDS * BUSY
    assert told["peak"] < BYTES
    return told["codes"]


def xlsx(path, rows, head=("type", "name", "label"), sheets=1):
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        for number in range(sheets):
            sheet = book.add_worksheet("survey" if number == 0 else f"s{number}")
            sheet.write_row(0, 0, head)
            for row, cells in enumerate(rows, 1):
                sheet.write_row(row, 0, cells)
    return path


def text(path, content):
    path.write_text(content, encoding="utf-8")
    return path


def a_million_rows(folder):
    return xlsx(folder / "x.xlsx", (("text", f"q{n}", "Q") for n in range(1_000_000)))


def a_million_rows_of_csv(folder):
    rows = "".join(f",text,q{n},Q\n" for n in range(1_000_000))
    return text(folder / "x.csv", "survey,,,\n,type,name,label\n" + rows)


def a_million_rows_of_markdown(folder):
    rows = "".join(f"| | text | q{n} | Q |\n" for n in range(1_000_000))
    return text(folder / "x.md", "| survey | type | name | label |\n" + rows)


def a_cell_of_ten_megabytes_of_csv(folder):
    return text(folder / "x.csv", f'survey,,,\n,type,name,label\n,text,q,"{"x" * 10_000_000}"\n')


def a_cell_of_ten_megabytes_of_markdown(folder):
    return text(
        folder / "x.md", f"| survey | type | name | label |\n| | text | q | {'x' * 10_000_000} |"
    )


def twenty_megabytes_of_xls(folder):
    path = folder / "x.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x09\x08\x10\x00" * 5_000_000)
    return path


def ten_thousand_columns(folder):
    return xlsx(folder / "x.xlsx", [("text", "q", "Q")], head=[f"c{n}" for n in range(10_000)])


def a_thousand_sheets(folder):
    return xlsx(folder / "x.xlsx", [("text", "q", "Q")], sheets=1_000)


def one_large_circle(folder):
    count = 8_000
    rows = [("calculate", f"c{n}", "", f"${{c{(n + 1) % count}}} + 1") for n in range(count)]
    return xlsx(folder / "x.xlsx", rows, head=("type", "name", "label", "calculation"))


def many_circles(folder):
    rows = [
        ("calculate", f"c{n}", "", f"${{c{n ^ 1}}} + ${{c{(n * 7) % 3000}}}") for n in range(3_000)
    ]
    return xlsx(folder / "x.xlsx", rows, head=("type", "name", "label", "calculation"))


def deep_groups(folder):
    depth = 5_000
    rows = [("begin_group", f"g{n}", "G") for n in range(depth)] + [("text", "q", "Q")]
    return xlsx(folder / "x.xlsx", rows + [("end_group", "", "")] * depth)


def a_deep_expression(folder):
    cell = "(" * 15_000 + "1" + ")" * 15_000
    return xlsx(
        folder / "x.xlsx", [("text", "q", "Q", cell)], head=("type", "name", "label", "relevant")
    )


def long_expressions(folder):
    cell = " or ".join(["${q} = 1"] * 2_900)[:32_000]
    rows = [("integer", "q", "Q", "")] + [("text", f"t{n}", "T", cell) for n in range(20)]
    return xlsx(folder / "x.xlsx", rows, head=("type", "name", "label", "relevant"))


def thousands_of_faults(folder):
    rows = [("txt", "1 x", "", "${nobody} = “1” or nothing(", "missing") for _ in range(5_000)]
    return xlsx(folder / "x.xlsx", rows, head=("type", "name", "label", "relevant", "trigger"))


def a_matrix_of_a_million_cells(folder):
    rows = [("begin_kobomatrix", "m", "M", "big")]
    rows += [("text", f"c{n}", "C", "") for n in range(1_000)] + [("end_kobomatrix", "", "", "")]
    path = folder / "x.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("survey")
        for number, cells in enumerate([("type", "name", "label", "kobo--matrix_list"), *rows]):
            sheet.write_row(number, 0, cells)
        choices = book.add_worksheet("choices")
        choices.write_row(0, 0, ("list_name", "name", "label"))
        for number in range(1_000):
            choices.write_row(number + 1, 0, ("big", f"r{number}", "R"))
    return path


def ten_megabytes_of_shared_strings(folder):
    path = xlsx(folder / "plain.xlsx", [("text", "q", "Q")])
    big = folder / "x.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(big, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            body = old.read(part)
            if part.filename.endswith("sharedStrings.xml"):
                item = b"<si><t>" + b"x" * 10_000_000 + b"</t></si>"
                body = body.replace(b"</sst>", item * 5 + b"</sst>")
            new.writestr(part.filename, body)
    return big


CASES = {
    a_million_rows: {"workbook.too_many_rows", "workbook.too_large"},
    a_million_rows_of_csv: {"workbook.too_many_rows", "workbook.too_large"},
    a_million_rows_of_markdown: {"workbook.too_many_rows", "workbook.too_large"},
    a_cell_of_ten_megabytes_of_csv: {"workbook.cell_too_long"},
    a_cell_of_ten_megabytes_of_markdown: {"workbook.cell_too_long"},
    twenty_megabytes_of_xls: {"workbook.too_large"},
    ten_thousand_columns: {"workbook.too_large"},
    a_thousand_sheets: {"workbook.too_large", "workbook.sheet_kept"},
    one_large_circle: {"survey.cycle"},
    many_circles: {"survey.cycle"},
    deep_groups: {"survey.too_deep"},
    a_deep_expression: {"expression.too_deep"},
    thousands_of_faults: {"survey.type_unknown"},
    a_matrix_of_a_million_cells: {"survey.matrix_too_large"},
    long_expressions: set(),
    ten_megabytes_of_shared_strings: set(),
}


@pytest.mark.slow
@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_a_hostile_file_gives_a_finding_in_time(make, tmp_path):
    codes = measure(make(tmp_path))
    assert not CASES[make] or CASES[make] & set(codes)


@pytest.mark.slow
def test_nothing_in_a_file_is_run_or_fetched(tmp_path):
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("survey")
        sheet.write_row(0, 0, ["type", "name", "label", "calculation"])
        sheet.write_row(1, 0, ["text", "q", "Q"])
        sheet.write_formula("C3", '=WEBSERVICE("http://example.invalid/x")')
        sheet.write_formula("D3", "=cmd|'/c calc'!A1")
        sheet.write_row(2, 0, ["calculate", "c"])
        sheet.write_url("C2", "http://example.invalid/y", string="Q")
        sheet.write_row(3, 0, ["calculate", "d", "", "pulldata('/etc/passwd', 'a', 'b', 'c')"])
        sheet.write_row(4, 0, ["select_one_from_file /etc/passwd", "e", "E"])
        sheet.write_row(5, 0, ["select_one_from_file ../../secret.csv", "f", "F"])
    codes = measure(path)
    assert "workbook.formulas" in codes
    assert "survey.file_missing" in codes
