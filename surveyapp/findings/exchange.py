"""Wording of what the room ``exchange`` finds and refuses."""

from __future__ import annotations

from surveyapp.findings import Wording
from surveyapp.words import N_

_AGAIN = N_("Copy the file again from where it came from; the laptop can also write a new one.")
_ASK = N_("Ask the office that sent it; the file is kept in quarantine with this reason.")
_STRANGE = N_("Do not pass it on. It is kept in quarantine; the city office can judge it.")


def _refused(sentence: str, remedy: str) -> Wording:
    return Wording("error", sentence, remedy)


WORDING: dict[str, Wording] = {
    # A merge in one sentence, put together from these.
    "exchange.merged": Wording(
        "note", N_("{packages} packages, {new} interviews new or changed, {known} already known")
    ),
    "exchange.merged-refused": Wording("note", N_(", {number} refused ({reason})")),
    "exchange.merged-end": Wording("note", N_(".")),
    "exchange.gap": Wording("warning", N_("{device}: {ranges} not arrived")),
    # Reading a package, in the order of the checks.
    "exchange.too-large": _refused(N_("The file is larger than {limit} MB."), _ASK),
    "exchange.not-a-package": _refused(
        N_("The file is not a package of this program."), N_("Choose a file that ends in .svp.")
    ),
    "exchange.newer-version": _refused(
        N_("The package was made by a newer version of this program."),
        N_("Install the newer version here first; the file is kept."),
    ),
    "exchange.cut-short": _refused(N_("The package is cut short."), _AGAIN),
    "exchange.bad-header": _refused(N_("The head of the package is damaged."), _AGAIN),
    "exchange.other-survey": _refused(
        N_("The package was made for another survey."), N_("Open that survey and merge it there.")
    ),
    "exchange.unknown-device": _refused(
        N_("The package comes from a device ({device}) that is not enrolled here."),
        N_("Enrol the device, or take in the newest field package first; then merge again."),
    ),
    "exchange.revoked-device": _refused(
        N_("“{device}” was revoked; what it sent after number {number} is not let in."),
        N_("It is kept in quarantine; after a check it can be released there."),
    ),
    "exchange.bad-signature": _refused(
        N_("The package says it is from “{device}”, but was not signed with its key."), _STRANGE
    ),
    "exchange.damaged": _refused(N_("The package is damaged."), _AGAIN),
    "exchange.not-for-this-role": _refused(
        N_("A package of the kind “{kind}” is not meant for this office."),
        N_("Give it to the office or laptop that it was made for."),
    ),
    "exchange.wrong-sender": _refused(
        N_("A package of the kind “{kind}” may not come from this device."), _STRANGE
    ),
    "exchange.not-for-us": _refused(
        N_("The package is encrypted for somebody else."),
        N_("Give it to the office or laptop that it was made for."),
    ),
    "exchange.bomb": _refused(N_("The package would unpack to far more than it may."), _STRANGE),
    "exchange.bad-manifest": _refused(
        N_("The content of the package does not agree with its head."), _STRANGE
    ),
    "exchange.wrong-recipient": _refused(
        N_("The package is encrypted to us but addressed to somebody else."), _STRANGE
    ),
    "exchange.too-many": _refused(N_("The package has more entries than it may."), _STRANGE),
    "exchange.wrong-count": _refused(
        N_("Entries were taken from the package or added to it."), _STRANGE
    ),
    "exchange.bad-line": _refused(N_("Entry {line} of the package is not readable."), _STRANGE),
    "exchange.bad-leaf": _refused(
        N_("The answers of revision {rev} are not well formed."), _STRANGE
    ),
    "exchange.bad-part": _refused(N_("The attachment {hash} does not fit its name."), _STRANGE),
    "exchange.altered-revision": _refused(
        N_("Revision {rev} does not fit what the laptop signed."), _STRANGE
    ),
    "exchange.foreign-revision": _refused(
        N_("The package carries revision {rev} of another device."), _STRANGE
    ),
    "exchange.broken-chain": _refused(
        N_("The revisions in the package do not follow one another."), _STRANGE
    ),
    "exchange.bad-receipt": _refused(N_("A receipt was not signed by the city office."), _STRANGE),
    "exchange.bad-key-list": _refused(
        N_("The list of keys was not signed by the city office of this survey."), _STRANGE
    ),
    # Keys and devices.
    "exchange.no-keys": _refused(
        N_("This survey has no keys yet, so nothing can be exchanged."),
        N_("Make the keys in the city office first."),
    ),
    "exchange.keys-exist": _refused(
        N_("This survey has its keys already."), N_("Open them with their passphrase.")
    ),
    "exchange.keys-closed": _refused(
        N_("The keys are closed."), N_("Give the passphrase that they were made with.")
    ),
    "exchange.wrong-passphrase": _refused(
        N_("The passphrase does not open the keys."),
        N_("Type it again; the printed recovery copy opens what was sent, if it is lost."),
    ),
    "exchange.wrong-recovery": _refused(
        N_("The printed recovery copy does not open what is sent in this survey."),
        N_("Compare it letter by letter; do not start the field work before it opens."),
    ),
    "exchange.city-only": _refused(
        N_("This is done in the city office's file."), N_("Open the city office's survey.")
    ),
    "exchange.district-only": _refused(
        N_("This is done in a district office's file."), N_("Open the district office's survey.")
    ),
    "exchange.laptop-only": _refused(
        N_("This is done on a laptop."), N_("Open the survey on the laptop.")
    ),
    "exchange.bad-request": _refused(
        N_("“{name}” is not a request for enrolment, or was changed on the way."),
        N_("Make the request again on the laptop."),
    ),
    "exchange.bad-device-file": _refused(
        N_("“{name}” is not the key file of a device."),
        N_("Choose the file that ends in .device, made with the request."),
    ),
    "exchange.other-fingerprint": _refused(
        N_("The fingerprint is not the one that was read aloud."),
        N_("Compare it once more by telephone; if it differs, the file was exchanged on the way."),
    ),
    "exchange.already-enrolled": _refused(
        N_("“{device}” is enrolled already."), N_("Nothing needs to be done.")
    ),
    "exchange.not-a-field-package": _refused(
        N_("This is not a field package."), N_("Ask the city office for the field package.")
    ),
    # Writing.
    "exchange.nothing-to-send": Wording(
        "note", N_("Everything here is confirmed; there is nothing to send.")
    ),
    "exchange.folder-not-reached": _refused(
        N_("The folder “{name}” cannot be reached ({reason})."),
        N_("Check the network or the stick; the program tries again by itself."),
    ),
    # Conflicts and withdrawal.
    "exchange.no-conflict": _refused(
        N_("Interview {iid} has no rival revisions of that kind."), N_("Refresh the list.")
    ),
    "exchange.sealed-conflict": _refused(
        N_("The rival revisions of {iid} cannot all be read here."),
        N_("Settle it in the city office."),
    ),
    "exchange.none-kept": _refused(
        N_("None of the interviews of {unit} would be left."),
        N_("Keep at least one; a withdrawal is done with the respondent's code."),
    ),
    "exchange.no-such-code": _refused(
        N_("No interview here belongs to this withdrawal code."),
        N_("Check the letters; the interview may not have arrived yet."),
    ),
    # Custody.
    "exchange.no-such-interview": _refused(
        N_("There is no interview “{name}” here."),
        N_("Type the address or the first letters of the interview as a table shows them."),
    ),
    "exchange.broken-journal": _refused(
        N_("The journal was changed at entry {number}."), N_("Compare with the newest backup.")
    ),
    "exchange.damaged-revision": _refused(
        N_("Revision {rev} no longer fits its hash."),
        N_("Merge the original package again into a copy of the newest backup."),
    ),
    "exchange.damaged-package": _refused(
        N_("Package “{name}” no longer proves what it carried."),
        N_("Ask the laptop or the district for it again."),
    ),
    "exchange.broken-link": _refused(
        N_("Revision {rev} does not name the one before it."), N_("Ask who changed the file.")
    ),
    "exchange.missing-parent": Wording(
        "warning",
        N_("Revision {rev} is named as an earlier version and has not arrived."),
        N_("Wait for the packages that are still missing."),
    ),
    "exchange.fork": Wording(
        "warning",
        N_("Two revisions claim number {number} of one device: the laptop was copied."),
        N_("Both are kept. Find the copy, and enrol it anew."),
    ),
}
