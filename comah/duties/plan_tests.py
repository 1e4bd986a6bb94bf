"""The duty to test an external plan: COMAH 2015 reg 14(1)(b), REPPIR 2019 reg 12(1)."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from comah.duties.arrangement import Candidate, best, candidates
from comah.duties.build import with_clock
from comah.duties.case import Case
from comah.duties.clock import Clock
from comah.duties.gate import gate, waits_for_preparation
from comah.duties.position import late_status
from comah.duties.testing_clock import (
    PlanTestClock,
    clock_of_test,
    untested_elements,
)
from comah.exercises.backplan import start_of
from comah.exercises.state import credits_for, is_cancelled, is_fact
from comah.exercises.template import Template, template_for
from comah.law.counting import last_lawful_day, safe_day
from comah.model.duty import Duty, IfCredited, Status
from comah.model.kinds import ExerciseType
from comah.model.words import count_words, day_words, when_words


def duty_to_test(case: Case) -> Duty:
    """Return a plan's test duty as it stands on the day, with what is arranged and what would count."""
    sit, facts = case.sit, case.facts
    before = gate(case.provision, facts) or waits_for_preparation(facts, has_tests=bool(case.credited))
    if before is not None and before[0] is not Status.UNKNOWN:
        return case.duty(*before)
    found = clock_of_test(case) if before is None else PlanTestClock(clock=Clock())
    planned = candidates(sit, facts.ref, found.clock.trigger, _safe(found.clock))
    start, by, basis = _start(case, found.clock)
    status, reason = before or _status(case, found, planned, start)
    next_exercise = best(planned)
    return msgspec.structs.replace(
        with_clock(case.duty(status, reason), found.clock, case.on),
        latest_start=start,
        start_by=by,
        start_by_basis=basis,
        in_date_only_if_since=case.in_date_only_if_since if status is Status.UNKNOWN else None,
        arranged=next_exercise.arranged if next_exercise else None,
        if_credited=if_credited(case),
        untested_elements=tuple(one.value for one in untested_elements(case)),
    )


def if_credited(case: Case) -> tuple[IfCredited, ...]:
    """Return what crediting each held exercise that names the plan, and has no credit for it, would mean."""
    sit, facts = case.sit, case.facts
    found = []
    for exercise in sit.exercises_naming(facts.ref):
        held = exercise.held_on
        if held is None or not held.is_known or not is_fact(held, sit.on) or is_cancelled(exercise, sit.on):
            continue
        is_named = facts.ref in exercise.will_test or facts.ref in exercise.takes_part
        if not is_named or credits_for(exercise, facts.ref, sit.on):
            continue
        due = last_lawful_day(held.earliest, case.period, case.counting)
        found.append(IfCredited(exercise=exercise.id, text=held.text, due_on=due, safe_on=safe_day(due)))
    return tuple(found)


def assumed_type(case: Case) -> ExerciseType:
    """Return the type of the next test: the establishment's, else the authority's."""
    return case.facts.site.next_test_type or case.sit.authority.policy.next_test_type


def assumed_template(case: Case) -> Template:
    """Return the template of the next test: of its type, the plan's regime, and as the authority runs it."""
    return template_for(assumed_type(case), frozenset({case.facts.plan.regime}), case.sit.authority)


def _safe(clock: Clock) -> date | None:
    return safe_day(clock.due_on) if clock.due_on else None


def _start(case: Case, clock: Clock) -> tuple[date | None, date | None, str]:
    """Return the latest start, the local start-by date, and what they rest on."""
    safe_on = _safe(clock)
    if safe_on is None:
        return None, None, ""
    kind, margin = assumed_type(case), case.sit.authority.policy.margin_days
    template = assumed_template(case)
    start = start_of(safe_on, template, case.sit.calendar)
    basis = f"{kind.value}, {template.length_days} days; margin {margin} days (local)"
    return start, start - timedelta(days=margin), basis


def _status(case: Case, found: PlanTestClock, planned: tuple[Candidate, ...], start: date | None) -> tuple[Status, str]:
    clock = found.clock
    late = late_status(clock, case.period, case.on)
    if late is None and clock.due_on is None:
        late = Status.UNKNOWN, _why_unknown(case, clock)
    status, reason = late or _ahead(case, clock, planned, start)
    if found.element is not None:
        reason = f"element {found.element.value}: {reason}"
    return status, f"{reason}; {clock.note}" if clock.note else reason


def _why_unknown(case: Case, clock: Clock) -> str:
    facts = case.facts
    what = "a test is credited whose day is not on record" if clock.has_undated else "no test on record"
    if facts.prepared is not None and not facts.plan.history_complete:
        what += f"; first prepared {when_words(facts.prepared.when)}, and the history is not said to be complete"
    return f"{what}; {case.only_if('tested')}"


def _ahead(case: Case, clock: Clock, planned: tuple[Candidate, ...], start: date | None) -> tuple[Status, str]:
    """Decide between arranged, planned, at risk and due, for a plan that is in date."""
    safe_on = _safe(clock)
    safe = f"safe date {day_words(safe_on)}" if safe_on else ""
    for status, is_confirmed, word in (
        (Status.ARRANGED, True, "is confirmed"),
        (Status.PLANNED, False, "is planned, not confirmed"),
    ):
        for one in planned:
            if not one.why_not and one.is_confirmed is is_confirmed:
                return status, f"{one.words} {'was held and is not credited yet' if one.is_held else word}; {safe}"
    if planned:
        own = (one for one in planned if not one.follows)  # it is not for the others to meet this date
        why = "; ".join(f"{one.words} does not qualify: {one.why_not}" for one in own)
        return Status.AT_RISK, f"{safe}; {why}"
    kind = assumed_type(case).value
    if start is not None and case.on > start:
        late = count_words((case.on - start).days, "day")
        return Status.AT_RISK, f"{safe}; nothing is planned, and the latest start for {kind} passed {late} ago"
    return Status.DUE, f"{safe}; latest start for {kind} {day_words(start) if start else ''}"
