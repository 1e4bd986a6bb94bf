"""Public information not on record.

What it finds: it is not on record when the information to the public information zone was last
reviewed, or when it was last sent.

Why it matters: both are the operator's duties under regulation 18 of COMAH 2015, and the operator
knows the days. The authority needs them for its plan and for its answer to members. That they are
missing here is a gap of this record and no sign of a breach, so it is a note.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

What to do: ask the operator when the information was last reviewed and sent, and record both days.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Duty, Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.rules.evidence import Evidence
from comah.rules.of_duty import raised_of
from comah.rules.of_plan import placed

RULE = Rule(
    code="INF004",
    slug="information-not-on-record",
    kind=Kind.RECORD,
    severity=Severity.NOTE,
)
_WHAT = {
    Reads.PUBLIC_INFORMATION_REVIEW: "reviewed",
    Reads.PUBLIC_INFORMATION_SENT: "sent",
}


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a site with a day of its public information that is not on record."""
    missing: dict[str | None, list[tuple[str, Duty]]] = {}
    for reads, what in _WHAT.items():
        for duty, _ in evidence.duties_reading(reads, Status.UNKNOWN):
            missing.setdefault(duty.establishment, []).append((what, duty))
    for found in missing.values():
        what = " or ".join(one for one, _ in found)
        duty = found[0][1]
        raised = raised_of(
            duty,
            f"when the public information was last {what} is not on record",
            details=tuple(("Why", f"{one}: {each.reason}") for one, each in found),
            do=f"ask the operator when it was last {what}, and record it",
        )
        yield placed(evidence, raised)
