"""The plans that are to have dates, each with its safe date, its law and who takes part in its exercises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from comah.duties.change_effects import test_duties
from comah.duties.clock import trigger_words
from comah.errors import ComahError
from comah.exercises.state import credits_for, is_cancelled, is_fact
from comah.model.book import AuthorityBook, Book
from comah.model.duty import Duty, Status
from comah.model.establishment import Establishment, plan_ref
from comah.model.establishment import Plan as ExternalPlan
from comah.model.exercise import Exercise
from comah.model.kinds import Conclusion, ExerciseType, Regime
from comah.model.programme_keys import ProgrammeRule
from comah.model.provision import Law, Period
from comah.model.words import day_words
from comah.plans.as_at import why_not_applicable
from comah.programme.asked import Asked
from comah.programme.committed_of import agencies_of_exercise
from comah.programme.limits_of import wish_of
from comah.programme.problem import OFF, Plan

_OWES_NOTHING: Final = frozenset({Status.NOT_APPLICABLE, Status.EXEMPT})
_CATEGORY_1: Final = 1
_PIPELINE: Final = "regulation 25 of PSR 1996 asks for reviews of a pipeline plan, not expressly for tests"


class PlansFound(msgspec.Struct, frozen=True, kw_only=True):
    """The plans that are to have dates, and in words those that have none."""

    plans: tuple[Plan, ...]
    left_out: tuple[str, ...]  # plans, and sites without one, that owe no test
    would_count: Mapping[str, tuple[str, ...]] = {}  # by exercise held, the plans due later if it were credited


def plans_of(book: Book, law: Law, asked: Asked) -> PlansFound:
    """Return every plan that owes a test, as at the day asked for."""
    covered = [records for records in book.authorities if asked.covers(records.authority.id)]
    sites = {
        plan_ref(site.id, plan.regime): (records, site)
        for records in covered
        for site in records.establishments
        for plan in site.plans
    }
    duties = test_duties(book, law, asked.on, tuple(sites))
    owing = {ref: duty for ref, duty in duties.items() if duty.status not in _OWES_NOTHING}
    held = _held_exercises(book, asked.on)
    plans = (_plan(book, law, asked, ref, owing[ref], *sites[ref], held, owing) for ref in owing)
    return PlansFound(
        plans=tuple(sorted(plans, key=lambda plan: plan.ref)),
        would_count=_would_count(owing, asked.first),
        left_out=(
            *(f"{ref}: {_why_left(duties.get(ref))}" for ref in sites if ref not in owing),
            *(line for records in covered for line in _without_plan(records, asked)),
        ),
    )


def _would_count(owing: Mapping[str, Duty], first: date) -> dict[str, tuple[str, ...]]:
    """Return the exercises held with the plans that would be due later if somebody decided that they were tested."""
    found: dict[str, tuple[str, ...]] = {}
    for ref, duty in owing.items():
        for one in duty.if_credited:
            if one.safe_on > max(duty.safe_on or first, first):
                found[one.exercise] = (*found.get(one.exercise, ()), ref)
    return found


def _why_left(duty: Duty | None) -> str:
    """Say why a plan owes no test; the law has no duty to test a pipeline's."""
    return duty.reason if duty is not None else _PIPELINE


def _without_plan(records: AuthorityBook, asked: Asked) -> Iterator[str]:
    """Yield, with the reason, the sites that need no plan and have none: one of upper tier is read with its plan."""
    for site in records.establishments:
        why = why_not_applicable(site, ExternalPlan(regime=Regime.COMAH), asked.on)
        if why and not site.plans:
            yield f"{site.id}: {why}"


