"""Phase given twice.

What it finds: one record says twice what a phase is like, for the same exercises.

Why it matters: where the two differ the later one counts, and nobody can see which was meant. Two that are for
different types or regimes are not the same. It is a fault of the record.

Example, as at 2026-10-28:

    # authority.toml
    [[phases]]
    id = "initiation"
    first_offset = -200

    [[phases]]
    id = "initiation"
    first_offset = -210

What to do: leave one of them, or say for which types and regimes each is.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.template_fault import FaultSort
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.evidence import Evidence
from comah.rules.of_template import raised_of_template

RULE = Rule(
    code="TPL005",
    slug="phase-given-twice",
    kind=Kind.RECORD,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a fault."""
    yield from raised_of_template(
        evidence, FaultSort.TWICE, "leave one of them, or say for which types and regimes each is"
    )
