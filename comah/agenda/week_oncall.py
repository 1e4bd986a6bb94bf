"""On call, for the Monday screen: what nobody covers in the month to come, and who is on call on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Final

from comah.agenda.naming import View
from comah.agenda.oncall_watch import watch_of
from comah.model.book import AuthorityBook
from comah.model.oncall_book import Oncall
from comah.model.oncall_gaps import GapKind
from comah.model.week import WeekLine
from comah.oncall.civil_time import civil_of, instant_of
from comah.oncall.gaps import Uncovered, uncovered
from comah.oncall.on_duty import on_duty
from comah.oncall.time_words import near_words, place_words
from comah.oncall.watch import Watch, post_words

_NOON: Final = time(12)
_A_DAY: Final = timedelta(days=1)


def oncall_lines(view: View, authority: str | None) -> Iterator[WeekLine]:
    """Yield what is not covered in the period, soonest first, then who is on call at noon of the day."""
    for records in view.book.authorities:
        if records.oncall is not None and authority in {None, records.authority.id}:
            yield from _authority(view, records, records.oncall)


def _authority(view: View, records: AuthorityBook, oncall: Oncall) -> Iterator[WeekLine]:
    watch = watch_of(view.book, records, oncall, instant_of(datetime.combine(view.on, _NOON)))
    end = instant_of(datetime.combine(view.last + _A_DAY, time()))
    missing = sorted(uncovered(watch.serving, watch.instant, end), key=lambda one: one.held.start)
    yield from (_missing(watch, records.authority.id, one) for one in missing)
    posts: dict[str, list[str]] = {}
    for row in on_duty(watch):
        posts.setdefault(row.role_name, []).append(row.post)
    held = "; ".join(f"{role}: {' then '.join(own)}" for role, own in posts.items())
    if held:
        yield WeekLine(label="at noon", text=held, on=view.on, authority=records.authority.id)


def _missing(watch: Watch, authority: str, one: Uncovered) -> WeekLine:
    """Say from when a place is not covered, and why."""
    start = max(one.held.start, watch.instant)
    place = " ".join(filter(None, (one.role.shown, place_words(one.role, one.held.seat))))
    kind = f", {one.kind.value}" if one.kind is not GapKind.NOBODY else ""
    why = f" ({'; '.join(one.why)})" if one.why else ""
    return WeekLine(
        label=near_words(start, watch.instant).rpartition(" ")[0],
        text=f"{place}: {post_words(watch, one.held.person)}{kind}{why}",
        on=civil_of(start).date(),
        is_late=True,
        authority=authority,
    )
