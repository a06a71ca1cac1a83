"""Read one workbook in a process of its own, and tell what that took and what it touched.

    python measured.py FILE

Prints JSON: the codes of the findings, seconds, peak memory in bytes (0 where the system does not
tell), and everything that would have left the process: programs, connections, foreign files.
"""

import json
import sys
import time
from pathlib import Path

LIMIT_BYTES = 1_500_000_000
"""Address space of the child: a runaway dies instead of taking the machine with it."""
LEAVING = ("os.system", "os.exec", "os.posix_spawn", "subprocess.Popen", "socket.", "urllib.",
           "ctypes.dlopen", "webbrowser.", "os.startfile")  # fmt: skip


def main():
    limit_memory()
    from questionnaires.xlsform import read_workbook

    path, touched = Path(sys.argv[1]).resolve(), []
    sys.addaudithook(lambda event, arguments: watch(event, arguments, path, touched))
    start = time.perf_counter()
    reading = read_workbook(path)
    seconds = time.perf_counter() - start
    left = list(touched)  # measuring itself opens a file
    told = {
        "codes": [found.code for found in reading.findings][:500],
        "seconds": seconds,
        "peak": peak_memory(),
        "touched": left,
    }
    sys.stdout.write(json.dumps(told))


def limit_memory():
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT_BYTES, LIMIT_BYTES))


def peak_memory():
    """From the process itself: ``getrusage`` counts the parent before ``exec`` as well."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) * 1024


def watch(event, arguments, path, touched):
    if event.startswith(LEAVING):
        touched.append(event)
    if event == "open" and isinstance(arguments[0], str):
        opened = Path(arguments[0])
        library = any(opened.is_relative_to(Path(root)) for root in sys.path if root)
        library = library or opened.is_relative_to(sys.base_prefix)
        if opened.is_absolute() and opened != path and not library:
            touched.append(f"open {opened}")


if __name__ == "__main__":
    main()
