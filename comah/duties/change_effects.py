"""What a change of an exercise means for the tests of its plans: the same law and day, with and without it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from msgspec.structs import replace

from comah.duties.next_cycle import Judged, cycle_day, judged_tests
from comah.duties.readers import duties_of
from comah.duties.situation import situations
from comah.exercises.state import is_cancelled, is_fact, planned_day
from comah.model.book import AuthorityBook, Book
from comah.model.day_change import PlanEffect
from comah.model.duty import Duty
from comah.model.establishment import plan_ref
from comah.model.exercise import Exercise
from comah.model.kinds import Regime
from comah.model.provision import Law, Reads
from comah.model.status_words import STATUS_WORDS
from comah.model.when import When
from comah.model.words import count_words, day_words, when_words


def test_duties(book: Book, law: Law, on: date, plans: Collection[str]) -> dict[str, Duty]:
    """Return the duty to test each of some plans, as at a day, by the name that exercises give the plan."""
    tests = frozenset(row.id for row in law.provisions if row.reads is Reads.TESTS)
    sites = frozenset(ref.partition("/")[0] for ref in plans)
    found = {}
    for sit in situations(_of_sites(book, sites), on):
        for duty in duties_of(sit, law):
            if duty.duty in tests and duty.establishment and duty.plan:
                found[plan_ref(duty.establishment, Regime(duty.plan))] = duty
    return {ref: found[ref] for ref in plans if ref in found}


def with_exercise(book: Book, changed: Exercise) -> Book:
    """Return the book with one exercise as it will be."""

    def swapped(records: AuthorityBook) -> AuthorityBook:
        exercises = tuple(changed if one.id == changed.id else one for one in records.exercises)
        return replace(records, exercises=exercises)

    return replace(book, authorities=tuple(map(swapped, book.authorities)))


def effects(book: Book, law: Law, on: date, changed: Exercise, plans: Collection[str]) -> tuple[PlanEffect, ...]:
    """Return what a change of an exercise does to the test of each of some plans.

    Args:
        book: every record as it is.
        law: the provisions.
        on: the reference date.
        changed: the exercise as it will be.
        plans: those that it is meant to test, as it names them.
    """
    before, changed_book = test_duties(book, law, on, plans), with_exercise(book, changed)
    after = test_duties(changed_book, law, on, plans)
    judged = judged_tests(changed_book, law, after, changed, cycle_day(changed, on), on=on)
    return tuple(_effect(ref, before[ref], judged[ref], changed, on) for ref in before if ref in judged)


def _of_sites(book: Book, sites: frozenset[str]) -> Book:
    """Return the book with some sites alone: the duties of the others are not asked for."""

    def of(records: AuthorityBook) -> AuthorityBook:
        kept = tuple(site for site in records.establishments if site.id in sites)
        return replace(records, establishments=kept)

    return replace(book, authorities=tuple(map(of, book.authorities)))


def _effect(ref: str, before: Duty, after: Judged, changed: Exercise, on: date) -> PlanEffect:
    is_to_come = not is_fact(changed.held_on, on) and not is_cancelled(changed, on)
    when, duty = planned_day(changed, on) if is_to_come else None, after.duty
    said = (f"{_date_words(before, after, when, on)}.", *after.present_words(on), _position(before, after.present))
    return PlanEffect(
        plan=ref,
        provision=duty.provision,
        safe_on=duty.safe_on,
        due_on=duty.due_on,
        before=before.status,
        after=duty.status,
        days_late=max(0, (when.latest - duty.due_on).days) if when and duty.due_on else 0,
        words=" ".join(said),
    )


def _date_words(before: Duty, judged: Judged, when: When | None, on: date) -> str:
    """Say where the law puts the test, and where the new day lies against it."""
    after = judged.duty
    if after.safe_on is None or after.due_on is None:
        return f"no date can be counted: {after.reason}"
    if before.due_on != judged.present.due_on:
        return f"safe date now {day_words(after.safe_on)}, last lawful day {day_words(after.due_on)}"
    law = f"test by {day_words(after.safe_on)} (safe date){judged.counted_words or ', which does not move'}"
    if when is None:
        return f"{law}; {_left(after, (after.safe_on - on).days)}"
    if when.latest <= after.safe_on:
        spare = count_words((after.safe_on - when.latest).days, "day")
        return f"{law}; {when_words(when)} is in time, {spare} before it"
    return f"{law}; {when_words(when)} {judged.lateness_words(when)}"


def _left(duty: Duty, days: int) -> str:
    """Say how many days are left to the safe date, or how long ago it passed; overdue is from the last lawful day."""
    if duty.days_overdue:
        return f"{count_words(duty.days_overdue, 'day')} overdue"
    return f"{count_words(days, 'day')} left" if days >= 0 else f"it passed {count_words(-days, 'day')} ago"


def _position(before: Duty, after: Duty) -> str:
    was, now = STATUS_WORDS[before.status].title, STATUS_WORDS[after.status].title
    return f"Stays {now}" if was == now else f"Was {was}, becomes {now}: {after.reason}"
