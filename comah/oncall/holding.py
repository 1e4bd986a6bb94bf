"""Who holds the telephone: for every role and place, one person or an explicit gap at every instant.

The shift says who is down for a turn, swaps in the order in which they were agreed say whose it became, and cover
says who has a part of it; the cover agreed later wins. It counts as it happened, also where it breaks a rule.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Final, TypeVar

import msgspec
from msgspec.structs import replace

from comah.model.oncall_book import Oncall
from comah.model.rota import Cover, Shift, Swap
from comah.oncall.civil_time import moment_instant
from comah.oncall.turns import Turn, turns_of

BEGINNING: Final = datetime(1900, 1, 1, tzinfo=UTC)  # before and after these nothing is on any rota
END: Final = datetime(2200, 1, 1, tzinfo=UTC)

_Agreed = TypeVar("_Agreed", Swap, Cover)


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A time in which one person, or nobody, holds one place of a role. ``end`` is no longer of it."""

    role: str
    seat: int
    person: str = ""  # "": nobody
    start: datetime  # in UTC
    end: datetime  # in UTC
    turn: Turn | None = None  # None: the rota has no turn for this time
    by: Shift | Swap | Cover | None = None  # what decided it


def holdings(oncall: Oncall, start: datetime, end: datetime) -> tuple[Held, ...]:
    """Return who holds what from one instant to another: for each role and place, times that follow without a break."""
    return Holders(oncall).between(start, end)


class Holders:
    """The whole rota worked out once, for many questions."""

    def __init__(self, oncall: Oncall) -> None:
        """Work out who holds each place of each role at all times."""
        self._agreed = _Agreements(oncall)
        turns: dict[tuple[str, int], list[Turn]] = {
            (role.id, seat): [] for role in oncall.roles for seat in role.places
        }
        for turn in turns_of(oncall):
            turns.setdefault((turn.shift.role, turn.shift.seat), []).append(turn)
        self._line = {place: tuple(_line(place, own, self._agreed)) for place, own in turns.items()}
        self._starts = {place: [held.start for held in line] for place, line in self._line.items()}

    @property
    def places(self) -> tuple[tuple[str, int], ...]:
        """Each role with its places, in the order of roles.toml."""
        return tuple(self._line)

    def at(self, instant: datetime) -> tuple[Held, ...]:
        """Return who holds each place at an instant, one for each."""
        return tuple(self.of_place(place, instant) for place in self._line)

    def of_place(self, place: tuple[str, int], instant: datetime) -> Held:
        """Return who holds one place of a role at an instant."""
        return self._line[place][max(0, bisect_right(self._starts[place], instant) - 1)]

    def of_line(self, place: tuple[str, int]) -> tuple[Held, ...]:
        """Return who holds one place of a role at all times; nothing for a place that no role has."""
        return self._line.get(place, ())

    def without_cover(self, turn: Turn) -> str:
        """Return whose a turn is but for what is covered of it: by the shift, and then by swaps."""
        return self._agreed.decided(turn.shift).person

    def before(self, held: Held) -> str:
        """Return whose a time would be without the swap or cover that decided it; "" where neither did."""
        if held.turn is None or held.by is None or isinstance(held.by, Shift):
            return ""
        if isinstance(held.by, Cover):
            return self.without_cover(held.turn)
        return self._agreed.before_the_last_swap(held.turn.shift)

    def between(self, start: datetime, end: datetime) -> tuple[Held, ...]:
        """Return who holds each place from one instant to another, place by place in order of time."""
        return tuple(held for place in self._line for held in self.between_of(place, start, end))

    def between_of(self, place: tuple[str, int], start: datetime, end: datetime) -> tuple[Held, ...]:
        """Return who holds one place of a role from one instant to another, in order of time."""
        return tuple(
            replace(held, start=max(held.start, start), end=min(held.end, end))
            for held in self.of_line(place)
            if held.start < end and held.end > start
        )


