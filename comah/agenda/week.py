"""The Monday screen: duties, steps by who acts, meetings, replies awaited and lessons of the month to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from comah.agenda.compose import agenda, concerning
from comah.agenda.exercise_days import short_day
from comah.agenda.naming import View, Wanted, view_of
from comah.agenda.week_duties import duty_lines, local_lines
from comah.agenda.week_steps import by_person, review_lines, step_lines
from comah.duties.review_walk import review_walk
from comah.duties.selection import months_after
from comah.exercises.attendance import attendance_of
from comah.exercises.lesson_list import LessonScope, lesson_list
from comah.model.attendance_list import PartState
from comah.model.book import AuthorityBook, Book
from comah.model.duty import Assessment
from comah.model.entry import EntryKind
from comah.model.kinds import Severity
from comah.model.lesson_list import LessonState
from comah.model.provision import Law
from comah.model.review_walk import ReviewWalk
from comah.model.week import WeekLine, WeekPart, WeekScreen
from comah.model.words import count_words, day_words, weekday_words
from comah.plans.review_under_way import review_under_way

_MET: Final = frozenset({EntryKind.EXERCISE, EntryKind.DEBRIEF, EntryKind.MEETING})
_STEPS: Final = 8  # lines of steps that the screen has room for


def week_screen(book: Book, law: Law, assessment: Assessment, *, authority: str | None = None) -> WeekScreen:
    """Return what an officer needs to know on a Monday, for the month from the assessment's day.

    No-notice exercises are left out, and counted: the screen is printed and handed round.

    Args:
        book: every record as read.
        law: the provisions.
        assessment: everything worked out as at the day.
        authority: one authority only; None: the whole register.
    """
    on, until = assessment.on, months_after(assessment.on, 1)
    view = view_of(book, on, Wanted(first=on, last=until))
    walks = tuple(_reviews(view, law, authority))
    duties = duty_lines(view, assessment.duties, authority)
    steps = (*step_lines(view, authority, until), *review_lines(walks, until))
    replies = (*_replies(view, authority), *_consulted(walks))
    return WeekScreen(
        on=on,
        until=until,
        law=assessment.law,
        register_name=book.name,
        register_digest=book.digest,
        marking=_markings(view, authority),
        title=view.body_name(authority) if authority else book.name,
        parts=(
            _part("duties", "LAW, LATE OR DUE", duties, 8, "comah due", "nothing late or due within three months"),
            _part("steps", "STEPS, BY WHO ACTS", by_person(steps, _STEPS), _STEPS, "comah exercise show ID"),
            _part("meetings", "MEETINGS AND EXERCISES", _meetings(view, assessment, authority), 5, "comah calendar"),
            _part("replies", "REPLIES AWAITED", replies, 3, "comah attendance"),
            _part("lessons", "LESSONS FALLING DUE", lesson_lines(view, authority, until), 3, "comah lesson list"),
            *_oncall(view, authority),
            _part("local", "LOCAL, not law", local_lines(view, assessment.duties, authority, until), 3, "comah due"),
        ),
        left_out=tuple(_left_out(view, authority)),
        unreadable=tuple(one for one in book.problems if one.severity is Severity.ERROR),
    )


def _part(  # noqa: PLR0913, PLR0917 -- the parts of one row
    name: str,
    heading: str,
    lines: Iterator[WeekLine] | tuple[WeekLine, ...],
    most: int,
    see: str,
    none: str = "none",
) -> WeekPart:
    found = tuple(lines)
    return WeekPart(id=name, heading=heading, lines=found, shown=min(most, len(found)), see=see, none=none)


def _oncall(view: View, authority: str | None) -> Iterator[WeekPart]:
    """Yield the part of on call, where its records were read."""
    if any(records.oncall is not None and _is_own(records, authority) for records in view.book.authorities):
        from comah.agenda.week_oncall import oncall_lines  # noqa: PLC0415 - many registers have none

        yield _part("oncall", "ON CALL", oncall_lines(view, authority), 5, "comah oncall now, gaps")


def _is_own(records: AuthorityBook, authority: str | None) -> bool:
    return authority in {None, records.authority.id}


def _markings(view: View, authority: str | None) -> tuple[str, ...]:
    found = (one.authority.marking for one in view.book.authorities if _is_own(one, authority))
    return tuple(dict.fromkeys(text for text in found if text))


def _reviews(view: View, law: Law, authority: str | None) -> Iterator[ReviewWalk]:
    """Yield the walk of every review under way."""
    for records in view.book.authorities:
        for site in records.establishments if _is_own(records, authority) else ():
            for plan in site.plans:
                if review_under_way(plan, view.on) is not None:
                    yield review_walk(view.book, law, view.on, site.id, plan.regime)


def _meetings(view: View, assessment: Assessment, authority: str | None) -> Iterator[WeekLine]:
    wanted = Wanted(first=view.first, last=view.last)
    for entry in concerning(agenda(view.book, assessment, wanted), authority=authority):
        if entry.kind in _MET and not entry.is_cancelled and entry.last >= view.on:
            times = f", {entry.starts_at:%H:%M}" if entry.starts_at else ""
            yield WeekLine(
                label=_weekday(entry.first, view.on),
                text=f"{entry.title}{times}",
                on=entry.first,
                authority=entry.authority,
            )


def _replies(view: View, authority: str | None) -> Iterator[WeekLine]:
    """Yield what agencies have not answered, the longest waited for first."""
    found = []
    for records in view.book.authorities:
        for exercise in records.exercises if _is_own(records, authority) else ():
            if exercise.id in view.hidden:
                continue
            for row in attendance_of(view.book, exercise, view.on).rows:
                if row.state is PartState.ASKED and row.is_to_come:
                    late = row.reply_by is not None and row.reply_by < view.on
                    by = f"; LATE, was due {short_day(row.reply_by, view.on)}" if late and row.reply_by else ""
                    line = WeekLine(
                        label=f"{row.days_waiting} d",
                        text=f"{row.agency_name}, for {exercise.id}{by}",
                        is_late=late,
                        authority=records.authority.id,
                        source=row.place,
                    )
                    found.append((not late, -row.days_waiting, row.agency, line))
    yield from (one[-1] for one in sorted(found, key=lambda one: one[:-1]))


def _consulted(walks: tuple[ReviewWalk, ...]) -> Iterator[WeekLine]:
    """Yield who has not answered the consultation of a review."""
    for walk in walks:
        names = [row.name or row.role for row in walk.consulted if row.asked and not row.replied]
        if names:
            text = f"{', '.join(names)}, on the review of {walk.name}"
            yield WeekLine(label="review", text=text, authority=walk.authority)


def lesson_lines(view: View, authority: str | None, until: date) -> Iterator[WeekLine]:
    """Yield the lessons overdue, and those due within the month, in the order of the list."""
    found = lesson_list(view.book, view.on, LessonScope(authority=authority))
    for row in found.rows:
        if row.source in view.hidden or (row.due_on is not None and row.due_on > until):
            continue
        late = row.state is LessonState.OVERDUE
        when = f"LATE {row.days_overdue} d" if late else short_day(row.due_on, view.on) if row.due_on else "NO DAY"
        yield WeekLine(
            label=when,
            text=f"{row.owner or 'NO OWNER'}: {row.text or 'no text on record'} ({row.ref})",
            on=row.due_on,
            is_late=late,
            authority=row.authority,
            source=row.place,
        )


def _left_out(view: View, authority: str | None) -> Iterator[str]:
    yield f"plans in date for three months and more, good practice, and what falls after {day_words(view.last)}"
    own = {one.id for records in view.book.authorities for one in records.exercises if _is_own(records, authority)}
    hidden = len(own & view.hidden)
    if hidden:
        yield f"{count_words(hidden, 'no-notice exercise')} (comah exercise list)"
    if authority is None and len(view.book.register.authorities) > len(view.book.authorities):
        known = {one.authority.id for one in view.book.authorities}
        names = [entry.name for entry in view.book.register.authorities if entry.id not in known]
        yield f"no records of {', '.join(names)}"


def _weekday(day: date, on: date) -> str:
    """Write a day with its weekday, without the year of the page."""
    return f"{weekday_words(day).partition(' ')[0]} {short_day(day, on)}"
