"""Exercises kept by one authority that test the plans of another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from comah.assess import assess
from comah.law.load import load_law
from comah.model.duty import Duty
from comah.records.load import load_book

FILES = {
    "register.toml": """
schema = 1
forum = "Example Resilience Forum"
authorities = [{ id = "east", name = "East" }, { id = "west", name = "West" }]
""",
    "east/authority.toml": 'schema = 1\nid = "east"\nname = "East"',
    "west/authority.toml": 'schema = 1\nid = "west"\nname = "West"',
    "east/establishments/dock.toml": """
schema = 1
id = "dock"
name = "Dock"
tier = "upper"
plans = [{ regime = "comah" }, { regime = "reppir" }]
""",
    "west/exercises/joint.toml": """
schema = 1
id = "joint"
name = "Joint"
type = "live"
held_on = 2026-05-06
will_test = ["dock", "dock/reppir"]
credits = [{ plan = "dock", conclusion = "tested", decided_on = 2026-06-01 }]
""",
}


def duties(folder: Path, name: str) -> list[Duty]:
    for file, text in FILES.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
    book = load_book(folder)
    assert book.problems == ()
    return [duty for duty in assess(book, load_law(), date(2026, 11, 21)).duties if duty.duty == name]


def test_the_test_counts_for_the_authority_whose_plan_it_is(tmp_path: Path) -> None:
    (test,) = duties(tmp_path, "COMAH-14-TEST")
    assert (test.authority, test.due_on) == ("east", date(2029, 5, 6))


def test_the_report_of_a_reppir_test_is_owed_by_the_authority_whose_plan_it_is(tmp_path: Path) -> None:
    (report,) = duties(tmp_path, "REPPIR-12-REPORT")
    assert (report.authority, report.establishment, report.plan) == ("east", "dock", "reppir")
    assert (report.status.value, report.due_on, report.exercise) == ("overdue", date(2026, 8, 6), "joint")


def test_the_local_target_for_a_report_is_that_of_the_authority_that_keeps_the_exercise(tmp_path: Path) -> None:
    assert [(one.authority, one.exercise) for one in duties(tmp_path, "POL-REPORT")] == [("west", "joint")]