class _Agreements:
    """Swaps and cover by the shift that they are of, in the order in which they count."""

    def __init__(self, oncall: Oncall) -> None:
        self._swaps = _by_shift(rota.swaps for rota in oncall.rotas)
        self._cover = _by_shift(rota.cover for rota in oncall.rotas)

    def decided(self, shift: Shift) -> Shift | Swap:
        """Return what says whose a turn is: the last swap, or the shift itself."""
        swaps = self._swaps.get(shift.id)
        return swaps[-1] if swaps else shift

    def before_the_last_swap(self, shift: Shift) -> str:
        """Return whose a turn was before the last swap of it."""
        swaps = self._swaps.get(shift.id, [])
        return swaps[-2].person if len(swaps) > 1 else shift.person

    def of_turn(self, turn: Turn, start: datetime, end: datetime) -> Iterator[Held]:
        """Yield who holds a turn from one instant to another."""
        shift = turn.shift
        decided = self.decided(shift)
        spans = [_span(cover, start, end) for cover in self._cover.get(shift.id, ())]
        edges = sorted({start, end, *(edge for first, last, _ in spans for edge in (first, last) if first < last)})
        pieces = [(first, last, _by_whom(spans, first) or decided) for first, last in pairwise(edges)]
        for by, same in groupby(pieces, key=itemgetter(2)):
            whole = [*same]
            yield Held(
                role=shift.role,
                seat=shift.seat,
                person=by.person,
                start=whole[0][0],
                end=whole[-1][1],
                turn=turn,
                by=by,
            )


def in_agreed_order(agreed: Iterable[_Agreed]) -> tuple[_Agreed, ...]:
    """Return what one file has in the order of agreement; one without a day stays behind the one before it."""
    latest, dated = BEGINNING, []
    for one in agreed:
        latest = moment_instant(one.agreed_at) if one.agreed_at is not None else latest
        dated.append((latest, one))
    return tuple(one for _, one in sorted(dated, key=lambda each: each[0]))


def _by_shift(files: Iterable[Iterable[_Agreed]]) -> dict[str, list[_Agreed]]:
    found: dict[str, list[_Agreed]] = defaultdict(list)
    for file in files:
        for one in in_agreed_order(file):
            found[one.shift].append(one)
    return found


def _span(cover: Cover, start: datetime, end: datetime) -> tuple[datetime, datetime, Cover]:
    """Return the part that a cover is of; it ends before it begins where the cover is of no part."""
    first = max(start, moment_instant(cover.from_)) if cover.from_ is not None else start
    last = min(end, moment_instant(cover.to)) if cover.to is not None else end
    return first, last, cover


def _by_whom(spans: list[tuple[datetime, datetime, Cover]], instant: datetime) -> Cover | None:
    """Return the cover that was agreed last of those that are of an instant."""
    return next((cover for first, last, cover in reversed(spans) if first <= instant < last), None)


def _line(place: tuple[str, int], turns: list[Turn], agreed: _Agreements) -> Iterator[Held]:
    """Yield who holds a place at all times."""
    role, seat = place
    now = BEGINNING
    for turn, start, end in _one_at_a_time(turns):
        if now < start:
            yield Held(role=role, seat=seat, start=now, end=start)
        yield from agreed.of_turn(turn, start, end)
        now = end
    yield Held(role=role, seat=seat, start=now, end=END)


def _one_at_a_time(turns: list[Turn]) -> Iterator[tuple[Turn, datetime, datetime]]:
    """Yield turns without overlap: of several at one time, the one that began last has it while it runs."""
    edges = sorted({edge for turn in turns for edge in (turn.start, turn.end)})
    running: list[Turn] = []
    waiting = sorted(turns, key=lambda turn: (turn.start, turn.shift.id), reverse=True)
    before: tuple[Turn, datetime, datetime] | None = None
    for start, end in pairwise(edges):
        running = [turn for turn in running if turn.end > start]
        while waiting and waiting[-1].start <= start:
            running.append(waiting.pop())
        if before is not None and running and before[0] is running[-1] and before[2] == start:
            before = (before[0], before[1], end)
            continue
        if before is not None:
            yield before
        before = (running[-1], start, end) if running else None
    if before is not None:
        yield before
