"""How large a package and its parts may be: what a stranger's file can cost us at most."""

from __future__ import annotations

MEGABYTE = 1 << 20

PACKAGE = 64 * MEGABYTE
HEADER = 16 * 1024
PLAIN = 96 * MEGABYTE
TEXT = 32 * MEGABYTE
"""Lines of a package without the bytes it carries: what is parsed takes several times its text."""
OPENED = 64 * MEGABYTE
"""All sealed leaves of one package, opened."""
RATIO = 60
"""How many times larger than its ciphertext the content may be; small packages have a floor."""
RATIO_FLOOR = 4 * MEGABYTE
LINE = MEGABYTE
LINES = 400_000
REVISIONS = 200_000
EXTRAS = 16
"""Fields in the open part of a header, and in what is said about an attachment."""
ITEMS = 2_000
CHARACTERS = 20_000
LEAF_DEPTH = 6
DEPTH = 8
DIGITS = 18
PART = 12 * MEGABYTE
"""One sealed attachment; field work lets none of more than 10 MB in."""
PATH = 400
RELAY = 40 * MEGABYTE
"""Original packages that one relay package carries at most."""
