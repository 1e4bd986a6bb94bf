"""What a plan's duty would be if every inexact date of the record meant its first day, or its last.

Days that were planned, agreed or set are left as they are: they are no facts that a record can have
inexactly, and are judged by their latest day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

import msgspec

from comah.duties.case import Case
from comah.duties.credited import CreditedTest, credited_tests
from comah.duties.plan_reviews import duty_to_review
from comah.duties.plan_tests import duty_to_test
from comah.duties.preparation import duty_to_prepare
from comah.model.duty import Duty
from comah.model.establishment import Plan
from comah.model.provision import Provision, Reads
from comah.model.when import When
from comah.plans.as_at import plan_as_at
from comah.rules.evidence import Evidence
from comah.rules.of_plan import facts_of

READERS: Final[dict[Reads, Callable[[Case], Duty]]] = {
    Reads.TESTS: duty_to_test,
    Reads.REVIEWS: duty_to_review,
    Reads.PREPARATION: duty_to_prepare,
}
_FACTS: Final = (
    "information_received_on",
    "first_prepared_on",
    "consequences_report_received_on",
    "notified_on",
    "review_started_on",
)


def on_each_reading(evidence: Evidence, duty: Duty, provision: Provision) -> tuple[Duty, Duty]:
    """Return a plan's duty with every inexact date on its first day, and on its last that has come."""
    facts = facts_of(evidence, duty)
    credited = credited_tests(evidence.sit, facts)
    found = []
    for is_last in (False, True):
        plan = _plan_read(facts.plan, evidence.on, is_last=is_last)
        case = Case(
            sit=evidence.sit,
            provision=provision,
            value=provision.value_on(evidence.on) or provision.values[0],
            facts=plan_as_at(facts.site, plan, evidence.on),
            credited=tuple(_test_read(one, evidence.on, is_last=is_last) for one in credited),
        )
        found.append(READERS[provision.reads](case))
    return found[0], found[1]


def narrowed(when: When | None, on: date, *, is_last: bool) -> When | None:
    """Return an inexact date as one day; a fact on record has happened, so its last day is not after ``on``."""
    if when is None or when.is_exact or not when.is_known or when.earliest > on:
        return when
    return When.on_day(min(when.latest, on) if is_last else when.earliest)


def _plan_read(plan: Plan, on: date, *, is_last: bool) -> Plan:
    dates = {name: narrowed(getattr(plan, name), on, is_last=is_last) for name in _FACTS}
    return msgspec.structs.replace(
        plan,
        **dates,
        reviews=tuple(msgspec.structs.replace(one, on=narrowed(one.on, on, is_last=is_last)) for one in plan.reviews),
        issues=tuple(msgspec.structs.replace(one, on=narrowed(one.on, on, is_last=is_last)) for one in plan.issues),
    )


def _test_read(one: CreditedTest, on: date, *, is_last: bool) -> CreditedTest:
    when = narrowed(one.fact.when, on, is_last=is_last) or one.fact.when
    return msgspec.structs.replace(one, fact=msgspec.structs.replace(one.fact, when=when))
