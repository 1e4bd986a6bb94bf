"""The script that bumps the law notices a value that no test holds, and is not fooled by a broken run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("bump_law.py")

HOLDS_THE_INTERVAL = """
from comah.law.load import load_law

def test_six_months():
    assert str(load_law().find("COMAH-13-PREP").values[0].interval) == "6 months"
"""


def bump(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), "--duty", "COMAH-13-PREP", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def a_test_file(folder: Path, content: str) -> str:
    path = folder / "test_of_one_value.py"
    path.write_text(content, encoding="utf-8", newline="\n")
    return str(path)


def test_a_value_that_no_test_holds_is_named(tmp_path: Path) -> None:
    done = bump(a_test_file(tmp_path, HOLDS_THE_INTERVAL))
    assert done.stdout.splitlines() == [
        "COMAH-13-PREP in_force_from 2015-06-01 -> 2015-06-02: NO TEST FAILS",
        "COMAH-13-PREP interval { months = 6 } -> { months = 7 }: test_of_one_value.py::test_six_months",
        "COMAH-13-PREP limit { months = 9 } -> { months = 10 }: NO TEST FAILS",
        "1 of 3 bumped values make a test fail",
    ]
    assert done.returncode == 1


def test_the_usual_tests_hold_every_value_of_a_duty() -> None:
    done = bump()
    assert done.stdout.splitlines()[-1] == "3 of 3 bumped values make a test fail", done.stdout + done.stderr
    assert done.returncode == 0


def test_tests_that_fail_anyway_show_nothing(tmp_path: Path) -> None:
    done = bump(a_test_file(tmp_path, "def test_never():\n    assert False\n"))
    assert done.stderr == "the tests fail before anything is changed: test_of_one_value.py::test_never\n"
    assert (done.stdout, done.returncode) == ("", 2)


def test_tests_that_cannot_run_show_nothing(tmp_path: Path) -> None:
    done = bump(a_test_file(tmp_path, "import no_such_module\n"))
    assert "no_such_module" in done.stderr
    assert (done.stdout, done.returncode) == ("", 2)
