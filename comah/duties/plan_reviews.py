"""The duty to review a plan: COMAH 2015 reg 14(1)(a), REPPIR 2019 reg 12(1), PSR 1996 reg 25(3)."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from comah.duties.build import with_clock
from comah.duties.case import Case
from comah.duties.clock import Clock, cycle_began
from comah.duties.first_interval import clock_with_first
from comah.duties.gate import gate, waits_for_preparation
from comah.duties.position import late_status
from comah.duties.situation import Situation
from comah.duties.testing_clock import extended
from comah.law.counting import safe_day
from comah.model.duty import Duty, Status
from comah.model.kinds import DutyTo
from comah.model.when import When
from comah.model.words import count_words, day_words, when_words
from comah.plans.review_under_way import reviews_started


def duty_to_review(case: Case) -> Duty:
    """Return a plan's review duty as it stands on the day. Only full reviews count, and a test does not."""
    sit, facts = case.sit, case.facts
    before = gate(case.provision, facts) or waits_for_preparation(facts, has_tests=bool(case.credited))
    clock = Clock()
    if before is None:
        clock = extended(clock_with_first(facts.full_reviews, case), facts, DutyTo.REVIEW)
    start, basis = _start(sit, clock)
    status, reason = before or _status(case, clock, start)
    return msgspec.structs.replace(
        with_clock(case.duty(status, reason), clock, case.on),
        latest_start=start,
        start_by=start,
        start_by_basis=basis,
        in_date_only_if_since=case.in_date_only_if_since if status is Status.UNKNOWN else None,
    )


def _start(sit: Situation, clock: Clock) -> tuple[date | None, str]:
    """Return the day by which a review is started: the authority's lead before the safe date, on a working day."""
    if clock.due_on is None:
        return None, ""
    lead = sit.authority.policy.review_lead_days
    start = sit.calendar.on_or_before(safe_day(clock.due_on) - timedelta(days=lead))
    return start, f"review started {lead} days before the safe date (local)"


def _status(case: Case, clock: Clock, start: date | None) -> tuple[Status, str]:
    late = late_status(clock, case.period, case.on)
    if late is None and clock.due_on is None:
        late = Status.UNKNOWN, _why_unknown(case)
    status, reason = late or _ahead(case, clock, start)
    return status, f"{reason}; {clock.note}" if clock.note else reason


def _why_unknown(case: Case) -> str:
    facts = case.facts
    what = "no full review on record"
    if facts.contact_checks:
        what += f" ({count_words(facts.contact_checks, 'check')} of contacts only)"
    if facts.prepared is not None and not facts.plan.history_complete:
        what += f"; first prepared {when_words(facts.prepared.when)}, and the history is not said to be complete"
    return f"{what}; {case.only_if('reviewed')}"


def _ahead(case: Case, clock: Clock, start: date | None) -> tuple[Status, str]:
    safe = f"safe date {day_words(safe_day(clock.due_on))}" if clock.due_on else ""
    begun = (one for one in reviews_started(case.facts.plan, case.on) if _is_of_this_cycle(one, clock))
    started = next(begun, None)
    if started is not None:
        return Status.PLANNED, f"a review was started {when_words(started)}; {safe}"
    if start is not None and case.on > start:
        late = count_words((case.on - start).days, "day")
        return Status.AT_RISK, f"{safe}; no review is started, and the day to start passed {late} ago"
    return Status.DUE, f"{safe}; start by {day_words(start) if start else ''}"


def _is_of_this_cycle(started: When, clock: Clock) -> bool:
    """Whether a review was started after the last was finished, on every reading of both dates."""
    began = cycle_began(clock.trigger)
    return began is None or started.earliest > began.counted_from_latest
