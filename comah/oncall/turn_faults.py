"""Turns held against the clock: times that cannot be known, turns that overlap, cover of no part of its turn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from comah.model.book import Book
from comah.model.kinds import Severity
from comah.model.moment import Moment
from comah.model.oncall_book import Oncall
from comah.model.oncall_kinds import year_of
from comah.model.place import Fact, path_words
from comah.model.problem import Problem
from comah.model.rota import Cover, Shift
from comah.oncall.civil_time import civil_of, is_missing, is_repeated, moment_instant
from comah.oncall.time_words import at_words
from comah.oncall.turns import Turn, turn_of, turns_of

_TIMES = 'from = "2026-11-16 09:00", to = "2026-11-23 09:00"'


def turn_faults(book: Book) -> tuple[Problem, ...]:
    """Report what is wrong with the times of turns and of cover, of every authority whose rota was read."""
    return tuple(fault for one in book.authorities if one.oncall is not None for fault in _faults(one.oncall))


def _faults(oncall: Oncall) -> Iterator[Problem]:
    roles = {role.id: role for role in oncall.roles}
    turns = turns_of(oncall)
    known = {turn.shift.id: turn for turn in turns}
    for shift in oncall.shifts:
        yield from _clock(shift, (("from", shift.from_), ("to", shift.to)))
        if shift.role in roles and turn_of(shift, roles[shift.role]) is None:
            yield _without_times(shift)
    yield from _overlaps(turns)
    yield from _in_another_year(turns)
    for cover in oncall.cover:
        yield from _clock(cover, (("from", cover.from_), ("to", cover.to)))
        if cover.shift in known:
            yield from _outside(cover, known[cover.shift])


def _without_times(shift: Shift) -> Problem:
    is_backwards = shift.from_ is not None and shift.to is not None
    message = "the turn ends before it begins" if is_backwards else "when the turn begins and ends cannot be known"
    expected = "an end after the beginning" if is_backwards else "an id that names its week, or from and to"
    return _at(shift, "to" if is_backwards else "id", message, expected, _TIMES)


def _overlaps(turns: tuple[Turn, ...]) -> Iterator[Problem]:
    """Report turns of one place that run at the same time; in order of time, each against the longest before it."""
    by_place: dict[tuple[str, int], list[Turn]] = defaultdict(list)
    for turn in turns:
        by_place[turn.shift.role, turn.shift.seat].append(turn)
    for own in by_place.values():
        reaching = own[0]
        for _, turn in pairwise(own):
            if turn.start < reaching.end and turn.shift.id != reaching.shift.id:  # one id twice is said already
                message = (
                    f"overlaps {reaching.shift.id}, which ends {at_words(reaching.end)}; the later one has the time"
                )
                yield _at(turn.shift, "id", message, "turns of one place that follow one another")
            reaching = max(reaching, turn, key=lambda one: one.end)


def _in_another_year(turns: tuple[Turn, ...]) -> Iterator[Problem]:
    for turn in turns:
        year, begins = year_of(turn.shift.place.file.name), civil_of(turn.start)
        if year is not None and year != begins.year:
            message = f"begins {at_words(turn.start)}, and stands in the rota of {year}"
            yield _at(turn.shift, "id", message, f"rota-{begins.year}.toml", severity=Severity.WARNING)


def _outside(cover: Cover, turn: Turn) -> Iterator[Problem]:
    start = moment_instant(cover.from_) if cover.from_ is not None else turn.start
    end = moment_instant(cover.to) if cover.to is not None else turn.end
    if cover.from_ is not None and cover.to is not None and end <= start:
        yield _at(cover, "to", "the cover ends before it begins", "an end after the beginning")
    elif start >= turn.end or end <= turn.start:
        span = f"{at_words(turn.start)} to {at_words(turn.end)}"
        yield _at(cover, "shift", f"covers no part of {cover.shift}, which is {span}", "a time within the turn")


def _clock(fact: Fact, times: tuple[tuple[str, Moment | None], ...]) -> Iterator[Problem]:
    """Report times that the clocks skip, and those that they show twice and whose zone is not said."""
    for key, moment in times:
        if moment is None or moment.offset is not None:
            continue
        if is_missing(moment.civil):
            message = f"the clocks skip {moment.text}; it is taken as {at_words(moment_instant(moment))}"
            yield _at(fact, key, message, "a time that there is", severity=Severity.WARNING)
        elif is_repeated(moment.civil):
            message = f"the clocks show {moment.text} twice; the first, in BST, is taken"
            yield _at(fact, key, message, "BST or GMT behind it", f'{key} = "{moment.text} GMT"', Severity.WARNING)


def _at(  # noqa: PLR0913, PLR0917 - as a problem has them
    fact: Fact, key: str, message: str, expected: str, example: str = "", severity: Severity = Severity.ERROR
) -> Problem:
    return Problem(
        severity=severity,
        file=fact.place.file.name,
        line=fact.place.line_of(key),
        key=path_words((*fact.place.path, key)),
        message=message,
        expected=expected,
        example=example,
    )
