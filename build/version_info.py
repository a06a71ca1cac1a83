"""What Windows shows of the program's files: name, version, description, in both languages.

Written as PyInstaller reads it; "Open with" and the task manager show the description.
"""

from __future__ import annotations

from surveyapp import __version__

NAME = "surveyapp"
DESCRIPTIONS = {2052: "公众调查", 1033: "Public survey"}
"""By Windows' number of the language; the first is taken where neither is spoken."""
_UTF16 = 1200
_FRAME = """VSVersionInfo(
    ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}),
    kids=[
        StringFileInfo([{tables}]),
        VarFileInfo([VarStruct("Translation", {translations})]),
    ],
)
"""


def text(program: str, version: str = __version__) -> str:
    """The resource of one of the programs."""
    numbers = (*map(int, version.split(".")), 0)
    tables = ", ".join(_table(language, program, version) for language in DESCRIPTIONS)
    translations = [number for language in DESCRIPTIONS for number in (language, _UTF16)]
    return _FRAME.format(numbers=numbers, tables=tables, translations=translations)


def _table(language: int, program: str, version: str) -> str:
    fields = {
        "CompanyName": NAME,
        "FileDescription": DESCRIPTIONS[language],
        "FileVersion": version,
        "InternalName": program,
        "OriginalFilename": f"{program}.exe",
        "ProductName": DESCRIPTIONS[language],
        "ProductVersion": version,
    }
    entries = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in fields.items())
    return f"StringTable('{language:04x}{_UTF16:04x}', [{entries}])"
