"""The date by which one exercise is judged: the plan's own, or one counted on from an exercise before it.

A plan is tested every few years, so that a programme puts several exercises of one plan on record. The first
of them is to meet the plan's present safe date. One that comes after that date, and before which another
still stands, belongs to a later cycle: its date follows from the day of the one before it, if that one tests
the plan. Whether it did is decided some time after it was held; until then this is an "if", and is said as one.

A plan that is tested element by element is counted on as if the earlier one will test every element that
applies: then the clocks of all of them begin anew on that one day. An exercise on or before the present safe
date meets that itself, and is judged by it. One that was put off to no new day stays in the cycle that it was in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Final

import msgspec

from comah.duties.build import with_clock
from comah.duties.clock import Clock, clock_from
from comah.exercises.state import State, credits_for, is_cancelled, is_fact, planned_day, put_off_by, state_of
from comah.model.book import Book
from comah.model.duty import Duty, Status
from comah.model.establishment import plan_ref
from comah.model.exercise import Exercise
from comah.model.provision import Law, Provision
from comah.model.when import When
from comah.model.words import count_words, day_words, when_words
from comah.plans.as_at import Dated

_TO_COME: Final = frozenset({State.PLANNED, State.CONFIRMED})
_HELD: Final = frozenset({State.HELD, State.CLOSED})
_OWES_NOTHING: Final = frozenset({Status.NOT_APPLICABLE, Status.EXEMPT})


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A plan's test as one exercise is judged by it."""

    present: Duty  # as it stands on the day
    duty: Duty  # with the dates by which the exercise is judged: the present ones, or those counted on
    follows: str = ""  # the earlier exercise that they are counted on from; "": they are the present ones
    day: str = ""  # of that, in words: planned for 10 Mar 2026
    soonest: str = ""  # the first of the exercises that stand before: the present safe date is for it to meet
    is_held: bool = False  # whether that was held, and nobody has decided on it yet
    is_by_element: bool = False  # whether the plan has a clock for each element

    @property
    def counted_words(self) -> str:
        """What the dates are counted on from, to be put behind one of them; "" where they are the present ones."""
        if not self.follows:
            return ""
        tests = "tests every element of it" if self.is_by_element else "tests it"
        return f", counted from {self.follows}, {self.day}, if that one {tests}"

    def lateness_words(self, when: When) -> str:
        """Say how late a day after the safe date is; that it may be, where the day or what is counted from is vague."""
        due_on = self.duty.due_on
        if due_on is None or when.latest <= due_on:
            return "is the last lawful day itself"
        sure = "is" if when.is_exact and self.duty.due_latest_on == due_on else "is, or may be,"
        return f"{sure} {count_words((when.latest - due_on).days, 'day')} LATE"

    def present_words(self, on: date) -> Iterator[str]:
        """Say, where the dates are counted on, what becomes of the present safe date."""
        if not self.follows:
            return
        safe_on = self.present.safe_on
        if safe_on is None:
            yield f"Safe date not known today: {self.present.reason}."
        elif self.is_held:
            stands = "has passed, and stands" if safe_on < on else "stands"
            yield f"The present safe date, {day_words(safe_on)}, {stands} until {self.soonest}, held, is decided on."
        elif safe_on < on:
            yield f"The present safe date, {day_words(safe_on)}, HAS PASSED; {self.soonest} is the next to test it."
        else:
            yield f"The present safe date, {day_words(safe_on)}, is for {self.soonest} to meet."


class Cycles(msgspec.Struct, frozen=True, kw_only=True, dict=True):
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
        last, day = earlier[-1]
        counted = with_clock(duty, clock_if_tested(last, day, self.law.find(duty.duty), self.on), self.on)
        if (counted.safe_on or date.min) <= max(duty.safe_on or date.min, self.on):
            return present  # a letter allows longer than that; or it was held long ago
        return Judged(
            present=duty,
            duty=counted,
            follows=last.id,
            day=f"{'held' if self._is_held(last) else 'planned for'} {when_words(day)}",
            soonest=earlier[0][0].id,
            is_held=self._is_held(earlier[0][0]),
            is_by_element=ref in self._by_element,
        )

    def _may_count_on(self, duty: Duty, exercise: Exercise, when: When) -> bool:
        """Whether an exercise is still to come, after the present safe date, to test a plan that owes one."""
        is_over = is_fact(exercise.held_on, self.on) or is_cancelled(exercise, self.on)
        is_after = duty.safe_on is None or when.latest > duty.safe_on
        return when.is_known and not is_over and is_after and duty.status not in _OWES_NOTHING

    def _is_held(self, exercise: Exercise) -> bool:
        return state_of(exercise, self.on) in _HELD

    @cached_property
    def _by_element(self) -> frozenset[str]:
        """The plans that have a clock for each element, as exercises name them; looked for once in all sites."""
        return frozenset(
            plan_ref(site.id, plan.regime)
            for records in self.book.authorities
            for site in records.establishments
            for plan in site.plans
            if plan.modular or records.authority.policy.strict_elements
        )


def cycle_day(exercise: Exercise, on: date) -> When | None:
    """Return the day that tells an exercise's cycle: its own, or where it was put off to none, the one put off from."""
    planned, made = planned_day(exercise, on), put_off_by(exercise, on)
    return made[-1].from_ if planned is None and made else planned


def standing_before(  # noqa: PLR0913 -- the last two are named
    ref: str,
    exercise: Exercise,
    when: When,
    others: Iterable[Exercise],
    *,
    on: date,
    faulty_files: Collection[str],
) -> tuple[tuple[Exercise, When], ...]:
    """Return the exercises that stand before one and are meant to test the same plan, with their days.

    They are still to come, or were held and are not decided on yet. The last of them is the one to count on from.

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
        day = _standing_on(other, on) if other.id != exercise.id and is_meant else None
        if day is not None and day.latest < when.earliest and other.place.file.name not in faulty_files:
            found.append((other, day))
    return tuple(sorted(found, key=lambda one: (one[1].earliest, one[1].latest, one[0].id)))


def _standing_on(exercise: Exercise, on: date) -> When | None:
    """Return the day of an exercise that was held, or that is planned for a day that has not passed."""
    state = state_of(exercise, on)
    if state in _HELD:
        return exercise.held_on if exercise.held_on is not None and exercise.held_on.is_known else None
    planned = planned_day(exercise, on) if state in _TO_COME else None
    return planned if planned is not None and planned.is_known and planned.latest >= on else None


def clock_if_tested(earlier: Exercise, day: When, provision: Provision | None, on: date) -> Clock:
    """Count a plan's next test from an exercise, as if it will be found that it tested the plan.

    Args:
        earlier: the exercise.
        day: on which it is planned, or was held.
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
    fact = Dated(event=f"if tested by {earlier.id}", when=day, place=earlier.place, key=_key(earlier, on))
    return clock_from((fact,), value.interval, provision.counting)


def _key(exercise: Exercise, on: date) -> str:
    return "held_on" if state_of(exercise, on) in _HELD else "planned_on"


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
