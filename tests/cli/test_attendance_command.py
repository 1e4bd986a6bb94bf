from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import Run
from kept_register import Kept, runner

RECORDS = {
    "exercises/2027-live": """\
planned_on = 2027-05-19
agencies = ["example-police"]
attendance = [{ agency = "example-police", asked_on = 2026-10-24, asked_under_14_5 = true }]
""",
    "exercises/2024-live": 'held_on = "unknown"\nagencies = ["example-police"]\n',
}
USAGE = "Name one exercise, or one agency: comah attendance EXERCISE, or comah attendance --agency ID\n"


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "sites", RECORDS)


@pytest.fixture
def run(kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(kept, monkeypatch, capsys)


def test_the_agencies_of_an_exercise_as_a_page(run: Run) -> None:
    page = run("attendance", "2027-live", by="", columns=120).out
    assert [" ".join(line.split()) for line in page.splitlines()] == [
        "Attendance: 2027-live as at Sat 21 Nov 2026",
        "2027-live: planned, 19 May 2027",
        "1 agency, 1 asked, 1 under reg 14(5), 1 reply awaited",
        "",
        "Agency Asked Replied Part",
        "Example Constabulary 24 Oct 2026 reg 14(5) - no reply for 28 days (local target 21 Nov 2026)",
    ]


def test_the_history_of_an_agency_in_every_format(run: Run) -> None:
    page = run("attendance", "--agency", "example-police", by="", columns=120).out
    assert "2024-live, day not on record" in page
    assert "NOT RECORDED whether it came" in page
    found = json.loads(run("attendance", "--agency", "example-police", "--format", "json", by="").out)
    assert found["schema"] == "comah.attendance/1"
    assert [(one["exercise"], one["status"]) for one in found["parts"]] == [
        ("2027-live", "asked"),
        ("2024-live", "not-recorded"),
    ]
    rows = list(
        csv.DictReader(io.StringIO(run("attendance", "--agency", "example-police", "--format", "csv", by="").out))
    )
    assert [row["reply_by"] for row in rows] == ["2026-11-21", ""]
    assert "| 2027-live, 19 May 2027 |" in run("attendance", "--agency", "example-police", "--format", "md", by="").out


def test_a_reply_is_recorded(run: Run, kept: Kept) -> None:
    done = run("attendance", "2027-live", "example-police", "--replied", "20/11/2026")
    assert done.status == 0
    assert done.out == (
        "Read as Friday 20 November 2026 (UK day/month/year)\n"
        "2027-live, example-police: replied 20 Nov 2026\n"
        "  in halton/exercises/2027-live.toml\n"
        "Entered in the journal as by: emergency planning officer\n"
    )
    assert "replied_on = 2026-11-20" in kept.text("exercises/2027-live")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("attendance",), USAGE),
        (("attendance", "2027-live", "--agency", "example-police"), USAGE),
        (("attendance", "2027-live", "example-police", "--agency", "example-police"), USAGE),
        (
            ("attendance", "2027-live", "--replied", "20/11/2026"),
            "Name the agency after the exercise: comah attendance EXERCISE AGENCY --asked DATE --by POST\n",
        ),
        (("attendance", "2027-liv"), "2027-liv: no such exercise. Did you mean 2027-live or 2024-live?\n"),
        (
            ("attendance", "--agency", "example-polis"),
            "example-polis: no such agency. Did you mean example-police? Agencies are listed in register.toml.\n",
        ),
        (
            ("attendance", "2027-live", "example-police", "--replied", "20/11/2026", "--on", "20/11/2026"),
            "--on, --format and --output are for showing; days are --asked and --replied. Nothing was recorded.\n",
        ),
        (
            ("attendance", "2027-live", "example-police", "--format", "json"),
            "--on, --format and --output are for showing; days are --asked and --replied. Nothing was recorded.\n",
        ),
        (
            ("attendance", "2027-live", "example-police", "--replied", "20/11/2026"),
            '--by needs the post that records this, such as --by "emergency planning officer"\n',
        ),
    ],
)
def test_what_is_asked_wrongly_is_said_in_words(run: Run, arguments: tuple[str, ...], words: str) -> None:
    done = run(*arguments, by="")
    assert (done.status, done.err) == (2, words)


def test_an_agency_that_no_exercise_names(run: Run) -> None:
    assert "No agency on record." in run("attendance", "--agency", "halton", by="").out
    assert "No agency on record." in run("attendance", "--agency", "halton", "--format", "md", by="").out
    run("attendance", "2027-live", "halton", "--asked", "20/11/2026")
    assert "Halton" in run("attendance", "2027-live", by="").out  # an authority takes part as an agency does
