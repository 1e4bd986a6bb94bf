"""Entries as lines of the ledger, and lines of the ledger as entries that are over."""

from __future__ import annotations

from typing import Final

from comah.agenda.issued_history import fingerprint, fold_of
from comah.model.entry import Entry, EntryKind, ShownAs
from comah.model.entry_kinds import KINDS
from comah.model.issued import Issued, Outgoing

_GONE: Final = "This no longer stands in the register: it was done, put off, moved to another entry, or taken away"
_NOT_YOURS: Final = "This no longer belongs in this calendar: whoever it still concerns has it in theirs"
_LAW: Final = "What the law asks for does not go away with an entry"


def line_of(out: Outgoing, key: str) -> Issued:
    """Return the line that the ledger gains when an entry is issued to a calendar."""
    entry = out.entry
    return Issued(
        identity=entry.identity,
        uid=out.uid,
        sequence=out.sequence,
        revised_at=out.revised_at,
        kind=entry.kind,
        first=entry.first,
        last=entry.last,
        starts_at=entry.starts_at,
        ends_at=entry.ends_at,
        starts_fold=fold_of(entry.starts_at),
        ends_fold=fold_of(entry.ends_at),
        title=entry.title,
        fingerprint=fingerprint(entry),
        authority=entry.authority,
        sites=entry.establishments,
        exercise=entry.exercise,
        calendars=(key,),
        cancelled=entry.is_cancelled,
        withdrawn=out.is_withdrawn,
    )


def cancelled_entry(line: Issued, *, is_withdrawn: bool) -> Entry:
    """Return what is sent in place of an entry that is gone, or is no longer of the calendar."""
    return Entry(
        identity=line.identity,
        kind=line.kind,
        first=line.first,
        last=line.last,
        starts_at=line.starts_at.replace(fold=line.starts_fold) if line.starts_at is not None else None,
        ends_at=line.ends_at.replace(fold=line.ends_fold) if line.ends_at is not None else None,
        title=line.title,
        lines=(KINDS[line.kind].means, _NOT_YOURS if is_withdrawn else _GONE, _LAW, f"Do: {_act(line)}"),
        categories=(KINDS[line.kind].category,),
        authority=line.authority,
        establishments=line.sites,
        exercise=line.exercise,
        shown_as=ShownAs.FREE,
        is_cancelled=True,
    )


def _act(line: Issued) -> str:
    """Say where it is seen how things stand now; the record itself may be gone."""
    if line.exercise:
        return f"see how it stands now: comah exercise show {line.exercise}"
    return "see who is on call: comah oncall now" if line.kind is EntryKind.ONCALL else "see what is due now: comah due"
