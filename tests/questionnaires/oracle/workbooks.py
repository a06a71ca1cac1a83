"""Turn a workbook into a questionnaire record and the XForm that JavaRosa reads.

Uses pyxform's own reading, so that both sides start from the same rows. Labels of
questions are left out: only names, kinds, lists and expressions matter here.
"""

import re
import warnings
from dataclasses import dataclass

from pyxform.xls2json_backends import get_xlsform
from pyxform.xls2xform import convert

from questionnaires.model import Choice, Group, Question, Questionnaire, Repeat
from tests.questionnaires.oracle.synthetic import workbook

KINDS = {
    "select one": "select_one",
    "select all that apply": "select_multiple",
    "int": "integer",
    "dateTime": "datetime",
    "string": "text",
    "phonenumber": "text",
    "select one external": "text",
}
ODD_TYPES = {
    "caseid": "hidden",
    "country": "text",
    "comments": "hidden",
    "text audit": "hidden",
    "audio audit": "hidden",
    "sensor_stream": "hidden",
}


@dataclass(frozen=True)
class Form:
    questionnaire: Questionnaire
    xml: str


def read_form(path):
    """Read a workbook; the usual faults that pyxform refuses are mended first."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            result = convert(workbook() if path.stem == "synthetic" else str(path))
        except Exception:  # noqa: BLE001 -- pyxform raises many kinds for a faulty workbook
            result = convert(_mended(path))
    return Form(_questionnaire(result._pyxform), result.xform)


def _mended(path):
    definition = get_xlsform(str(path))
    workbook = {
        sheet: [dict(row) for row in getattr(definition, sheet) or ()]
        for sheet in ("survey", "choices", "settings", "survey_header", "choices_header")
    }
    workbook["settings"] = workbook["settings"] or [{}]
    workbook["settings"][0]["allow_choice_duplicates"] = "yes"
    rows = []
    for row in workbook["survey"]:
        kind = str(row.get("type", "")).split(" ")[0]
        if kind in ODD_TYPES or str(row.get("type", "")) in ODD_TYPES:
            row = {**row, "type": ODD_TYPES.get(kind) or ODD_TYPES[row["type"]]}
        rows.append(row)
    return {**workbook, "survey": rows}


def _questionnaire(tree):
    lists = {
        name: tuple(_choice(choice) for choice in choices)
        for name, choices in (tree.get("choices") or {}).items()
    }
    return Questionnaire(
        form_id=tree["id_string"],
        title=tree["id_string"],
        body=tuple(_node(child) for child in tree["children"]),
        lists=lists,
    )


def _choice(plain):
    extra = {
        key: str(value)
        for key, value in plain.items()
        if key not in ("name", "label", "media") and not isinstance(value, dict)
    }
    label = plain.get("label") or {}
    labels = label if isinstance(label, dict) else {"": str(label)}
    return Choice(str(plain["name"]), labels, extra=extra)


def _node(plain):
    bind = plain.get("bind") or {}
    if plain["type"] in ("group", "repeat"):
        kind = Group if plain["type"] == "group" else Repeat
        children = tuple(_node(child) for child in plain.get("children", ()))
        return kind(plain["name"], children, relevant=str(bind.get("relevant", "")))
    return Question(
        plain["name"],
        KINDS.get(plain["type"], re.sub(r"\W", "_", plain["type"])),
        list_name=plain.get("list_name", plain.get("itemset", "")),
        relevant=str(bind.get("relevant", "")),
        constraint=str(bind.get("constraint", "")),
        calculation=str(bind.get("calculate", "")),
        choice_filter=str(plain.get("choice_filter", "")),
    )
