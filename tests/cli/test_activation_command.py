from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run
from kept_register import Kept, runner

RECORDS = {
    "establishments/northbank": '[[plans]]\nregime = "comah"\nreviews = [{ on = 2024-02-13 }]\n',
    "activations/2026-standby": 'site = "northbank"\non = "2026-02"\nkind = "standby"\n',
}


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "sites", RECORDS)


@pytest.fixture
def run(kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(kept, monkeypatch, capsys)


def test_an_activation_from_new_to_its_debrief(run: Run, kept: Kept) -> None:
    made = run(
        "activation", "new", "northbank", "--on", "09/03/2025", "--name", "Release | hall", "--debrief", "02/04/2025"
    )
    assert made.status == 0
    assert "2025-northbank-major-incident: major incident at northbank, 9 Mar 2025\n" in made.out
    assert made.out.endswith("start the review (comah review start northbank --on DATE --by POST)\n")
    held = run("activation", "debrief", "2025-northbank-major-incident", "--held", "02/04/2025")
    assert "2025-northbank-major-incident: debrief held 2 Apr 2025\n" in held.out
    assert run("lesson", "add", "2025-northbank-major-incident", "--text", "No interpreter").status == 0
    words = " ".join(run("activation", "show", "2025-northbank-major-incident", by="", columns=200).out.split())
    assert "DEBRIEF held 2 Apr 2025" in words
    assert "LESSONS l1 No interpreter (open; no owner, no day)" in words
    assert "COMAH 2015 reg 26(5) CANNOT BE SHOWN: major incident (2025-03-09); that people" in words
    assert "NOT REVIEWED since (good practice, not law): comah review start northbank" in words
    assert [line["what"] for line in kept.journal()] == ["activation", "debrief", "lesson-added"]


def test_the_same_words_record_it_by_either_command(run: Run, kept: Kept) -> None:
    run("record", "activation", "northbank", "--on", "09/03/2025")
    again = run("activation", "new", "northbank", "--on", "09/03/2025")
    assert "already on record: 2025-northbank-major-incident" in again.out
    assert len(kept.journal()) == 1


def test_what_was_left_blank_is_filled_in_and_what_differs_is_refused(run: Run, kept: Kept) -> None:
    made = run("activation", "new", "northbank", "--on", "09/03/2025")
    name = "2025-northbank-major-incident"
    assert f"book the debrief (comah activation debrief {name} --booked DATE --by POST)" in made.out
    fuller = run("activation", "new", "northbank", "--on", "09/03/2025", "--summary", "leak", "--debrief", "02/04/2025")
    assert f"{name}: on record already; added: summary leak, the debrief 2 Apr 2025\n" in fuller.out
    assert 'summary = "leak"' in kept.text(f"activations/{name}")
    other = run("activation", "new", "northbank", "--on", "09/03/2025", "--summary", "fire", "--debrief", "03/04/2025")
    assert other.status != 0
    assert "summary is leak by the record" in other.err
    assert f"comah activation debrief {name} --booked 2025-04-03 --by POST" in other.err


def test_the_list_latest_first_in_every_format(run: Run) -> None:
    run("activation", "new", "northbank", "--on", "09/03/2025", "--name", "Release | hall")
    page = run("activation", "list", by="").out
    assert [" ".join(line.split()) for line in page.splitlines()] == [
        "Activations as at Sat 21 Nov 2026",
        "",
        "2026-standby standby, Feb 2026",
        "northbank",
        "Debrief: none on record. Lessons: 0 lessons open, 0 overdue",
        "Review: standby put no plan into effect, so none is called for",
        "",
        "2025-northbank-major-incident major incident, 9 Mar 2025",
        "northbank; Release | hall",
        "Debrief: none on record. Lessons: 0 lessons open, 0 overdue",
        "Review: NOT REVIEWED since (good practice, not law): comah review start",
        "northbank",
    ]
    found = json.loads(run("activation", "list", "--format", "json", by="").out)
    assert [(one["activation"], one["is_reviewed"]) for one in found["activations"]] == [
        ("2026-standby", None),
        ("2025-northbank-major-incident", False),
    ]
    assert "- northbank; Release \\| hall" in run("activation", "list", "--format", "md", by="").out
    whole = json.loads(run("activation", "show", "2026-standby", "--format", "json", by="").out)
    assert (whole["schema"], len(whole["duties"])) == ("comah.activation/1", 2)
    assert "# 2026-standby" in run("activation", "show", "2026-standby", "--format", "md", by="").out


def test_as_at_a_day_before_it_there_is_none(run: Run) -> None:
    assert "No activation on record." in run("activation", "list", "--on", "2026-01-31", by="").out
    assert "2026-standby" in run("activation", "list", "--on", "2026-02-01", by="").out


def test_a_reviewed_plan_and_a_review_under_way_are_said(run: Run) -> None:
    run("activation", "new", "northbank", "--on", "09/03/2025")
    name = "2025-northbank-major-incident"
    run("review", "start", "northbank", "--on", "10/11/2026")
    assert "under way since 10 Nov 2026" in run("activation", "show", name, by="").out
    run("record", "review", "northbank", "--on", "20/11/2026")
    assert "reviewed since: 20 Nov 2026" in run("activation", "show", name, by="").out
    assert "NOT REVIEWED" in run("activation", "show", name, "--on", "2026-11-09", by="").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("show", "2026-standbi"),
            "2026-standbi: no such activation. Did you mean 2026-standby?\n",
        ),
        (
            ("show", "2026-standby", "--on", "2026-01-31"),
            "2026-standby: it had not happened by this day (Feb 2026)\n",
        ),
        (
            ("debrief", "2026-standby", "--by", "officer"),
            "2026-standby: say which day: --booked DATE or --held DATE. Nothing was recorded\n",
        ),
        (
            ("debrief", "2026-standby", "--held", "31/01/2026", "--by", "officer"),
            "2026-standby: it was Feb 2026, so its debrief is not 31 Jan 2026. Nothing was recorded\n",
        ),
        (
            ("debrief", "2026-standby", "--held", "22/11/2026", "--by", "officer"),
            "22 Nov 2026 is after 21 Nov 2026. Only what has happened is recorded\n",
        ),
        (
            ("debrief", "2026-standbi", "--held", "20/11/2026", "--by", "officer"),
            "2026-standbi: no such activation. Did you mean 2026-standby? Nothing was recorded.\n",
        ),
        (
            ("new", "northbank", "--on", "09/03/2025", "--debrief", "08/03/2025", "--by", "officer"),
            "northbank, major-incident: it was 9 Mar 2025, so its debrief is not 8 Mar 2025. Nothing was recorded\n",
        ),
    ],
)
def test_what_is_asked_wrongly_is_said_in_words(run: Run, arguments: tuple[str, ...], words: str) -> None:
    done = run("activation", *arguments, by="")
    assert (done.status, done.err) == (2, words)


def test_a_debrief_is_booked_anew_until_it_was_held(run: Run) -> None:
    assert (
        "debrief booked for 4 Mar 2026\n" in run("activation", "debrief", "2026-standby", "--booked", "04/03/2026").out
    )
    assert "debrief booked for 5 Mar 2026 (was 4 Mar 2026)\n" in (
        run("activation", "debrief", "2026-standby", "--booked", "05/03/2026").out
    )
    assert "already on record" in run("activation", "debrief", "2026-standby", "--booked", "05/03/2026").out
    assert "booked for 5 Mar 2026, passed and not recorded as held" in run("activation", "list", by="").out
    run("activation", "debrief", "2026-standby", "--held", "05/03/2026")
    refused = run("activation", "debrief", "2026-standby", "--booked", "06/03/2026")
    assert refused.status == 2
    assert "the debrief was held 5 Mar 2026 by the record" in refused.err
