"""The note at a change of duty: who hands to whom, what is open and at risk, who is away, what is not covered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final

import msgspec

from comah.agenda.exercise_days import short_day
from comah.agenda.exercise_list import ExerciseScope, exercise_list
from comah.agenda.naming import View, Wanted, view_of
from comah.agenda.week import lesson_lines
from comah.agenda.week_duties import duty_lines
from comah.duties.selection import months_after
from comah.exercises.state import State
from comah.model.book import AuthorityBook, Book
from comah.model.duty import Assessment
from comah.model.oncall import Person
from comah.model.oncall_handover import HandoverNote
from comah.model.oncall_page import PageHead
from comah.model.page import Line, Part, source_of
from comah.model.week import WeekLine
from comah.model.when import When
from comah.model.words import count_words, when_words
from comah.oncall.availability import is_away
from comah.oncall.calls import calls_page
from comah.oncall.civil_time import civil_of
from comah.oncall.following import following
from comah.oncall.gap_page import gaps_page
from comah.oncall.pages import clock_words
from comah.oncall.time_words import place_words
from comah.oncall.watch import Watch

_GAPS_DAYS: Final = 28
_AWAY_DAYS: Final = 28
_BACK: Final = timedelta(days=28)  # calls and activations that who takes over should know of
_A_TURN: Final = timedelta(days=8)  # changes of this time, and the first of each place, however far ahead
_MOST: Final = 20  # changes of one place in that time
_SOON: Final = timedelta(days=60)  # exercises to come


class HandoverFor(msgspec.Struct, frozen=True, kw_only=True):
    """What the note is made of."""

    view: View
    records: AuthorityBook
    assessment: Assessment
    watch: Watch
    head: PageHead
    role: str = ""  # one role alone

    @property
    def on(self) -> date:
        """The day."""
        return self.view.on

    @property
    def authority(self) -> str:
        """The authority's id."""
        return self.records.authority.id


def handover_note(  # noqa: PLR0913 - the last is named
    book: Book, records: AuthorityBook, assessment: Assessment, watch: Watch, head: PageHead, *, role: str = ""
) -> HandoverNote:
    """Return the note as at an instant. No-notice exercises are left out, and counted: it is handed on.

    Args:
        book: every record as read.
        records: those of the authority.
        assessment: everything worked out as at the day.
        watch: the rota, looked at on the instant.
        head: what every on-call page says of itself.
        role: one role alone; "" for all.
    """
    on = assessment.on
    view = view_of(book, on, Wanted(first=on, last=on + _SOON))
    given = HandoverFor(view=view, records=records, assessment=assessment, watch=watch, head=head, role=role)
    shown = watch.serving.roles[role].shown if role else ""
    parts = (
        ("hands-over", "WHO HANDS TO WHOM", _hands_over(given), "nothing changes on the rota"),
        ("gaps", f"NOT COVERED, next {_GAPS_DAYS} days", _gaps(given), "nothing"),
        ("away", f"AWAY, next {_AWAY_DAYS} days", _away(given), "nobody"),
        ("law", "PLANS LATE OR AT RISK, law", _of_week(duty_lines(view, assessment.duties, given.authority)), "none"),
        ("exercises", "EXERCISES OPEN", _exercises(given), "none"),
        ("lessons", "LESSONS OVERDUE OR DUE", _lessons(given), "none"),
        ("calls", "CALLS AND ACTIVATIONS, last 28 days", _calls(given), "none on record"),
    )
    return HandoverNote(
        head=head,
        on=on,
        title=f"handover, {shown}" if shown else "handover",
        at_words=clock_words(watch.instant),
        parts=tuple(_part(*one) for one in parts),
        left_out=tuple(_left_out(given)),
    )


def _part(name: str, heading: str, lines: Iterable[Line], none: str) -> Part:
    return Part(id=name, heading=heading, lines=tuple(lines) or (Line(text=f"{none}."),))


