"""Show that a test holds every statutory value: bump each by one unit and see a test fail.

Run ``python tests/meta/bump_law.py`` from anywhere. Each interval, limit, count and first day in
force of the packaged law is raised by one in a copy of the package, and the tests are run against
the copy. ``--duty ID`` takes one duty alone; test files named after it replace the usual ones.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from queue import SimpleQueue
from typing import Final, NamedTuple

import tomli

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from nursery import run_python

ROOT: Final = Path(__file__).resolve().parents[2]
LAW: Final = Path("comah", "law", "gb")
WORKERS: Final = 2

# Behaviour first: with -x the first failing test names the value's best keeper.
TARGETS: Final = (
    "tests/scenarios/test_law_scenarios.py",
    "tests/unit/test_law*.py",
    "tests/meta/test_law_complete.py",
)

_VALUE: Final = re.compile(r"^(?P<name>in_force_from|interval|limit|count)( = )(?P<value>.+)$", re.MULTILINE)
_NUMBER: Final = re.compile(r"\d+")
_FAILED: Final = re.compile(r"^FAILED (.+?)(?= - |$)", re.MULTILINE)
_OPTIONS: Final = (
    *("-x", "-q", "--tb=line", "-rfE", "--no-header", "--noconftest"),
    *("-p", "no:randomly"),  # behaviour first, so in the order of the files
    *("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:pytest_cov"),  # each costs its start-up
)
_PASSED, _SOME_FAILED = 0, 1  # pytest's exit status; any other is no answer


class Bump(NamedTuple):
    """One value raised by one unit."""

    file: str
    name: str
    old: str
    new: str
    text: str  # the whole file with the new value

    def __str__(self) -> str:
        """Write the bump in one line."""
        return f"{self.file.removesuffix('.toml').upper()} {self.name} {self.old} -> {self.new}"


class BrokenRunError(Exception):
    """A run that says nothing about a value."""


def raised(value: str) -> str:
    """Raise a value as written in a file by one unit: a day for a date, else its number."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return (date.fromisoformat(value) + timedelta(days=1)).isoformat()
    return _NUMBER.sub(lambda number: str(int(number.group()) + 1), value, count=1)


def bumps(duty: str) -> Iterator[Bump]:
    """Yield a bump for every statutory value, in the order of the files.

    Raises:
        BrokenRunError: where a file holds a value that is not written on a line of its own.
    """
    for path in sorted((ROOT / LAW).glob(f"{duty.lower() or '*'}.toml")):
        text = path.read_bytes().decode("utf-8")
        row = tomli.loads(text)
        if row.get("standing") != "law":
            continue
        found = list(_VALUE.finditer(text))
        if len(found) != sum(len(value) for value in row["values"]):
            message = f"{path.name}: a value is not on a line of its own"
            raise BrokenRunError(message)
        for match in found:
            old, (start, end) = match["value"], match.span("value")
            yield Bump(path.name, match["name"], old, raised(old), text[:start] + raised(old) + text[end:])


def files_to_run(targets: list[str]) -> list[str]:
    """Name the files to run: those given, or the usual ones that exist, behaviour first."""
    usual = [str(path) for target in TARGETS for path in sorted(ROOT.glob(target))]
    return [str(Path(target).resolve()) for target in targets] or usual


def new_copy(folder: Path) -> Path:
    """Copy the package into a folder and prove that Python takes the copy."""
    shutil.copytree(ROOT / "comah", folder / "comah")
    where = _python(folder, "-c", "import comah; print(comah.__file__)").stdout.strip()
    if Path(where).resolve() != (folder / "comah" / "__init__.py").resolve():
        message = f"the tests would not run against the copy, but against {where}"
        raise BrokenRunError(message)
    return folder


def failing_test(folder: Path, files: list[str]) -> str:
    """Run the tests against a copy; return the first that fails, or nothing where all pass."""
    done = _python(folder, "-m", "pytest", *_OPTIONS, *files)
    if done.returncode == _PASSED:
        return ""
    found = _FAILED.search(done.stdout)
    if done.returncode != _SOME_FAILED or not found:
        raise BrokenRunError(done.stdout + done.stderr)
    file, _, test = found.group(1).partition("::")
    path = (folder / file).resolve()
    return f"{path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name}::{test}"


def _python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # The working folder is the copy's, which Python looks into before an editable install.
    # The copies are thrown away, so a coverage run has nothing to read of them.
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COVERAGE_", "COV_", "PYTEST_ADDOPTS"))
    }
    return run_python(arguments, cwd=folder, env=env)


def judged(every: list[Bump], files: list[str], work: Path) -> Iterator[tuple[Bump, str]]:
    """Yield each bump with the test that fails for it, two runs at a time, in order."""
    free: SimpleQueue[Path] = SimpleQueue()
    for number in range(WORKERS):
        free.put(new_copy(work / str(number)))
    unchanged = free.get()
    if failing := failing_test(unchanged, files):
        message = f"the tests fail before anything is changed: {failing}"
        raise BrokenRunError(message)
    free.put(unchanged)

    def judge(bump: Bump) -> str:
        folder = free.get()
        path = folder / LAW / bump.file
        kept = path.read_bytes()
        path.write_bytes(bump.text.encode("utf-8"))
        try:
            return failing_test(folder, files)
        finally:
            path.write_bytes(kept)
            free.put(folder)

    with ThreadPoolExecutor(WORKERS) as pool:
        yield from zip(every, pool.map(judge, every), strict=True)


def main(arguments: list[str]) -> int:
    """Bump every value; return 0 where a test fails for each, 1 where not, 2 where the run is broken."""
    parser = argparse.ArgumentParser(description="Bump every statutory value and see a test fail.")
    parser.add_argument("--duty", default="", help="one duty alone, such as COMAH-14-TEST")
    parser.add_argument("targets", nargs="*", help="test files instead of the usual ones")
    asked = parser.parse_args(arguments)
    held = total = 0
    os.environ["PYTHONUTF8"] = "1"  # what the test runs say is read as UTF-8
    try:
        every = list(bumps(asked.duty))
        with tempfile.TemporaryDirectory() as work:
            for bump, failing in judged(every, files_to_run(asked.targets), Path(work)):
                total, held = total + 1, held + bool(failing)
                sys.stdout.write(f"{bump}: {failing or 'NO TEST FAILS'}\n")
                sys.stdout.flush()
    except BrokenRunError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{held} of {total} bumped values make a test fail\n")
    return 0 if held == total > 0 else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
