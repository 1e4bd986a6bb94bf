"""The good practice of exercising every element of a plan over the cycle. It is not law."""

from __future__ import annotations

from comah.duties.build import with_clock
from comah.duties.case import Case
from comah.duties.clock import Clock, clock_from
from comah.duties.gate import gate
from comah.duties.position import late_status
from comah.exercises.coverage import applicable_elements
from comah.law.counting import safe_day
from comah.model.duty import Duty, Status
from comah.model.kinds import Conclusion, Element
from comah.model.words import day_words


def duty_to_exercise_elements(case: Case) -> Duty:
    """Return how the elements of a plan stand: due when the one exercised longest ago is."""
    before = gate(case.provision, case.facts)
    if before is not None:
        return case.duty(*before)
    clocks = {element: _clock(case, element) for element in applicable_elements(case.facts.plan)}
    never = [element.value for element, clock in clocks.items() if clock.due_on is None]
    if never:
        return case.duty(Status.UNKNOWN, f"not exercised on any dated record: {', '.join(never)}")
    element, clock = min(clocks.items(), key=lambda item: (item[1].due_on, item[0].value))
    late = late_status(clock, case.period, case.on, case.provision.standing)
    safe = day_words(safe_day(clock.due_on)) if clock.due_on else ""
    status, reason = late or (Status.DUE, f"safe date {safe}")
    return with_clock(case.duty(status, f"element {element.value}: {reason}"), clock, case.on)


def _clock(case: Case, element: Element) -> Clock:
    events = tuple(
        one.fact
        for one in case.credited
        if element in one.elements and one.conclusion is not Conclusion.NOT_TESTED and one.fact.when.is_known
    )
    return clock_from(events, case.period, case.counting)
