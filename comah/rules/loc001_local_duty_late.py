"""Local duty overdue.

What it finds: a task that the authority has set itself is past its day: one interval after it was last done,
or the next day of its recurrence rule.

Why it matters: it was promised, to a board or to a neighbour. It is not law.

Example, as at 2026-11-21:

    # authority.toml
    [[local_duties]]
    id = "board-report"
    title = "Emergency planning report to the board"
    every = "1 year"
    last_on = 2025-02-11

What to do: do it and record the day as last_on; or change how often it is due.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.words import count_words
from comah.rules.evidence import Evidence
from comah.rules.of_duty import first_late_day
from comah.rules.of_local import local_duties, raised_of_local

RULE = Rule(
    code="LOC001",
    slug="local-duty-late",
    kind=Kind.LOCAL,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a local duty that is overdue."""
    for duty, local in local_duties(evidence, Status.OVERDUE):
        yield raised_of_local(
            duty,
            local,
            f"local duty {count_words(duty.days_overdue, 'day')} overdue, not law",
            do="do it and record the day as last_on",
            since=first_late_day(duty),
        )
