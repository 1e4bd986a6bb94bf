"""What is not as a calendar was last given it."""

from __future__ import annotations

from collections.abc import Sequence

from comah.agenda.issued_history import History, fingerprint, times_of
from comah.model.calendar_issue import ChangeOf, EntryChange
from comah.model.issued import Issued, Outgoing


def changes_of(outgoing: Sequence[Outgoing], key: str, history: History) -> tuple[EntryChange, ...]:
    """Return what is not as the calendar was last given it."""
    found = []
    for out in outgoing:
        past = history.of(out.entry.identity)
        before = past.held_by(key) if past is not None else None
        change = _change(before, out)
        if change is not None:
            found.append(EntryChange(change=change, before=before, after=out))
    return tuple(found)


def _change(before: Issued | None, out: Outgoing) -> ChangeOf | None:
    entry = out.entry
    if before is None:
        return ChangeOf.CANCELLED if entry.is_cancelled else ChangeOf.ADDED
    if before.cancelled != entry.is_cancelled:
        if not entry.is_cancelled:
            return ChangeOf.RESTORED
        return ChangeOf.WITHDRAWN if out.is_withdrawn else ChangeOf.CANCELLED
    if before.times != times_of(entry):
        return ChangeOf.REMINDED if entry.is_reminder else ChangeOf.MOVED
    if before.fingerprint != fingerprint(entry):
        return ChangeOf.TEXT
    return ChangeOf.AGAIN if out.sequence > before.sequence else None
