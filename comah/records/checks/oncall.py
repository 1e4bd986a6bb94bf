"""On-call records held against each other: names that none bears, and what is there twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from comah.model.book import Book
from comah.model.date_echo import MONTHS
from comah.model.oncall import Person, Role
from comah.model.oncall_book import Oncall
from comah.model.oncall_kinds import PEOPLE, ROLES, oncall_kind
from comah.model.place import Fact, KeyPath
from comah.model.problem import Problem
from comah.model.rota import Call, Cover, Rota, Swap
from comah.records.checks.fault import fault_at, warning_at
from comah.records.checks.names import unknown_name
from comah.records.checks.sense import twice
from comah.records.faults import nearest_name

_LEAP_YEAR = 2024


class _Known:
    """The names that on-call records refer to."""

    def __init__(self, oncall: Oncall) -> None:
        """Gather them; what a file that was not read could hold is blamed on nobody."""
        unread = {oncall_kind(file.rpartition("/")[2]) for file in oncall.faulty_files}
        self.roles = {role.id for role in oncall.roles}
        self.people = {person.id for person in oncall.people}
        self.courses = {course.id for role in oncall.roles for course in role.courses}
        self.shifts = {shift.id for shift in oncall.shifts}
        self.has_roles = ROLES not in unread
        self.has_people = PEOPLE not in unread
        self.has_shifts = not any("/rota-" in file for file in oncall.faulty_files)


def check_oncall(book: Book) -> Iterator[Problem]:
    """Report unknown roles, posts, courses and turns, and names that are there twice."""
    for records in book.authorities:
        if records.oncall is not None:
            yield from _authority(records.oncall)


def _authority(oncall: Oncall) -> Iterator[Problem]:
    known = _Known(oncall)
    yield from twice(oncall.roles, "role")
    yield from twice(oncall.people, "post")
    yield from twice(oncall.shifts, "turn")
    for role in oncall.roles:
        yield from _role(role, known)
    for person in oncall.people:
        yield from _person(person, known)
    for rota in oncall.rotas:
        yield from _rota(rota, known)
    for call in oncall.calls:
        yield from _call(call, known)


def _role(role: Role, known: _Known) -> Iterator[Problem]:
    yield from twice(role.courses, "course")
    for number, person in enumerate(role.rung_in_order):
        yield from _person_named(role, ("rung_in_order", number), person, known)
    if role.rung_in_order and not role.call_down:
        message = "rung_in_order has no effect on a role with turns"
        yield warning_at(role, "rung_in_order", message, expected="call_down = true", example="call_down = true")
    for hours in role.office_hours:
        if hours.to <= hours.from_:
            message = f"the office closes at {hours.to}, and opens at {hours.from_}"
            yield fault_at(hours, "to", message, expected="a later time of the same day", example='to = "18:00"')
    if role.share_warning_percent < role.share_note_percent:
        message = "the share that warns is smaller than the one that is noted"
        yield warning_at(role, "share_warning_percent", message, expected="at least share_note_percent")


def _person(person: Person, known: _Known) -> Iterator[Problem]:
    for number, role in enumerate(person.roles):
        yield from _role_named(person, ("roles", number), role, known)
    if person.from_ and person.until and person.until.latest < person.from_.earliest:
        yield fault_at(person, "until", "serves until a day before the first", expected="a day not before from")
    for training in person.training:
        if known.has_roles and training.course not in known.courses:
            message = f"{training.course} is a course that no role needs, so it counts for none"
            nearest = nearest_name(training.course, tuple(sorted(known.courses)))
            yield warning_at(training, "course", message, expected="the id of a course in roles.toml", nearest=nearest)
        if training.passed_on is None and training.valid_until is None:
            message = "neither when it was passed nor how long it is valid is on record; it counts as never taken"
            yield warning_at(training, "course", message, expected="passed_on", example="passed_on = 2025-03-11")
    for away in person.away:
        if away.from_ and away.to and away.to.latest < away.from_.earliest:
            yield fault_at(away, "to", "away until a day before the first", expected="a day not before from")
    for number, text in enumerate(person.exempt_dates):
        if not _is_day_of_year(text):
            message = f"there is no {text}"
            yield fault_at(
                person, ("exempt_dates", number), message, expected="a day of every year", example='"25 Dec"'
            )


def _rota(rota: Rota, known: _Known) -> Iterator[Problem]:
    for shift in rota.shifts:
        yield from _role_named(shift, "role", shift.role, known)
        yield from _person_named(shift, "person", shift.person, known)
    agreements: tuple[Swap | Cover, ...] = (*rota.swaps, *rota.cover)
    for agreed in agreements:
        yield from _shift_named(agreed, "shift", agreed.shift, known)
        yield from _person_named(agreed, "person", agreed.person, known)
    for swap in rota.swaps:
        if swap.in_return:
            yield from _shift_named(swap, "in_return", swap.in_return, known)
    for fact in rota.published:
        yield from _role_named(fact, "role", fact.role, known)
    for built in rota.built:
        for number, role in enumerate(built.roles):
            yield from _role_named(built, ("roles", number), role, known)


def _call(call: Call, known: _Known) -> Iterator[Problem]:
    yield from _role_named(call, "role", call.role, known)
    yield from _person_named(call, "answered_by", call.answered_by, known)
    for ring in call.rung:
        yield from _person_named(ring, "person", ring.person, known)
    if call.after_minutes is not None and not call.answered_by:
        message = "answered after some minutes, and nobody answered"
        yield warning_at(call, "after_minutes", message, expected="answered_by", example='answered_by = "ep-officer-a"')


def _role_named(fact: Fact, key: str | KeyPath, name: str, known: _Known) -> Iterator[Problem]:
    if known.has_roles:
        yield from _unless(fact, key, name, "role", known.roles)


def _person_named(fact: Fact, key: str | KeyPath, name: str, known: _Known) -> Iterator[Problem]:
    if known.has_people and name:
        yield from _unless(fact, key, name, "post on call", known.people)


def _shift_named(fact: Swap | Cover, key: str, name: str, known: _Known) -> Iterator[Problem]:
    if known.has_shifts:
        yield from _unless(fact, key, name, "turn", known.shifts)


def _unless(fact: Fact, key: str | KeyPath, name: str, what: str, known: Iterable[str]) -> Iterator[Problem]:
    if name not in known:
        yield unknown_name(fact, key, name, what, known)


def _is_day_of_year(text: str) -> bool:
    day, month = text.split(" ")
    number = next(at for at, name in enumerate(MONTHS, start=1) if name.startswith(month))
    try:
        date(_LEAP_YEAR, number, int(day))
    except ValueError:
        return False
    return True
