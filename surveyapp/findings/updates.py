"""Wording of what update files are refused for."""

from __future__ import annotations

from surveyapp.findings import Wording
from surveyapp.words import N_

_AGAIN = N_("Copy the file again from where it came from.")
_TELEPHONE = N_("Do not install it. Telephone whoever gave it to you.")


def _refused(sentence: str, remedy: str) -> Wording:
    return Wording("error", sentence, remedy)


WORDING: dict[str, Wording] = {
    "updates.not-an-update": _refused(
        N_("“{name}” is not an update of this program."), N_("Choose a file that ends in .svu.")
    ),
    "updates.newer-format": _refused(
        N_("“{name}” is an update of a kind that this version cannot read yet."),
        N_("Install the version before it first, or use the installer itself."),
    ),
    "updates.cut-short": _refused(N_("“{name}” is cut short."), _AGAIN),
    "updates.damaged": _refused(N_("“{name}” is damaged; nothing was written."), _AGAIN),
    "updates.bad-signature": _refused(N_("“{name}” was changed after it was signed."), _TELEPHONE),
    "updates.other-system": _refused(
        N_("“{name}” is for {wanted}; this computer is {here}."),
        N_("Ask for the update for this kind of computer."),
    ),
    "updates.same": _refused(
        N_("Version {version} is what is running here."), N_("Nothing needs to be done.")
    ),
    "updates.older": _refused(
        N_("The file holds version {version}; the newer {running} is running here."),
        N_("Nothing needs to be done. Ask for the newest update if you expected one."),
    ),
    "updates.unknown-publisher": _refused(
        N_("This computer does not know who signed “{name}”; the fingerprint is {fingerprint}."),
        N_("Compare the fingerprint with whoever publishes the program, by telephone."),
    ),
    "updates.wrong-fingerprint": _refused(
        N_("What was typed is not the fingerprint of this update."), _TELEPHONE
    ),
    "updates.key-not-opened": _refused(
        N_("The publisher's key “{name}” could not be opened."),
        N_("Check the file and its passphrase."),
    ),
}
