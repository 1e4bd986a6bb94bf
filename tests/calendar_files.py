"""Calendar files of bare entries, as they are where nothing was issued before."""

from __future__ import annotations

from datetime import date

from comah.agenda.calendar_uid import calendar_identifier, domain_of, with_own_identities
from comah.agenda.issued_history import History
from comah.agenda.issuing import Around, Issuing
from comah.model.entry import Entry
from comah.model.issued import Ledger, Outgoing
from comah.render import calendar_ics


def numbered(entries: tuple[Entry, ...], *, on: date, forum: str) -> tuple[Outgoing, ...]:
    """Return entries with the numbers of a file that no ledger counts, in the order they have."""
    issuing = Issuing(History(Ledger()), on=on, forum=forum, is_counted=False)
    around = Around(on=on, first=on, last=on, everywhere=(), standing=frozenset())
    own = tuple(with_own_identities(entries))
    places = {entry.identity: number for number, entry in enumerate(own)}
    made, _ = issuing.calendar("whole", own, around)
    return tuple(sorted(made, key=lambda out: places[out.entry.identity]))


def calendar_bytes(entries: tuple[Entry, ...], *, name: str, on: date, timezone: str, forum: str) -> bytes:
    """Return the file."""
    return calendar_ics.calendar_bytes(
        numbered(entries, on=on, forum=forum),
        name=name,
        identifier=calendar_identifier("whole", domain_of(forum)),
        timezone=timezone,
    )
