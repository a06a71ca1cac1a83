"""The demonstration's retail workbook: invented sales in the columns that offices ask for."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

from surveyapp.errors import SurveyError
from surveyapp.population.districts import DISTRICTS, names_of
from surveyapp.survey import Survey

SHEET = "演示数据 synthetic"

_HEADER = (
    "商品品类",
    "商品名称",
    "品牌",
    "型号",
    "能效(水效)等级",
    "S/N码",
    "品类状态",
    "数量",
    "销售金额",
    "交易完成(或商品退回)时间",
    "销售方式",
    "销售主体名称",
    "所属县(市、区)",
    "消费者姓名",
    "手机号",
)
_GOODS = (
    # class, mean price in yuan, shares of grades 1, 2, 3, none
    ("冰箱", 3200, (0.45, 0.22, 0.28, 0.05)),
    ("空调", 3000, (0.52, 0.12, 0.31, 0.05)),
    ("洗衣机", 2300, (0.48, 0.16, 0.31, 0.05)),
    ("电视机", 3600, (0.20, 0.31, 0.42, 0.07)),
    ("电热水器", 1300, (0.40, 0.36, 0.20, 0.04)),
    ("燃气热水器", 2400, (0.22, 0.66, 0.08, 0.04)),
    ("吸油烟机", 2600, (0.55, 0.15, 0.22, 0.08)),
    ("家用灶具", 1300, (0.38, 0.42, 0.12, 0.08)),
    ("微波炉", 600, (0.10, 0.30, 0.50, 0.10)),
    ("电饭煲", 350, (0.08, 0.22, 0.60, 0.10)),
)
_SPELLINGS = {
    "1": ("1级", "一级", "Ⅰ级", "1"),
    "2": ("2级", "二级", "Ⅱ级", "2"),
    "3": ("3级", "三级", "Ⅲ级", "3"),
    "none": ("无", "", "无等级"),
}


def write_synthetic_sales(survey: Survey, path: Path, *, seed: int, rows: int = 12_000) -> Path:
    """Write an all-sales workbook of invented stores, with returns and a few faulty rows."""
    import xlsxwriter

    if not survey.info.synthetic:
        raise SurveyError("sampling.not-a-demonstration")
    rng = random.Random(seed)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_row(0, 0, ["演示数据 / synthetic：全部为虚构，不得引用"])
        sheet.write_row(1, 0, _HEADER)
        for number, row in enumerate(_rows(rng, rows, int(survey.info.wave)), start=2):
            sheet.write_row(number, 0, row)
    return path


def _rows(rng: random.Random, count: int, year: int) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for number in range(count):
        row = _row(rng, number, year)
        rows.append(row)
        if rng.random() < 0.015:
            back = list(row)
            back[6] = "退货"
            rows.append(tuple(back))
        if rng.random() < 0.004:
            rows.append(row)
    return rows


def _row(rng: random.Random, number: int, year: int) -> tuple[object, ...]:
    goods, price, shares = _GOODS[
        rng.choices(range(len(_GOODS)), (9, 14, 9, 8, 6, 5, 6, 5, 4, 8))[0]
    ]
    grade = rng.choices(("1", "2", "3", "none"), shares)[0]
    brand = rng.choice("甲乙丙丁戊己")
    district = rng.choice(DISTRICTS)
    day = date(year, 1, 1) + timedelta(days=rng.randrange(365))
    value = round(price * rng.lognormvariate(0, 0.35) * (1.15 if grade == "1" else 1.0), 2)
    return (
        goods if rng.random() > 0.002 else "其他小家电",
        f"演示{goods}",
        f"演示品牌{brand}",
        f"{brand}{rng.randrange(100, 999)}",
        rng.choice(_SPELLINGS[grade]),
        f"DEMO{number:07d}",
        "已完成",
        1,
        value,
        day.strftime(rng.choice(("%Y-%m-%d", "%Y/%m/%d"))),
        rng.choice(("线下", "线下", "线上")),
        f"演示门店{rng.randrange(1, 61):02d}",
        names_of(district)["zh"],
        "演示",
        "13800000000",
    )
