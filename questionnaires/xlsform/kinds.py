"""The ``type`` column: its spellings, the kinds of the model, and what SurveyCTO and Kobo add."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

_PLAIN = {
    "text": "text", "string": "text", "integer": "integer", "int": "integer",
    "decimal": "decimal", "range": "range", "date": "date", "time": "time",
    "datetime": "datetime", "date time": "datetime", "note": "note", "calculate": "calculate",
    "hidden": "hidden", "acknowledge": "acknowledge", "trigger": "acknowledge",
    "barcode": "barcode", "geopoint": "geopoint", "gps": "geopoint", "location": "geopoint",
    "geotrace": "geotrace", "geoshape": "geoshape", "image": "photo", "photo": "photo",
    "audio": "audio", "video": "video", "file": "file", "start": "start", "end": "end",
    "today": "today", "deviceid": "deviceid", "imei": "deviceid", "username": "username",
    "email": "email", "phonenumber": "phonenumber", "simserial": "simserial",
    "subscriberid": "subscriberid", "audit": "audit", "background-audio": "background-audio",
    "start-geopoint": "start-geopoint", "xml-external": "xml-external",
    "csv-external": "csv-external", "phone number": "phonenumber", "device id": "deviceid",
    "uri:deviceid": "deviceid", "uri:username": "username", "uri:email": "email",
    "uri:phonenumber": "phonenumber", "uri:simserial": "simserial",
    "uri:subscriberid": "subscriberid", "start time": "start", "end time": "end",
}  # fmt: skip
"""Type as written, in small letters, to kind."""
WRITTEN = {"photo": "image", "datetime": "dateTime"}
"""Kind to type, where they differ."""
SURVEYCTO = {
    "caseid": "hidden", "text audit": "hidden", "audio audit": "hidden", "comments": "text",
    "calculate_here": "calculate", "speed violations count": "hidden",
    "speed violations list": "hidden", "speed violations audit": "hidden",
    "enumerator": "hidden", "sensor_statistic": "hidden", "sensor_stream": "hidden",
    "device_info": "hidden", "duration": "hidden", "begin case": "hidden",
}  # fmt: skip
"""SurveyCTO's own types and the kind that comes nearest."""
_SELECTS = (
    (r"(?:select_one_from_file|select one from file)", "select_one"),
    (r"(?:select_multiple_from_file|select multiple from file)", "select_multiple"),
    (r"(?:select_one_external|select_one|select one from|select one|select1)", "select_one"),
    (r"add select one prompt using", "select_one"),
    (r"(?:select_multiple|select all that apply from|select all that apply)", "select_multiple"),
    (r"add select multiple prompt using", "select_multiple"),
    (r"rank", "rank"),
)
_OTHER = re.compile(r"\s+(?:or[ _]other|or specify other)\s*$", re.IGNORECASE)
_EDGE = re.compile(r"(begin|end)[ _]+(.+)$", re.IGNORECASE)
_EDGES = {
    "group": "group", "repeat": "repeat", "lgroup": "repeat", "looped group": "repeat",
    "kobomatrix": "kobomatrix", "score": "score", "rank": "rank",
}  # fmt: skip


@dataclass(frozen=True)
class Type:
    """``edge`` is ``begin`` or ``end`` for groups and repeats, whose ``kind`` it then names."""

    kind: str
    list_name: str = ""
    or_other: bool = False
    edge: str = ""
    surveycto: bool = False


def read_type(written: str) -> Type | None:
    """What a type says; ``None`` where nobody knows it."""
    text = " ".join(written.split())
    lowered = text.lower()
    edge = _EDGE.match(text)
    if edge and edge.group(2).lower() in _EDGES:
        return Type(_EDGES[edge.group(2).lower()], edge=edge.group(1).lower())
    if lowered in _PLAIN:
        return Type(_PLAIN[lowered])
    if lowered in SURVEYCTO or lowered.split(" ")[0] in ("sensor_statistic", "sensor_stream"):
        return Type(SURVEYCTO.get(lowered, "hidden"), surveycto=True)
    return _read_select(text)


def _read_select(text: str) -> Type | None:
    if text.lower() in ("score__row", "rank__level"):
        return Type("select_one")
    plain = _OTHER.sub("", text)
    for pattern, kind in _SELECTS:
        found = re.match(rf"{pattern}(?:\s+(.+))?$", plain, re.IGNORECASE)
        if found:
            return Type(kind, (found.group(1) or "").strip(), or_other=plain != text)
    return None


def write_type(kind: str, list_name: str, or_other: bool) -> str:
    """The type as Kobo and ODK read it."""
    if not list_name:
        return WRITTEN.get(kind, kind)
    from_file = list_name.lower().endswith((".csv", ".xml", ".geojson"))
    return f"{kind}{'_from_file' if from_file else ''} {list_name}{' or_other' if or_other else ''}"


@lru_cache(maxsize=512)
def nearest_type(written: str) -> str:
    """The known type written most alike, empty where none is near."""
    known = [*_PLAIN, "select_one", "select_multiple", "begin group", "end group", "begin repeat"]
    return next(iter(get_close_matches(written.lower(), known, n=1, cutoff=0.7)), "")
