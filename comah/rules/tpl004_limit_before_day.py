"""Limit before the day of its phase.

What it finds: the limit of a phase lies before the day on which it is due; or its first day lies after its last.

Why it matters: a limit that has passed before the day says nothing. The limit counts, and first and last day stay as
the template has them. It is a fault of the record.

Example, as at 2026-10-28:

    # authority.toml
    [[phases]]
    id = "multi-agency-debrief"
    limit = 21

What to do: move the limit to the phase's day or later, or move the day with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.template_fault import FaultSort
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.evidence import Evidence
from comah.rules.of_template import raised_of_template

RULE = Rule(
    code="TPL004",
    slug="limit-before-day",
    kind=Kind.RECORD,
    severity=Severity.ERROR,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a fault."""
    yield from raised_of_template(evidence, FaultSort.LIMIT_BEFORE_DAY, "move the limit, or the day with it")