def _hands_over(given: HandoverFor) -> Iterator[Line]:
    roles = given.watch.serving.roles
    changes = following(given.watch, most=_MOST)
    first = {(one.role, one.seat): one.at for one in reversed(changes)}
    for one in changes:
        is_near = one.at <= given.watch.instant + _A_TURN or one.at == first[one.role, one.seat]
        if is_near and given.role in {"", one.role}:
            place = place_words(roles.get(one.role), one.seat)
            note = f" ({one.note})" if one.note else ""
            text = f"{f'{one.role_name} {place}'.strip()}: {one.from_post} to {one.post}{note}"
            yield Line(label=one.at_words, text=text, on=civil_of(one.at).date())


def _gaps(given: HandoverFor) -> Iterator[Line]:
    start = given.watch.instant.replace(second=0)
    for row in gaps_page(given.watch.serving, given.head, given.on, _GAPS_DAYS, start=start).rows:
        if given.role in {"", row.role}:
            why = f" ({'; '.join(row.why)})" if row.why else ""
            could = f". Could: {', '.join(row.could)}" if row.could else ""
            text = f"{row.says}{why}, {row.when}{could}"
            yield Line(label=row.place_words, text=text, on=civil_of(row.start).date(), source=row.place)


def _away(given: HandoverFor) -> Iterator[Line]:
    last = given.on + timedelta(days=_AWAY_DAYS)
    for person in given.watch.serving.oncall.people:
        if not given.role or given.role in person.roles:
            yield from _away_of(person, given.on, last)


def _away_of(person: Person, first: date, last: date) -> Iterator[Line]:
    for one in person.away:
        if is_away(one, first, last):
            begins = when_words(one.from_) if one.from_ else "from a day not on record"
            ends = when_words(one.to) if one.to else "a day not known yet"
            yield Line(label=person.shown, text=f"{begins} to {ends}")


def _of_week(lines: Iterable[WeekLine]) -> Iterator[Line]:
    for one in lines:
        yield Line(label=one.label, text=one.text, on=one.on, source=one.source)


def _exercises(given: HandoverFor) -> Iterator[Line]:
    found = exercise_list(given.view.book, given.on, ExerciseScope(authority=given.authority))
    for row in found.rows:
        is_held = row.state == State.HELD.value
        is_soon = row.first_on is not None and row.first_on <= given.on + _SOON
        if row.exercise in given.view.hidden or not (is_held or is_soon):
            continue
        late = f", {count_words(row.steps_late, 'step')} late" if row.steps_late else ""
        note = f", {row.note}" if row.note else ""
        yield Line(
            label=row.day,
            text=f"{row.name} ({row.exercise}): {row.state}{late}{note}",
            on=row.first_on,
            source=row.place,
        )


def _lessons(given: HandoverFor) -> Iterator[Line]:
    return _of_week(lesson_lines(given.view, given.authority, months_after(given.on, 1)))


def _calls(given: HandoverFor) -> Iterator[Line]:
    since = given.on - _BACK
    for row in calls_page(given.watch.serving.oncall, given.head, given.on, role=given.role).rows:
        day = civil_of(row.at).date()
        if day >= since:
            answer = f"answered by {row.post}" if row.is_answered else "NOBODY answered"
            after = (
                f" after {row.after_minutes} min{', LATE' if row.is_late else ''}"
                if row.after_minutes is not None
                else ""
            )
            note = f": {row.note}" if row.note else ""
            yield Line(
                label=row.when,
                text=f"{row.role_name} {row.kind.value}, {answer}{after}{note}",
                on=day,
                source=row.place,
            )
    for one in given.records.activations:
        if one.on is not None and since <= one.on.latest and one.on.earliest <= given.on:
            text = f"{given.view.site_name(one.site)}: {one.summary or one.kind.value} ({one.id})"
            yield Line(label=_short(one.on, given.on), text=text, on=one.on.earliest, source=source_of(one.place, "id"))


def _short(when: When, on: date) -> str:
    return short_day(when.earliest, on) if when.is_day else when_words(when)


def _left_out(given: HandoverFor) -> Iterator[str]:
    yield "plans in date for three months and more, lessons due later, exercises more than 60 days ahead"
    hidden = len({one.id for one in given.records.exercises} & given.view.hidden)
    if hidden:
        yield f"{count_words(hidden, 'no-notice exercise')} (comah exercise list)"
