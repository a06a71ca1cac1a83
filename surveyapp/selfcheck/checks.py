"""What the self-check tries, one function each; each says what it found or raises."""

from __future__ import annotations

import platform
import tempfile
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from surveyapp import __version__
from surveyapp.errors import SurveyError
from surveyapp.progress import Progress
from surveyapp.selfcheck import reference
from surveyapp.words import N_, _

_PASSPHRASE = "自检 self-check 2025"  # of a survey that lives for a second


class CheckError(Exception):
    """A check found something that is not as it must be; the text says what."""


@dataclass(frozen=True)
class Check:
    """One thing that is tried."""

    key: str
    title: str
    run: Callable[[Path], str]


@dataclass(frozen=True)
class Step:
    """What one check gave; ``title`` and ``detail`` in the language of the moment it ran."""

    key: str
    title: str
    passed: bool
    detail: str
    seconds: float


@dataclass(frozen=True)
class Report:
    """The whole self-check."""

    steps: tuple[Step, ...]

    @property
    def passed(self) -> bool:
        """Whether everything is as it must be."""
        return all(step.passed for step in self.steps)

    def text(self) -> str:
        """The report as plain text, for a terminal, the clipboard or a letter."""
        lines = [
            f"{'✓' if step.passed else '✗'} {step.title}  ({step.seconds:.1f} s)\n    {step.detail}"
            for step in self.steps
        ]
        if self.passed:
            verdict = _("This installation is complete: every check passed.")
        else:
            verdict = _(
                "This installation is NOT complete. Install the program again; if that "
                "does not help, send this text to whoever looks after it."
            )
        return "\n".join([*lines, "", verdict])


def run_checks(progress: Progress | None = None) -> Report:
    """Run every check in a folder of its own, which is gone afterwards."""
    told = progress or Progress()
    steps: list[Step] = []
    with tempfile.TemporaryDirectory(prefix="surveyapp-", ignore_cleanup_errors=True) as name:
        for place, check in enumerate(CHECKS):
            told.step(place, len(CHECKS), _(check.title))
            steps.append(_try(check, Path(name)))
    return Report(tuple(steps))


def check_versions(_folder: Path) -> str:
    """Name the program and what it stands on; the SQLite must be the modern one."""
    from surveyapp.store.database import require_library

    parts = (
        f"surveyapp {__version__}",
        f"Python {platform.python_version()}",
        f"SQLite {require_library()}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        *_libraries(),
    )
    return " · ".join(parts)


def check_forms(_folder: Path) -> str:
    """Read every shipped questionnaire; none may have an error."""
    from questionnaires.library import open_shipped, shipped
    from questionnaires.xlsform import read_workbook

    counts: list[str] = []
    for name in shipped():
        with open_shipped(name) as path:
            reading = read_workbook(path)
        if any(one.severity == "error" for one in reading.findings):
            raise CheckError(_("“{name}” has errors.").format(name=name))
        count = sum(1 for _one in reading.questionnaire.questions())
        counts.append(_("{name}: {count} questions").format(name=name, count=count))
    return "; ".join(counts)


def check_survey(folder: Path) -> str:
    """Make an encrypted survey from the template, close it and open it again."""
    from surveyapp.operators import Operator, Role
    from surveyapp.population.reading import shipped_margins
    from surveyapp.survey import open_survey
    from surveyapp.templates import Occasion, create_jiaxing

    path = folder / "selfcheck.survey"
    operator = Operator("selfcheck", "自检", Role.DESIGNER)
    create_jiaxing(path, operator, Occasion("2025", synthetic=True), passphrase=_PASSPHRASE).close()
    if path.read_bytes()[:15] == b"SQLite format 3":
        raise CheckError(_("The survey file is not encrypted."))
    with open_survey(path, passphrase=_PASSPHRASE) as survey:
        margins = len(list(shipped_margins()))
        title = survey.info.title["zh"]
    return _("{title}: encrypted, reopened, {count} census margins").format(
        title=title, count=margins
    )


