"""Functions over dates and times. Those that need the zone or the language take it first."""

from __future__ import annotations

import math
from datetime import date, datetime, tzinfo

from questionnaires.expressions.dates import (
    day_from_number,
    exact_days,
    format_moment,
    moment_from_number,
    parse_clock,
    parse_moment,
    share_of_day,
)
from questionnaires.expressions.errors import ExpressionError
from questionnaires.expressions.values import NAN, Value, as_number, as_text


def to_date(zone: tzinfo | None, value: Value) -> Value:
    """``date``: a calendar day; empty text and NaN stay as they are."""
    moment = to_moment(zone, value, keep_time=False)
    return moment.date() if isinstance(moment, datetime) else moment


def to_date_time(zone: tzinfo | None, value: Value) -> Value:
    """``date-time``: a day with its time."""
    return to_moment(zone, value, keep_time=True)


def to_moment(zone: tzinfo | None, value: Value, *, keep_time: bool) -> Value:
    """A moment from a number of days or ISO text; ``ExpressionError`` where it is neither."""
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        moment = parse_moment(value, zone) if value else value
    elif value != value:
        return value
    elif math.isinf(value):
        moment = None
    else:
        moment = moment_from_number(value, zone) if keep_time else day_from_number(value)
    if moment is None:
        raise ExpressionError("not_a_date", value=as_text(value)[:40])
    return moment


def decimal_date_time(zone: tzinfo | None, value: Value) -> Value:
    """Days since 1970-01-01T00:00Z with their fraction."""
    if not isinstance(value, str | date):
        return float(value)
    if value == "":
        return value
    moment = to_moment(zone, value, keep_time=True)
    return exact_days(moment, zone) if isinstance(moment, date) else moment


def decimal_time(zone: tzinfo | None, value: Value) -> Value:
    """The share of the day that has passed."""
    if isinstance(value, str):
        clock = parse_clock(value) if value else value
        if clock is not None:
            return clock
        value = to_moment(zone, value, keep_time=True)
    if isinstance(value, date):
        return share_of_day(value)
    number = as_number(value)
    return number - math.floor(number) if math.isfinite(number) else NAN


def format_date(zone: tzinfo | None, language: str, value: Value, pattern: Value) -> str:
    """``format-date`` and ``format-date-time``; empty where there is no date."""
    if isinstance(value, str) and "T" not in value and parse_clock(value) is not None:
        value = f"1970-01-01T{value}"
    moment = to_moment(zone, value, keep_time=True)
    return format_moment(moment, as_text(pattern), language) if isinstance(moment, date) else ""
