"""From rows of a retail file to sales: classes, grades, returns netted, a serial number once."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from surveyapp.sales.reading import SalesFile, plain_text
from surveyapp.store.sales import CatalogueClass, Sale

NO_GRADE = "none"
_ROMAN = {"ⅰ": "1", "i": "1", "ⅱ": "2", "ii": "2", "ⅲ": "3", "iii": "3", "iv": "4", "v": "5"}
_CHINESE = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5"}
_WITHOUT = frozenset({"", "无", "无等级", "无能效", "/", "-", "none", "na", "n/a"})
_RETURNED = re.compile(r"退")


@dataclass(frozen=True)
class Cleaned:
    """Sales kept, and how many rows were set aside for each reason."""

    sales: tuple[Sale, ...]
    set_aside: Mapping[str, int]
    unknown_classes: Mapping[str, int]
    unknown_grades: Mapping[str, int]


class Cleaner:
    """Cleans one file against the catalogue, knowing serial numbers already counted."""

    def __init__(
        self,
        classes: Mapping[str, CatalogueClass],
        districts: Mapping[str, str],
        known_serials: Iterable[str] = (),
    ) -> None:
        self._classes = _aliases(classes)
        self._districts = districts
        self._serials = set(known_serials)
        self._set_aside: Counter[str] = Counter()
        self._unknown_classes: Counter[str] = Counter()
        self._unknown_grades: Counter[str] = Counter()

    def clean(self, file: SalesFile) -> Cleaned:
        """Every row of the file, netted."""
        kept: list[Sale] = []
        returned: Counter[str] = Counter()
        for number, row in enumerate(file.rows, start=file.first_row):
            cells = {name: row[place].strip() for name, place in file.mapping.items()}
            sale = self._sale(number, cells)
            if sale is None:
                continue
            if _RETURNED.search(cells.get("state", "")) or sale.units < 0 or sale.value < 0:
                returned[_key(sale)] += 1
                self._set_aside["returns"] += 1
            else:
                kept.append(sale)
        netted = self._net(kept, returned)
        return Cleaned(netted, self._set_aside, self._unknown_classes, self._unknown_grades)

    def _sale(self, number: int, cells: Mapping[str, str]) -> Sale | None:
        product_class = self._class_of(cells)
        if not product_class:
            self._set_aside["unknown_class"] += 1
            self._unknown_classes[cells["class"]] += 1
            return None
        grade = grade_of(cells["grade"])
        if not grade:
            self._set_aside["unknown_grade"] += 1
            self._unknown_grades[cells["grade"]] += 1
            return None
        value, units = _number(cells["value"]), _number(cells.get("units", "1") or "1")
        if value is None or units is None or not units:
            self._set_aside["bad_number"] += 1
            return None
        return Sale(
            number,
            product_class,
            cells.get("brand", ""),
            cells.get("model", ""),
            grade,
            units,
            value,
            _date(cells.get("time", "")),
            _channel(cells.get("channel", "")),
            cells.get("outlet", ""),
            self._district_of(cells.get("district", "")),
            _serial_hash(cells.get("serial", "")),
        )

    def _class_of(self, cells: Mapping[str, str]) -> str:
        return self._classes.get(plain_text(cells["class"]), "")

    def _district_of(self, text: str) -> str:
        for name, code in self._districts.items():
            if name in text:
                return code
        return ""

    def _net(self, kept: Sequence[Sale], returned: Counter[str]) -> tuple[Sale, ...]:
        """Take one sale away for each return of the same piece; count a serial number once."""
        left: list[Sale] = []
        for sale in reversed(kept):
            key = _key(sale)
            if returned[key] > 0:
                returned[key] -= 1
                self._set_aside["returned"] += 1
            elif sale.serial_hash and sale.serial_hash in self._serials:
                self._set_aside["repeated_serial"] += 1
            else:
                if sale.serial_hash:
                    self._serials.add(sale.serial_hash)
                left.append(sale)
        self._set_aside["returns_without_sale"] += sum(returned.values())
        return tuple(reversed(left))


def grade_of(text: str) -> str:
    """``1`` … ``5`` or ``none`` of any spelling (1级, 一级, Ⅰ级, 无); ``""`` where it is none."""
    plain = plain_text(text).removesuffix("级能效").removesuffix("级").removesuffix("grade")
    if plain in _WITHOUT:
        return NO_GRADE
    plain = plain.removeprefix("能效").removeprefix("水效").removeprefix("grade")
    plain = _CHINESE.get(plain) or _ROMAN.get(plain) or plain
    return plain if plain in ("1", "2", "3", "4", "5") else ""


def _aliases(classes: Mapping[str, CatalogueClass]) -> dict[str, str]:
    known: dict[str, str] = {}
    for name, one in classes.items():
        for alias in (name, *one.labels.values(), *one.aliases):
            known.setdefault(plain_text(alias), name)
    return known


def _key(sale: Sale) -> str:
    return sale.serial_hash or "|".join(
        (sale.outlet, sale.product_class, sale.brand, sale.model, f"{abs(sale.value):.2f}")
    )


def _number(text: str) -> float | None:
    try:
        value = float(plain_text(text).replace(",", "").removeprefix("¥").removesuffix("元"))
    except ValueError:
        return None
    return value if abs(value) < 1e12 else None


def _date(text: str) -> str:
    """The day as ISO; empty where the text holds none."""
    found = re.match(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})", text.strip())
    if not found:
        return ""
    year, month, day = (int(part) for part in found.groups())
    return f"{year:04d}-{month:02d}-{day:02d}"


def _channel(text: str) -> str:
    if "线上" in text or "online" in text.lower():
        return "online"
    return "store" if text else ""


def _serial_hash(text: str) -> str:
    """Serial numbers are only compared, so only their hash is kept."""
    plain = plain_text(text)
    if plain in _WITHOUT:
        return ""
    return hashlib.sha256(b"surveyapp-serial\0" + plain.encode()).hexdigest()[:32]
