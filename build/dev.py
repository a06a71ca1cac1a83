"""The developer's one command, for any system with Python 3.11 or newer; standard library only.

``run`` sets everything up and opens the window on the demonstration; ``test`` sets everything up
and runs every check and test. The others do one thing each.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable

if sys.version_info < (3, 11):  # noqa: UP036 - an older one gets a sentence, not a traceback
    sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")

import demonstration
import environment
import host

BUILD = environment.ROOT / "build"


def set_up() -> None:
    """Provide system libraries, the environment and the compiled catalogues."""
    host.prepare()
    environment.ensure()
    if environment.run(BUILD / "translate.py", "compile"):
        raise environment.SetupError("The translations could not be compiled.")


def run(given: argparse.Namespace) -> int:
    """Open the window on the demonstration, or leave pictures where there is no screen."""
    return demonstration.run(given.again)


def test(given: argparse.Namespace) -> int:
    """Run every check and test, or those for daily use."""
    return environment.run(BUILD / "check.py", *(["--fast"] if given.fast else []))


def check(_given: argparse.Namespace) -> int:
    """Run the checks that need no test: format, lint, types, translations."""
    return environment.run(BUILD / "check.py", "--static")


def pictures(given: argparse.Namespace) -> int:
    """Make the demonstration and the pictures of every page."""
    return demonstration.make() or demonstration.pictures(given.again)


def guide(_given: argparse.Namespace) -> int:
    """Take the pictures of the user guide anew from the demonstration."""
    return demonstration.make() or environment.run(BUILD / "guide.py")


def translate(given: argparse.Namespace) -> int:
    """Keep the Chinese complete; without arguments, gather the sentences anew."""
    return environment.run(BUILD / "translate.py", *(given.arguments or ["update"]))


def freeze(_given: argparse.Namespace) -> int:
    """Freeze the program on this system into dist/ and let it check itself."""
    program = environment.ROOT / "dist" / "surveyapp" / "surveyapp"
    return environment.run(BUILD / "freeze.py") or subprocess.call([program, "--selfcheck"])


def package(given: argparse.Namespace) -> int:
    """Make the installers in dist/ from the last commit, with their hashes."""
    chosen = [option for option in ("here", "windows") if getattr(given, option)]
    return environment.run(BUILD / "installers.py", *(f"--{option}" for option in chosen))


def publisher(given: argparse.Namespace) -> int:
    """Make the key that updates are signed with; prints the line for publishers.txt."""
    return environment.run(BUILD / "updates.py", "key", given.key)


def update(given: argparse.Namespace) -> int:
    """Make an update file (.svu) of every installer in dist/, signed with a publisher's key."""
    return environment.run(BUILD / "updates.py", "make", given.key)


def reproduce(_given: argparse.Namespace) -> int:
    """Make the installers of dist/ once more and compare every byte."""
    return environment.run(BUILD / "reproduce.py")


def prove(given: argparse.Namespace) -> int:
    """Install, use, upgrade and purge the Debian package on a clean Debian, or Setup under wine."""
    if given.suite == "wine":
        setups = sorted((environment.ROOT / "dist" / "windows").glob("*.exe"))
        return environment.run("-m", "tests.e2e.installed_wine", *setups[-1:])
    module = ["-m", "tests.e2e.installed", "--suite", given.suite]
    pictures = environment.ROOT / ".cache" / f"proof-{given.suite}"
    return environment.run(*module, *_packages(), "--pictures", pictures)


def _packages() -> list[str]:
    return [str(file) for file in sorted((environment.ROOT / "dist").glob("*.deb"))][-1:]


def lock(_given: argparse.Namespace) -> int:
    """Resolve the locked versions anew (needs the network)."""
    return environment.run(BUILD / "lock.py")


def main(arguments: list[str] | None = None) -> int:
    """Set up, run one command, and turn expected trouble into a sentence."""
    given = read_arguments(arguments)
    command: Callable[[argparse.Namespace], int] = given.command
    for stream in (sys.stdout, sys.stderr):
        # A console in another code page must not stop a Chinese sentence.
        getattr(stream, "reconfigure", lambda **_options: None)(errors="replace")
    try:
        set_up()
        return command(given)
    except (host.HostError, environment.SetupError) as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def read_arguments(arguments: list[str] | None = None) -> argparse.Namespace:
    """Which command is asked for, with its options; exits with a sentence on what is no command."""
    return _parser().parse_args(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=command.__doc__, description=command.__doc__)
        sub.set_defaults(command=command)
        return sub

    add("run", run).add_argument("--again", action="store_true", help="make it anew")
    add("test", test).add_argument("--fast", action="store_true", help="leave out slow tests")
    add("check", check)
    add("pictures", pictures).add_argument("--again", action="store_true", help="take them anew")
    add("guide", guide)
    add("translate", translate).add_argument("arguments", nargs="*", help="update, fill, check …")
    add("lock", lock)
    add("freeze", freeze)
    here = "freeze on this system, not on the oldest Debian"
    packaging = add("package", package)
    packaging.add_argument("--here", action="store_true", help=here)
    packaging.add_argument("--windows", action="store_true", help="the Setup, frozen under wine")
    for name, command in (("publisher", publisher), ("update", update)):
        add(name, command).add_argument("key", help="the private key's file, outside the project")
    add("reproduce", reproduce)
    add("prove", prove).add_argument("--suite", default="bookworm", help="clean Debian, or wine")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
