"""Public information may be overdue.

What it finds: the last lawful day for reviewing the information to the public information zone, or
for sending it again, has passed on one reading of the record and not on another.

Why it matters: regulation 18 of COMAH 2015 has the operator review the information every three years
and send it every five. Where the record has no exact day, nobody can show that the time has not run
out. It is law, and the duty is the operator's, so it is a warning here.

Example, as at 2025-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"
    [public_information]
    reviewed_on = "2022"
    sent_on = 2024-03-01

What to do: ask the operator for the day and record it.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.rules.evidence import Evidence
from comah.rules.of_duty import due_line, from_line, law_line, raised_of
from comah.rules.of_plan import either_day, first_doubtful_day

RULE = Rule(
    code="INF003",
    slug="information-may-be-overdue",
    kind=Kind.LAW,
    severity=Severity.WARNING,
    citations=("COMAH-18-REVIEW", "COMAH-18-SEND"),
)
_WHAT = {
    Reads.PUBLIC_INFORMATION_REVIEW: "review",
    Reads.PUBLIC_INFORMATION_SENT: "sending",
}


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding for each of the two duties of a site that may be late."""
    for reads, what in _WHAT.items():
        for duty, provision in evidence.duties_reading(reads, Status.MAY_BE_OVERDUE):
            yield raised_of(
                duty,
                f"operator's {what} of the public information may be overdue: {either_day(duty)}",
                since=first_doubtful_day(duty),
                details=(law_line(provision, duty), *from_line(duty), *due_line(duty)),
                do="ask the operator for the day and record it",
            )
