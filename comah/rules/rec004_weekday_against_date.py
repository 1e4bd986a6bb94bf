"""Weekday that contradicts its date.

What it finds: a date is written with a weekday that it did not fall on.

Why it matters: either the day or the date is wrong, and the date is what counts. It is often a date
copied from last year's letter. It is a fault of the record.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2023-northbank.toml
    held_on = "Mon 2023-05-12"
    will_test = ["northbank"]
    credits = [{ plan = "northbank", conclusion = "tested" }]

What to do: look the day up and mend the one that is wrong, or leave the weekday out.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.problem import Sort
from comah.rules.evidence import Evidence
from comah.rules.of_record import of_problem

RULE = Rule(
    code="REC004",
    slug="weekday-against-date",
    kind=Kind.RECORD,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a weekday that does not fit."""
    for one in evidence.problems:
        if one.sort is Sort.WEEKDAY:
            yield of_problem(evidence, one, f"{one.key}: {one.message}", "look the day up and mend the wrong one")
