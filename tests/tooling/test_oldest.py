"""What is frozen in the old Debian is what was committed, and nothing else."""

from __future__ import annotations

import subprocess

import bundle
import oldest
import pytest

WHO = ("-c", "user.name=n", "-c", "user.email=e@localhost")


@pytest.fixture
def repository(tmp_path):
    root = tmp_path / "root"
    root.mkdir()

    def git(*words: str) -> None:
        date = {"GIT_COMMITTER_DATE": "1700000000 +0000", "PATH": "/usr/bin:/bin"}
        command = ["git", "-C", str(root), *WHO, *words]
        subprocess.run(command, env=date, check=True, capture_output=True)

    git("init", "-q")
    (root / "kept.py").write_text("committed", "utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "First")
    (root / "kept.py").write_text("changed since", "utf-8")
    (root / "new.py").touch()
    return root


def test_only_what_was_committed_is_laid_out(repository, tmp_path):
    target = tmp_path / "source"
    target.mkdir()
    (target / "left-by-the-last-build").touch()
    oldest.lay_source(target, root=repository)
    assert sorted(path.name for path in target.iterdir()) == [".commit-time", "kept.py"]
    assert (target / "kept.py").read_text("utf-8") == "committed"


def test_the_copy_knows_the_time_of_its_commit(repository, tmp_path):
    oldest.lay_source(tmp_path / "source", root=repository)
    assert bundle.commit_time(tmp_path / "source") == "1700000000"
    assert len(bundle.commit_name(repository)) == 40


def test_a_folder_that_was_changed_since_is_noticed(repository):
    assert not bundle.is_as_committed("HEAD", ".", repository)
    (repository / "kept.py").write_text("committed", "utf-8")
    assert bundle.is_as_committed("HEAD", ".", repository)
