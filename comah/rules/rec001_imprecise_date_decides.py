"""Inexact date that decides a position.

What it finds: a duty stands differently when the inexact dates that it counts from mean their first
day than when they mean their last: overdue or not, at risk or not, in date or not to be shown. Days
that are planned or agreed are left out: they are judged by their latest day.

Why it matters: most inexact dates do no harm. This one does: the answer hangs on a day that somebody
can look up. It is a fault of the record; where the law is at stake, rules of the law say so besides.

Example, as at 2026-02-02:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2023-northbank.toml
    held_on = "2023"
    will_test = ["northbank"]
    credits = [{ plan = "northbank", conclusion = "tested" }]

What to do: find the day, or at least the month, and record it as closely as it is known.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.duty import Duty, Status
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.model.when import When
from comah.rules.evidence import Evidence
from comah.rules.of_duty import from_line, raised_of
from comah.rules.of_plan import facts_of, placed
from comah.rules.readings import READERS, on_each_reading

RULE = Rule(
    code="REC001",
    slug="imprecise-date-decides",
    kind=Kind.RECORD,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a duty whose position hangs on an inexact date."""
    rows = {row.id: row for row in evidence.law.provisions}
    for duty in evidence.duties:
        provision = rows.get(duty.duty)
        if provision is None or provision.reads not in READERS:
            # the elements hang on the same days as the test itself
            is_of_test = provision is not None and provision.reads is Reads.ELEMENTS
            if duty.status is Status.MAY_BE_OVERDUE and not is_of_test:
                yield _found(evidence, duty, "overdue on one reading of its date, in time on another")
        elif _is_inexact(evidence, duty):
            first, last = on_each_reading(evidence, duty, provision)
            if first.status is not last.status:
                words = f"{_words(first.status)} if its inexact date means the first day, {_words(last.status)}"
                yield _found(evidence, duty, f"{words} if it means the last")


def _is_inexact(evidence: Evidence, duty: Duty) -> bool:
    """Whether a duty of a plan may rest on a date that is not exact."""
    if duty.trigger is not None:
        return not duty.trigger.is_precise
    return duty.status is Status.UNKNOWN and _is_span(facts_of(evidence, duty).plan.first_prepared_on)


def _is_span(when: When | None) -> bool:
    return when is not None and not when.is_exact


def _found(evidence: Evidence, duty: Duty, words: str) -> Raised:
    found = raised_of(
        duty,
        f"{duty.title[0].lower()}{duty.title[1:]}: {words}",
        details=tuple(from_line(duty)),
        do="find the day and record it as closely as it is known",
    )
    return placed(evidence, found)


def _words(status: Status) -> str:
    return "cannot be shown" if status is Status.UNKNOWN else status.value.replace("-", " ")
