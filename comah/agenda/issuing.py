"""Calendars with the numbers of what was issued: SEQUENCE, stamps, and what must be sent as cancelled.

RFC 5545 section 3.8.7.4 and RFC 5546 section 2.1.4: a program takes a file's event for the newer one where its
SEQUENCE is higher, so it rises when the time or the cancellation changes, and never falls.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from comah.agenda.calendar_uid import domain_of, uid_of
from comah.agenda.compose import in_order
from comah.agenda.issued_history import History, Past, fingerprint, midnight, start_of, times_of
from comah.agenda.issued_lines import cancelled_entry
from comah.model.entry import Entry
from comah.model.issued import Issued, Outgoing

GRACE_DAYS: Final = 90  # a choice: a calendar replaced by hand each month, or each quarter, still gets it


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What a calendar is compared with."""

    on: date
    first: date
    last: date
    everywhere: tuple[Entry, ...]  # of the calendar, whatever their day
    standing: frozenset[tuple[str, ...]]  # the identities of the whole agenda, of whatever calendar
    hidden: frozenset[str] = frozenset()  # exercises that are not shown: nothing is known of them, not even an end
    unsure: frozenset[str] = frozenset()  # authorities of which a record cannot be read; "" for all


class Issuing:
    """Gives entries their numbers by one ledger."""

    def __init__(self, history: History, *, on: date, forum: str, is_counted: bool) -> None:
        """Begin with a ledger.

        Args:
            history: what was issued.
            on: the reference date.
            forum: the register's name, which makes identifiers unique among registers.
            is_counted: false where there is no ledger and none will be: then every SEQUENCE is 0.
        """
        self._history = history
        self._on = on
        self._start = start_of(on) if is_counted else 0
        self.domain = domain_of(forum, history.lines)
        self._uids: dict[str, tuple[str, ...]] = {}
        for line in history.lines:
            self._uids[line.uid] = min(line.identity, self._uids.get(line.uid, line.identity))

    def calendar(self, key: str, entries: Iterable[Entry], around: Around) -> tuple[tuple[Outgoing, ...], list[str]]:
        """Return what a calendar holds, and the titles of entries of which nobody can say whether they are gone.

        Args:
            key: of the calendar.
            entries: those that fall in its period.
            around: what they are compared with.
        """
        found = {entry.identity: self._numbered(entry, key) for entry in entries if not self._is_over(entry, key)}
        found |= {out.entry.identity: out for out in self._moved_away(key, found, around)}
        undecided: list[str] = []
        known = {*found, *(entry.identity for entry in around.everywhere)}
        found |= {out.entry.identity: out for out in self._gone(key, known, around, undecided)}
        return tuple(sorted(found.values(), key=lambda out: in_order(out.entry))), undecided

    def _numbered(self, entry: Entry, key: str, *, is_withdrawn: bool = False) -> Outgoing:
        past = self._history.of(entry.identity)
        if past is None:
            return Outgoing(
                entry=entry,
                uid=self._uid(entry.identity),
                sequence=self._start,
                revised_at=midnight(self._on),
            )
        is_same = self._is_same_time(entry, past, key)
        is_untouched = is_same and fingerprint(entry) == past.stands.fingerprint
        floor = self._start if past.is_doubtful else 0
        return Outgoing(
            entry=entry,
            uid=self._uid(entry.identity, past.stands.uid),
            sequence=past.stands.sequence if is_same else max(past.top + 1, floor),
            revised_at=past.stands.revised_at if is_untouched else past.stamp_after(self._on),
            is_withdrawn=is_withdrawn,
        )

    def _is_same_time(self, entry: Entry, past: Past, key: str) -> bool:
        """Whether the number that stands still holds for what this calendar is given."""
        held = past.held_by(key)
        was_withdrawn = held is not None and held.withdrawn and held.sequence >= past.stands.sequence
        return past.is_sure and not was_withdrawn and times_of(entry) == past.stands.times

    def _uid(self, identity: tuple[str, ...], given: str = "") -> str:
        """Return the identifier that an entry was given, else a new one; never one that another entry has."""
        own = uid_of(identity, self.domain)
        for uid in filter(None, (given, own)):
            if self._uids.setdefault(uid, identity) == identity:
                return uid
        return uid_of((*identity, "Another"), self.domain)

    def _is_over(self, entry: Entry, key: str) -> bool:
        """Whether a cancelled entry has been sent as cancelled for long enough, to this calendar too."""
        past = self._history.of(entry.identity)
        if past is None or not entry.is_cancelled or times_of(entry) != past.stands.times:
            return False
        held = past.held_by(key)
        is_told = held is None or held.cancelled
        return is_told and not self._is_recent(past.stands.revised_at)

    def _moved_away(self, key: str, found: Collection[tuple[str, ...]], around: Around) -> Iterator[Outgoing]:
        """Yield entries that were in the period when they were issued, and now lie outside it."""
        for entry in around.everywhere:
            past = self._history.of(entry.identity)
            held = past.held_by(key) if past is not None else None
            if past is None or held is None or entry.identity in found or self._is_over(entry, key):
                continue
            given = (line for line in past.lines if key in line.calendars)
            if not any(line.overlaps(around.first, around.last) for line in given):
                continue
            out = self._numbered(entry, key)
            if held.times != times_of(entry) or self._is_recent(out.revised_at):
                yield out

    def _is_recent(self, revised_at: datetime) -> bool:
        return revised_at >= midnight(self._on - timedelta(days=GRACE_DAYS))

    def _gone(
        self, key: str, known: Collection[tuple[str, ...]], around: Around, undecided: list[str]
    ) -> Iterator[Outgoing]:
        """Yield as cancelled what the calendar was given and what is no longer in the agenda, or no longer its own.

        What has passed is left as it stands: a day that is over is not cancelled.
        """
        for past, held in self._history.given_to(key):
            identity = held.identity
            if identity in known or held.exercise in around.hidden or not held.overlaps(around.first, around.last):
                continue
            if held.cancelled:
                if self._is_recent(held.revised_at):
                    yield self._still_gone(past, held, key)
            elif held.last >= around.on:
                is_withdrawn = identity in around.standing
                if not is_withdrawn and not around.unsure.isdisjoint({"", held.authority}):
                    undecided.append(held.title)
                else:
                    gone = cancelled_entry(past.stands, is_withdrawn=is_withdrawn)
                    yield self._numbered(gone, key, is_withdrawn=is_withdrawn)

    def _still_gone(self, past: Past, held: Issued, key: str) -> Outgoing:
        """Return what a calendar was sent as cancelled, as it was sent; where that is in doubt, numbered anew."""
        gone = cancelled_entry(held, is_withdrawn=held.withdrawn)
        if not past.is_sure:
            return self._numbered(gone, key, is_withdrawn=held.withdrawn)
        return Outgoing(
            entry=gone,
            uid=self._uid(held.identity, held.uid),
            sequence=held.sequence,
            revised_at=held.revised_at,
            is_withdrawn=held.withdrawn,
        )
