"""An activation put on record: a plan put into effect for real. It is never by itself a test."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import msgspec

from comah.exercises.checks import check_happened, free_id, where
from comah.model.activation import Activation
from comah.model.change import Change, date_value, given
from comah.model.establishment import Establishment
from comah.model.kinds import ActivationKind
from comah.model.toml_text import table_text
from comah.model.when import When
from comah.model.words import when_words


class ActivationFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer states of an activation."""

    when: When
    kind: ActivationKind = ActivationKind.MAJOR_INCIDENT
    name: str = ""
    summary: str = ""
    public_informed_on: When | None = None
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
    for one in activations:
        if (one.site, one.on, one.kind) == (site.id, facts.when, facts.kind):
            summary = f"already on record: {one.id} ({where(one.place, 'on')}). Nothing changed"
            return Change(file=one.place.file.name, what="activation", summary=summary)
    identifier = free_id(f"{facts.when.earliest.year}-{site.id}-{facts.kind.value}", taken)
    folder = site.place.file.name.partition("/")[0]
    words = facts.kind.value.replace("-", " ")
    return Change(
        file=f"{folder}/activations/{identifier}.toml",
        what="activation",
        summary=f"{identifier}: {words} at {site.id}, {when_words(facts.when)}",
        creates=_text(identifier, site, facts),
    )


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
        source=facts.source,
    )
    return f"#:schema ../../schema/activation.json\n\n{table_text(table)}"
