"""Local measure missed.

What it finds: the last financial year, 1 April to 31 March, ended with fewer on record than the target of
a local measure.

Why it matters: members are told of it. It is the authority's own measure, not law: meeting it shows no plan
in date, and missing it none overdue. An exercise whose day may lie outside the year is not counted.

Example, as at 2026-04-01:

    # authority.toml
    [[measures]]
    id = "exercises-a-year"
    title = "At least one exercise each financial year"
    target = 1

What to do: look whether an exercise of that year is missing from the records; else report it to members
with what is confirmed for this year (comah check --measures).
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.duties.measures import measure_row
from comah.model.duty import MeasureStatus
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.evidence import Evidence
from comah.workdays.financial_year import financial_year_of

RULE = Rule(
    code="KPI001",
    slug="measure-missed",
    kind=Kind.LOCAL,
    severity=Severity.WARNING,
    citations=("POL-KPI",),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a measure that last year ended below its target."""
    for measure in evidence.authority.measures:
        row = measure_row(evidence.sit, measure)
        if row.last_status is MeasureStatus.MISSED:
            yield Raised(
                authority=row.authority,
                subject=row.id,
                message=f"{row.last_period} ended with {row.last_actual} of {row.target} on record, not law",
                do="look for an exercise missing from the records; else report it to members",
                since=financial_year_of(evidence.on).starts_on,
                place=measure.place,
                key="target",
                details=(("Measure", row.title or row.id),),
            )
