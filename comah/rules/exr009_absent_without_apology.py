"""Agency absent without apology.

What it finds: an exercise was held, is not closed, and an agency is recorded as absent.

Why it matters: what an absent agency would have done was not tested, and at inspections absence without
record has been the point (Capenhurst 2015). Where the agency is a Category 1 responder asked in writing
under regulation 14(5) of COMAH 2015, it owed co-operation; whether it gave any is for the officer to judge.
To ask for an apology is good practice, not law.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2026-northbank-tabletop.toml
    type = "tabletop"
    held_on = 2026-11-04
    will_test = ["northbank"]
    attendance = [{ agency = "example-police", asked_on = 2026-07-01, outcome = "absent" }]

What to do: ask the agency why, record an apology where there was one, and weigh its absence when the plan
is credited.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.state import State
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Attendance, Severity
from comah.rules.evidence import Evidence
from comah.rules.exr008_no_reply import is_category_1
from comah.rules.of_exercise import open_exercises, raised_of_exercise

RULE = Rule(
    code="EXR009",
    slug="absent-without-apology",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding an agency that was absent without apology."""
    for exercise in open_exercises(evidence, State.HELD):
        for part in exercise.attendance:
            if part.outcome is not Attendance.ABSENT:
                continue
            owed = part.asked_under_14_5 and is_category_1(evidence, part.agency)
            asked = ", asked in writing under reg 14(5)" if owed else ""
            yield raised_of_exercise(
                evidence,
                exercise,
                f"{part.agency} absent without apology{asked}",
                do="ask the agency why; weigh its absence when the plan is credited",
                fact=part,
                key="outcome",
                since=exercise.held_on.latest if exercise.held_on and exercise.held_on.is_known else None,
            )
