"""Entries of plans that cannot be shown in date, so that silence never looks like safety."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comah.agenda.day_shown import next_working_day
from comah.agenda.deadlines import identity_of, is_legal, plans_of, record_of, sites_of, subject_of, working
from comah.agenda.naming import PLAN_WORDS, View
from comah.agenda.next_act import next_acts
from comah.agenda.telling import Telling, said
from comah.model.duty import Duty, Status
from comah.model.entry import Entry, EntryKind
from comah.model.entry_kinds import KINDS
from comah.model.oncall_kinds import FOLDER
from comah.model.words import count_words, day_words, weekday_words
from comah.workdays.working_days import nation_calendar

_KIND: Final = EntryKind.NOT_SHOWN
_ONCALL: Final = f"/{FOLDER}/"


def not_shown_entries(view: View, duties: tuple[Duty, ...]) -> Iterator[Entry]:
    """Yield one entry a plan whose date is not known or already past, on the next working day.

    They are of every calendar with deadlines, whatever the period asked for.
    """
    grouped: dict[tuple[str, ...], list[Duty]] = {}
    for duty in duties:
        if is_legal(duty) and is_not_in_date(view, duty) and not view.is_secret(duty.exercise):
            grouped.setdefault(_plan_of(duty), []).append(duty)
    for found in grouped.values():
        yield _entry(view, found)


def unreadable_entries(view: View) -> Iterator[Entry]:
    """Yield one entry where record files could not be read: what they hold is in no calendar.

    It is of every calendar, whatever its kinds: a calendar that is short of entries must say so itself.
    """
    yield from _unreadable(view, _KIND, "Register", is_oncall=False)


def unreadable_oncall_entries(view: View) -> Iterator[Entry]:
    """Yield one entry where on-call files could not be read; it is of the calendars with turns on call."""
    yield from _unreadable(view, EntryKind.ONCALL, "On call", is_oncall=True)


def is_of_every_calendar(entry: Entry) -> bool:
    """Whether an entry says that something of the register itself is missing."""
    return entry.kind is _KIND and not entry.authority


def _unreadable(view: View, kind: EntryKind, subject: str, *, is_oncall: bool) -> Iterator[Entry]:
    hidden = {problem.file for problem in view.book.problems if problem.hides_file}
    files = sorted(file for file in hidden if (_ONCALL in file) is is_oncall)
    if not files:
        return
    day = nation_calendar(view.book.register.nation).next_after(view.on)
    yield Entry(
        identity=(subject.lower(), "unreadable", _KIND.value),
        kind=kind,
        first=day,
        last=day,
        title=f"{subject}: {count_words(len(files), 'record file')} CANNOT BE READ",
        lines=said(view, "", _KIND, _unread(files)),
        categories=(KINDS[kind].category,),
        alarm=KINDS[_KIND].alarm,
        is_reminder=True,
    )


def is_not_in_date(view: View, duty: Duty) -> bool:
    """Whether the duty's date is not known, or its safe date has passed."""
    if duty.status in {Status.OVERDUE, Status.MAY_BE_OVERDUE, Status.UNKNOWN}:
        return True
    return duty.safe_on is not None and duty.safe_on < view.on


def _plan_of(duty: Duty) -> tuple[str, ...]:
    """Group by plan; a duty of no plan stands alone."""
    if duty.establishment and duty.plan and not duty.exercise:
        return (duty.establishment, duty.plan)
    return identity_of(duty)


def _entry(view: View, duties: list[Duty]) -> Entry:
    first = duties[0]
    day = next_working_day(view, first.authority)
    return Entry(
        identity=(*_plan_of(first), _KIND.value),
        kind=_KIND,
        first=day,
        last=day,
        title=_title(view, duties),
        lines=said(view, first.authority, _KIND, _telling(view, duties)),
        categories=(KINDS[_KIND].category,),
        link=first.link,
        authority=first.authority,
        establishments=sites_of(view, first),
        plans=plans_of(first),
        exercise=first.exercise or "",
        alarm=KINDS[_KIND].alarm,
        is_reminder=True,
    )


def _title(view: View, duties: list[Duty]) -> str:
    """Say the worst first."""
    statuses = {duty.status for duty in duties}
    what = PLAN_WORDS.get(duties[0].plan or "", "duty")
    for status, words in (
        (Status.OVERDUE, "OVERDUE"),
        (Status.MAY_BE_OVERDUE, "MAY BE OVERDUE"),
        (Status.UNKNOWN, "CANNOT BE SHOWN IN DATE"),
    ):
        if status in statuses:
            return f"{subject_of(view, duties[0])}: {what} {words}"
    return f"{subject_of(view, duties[0])}: {what}, SAFE DATE PASSED"


def _telling(view: View, duties: list[Duty]) -> Telling:
    """Say of each duty of the plan how it stands and why; then the law of all, and what to do."""
    why = tuple(line for duty in duties for line in (f"{duty.title}: {_position(duty)}", *working(view, duty)))
    return Telling(
        why=why,
        basis=f"Law: {', '.join(dict.fromkeys(duty.provision for duty in duties))}",
        link=duties[0].link,
        do=tuple(dict.fromkeys(act for duty in duties for act in next_acts(view, duty))),
        records=tuple(record_of(view, duty) for duty in duties),
    )


def _unread(files: list[str]) -> Telling:
    return Telling(
        what=("What these files hold is not in this calendar",),
        basis="Local, not law; what the files hold may be law",
        do=("mend them: comah validate",),
        records=tuple(map(_without_exercise, files)),
    )


def _without_exercise(file: str) -> str:
    """Name the folder of an exercise's record alone: while it cannot be read, it may be one without notice."""
    folder, _, _ = file.rpartition("/")
    return folder if folder.endswith("/exercises") else file


def _position(duty: Duty) -> str:
    if duty.status is Status.UNKNOWN or duty.due_on is None:
        since = duty.in_date_only_if_since
        if since is None:
            return "no date on record to count from"
        return f"cannot be shown in date; in date only if done, or the plan first prepared, since {day_words(since)}"
    latest = duty.due_latest_on or duty.due_on
    if duty.status is Status.MAY_BE_OVERDUE:
        return f"may be overdue; the last lawful day lies between {day_words(duty.due_on)} and {day_words(latest)}"
    if duty.status is Status.OVERDUE:
        return f"overdue; the last lawful day was {weekday_words(latest)}"
    return f"the safe date has passed; the last lawful day is {weekday_words(duty.due_on)}"
