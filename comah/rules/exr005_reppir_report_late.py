"""Report of a REPPIR test late.

What it finds: the report of a test of a REPPIR plan is not recorded as completed within three months of the
test, or a completed one not as sent within 28 days; or the record's day is too vague to show it.

Why it matters: regulation 12(8) of REPPIR 2019 gives three months to complete the report, and regulation
12(9) and (10) give 28 days to send it to the regulator and exchange it with the operator.

Example, as at 2026-11-21:

    # establishments/castlefield.toml
    name = "Castlefield Works"

    [[plans]]
    regime = "comah"

    [[plans]]
    regime = "reppir"

    # exercises/2026-castlefield-reppir.toml
    held_on = 2026-08-20
    will_test = ["castlefield/reppir"]

What to do: complete the report and record its day as phase report-agreed; send it and record that day as
phase report-published; tell the regulator of the lateness.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comah.model.duty import Duty, Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.model.words import count_words
from comah.rules.evidence import Evidence
from comah.rules.of_duty import due_line, first_late_day, from_line, law_line, raised_of

RULE = Rule(
    code="EXR005",
    slug="reppir-report-late",
    kind=Kind.LAW,
    severity=Severity.ERROR,
    citations=("REPPIR-12-REPORT", "REPPIR-12-SEND"),
)
_UNSHOWN: Final = (Status.OVERDUE, Status.MAY_BE_OVERDUE, Status.UNKNOWN)
_WHAT: Final = {
    Reads.TEST_REPORT: ("report of the REPPIR test", "complete the report and record phase report-agreed"),
    Reads.TEST_REPORT_SENT: (
        "sending the report of the REPPIR test",
        "send the report and record phase report-published",
    ),
}


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a report that is late, may be, or cannot be shown to be in time."""
    for reads, (what, do) in _WHAT.items():
        for duty, provision in evidence.duties_reading(reads, *_UNSHOWN):
            yield raised_of(
                duty,
                f"{what} {_position(duty)}",
                since=first_late_day(duty) if duty.status is Status.OVERDUE else None,
                details=(law_line(provision, duty), *from_line(duty), *due_line(duty)),
                do=f"{do}; tell the regulator",
            )


def _position(duty: Duty) -> str:
    if duty.status is Status.OVERDUE:
        return f"{count_words(duty.days_overdue, 'day')} overdue"
    if duty.status is Status.MAY_BE_OVERDUE:
        return "may be overdue"
    return f"cannot be shown in time: {duty.reason}"
