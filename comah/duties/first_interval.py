"""The first interval: when a clock may count from the day the plan was first prepared.

Regulation 14(1) of COMAH 2015 is silent on where the first interval starts for a new plan; that it
starts when the plan was first prepared is an inference. It is used only where a missing record
could not make the answer wrong.
"""

from __future__ import annotations

from comah.duties.case import Case
from comah.duties.clock import Clock, clock_from
from comah.plans.as_at import Dated


def clock_with_first(events: tuple[Dated, ...], case: Case) -> Clock:
    """Count from the last event; with none, from the first preparation where that is safe.

    It is safe where the history is declared complete, or while the first interval still runs (a
    missing event could only lengthen the time).
    """
    facts = case.facts
    clock = clock_from(events, case.period, case.counting)
    if clock.trigger is not None or facts.prepared is None:
        return clock
    first = clock_from((facts.prepared,), case.period, case.counting)
    runs = first.due_on is not None and facts.on <= first.due_on
    if not (facts.plan.history_complete or runs):
        return clock
    return Clock(
        trigger=first.trigger,
        due_on=first.due_on,
        due_latest_on=first.due_latest_on,
        has_undated=clock.has_undated,
    )
