"""Agencies' parts in exercises as at a day: who was asked, who replied, who came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from comah.exercises.state import State, is_fact, planned_day, state_of
from comah.model.attendance_list import AttendanceList, PartCounts, PartRow, PartState
from comah.model.book import AuthorityBook, Book
from comah.model.exercise import AgencyPart, Exercise
from comah.model.kinds import Attendance, Severity
from comah.model.page import source_of
from comah.model.register import Agency
from comah.model.when import When
from comah.model.words import when_words

_HELD = frozenset({State.HELD, State.CLOSED})
_CAME = {
    Attendance.ATTENDED: PartState.ATTENDED,
    Attendance.APOLOGISED: PartState.APOLOGISED,
    Attendance.ABSENT: PartState.ABSENT,
}


def attendance_of(book: Book, exercise: Exercise, on: date) -> AttendanceList:
    """Return every agency of an exercise: those that take part by the record, and those that were asked."""
    records = next(one for one in book.authorities if exercise in one.exercises)
    found = tuple(_parts(book, records, exercise, on))
    state, when = state_of(exercise, on), _day(exercise, on)
    about = f"{exercise.name}: {state.value}{f', {when_words(when)}' if when else ''}"
    return _listed(book, on, found, title=exercise.id, about=about, is_history=False)


def history_of(book: Book, agency: str, on: date) -> AttendanceList:
    """Return one agency's part in every exercise of the register, latest first."""
    found = [(records, exercise) for records in book.authorities for exercise in records.exercises]
    found.sort(key=lambda each: (_latest(each[1], on), each[1].id), reverse=True)
    rows = tuple(
        row for records, exercise in found for row in _parts(book, records, exercise, on) if row.agency == agency
    )
    return _listed(book, on, rows, title=agency, about=_name(book, agency), is_history=True)


def agencies_of(exercise: Exercise) -> tuple[str, ...]:
    """Return the agencies that take part or were asked, in the order of the record."""
    return tuple(dict.fromkeys((*exercise.agencies, *(part.agency for part in exercise.attendance))))


def category_of(book: Book, agency: str) -> int | None:
    """Return an agency's category as a responder, where the register gives one."""
    found = _agency(book, agency)
    return found.category if found else None


def state_of_part(part: AgencyPart | None, exercise: Exercise, on: date) -> PartState:
    """Return how an agency's part stands: what came of it once the exercise was held, else its reply."""
    is_held = state_of(exercise, on) in _HELD
    if part is not None and part.outcome is not None and (is_held or part.outcome is Attendance.APOLOGISED):
        return _CAME[part.outcome]
    if is_held:
        return PartState.NOT_RECORDED
    if part is None or not _was_asked(part, on):
        return PartState.NOT_ASKED
    return PartState.REPLIED if is_fact(part.replied_on, on) else PartState.ASKED


def _was_asked(part: AgencyPart, on: date) -> bool:
    """Whether the agency had been asked by the day; a row of its own without a day says that it was."""
    return part.asked_on is None or is_fact(part.asked_on, on)


def _parts(book: Book, records: AuthorityBook, exercise: Exercise, on: date) -> Iterator[PartRow]:
    by_agency = {part.agency: part for part in reversed(exercise.attendance)}
    when = _day(exercise, on)
    for agency in agencies_of(exercise):
        part = by_agency.get(agency)
        state = state_of_part(part, exercise, on)
        asked = part.asked_on if part and is_fact(part.asked_on, on) else None
        replied = part.replied_on if part and is_fact(part.replied_on, on) else None
        is_formal = part is not None and part.asked_under_14_5 and _was_asked(part, on)
        waits = state is PartState.ASKED and asked is not None and _is_to_come(exercise, on)
        yield PartRow(
            exercise=exercise.id,
            exercise_name=exercise.name,
            authority=records.authority.id,
            day=when.text if when else "",
            is_held=state_of(exercise, on) in _HELD,
            is_to_come=_is_to_come(exercise, on),
            agency=agency,
            agency_name=_name(book, agency),
            category=category_of(book, agency),
            asked=asked.text if asked else "",
            is_under_14_5=is_formal,
            replied=replied.text if replied else "",
            state=state,
            days_waiting=(on - asked.latest).days if waits and asked and asked.latest < on else 0,
            reply_by=_reply_by(records, asked.latest) if waits and asked and is_formal else None,
            place=source_of(part.place, "agency") if part else source_of(exercise.place, "agencies"),
        )


def _reply_by(records: AuthorityBook, asked: date) -> date:
    return asked + timedelta(days=records.authority.policy.reply_days)


def _is_to_come(exercise: Exercise, on: date) -> bool:
    return state_of(exercise, on) not in {*_HELD, State.CANCELLED}


def _day(exercise: Exercise, on: date) -> When | None:
    return exercise.held_on if state_of(exercise, on) in _HELD else planned_day(exercise, on)


def _latest(exercise: Exercise, on: date) -> date:
    """Return the day by which an exercise stands in a history: one held on an unknown day last, one to come first."""
    when = _day(exercise, on)
    return when.latest if when is not None and when.is_known else date.max if when is None else date.min


def _agency(book: Book, agency: str) -> Agency | None:
    return next((one for one in book.register.agencies if one.id == agency), None)


def _name(book: Book, agency: str) -> str:
    found = _agency(book, agency)
    if found is not None:
        return found.name
    return next((one.name for one in book.register.authorities if one.id == agency), agency)


def _listed(  # noqa: PLR0913 -- all but three are named
    book: Book, on: date, rows: tuple[PartRow, ...], *, title: str, about: str, is_history: bool
) -> AttendanceList:
    own = {row.authority for row in rows}
    markings = (one.authority.marking for one in book.authorities if one.authority.id in own)
    return AttendanceList(
        on=on,
        register_name=book.name,
        register_digest=book.digest,
        marking=tuple(dict.fromkeys(text for text in markings if text)),
        title=title,
        about=about,
        is_history=is_history,
        rows=rows,
        counts=_counts(rows),
        unreadable=tuple(one for one in book.problems if one.severity is Severity.ERROR),
    )


def _counts(rows: Iterable[PartRow]) -> PartCounts:
    found = tuple(rows)
    states = [row.state for row in found]
    return PartCounts(
        asked=sum(bool(row.asked) or row.is_under_14_5 for row in found),
        under_14_5=sum(row.is_under_14_5 for row in found),
        attended=states.count(PartState.ATTENDED),
        apologised=states.count(PartState.APOLOGISED),
        absent=states.count(PartState.ABSENT),
        not_recorded=states.count(PartState.NOT_RECORDED),
        awaited=sum(row.state is PartState.ASKED and row.is_to_come for row in found),
    )
