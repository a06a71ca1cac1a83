"""Wording of what the room ``fieldwork`` finds and refuses."""

from __future__ import annotations

from surveyapp.findings import Wording
from surveyapp.words import N_

WORDING: dict[str, Wording] = {
    "fieldwork.out-of-place": Wording(
        "error",
        N_("Revision {seq} does not continue this device's chain; number {expected} is due."),
        N_("Close the survey and open it again; if this repeats, restore the newest backup."),
    ),
    "fieldwork.cannot-unseal": Wording(
        "error",
        N_("The sealed interview {rev} cannot be opened with this office's key."),
        N_("Import the office key that the laptop had when the interview was made."),
    ),
    "fieldwork.header-incomplete": Wording(
        "error",
        N_("“{title}” was not published: the statutory header of the survey is incomplete."),
        N_("Fill in form number, issuing office, approval number and validity in the settings."),
    ),
    "fieldwork.design-unreadable": Wording(
        "error",
        N_("The draft of the questionnaire “{form}” cannot be read."),
        N_("Open its last version instead; the published versions are not touched."),
    ),
    "fieldwork.unknown-disposition": Wording(
        "error",
        N_("“{disposition}” is no disposition code."),
        N_("Choose a code from the list of dispositions."),
    ),
    "fieldwork.bad-eligibility": Wording(
        "error",
        N_("{value} cannot be a share of eligible cases."),
        N_("Give a number from 0 to 1, or leave it out."),
    ),
    "fieldwork.no-such-case": Wording(
        "error",
        N_("There is no case “{case}” among the assignments here."),
        N_("Choose a case from today's list."),
    ),
    "fieldwork.no-such-draft": Wording(
        "error",
        N_("There is no draft “{draft}” on this laptop."),
        N_("Choose a draft from the list; finished interviews are no drafts any more."),
    ),
    "fieldwork.already-finished": Wording(
        "error",
        N_("The case {unit} is finished; nothing was changed."),
        N_("An office can correct it; here, choose another case."),
    ),
    "fieldwork.draft-open": Wording(
        "error",
        N_("An interview of the case {unit} was begun and not finished."),
        N_("Go on with the draft, finish it or discard it."),
    ),
    "fieldwork.no-visits": Wording(
        "error",
        N_("The case {unit} was never visited, so it cannot be closed."),
        N_("Record the visit first."),
    ),
    "fieldwork.appointment-without-time": Wording(
        "error",
        N_("An appointment needs its date and time."),
        N_("Enter when to come again."),
    ),
    "fieldwork.unknown-mode": Wording(
        "error",
        N_("“{mode}” is no mode of interviewing."),
        N_("Choose one of: {known}."),
    ),
    "fieldwork.birthday-missing": Wording(
        "error",
        N_("Not every adult's birthday is known."),
        N_("Ask for month and day of each adult, or use the Kish table."),
    ),
    "fieldwork.unknown-kish-table": Wording(
        "error",
        N_("“{table}” is no Kish table."),
        N_("The table's letter is printed with the assignment."),
    ),
    "fieldwork.no-adults": Wording(
        "error",
        N_("Only adults are listed for the selection, and at least one."),
        N_("List everybody of 18 years and over; a household without adults is not eligible."),
    ),
    "fieldwork.answer-refused": Wording(
        "error",
        N_("The answer to {path} was not accepted ({found})."),
        N_("Correct it in the file and enter the interview again; nothing was kept."),
    ),
    "fieldwork.bad-answers-file": Wording(
        "error",
        N_("“{name}” holds no answers."),
        N_("Give a JSON object of question paths and answers."),
    ),
    "fieldwork.backup-damaged": Wording(
        "error",
        N_("The backup “{name}” does not hold what the survey holds; it was removed."),
        N_("Make room on the disk and try again; check the disk if this repeats."),
    ),
    "fieldwork.no-backup": Wording(
        "error",
        N_("There is no backup of “{name}”."),
        N_("Make one first."),
    ),
    "fieldwork.no-such-flag": Wording(
        "error",
        N_("The check “{check}” has not flagged the interview {iid}."),
        N_("Run the checks again and choose a flag from the list."),
    ),
    "fieldwork.unknown-decision": Wording(
        "error",
        N_("“{decision}” is no decision about a flag."),
        N_("Choose one of: {known}."),
    ),
    "fieldwork.damaged-revisions": Wording(
        "error",
        N_("{count} of the stored revisions no longer fit their hashes."),
        N_("Restore the newest backup, then merge the packages again."),
    ),
    "fieldwork.unknown-level": Wording(
        "error",
        N_("A check asks for the repeat “{level}”, which the questionnaire does not have."),
        N_("Correct the level of the check in the workbook and import it again."),
    ),
    "fieldwork.keyings-differ": Wording(
        "error",
        N_("The two keyings differ and are not settled: {paths}."),
        N_("Look at the paper form and choose what stands for each of them."),
    ),
    "fieldwork.attachment-empty": Wording(
        "error",
        N_("“{name}” is empty; nothing was attached."),
        N_("Choose another file."),
    ),
    "fieldwork.attachment-too-large": Wording(
        "error",
        N_("“{name}” has {size} MB, more than the {limit} MB that may be attached."),
        N_("Make the photo smaller, or let the program do it (the box below the photo)."),
    ),
    "fieldwork.attachments-full": Wording(
        "error",
        N_("The photos of this interview would be larger than {limit} MB together."),
        N_("Take one off, or make the photos smaller."),
    ),
    "fieldwork.attachment-damaged": Wording(
        "error",
        N_("The picture is damaged or cut short; nothing was attached."),
        N_("Copy it from the camera again, or take it anew."),
    ),
    "fieldwork.cannot-open-attachment": Wording(
        "error",
        N_("The attachment of {path} cannot be opened with this office's key."),
        N_("Import the office key that the laptop had when the interview was made."),
    ),
    "fieldwork.reserve-locked": Wording(
        "error",
        N_("The reserve {unit} stays closed: no address of {community} may be replaced by it."),
        N_("Finish the drawn addresses first; the plan says which outcomes may be replaced."),
    ),
    "fieldwork.self-completion-closed": Wording(
        "error",
        N_("What the respondent answered alone cannot be looked at again."),
        N_("Go on with the questions that are still open."),
    ),
    "fieldwork.attachment-unreadable": Wording(
        "error",
        N_("“{name}” cannot be read."),
        N_("Copy it to this laptop first, or choose another file."),
    ),
}
