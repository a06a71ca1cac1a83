"""The districts of the template: GB/T 2260 codes with names in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CITY_CODE = "330400"

_NAMES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        CITY_CODE: {"zh": "嘉兴市", "en": "Jiaxing City"},
        "330402": {"zh": "南湖区", "en": "Nanhu"},
        "330411": {"zh": "秀洲区", "en": "Xiuzhou"},
        "330421": {"zh": "嘉善县", "en": "Jiashan"},
        "330424": {"zh": "海盐县", "en": "Haiyan"},
        "330481": {"zh": "海宁市", "en": "Haining"},
        "330482": {"zh": "平湖市", "en": "Pinghu"},
        "330483": {"zh": "桐乡市", "en": "Tongxiang"},
    }
)

DISTRICTS = tuple(code for code in _NAMES if code != CITY_CODE)
"""The seven counties in administrative order."""


def names_of(code: str) -> Mapping[str, str]:
    """The names of a district by language; the code itself where it is not known."""
    return _NAMES.get(code, {"zh": code, "en": code})
