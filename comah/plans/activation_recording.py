"""An activation put on record: a plan put into effect for real. It is never by itself a test."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import msgspec

from comah.errors import RefusedError
from comah.exercises.checks import check_happened, where
from comah.exercises.said_again import BY_HAND, Said, blanks_filled, fill_edits, fill_words
from comah.model.activation import Activation
from comah.model.change import Change, Edit, date_value, given
from comah.model.establishment import Establishment
from comah.model.exercise_name import free_id
from comah.model.kinds import ActivationKind
from comah.model.toml_text import table_text
from comah.model.when import When
from comah.model.words import when_words
from comah.plans.as_at import why_not_applicable


class ActivationFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer states of an activation."""

    when: When
    kind: ActivationKind = ActivationKind.MAJOR_INCIDENT
    name: str = ""
    summary: str = ""
    public_informed_on: When | None = None
    debrief_on: When | None = None  # the day booked
    source: str = ""


def record_activation(
    site: Establishment,
    facts: ActivationFacts,
    *,
    on: date,
    activations: Sequence[Activation],
    taken: Collection[str],
) -> Change:
    """Put an activation on record in a file of its own.

    Args:
        site: the establishment.
        facts: what happened.
        on: the reference date.
        activations: those on record; the same site, day and kind is not recorded twice.
        taken: identifiers that are in use.
    """
    check_happened(facts.when, on)
    if facts.public_informed_on is not None:
        check_happened(facts.public_informed_on, on)
    _check_debrief(f"{site.id}, {facts.kind.value}", facts.when, facts.debrief_on)
    for one in activations:
        if (one.site, one.on, one.kind) == (site.id, facts.when, facts.kind):
            return _again(one, facts)
    identifier = free_id(f"{facts.when.earliest.year}-{site.id}-{facts.kind.value}", taken)
    folder = site.place.file.name.partition("/")[0]
    words = facts.kind.value.replace("-", " ")
    return Change(
        file=f"{folder}/activations/{identifier}.toml",
        what="activation",
        summary=f"{identifier}: {words} at {site.id}, {when_words(facts.when)}{_no_plan(site, facts.when)}",
        creates=_text(identifier, site, facts),
    )


def _again(one: Activation, facts: ActivationFacts) -> Change:
    """Fill in what an activation on record leaves blank; refuse what differs."""
    day = facts.debrief_on.text if facts.debrief_on else "DATE"
    book_it = f"To change it: comah activation debrief {one.id} --booked {day} --by POST"
    stands, key = one.debrief_on, "debrief_on"
    if stands is None and one.debriefed_on is not None:  # it was held, so no other day is booked
        stands, key = one.debriefed_on, "debriefed_on"
    said = (
        Said(key="name", name="its name", stands=one.name, told=facts.name),
        Said(key="summary", name="summary", stands=one.summary, told=facts.summary),
        Said(
            key="public_informed_on",
            name="the day people were informed",
            stands=one.public_informed_on,
            told=facts.public_informed_on,
        ),
        Said(
            key=key,
            name="the debrief",
            stands=stands,
            told=facts.debrief_on,
            mend=book_it if one.debriefed_on is None else BY_HAND,
        ),
        Said(key="source", name="source", stands=one.source, told=facts.source),
    )
    filled, file = blanks_filled(one.id, one.place, said), one.place.file.name
    if not filled:
        summary = f"already on record: {one.id} ({where(one.place, 'on')}). Nothing changed"
        return Change(file=file, what="activation", summary=summary)
    edits = fill_edits(one.place, filled)
    return Change(file=file, what="activation", summary=f"{one.id}: {fill_words(filled)}", edits=edits)


def _no_plan(site: Establishment, when: When) -> str:
    """Say where the establishment owed no external plan on the day: what was put into effect is then in doubt."""
    why = [why_not_applicable(site, plan, when.earliest) for plan in site.plans]
    if not why:
        return ". Note: no plan of the establishment is on record"
    return f". Note: {why[0]}, so it owes no external plan" if all(why) else ""


def record_debrief(activation: Activation, *, booked: When | None = None, held: When | None = None, on: date) -> Change:
    """Put on record the day booked for an activation's debrief, or that it was held.

    A day booked can be booked anew until the debrief was held; that it was held is never overwritten.
    """
    if booked is None and held is None:
        message = f"{activation.id}: say which day: --booked DATE or --held DATE. Nothing was recorded"
        raise RefusedError(message)
    if held is not None:
        check_happened(held, on)
    for when in (booked, held):
        _check_debrief(activation.id, activation.on, when)
    stands = activation.debriefed_on
    if stands is not None and (booked is not None or held != stands):
        message = (
            f"{activation.id}: the debrief was held {when_words(stands)} by the record "
            f"({where(activation.place, 'debriefed_on')}). Nothing was recorded. Edit the record by hand if it is wrong"
        )
        raise RefusedError(message)
    wanted = (("debrief_on", "booked for", booked), ("debriefed_on", "held", held))
    new = [(key, word, when) for key, word, when in wanted if when is not None and when != getattr(activation, key)]
    if not new:
        key = "debrief_on" if held is None else "debriefed_on"
        summary = f"already on record: {activation.id} ({where(activation.place, key)}). Nothing changed"
        return Change(file=activation.place.file.name, what="debrief", summary=summary)
    told = ", ".join(f"{word} {when_words(when)}{_was(activation, key)}" for key, word, when in new)
    return Change(
        file=activation.place.file.name,
        what="debrief",
        summary=f"{activation.id}: debrief {told}",
        edits=tuple(Edit(path=(key,), value=date_value(when)) for key, _, when in new),
    )


def _was(activation: Activation, key: str) -> str:
    before: When | None = getattr(activation, key)
    return f" (was {when_words(before)})" if before is not None else ""


def _check_debrief(name: str, happened: When | None, debrief: When | None) -> None:
    """Refuse a debrief before what it is of."""
    if debrief is not None and happened is not None and debrief.latest < happened.earliest:
        message = (
            f"{name}: it was {when_words(happened)}, so its debrief is not {when_words(debrief)}. Nothing was recorded"
        )
        raise RefusedError(message)


def _text(identifier: str, site: Establishment, facts: ActivationFacts) -> str:
    informed = facts.public_informed_on
    table = given(
        schema=1,
        id=identifier,
        name=facts.name,
        site=site.id,
        on=date_value(facts.when),
        kind=facts.kind.value,
        summary=facts.summary,
        public_informed_on=date_value(informed) if informed is not None else None,
        debrief_on=date_value(facts.debrief_on) if facts.debrief_on is not None else None,
        source=facts.source,
    )
    return f"#:schema ../../schema/activation.json\n\n{table_text(table)}"
