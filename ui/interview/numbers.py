"""What was typed as the engine reads it: full-width digits, Chinese dates, numbers with commas."""

from __future__ import annotations

import re
import unicodedata

_DATE = re.compile(r"^(\d{4})[-/.年 ](\d{1,2})[-/.月 ](\d{1,2})日?$|^(\d{4})(\d{2})(\d{2})$")
_MONTH_DAY = re.compile(r"^(\d{1,2})[-/.月 ](\d{1,2})日?$|^(\d{2})(\d{2})$")
_TIME = re.compile(r"^(\d{1,2})[:点时](\d{1,2})?分?$|^(\d{2})(\d{2})$")


def plain_number(text: str) -> str:
    """Digits as ASCII, without blanks and commas between thousands."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace("。", ".")
    return "".join(plain.split()).replace(",", "")


def plain_date(text: str) -> str:
    """A date as ISO writes it; what is no date comes back normalised, for the engine to refuse."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _DATE.match(plain)
    if not found:
        return plain
    year, month, day = (one for one in found.groups() if one)
    return f"{year}-{int(month):02d}-{int(day):02d}"


def plain_time(text: str) -> str:
    """A time of day as ISO writes it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _TIME.match(plain)
    if not found:
        return plain
    hour, minute = found[1] or found[3], found[2] or found[4] or "0"
    return f"{int(hour):02d}:{int(minute):02d}"


def plain_moment(text: str) -> str:
    """A date and a time as ISO writes them."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("T", " ")
    date, _, time = plain.partition(" ")
    return f"{plain_date(date)}T{plain_time(time)}" if time else plain_date(date)


def plain_month_day(text: str) -> tuple[int, int] | None:
    """Month and day as people write a birthday: 5-23, 5月23日, 0523."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _MONTH_DAY.match(plain)
    if not found:
        return None
    month, day = (int(one) for one in found.groups() if one)
    fits = 1 <= month <= 12 and 1 <= day <= (29 if month == 2 else 31 - (month in (4, 6, 9, 11)))
    return (month, day) if fits else None
