import tracemalloc
import zipfile

import pytest
import xlsxwriter

from questionnaires.xlsform import convert_strictly, read_workbook
from tests.counting import counted

PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="xl/workbook.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="survey" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="worksheets/sheet1.xml" Type="http://schemas.openxmlformats'
        '.org/officeDocument/2006/relationships/worksheet"/></Relationships>'
    ),
}
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{}</sheetData></worksheet>"
)
HEADER = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>type</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>name</t></is></c></row>'
)


def archive(path, sheet, **others):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in {**PARTS, "xl/worksheets/sheet1.xml": sheet, **others}.items():
            book.writestr(name, text)
    return path


def read_within_limits(path):
    """The codes found, within 512 MB; the seconds are measured by ``benchmarks.hostile_files``."""
    tracemalloc.start()
    reading = read_workbook(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 512_000_000
    return [found.code for found in reading.findings]


def test_the_plain_archive_is_read(tmp_path):
    path = archive(tmp_path / "a.xlsx", SHEET.format(HEADER + HEADER.replace('"1"', '"2"')))
    assert "workbook.unreadable" not in read_within_limits(path)


def test_a_zip_bomb_is_refused(tmp_path):
    path = archive(tmp_path / "bomb.xlsx", SHEET.format(" " * 260_000_000))
    assert read_within_limits(path) == ["workbook.too_large"]


def test_a_zip_whose_directory_lies_is_refused(tmp_path):
    path = archive(tmp_path / "liar.xlsx", SHEET.format(" " * 210_000_000))
    data = bytearray(path.read_bytes())
    size = (210_000_000 + len(SHEET) - 2).to_bytes(4, "little")
    while size in data:
        data[data.index(size) : data.index(size) + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    assert read_within_limits(path)[0] in ("workbook.too_large", "workbook.unreadable")


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_entities_are_refused(tmp_path, doctype):
    path = archive(tmp_path / "e.xlsx", doctype + SHEET.format(HEADER))
    assert read_within_limits(path) == ["workbook.entities"]


def test_entities_hidden_in_another_encoding_are_refused(tmp_path):
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]>'
    path = archive(tmp_path / "e.xlsx", (text + SHEET.format(HEADER)).encode("utf-16"))
    assert read_within_limits(path) == ["workbook.entities"]


@pytest.mark.parametrize("cell", ["XFD1048576", "A99999999", "ZZ100000"])
def test_a_far_cell_does_not_fill_the_memory(tmp_path, cell):
    far = f'<row><c r="{cell}" t="inlineStr"><is><t>x</t></is></c></row>'
    path = archive(tmp_path / "far.xlsx", SHEET.format(HEADER + far))
    assert read_within_limits(path)[0].startswith("workbook.")


def test_a_million_rows_are_cut_with_a_finding(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(2, 1_000_000))
    path = archive(tmp_path / "rows.xlsx", SHEET.format(HEADER + rows))
    codes = read_workbook(path).findings
    assert codes[0].code in ("workbook.too_many_rows", "workbook.too_large")


def test_a_cell_of_ten_megabytes_is_cut_with_a_finding(tmp_path):
    cell = f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"x" * 10_000_000}</t></is></c></row>'
    path = archive(tmp_path / "cell.xlsx", SHEET.format(HEADER + cell))
    assert "workbook.cell_too_long" in read_within_limits(path)


def test_formulas_are_noted_and_not_run(tmp_path):
    path = tmp_path / "f.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("survey")
    sheet.write_row(0, 0, ["type", "name", "label"])
    sheet.write_row(1, 0, ["text", "q", "Q"])
    sheet.write_formula(2, 0, '=WEBSERVICE("http://example.invalid")', None, "text")
    sheet.write_row(2, 1, ["r", "R"])
    book.close()
    reading = read_workbook(path)
    assert "workbook.formulas" in [found.code for found in reading.findings]
    assert reading.questionnaire.question("r").kind == "text"


def test_deep_nesting_is_a_finding_or_a_form(tmp_path):
    depth = 3_000
    rows = [f"| | begin_group | g{n} | G |" for n in range(depth)]
    rows += ["| | text | q | Q |", *["| | end_group | | |"] * depth]
    path = tmp_path / "deep.md"
    path.write_text("| survey | type | name | label |\n" + "\n".join(rows), encoding="utf-8")
    assert "survey.too_deep" in read_within_limits(path)


def test_deep_brackets_are_a_finding(tmp_path):
    path = tmp_path / "brackets.md"
    text = "(" * 5_000 + "1" + ")" * 5_000
    path.write_text(
        f"| survey | type | name | label | relevant |\n| | text | q | Q | {text} |",
        encoding="utf-8",
    )
    assert read_within_limits(path) == ["expression.too_deep"]


@pytest.mark.parametrize("name", ["x.xlsx", "x.xls"])
@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04rubbish", b"\xd0\xcf\x11\xe0" * 99, b"\0" * 600]
)
def test_rubbish_is_unreadable(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    assert read_within_limits(path) == ["workbook.unreadable"]


def test_another_kind_of_file_is_named(tmp_path):
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF")
    assert read_within_limits(path) == ["workbook.unknown_kind"]


def test_the_strict_verdict_does_not_open_a_bomb(tmp_path):
    path = archive(tmp_path / "bomb.xlsx", SHEET.format(" " * 260_000_000))
    verdict = convert_strictly(path)
    assert (verdict.valid, verdict.message) == (False, "workbook.too_large")


def test_fifty_thousand_choices_are_read_in_steady_work(tmp_path):
    path = tmp_path / "many.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    survey = book.add_worksheet("survey")
    survey.write_row(0, 0, ["type", "name", "label"])
    survey.write_row(1, 0, ["select_one big", "q", "Q"])
    choices = book.add_worksheet("choices")
    choices.write_row(0, 0, ["list_name", "name", "label"])
    for number in range(50_000):
        choices.write_row(number + 1, 0, ["big", f"c{number}", f"选项 {number}"])
    book.close()
    with counted() as calls:
        reading = read_workbook(path)
    assert calls.number < 200 * 50_000
    assert len(reading.questionnaire.lists["big"]) == 50_000
