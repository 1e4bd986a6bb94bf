"""What an entry says, in one order: what it is, why, by what law, where that stands, what to do, from which record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from comah.agenda.naming import View
from comah.model.entry import Entry, EntryKind
from comah.model.entry_kinds import KINDS

LOCAL_CUSTOM: Final = "Local, not law"
GOOD_PRACTICE: Final = "Good practice, not law"
_NO_NOTICE: Final = "No notice: only for those who may know of it"


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of what an entry says. Each line is one statement."""

    what: tuple[str, ...] = ()  # besides what every entry of its kind says
    why: tuple[str, ...] = ()  # how the day was worked out, and what bears on it
    basis: str  # the provision, or that it is no law
    link: str = ""
    do: tuple[str, ...] = ()  # the act, and the command that shows or records it
    records: tuple[str, ...] = ()  # record files, by their name in the register


def said(view: View, authority: str, kind: EntryKind, telling: Telling) -> tuple[str, ...]:
    """Return the lines of an entry in their order; an authority's marking and source note come last."""
    return (
        KINDS[kind].means,
        *telling.what,
        *telling.why,
        telling.basis,
        *([f"Link: {telling.link}"] if telling.link else []),
        *(f"Do: {act}" for act in telling.do),
        *_records(telling.records),
        *view.provenance(authority),
    )


def with_warning(view: View, entry: Entry) -> Entry:
    """Return the entry; one that tells of a no-notice exercise says so where a telephone shows it to anybody."""
    if not view.is_without_notice(entry.exercise):
        return entry
    means, *more = entry.lines
    return msgspec.structs.replace(entry, title=f"NO NOTICE: {entry.title}", lines=(means, _NO_NOTICE, *more))


def _records(files: Iterable[str]) -> Iterable[str]:
    return (f"Record: {name}" for name in dict.fromkeys(files) if name)
