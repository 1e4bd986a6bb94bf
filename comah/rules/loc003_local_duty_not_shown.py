"""Local duty that cannot be shown.

What it finds: when a task that the authority has set itself was last done, or how often it is due, is not on
record.

Why it matters: without both nothing can be counted, and silence would look like order. It is not law.

Example, as at 2026-11-21:

    # authority.toml
    [[local_duties]]
    id = "board-report"
    title = "Emergency planning report to the board"
    every = "1 year"

What to do: record the day it was last done as last_on, and how often it is due as every.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.evidence import Evidence
from comah.rules.of_local import local_duties, raised_of_local

RULE = Rule(
    code="LOC003",
    slug="local-duty-not-shown",
    kind=Kind.LOCAL,
    severity=Severity.NOTE,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a local duty of which nothing can be counted."""
    for duty, local in local_duties(evidence, Status.UNKNOWN):
        yield raised_of_local(
            duty,
            local,
            f"local duty: {duty.reason}, not law",
            do="record the day it was last done as last_on, and how often it is due as every",
        )
