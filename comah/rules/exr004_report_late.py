"""Exercise report late against the local target.

What it finds: an exercise was held, and the day by which local policy wants its report published has
passed without phase report-published on record.

Why it matters: what is not published is not learnt. This is a local target: there is no statutory time for
the report of a COMAH test. A REPPIR report has one, and is EXR005.

Example, as at 2026-11-21:

    # establishments/eastquay.toml
    name = "Eastquay Storage"

    # exercises/2026-eastquay.toml
    type = "control-post"
    held_on = 2026-07-20
    will_test = ["eastquay"]

What to do: publish the report and give it to operator, competent authority and forum; record its day as
the step report-published (comah exercise done).
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.rules.evidence import Evidence
from comah.rules.of_aftermath import late_by, owed
from comah.rules.of_exercise import done_by

RULE = Rule(
    code="EXR004",
    slug="report-late",
    kind=Kind.LOCAL,
    severity=Severity.WARNING,
    citations=("POL-REPORT",),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding an exercise whose report is past the local target."""
    for duty, _, exercise in owed(evidence, Reads.POLICY_REPORT, Status.OVERDUE):
        yield late_by(
            evidence,
            exercise,
            duty,
            "report",
            do=f"publish the report, or record when it was: {done_by(exercise, 'report-published')}",
        )
