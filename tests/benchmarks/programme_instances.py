"""The programmes that are measured: two registers as they ship, and two counties of the sizes that papers give.

No paper tells the dates of a county's plans, so they are spread over three years unevenly, always alike.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from comah.law.load import load_law
from comah.model.kinds import ExerciseType, Nation
from comah.model.provision import Counting, Period
from comah.programme.asked import Asked
from comah.programme.problem import HARD, Agency, Lead, Limits, Plan, Problem
from comah.programme.translate import translate
from comah.records.load import load_book
from comah.workdays.working_days import nation_calendar

ROOT = Path(__file__).resolve().parents[2]
ON = date(2026, 11, 21)
LIVE, TABLETOP = ExerciseType.LIVE, ExerciseType.TABLETOP
_RUNCORN = "halton/exercises/2024-runcorn.toml"
_CREDIT = """
[[credits]]
plan = "{}"
conclusion = "tested"
elements = ["all"]
decided_by = "emergency planning officer"
decided_on = 2026-11-20
evidence = "supposed"
"""
_SITES = ("ineos-inovyn", "ineos-enterprises", "vynova", "koura", "packed-chlorine")


def shipped() -> Problem:
    """The shipped register, the exercise of 2024 credited to the six plans that took part."""
    sites = [*(f"{site}-runcorn" for site in _SITES), "runcorn-mcp"]
    text = (ROOT / "sites" / _RUNCORN).read_text(encoding="utf-8") + "".join(map(_CREDIT.format, sites))
    return _of_register(ROOT / "sites", {_RUNCORN: text.encode("utf-8")})


def example() -> Problem:
    """The example register."""
    return _of_register(ROOT / "comah" / "records" / "example", {})


def cleveland() -> Problem:
    """A county with 41 establishments and room for 27 exercises a year."""
    return Problem(
        on=ON,
        ends_on=date(2032, 11, 20),
        plans=tuple(_plan(number, LIVE if number % 3 == 0 else TABLETOP) for number in range(41)),
        limits=(_team(most_a_year=27, most_in_planning=14, gap_days=7),),
        agencies=(Agency(id="example-fire", name="Example Fire", a_week=1, a_quarter=8),),
    )


def west_yorkshire() -> Problem:
    """A county with 14 sites and four exercises a year."""
    return Problem(
        on=ON,
        ends_on=date(2032, 11, 20),
        plans=tuple(_plan(number, LIVE) for number in range(14)),
        limits=(_team(most_a_year=4, gap_days=14),),
    )


def _of_register(folder: Path, foreseen: dict[str, bytes]) -> Problem:
    asked = Asked(on=ON, first=ON, years=6)
    return translate(load_book(folder, foreseen), load_law(), asked).problem


def _plan(number: int, kind: ExerciseType) -> Plan:
    days = 200 + (number * number * 37 + number * 53) % 890
    return Plan(
        ref=f"site-{number + 1:02}",
        name=f"Site {number + 1}",
        authority="example-county",
        safe_on=ON + timedelta(days=days),
        interval=Period(years=3),
        counting=Counting.EXCLUSIVE,
        margin_days=90,
        type=kind,
        agencies=("example-fire",),
    )


def _team(*, most_a_year: int, gap_days: int, most_in_planning: int = 0) -> Limits:
    return Limits(
        authority="example-county",
        name="Example County",
        calendar=nation_calendar(Nation.ENGLAND),
        leads={LIVE: Lead(length_days=182, least_days=35), TABLETOP: Lead(length_days=119, least_days=30)},
        most_a_year=most_a_year,
        gap_days=gap_days,
        most_in_planning=most_in_planning,
        yearly=HARD,
        preferred_weekdays=(2, 1, 3),
    )
