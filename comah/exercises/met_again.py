"""Lessons that were taught before: in the same words, or because the record says so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate

import msgspec

from comah.exercises.lessons import Learnt, same_words
from comah.model.when import When


class MetAgain(msgspec.Struct, frozen=True, kw_only=True):
    """A lesson that was taught before."""

    found: Learnt
    last: Learnt  # the latest of those before
    times: int  # how many there are before


def met_again(lessons: Iterable[Learnt]) -> Iterator[MetAgain]:
    """Yield the lessons that an exercise or activation taught earlier already.

    Two lessons are the same where their texts are, case, punctuation and spaces aside, or where one names
    the other as ``same_as``. What taught it is earlier only where that is so on every reading of both days.
    """
    for same in _alike(tuple(lessons)):
        if len(same) > 1:
            yield from _met_again(same)


def _alike(lessons: tuple[Learnt, ...]) -> Iterator[list[Learnt]]:
    """Put together what is the same lesson; words and links chain."""
    parent: dict[tuple[str, str], tuple[str, str]] = {}

    def root(name: tuple[str, str]) -> tuple[str, str]:
        while parent.get(name, name) != name:
            parent[name] = parent.get(parent[name], parent[name])
            name = parent[name]
        return name

    for one in lessons:
        for other in (("words", same_words(one.lesson.text)), ("lesson", one.lesson.same_as)):
            if other[1]:
                parent[root(other)] = root(("lesson", one.ref))
    groups: dict[tuple[str, str], list[Learnt]] = {}
    for one in lessons:
        groups.setdefault(root(("lesson", one.ref)), []).append(one)
    yield from groups.values()


def _met_again(same: list[Learnt]) -> Iterator[MetAgain]:
    """Go through the same lesson by the last day of what taught it, so that each is looked at once."""
    dated = sorted((one for one in same if one.taught is not None), key=lambda one: _taught(one).latest)
    ends = [_taught(one).latest for one in dated]
    latest = list(accumulate(dated, _later))
    for found in same:
        times = bisect_left(ends, _taught(found).earliest) if found.taught is not None else 0
        if times:
            yield MetAgain(found=found, last=latest[times - 1], times=times)


def _later(best: Learnt, one: Learnt) -> Learnt:
    return one if _order(one) > _order(best) else best


def _taught(one: Learnt) -> When:
    assert one.taught is not None  # noqa: S101 -- asked of dated ones alone
    return one.taught


def _order(one: Learnt) -> tuple[date, str]:
    return _taught(one).earliest, one.source.id
