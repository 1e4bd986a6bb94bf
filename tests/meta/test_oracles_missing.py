"""A calendar program that is not installed is told of in one line; where every submission is tested, it fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STORY = "tests/scenarios/test_calendar_update_story.py::test_what_is_issued_is_taken_over_whole[khal]"


def run_without_khal(tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a test that asks khal, where there is none."""
    known = {name: value for name, value in os.environ.items() if name not in {"CI", "COMAH_ORACLES", "PYTEST_ADDOPTS"}}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", STORY],
        cwd=ROOT,
        env={**known, "COMAH_ORACLES_HOME": str(tmp_path), **settings},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_on_a_contributors_machine_it_is_told_of_in_one_line(tmp_path: Path) -> None:
    done = run_without_khal(tmp_path)
    assert done.returncode == 0
    assert "\ncalendar oracles not installed: khal; run .ci/oracles\n" in done.stdout
    assert "1 skipped" in done.stdout


def test_where_every_submission_is_tested_it_fails(tmp_path: Path) -> None:
    for settings in ({"CI": "true"}, {"COMAH_ORACLES": "required"}):
        done = run_without_khal(tmp_path, **settings)
        assert done.returncode == 1
        assert "not installed: khal; run .ci/oracles" in done.stdout
