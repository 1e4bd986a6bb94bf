"""What every reader of duties is given: the day, the authority's records, and what names a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec

from comah.exercises.template import Template, template_of
from comah.model.authority import Authority
from comah.model.book import AuthorityBook, Book
from comah.model.exercise import Exercise
from comah.workdays.working_days import WorkCalendar, work_calendar

NO_RECORDS: Final = "NO RECORDS OF ANY AUTHORITY: nothing can be shown"
NO_ESTABLISHMENTS: Final = "NO ESTABLISHMENTS ON RECORD: nothing can be shown"


class Situation(msgspec.Struct, frozen=True, kw_only=True):
    """One authority on one day."""

    on: date
    records: AuthorityBook
    calendar: WorkCalendar
    naming: Mapping[str, tuple[Exercise, ...]]  # plan -> exercises that name it, by id
    faulty_files: frozenset[str]
    keepers: Mapping[str, Authority] = {}  # exercise -> the authority whose own phases it follows

    @property
    def authority(self) -> Authority:
        """The authority."""
        return self.records.authority

    def exercises_naming(self, plan: str) -> tuple[Exercise, ...]:
        """Return every exercise, of any authority, that names a plan."""
        return self.naming.get(plan, ())

    def template_of(self, exercise: Exercise) -> Template:
        """Return the template of an exercise, as the authority that keeps it runs it."""
        return template_of(exercise, self.keepers.get(exercise.id))


def situations(book: Book, on: date) -> tuple[Situation, ...]:
    """Make one situation an authority, sharing the index of exercises by plan."""
    naming, keepers = _by_plan(book), _keepers(book)
    return tuple(
        Situation(
            on=on,
            records=records,
            calendar=work_calendar(book.register, records.authority),
            naming=naming,
            faulty_files=book.faulty_files,
            keepers=keepers,
        )
        for records in book.authorities
    )


def _by_plan(book: Book) -> dict[str, tuple[Exercise, ...]]:
    found: dict[str, dict[str, Exercise]] = {}
    for records in book.authorities:
        for exercise in records.exercises:
            for plan in plans_named(exercise):
                found.setdefault(plan, {})[exercise.id] = exercise
    return {plan: tuple(by_id[name] for name in sorted(by_id)) for plan, by_id in found.items()}


def _keepers(book: Book) -> dict[str, Authority]:
    """Return whose own phases each exercise follows; those of an authority without any are left out."""
    with_phases = (records for records in book.authorities if records.authority.phases)
    return {exercise.id: records.authority for records in with_phases for exercise in records.exercises}


def plans_named(exercise: Exercise) -> frozenset[str]:
    """Return every plan that an exercise names: meant to be tested, taking part or credited."""
    return frozenset((*exercise.will_test, *exercise.takes_part, *(credit.plan for credit in exercise.credits)))