def check_estimates(_folder: Path) -> str:
    """Run the reference estimates and hold them against the stored results."""
    found = reference.compute()
    wrong = reference.differences(found, reference.stored())
    if wrong:
        first = wrong[0]
        raise CheckError(
            _("{count} figures differ; “{name}” must be {expected} and is {found}.").format(
                count=len(wrong), name=first.name, expected=first.expected, found=first.found
            )
        )
    return _("{count} figures agree to 1e-9").format(count=len(found))


def check_package(folder: Path) -> str:
    """Make keys, a laptop's file and a sealed field package; read it back on the laptop."""
    from surveyapp.exchange.field_packages import make_field_packages
    from surveyapp.exchange.laptops import make_laptop_file
    from surveyapp.exchange.merging import merge_packages
    from surveyapp.exchange.project_keys import make_project_keys
    from surveyapp.operators import Operator, Role
    from surveyapp.survey import open_survey

    with open_survey(folder / "selfcheck.survey", passphrase=_PASSPHRASE) as survey:
        make_project_keys(survey, None)
        surveyor = Operator("selfcheck-surveyor", "自检访员", Role.SURVEYOR, "330402")
        laptop = make_laptop_file(survey, folder / "laptop.survey", "自检", surveyor)
        stick = folder / "stick"
        stick.mkdir()
        (package,) = make_field_packages(survey, stick)
    with open_survey(laptop.path) as opened:
        merged = merge_packages(opened, [package.path])
    if merged.refused or merged.packages != 1:
        raise CheckError(merged.sentence)
    return _("sealed, signed and read back: {size} bytes").format(size=package.path.stat().st_size)


def check_plot(_folder: Path) -> str:
    """Draw an interval plot with a rare character in it; the installed program must have it."""
    from surveyapp.paths import bundled_fonts
    from surveyapp.publication.plots import IntervalRow, draw_intervals
    from surveyapp.publication.style import available_fonts, png_of

    rows = [IntervalRow("南湖区 𠮷", 80.1, 78.8, 81.3, 457, "met")]
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        size = len(png_of(draw_intervals(rows, unit="%", target=80.0)))
    missing = [str(one.message) for one in said if "missing from font" in str(one.message)]
    if missing and bundled_fonts():
        raise CheckError(missing[0])
    fonts = [name for name in available_fonts() if name != "DejaVu Sans"]
    if not fonts:
        raise CheckError(_("No font with Chinese characters was found; plots would show boxes."))
    return _("{size} bytes, drawn with {font}").format(size=size, font=fonts[0])


def check_guide(_folder: Path) -> str:
    """Read the user guide in both languages."""
    from surveyapp.guide import read_guide
    from surveyapp.words import LANGUAGES

    counts = [len(read_guide(name).sections) for name in LANGUAGES]
    return _("{counts} sections in two languages").format(counts=" + ".join(map(str, counts)))


CHECKS: Sequence[Check] = (
    Check("versions", N_("Versions"), check_versions),
    Check("forms", N_("Shipped questionnaires"), check_forms),
    Check("survey", N_("An encrypted survey from the template"), check_survey),
    Check("estimates", N_("Reference estimates against stored results"), check_estimates),
    Check("package", N_("A sealed package, made and read"), check_package),
    Check("plot", N_("A plot with Chinese and rare characters"), check_plot),
    Check("guide", N_("The user guide"), check_guide),
)


def _try(check: Check, folder: Path) -> Step:
    begun = time.monotonic()
    try:
        detail, passed = check.run(folder), True
    except (CheckError, SurveyError) as trouble:
        detail, passed = str(trouble), False
    except Exception as trouble:  # noqa: BLE001 - whatever a broken installation raises is the result
        detail, passed = f"{type(trouble).__name__}: {trouble}", False
    return Step(check.key, _(check.title), passed, detail, time.monotonic() - begun)


def _libraries() -> list[str]:
    from surveyapp.inventory import components

    names = ("pyside6-essentials", "numpy", "pandas", "scipy", "statsmodels", "matplotlib")
    return [f"{one.name} {one.version}" for one in components() if one.name in names]
