"""What a review takes account of: the three heads of regulation 14(3) of COMAH 2015, filled from the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from comah.exercises.lessons import Learnt, closing
from comah.exercises.state import is_fact
from comah.model.activation import Activation
from comah.model.establishment import Event
from comah.model.kinds import Nation
from comah.model.page import source_of
from comah.model.review_walk import HeedRow
from comah.model.words import when_words
from comah.plans.review_template import consultees

ESTABLISHMENT = "establishment"
RESPONDERS = "responders"
KNOWLEDGE = "knowledge"


def establishment_rows(
    changes: Iterable[Event], activations: Iterable[Activation], since: date | None
) -> Iterator[HeedRow]:
    """Yield changes at the establishment, and each time that the plan was put into effect, since a day."""
    for event in changes:
        when = when_words(event.on) if event.on else "day not on record"
        note = f": {event.note}" if event.note else ""
        text = f"{event.event.value.replace('-', ' ')}, {when}{note}"
        yield HeedRow(head=ESTABLISHMENT, text=text, place=source_of(event.place, "event"))
    for one in activations:
        if one.on is None or since is None or one.on.latest >= since:
            when = when_words(one.on) if one.on else "day not on record"
            summary = f": {one.summary}" if one.summary else ""
            text = f"{one.kind.value.replace('-', ' ')} {one.id}, {when}{summary}"
            yield HeedRow(head=ESTABLISHMENT, text=text, place=source_of(one.place, "id"))


def responder_rows(nation: Nation, since: date | None, on: date) -> Iterator[HeedRow]:
    """Yield bodies that have another name than when the plan was last reviewed."""
    before = {one.id: one.name for one in consultees(nation, since)} if since else {}
    for one in consultees(nation, on):
        if one.name and before.get(one.id, one.name) != one.name:
            yield HeedRow(head=RESPONDERS, text=f"{before[one.id] or 'no such body'} is now {one.name}")


def knowledge_rows(lessons: Iterable[Learnt], since: date | None, on: date) -> Iterator[HeedRow]:
    """Yield the lessons that are open, and those taught since a day."""
    for one in lessons:
        closed = closing(one.lesson, on)
        taught = one.taught
        is_new = taught is None or since is None or (is_fact(taught, on) and taught.latest >= since)
        if closed is None or is_new:
            state = f"closed {when_words(closed.on)}" if closed else "open"
            text = f"{one.ref} ({state}): {one.lesson.text or 'no text on record'}"
            yield HeedRow(head=KNOWLEDGE, text=text, place=source_of(one.lesson.place, "id"))
