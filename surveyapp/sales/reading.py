"""Reading retail files: workbook or CSV to rows, and which column is what.

Files come from stores and trade-in offices with the columns that offices ask sellers to upload.
Personal data of buyers are recognised and never read into the survey.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from surveyapp.errors import SurveyError

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "class": ("商品品类", "品类", "商品类别", "类别", "category", "class"),
    "name": ("商品名称", "品名", "name"),
    "brand": ("品牌", "brand"),
    "model": ("型号", "规格型号", "商品型号", "model"),
    "grade": ("能效(水效)等级", "能效等级", "能效水效等级", "能效", "等级", "grade"),
    "serial": ("S/N码", "SN码", "序列号", "SN", "serial"),
    "units": ("数量", "销售数量", "台数", "units", "quantity"),
    "value": ("销售金额", "金额", "销售额", "value", "amount"),
    "time": (
        "交易完成(或商品退回)时间",
        "交易完成时间",
        "交易时间",
        "销售时间",
        "销售日期",
        "日期",
        "date",
    ),
    "state": ("品类状态", "交易状态", "状态", "state"),
    "channel": ("销售方式", "渠道", "channel"),
    "outlet": ("销售主体名称", "门店名称", "门店", "outlet"),
    "district": ("所属县(市、区)", "所属县(市、区)及市(州)", "县市区", "区县", "district"),
}
"""Our columns with the headers they are known under, after ``_plain`` of both."""

REQUIRED = ("class", "grade", "value")
PERSONAL = re.compile(
    r"消费者|姓名|证件|身份证|手机|电话|收货地址|buyer|phone|address", re.IGNORECASE
)

_LARGEST = 200 << 20
_MOST_ROWS = 1_000_000
_HEADER_WITHIN = 10


@dataclass(frozen=True)
class SalesFile:
    """A file as read: header, rows of text, which column is what, which are personal."""

    name: str
    file_hash: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_row: int
    """Number of the first data row in the file, for messages."""
    mapping: Mapping[str, int]
    personal: tuple[str, ...]


def read_sales_file(path: Path, mapping: Mapping[str, str] | None = None) -> SalesFile:
    """Read a workbook (.xlsx, .xls) or CSV; ``mapping`` (ours to header) overrides the guess."""
    raw = _bytes(path)
    table = _workbook(path) if path.suffix.lower() in (".xlsx", ".xls") else _csv(path, raw)
    place = _header_place(table)
    if place is None:
        raise SurveyError("sales.no-header", name=path.name, columns="、".join(_wanted()))
    header = tuple(table[place])
    columns = _map_columns(header, mapping or {}, path.name)
    rows = tuple(tuple(row) for row in table[place + 1 :] if any(row))
    personal = tuple(title for title in header if PERSONAL.search(title))
    digest = hashlib.sha256(raw).hexdigest()
    return SalesFile(path.name, digest, header, rows, place + 2, columns, personal)


def plain_text(text: str) -> str:
    """Full width to half width, no blanks, lower case: how headers and grades are compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def _wanted() -> list[str]:
    return [COLUMNS[name][0] for name in REQUIRED]


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise SurveyError("sales.too-large", name=path.name)
        return path.read_bytes()
    except FileNotFoundError as trouble:
        raise SurveyError("core.no-such-file", name=path.name) from trouble
    except OSError as trouble:
        reason = trouble.strerror or "?"
        raise SurveyError("core.cannot-read", name=path.name, reason=reason) from trouble


def _workbook(path: Path) -> list[list[str]]:
    import python_calamine

    _refuse_bomb(path)
    try:
        with python_calamine.load_workbook(str(path)) as book:
            sheet = book.get_sheet_by_index(0)
            if sheet.total_height > _MOST_ROWS:
                raise SurveyError("sales.too-large", name=path.name)
            return [[_cell(cell) for cell in row] for row in sheet.to_python()]
    except (python_calamine.CalamineError, IndexError) as trouble:
        raise SurveyError("sales.not-a-workbook", name=path.name) from trouble


def _refuse_bomb(path: Path) -> None:
    if path.suffix.lower() != ".xlsx":
        return
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as trouble:
        raise SurveyError("sales.not-a-workbook", name=path.name) from trouble
    if unpacked > 10 * _LARGEST:
        raise SurveyError("sales.too-large", name=path.name)


def _csv(path: Path, raw: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise SurveyError("sales.not-a-workbook", name=path.name)
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(text.splitlines())]
    except csv.Error as trouble:
        raise SurveyError("sales.not-a-workbook", name=path.name) from trouble


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _header_place(table: Sequence[Sequence[str]]) -> int | None:
    """The first of the top rows in which at least three of our columns are found."""
    for place, row in enumerate(table[:_HEADER_WITHIN]):
        if len(_guess(row)) >= 3:
            return place
    return None


def _guess(header: Sequence[str]) -> dict[str, int]:
    places = {plain_text(title): place for place, title in reversed(list(enumerate(header)))}
    found: dict[str, int] = {}
    for column, titles in COLUMNS.items():
        for title in titles:
            place = places.get(plain_text(title))
            if place is not None:
                found[column] = place
                break
    return found


def _map_columns(header: Sequence[str], wanted: Mapping[str, str], name: str) -> dict[str, int]:
    found = _guess(header)
    for column, title in wanted.items():
        if column not in COLUMNS or title not in header:
            raise SurveyError("sales.no-such-column", name=name, column=title)
        found[column] = list(header).index(title)
    personal = [column for column, place in found.items() if PERSONAL.search(header[place])]
    if personal:
        raise SurveyError("sales.personal-column", name=name, column=header[found[personal[0]]])
    missing = [COLUMNS[column][0] for column in REQUIRED if column not in found]
    if missing:
        raise SurveyError("sales.missing-columns", name=name, columns="、".join(missing))
    return found
