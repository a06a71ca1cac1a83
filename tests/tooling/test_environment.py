"""Setting up: what is installed is what the lock says, and a second time nothing is done."""

from __future__ import annotations

import ast
import hashlib
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import environment
import pytest

BUILD = environment.ROOT / "build"


@pytest.mark.parametrize("name", ["dev", "environment", "host", "demonstration"])
def test_setting_up_needs_the_standard_library_only(name: str):
    tree = ast.parse((BUILD / f"{name}.py").read_text("utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    named = {alias.name.split(".")[0] for node in nodes for alias in node.names}
    named |= {n.module.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    own = {path.stem for path in BUILD.glob("*.py")}
    assert named - own <= set(sys.stdlib_module_names)


def test_the_lock_names_no_index_and_hashes_everything():
    lock = environment.LOCK.read_text("utf-8")
    assert "://" not in lock
    pins = [part for part in lock.split("\n") if part and not part.startswith(" ")]
    assert all("==" in pin and pin.endswith("\\") for pin in pins)


def test_the_stamp_follows_the_lock(tmp_path: Path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a==1")
    two.write_text("a==2")
    assert environment.stamp(one) != environment.stamp(two)


def wheel(folder: Path) -> Path:
    path = folder / "tiny-1-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        archive.writestr("tiny.py", "")
        about = "tiny-1.dist-info"
        archive.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
        archive.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{about}/RECORD", "")
    return path


@pytest.mark.slow
def test_an_environment_is_made_once_and_refuses_a_wrong_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    folder, lock, package = tmp_path / "venv", tmp_path / "lock", wheel(tmp_path)
    digest = hashlib.sha256(package.read_bytes()).hexdigest()
    lock.write_text(f"tiny @ {package.as_uri()} --hash=sha256:{digest}\n")
    environment.ensure(folder, lock)
    python = environment.python(folder)
    assert subprocess.run([python, "-c", "import tiny"], check=False).returncode == 0

    package.unlink()  # a second time needs nothing
    environment.ensure(folder, lock)

    package = wheel(tmp_path)
    lock.write_text(f"tiny @ {package.as_uri()} --hash=sha256:{'0' * 64}\n")
    with pytest.raises(environment.SetupError):
        environment.ensure(folder, lock)
