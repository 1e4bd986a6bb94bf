"""Phases that need one another.

What it finds: phases of an exercise, as the authority or one exercise changes them, need one another in a
circle, or one needs itself.

Why it matters: none of them could ever be the first. The need that closes the circle is left out of every date, so
that the steps still have days, and those may not be the ones that were meant. It is a fault of the record.

Example, as at 2026-10-28:

    # authority.toml
    [[phases]]
    id = "scenario"
    needs = ["events-list"]

What to do: take out the need that is the wrong way round: the phase that is done first needs none of those that
follow from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.template_fault import FaultSort
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.evidence import Evidence
from comah.rules.of_template import raised_of_template

RULE = Rule(
    code="TPL001",
    slug="phases-in-a-circle",
    kind=Kind.RECORD,
    severity=Severity.ERROR,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a fault."""
    yield from raised_of_template(evidence, FaultSort.CIRCLE, "take out the need that is the wrong way round")
