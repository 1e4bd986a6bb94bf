"""What a killed program and a user without permission leave behind."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from comah.records.load import load_book

FILE = "halton/establishments/northbank.toml"
OLD = """\
schema = 1
id = "northbank"
name = "Northbank Chemicals"  # since 2016
tier = "upper"

[[plans]]
regime = "comah"
"""
NEW = f"{OLD}first_prepared_on = 2017-03-14\n"

# Writes one change, and is killed just before or just after the nth call that touches the disk.
KILLED = """
import builtins, io, os, signal, sys
from datetime import date
from pathlib import Path
from comah.model.change import Change, Edit
from comah.records.write import apply_change
import comah.records.edit, socket

left = int(sys.argv[2])

def die():
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

def counted(owner, name):
    real = getattr(owner, name)
    def call(*arguments, **named):
        global left
        for after in (False, True):
            left -= 1
            if left == 0:
                die()
            if not after:
                answer = real(*arguments, **named)
        return answer
    setattr(owner, name, call)

for owner, name in ((os, "fsync"), (os, "replace"), (io, "open"), (os, "unlink"), (Path, "unlink"), (Path, "chmod")):
    counted(owner, name)

edit = Edit(path=("plans", 0, "first_prepared_on"), value=date(2017, 3, 14))
change = Change(file="halton/establishments/northbank.toml", what="prepared", summary="first prepared", edits=(edit,))
apply_change(Path(sys.argv[1]), change, by="officer", at="2026-11-21T10:00:00+00:00")
"""

# Does everything once without writing, so that all is imported; then tries it as somebody without permission.
UNPRIVILEGED = """
import os, socket, sys
from datetime import date
from pathlib import Path
from comah.errors import ComahError
from comah.model.change import Change, Edit
from comah.records.write import apply_change

root = Path(sys.argv[1])
edit = Edit(path=("plans", 0, "first_prepared_on"), value=date(2017, 3, 14))
change = Change(file="halton/establishments/northbank.toml", what="prepared", summary="first prepared", edits=(edit,))
apply_change(root, change, by="officer", at="2026-11-21T10:00:00+00:00", dry_run=True)
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    apply_change(root, change, by="officer", at="2026-11-21T10:00:00+00:00")
except ComahError as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def root() -> Iterator[Path]:
    """A register in a folder that every user may look into, as pytest's own may not be."""
    above = Path(tempfile.mkdtemp())
    above.chmod(0o755)
    make_register(above / "sites")
    yield above / "sites"
    for path in (above, *above.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(above)


def make_register(root: Path) -> None:
    (root / "halton" / "establishments").mkdir(parents=True)
    save(root / "register.toml", 'schema = 1\nforum = "F"\nauthorities = [{ id = "halton", name = "Halton" }]\n')
    save(root / "halton" / "authority.toml", 'schema = 1\nid = "halton"\nname = "Halton"\n')
    save(root / FILE, OLD)


def save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def read(path: Path) -> str:
    return path.read_bytes().decode()


def run(script: str, root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, str(root), *arguments]
    # a coverage run would want to write its own file, which a user without permission may not
    env = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE_", "COV_"))}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=env)


def test_a_program_killed_at_any_point_leaves_the_old_record_or_the_new_one(tmp_path: Path) -> None:
    outcomes = []
    for point in range(1, 100):
        root = tmp_path / str(point)
        make_register(root)
        done = run(KILLED, root, str(point))
        outcomes.append(left_behind(root, is_killed=done.returncode != 0))
        if done.returncode == 0:
            break
    assert outcomes[-1] == ("new", "journalled", "no lock")
    assert set(outcomes) == {
        ("old", "no line", "no lock"),  # before the lock was made, or just after it was opened
        ("old", "no line", "lock"),
        ("new", "no line", "lock"),
        ("new", "journalled", "lock"),
        ("new", "journalled", "no lock"),
    }


def left_behind(root: Path, *, is_killed: bool) -> tuple[str, str, str]:
    """Describe what a run left: whole in every case."""
    text = read(root / FILE)
    assert text in {OLD, NEW}
    assert load_book(root).problems == ()
    journal = root / "halton" / "journal.jsonl"
    lines = [json.loads(line) for line in read(journal).splitlines()] if journal.exists() else []
    assert len(lines) <= 1
    assert is_killed or lines
    has_lock = (root / "halton" / ".comah.lock").exists()
    return (
        "new" if text == NEW else "old",
        "journalled" if lines else "no line",
        "lock" if has_lock else "no lock",
    )


def test_whoever_comes_after_a_killed_program_is_told_what_it_was_doing(tmp_path: Path) -> None:
    make_register(tmp_path)
    point = 1
    while not (tmp_path / "halton" / ".comah.lock").exists() or read(tmp_path / FILE) == OLD:
        (tmp_path / "halton" / ".comah.lock").unlink(missing_ok=True)
        assert run(KILLED, tmp_path, str(point)).returncode != 0
        point += 1
    found = run(UNPRIVILEGED.replace("os.geteuid() == 0", "False"), tmp_path)
    assert found.stdout.startswith("ConcurrentChangeError Records in ")
    assert f"It is recording: {FILE}: first prepared" in found.stdout
    assert "look whether the record and journal.jsonl hold this, then delete" in found.stdout


def closed_file(root: Path) -> None:
    (root / FILE).chmod(0o444)


def closed_folder(root: Path) -> None:
    (root / "halton").chmod(0o555)
    (root / "halton" / "establishments").chmod(0o555)


def closed_records(root: Path) -> None:
    (root / "halton").chmod(0o777)
    (root / "halton" / "establishments").chmod(0o555)
    (root / FILE).chmod(0o666)


# Windows keeps no folder from being written in by its read-only mark; a file it does.
CLOSED = [closed_file] if os.name == "nt" else [closed_file, closed_folder, closed_records]
WORDS = {
    "closed_file": "is read-only for this user",
    "closed_folder": "Nothing can be written in",
    "closed_records": "was not written: no permission",
}


@pytest.mark.parametrize("close", CLOSED, ids=lambda close: str(close.__name__))
def test_without_permission_the_record_stays_and_the_reason_is_said(root: Path, close: object) -> None:
    assert callable(close)
    if close is closed_file:
        (root / "halton").chmod(0o777)
        (root / "halton" / "establishments").chmod(0o777)
    close(root)
    tried = run(UNPRIVILEGED, root)
    assert tried.stderr == ""
    assert tried.stdout.startswith("RefusedError ")
    assert WORDS[getattr(close, "__name__", "")] in tried.stdout
    assert read(root / FILE) == OLD
    assert sorted(path.name for path in root.rglob(".*")) == []
