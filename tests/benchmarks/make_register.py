"""A generated register of any size, the same each time.

Of a site's exercises all but the last are long done with: debriefed, reported and closed. The last
still has its report and its lesson before it, as most registers have it.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

_TYPES = ("live", "tabletop", "control-post", "seminar")
_FIRST_DAY = date(2018, 1, 8)


def make_register(root: Path, establishments: int, exercises_each: int) -> None:
    """Write a register of one authority with so many establishments, and so many exercises for each."""
    folder = root / "exampleshire"
    for name in ("establishments", "exercises"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    _write(root / "register.toml", _REGISTER)
    _write(folder / "authority.toml", _AUTHORITY)
    for number in range(establishments):
        site = f"site-{number:05}"
        _write(folder / "establishments" / f"{site}.toml", _establishment(site, number))
        for turn in range(exercises_each):
            exercise = f"{site}-{turn}"
            _write(folder / "exercises" / f"{exercise}.toml", _exercise(exercise, site, number, turn))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _establishment(site: str, number: int) -> str:
    prepared = _FIRST_DAY - timedelta(days=number % 900)
    reviewed = date(2024, 1, 1) + timedelta(days=number % 700)
    return _ESTABLISHMENT.format(site=site, number=number, prepared=prepared, reviewed=reviewed)


def _exercise(exercise: str, site: str, number: int, turn: int) -> str:
    held = date(2018, 1, 8) + timedelta(days=number % 700 + 1000 * turn)
    state = f"held_on = {held}" if held < date(2026, 11, 1) else f'planned_on = {held}\nheld_on = ""'
    credit = _CREDIT.format(site=site, decided=held + timedelta(days=60)) if "planned" not in state else ""
    is_closed = held < date(2023, 1, 1)
    return _EXERCISE.format(
        exercise=exercise,
        site=site,
        type=_TYPES[(number + turn) % 4],
        state=f"{state}\nclosed_on = {held + timedelta(days=200)}" if is_closed else state,
        phases=_AFTER.format(debrief=held + timedelta(days=28), report=held + timedelta(days=84)) if is_closed else "",
        closed=f"closed_on = {held + timedelta(days=190)}, " if is_closed else "",
        credit=credit,
    )


_REGISTER = """schema = 1
forum = "Example Resilience Forum"
nation = "england"
authorities = [{ id = "exampleshire", name = "Exampleshire Council" }]
agencies = [
  { id = "example-police", name = "Example Constabulary", category = 1 },
  { id = "example-fire", name = "Example Fire and Rescue", category = 1 },
]
"""
_AUTHORITY = """schema = 1
id = "exampleshire"
name = "Exampleshire Council"
"""
_ESTABLISHMENT = """schema = 1
id = "{site}"
name = "Site {number} Chemicals"
operator = "Site {number} Chemicals Ltd"
town = "Exampleton"
address = ""
tier = "upper"
source = "council web page"

[[plans]]
regime = "comah"
first_prepared_on = {prepared}
history_complete = true
issues = [{{ version = "4", on = {reviewed} }}]
reviews = [{{ on = {reviewed}, kind = "full", approved_by = "head of service" }}]

[internal_plan]
reviewed_on = "2024-05"

[[history]]
on = "2016"
event = "became-upper-tier"
note = "change in quantities held"
"""
_EXERCISE = """schema = 1
id = "{exercise}"
name = "Exercise {exercise}"
type = "{type}"
format = "in-person"
lead = "exampleshire"
will_test = ["{site}"]
{state}
agencies = ["example-police", "example-fire"]
phases = [
  {{ id = "events-list", done_on = "2017-12" }},
  {{ id = "player-briefing", done_on = "unknown" }},
{phases}]
lessons = [
  {{ id = "l1", text = "Rest centre keys of {site} were not found in {exercise}", owner = "rest centre manager",\
 due_on = 2027-03-31, {closed}evidence = "photograph" }},
]
attendance = [{{ agency = "example-fire", asked_under_14_5 = true, outcome = "attended" }}]
{credit}source = "report"
"""
_AFTER = """  {{ id = "multi-agency-debrief", done_on = {debrief} }},
  {{ id = "report-published", done_on = {report} }},
"""
_CREDIT = """credits = [{{ plan = "{site}", conclusion = "tested", elements = ["all"],\
 decided_by = "emergency planning officer", decided_on = {decided}, evidence = "report" }}]
"""

if __name__ == "__main__":
    make_register(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
