"""The clock of the test duty: per plan, or per element where the plan is modular."""

from __future__ import annotations

import msgspec

from comah.duties.case import Case
from comah.duties.clock import Clock, extended_to
from comah.duties.credited import CreditedTest
from comah.duties.first_interval import clock_with_first
from comah.duties.position import late_status
from comah.exercises.coverage import applicable_elements
from comah.law.counting import earliest_event_reaching
from comah.model.duty import Status
from comah.model.kinds import Conclusion, DutyTo, Element, Regime
from comah.model.words import when_words
from comah.plans.as_at import Dated, PlanAsAt


class PlanTestClock(msgspec.Struct, frozen=True, kw_only=True):
    """The clock of a plan's test, and the element that sets it where elements have their own."""

    clock: Clock
    element: Element | None = None


def clock_of_test(case: Case) -> PlanTestClock:
    """Count the test clock: from the last ``tested`` credit, whatever the rest of the history.

    A modular plan, and any plan under ``strict_elements``, has a clock for each element and is due
    when the earliest of them is. Extensions count for REPPIR alone: COMAH 2015 has no such power.
    """
    facts = case.facts
    if facts.plan.modular or case.sit.authority.policy.strict_elements:
        found = _weakest_element(case)
    else:
        tested = tuple(one.fact for one in case.credited if one.conclusion is Conclusion.TESTED)
        found = PlanTestClock(clock=clock_with_first(tested, case))
    return msgspec.structs.replace(found, clock=extended(found.clock, facts, DutyTo.TEST))


def extended(clock: Clock, facts: PlanAsAt, duty: DutyTo) -> Clock:
    """Lengthen a REPPIR plan's clock by what the regulator agreed in writing (REPPIR 2019 reg 12(1), (3))."""
    if facts.plan.regime is not Regime.REPPIR:
        return clock
    for one in facts.plan.extensions:
        if one.duty is duty and one.until_on is not None:
            agreed = Dated(event="extension agreed to", when=one.until_on, place=one.place, key="until_on")
            reference = one.reference or "no reference on record"
            note = f"extended to {when_words(one.until_on)} by the regulator ({reference})"
            clock = extended_to(clock, agreed, note)
    return clock


def untested_elements(case: Case) -> tuple[Element, ...]:
    """Return the elements that no credit of the present cycle names."""
    since = earliest_event_reaching(case.on, case.period, case.counting)
    covered: set[Element] = set()
    for one in case.credited:
        if one.conclusion is not Conclusion.NOT_TESTED and one.fact.when.is_known and one.fact.when.latest >= since:
            covered |= one.elements
    return tuple(element for element in applicable_elements(case.facts.plan) if element not in covered)


def element_clock(case: Case, element: Element) -> Clock:
    """Count one element's own clock: from the last credit that names it, else from the first preparation."""
    events = tuple(one.fact for one in case.credited if _counts_for(one, element, case.facts))
    return clock_with_first(events, case)


def _weakest_element(case: Case) -> PlanTestClock:
    clocks = [
        PlanTestClock(clock=element_clock(case, each), element=each) for each in applicable_elements(case.facts.plan)
    ]
    return min(clocks, key=lambda one: _weakness(one.clock, case))


def _counts_for(one: CreditedTest, element: Element, facts: PlanAsAt) -> bool:
    """Whether a credit restarts an element's clock: ``partly-tested`` does so for a modular plan alone."""
    if element not in one.elements:
        return False
    return one.conclusion is Conclusion.TESTED or (facts.plan.modular and one.conclusion is Conclusion.PARTLY_TESTED)


def _weakness(clock: Clock, case: Case) -> tuple[int, str]:
    late = late_status(clock, case.period, case.on)
    if late is not None:
        rank = {Status.OVERDUE: 0, Status.MAY_BE_OVERDUE: 1}.get(late[0], 2)
    else:
        rank = 2 if clock.due_on is None else 3
    return rank, clock.due_on.isoformat() if clock.due_on else ""
