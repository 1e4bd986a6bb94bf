"""Phase that no template knows.

What it finds: a phase is named, as one that is done, dropped or needed, and no template bears that name: neither the
packaged one nor the authority's own phases nor the exercise's.

Why it matters: what was recorded is not counted: a step that is done still shows as late, and a need is left out. It
is a fault of the record, mostly a slip of the pen.

Example, as at 2026-10-28:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2026-northbank-live.toml
    planned_on = 2026-12-02
    will_test = ["northbank"]
    phases = [{ id = "event-list", done_on = 2026-10-21 }]

What to do: write the name as the exercise template has it; or, for a phase of your own, give it a day
(first_offset) and the fewest days that it takes (least_days).
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.template_fault import FaultSort
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.evidence import Evidence
from comah.rules.of_template import raised_of_template

RULE = Rule(
    code="TPL002",
    slug="phase-not-known",
    kind=Kind.RECORD,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a fault."""
    yield from raised_of_template(
        evidence,
        FaultSort.UNKNOWN_NAME,
        "write the name as the template has it, or give a phase of your own its first_offset",
    )
