"""The duty to prepare a plan: COMAH 2015 reg 13(2), REPPIR 2019 reg 11(4), PSR 1996 reg 25(1)."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.duties.build import with_clock
from comah.duties.case import Case
from comah.duties.clock import Clock, clock_from, trigger_of
from comah.duties.gate import gate
from comah.duties.position import late_status
from comah.law.counting import safe_day
from comah.model.duty import Duty, Status
from comah.model.kinds import Regime
from comah.model.provision import Counting, Period
from comah.model.when import When
from comah.model.words import count_words, day_words, when_words
from comah.plans.as_at import Dated, PlanAsAt, counts


def duty_to_prepare(case: Case) -> Duty:
    """Return the duty to prepare a plan: met once a plan exists, counted while none does."""
    before = gate(case.provision, case.facts)
    clock = Clock() if before else _clock(case)
    status, reason = before or _status(case, clock)
    return _dated(case.duty(status, reason), clock, case.on)


def _dated(duty: Duty, clock: Clock, on: date) -> Duty:
    duty = with_clock(duty, clock, on)
    if duty.status is Status.MET:  # a one-off duty done is neither early nor late any more
        return msgspec.structs.replace(duty, days_left=None, days_overdue=0)
    return duty


def _clock(case: Case) -> Clock:
    facts = case.facts
    ended = facts.ended_exemption
    if ended is not None and ended.plan_by_on is not None:
        set_by = Dated(
            event="plan-by date set by the withdrawal of the exemption",
            when=ended.plan_by_on,
            place=ended.place,
            key="plan_by_on",
        )
        return Clock(trigger=trigger_of(set_by), due_on=set_by.when.earliest, due_latest_on=set_by.when.latest)
    by_regime = {Regime.COMAH: _comah, Regime.REPPIR: _reppir, Regime.PIPELINE: _pipeline}
    return by_regime[facts.plan.regime](case.period, case.value.limit, case.counting, facts)


def _comah(interval: Period, limit: Period | None, counting: Counting, facts: PlanAsAt) -> Clock:
    """Six months from the operator's information, or as agreed in writing, within nine months in all."""
    received = _fact(facts, "information_received_on", "operator's information received")
    if received is None:
        return Clock()
    clock = clock_from((received,), interval, counting)
    agreed = facts.plan.agreed_until_on
    if agreed is None or limit is None or clock.due_on is None or clock.due_latest_on is None:
        return clock
    most = clock_from((received,), limit, counting)
    reference = facts.plan.agreed_reference or "no reference on record"
    note = f"{when_words(agreed)} agreed by the competent authority ({reference})"
    if most.due_latest_on is not None and agreed.latest > most.due_latest_on:
        note += f", which is more than the {limit} that can be agreed"
    return msgspec.structs.replace(
        clock,
        due_on=max(clock.due_on, min(agreed.earliest, most.due_on or agreed.earliest)),
        due_latest_on=max(clock.due_latest_on, min(agreed.latest, most.due_latest_on or agreed.latest)),
        note=note,
    )


def _reppir(interval: Period, _limit: Period | None, counting: Counting, facts: PlanAsAt) -> Clock:
    """The earlier of eight months from the consequences report and the start of the work."""
    report = _fact(facts, "consequences_report_received_on", "consequences report received")
    clock = clock_from((report,), interval, counting) if report else Clock()
    starts = facts.plan.work_starts_on
    if starts is None:
        return clock
    work = Dated(event="work with ionising radiation starts", when=starts, place=facts.plan.place, key="work_starts_on")
    if clock.due_on is None or clock.due_latest_on is None:
        return Clock(trigger=trigger_of(work), due_on=starts.earliest, due_latest_on=starts.latest)
    if starts.earliest >= clock.due_on and starts.latest >= clock.due_latest_on:
        return clock
    return Clock(
        trigger=trigger_of(work) if starts.latest < clock.due_on else clock.trigger,
        due_on=min(clock.due_on, starts.earliest),
        due_latest_on=min(clock.due_latest_on, starts.latest),
        note=f"the work starts {when_words(starts)}, before the {interval} end",
    )


def _pipeline(interval: Period, _limit: Period | None, counting: Counting, facts: PlanAsAt) -> Clock:
    """Nine months from HSE's notification, or the first use where that is later."""
    notified = _fact(facts, "notified_on", "notified by HSE")
    if notified is None:
        return Clock()
    clock = clock_from((notified,), interval, counting)
    first_use = facts.plan.first_use_on
    if first_use is None or clock.due_on is None or clock.due_latest_on is None or first_use.latest <= clock.due_on:
        return clock
    return msgspec.structs.replace(
        clock,
        due_on=max(clock.due_on, first_use.earliest),
        due_latest_on=max(clock.due_latest_on, first_use.latest),
        note=f"first used {when_words(first_use)}, after the {interval} end",
    )


def _fact(facts: PlanAsAt, key: str, event: str) -> Dated | None:
    when = getattr(facts.plan, key)
    if not counts(when, facts.on, facts.since):
        return None
    return Dated(event=event, when=when, place=facts.plan.place, key=key)


def _status(case: Case, clock: Clock) -> tuple[Status, str]:
    met = _met(case, clock)
    if met is not None:
        return Status.MET, met
    if clock.due_on is None:
        return Status.NOT_APPLICABLE, "no information or plan-by date is on record"
    status, reason = late_status(clock, case.period, case.on) or (
        Status.DUE,
        f"safe date {day_words(safe_day(clock.due_on))}; no plan is on record yet",
    )
    return status, f"{reason}; {clock.note}" if clock.note else reason


def _met(case: Case, clock: Clock) -> str | None:
    """Say when the plan came to be, and whether that was in time; None while no plan is on record."""
    facts = case.facts
    if facts.prepared is not None:
        when = facts.prepared.when
        words = f"prepared {when_words(when)}"
        return f"{words}{_punctuality(when, clock)}"
    signs = [one.fact for one in case.credited]
    if facts.in_existence_by is not None:
        signs.append(facts.in_existence_by)
    known = [sign for sign in signs if sign.when.is_known]
    if known:
        first = min(known, key=lambda sign: sign.when.latest)
        by = f"{when_words(first.when)} at the latest ({first.event})"
        return f"prepared by {by}; the day it was prepared is not on record"
    return None if not signs else "a plan has been exercised; the day it was prepared is not on record"


def _punctuality(prepared: When, clock: Clock) -> str:
    """Say whether a plan was prepared in time: late, perhaps late, or not to be shown."""
    if clock.due_on is None or clock.due_latest_on is None:
        return "; whether in time cannot be shown: what its period counts from is not on record"
    last = day_words(clock.due_latest_on)
    if prepared.earliest > clock.due_latest_on:
        late = count_words((prepared.earliest - clock.due_latest_on).days, "day")
        return f", LATE by {late if prepared.is_day else f'{late} at least'}: the last lawful day was {last}"
    if prepared.latest > clock.due_on:
        return f", perhaps late: the last lawful day was {day_words(clock.due_on)}, or {last} on the latest reading"
    return ""
