"""Who held what: of one person, or of one turn, from shifts, swaps and cover."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from comah.model.journal import JournalLine
from comah.model.oncall_grid import HistoryPage, Piece
from comah.model.oncall_page import PageHead
from comah.model.words import day_words
from comah.oncall.civil_time import civil_of, instant_of
from comah.oncall.pieces import piece_of
from comah.oncall.turns import Turn
from comah.oncall.watch import Watch

_MINUTES = 60
_A_MINUTE = timedelta(minutes=1)


def turn_history(watch: Watch, head: PageHead, turn: Turn, lines: Iterable[JournalLine]) -> HistoryPage:
    """Return who had a turn, from its beginning to its end, and the journal's lines that name it."""
    place = (turn.shift.role, turn.shift.seat)
    held = watch.serving.holders.between_of(place, turn.start, turn.end)
    pieces = tuple(piece_of(watch, one) for one in held if one.turn is not None and one.turn.shift.id == turn.shift.id)
    return _page(head, turn.shift.id, pieces, _naming(lines, (turn.shift.id,)))


def person_history(
    watch: Watch, head: PageHead, person: str, lines: Iterable[JournalLine], span: tuple[datetime, datetime]
) -> HistoryPage:
    """Return what somebody held that touches a time, whole, and the journal's lines that name them."""
    start, end = span
    holders = watch.serving.holders
    held = (one for place in holders.places for one in holders.of_line(place) if one.start < end and one.end > start)
    own = sorted((one for one in held if one.person == person), key=lambda one: (one.start, one.role, one.seat))
    pieces = tuple(piece_of(watch, one) for one in own)
    post = watch.serving.oncall.post_of(person)
    scope = f"; looked at from {day_words(civil_of(start).date())} to {day_words(civil_of(end - _A_MINUTE).date())}"
    return _page(head, post, pieces, _naming(lines, (person, post)), scope)


def days_between(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the instants at which the first of some days begins and the last ends."""
    start, end = (instant_of(datetime.combine(day, time())) for day in (first, last + timedelta(days=1)))
    return start, end


def length_words(length: timedelta) -> str:
    """Write how long something was.

    >>> length_words(timedelta(hours=167)), length_words(timedelta(minutes=90))
    ('167 hours', '1 hour 30 min')
    """
    hours, minutes = divmod(length // timedelta(minutes=1), _MINUTES)
    return " ".join(filter(None, (f"{hours:,} hour{'s' * (hours != 1)}", f"{minutes} min" if minutes else "")))


def _page(
    head: PageHead, title: str, pieces: tuple[Piece, ...], lines: tuple[JournalLine, ...], scope: str = ""
) -> HistoryPage:
    held = sum((piece.end - piece.start for piece in pieces if piece.person), timedelta())
    what = f"Altogether {length_words(held)}" if pieces else "Nothing is on record"
    return HistoryPage(head=head, title=title, pieces=pieces, held_words=f"{what}{scope}", lines=lines)


def _naming(lines: Iterable[JournalLine], names: tuple[str, ...]) -> tuple[JournalLine, ...]:
    """Return the lines that have one of the names whole: EP Officer 1 is not named by EP Officer 12."""
    wanted = re.compile("|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in names))
    return tuple(line for line in lines if wanted.search(line.summary))
