"""Duties of a site's operator, read from the operator's own facts: COMAH 2015 regs 10, 12 and 18."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from comah.duties.build import Subject, new_duty, with_clock
from comah.duties.clock import Clock, clock_from
from comah.duties.position import late_status
from comah.duties.situation import Situation
from comah.exercises.state import is_fact
from comah.law.counting import earliest_event_reaching, safe_day
from comah.model.duty import Duty, Status
from comah.model.establishment import Establishment, Plan
from comah.model.kinds import Regime
from comah.model.place import Place
from comah.model.provision import Period, Provision, Reads
from comah.model.when import When
from comah.model.words import day_words
from comah.plans.as_at import Dated, why_not_applicable

COMAH_PLAN = Plan(regime=Regime.COMAH)

Sources = tuple[tuple[str, When | None, Place, str], ...]


def operator_duty(sit: Situation, provision: Provision, site: Establishment) -> Duty:
    """Return one duty of an operator as it stands on the day."""
    subject = Subject(establishment=site.id)
    value = provision.value_on(sit.on)
    why = why_not_applicable(site, COMAH_PLAN, sit.on)
    if value is None or value.interval is None:
        why = "not in force on this day"
    if why or value is None or value.interval is None:
        return new_duty(sit, provision, subject, Status.NOT_APPLICABLE, why or "")
    clock = _clock(sit, provision, site, value.interval)
    status, reason = _status(sit, provision, clock, value.interval)
    duty = with_clock(new_duty(sit, provision, subject, status, reason), clock, sit.on)
    if status is not Status.UNKNOWN:
        return duty
    since = earliest_event_reaching(sit.on, value.interval, provision.counting)
    return msgspec.structs.replace(duty, in_date_only_if_since=since)


def _clock(sit: Situation, provision: Provision, site: Establishment, period: Period) -> Clock:
    last, first = _FACTS[provision.reads](site)
    clock = clock_from(_dated(sit, last), period, provision.counting)
    if clock.trigger is not None:
        return clock
    # the first interval, counted from the plan's preparation, only while it still runs
    begun = clock_from(_dated(sit, first), period, provision.counting)
    return begun if begun.due_on is not None and sit.on <= begun.due_on else clock


def _dated(sit: Situation, sources: Sources) -> tuple[Dated, ...]:
    return tuple(
        Dated(event=event, when=when, place=place, key=key)
        for event, when, place, key in sources
        if when is not None and is_fact(when, sit.on)
    )


def _status(sit: Situation, provision: Provision, clock: Clock, period: Period) -> tuple[Status, str]:
    if clock.due_on is None:
        since = day_words(earliest_event_reaching(sit.on, period, provision.counting))
        return Status.UNKNOWN, f"no date on record; in date only if done since {since} (that day counts)"
    late = late_status(clock, period, sit.on)
    return late or (Status.DUE, f"safe date {day_words(safe_day(clock.due_on))}")


def _public_review(site: Establishment) -> tuple[Sources, Sources]:
    info = site.public_information
    return (("reviewed", info.reviewed_on, info.place, "reviewed_on"),), ()


def _public_sent(site: Establishment) -> tuple[Sources, Sources]:
    info = site.public_information
    return (("sent", info.sent_on, info.place, "sent_on"),), ()


def _internal_review(site: Establishment) -> tuple[Sources, Sources]:
    plan = site.internal_plan
    return (("reviewed", plan.reviewed_on, plan.place, "reviewed_on"),), _internal_first(site)


def _internal_test(site: Establishment) -> tuple[Sources, Sources]:
    plan = site.internal_plan
    return (("tested", plan.tested_on, plan.place, "tested_on"),), _internal_first(site)


def _internal_first(site: Establishment) -> Sources:
    plan = site.internal_plan
    return (("internal plan first prepared", plan.first_prepared_on, plan.place, "first_prepared_on"),)


def _safety_report(site: Establishment) -> tuple[Sources, Sources]:
    report = site.safety_report
    return (
        ("safety report sent", report.sent_on, report.place, "sent_on"),
        ("safety report reviewed", report.reviewed_on, report.place, "reviewed_on"),
    ), ()


_FACTS: dict[Reads, Callable[[Establishment], tuple[Sources, Sources]]] = {
    Reads.PUBLIC_INFORMATION_REVIEW: _public_review,
    Reads.PUBLIC_INFORMATION_SENT: _public_sent,
    Reads.INTERNAL_REVIEW: _internal_review,
    Reads.INTERNAL_TEST: _internal_test,
    Reads.SAFETY_REPORT: _safety_report,
}
OPERATOR_READS = frozenset(_FACTS)
