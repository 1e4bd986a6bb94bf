"""Duties on the Monday screen: of law the late ones and those that fall due soon, local ones apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from comah.agenda.deadlines import is_legal, is_owed, subject_of
from comah.agenda.exercise_days import short_day
from comah.agenda.naming import View, lower_first
from comah.duties.selection import months_after, order
from comah.model.duty import Duty, Status
from comah.model.provision import Standing
from comah.model.status_words import STATUS_WORDS
from comah.model.week import WeekLine
from comah.model.words import day_words

_WITHIN_MONTHS: Final = 3
_LATE: Final = frozenset({Status.OVERDUE, Status.MAY_BE_OVERDUE})
_NAMED: Final = 8  # plans that cannot be shown in date, by name


def duty_lines(view: View, duties: Iterable[Duty], authority: str | None) -> Iterator[WeekLine]:
    """Yield the duties of law that are late, at risk or due within three months; unknown ones in one line."""
    own = [duty for duty in sorted(duties, key=order) if is_legal(duty) and _is_own(view, duty, authority)]
    horizon = months_after(view.on, _WITHIN_MONTHS)
    unknown = [duty for duty in own if duty.status is Status.UNKNOWN]
    late = [duty for duty in own if duty.status in _LATE]
    soon = [duty for duty in own if duty not in late and duty not in unknown and _is_soon(duty, horizon)]
    yield from (_line(view, duty) for duty in late)
    if unknown:
        yield _unknown(view, unknown)
    yield from (_line(view, duty) for duty in soon)


def local_lines(view: View, duties: Iterable[Duty], authority: str | None, until: date) -> Iterator[WeekLine]:
    """Yield what is not law and late, or due within the month."""
    for duty in sorted(duties, key=order):
        if duty.standing is Standing.LAW or not is_owed(duty) or not _is_own(view, duty, authority):
            continue
        due = duty.due_latest_on or duty.due_on
        if due is None or due > until or duty.standing is Standing.PRACTICE:
            continue
        yield WeekLine(
            label=f"LATE {(view.on - due).days} d" if due < view.on else short_day(due, view.on),
            text=f"{subject_of(view, duty)}: {lower_first(duty.title)}",
            on=due,
            is_late=due < view.on,
            authority=duty.authority,
        )


def _is_own(view: View, duty: Duty, authority: str | None) -> bool:
    return authority in {None, duty.authority} and not view.is_secret(duty.exercise)


def _is_soon(duty: Duty, horizon: date) -> bool:
    return duty.status is Status.AT_RISK or (duty.safe_on is not None and duty.safe_on <= horizon)


def _line(view: View, duty: Duty) -> WeekLine:
    return WeekLine(
        label=_left(duty),
        text=f"{subject_of(view, duty)}, {_what(duty)}: {_position(view, duty)}",
        on=duty.safe_on,
        is_late=duty.status in _LATE,
        authority=duty.authority,
    )


def _left(duty: Duty) -> str:
    if duty.days_overdue:
        return f"LATE {duty.days_overdue} d"
    return f"{duty.days_left} d" if duty.days_left is not None else "no date"


def _what(duty: Duty) -> str:
    """Say the duty in one word where its title begins with it: test, review, prepare."""
    word = duty.title.partition(" ")[0].lower()
    regime = "" if duty.plan in {None, "comah"} else f"{(duty.plan or '').upper()} "
    return f"{regime}{word}"


def _position(view: View, duty: Duty) -> str:
    title = STATUS_WORDS[duty.status].title
    arranged = duty.arranged
    if arranged is not None and arranged.latest is not None and not view.is_secret(arranged.exercise):
        day = day_words(arranged.latest) if arranged.earliest == arranged.latest else arranged.text
        if arranged.is_held:
            return f"{title}; {arranged.type} held {day}, not credited yet"
        return f"{title}; {arranged.type} {day}{'' if arranged.is_confirmed else ', not confirmed'}"
    safe = f"; safe date {day_words(duty.safe_on)}" if duty.safe_on else ""
    return f"{title}{safe}"


def _unknown(view: View, duties: list[Duty]) -> WeekLine:
    """Say in one line which plans cannot be shown in date."""
    names = list(dict.fromkeys(duty.establishment or view.body_name(duty.authority) for duty in duties))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    owner = {duty.authority for duty in duties}
    return WeekLine(
        label="no date",
        text=f"{len(duties)} CANNOT BE SHOWN IN DATE: {', '.join(names[:_NAMED])}{more}",
        is_late=True,
        authority=owner.pop() if len(owner) == 1 else "",
    )
