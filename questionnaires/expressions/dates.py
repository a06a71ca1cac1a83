"""Dates and times as JavaRosa reads, counts and writes them.

A moment is a ``date``, or a ``datetime`` without zone in the zone of the interview. As a number it
is the days since 1970-01-01; as text its ISO date.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

EPOCH = date(1970, 1, 1)
_EPOCH_MOMENT = datetime(1970, 1, 1)
_DAY = timedelta(days=1)
_TIME = re.compile(
    r"(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d+))?)?\s*(Z|[+-]\d{1,2}(?::?\d{2})?)?$"
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_CHINESE_WEEKDAYS = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]


def parse_moment(text: str, zone: tzinfo | None = None) -> date | datetime | None:
    """A date or date-time from ISO text, ``None`` where it is neither.

    A time with an offset is brought to ``zone``, the system's where none is given.
    """
    day_text, separator, time_text = text.strip().partition("T")
    day = _parse_day(day_text)
    if day is None or not separator:
        return day
    found = _TIME.match(time_text)
    if found is None:
        return None
    hour, minute, second, fraction, offset = found.groups()
    try:
        clock = time(
            int(hour), int(minute), int(second or 0), int(((fraction or "") + "000000")[:6])
        )
    except ValueError:
        return None
    moment = datetime.combine(day, clock)
    return moment if offset is None else _localise(moment, offset, zone)


def _parse_day(text: str) -> date | None:
    pieces = text.split("-")
    if len(pieces) != 3:
        return None
    try:
        return date(int(pieces[0]), int(pieces[1]), int(pieces[2]))
    except ValueError:
        return None


def _localise(moment: datetime, offset: str, zone: tzinfo | None) -> datetime:
    if offset == "Z":
        shift = timedelta()
    else:
        digits = offset[1:].replace(":", "")
        shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
        shift = -shift if offset[0] == "-" else shift
    try:
        aware = moment.replace(tzinfo=timezone(shift))
        return aware.astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return moment


def parse_clock(text: str) -> float | None:
    """The share of the day that has passed at ``HH:MM[:SS]``, ``None`` where it is no time."""
    found = _TIME.match(text.strip())
    if found is None:
        return None
    hour, minute, second, fraction, _ = found.groups()
    seconds = int(hour) * 3600 + int(minute) * 60 + int(second or 0)
    return (seconds + float("0." + (fraction or "0"))) / 86400


def whole_days(moment: date) -> int:
    """Days since 1970-01-01 of the calendar day."""
    return moment.toordinal() - 719163


def exact_days(moment: date, zone: tzinfo | None = None) -> float:
    """Days with their fraction since 1970-01-01T00:00Z, as ``decimal-date-time`` counts them."""
    local = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    try:
        aware = local.replace(tzinfo=zone) if zone is not None else local.astimezone()
        return (aware - _EPOCH_MOMENT.replace(tzinfo=UTC)) / _DAY
    except (ValueError, OverflowError):
        return (local - _EPOCH_MOMENT) / _DAY


def share_of_day(moment: date) -> float:
    """The share of its local day that has passed."""
    if not isinstance(moment, datetime):
        return 0.0
    return (moment - datetime.combine(moment.date(), time())) / _DAY


def day_from_number(days: float) -> date | None:
    """The calendar day so many days after 1970-01-01, ``None`` outside the calendar."""
    try:
        return EPOCH + timedelta(days=int(days))
    except OverflowError:
        return None


def moment_from_number(days: float, zone: tzinfo | None = None) -> datetime | None:
    """The moment so many days after 1970-01-01T00:00Z, ``None`` outside the calendar."""
    try:
        aware = (_EPOCH_MOMENT + timedelta(days=days)).replace(tzinfo=UTC)
        return aware.astimezone(zone).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def format_moment(moment: date, pattern: str, language: str = "") -> str:
    """Write a moment by the ODK pattern (``%Y-%m-%d``); months and days in Chinese or English."""
    full = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    chinese = language.lower().startswith(("zh", "中文", "chinese"))
    pieces: list[str] = []
    position = 0
    while position < len(pattern):
        if pattern[position] == "%" and position + 1 < len(pattern):
            position += 1
            pieces.append(_field(full, pattern[position], chinese))
        else:
            pieces.append(pattern[position])
        position += 1
    return "".join(pieces)


def _field(moment: datetime, letter: str, chinese: bool) -> str:
    if letter in "ba":
        return _named(moment, letter, chinese)
    fields = {
        "Y": f"{moment.year:04d}",
        "y": f"{moment.year % 100:02d}",
        "m": f"{moment.month:02d}",
        "n": str(moment.month),
        "d": f"{moment.day:02d}",
        "e": str(moment.day),
        "H": f"{moment.hour:02d}",
        "h": str(moment.hour),
        "M": f"{moment.minute:02d}",
        "S": f"{moment.second:02d}",
        "3": f"{moment.microsecond // 1000:03d}",
        "W": str(moment.isocalendar().week),
        "%": "%",
    }
    return fields.get(letter, "%" + letter)


def _named(moment: datetime, letter: str, chinese: bool) -> str:
    if letter == "b":
        return f"{moment.month}月" if chinese else _MONTHS[moment.month - 1]
    return (_CHINESE_WEEKDAYS if chinese else _WEEKDAYS)[moment.weekday()]
