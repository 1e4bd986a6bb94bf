"""Local measure at risk this financial year.

What it finds: what this financial year holds so far, with the exercises confirmed for days still to come in
it, is below the target of a local measure, and the latest start of an exercise of the authority's usual type
that could be held by 31 March has passed. Until that day there is time, and nothing is found.

Why it matters: an exercise begun now would be held after the year's end, or hurried. It is the authority's
own measure, not law.

Example, as at 2026-10-01:

    # authority.toml
    [policy]
    next_test_type = "live"

    [[measures]]
    id = "exercises-a-year"
    title = "At least one exercise each financial year"
    target = 1

What to do: confirm an exercise that is planned, run a smaller one that still fits, or tell members now.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from comah.duties.measures import measure_row
from comah.exercises.backplan import start_of
from comah.exercises.template import template_for
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.words import count_words, day_words
from comah.rules.evidence import Evidence
from comah.workdays.financial_year import financial_year_of

RULE = Rule(
    code="KPI002",
    slug="measure-at-risk",
    kind=Kind.LOCAL,
    severity=Severity.WARNING,
    citations=("POL-KPI",),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a measure that what is held and confirmed will not meet."""
    year, kind = financial_year_of(evidence.on), evidence.authority.policy.next_test_type
    template = template_for(kind, authority=evidence.authority)
    start = start_of(year.ends_on, template, evidence.sit.calendar)
    for measure in evidence.authority.measures if evidence.on > start else ():
        row = measure_row(evidence.sit, measure)
        if row.forecast < row.target:
            confirmed = row.forecast - row.actual
            left = count_words(row.days_left, "day")
            yield Raised(
                authority=row.authority,
                subject=row.id,
                message=f"{row.period} at {row.actual} of {row.target} and {confirmed} confirmed, {left} left, not law",
                do="confirm an exercise, run a smaller one that still fits, or tell members",
                since=start + timedelta(days=1),
                place=measure.place,
                key="target",
                details=(
                    ("Measure", row.title or row.id),
                    ("Start", f"latest start of a {kind.value} exercise was {day_words(start)}"),
                ),
            )
