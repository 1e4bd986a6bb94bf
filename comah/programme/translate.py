"""The records of a register, put as a problem of dates."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from comah.duties.local import is_counted
from comah.duties.situation import situations
from comah.errors import UnknownNameError
from comah.model.book import Book
from comah.model.kinds import ExerciseType
from comah.model.provision import Law
from comah.model.words import day_words
from comah.programme.asked import Asked
from comah.programme.backlog import with_backlog
from comah.programme.committed_of import commitments, held_before
from comah.programme.limits_of import Before, agencies_of, limits_of
from comah.programme.plans_of import plans_of
from comah.programme.problem import Committed, Plan, Problem, Published
from comah.workdays.financial_year import financial_year_of


class Translation(msgspec.Struct, frozen=True, kw_only=True):
    """A register as a problem of dates, with what an officer should know of how it was put."""

    problem: Problem
    law: str  # its version
    left_out: tuple[str, ...]  # plans, and sites without one, that owe no test
    not_counted: tuple[str, ...]  # exercises on record, or published tests, that no programme can count on
    not_fixed: tuple[str, ...]  # exercises on record whose day is not known exactly
    no_notice: tuple[str, ...]  # exercises that nobody is to hear of


def translate(book: Book, law: Law, asked: Asked, published: Sequence[Published] = ()) -> Translation:
    """Put a register as a problem of dates.

    Exercises on record before the first day are taken to test what they are meant to: the programme begins
    after them.

    Args:
        book: every record as read.
        law: the provisions.
        asked: which plans, and over which years.
        published: tests that others were told of and that may still move.

    Raises:
        UnknownNameError: where no plan owes a test.
    """
    found = plans_of(book, law, asked)
    if not found.plans:
        left = "".join(f"\n  {one}" for one in found.left_out)
        message = f"No plan on record owes a test, so there is nothing to give dates to.{left}"
        raise UnknownNameError(message)
    known = commitments(book, asked.on, {plan.ref: plan.safe_on for plan in found.plans}, found.would_count)
    before = tuple(one for one in known.committed if one.day <= asked.first)
    after = tuple(one for one in known.committed if asked.first < one.day <= asked.ends_on)
    earlier = (*held_before(book, asked.on), *before)
    plans = tuple(_after(plan, before, asked) for plan in found.plans)
    held = _held_this_year(book, asked, before)
    limits = tuple(
        limits_of(
            book.register,
            one,
            [plan for plan in plans if plan.authority == one.authority.id],
            asked,
            Before(held_this_year=held[one.authority.id], exercises=earlier),
        )
        for one in book.authorities
    )
    known_plans = {plan.ref for plan in plans}
    problem = Problem(
        on=asked.first,
        ends_on=asked.ends_on,
        plans=plans,
        limits=limits,
        agencies=agencies_of(book.register, asked.first, earlier),
        committed=after,
        published=tuple(one for one in published if one.plan in known_plans),
        as_at=asked.on,
    )
    return Translation(
        problem=with_backlog(problem),
        law=law.version,
        left_out=found.left_out,
        not_counted=(*known.not_counted, *_not_sought(published, known_plans)),
        not_fixed=known.not_fixed,
        no_notice=known.no_notice,
    )


def _not_sought(published: Sequence[Published], plans: Collection[str]) -> Iterator[str]:
    for one in published:
        if one.plan not in plans:
            yield f"{one.plan}, published for {day_words(one.day)}: not among the plans that are to have dates"


def _after(plan: Plan, before: Sequence[Committed], asked: Asked) -> Plan:
    """Count a plan on from exercises that come before the first day of the programme."""
    for one in before:
        if plan.ref in one.plans:
            safe_on = plan.safe_after(one.day)
            why = f"if {one.id} tests it on {day_words(one.day)}; safe date {day_words(safe_on)}"
            is_live = one.type is ExerciseType.LIVE and plan.live_safe_on is not None
            plan = replace(
                plan,
                safe_on=max(safe_on, asked.first),
                is_assumed=safe_on < asked.first,
                passed_on=safe_on if safe_on < asked.first else None,
                why=why,
                live_safe_on=plan.live_safe_after(one.day) if is_live else plan.live_safe_on,
            )
    return plan


def _held_this_year(book: Book, asked: Asked, before: Sequence[Committed]) -> dict[str, int]:
    """Count, by authority, the exercises of the financial year of the first day up to it, as measures count them."""
    year = financial_year_of(asked.first)
    return {
        sit.authority.id: sum(is_counted(exercise, year, sit) for exercise in sit.records.exercises)
        + sum(one.authority == sit.authority.id and one.day in year for one in before)
        for sit in situations(book, asked.on)
    }