def _plan(  # noqa: PLR0913, PLR0917 - what one plan is made of
    book: Book,
    law: Law,
    asked: Asked,
    ref: str,
    duty: Duty,
    records: AuthorityBook,
    site: Establishment,
    held: Sequence[Exercise],
    owing: Mapping[str, Duty],
) -> Plan:
    provision = law.find(duty.duty)
    value = provision.value_on(asked.first) if provision else None
    if provision is None or value is None or value.interval is None:
        message = f"{duty.duty}: the law gives no interval between tests"
        raise ComahError(message)
    is_known = duty.safe_on is not None and duty.safe_on >= asked.first
    safe_on = duty.safe_on if duty.safe_on and is_known else asked.first
    policy, keys = records.authority.policy, records.authority.programme
    cycles = keys.live_every_cycles if wish_of(keys, ProgrammeRule.LIVE_EVERY_CYCLES) != OFF else 0
    kind = site.next_test_type or policy.next_test_type
    plan = Plan(
        ref=ref,
        name=_name(site, duty),
        authority=records.authority.id,
        group=_group(site, owing),
        safe_on=safe_on,
        is_assumed=not is_known,
        passed_on=None if is_known else duty.safe_on,
        why=_why(duty, asked),
        interval=value.interval,
        counting=provision.counting,
        margin_days=policy.margin_days,
        type=kind,
        agencies=_agencies(book, ref, kind, held),
    )
    return _with_live(plan, cycles, ref, held, asked) if cycles else plan


def _name(site: Establishment, duty: Duty) -> str:
    return site.name if duty.plan == Regime.COMAH.value else f"{site.name} ({duty.plan})"


def _group(site: Establishment, owing: Mapping[str, Duty]) -> str:
    """Return the word that plans exercised together share: the site's group; its own id where it has two plans."""
    own = sum(ref.partition("/")[0] == site.id for ref in owing)
    return site.group or (site.id if own > 1 else "")


def _why(duty: Duty, asked: Asked) -> str:
    """Say where a plan's safe date comes from."""
    as_due = f"counts as due on {day_words(asked.first)}"
    if duty.safe_on is None:
        return f"{duty.reason}; {as_due}"
    event = f"{duty.trigger.event}, {trigger_words(duty.trigger)}; " if duty.trigger else ""
    note = f" ({duty.date_note})" if duty.date_note else ""
    if duty.safe_on < asked.first:
        return f"{event}safe date {day_words(duty.safe_on)} has passed{note}; {as_due}"
    return f"{event}safe date {day_words(duty.safe_on)}{note}"


def _with_live(plan: Plan, cycles: int, ref: str, held: Sequence[Exercise], asked: Asked) -> Plan:
    """Add by when a live exercise is to come; with none on record, by the next test, or one interval from now."""
    period = plan.interval
    longer = Period(years=period.years * cycles, months=period.months * cycles, days=period.days * cycles)
    last = max(_live_tests(ref, held, asked.on), default=None)
    with_period = msgspec.structs.replace(plan, live_interval=longer)
    by = with_period.live_safe_after(last) if last else plan.safe_on
    if by < asked.first or (last is None and plan.is_assumed):
        by = plan.safe_after(asked.first)
    return msgspec.structs.replace(with_period, live_safe_on=by)


def _live_tests(ref: str, held: Sequence[Exercise], on: date) -> Iterator[date]:
    """Yield the days of live exercises that an officer credited with having tested a plan."""
    for exercise in held:
        is_tested = any(one.conclusion is Conclusion.TESTED for one in credits_for(exercise, ref, on))
        if exercise.type is ExerciseType.LIVE and is_tested and exercise.held_on and exercise.held_on.is_known:
            yield exercise.held_on.earliest


def _agencies(book: Book, ref: str, kind: ExerciseType, held: Sequence[Exercise]) -> tuple[str, ...]:
    """Return who takes part: those of the plan's last exercise of the type, else of any; else Category 1 responders."""
    of_plan = [one for one in held if ref in one.will_test or any(credit.plan == ref for credit in one.credits)]
    for exercise in (*(one for one in reversed(of_plan) if one.type is kind), *reversed(of_plan)):
        if agencies_of_exercise(exercise):
            return agencies_of_exercise(exercise)
    return tuple(sorted(one.id for one in book.register.agencies if one.category == _CATEGORY_1))


def _held_exercises(book: Book, on: date) -> tuple[Exercise, ...]:
    """Return the exercises that were held on a known day, the last at the end."""
    found = [
        exercise
        for records in book.authorities
        for exercise in records.exercises
        if is_fact(exercise.held_on, on) and not is_cancelled(exercise, on)
    ]
    known = [one for one in found if one.held_on is not None and one.held_on.is_known]
    return tuple(sorted(known, key=lambda one: (one.held_on.latest if one.held_on else on, one.id)))
