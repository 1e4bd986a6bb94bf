"""The date by which one exercise is judged: the plan's own, or one counted on from an exercise before it.

A plan is tested every few years, so that a programme puts several exercises of one plan on record. The first
of them is to meet the plan's present safe date. One that comes after that date, and before which another
still stands, belongs to a later cycle: its date follows from the day of the one before it, if that one tests
the plan. Whether it did is decided when it has been held; until then this is an "if", and is said as one.

A plan that is tested element by element is counted on as if the earlier one will test every element that
applies: then the clocks of all of them begin anew on that one day. An exercise on or before the present safe
date meets that itself, and is judged by it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

import msgspec

from comah.duties.build import with_clock
from comah.duties.clock import Clock, clock_from
from comah.exercises.state import State, credits_for, is_cancelled, is_fact, planned_day, state_of
from comah.model.book import Book
from comah.model.duty import Duty, Status
from comah.model.exercise import Exercise
from comah.model.provision import Law, Provision
from comah.model.when import When
from comah.model.words import day_words, when_words
from comah.plans.as_at import Dated

_TO_COME: Final = frozenset({State.PLANNED, State.CONFIRMED})
_OWES_NOTHING: Final = frozenset({Status.NOT_APPLICABLE, Status.EXEMPT})


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A plan's test as one exercise is judged by it."""

    present: Duty  # as it stands on the day
    duty: Duty  # with the dates by which the exercise is judged: the present ones, or those counted on
    follows: str = ""  # the earlier exercise that they are counted on from; "": they are the present ones
    planned: str = ""  # the day of that, in words
    soonest: str = ""  # the first of the exercises to come: the present safe date is for it to meet
    is_by_element: bool = False  # whether the plan has a clock for each element

    @property
    def counted_words(self) -> str:
        """What the dates are counted on from, to be put behind one of them; "" where they are the present ones."""
        if not self.follows:
            return ""
        tests = "tests every element of it" if self.is_by_element else "tests it"
        return f", counted from {self.follows}, planned for {self.planned}, if that one {tests}"

    def present_words(self, on: date) -> Iterator[str]:
        """Say, where the dates are counted on, what becomes of the present safe date."""
        if not self.follows:
            return
        safe_on = self.present.safe_on
        if safe_on is None:
            yield f"Safe date not known today: {self.present.reason}."
        elif safe_on < on:
            yield f"The present safe date, {day_words(safe_on)}, HAS PASSED; {self.soonest} is the next to test it."
        else:
            yield f"The present safe date, {day_words(safe_on)}, is for {self.soonest} to meet."


