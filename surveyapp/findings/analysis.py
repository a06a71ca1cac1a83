"""Wording of what the room ``analysis`` finds and refuses, and of the reasons of verdicts."""

from __future__ import annotations

from surveyapp.findings import Wording
from surveyapp.words import N_

_REFUSALS: dict[str, Wording] = {
    "no-interviews": Wording(
        "error",
        N_("There are no interviews to analyse yet."),
        N_("Merge return packages first."),
    ),
    "no-questionnaire": Wording(
        "error",
        N_("The questionnaire {hash} of these interviews is not in this survey."),
        N_("Merge the package that carries it, or open the city's file."),
    ),
    "no-indicators": Wording(
        "error",
        N_("The survey has no indicator set."),
        N_("Read a workbook with a sheet “indicators” first."),
    ),
    "no-such-indicator": Wording(
        "error", N_("There is no indicator “{indicator}”."), N_("Choose one of the indicator set.")
    ),
    "bad-indicator": Wording(
        "error",
        N_("Indicator “{indicator}” cannot be computed on these interviews ({reason})."),
        N_("Correct its expressions in the workbook and read it again."),
    ),
    "change-needs-reason": Wording(
        "error",
        N_("Interviewing has begun, so a change of {keys} needs a reason; nothing was changed."),
        N_("Give the reason: the report prints it."),
    ),
    "no-weighting-run": Wording(
        "error", N_("The interviews have not been weighted yet."), N_("Run the weighting first.")
    ),
    "weights-outdated": Wording(
        "error",
        N_("Interviews or margins have changed since the weights of {made_at} were made."),
        N_("Run the weighting again, then estimate."),
    ),
    "no-estimates": Wording(
        "error", N_("There are no estimates yet."), N_("Run the weighting, then estimate.")
    ),
    "no-earlier-wave": Wording(
        "error",
        N_("There is no earlier wave to compare with."),
        N_("Import the estimates of an earlier wave first."),
    ),
    "not-a-wave": Wording(
        "error",
        N_("“{name}” does not hold the estimates of a wave; nothing was taken."),
        N_("Choose the file that an earlier survey exported."),
    ),
    "same-wave": Wording(
        "error",
        N_("“{name}” holds wave {wave}, which is the wave of this survey; nothing was taken."),
        N_("Import an earlier wave."),
    ),
}

_FINDINGS: dict[str, Wording] = {
    "unreadable": Wording(
        "warning",
        N_("{count} interviews are sealed and were counted as not answered."),
        N_("Open the office key and run again."),
    ),
    "hot-deck": Wording(
        "note",
        N_(
            "{count} interviews without “{variable}” took, for the weights alone, that of a random"
            " person of the same district, sex and age."
        ),
    ),
    "category-joined": Wording(
        "note",
        N_("{district}: {category} of “{variable}” ({n} interviews) was joined to {with}."),
    ),
    "class-joined": Wording(
        "note", N_("Weighting class {name} ({n} interviews) was joined to {with}.")
    ),
    "no-sex-or-age": Wording(
        "warning",
        N_("{count} interviews without sex or age were counted as nonresponse."),
    ),
    "adults-unknown": Wording(
        "warning",
        N_("{count} interviews do not say how many adults live there; the mean stands in."),
    ),
    "other-district": Wording(
        "warning",
        N_("{count} interviews name another district than the one drawn; the drawn one counts."),
    ),
    "unknown-eligibility": Wording(
        "note",
        N_("{count} drawn households are of unknown eligibility; their weight was shared out."),
    ),
    "small-sample": Wording("note", N_("Rests on {n} interviews, fewer than {least}.")),
    "nobody-in-base": Wording("note", N_("Nobody belongs to the base of “{indicator}”.")),
    "sales-coverage": Wording(
        "note",
        N_(
            "Covers {rows} sales lines of {outlets} outlets; {left_out} units of classes without a"
            " threshold stay outside."
        ),
    ),
    "audit-coverage": Wording("note", N_("Covers {models} models in {outlets} outlets.")),
    "modes-differ": Wording("note", N_("Modes differ: {now} now, {earlier} before.")),
    "seasons-differ": Wording("note", N_("Seasons differ: {now} now, {earlier} before.")),
    "wording-differs": Wording(
        "note", N_("Questions or definition of “{indicator}” differ between the waves.")
    ),
}

_REASONS: dict[str, Wording] = {
    "reason-no-estimate": Wording("note", N_("There is no figure.")),
    "reason-no-interval": Wording("note", N_("There is no interval to compare with the target.")),
    "reason-target-inside": Wording(
        "note", N_("The interval contains the target {target:g}: the sample cannot tell.")
    ),
    "reason-change-inside": Wording(
        "note", N_("The interval of the change from {wave} contains zero: the sample cannot tell.")
    ),
    "reason-count": Wording("note", N_("A complete count, compared directly.")),
    "reason-failures": Wording("note", N_("At least one model on sale fails.")),
    "reason-sample": Wording("note", N_("No failure was seen, but only a sample was looked at.")),
    "reason-none-seen": Wording(
        "note",
        N_("No failure was seen in the sample; up to {bound} % may still fail (95 % bound)."),
    ),
    "reason-no-earlier-wave": Wording("note", N_("There is no earlier wave to compare with.")),
    "reason-not-comparable": Wording("note", N_("Not comparable with wave {wave}.")),
    "reason-no-sales": Wording("note", N_("No sales of this wave were imported.")),
    "reason-sales-scope": Wording(
        "note", N_("The sales files do not hold all sales ({scope}), so they show no market share.")
    ),
    "reason-no-audit": Wording("note", N_("No shelf audit of this wave is here.")),
}

WORDING: dict[str, Wording] = {
    f"analysis.{code}": wording for code, wording in {**_REFUSALS, **_FINDINGS, **_REASONS}.items()
}
