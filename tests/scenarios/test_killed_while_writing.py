"""A command killed at every point of its writing: the record is whole, and the next command works."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Final

from nursery import run_python
from register_text import write_register

from comah.records.load import load_book

NAME: Final = "2027-northbank-live"
FILE: Final = f"exercises/{NAME}"
SITE: Final = '[[plans]]\nregime = "comah"\n'
RECORD: Final = """\
# kept by the emergency planning team
schema = 1
id = "2027-northbank-live"
name = "Exercise Example"
type = "live"
will_test = ["northbank"]
planned_on = 2099-04-14   # agreed with the operator
confirmed_on = 2024-02-01
"""
MOVE: Final = ("exercise", "move", NAME, "--to", "2099-05-05", "--by", "planning officer")
DONE: Final = ("exercise", "done", NAME, "initiation", "--on", "2024-01-10", "--by", "planning officer")

# Runs the program, and kills it at the nth point: before or after a call that touches the disk, or in the
# middle of what a file is given, with half of it written through.
KILLED: Final = """
import io, os, signal, sys
from pathlib import Path

wanted, passed = int(sys.argv.pop(1)), 0  # 0: at none, and the points are counted

def point():
    global passed
    passed += 1
    if passed == wanted:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

def counted(owner, name):
    real = getattr(owner, name)
    def call(*arguments, **named):
        point()
        answer = real(*arguments, **named)
        point()
        return answer
    setattr(owner, name, call)

class Slow:
    def __init__(self, file):
        self.file = file
    def __getattr__(self, name):
        return getattr(self.file, name)
    def __enter__(self):
        return self
    def __exit__(self, *error):
        return self.file.__exit__(*error)
    def write(self, data):
        half = len(data) // 2
        self.file.write(data[:half])
        self.file.flush()
        point()
        self.file.write(data[half:])

real_open = io.open
def opened(file, mode="r", *arguments, **named):
    if not set(mode) & set("wax+"):
        return real_open(file, mode, *arguments, **named)
    point()
    found = Slow(real_open(file, mode, *arguments, **named))
    point()
    return found
io.open = opened

for owner, name in ((os, "fsync"), (os, "replace"), (os, "unlink"), (Path, "unlink"), (Path, "chmod"), (Path, "mkdir")):
    counted(owner, name)

sys.dont_write_bytecode = True
from comah_cli.app import main
try:
    main()
finally:
    sys.stderr.write(f"points: {passed}")
"""
FEWEST: Final = 15  # fewer would mean that the points are no longer seen


def environment() -> dict[str, str]:
    # a coverage run would write files of its own, and be killed while it does
    return {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE_", "COV_"))}


def run(root: Path, arguments: tuple[str, ...], point: int | None = None) -> subprocess.CompletedProcess[str]:
    script = ["-c", KILLED, str(point)] if point is not None else ["-m", "comah_cli"]
    return run_python([*script, *arguments, "--sites", str(root)], cwd=None, env=environment())


def make(root: Path) -> Path:
    root.mkdir()
    write_register(root, {"establishments/northbank": SITE, FILE: RECORD})
    return root / "halton" / f"{FILE}.toml"


def read(path: Path) -> str:
    return path.read_bytes().decode() if path.exists() else ""


def journal_lines(root: Path) -> list[str]:
    return read(root / "halton" / "journal.jsonl").splitlines()


def is_whole(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def test_killed_at_every_point_the_record_is_whole_and_the_next_command_works(tmp_path: Path) -> None:
    moved = make(tmp_path / "unharmed")
    unharmed = run(tmp_path / "unharmed", MOVE, 0)
    assert unharmed.returncode == 0
    points = int(unharmed.stderr.removeprefix("points: "))
    assert points >= FEWEST
    outcomes = set()
    for point in range(1, points + 1):
        root = tmp_path / str(point)
        record = make(root)
        assert run(root, MOVE, point).returncode != 0, "the program was killed"
        text = read(record)
        assert text in {RECORD, read(moved)}, "neither the old record nor the new one"
        assert load_book(root).problems == ()
        lock = root / "halton" / ".comah.lock"
        left_behind = (text != RECORD, tuple(map(is_whole, journal_lines(root))), lock.exists())
        if left_behind not in outcomes:  # once for each, for the time it takes
            continue_after(root, lock)
        outcomes.add(left_behind)
    assert outcomes == {  # the new record, whole lines of the journal, the lock
        (False, (), False),
        (False, (), True),
        (True, (), True),
        (True, (False,), True),
        (True, (True,), True),
        (True, (True,), False),
    }


def continue_after(root: Path, lock: Path) -> None:
    """Do as the message of the next command says, and see that it works."""
    if lock.exists():
        refused = run(root, DONE)
        assert refused.returncode == 2
        assert f"then delete {lock}" in refused.stderr
        lock.unlink()
    done = run(root, DONE)
    assert (done.returncode, done.stderr) == (0, "")
    assert 'id = "initiation"' in read(root / "halton" / f"{FILE}.toml")
    assert is_whole(journal_lines(root)[-1])


def test_a_journal_line_cut_in_half_is_said_and_the_rest_is_read(tmp_path: Path) -> None:
    root = tmp_path / "sites"
    make(root)
    assert run(root, MOVE).returncode == 0
    journal = root / "halton" / "journal.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole + whole[: len(whole) // 2])
    assert run(root, DONE).returncode == 0
    said = run(root, ("journal",))
    assert said.returncode == 0
    assert said.stdout.startswith("NOT READ: halton/journal.jsonl:2 is no line of a journal: {")
    assert "2 changes; 1 line not read." in said.stdout
