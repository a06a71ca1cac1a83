"""Retail files from a clerk's disk to the energy-saving share."""

import pytest
import xlsxwriter

from surveyapp.errors import SurveyError
from surveyapp.operators import Operator, Role
from surveyapp.sales.catalogue import APPLIANCE, add_shipped_classes, classes_of
from surveyapp.sales.cleaning import grade_of
from surveyapp.sales.importing import import_sales
from surveyapp.sales.shares import saving_shares
from surveyapp.sales.synthetic import write_synthetic_sales
from surveyapp.store.sales import read_sales
from surveyapp.survey import SurveyInfo, create_survey

TITLES = [
    "商品品类",
    "品牌",
    "型号",
    "能效等级",
    "S/N码",
    "品类状态",
    "数量",
    "销售金额",
    "交易时间",
]


@pytest.fixture
def survey(tmp_path):
    operator = Operator("op1", "李工", Role.DESIGNER)
    info = SurveyInfo({"zh": "演示"}, "2025", synthetic=True)
    with create_survey(tmp_path / "s.survey", info, operator) as made:
        add_shipped_classes(made)
        yield made


def workbook(path, rows, titles=TITLES, lead=()):
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([*lead, titles, *rows]):
            sheet.write_row(number, 0, row)
    return path


def row(grade, *, goods="冰箱", serial="", state="", units=1, value=1000, brand="甲"):
    return [goods, brand, "M1", grade, serial, state, units, value, "2025-03-01"]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("1级", "1"),
        ("一级", "1"),
        ("Ⅰ级", "1"),
        ("１ 级", "1"),
        ("能效2级", "2"),
        ("II级", "2"),
        ("5", "5"),
        ("无", "none"),
        ("", "none"),
        ("/", "none"),
        ("9级", ""),
        ("优", ""),
    ],
)
def test_grades_are_read_in_every_spelling(text, grade):
    assert grade_of(text) == grade


def test_the_share_is_grades_to_the_threshold_over_all_sold(survey, tmp_path):
    rows = [row("1级", units=3), row("2级"), row("3级", units=4), row("无", units=2)]
    import_sales(survey, workbook(tmp_path / "a.xlsx", rows), scope="all")
    total = saving_shares(survey).total
    assert (total.units, total.saving_units, total.ungraded_units) == (10, 4, 2)
    assert total.share == pytest.approx(0.4)
    assert total.share_graded == pytest.approx(0.5)
    assert saving_shares(survey).is_assessable


def test_a_return_takes_its_sale_away(survey, tmp_path):
    rows = [
        row("1级", serial="A1"),
        row("1级", serial="A2"),
        row("1级", serial="A1", state="退货"),
        row("3级", value=500),
        row("3级", value=500),
        row("3级", value=500, state="已退回"),
    ]
    done = import_sales(survey, workbook(tmp_path / "a.xlsx", rows), scope="all")
    assert [sale.grade for sale in read_sales(survey.store, "2025")] == ["1", "3"]
    assert done.batch.diagnostics["returns"] == 2


def test_a_serial_number_counts_once_also_across_files(survey, tmp_path):
    import_sales(survey, workbook(tmp_path / "a.xlsx", [row("1级", serial="A1")]), scope="all")
    second = [row("1级", serial=" a1 "), row("3级", serial="B1"), row("3级", serial="B1")]
    import_sales(survey, workbook(tmp_path / "b.xlsx", second), scope="all")
    assert saving_shares(survey).total.units == 2


def test_the_same_file_twice_is_refused(survey, tmp_path):
    path = workbook(tmp_path / "a.xlsx", [row("1级")])
    import_sales(survey, path, scope="all")
    with pytest.raises(SurveyError) as refused:
        import_sales(survey, path, scope="all")
    assert refused.value.code == "sales.imported-already"
    assert saving_shares(survey).total.units == 1


def test_buyers_data_never_enter_the_file(survey, tmp_path):
    titles = [*TITLES, "消费者姓名", "手机号"]
    path = workbook(tmp_path / "a.xlsx", [[*row("1级"), "王小明", "13912345678"]], titles)
    done = import_sales(survey, path, scope="all")
    assert done.personal == ("消费者姓名", "手机号")
    survey.store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = b"".join(p.read_bytes() for p in tmp_path.iterdir() if p.suffix != ".xlsx")
    assert "王小明".encode() not in raw
    assert b"13912345678" not in raw
    with pytest.raises(SurveyError) as refused:
        import_sales(survey, path, mapping={"outlet": "消费者姓名"})
    assert refused.value.code == "sales.personal-column"


def test_a_file_of_subsidised_sales_does_not_carry_the_indicator(survey, tmp_path):
    rows = [row("1级", serial=f"S{n}") for n in range(40)]
    done = import_sales(survey, workbook(tmp_path / "a.xlsx", rows), scope="all")
    assert "sales.looks-subsidised" in {finding.code for finding in done.findings}
    more = [row("2级", serial=f"T{n}") for n in range(3)]
    import_sales(survey, workbook(tmp_path / "b.xlsx", more), scope="subsidised")
    assert not saving_shares(survey).is_assessable


def test_unknown_classes_and_grades_are_named(survey, tmp_path):
    rows = [row("1级"), row("1级", goods="飞行器"), row("优")]
    done = import_sales(survey, workbook(tmp_path / "a.xlsx", rows), scope="all")
    named = {(finding.code, finding.parameters.get("text")) for finding in done.findings}
    assert ("sales.class-named", "飞行器") in named
    assert ("sales.grade-named", "优") in named


def test_titles_are_found_below_a_heading_and_csv_from_excel_is_read(survey, tmp_path):
    lead = [["某市家电销售表"], []]
    import_sales(survey, workbook(tmp_path / "a.xlsx", [row("1级")], lead=lead), scope="all")
    text = '商品品类,能效等级,销售金额\n空调,二级,"2,999"\n'
    (tmp_path / "b.csv").write_bytes(text.encode("gb18030"))
    import_sales(survey, tmp_path / "b.csv", scope="all")
    assert {share.product_class for share in saving_shares(survey).by_class} == {
        "refrigerator",
        "air_conditioner",
    }


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"not a zip", "sales.not-a-workbook"),
        ("a.xlsx", b"PK\x03\x04" + bytes(100), "sales.not-a-workbook"),
        ("a.csv", "甲,乙\n1,2\n".encode(), "sales.no-header"),
        ("a.csv", "商品品类,能效等级,品牌\n冰箱,1级,甲\n".encode(), "sales.missing-columns"),
        ("a.csv", "商品品类,能效等级,销售金额\n冰箱,1级,很多\n".encode(), "sales.nothing-kept"),
        ("a.csv", b"", "sales.no-header"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_kept(survey, tmp_path, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SurveyError) as refused:
        import_sales(survey, path)
    assert refused.value.code == code
    assert read_sales(survey.store, "2025") == []


def test_the_invented_workbook_says_so_and_gives_a_plausible_share(survey, tmp_path):
    path = write_synthetic_sales(survey, tmp_path / "demo.xlsx", seed=1, rows=3000)
    import_sales(survey, path, scope="all")
    shares = saving_shares(survey)
    assert shares.synthetic
    assert 0.5 < shares.total.share < 0.75
    assert shares.outlets == 60


def test_thresholds_are_the_catalogues(survey):
    assert classes_of(survey, APPLIANCE)["refrigerator"].saving_up_to == 2
