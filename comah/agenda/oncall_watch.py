"""What an on-call page is made from: the rota with what its exercises count for, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from comah.duties.played import played_in
from comah.model.book import AuthorityBook, Book
from comah.model.oncall_book import Oncall
from comah.model.oncall_page import PageHead, RotaChange
from comah.oncall.can_serve import Serving
from comah.oncall.civil_time import civil_of
from comah.oncall.time_words import near_words
from comah.oncall.watch import Watch
from comah.workdays.working_days import work_calendar


def watch_of(
    book: Book, records: AuthorityBook, oncall: Oncall, instant: datetime, telephones: Mapping[str, str] | None = None
) -> Watch:
    """Return an authority's rota to be looked at on an instant."""
    played = played_in(records.exercises, oncall.people, civil_of(instant).date())
    return Watch(
        serving=Serving(oncall=oncall, played=played),
        calendar=work_calendar(book.register, records.authority),
        instant=instant,
        telephones=telephones or {},
    )


def head_of(book: Book, records: AuthorityBook, oncall: Oncall, change: RotaChange, instant: datetime) -> PageHead:
    """Return what an on-call page says of itself."""
    authority = records.authority
    files = tuple(fault for fault in book.problems if fault.file.startswith(oncall.folder))
    return PageHead(
        authority=authority.id,
        rota_name=f"{authority.name} rota",
        marking=authority.marking,
        source_note=authority.source_note,
        register_name=book.name,
        register_digest=book.digest,
        rota_digest=oncall.digest,
        changed=_changed(change, instant),
        changed_at=change.at,
        numbers=f"Numbers: {oncall.numbers_at}, or --private" if oncall.numbers_at else "Numbers: --private",
        unreadable=tuple(fault for fault in files if fault.file in book.faulty_files),
    )


def _changed(change: RotaChange, instant: datetime) -> str:
    if not change.at:
        return "No journal says when the rota was changed; verbal swaps are not here."
    when = near_words(datetime.fromisoformat(change.at).replace(second=0), instant)
    by_hand = ", and a file by hand since" if change.is_by_hand else ""
    return f"Rota changed {when}{by_hand}; later verbal swaps are not here."