class Cycles(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan's dates are counted on by: the law, the day, and the exercises that name each plan."""

    law: Law
    book: Book
    on: date
    naming: Mapping[str, Iterable[Exercise]]  # plan -> exercises that name it

    def judged(self, ref: str, duty: Duty, exercise: Exercise, when: When | None) -> Judged:
        """Return the dates by which an exercise on a day is judged.

        Args:
            ref: the plan that it is to test, as exercises name it.
            duty: to test that plan, as it stands.
            exercise: the exercise.
            when: the day that it has or is to have; None: it has none, and the present dates stand.
        """
        present = Judged(present=duty, duty=duty)
        if when is None or not self._may_count_on(duty, exercise, when):
            return present
        earlier = standing_before(
            ref, exercise, when, self.naming.get(ref, ()), on=self.on, faulty_files=self.book.faulty_files
        )
        if not earlier:
            return present
        last, planned = earlier[-1]
        counted = with_clock(duty, clock_if_tested(last, planned, self.law.find(duty.duty), self.on), self.on)
        if (counted.safe_on or date.min) <= (duty.safe_on or date.min):
            return present  # a letter allows longer than that
        return Judged(
            present=duty,
            duty=counted,
            follows=last.id,
            planned=when_words(planned),
            soonest=earlier[0][0].id,
            is_by_element=self._is_by_element(duty),
        )

    def _may_count_on(self, duty: Duty, exercise: Exercise, when: When) -> bool:
        """Whether an exercise is still to come, after the present safe date, to test a plan that owes one."""
        is_over = is_fact(exercise.held_on, self.on) or is_cancelled(exercise, self.on)
        is_after = duty.safe_on is None or when.latest > duty.safe_on
        return when.is_known and not is_over and is_after and duty.status not in _OWES_NOTHING

    def _is_by_element(self, duty: Duty) -> bool:
        """Whether a plan has a clock for each element."""
        records = next(one for one in self.book.authorities if one.authority.id == duty.authority)
        sites = (site for site in records.establishments if site.id == duty.establishment)
        is_modular = any(plan.modular for site in sites for plan in site.plans if plan.regime.value == duty.plan)
        return is_modular or records.authority.policy.strict_elements


def standing_before(  # noqa: PLR0913 -- the last two are named
    ref: str,
    exercise: Exercise,
    when: When,
    others: Iterable[Exercise],
    *,
    on: date,
    faulty_files: Collection[str],
) -> tuple[tuple[Exercise, When], ...]:
    """Return the exercises still to come that stand before one and are meant to test the same plan, with their days.

    The last of them is the one to count on from.

    Args:
        ref: the plan, as exercises name it.
        exercise: the exercise that they are to stand before.
        when: its day.
        others: exercises that name the plan, that one among them or not.
        on: the reference date.
        faulty_files: the record files that have errors: what they say is not built on.
    """
    found = []
    for other in others:
        is_meant = ref in other.will_test and not credits_for(other, ref, on)
        if other.id == exercise.id or not is_meant or state_of(other, on) not in _TO_COME:
            continue
        planned = planned_day(other, on)
        if planned is None or not planned.is_known or other.place.file.name in faulty_files:
            continue
        if on <= planned.latest < when.earliest:
            found.append((other, planned))
    return tuple(sorted(found, key=lambda one: (one[1].earliest, one[1].latest, one[0].id)))


def clock_if_tested(earlier: Exercise, planned: When, provision: Provision | None, on: date) -> Clock:
    """Count a plan's next test from an exercise still to come, as if that one will have tested the plan.

    Args:
        earlier: the exercise.
        planned: its day.
        provision: that asks for the test.
        on: the reference date: the period in force on it is counted.

    A test planned for 10 March 2026, and one of which no more than the month is known:

    >>> from comah.law.load import load_law
    >>> provision = load_law().find("COMAH-14-TEST")
    >>> for text in ("2026-03-10", "2026-03"):
    ...     clock = clock_if_tested(Exercise(schema=1, id="live", name="Live", type="live"), When.read(text),
    ...                             provision, date(2025, 11, 21))
    ...     print(clock.due_on, clock.due_latest_on)
    2029-03-10 2029-03-10
    2029-03-01 2029-03-31
    """
    value = provision.value_on(on) if provision else None
    if provision is None or value is None or value.interval is None:
        return Clock()
    fact = Dated(event=f"if tested by {earlier.id}", when=planned, place=earlier.place, key="planned_on")
    return clock_from((fact,), value.interval, provision.counting)


def judged_tests(  # noqa: PLR0913 -- the last is named
    book: Book, law: Law, duties: Mapping[str, Duty], exercise: Exercise, when: When | None, *, on: date
) -> dict[str, Judged]:
    """Return the dates by which an exercise is judged, for each of some plans.

    Args:
        book: every record as read.
        law: the provisions.
        duties: to test each of the plans, as they stand, by the name that exercises give the plan.
        exercise: the exercise, on record or about to be.
        when: the day that it has or is to have; None where it has none.
        on: the reference date.
    """
    naming = {ref: tuple(_meant_to_test(book, ref)) for ref in duties}
    cycles = Cycles(law=law, book=book, on=on, naming=naming)
    return {ref: cycles.judged(ref, duty, exercise, when) for ref, duty in duties.items()}


def duties_judged_by(judged: Mapping[str, Judged]) -> dict[str, Duty]:
    """Return each plan's test with the dates by which the exercise is judged."""
    return {ref: one.duty for ref, one in judged.items()}


def safe_dates(judged: Mapping[str, Judged]) -> dict[str, date]:
    """Return the safe date by which the exercise is judged, for each plan of which one is known."""
    return {ref: one.duty.safe_on for ref, one in judged.items() if one.duty.safe_on is not None}


def _meant_to_test(book: Book, ref: str) -> Iterator[Exercise]:
    return (one for records in book.authorities for one in records.exercises if ref in one.will_test)
