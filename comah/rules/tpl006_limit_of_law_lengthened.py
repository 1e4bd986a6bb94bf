"""Limit of the law lengthened.

What it finds: the authority or one exercise drops a phase that a provision limits, or puts it to a day, or gives it a
limit, beyond the shortest period that the provision can make.

Why it matters: regulation 12(8) of REPPIR 2019 wants the report of a test completed, and regulation 12(9) and (10)
want it sent, within periods that no local custom lengthens. The change is not applied beyond them.

Example, as at 2026-10-28:

    # authority.toml
    [[phases]]
    id = "report-agreed"
    regimes = ["reppir"]
    first_offset = 98

What to do: give the phase a day within the period, or take the change out; an exercise of a COMAH plan alone is
free to run later.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.exercises.template_fault import FaultSort
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.evidence import Evidence
from comah.rules.of_template import raised_of_template

RULE = Rule(
    code="TPL006",
    slug="limit-of-law-lengthened",
    kind=Kind.LAW,
    severity=Severity.ERROR,
    citations=("REPPIR-12-REPORT", "REPPIR-12-SEND"),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a fault."""
    yield from raised_of_template(evidence, FaultSort.LAW, "give it a day within the period, or take the change out")
