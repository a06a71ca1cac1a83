"""Quality: what the checks found in the interviews, and what was decided about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from surveyapp.operators import Action
from ui import formats, icons
from ui.commands import Command
from ui.language import QT_TRANSLATE_NOOP
from ui.pages.page import ATTENTION, DONE, EMPTY, PROGRESS, Emptiness, Page, Summary
from ui.pages.panes import Panes
from ui.pages.words import say
from ui.table_model import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure

    from surveyapp.fieldwork.quality import CheckSummary
    from surveyapp.progress import Progress
    from surveyapp.store.quality import QualityFlag
    from surveyapp.survey import Survey

translate = QCoreApplication.translate
ACCEPTED, EXCLUDED = "accepted", "excluded"


@dataclass(frozen=True)
class QualityData:
    """Flags, the checks' names in words, and whether there are interviews to check."""

    flags: tuple[QualityFlag, ...]
    names: Mapping[str, str]
    surveyors: Mapping[str, str]
    interviews: int


class QualityPage(Page):
    """Run the checks and decide about what they flag."""

    key = "quality"
    tables = frozenset({"quality_flag", "interview", "revision", "method"})

    def title(self) -> str:
        return self.tr("Quality")

    def make_commands(self) -> Sequence[Command]:
        return (
            Command(
                "keep",
                QT_TRANSLATE_NOOP("Commands", "Keep the chosen interviews"),
                partial(self.decide, ACCEPTED),
                icons.success,
                needs=Action.RECEIVE,
                is_possible=self.has_selection,
            ),
            Command(
                "exclude",
                QT_TRANSLATE_NOOP("Commands", "Exclude the chosen interviews"),
                partial(self.decide, EXCLUDED),
                icons.caution,
                needs=Action.RECEIVE,
                is_possible=self.has_selection,
            ),
            Command(
                "check",
                QT_TRANSLATE_NOOP("Commands", "Run the quality checks"),
                self.check,
                icons.run,
                place="primary",
                needs=Action.RECEIVE,
            ),
        )

    def build(self) -> None:
        self.panes = Panes(self.session, "quality")
        self.panes.table.selection_changed.connect(self.update_commands)
        self.content_layout.addWidget(self.panes, 1)

    def retexts(self) -> None:
        self.panes.table.set_title(self.tr("Flags"))
        self.panes.table.set_columns(
            (
                Column(self.tr("Check"), self._check_name),
                Column(self.tr("Severity"), lambda row: self._severity(row.severity)),
                Column(self.tr("Interview"), lambda row: row.iid[:8], tip=lambda row: row.iid),
                Column(self.tr("Surveyor"), self._surveyor),
                Column(self.tr("Found at"), lambda row: row.found_at, formats.moment),
                Column(self.tr("Decision"), lambda row: self._decision(row.decision)),
                Column(self.tr("Decided by"), lambda row: row.decided_by),
            )
        )

    @staticmethod
    def summarise(survey: Survey) -> Summary:
        from surveyapp.store.interviews import count_interviews
        from surveyapp.store.quality import read_flags

        flags = read_flags(survey.store)
        waiting = sum(not flag.decision for flag in flags)
        if waiting:
            text = translate("QualityPage", "%1 of %2 flags wait for a decision.")
            return Summary(ATTENTION, say(text, waiting, len(flags)))
        if flags:
            text = translate("QualityPage", "All %1 flags are decided.")
            return Summary(DONE, say(text, len(flags)))
        complete = count_interviews(survey.store).get("complete", 0)
        if complete:
            text = translate("QualityPage", "%1 interviews; no flag is raised.")
            return Summary(PROGRESS, say(text, complete))
        return Summary(EMPTY, translate("QualityPage", "No interviews to check yet."))

    @staticmethod
    def read(survey: Survey) -> QualityData:
        from surveyapp.fieldwork.quality import list_flags, summarise_checks
        from surveyapp.store.interviews import read_interviews

        names = {one.key: one.label or one.key for one in summarise_checks(survey)}
        interviews = read_interviews(survey.store)
        return QualityData(
            tuple(list_flags(survey)),
            names,
            {one.iid: one.surveyor for one in interviews},
            sum(one.status == "complete" for one in interviews),
        )

    def emptiness(self, data: QualityData) -> Emptiness | None:
        if data.flags:
            return None
        if data.interviews:
            return Emptiness(
                self.tr("No flag is raised."),
                say(self.tr("There are %1 interviews to run the checks on."), data.interviews),
                command="check",
            )
        return Emptiness(
            self.tr("There are no interviews to check yet."),
            self.tr("They come with the surveyors' packages; merge them first."),
            page="exchange",
            page_text=self.tr("Go to exchange"),
        )

    def show_data(self, data: QualityData) -> None:
        self.panes.table.set_rows(data.flags)
        counts = Counter(flag.check_key for flag in data.flags)
        base = data.interviews or 1
        bars = tuple(
            (data.names.get(key, key), 100 * number / base) for key, number in counts.most_common()
        )
        title = self.tr("How often each check raised a flag")
        self.panes.figure.show_figure(title, partial(_draw, bars), "quality")

    def has_selection(self) -> bool:
        """Whether flags are chosen in the table."""
        return bool(self.panes.table.selected())

    def check(self) -> None:
        """Run all checks on all interviews."""
        self.session.run(self.tr("Running the checks"), _check, self._say_checked)

    def decide(self, decision: str) -> None:
        """Decide about the interviews of the chosen flags."""
        flags = tuple(self.panes.table.selected())
        if flags:
            work = partial(_decide, flags, decision)
            self.session.run(self.tr("Writing the decision"), work, self._say_decided)

    def _say_checked(self, checks: Sequence[CheckSummary]) -> None:
        raised = sum(one.flagged for one in checks)
        self.session.say_done(say(self.tr("The checks raised %1 flags."), raised))

    def _say_decided(self, number: int) -> None:
        self.session.say_done(say(self.tr("%1 flags are decided."), number))

    def _check_name(self, flag: QualityFlag) -> str:
        return self.data.names.get(flag.check_key, flag.check_key) if self.data else ""

    def _surveyor(self, flag: QualityFlag) -> str:
        return self.data.surveyors.get(flag.iid, "") if self.data else ""

    def _severity(self, severity: str) -> str:
        return {
            "error": self.tr("error"),
            "warning": self.tr("warning"),
            "note": self.tr("note"),
        }.get(severity, severity)

    def _decision(self, decision: str) -> str:
        return {ACCEPTED: self.tr("keep"), EXCLUDED: self.tr("exclude")}.get(decision, decision)


def _check(survey: Survey, progress: Progress) -> Any:
    from surveyapp.fieldwork.quality import run_checks

    return run_checks(survey, progress=progress)


def _decide(
    flags: Sequence[QualityFlag], decision: str, survey: Survey, _progress: Progress
) -> int:
    from surveyapp.fieldwork.quality import decide_flag

    for flag in flags:
        decide_flag(survey, flag.check_key, flag.iid, decision)
    return len(flags)


def _draw(rows: Sequence[tuple[str, float]], dark: bool) -> Figure:
    from surveyapp.publication.plots import BarRow, draw_bars

    unit = translate("QualityPage", "Flags per 100 interviews")
    return draw_bars([BarRow(name, share) for name, share in rows], unit=unit, dark=dark)
