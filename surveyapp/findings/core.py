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
    "core.no-guide": Wording(
        "error",
        N_("The user guide is not there: the program is not installed whole."),
        N_("Install the program again; surveys are not touched by that."),
    ),
    "core.no-guide-section": Wording(
        "error",
        N_("The user guide has no section “{name}”."),
        N_("“surveyapp guide” lists what it has."),
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
    "core.disk-trouble": Wording(
        "error",
        N_("The disk refused the last step of “{name}”; everything saved before it is kept."),
        N_("Do the step again; if this repeats, hand back what is collected and change the disk."),
    ),
    "core.no-room": Wording(
        "error",
        N_("There is no room for “{name}”; nothing was written."),
        N_("Make room or choose another disk or stick, then do it again; nothing is lost here."),
    ),
    "core.may-not-write": Wording(
        "error",
        N_("“{name}” may not be written there; nothing was changed."),
        N_("Close the file where it is open, or choose another folder, then do it again."),
    ),
    "core.not-written": Wording(
        "error",
        N_("“{name}” could not be written ({reason}); nothing was changed."),
        N_("Choose another folder or stick, then do it again; nothing is lost here."),
    ),
    "core.read-only-file": Wording(
        "error",
        N_("“{name}” is write-protected; the last step was not saved."),
        N_("Remove the write protection, or copy the survey and its key file to another folder."),
    ),
    "core.cannot-open": Wording(
        "error",
        N_("“{name}” or a file beside it cannot be opened for writing."),
        N_("Check the permissions of the folder, and that no other program holds the file."),
    ),
    "core.not-upgraded": Wording(
        "error",
        N_("“{name}” could not be brought to this version and was left as it was."),
        N_("Open it with the earlier version, hand back what is collected, and tell the office."),
    ),
    "core.folder-network": Wording(
        "error",
        N_("“{name}” lies on a network folder, where saving is not safe; it was not opened."),
        N_("Copy the survey and its key file to a disk of this computer and open it there."),
    ),
    "core.folder-removable": Wording(
        "error",
        N_("“{name}” lies on a removable disk, where saving is not safe; it was not opened."),
        N_("Copy the survey and its key file to a disk of this computer and open it there."),
    ),
    "core.folder-synced": Wording(
        "error",
        N_("“{name}” lies in a folder that is copied to a cloud; it was not opened."),
        N_("Copy the survey and its key file to a folder that is not synchronised."),
    ),
    "core.folder-only-invented": Wording(
        "warning",
        N_("This survey of invented data lies on a folder that is not safe for a real one."),
        N_("Keep real surveys on a disk of this computer."),
    ),
    "core.clock-behind": Wording(
        "warning",
        N_("This computer's clock says {now}, earlier than the last work on this survey ({last})."),
        N_("Set date and time right. Nothing is lost: the order of interviews does not need it."),
    ),
    "core.clock-ahead": Wording(
        "warning",
        N_("This computer's clock says {now}; the last work on this survey was on {last}."),
        N_("Set date and time right if they are wrong; interviews would carry a wrong date."),
    ),
    "core.damaged-revisions": Wording(
        "error",
        N_("{count} of the stored interviews no longer fit their hashes: the file is damaged."),
        N_("Restore the newest backup; what was handed in since can be merged again."),
    ),
    "core.damaged-pages": Wording(
        "error",
        N_("The check of the file itself reports: {said}"),
        N_("Restore the newest backup, and have the disk checked."),
    ),
    "core.disk-not-encrypted": Wording(
        "warning",
        N_("The disk of this computer is not encrypted ({how})."),
        N_("Have BitLocker, LUKS or FileVault switched on before real interviews are collected."),
    ),
    "core.disk-encrypted": Wording("note", N_("The disk of this computer is encrypted ({how}).")),
    "core.disk-unknown": Wording(
        "note",
        N_("Whether the disk of this computer is encrypted could not be found out ({how})."),
        N_("Ask whoever looks after the computer."),
    ),
    "core.file-not-encrypted": Wording(
        "warning",
        N_("This survey file is not encrypted."),
        N_("Use it for practice only."),
    ),
    "core.no-backup-yet": Wording(
        "note",
        N_("No backup lies beside this survey yet."),
        N_("One is made after ten interviews and when the survey is closed."),
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
    "core.no-chinese-font": Wording(
        "error",
        N_("No Chinese font was found on this computer ({names})."),
        N_("Install one of these fonts, or write a Word document instead."),
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
