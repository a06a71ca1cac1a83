"""Some installers can only be made, and so tested, on Linux."""

from __future__ import annotations

import shutil
import sys

_LINUX = ["test_elf.py", "test_portable.py", "test_oldest.py"]
collect_ignore = [] if sys.platform.startswith("linux") else _LINUX
if shutil.which("dpkg-deb") is None:
    collect_ignore.append("test_debian.py")
