"""Entries of debriefs booked after a plan was put into effect for real."""

from __future__ import annotations

from collections.abc import Iterator

from comah.agenda.exercises import placed
from comah.agenda.naming import View
from comah.agenda.telling import LOCAL_CUSTOM, Telling, said
from comah.exercises.state import is_fact
from comah.model.activation import Activation
from comah.model.entry import Entry, EntryKind, ShownAs
from comah.model.entry_kinds import KINDS
from comah.model.words import when_words


def activation_entries(view: View) -> Iterator[Entry]:
    """Yield the debriefs of activations booked in the period; one that was held is over."""
    for records in view.book.authorities:
        for activation in records.activations:
            if not is_fact(activation.debriefed_on, view.on):
                yield from _debrief(view, records.authority.id, activation)


def _debrief(view: View, authority: str, activation: Activation) -> Iterator[Entry]:
    days = placed(view, activation.debrief_on)
    has_happened = activation.on is None or is_fact(activation.on, view.on)
    if days is None or not has_happened:
        return
    name = activation.name or view.site_name(activation.site)
    when = when_words(activation.on) if activation.on else "day not on record"
    telling = Telling(
        what=(f"{activation.kind.value.replace('-', ' ').capitalize()} at {view.site_name(activation.site)}: {when}",),
        why=("The day booked in the record",),
        basis=LOCAL_CUSTOM,
        do=(f"hold it and record it: comah activation debrief {activation.id}",),
        records=(activation.place.file.name,),
    )
    yield Entry(
        identity=(activation.id, EntryKind.DEBRIEF.value),
        kind=EntryKind.DEBRIEF,
        first=days.first,
        last=days.last,
        title=f"Debrief: {name}{days.suffix}",
        lines=said(view, authority, EntryKind.DEBRIEF, telling),
        categories=(KINDS[EntryKind.DEBRIEF].category,),
        authority=authority,
        establishments=(activation.site,),
        plans=(activation.site,),
        alarm=KINDS[EntryKind.DEBRIEF].alarm,
        shown_as=ShownAs.FREE if days.suffix else ShownAs.BUSY,
        is_firm=not days.suffix,
    )
