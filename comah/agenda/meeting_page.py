"""The agenda of a planning meeting: what is late, due and open, and what the exercise is to show as learnt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from comah.agenda.exercise_days import short_day, short_span
from comah.agenda.exercise_parts import carried_lines, lesson_line, meeting_line
from comah.agenda.exercise_view import exercise_view
from comah.agenda.good_days import keeper_of
from comah.agenda.meetings import meetings_on
from comah.agenda.naming import View, Wanted, view_of
from comah.errors import RefusedError
from comah.exercises.attendance import attendance_of
from comah.exercises.lessons import is_closed
from comah.exercises.meeting_writing import action_prefix
from comah.exercises.meetings import MeetingDay, MeetingState, next_meeting
from comah.exercises.state import State, state_of
from comah.model.attendance_list import PartState
from comah.model.book import Book
from comah.model.exercise import Exercise
from comah.model.exercise_view import ExerciseView, StepMark
from comah.model.kinds import Severity
from comah.model.meeting_page import MeetingPage
from comah.model.page import Line, Part
from comah.model.provision import Law
from comah.model.words import count_words, weekday_words, when_words

_A_MONTH: Final = timedelta(days=31)  # where no later meeting says until when steps are talked about
_TO_COME: Final = frozenset({State.UNDATED, State.PLANNED, State.CONFIRMED, State.POSTPONED})


class _Held(msgspec.Struct, frozen=True, kw_only=True):
    """A meeting with everything that its agenda is made of."""

    view: View
    exercise: Exercise
    page: ExerciseView
    meeting: MeetingDay
    following: MeetingDay | None

    @property
    def until(self) -> date:
        """The last day whose steps the meeting talks about: that of the next meeting."""
        if self.following is not None and self.following.when.earliest >= self.view.on:
            return self.following.when.earliest
        return max(self.meeting.when.latest, self.view.on) + _A_MONTH


def meetings_page(book: Book, exercise: Exercise, on: date) -> MeetingPage:
    """Return every planning meeting of an exercise."""
    view = view_of(book, on, Wanted(first=on, last=on))
    found = meetings_on(view, keeper_of(book, exercise), exercise)
    lines = tuple(meeting_line(view, one) for one in found)
    none = Line(text="None: the exercise has no day yet, is over, or its meetings are recorded as done.")
    part = Part(id="meetings", heading="", lines=lines or (none,))
    return _page(view, exercise, None, "Planning meetings", exercise.name, (part,))


def meeting_page(book: Book, law: Law, exercise: Exercise, number: int | None, on: date) -> MeetingPage:
    """Return the agenda of a planning meeting, made of what stands on record on a day.

    Args:
        book: every record as read.
        law: the provisions.
        exercise: the exercise.
        number: which of its meetings; None: the next.
        on: the reference date.

    Raises:
        RefusedError: where there is no such meeting.
    """
    view = view_of(book, on, Wanted(first=on, last=on))
    found = meetings_on(view, keeper_of(book, exercise), exercise)
    meeting = next((one for one in found if one.number == number), None) if number is not None else next_meeting(found)
    if meeting is None:
        message = _no_meeting(exercise, number, found, on)
        raise RefusedError(message)
    following = next((one for one in found if one.number > meeting.number), None)
    held = _Held(
        view=view,
        exercise=exercise,
        page=exercise_view(book, law, exercise, on),
        meeting=meeting,
        following=following,
    )
    line = meeting_line(view, meeting)
    title = f"Planning meeting {meeting.number}{' (final)' if meeting.is_last else ''}"
    about = f"{exercise.name}: {line.text}"
    return _page(view, exercise, meeting.number, title, about, tuple(_parts(held)))


def _no_meeting(exercise: Exercise, number: int | None, found: tuple[MeetingDay, ...], on: date) -> str:
    """Say why there is no such meeting: what was never recorded, and how to call the next."""
    free = found[-1].number + 1 if found else 1
    is_over = state_of(exercise, on) in {State.HELD, State.CLOSED, State.CANCELLED}
    call = "" if is_over else f"; to call one: comah exercise meeting {exercise.id} {free} --called DATE --by POST"
    if number is not None:
        known = f"its meetings are 1 to {found[-1].number}" if found else "it has none on record and none to come"
        return f"{exercise.id}: no planning meeting {number}; {known}{call}"
    missing = [str(one.number) for one in found if one.state is MeetingState.NOT_RECORDED]
    if not missing:
        known = f"the last on record is {found[-1].number}" if found else "it has none on record and none to come"
        return f"{exercise.id}: no planning meeting to come; {known}{call}"
    verb = "meeting" if len(missing) == 1 else "meetings"
    held = f"if held: comah exercise meeting {exercise.id} {missing[0]} --held DATE --by POST"
    return (
        f"{exercise.id}: no planning meeting to come: their usual days have passed, and {verb} {', '.join(missing)} "
        f"{'was' if len(missing) == 1 else 'were'} never recorded as held; {held}{call}"
    )


def _page(  # noqa: PLR0913, PLR0917 -- the parts of one page
    view: View, exercise: Exercise, number: int | None, title: str, about: str, parts: tuple[Part, ...]
) -> MeetingPage:
    authority = keeper_of(view.book, exercise).authority
    return MeetingPage(
        on=view.on,
        register_name=view.book.name,
        register_digest=view.book.digest,
        marking=authority.marking,
        authority=authority.id,
        exercise=exercise.id,
        name=exercise.name,
        number=number,
        title=title,
        about=about,
        parts=parts,
        unreadable=tuple(one for one in view.book.problems if one.severity is Severity.ERROR),
    )


def _parts(held: _Held) -> Iterator[Part]:
    """Yield the items of the agenda; one with nothing to say is left out."""
    items = (
        ("attendance", "WHO CAME", _attendance(held)),
        ("actions", "ACTIONS STILL OPEN", _actions(held)),
        ("late", "LATE", _late(held)),
        ("due", f"DUE BY {short_day(held.until, held.view.on)}", _due(held)),
        ("open", "OPEN", _open(held)),
        ("objectives", "TO BE SHOWN AS LEARNT", carried_lines(held.view, held.exercise)),
        ("next", "NEXT", _next(held)),
    )
    for name, heading, lines in items:
        found = tuple(lines)
        if found:
            yield Part(id=name, heading=heading, lines=found)


def _attendance(held: _Held) -> Iterator[Line]:
    fact = held.meeting.fact
    for label, bodies in (("Attended", fact.attended), ("Apologies", fact.apologies)) if fact else ():
        if bodies:
            yield Line(label=label, text=", ".join(held.view.body_name(body) for body in bodies))


def _actions(held: _Held) -> Iterator[Line]:
    """Yield what earlier meetings gave somebody to do, and this one where it was held."""
    prefixes = tuple(action_prefix(number) for number in range(1, held.meeting.number + 1))
    for lesson in held.exercise.lessons:
        if lesson.id.startswith(prefixes) and not is_closed(lesson, held.view.on):
            yield lesson_line(f"{held.exercise.id}/{lesson.id}", lesson, held.view.on)


def _late(held: _Held) -> Iterator[Line]:
    for step in held.page.steps:
        if step.mark is StepMark.LATE:
            yield Line(label=step.who, text=f"{step.title}: due {step.day}; {step.note}", on=step.due_on)


def _due(held: _Held) -> Iterator[Line]:
    """Yield the steps that begin or are due before the next meeting."""
    on = held.view.on
    for step in held.page.steps:
        is_ahead = step.mark in {StepMark.NEXT, StepMark.TO_COME}
        if is_ahead and step.first_on <= held.until and step.id != "planning-meetings":
            yield Line(
                label=step.who, text=f"{step.title}: {short_span(step.first_on, step.due_on, on)}", on=step.due_on
            )


def _open(held: _Held) -> Iterator[Line]:
    state = state_of(held.exercise, held.view.on)
    if state is State.PLANNED:
        yield Line(label="Day", text="not confirmed by operator and agencies")
    if state in _TO_COME and held.exercise.debrief_on is None:
        yield Line(label="Debrief", text="no day booked for the multi-agency debrief")
    others = {name for law in held.page.laws for name in (law.follows, law.soonest)}
    is_told = not any(map(held.view.is_secret, others))  # the words would name it, and a date tell its day
    for law in held.page.laws if is_told else ():
        yield Line(label=f"Law, {law.plan}", text=" ".join(law.words), on=law.safe_on)
    if held.page.movable and is_told:
        yield Line(label="Moving", text=held.page.movable)
    rows = attendance_of(held.view.book, held.exercise, held.view.on).rows
    for state_wanted, label in ((PartState.ASKED, "Reply awaited"), (PartState.NOT_ASKED, "Not asked")):
        names = [row.agency_name for row in rows if row.state is state_wanted]
        if names:
            yield Line(label=label, text=", ".join(names))


def _next(held: _Held) -> Iterator[Line]:
    if held.following is not None:
        when = held.following.when
        day = weekday_words(when.earliest) if when.is_day else when_words(when)
        yield Line(label=f"Meeting {held.following.number}", text=day, on=when.earliest)
    planned = held.exercise.planned_on
    if planned is not None:
        left = (planned.earliest - held.view.on).days
        distance = f", in {count_words(left, 'day')}" if left > 0 else ""
        yield Line(label="Exercise", text=f"{when_words(planned)}{distance}", on=planned.earliest)
