"""Updates without a network: an installer with a signed head, carried on a stick like a package.

A file ``.svu`` is one line that names the format, one line of signed head (which version, for which
system, what changed, size and hash of the installer), one line of signature, and the installer as
it is. It is never started by itself: it is checked, and the installer is written out for a person.
Who may publish is known by the program (``publishers.txt``) or was confirmed on this computer by a
fingerprint that was told by telephone.
"""

from surveyapp.updates.publishers import confirm, is_known, known_publishers
from surveyapp.updates.update_file import SUFFIX, Update, read_update, require_fit, unpack

__all__ = [
    "SUFFIX",
    "Update",
    "confirm",
    "is_known",
    "known_publishers",
    "read_update",
    "require_fit",
    "unpack",
]
