"""Local duty may be overdue.

What it finds: a task that the authority has set itself is past its day on one reading of when it was last
done, and not on another.

Why it matters: nobody can say whether the promise was kept. It is not law.

Example, as at 2026-02-10:

    # authority.toml
    [[local_duties]]
    id = "board-report"
    title = "Emergency planning report to the board"
    every = "1 year"
    last_on = "2025-02"

What to do: find the day on which it was last done and record it; or do it now.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.words import day_words
from comah.rules.evidence import Evidence
from comah.rules.of_local import local_duties, raised_of_local

RULE = Rule(
    code="LOC002",
    slug="local-duty-may-be-late",
    kind=Kind.LOCAL,
    severity=Severity.NOTE,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a local duty that may be overdue."""
    for duty, local in local_duties(evidence, Status.MAY_BE_OVERDUE):
        if duty.due_on is None or duty.due_latest_on is None:
            continue
        span = f"between {day_words(duty.due_on)} and {day_words(duty.due_latest_on)}"
        yield raised_of_local(
            duty,
            local,
            f"local duty may be overdue: its day lies {span}, not law",
            do="find the day on which it was last done and record it as last_on",
        )
