"""The page of what is not covered, and of how far the rota reaches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from comah.model.oncall_gaps import GapKind, GapRow, GapsPage, RotaReach
from comah.model.oncall_page import PageHead
from comah.model.page import source_of
from comah.oncall.can_serve import Serving
from comah.oncall.civil_time import midnight
from comah.oncall.gaps import Uncovered, reaches_until, uncovered
from comah.oncall.giving import giving_command
from comah.oncall.holding import END
from comah.oncall.slots import DAYS_A_WEEK, turn_day
from comah.oncall.time_words import at_words, place_words, span_words

_A_DAY: Final = timedelta(days=1)
_AN_INSTANT: Final = timedelta(microseconds=1)


def gaps_page(serving: Serving, head: PageHead, on: date, days: int, *, start: datetime | None = None) -> GapsPage:
    """Return what is not covered from a day on.

    Args:
        serving: the records.
        head: what every on-call page says of itself.
        on: the first day.
        days: how many days are looked at after it.
        start: the instant from which, where part of the day has passed; left out, the day's beginning.
    """
    until = on + timedelta(days=days)
    rows = [gap_row(serving, one) for one in uncovered(serving, start or midnight(on), midnight(until + _A_DAY))]
    order = {role: number for number, role in enumerate(serving.roles)}
    return GapsPage(
        head=head,
        on=on,
        until=until,
        rows=tuple(sorted(rows, key=lambda row: (row.start, order[row.role], row.seat))),
        reach=tuple(_reach(serving, on)),
        call_down=tuple(role.shown for role in serving.oncall.roles if role.call_down),
    )


def gap_row(serving: Serving, one: Uncovered) -> GapRow:
    """Return what is not covered as a page shows it."""
    held, found = one.held, one.candidates
    fact = held.by if held.by is not None else held.turn.shift if held.turn is not None else None
    return GapRow(
        role=held.role,
        role_name=one.role.shown,
        seat=held.seat,
        place_words=f"{one.role.shown} {place_words(one.role, held.seat)}".strip(),
        kind=one.kind,
        start=held.start,
        end=held.end,
        when=span_words(held.start, held.end),
        shift=held.turn.shift.id if held.turn is not None else "",
        person=held.person,
        post=serving.oncall.post_of(held.person) if held.person else "",
        why=one.why,
        could=tuple(each.post for each in found.could) if found else (),
        nobody=found.words if found and not found.could else "",
        place=source_of(fact.place) if fact is not None else None,
        do=_command(serving, one),
    )


def _command(serving: Serving, one: Uncovered) -> str:
    """Return the command that mends it; "" where nobody could."""
    if one.kind is GapKind.NOT_BUILT:
        return _build_command(serving, one)
    if one.held.turn is None or one.candidates is None or not one.candidates.could:
        return ""
    return giving_command(one.held.turn, one.held.start, one.held.end, one.candidates.could[0].person)


def _build_command(serving: Serving, one: Uncovered) -> str:
    """Return the command that builds what is missing, and no turn beyond it where other turns follow."""
    start, role = one.held.start, one.role
    end = serving.holders.of_place((role.id, one.held.seat), start).end
    first = turn_day(role, start)
    weeks = f"{(turn_day(role, end - _AN_INSTANT) - first).days // DAYS_A_WEEK + 1}" if end < END else "N"
    return f"comah oncall build --from {first.isoformat()} --weeks {weeks} --role {role.id} --by POST"


def _reach(serving: Serving, on: date) -> Iterator[RotaReach]:
    for role in serving.oncall.roles:
        if role.call_down:
            continue
        until = reaches_until(serving, role, midnight(on + _A_DAY))
        words = f"to {at_words(until)}" if until else "no turn at the end of this day"
        yield RotaReach(role=role.id, role_name=role.shown, until=until, words=words)
