"""Two authorities want one agency within a few days.

What it finds: exercises still to come of two authorities of the forum name the same agency, with no more days
between them than ``clash_days`` of register.toml, 7 unless the forum says otherwise; exactly so many are a
clash. It is a note where a day is not known closely enough to be sure. An exercise without notice is left
out: its authority alone knows its day.

Why it matters: an agency that cannot send people to both leaves one of the plans untested. No authority sees
this by itself. It is good practice, not law.

Example, as at 2026-11-21:

    # exercises/2027-northbank-live.toml
    planned_on = 2027-01-27
    agencies = ["example-police"]

    # eastshire/authority.toml
    id = "eastshire"
    name = "Eastshire Council"

    # eastshire/exercises/2027-ash-road-live.toml
    planned_on = 2027-02-03
    agencies = ["example-police"]

What to do: ask the agency whether it can do both; move the one whose safe date is further off.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comah.exercises.clashes import Clash, Owned, ahead_of, clashes
from comah.model.book import Book
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.place import NOWHERE, Place
from comah.model.words import count_words, weekday_words
from comah.rules.evidence import Evidence

RULE = Rule(
    code="FRM001",
    slug="agency-wanted-twice",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a clash, with the authority whose exercise comes later: the one that can still move."""
    if len(evidence.book.authorities) < 2:  # noqa: PLR2004 -- it takes two
        return
    places = {exercise.id: exercise.place for exercise in evidence.exercises}
    for clash in clashes(owned_exercises(evidence.book, evidence.on), evidence.book.register.clash_days):
        if clash.second.authority == evidence.authority.id:
            yield raised_of_clash(clash, places.get(clash.second.exercise.id, NOWHERE))


def owned_exercises(book: Book, on: date) -> Iterator[Owned]:
    """Yield the exercises still to come that a register's authorities may know of each other."""
    for records in book.authorities:
        for exercise in records.exercises:
            ahead = ahead_of(exercise, on)
            if ahead is not None:
                yield Owned(authority=records.authority.id, exercise=ahead)


def raised_of_clash(clash: Clash, place: Place = NOWHERE) -> Raised:
    """Make the finding of a clash, with the later exercise."""
    first, second = clash.first, clash.second
    near = f"within {count_words(clash.days, 'day')} of" if clash.days else "on the same day as"
    wants = "wants" if clash.is_certain else "may want"
    return Raised(
        authority=second.authority,
        exercise=second.exercise.id,
        message=f"{wants} {', '.join(clash.agencies)} {near} {first.exercise.id} of {first.authority}",
        do="ask the agency whether it can do both; move the exercise whose safe date is further off",
        place=place,
        key="planned_on" if place is not NOWHERE else "",
        severity=None if clash.is_certain else Severity.NOTE,
        details=(("First", _words(first)), ("Second", _words(second))),
    )


def _words(one: Owned) -> str:
    found = one.exercise
    days = weekday_words(found.earliest)
    if found.latest != found.earliest:
        days = f"{days} {'to' if found.is_exact else 'or up to'} {weekday_words(found.latest)}"
    return f"{found.id} of {one.authority}, {days}, {'confirmed' if found.is_confirmed else 'not confirmed'}"
