"""Wording of trouble with survey files, keys, operators and the program itself."""

from __future__ import annotations

from surveyapp.findings import Wording
from surveyapp.words import N_

WORDING: dict[str, Wording] = {
    "core.cancelled": Wording("note", N_("Stopped. Nothing was changed.")),
    "core.no-such-file": Wording(
        "error",
        N_("There is no file “{name}”."),
        N_("Check the name, or look for the file in the folder where it was saved."),
    ),
    "core.file-exists": Wording(
        "error",
        N_("“{name}” is there already and was left as it is."),
        N_("Choose another name."),
    ),
    "core.not-a-survey": Wording(
        "error",
        N_("“{name}” is not a survey file; it was not changed."),
        N_("Open a file that ends in .survey and was made by this program."),
    ),
    "core.another-database": Wording(
        "error",
        N_("“{name}” is a database of another program; it was not changed."),
        N_("Open a file that ends in .survey and was made by this program."),
    ),
    "core.newer-file": Wording(
        "error",
        N_("“{name}” was made by a newer version of this program; it was not changed."),
        N_("Install the newer version, then open the file again."),
    ),
    "core.wrong-passphrase": Wording(
        "error",
        N_("The passphrase does not open “{name}”."),
        N_("Type it again, minding capital letters and the input method; the office can reset it."),
    ),
    "core.passphrase-needed": Wording(
        "error",
        N_("“{name}” is encrypted and needs a passphrase."),
        N_("Give the passphrase of one of its operators."),
    ),
    "core.key-file-missing": Wording(
        "error",
        N_("“{name}” is encrypted, and its key file “{key_name}” is not beside it."),
        N_("Copy the key file from where the survey came from into the same folder."),
    ),
    "core.key-file-damaged": Wording(
        "error",
        N_("The key file “{key_name}” is damaged or belongs to another survey."),
        N_("Copy it again from where the survey came from, or use the recovery key."),
    ),
    "core.no-such-operator": Wording(
        "error",
        N_("“{operator}” has no key to “{name}”."),
        N_("Choose one of: {known}."),
    ),
    "core.read-only-folder": Wording(
        "error",
        N_("The folder of “{name}” cannot be written to; the survey was not opened."),
        N_("Copy the survey and its key file to a folder of your own and open it there."),
    ),
    "core.damaged-file": Wording(
        "error",
        N_("“{name}” is incomplete or damaged; it was not changed."),
        N_("Copy it again from where it came from, or restore the newest backup."),
    ),
    "core.locked": Wording(
        "error",
        N_("“{name}” is open in another window or on another machine."),
        N_("Close it there first."),
    ),
    "core.disk-full": Wording(
        "error",
        N_("The disk is full; the last step was not saved, everything before it was."),
        N_("Make room on the disk, then do the last step again."),
    ),
    "core.cannot-read": Wording(
        "error",
        N_("“{name}” cannot be read ({reason})."),
        N_("Check the permissions of the file, or copy it to this computer."),
    ),
    "core.old-library": Wording(
        "error",
        N_("This installation carries SQLite {found}; {needed} or newer is needed."),
        N_("Install the program again from its installer."),
    ),
    "core.not-allowed": Wording(
        "error",
        N_("The role “{role}” may not do this ({action})."),
        N_("Ask an operator with one of these roles: {roles}."),
    ),
    "core.bad-value": Wording(
        "error",
        N_("“{value}” does not fit the setting “{setting}”."),
        N_("Expected: {expected}."),
    ),
    "core.broken-journal": Wording(
        "error",
        N_("Entry {number} of the journal was altered after it was written."),
        N_("Compare with a backup, and find out who had the file."),
    ),
    "core.no-such-thing": Wording(
        "error",
        N_("There is no {kind} “{name}” in this survey."),
        N_("Known: {known}."),
    ),
}
