"""The plans that an exercise about to be planned can test, and what stands around it before it is on record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from comah.agenda.good_days import Around, around
from comah.exercises.checks import where
from comah.exercises.state import State, state_of
from comah.model.book import AuthorityBook, Book
from comah.model.duty import Duty
from comah.model.establishment import Establishment, Plan, plan_ref
from comah.model.exercise import Exercise
from comah.model.kinds import ExerciseType
from comah.model.words import when_words
from comah.plans.as_at import why_not_applicable

TO_COME: Final = frozenset({State.UNDATED, State.PLANNED, State.CONFIRMED, State.POSTPONED})


def plans_to_test(
    book: Book, refs: Sequence[str], on: date
) -> tuple[list[tuple[Establishment, Plan]], tuple[str, ...]]:
    """Return the plans that can be tested, and in words why others cannot.

    Args:
        book: every record as read.
        refs: the plans, as records name them.
        on: the reference date.
    """
    known = {
        plan_ref(site.id, plan.regime): (site, plan)
        for records in book.authorities
        for site in records.establishments
        for plan in site.plans
    }
    sites = {site.id: site for records in book.authorities for site in records.establishments}
    found, left = [], []
    for ref in refs:
        if ref in known:
            site, plan = known[ref]
            why = why_not_applicable(site, plan, on)
            if why is None:
                found.append((site, plan))
            else:
                left.append(f"{ref}: {why} ({where(site.place, 'id')})")
        elif ref in sites:
            site = sites[ref]
            left.append(f"{ref}: it has no external plan under COMAH ({where(site.place, 'tier')})")
        else:
            left.append(f"{ref}: no such plan on record")
    return found, tuple(left)


def nothing_to_test(left: Sequence[str]) -> str:
    """Say that there is no plan to test, and why."""
    lines = "".join(f"\n  {one}" for one in left)
    return f"There is no plan to test:{lines or ' none was named'}"


def records_of(book: Book, site: Establishment) -> AuthorityBook:
    """Return the records of the authority that keeps a site."""
    return next(one for one in book.authorities if site in one.establishments)


def usual_type(site: Establishment, records: AuthorityBook) -> ExerciseType:
    """Return how the next exercise of a site is played: as the site's record says, else by local policy."""
    return site.next_test_type or records.authority.policy.next_test_type


def around_new(book: Book, records: AuthorityBook, exercise: Exercise, on: date, duties: Collection[Duty]) -> Around:
    """Gather what stands around an exercise, as if it were on record already."""
    kept = replace(records, exercises=(*records.exercises, exercise))
    others = (kept if one is records else one for one in book.authorities)
    return around(replace(book, authorities=tuple(others)), exercise, on, safe_ahead(duties, on))


def safe_ahead(duties: Collection[Duty], on: date) -> date | None:
    """Return the earliest safe date of some tests that has not passed."""
    safe = [duty.safe_on for duty in duties if duty.safe_on is not None and duty.safe_on >= on]
    return min(safe, default=None)


def arranged_words(book: Book, exercise: Exercise, on: date) -> Iterator[str]:
    """Say which other exercises still to come are meant to test one of the plans already."""
    for records in book.authorities:
        for other in records.exercises:
            shared = [ref for ref in exercise.will_test if ref in other.will_test]
            if shared and other.id != exercise.id and state_of(other, on) in TO_COME:
                day = f", {when_words(other.planned_on)}" if other.planned_on else ""
                yield f"{other.id}{day}, is meant to test {', '.join(shared)} already"
