"""What every part of the agenda is given: the day, the period, the names, and what stays hidden."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import Enum
from typing import Final

import msgspec

from comah.exercises.state import State, planned_day, state_of
from comah.model.book import AuthorityBook, Book
from comah.model.establishment import Establishment
from comah.model.exercise import Exercise

PLAN_WORDS = {"comah": "external plan", "reppir": "REPPIR plan", "pipeline": "pipeline plan"}
_HELD = frozenset({State.HELD, State.CLOSED})


class Part(Enum):
    """A part of the agenda that can be asked for on its own."""

    DEADLINES = "deadlines"  # legal duties: safe dates, what leads to them, and plans not shown in date
    EXERCISES = "exercises"  # exercises and booked debriefs
    MEETINGS = "meetings"  # planning meetings of exercises
    STEPS = "steps"  # steps of exercises still to be done, replies awaited, lessons that fall due
    ONCALL = "oncall"  # turns on call
    LOCAL = "local"  # local duties and measures
    DIARY = "diary"  # what to plan around


DEFAULT_PARTS: Final = frozenset({Part.DEADLINES, Part.EXERCISES, Part.MEETINGS})


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the agenda: a period, both days included, and its parts."""

    first: date
    last: date
    parts: frozenset[Part] = DEFAULT_PARTS
    named: frozenset[str] = frozenset()  # no-notice exercises asked for by name


class View(msgspec.Struct, frozen=True, kw_only=True):
    """One register looked at on one day, for one period."""

    on: date
    first: date
    last: date
    book: Book
    sites: Mapping[str, Establishment]
    exercises: Mapping[str, Exercise]
    records: Mapping[str, AuthorityBook]
    hidden: frozenset[str]  # no-notice exercises not asked for by name

    def covers(self, day: date) -> bool:
        """Whether the day is in the period."""
        return self.first <= day <= self.last

    def site_name(self, establishment: str) -> str:
        """Return an establishment's name; its id where no record gives one."""
        site = self.sites.get(establishment)
        return site.name if site else establishment

    def plan_name(self, ref: str) -> str:
        """Return a plan's name as officers say it: the site, with the regime where it is not COMAH."""
        establishment, _, regime = ref.partition("/")
        name = self.site_name(establishment)
        return f"{name} ({PLAN_WORDS.get(regime, regime)})" if regime else name

    def exercise_name(self, exercise: str) -> str:
        """Return an exercise's name; its id where no record gives one."""
        found = self.exercises.get(exercise)
        return found.name if found else exercise

    def body_name(self, body: str) -> str:
        """Return the name of an authority or agency; its id where the register has none."""
        register = self.book.register
        known = {agency.id: agency.name for agency in register.agencies}
        known.update({entry.id: entry.name for entry in register.authorities})
        return known.get(body, body)

    def is_secret(self, exercise: str | None) -> bool:
        """Whether an exercise is a hidden one still to be held."""
        if exercise not in self.hidden:
            return False
        found = self.exercises.get(exercise)
        return found is None or state_of(found, self.on) not in _HELD

    def is_without_notice(self, exercise: str) -> bool:
        """Whether an exercise is a no-notice one still to be held, asked for by name or not."""
        found = self.exercises.get(exercise)
        return found is not None and found.no_notice and state_of(found, self.on) not in _HELD

    def provenance(self, authority: str) -> tuple[str, ...]:
        """Return the lines that an authority prints on every output: its marking, and what its records are."""
        records = self.records.get(authority)
        if records is None:
            return ()
        marking, note = records.authority.marking, records.authority.source_note
        return (*((marking,) if marking else ()), *((f"Source: {note}",) if note else ()))


def view_of(book: Book, on: date, wanted: Wanted) -> View:
    """Index a book for the agenda. Where two files have one id, the first counts."""
    sites: dict[str, Establishment] = {}
    exercises: dict[str, Exercise] = {}
    records: dict[str, AuthorityBook] = {}
    for one in book.authorities:
        records.setdefault(one.authority.id, one)
        for site in one.establishments:
            sites.setdefault(site.id, site)
        for exercise in one.exercises:
            exercises.setdefault(exercise.id, exercise)
    return View(
        on=on,
        first=wanted.first,
        last=wanted.last,
        book=book,
        sites=sites,
        exercises=exercises,
        records=records,
        hidden=frozenset(one.id for one in hidden_exercises(book, wanted.named)),
    )


def hidden_exercises(book: Book, named: Collection[str] = ()) -> tuple[Exercise, ...]:
    """Return the no-notice exercises that were not asked for by name: they stay out of every calendar."""
    found = (exercise for records in book.authorities for exercise in records.exercises)
    return tuple(exercise for exercise in found if exercise.no_notice and exercise.id not in named)


def unplaced_exercises(book: Book, on: date) -> tuple[Exercise, ...]:
    """Return the exercises that are to come and have no day: none yet, or put off to no new one."""
    found = (exercise for records in book.authorities for exercise in records.exercises)
    return tuple(one for one in found if state_of(one, on) in {State.UNDATED, State.POSTPONED})


def overtaken_exercises(book: Book, on: date) -> tuple[Exercise, ...]:
    """Return the exercises whose planned day has passed and that are not recorded as held."""
    found = (exercise for records in book.authorities for exercise in records.exercises)
    return tuple(one for one in found if _is_overtaken(one, on))


def _is_overtaken(exercise: Exercise, on: date) -> bool:
    planned = planned_day(exercise, on)
    return planned is not None and planned.latest < on and state_of(exercise, on) in {State.PLANNED, State.CONFIRMED}


def exercise_sites(exercise: Exercise) -> tuple[str, ...]:
    """Return the establishments whose plans an exercise names."""
    named = (*exercise.will_test, *exercise.takes_part, *(credit.plan for credit in exercise.credits))
    return tuple(dict.fromkeys(ref.partition("/")[0] for ref in named))


def lower_first(title: str) -> str:
    """Write a title as part of a sentence.

    >>> lower_first("Test the external plan"), lower_first("PIZ letters")
    ('test the external plan', 'PIZ letters')
    """
    return title if title[:2].isupper() else title[:1].lower() + title[1:]
