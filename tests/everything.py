"""The one door for contributors: run all that a change must pass.

    python tests/everything.py                 everything
    python tests/everything.py --after-tests   everything but the test run, done before with --cov

It stops at the first step that fails, and says which.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = Path(sys.executable).parent


def main(arguments: list[str]) -> int:
    """Run every step; return 0 where all of them pass."""
    for name, command in steps(after_tests="--after-tests" in arguments):
        started = time.monotonic()
        sys.stdout.write(f"\n== {name}\n")
        sys.stdout.flush()
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            sys.stdout.write(f"\n{name}: FAILED ({' '.join(map(str, command))})\n")
            return 1
        sys.stdout.write(f"   {name}: passed in {time.monotonic() - started:.0f} s\n")
    sys.stdout.write("\nEverything passed.\n")
    return 0


def steps(*, after_tests: bool) -> Iterator[tuple[str, list[str]]]:
    """Yield every step by name; ``after_tests`` leaves out the test run, which has left its coverage behind."""
    python = sys.executable
    yield "format", [script("ruff"), "format", "--check", "."]
    yield "lint", [script("ruff"), "check", "."]
    yield "types", [script("mypy")]
    yield "layers", [script("lint-imports")]
    if not after_tests:
        yield "tests", [script("pytest"), "-q", "-n", "auto", "--cov", "--cov-report="]
    yield "coverage", [script("coverage"), "report"]
    yield "the shipped register is clean", [script("comah"), "validate", "--sites", "sites"]
    yield "every statutory value is held by a test", [python, "tests/meta/bump_law.py"]
    yield "every weakened rule is noticed by a test", [python, "tests/meta/weaken_rules.py"]
    yield "other people's calendar programs", [python, "tests/oracle_report.py"]
    yield "speed", [python, "tests/benchmarks/speed.py"]
    yield "speed of a large import", [python, "tests/benchmarks/import_figures.py"]
    yield "speed of calendars", [python, "tests/benchmarks/calendar_figures.py"]
    yield "documents", [script("mkdocs"), "build", "--strict", "--quiet", "--site-dir", scratch("site")]
    yield "wheel", [python, "tests/meta/try_wheel.py"]


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
