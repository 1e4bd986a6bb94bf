"""The one door for contributors: run all that a change must pass.

    python tests/everything.py                 everything
    python tests/everything.py --after-tests   everything but the test run, done before with --cov

Steps that do not disturb each other run two at a time; what is measured runs alone. It stops after the first steps
that fail, and says which.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[1]
SCRIPTS: Final = Path(sys.executable).parent
AT_ONCE: Final = 2


class Step(NamedTuple):
    """One thing that a change must pass."""

    name: str
    command: list[str]


class Done(NamedTuple):
    """How a step ended, and what it said where it was not shown at once."""

    step: Step
    status: int
    seconds: float
    said: bytes | None


def main(arguments: list[str]) -> int:
    """Run every step; return 0 where all of them pass."""
    for group in groups(after_tests="--after-tests" in arguments):
        if failed := [step for step, status, *_ in map(told, ran(group)) if status]:
            for step in failed:
                sys.stdout.write(f"\n{step.name}: FAILED ({' '.join(step.command)})\n")
            return 1
    sys.stdout.write("\nEverything passed.\n")
    return 0


def groups(*, after_tests: bool) -> Iterator[list[Step]]:
    """Yield the steps, those together that run beside each other.

    ``after_tests`` leaves out the test run, which has left its coverage behind.
    """
    if after_tests:
        yield [*shown_by_tests(), *said_by_the_code()]
    else:
        yield said_by_the_code()
        yield [Step("tests", [script("pytest"), "-q", "-n", "auto", "--cov", "--cov-report="])]
        yield shown_by_tests()
    yield [Step("speed", [sys.executable, "tests/benchmarks/speed.py"])]
    yield [Step("speed of a large import", [sys.executable, "tests/benchmarks/import_figures.py"])]
    yield [Step("speed of calendars", [sys.executable, "tests/benchmarks/calendar_figures.py"])]


def said_by_the_code() -> list[Step]:
    """Return what needs no test run, the longest first."""
    return [
        Step("types", [script("mypy")]),
        Step("layers", [script("lint-imports")]),
        Step("format", [script("ruff"), "format", "--check", "."]),
        Step("lint", [script("ruff"), "check", "."]),
        Step("the shipped register is clean", [script("comah"), "validate", "--sites", "sites"]),
    ]


def shown_by_tests() -> list[Step]:
    """Return what is worth running when the tests pass, the longest first."""
    python = sys.executable
    return [
        Step("coverage", [script("coverage"), "report"]),
        Step("every statutory value is held by a test", [python, "tests/meta/bump_law.py"]),
        Step("wheel", [python, "tests/meta/try_wheel.py"]),
        Step("every weakened rule is noticed by a test", [python, "tests/meta/weaken_rules.py"]),
        Step("other people's calendar programs", [python, "tests/oracle_report.py"]),
        Step("documents", [script("mkdocs"), "build", "--strict", "--quiet", "--site-dir", scratch("site")]),
    ]


def ran(group: list[Step]) -> Iterator[Done]:
    """Run the steps of a group, and yield each in its turn when it has ended."""
    if len(group) == 1:
        sys.stdout.write(f"\n== {group[0].name}\n")
        sys.stdout.flush()
        yield run(group[0], is_shown=True)
        return
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(run, group)


def run(step: Step, *, is_shown: bool = False) -> Done:
    """Run one step to its end."""
    started = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=None if is_shown else subprocess.PIPE,
        stderr=None if is_shown else subprocess.STDOUT,
        check=False,
    )
    return Done(step, done.returncode, time.monotonic() - started, done.stdout)


def told(done: Done) -> Done:
    """Say how a step ended, with what it said itself."""
    if done.said is not None:
        sys.stdout.write(f"\n== {done.step.name}\n")
        sys.stdout.flush()
        sys.stdout.buffer.write(done.said)
    sys.stdout.write(f"   {done.step.name}: {'failed' if done.status else 'passed'} in {done.seconds:.0f} s\n")
    sys.stdout.flush()
    return done


def script(name: str) -> str:
    """Return the path of a program that is installed beside this Python."""
    found = shutil.which(name, path=os.fspath(SCRIPTS))
    if found is None:
        sys.exit(f'{name} is not installed here: pip install -e ".[dev]"')
    return found


def scratch(name: str) -> str:
    """Return a folder outside the checkout for what a step makes."""
    return os.fspath(Path(tempfile.gettempdir()) / f"comah-{name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
