"""What else is on record of one exercise: plans, agencies, meetings, lessons, credits, postponements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comah.agenda.naming import View
from comah.exercises.attendance import attendance_of
from comah.exercises.lesson_list import every_lesson
from comah.exercises.lessons import closing, is_overdue, lessons_of
from comah.exercises.meetings import MeetingDay, MeetingState, next_meeting
from comah.exercises.state import put_off_by
from comah.model.attendance_list import PartState
from comah.model.backplan import BackPlan
from comah.model.exercise import Exercise, Lesson
from comah.model.page import Line, Part, source_of
from comah.model.words import count_words, day_words, weekday_words, when_words

_MEETING_WORDS = {
    MeetingState.HELD: "held",
    MeetingState.CALLED: "called",
    MeetingState.USUAL: "usual day",
    MeetingState.NOT_RECORDED: "not recorded as held",
}


def short_part(view: View, exercise: Exercise, meetings: tuple[MeetingDay, ...]) -> Part:
    """Return one line for each kind of fact."""
    lines = [
        *carried_lines(view, exercise),
        *_agencies_line(view, exercise),
        *_meetings_line(meetings, view.on),
        *_lessons_line(exercise, view.on),
        *_credits(exercise, view.on),
        *_postponements(exercise, view.on),
    ]
    return Part(id="record", heading="", lines=tuple(lines))


def full_parts(
    view: View, exercise: Exercise, meetings: tuple[MeetingDay, ...], plan: BackPlan | None
) -> Iterator[Part]:
    """Yield every part whole."""
    yield from _part("back-plan", "BACK-PLANNING", _back_plan(plan))
    yield from _part("objectives", "LESSONS CARRIED", carried_lines(view, exercise))
    yield from _part("agencies", "AGENCIES", _agencies(view, exercise))
    yield from _part("meetings", "PLANNING MEETINGS", (meeting_line(view, one) for one in meetings))
    yield from _part("lessons", "LESSONS", _lessons(exercise, view.on))
    yield from _part("credits", "CREDITS", _credits(exercise, view.on))
    yield from _part("postponements", "POSTPONEMENTS", _postponements(exercise, view.on))
    yield from _part("notes", "NOTES", (Line(text=note) for note in exercise.notes))


def meeting_line(view: View, one: MeetingDay) -> Line:
    """Say when a planning meeting is, and what is on record of it."""
    words = [_MEETING_WORDS[one.state]]
    if one.fact is not None and one.fact.attended:
        words.append(f"{len(one.fact.attended)} attended")
    if one.fact is not None and one.fact.apologies:
        words.append(f"apologies {', '.join(view.body_name(body) for body in one.fact.apologies)}")
    if one.fact is not None and one.fact.note:
        words.append(one.fact.note)
    day = weekday_words(one.when.earliest) if one.when.is_day else when_words(one.when)
    place = source_of(one.fact.place, "number") if one.fact is not None else None
    return Line(label=str(one.number), text=f"{day}: {'; '.join(words)}", on=one.when.earliest, source=place)


def lesson_line(name: str, lesson: Lesson, on: date) -> Line:
    """Say how a lesson stands."""
    closed = closing(lesson, on)
    due = f"by {when_words(lesson.due_on)}" if lesson.due_on else "NO DAY"
    how = f"closed {when_words(closed.on)}" if closed else "OVERDUE" if is_overdue(lesson, on) else "open"
    text = f"{lesson.text or 'no text on record'} ({lesson.owner or 'NO OWNER'}, {due}; {how})"
    return Line(label=name, text=text, source=source_of(lesson.place, "id"))


def _part(name: str, heading: str, lines: Iterator[Line]) -> Iterator[Part]:
    found = tuple(lines)
    if found:
        yield Part(id=name, heading=heading, lines=found)


def carried_lines(view: View, exercise: Exercise) -> Iterator[Line]:
    """Yield the lessons of earlier exercises that this one is to show as learnt."""
    known = {one.ref: one.lesson for one in every_lesson(view.book)} if exercise.carries else {}
    for ref in exercise.carries:
        lesson = known.get(ref)
        if lesson is not None:
            how = "closed since" if closing(lesson, view.on) else "still open"
            yield Line(label="Objective", text=f"show as learnt: {lesson.text or ref} ({ref}, {how})")
        else:
            yield Line(label="Objective", text=f"show as learnt: {ref} (no such lesson on record)")


def _agencies_line(view: View, exercise: Exercise) -> Iterator[Line]:
    rows = attendance_of(view.book, exercise, view.on).rows
    if not rows:
        yield Line(label="Agencies", text="none on record")
        return
    states = [row.state for row in rows]
    if any(row.is_held for row in rows):
        came = f"{states.count(PartState.ATTENDED)} of {len(rows)} attended"
        silent = states.count(PartState.NOT_RECORDED)
        yield Line(label="Agencies", text=f"{came}{f', {silent} not recorded' if silent else ''}")
        return
    waiting = [row.agency_name for row in rows if row.state is PartState.ASKED]
    unasked = [row.agency_name for row in rows if row.state is PartState.NOT_ASKED]
    words = [f"{len(rows) - len(unasked)} of {len(rows)} asked", f"{states.count(PartState.REPLIED)} replied"]
    words += [f"AWAITED: {', '.join(waiting)}"] if waiting else []
    words += [f"not asked: {', '.join(unasked)}"] if unasked else []
    yield Line(label="Agencies", text="; ".join(words))


def _agencies(view: View, exercise: Exercise) -> Iterator[Line]:
    for row in attendance_of(view.book, exercise, view.on).rows:
        asked = f", asked {row.asked}{' under reg 14(5)' if row.is_under_14_5 else ''}" if row.asked else ""
        replied = f", replied {row.replied}" if row.replied else ""
        text = f"{row.state.value.replace('-', ' ')}{asked}{replied}"
        yield Line(label=row.agency_name, text=text, source=row.place)


def _meetings_line(meetings: tuple[MeetingDay, ...], on: date) -> Iterator[Line]:
    if not meetings:
        return
    held = sum(one.state is MeetingState.HELD for one in meetings)
    following = next_meeting(meetings)
    words = [f"{held} of {len(meetings)} recorded as held"]
    if following is not None:
        left = (following.when.earliest - on).days
        away = f"in {count_words(left, 'day')}" if left > 0 else "today"
        said = _MEETING_WORDS[following.state]
        words.append(f"next: number {following.number}, {weekday_words(following.when.earliest)} ({said}; {away})")
    yield Line(label="Meetings", text="; ".join(words))


def _lessons_line(exercise: Exercise, on: date) -> Iterator[Line]:
    found = [one.lesson for one in lessons_of([exercise], on)]
    if found:
        is_open = [one for one in found if closing(one, on) is None]
        late = sum(is_overdue(one, on) for one in is_open)
        yield Line(label="Lessons", text=f"{len(is_open)} open, {late} overdue, {len(found) - len(is_open)} closed")
    elif exercise.no_lessons:
        yield Line(label="Lessons", text=f"none: {exercise.no_lessons}")


def _lessons(exercise: Exercise, on: date) -> Iterator[Line]:
    for one in lessons_of([exercise], on):
        yield lesson_line(one.lesson.id, one.lesson, on)


def _credits(exercise: Exercise, on: date) -> Iterator[Line]:
    for one in exercise.credits:
        if one.decided_on is not None and one.decided_on.earliest > on:
            continue
        elements = f": {', '.join(element.value for element in one.elements)}" if one.elements else ""
        present = f"; took part: {', '.join(one.participants)}" if one.participants else ""
        by = f" ({one.decided_by}, {when_words(one.decided_on)})" if one.decided_by and one.decided_on else ""
        words = f"{one.plan} {one.conclusion.value}{elements}{present}{by}"
        yield Line(label="Credit", text=words, source=source_of(one.place))


def _postponements(exercise: Exercise, on: date) -> Iterator[Line]:
    for one in put_off_by(exercise, on):
        was = f"from {when_words(one.from_)} " if one.from_ else ""
        to = f"to {when_words(one.to)}" if one.to else "to no new day yet"
        why = f": {one.reason}" if one.reason else ""
        asked = f"; asked by {one.asked_by}" if one.asked_by else ""
        ca = f"; CA: {one.ca_position}" if one.ca_position else ""
        check = f"; meanwhile: {one.interim_check}" if one.interim_check else ""
        yield Line(label="Put off", text=f"{was}{to}{why}{asked}{ca}{check}", source=source_of(one.place))


def _back_plan(plan: BackPlan | None) -> Iterator[Line]:
    if plan is None:
        return
    kind = "compressed: each step not done at its least length" if plan.is_compressed else "the usual days"
    yield Line(label="Template", text=f"{plan.template}, {kind}")
    yield Line(
        label="Latest start", text=f"{day_words(plan.latest_start)}; compressed {day_words(plan.compressed_start)}"
    )
    if plan.critical_path:
        yield Line(label="Longest chain", text=" > ".join(plan.critical_path))
        usual, pressed = weekday_words(plan.reach.usual_on), weekday_words(plan.reach.compressed_on)
        needed = count_words(plan.reach.needed_days, "working day")
        yield Line(label="Started today", text=f"the earliest exercise is {usual}; compressed {pressed} ({needed})")
    for step in plan.late:
        found = [f"{one.what} by {count_words(one.days, 'day')}" for one in step.endangers]
        text = f"{step.id}: endangers {', '.join(found) or 'no statutory date'}"
        yield Line(label="Late", text=text, on=step.due_on)
