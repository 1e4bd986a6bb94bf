"""Phase due before what it needs.

What it finds: a phase, as the authority or one exercise changes it, is due before the last day of a phase that it
needs.

Why it matters: whoever keeps to the days cannot keep to the order. The days stand as they are given, and the later
phase shows as late. It is a fault of the record.

Example, as at 2026-10-28:

    # authority.toml
    [[phases]]
    id = "events-list"
    first_offset = -126

What to do: move one of the two, or take the need out.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.template_fault import FaultSort
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.evidence import Evidence
from comah.rules.of_template import raised_of_template

RULE = Rule(
    code="TPL003",
    slug="need-comes-later",
    kind=Kind.RECORD,
    severity=Severity.ERROR,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a fault."""
    yield from raised_of_template(evidence, FaultSort.NEED_LATER, "move one of the two days, or take the need out")
