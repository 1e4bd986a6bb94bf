"""The facts of one site as its record holds them, each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comah.model.establishment import Establishment, Plan
from comah.model.kinds import Regime
from comah.model.page import Line, Part, source_of
from comah.model.place import Fact, Place
from comah.model.when import When
from comah.model.words import when_words

NOT_ON_RECORD: Final = "not on record"
_PLAN_NAME: Final = {Regime.COMAH: "COMAH", Regime.REPPIR: "REPPIR", Regime.PIPELINE: "PIPELINE"}
_ALWAYS: Final = (("first_prepared_on", "First prepared"),)
_STARTS: Final = {
    Regime.COMAH: (("information_received_on", "Information received"),),
    Regime.REPPIR: (("consequences_report_received_on", "Consequences report"),),
    Regime.PIPELINE: (("notified_on", "Notified by HSE"),),
}
_IF_THERE: Final = (
    ("agreed_until_on", "Longer period agreed to"),
    ("review_started_on", "Review started"),
    ("zone_told_on", "Told of the zone"),
    ("work_starts_on", "Work starts"),
    ("first_use_on", "First use"),
)


def site_part(site: Establishment, authority: str) -> Part:
    """Return what the site is."""
    lines = [
        Line(label="Id", text=site.id, source=source_of(site.place, "id")),
        Line(label="Authority", text=authority),
        Line(label="Operator", text=site.operator or NOT_ON_RECORD),
        Line(label="Town", text=site.town or NOT_ON_RECORD),
        Line(label="Address", text=site.address or NOT_ON_RECORD),
        Line(label="Tier", text=site.tier.value),
        Line(label="Group", text=site.group or "none"),
    ]
    if site.next_test_type is not None:
        lines.append(Line(label="Next test", text=site.next_test_type.value))
    if site.inventory:
        lines.append(Line(label="Inventory", text=f"{len(site.inventory)} on record, for the tier calculation"))
    return Part(id="site", heading="", lines=tuple(lines))


def history_part(site: Establishment) -> Part:
    """Return what happened to the site, as far as it is on record."""
    lines = [
        Line(
            label=when_words(one.on) if one.on else "day not on record",
            text=f"{one.event.value.replace('-', ' ')}{f': {one.note}' if one.note else ''}",
            on=one.on.earliest if one.on else None,
            source=source_of(one.place, "event"),
        )
        for one in site.history
    ]
    return Part(id="history", heading="HISTORY", lines=tuple(lines) or (Line(text="Nothing on record."),))


def plan_part(plan: Plan) -> Part:
    """Return the facts of one plan."""
    lines = [
        *_dates(plan, (*_STARTS[plan.regime], *_ALWAYS), is_shown_empty=True),
        Line(label="History", text="declared complete" if plan.history_complete else "not declared complete"),
        *_dates(plan, _IF_THERE, is_shown_empty=False),
        *_reviews(plan),
        *_letters(plan),
    ]
    if plan.modular:
        lines.append(Line(text="Tested element by element.", source=source_of(plan.place, "modular")))
    if plan.cross_border:
        text = "Element (g), other countries, applies."
        lines.append(Line(text=text, source=source_of(plan.place, "cross_border")))
    return Part(id=f"plan-{plan.regime.value}", heading=f"EXTERNAL PLAN, {_PLAN_NAME[plan.regime]}", lines=tuple(lines))


def operator_part(site: Establishment) -> Part:
    """Return what is on record of the operator's own plan, information to the public and safety report."""
    tables: tuple[tuple[Fact, tuple[tuple[str, str], ...]], ...] = (
        (
            site.internal_plan,
            (
                ("first_prepared_on", "Internal plan first prepared"),
                ("reviewed_on", "Internal plan reviewed"),
                ("tested_on", "Internal plan tested"),
            ),
        ),
        (
            site.public_information,
            (("reviewed_on", "Public information reviewed"), ("sent_on", "Public information sent")),
        ),
        (site.safety_report, (("sent_on", "Safety report sent"), ("reviewed_on", "Safety report reviewed"))),
    )
    lines = [line for table, keys in tables for line in _dates(table, keys, is_shown_empty=True)]
    return Part(id="operator", heading="THE OPERATOR'S", lines=tuple(lines))


def _dates(table: Fact, keys: tuple[tuple[str, str], ...], *, is_shown_empty: bool) -> Iterator[Line]:
    for key, label in keys:
        when: When | None = getattr(table, key)
        if when is not None:
            yield Line(label=label, text=when_words(when), on=when.earliest, source=source_of(table.place, key))
        elif is_shown_empty:
            yield Line(label=label, text=NOT_ON_RECORD)


def _reviews(plan: Plan) -> Iterator[Line]:
    for one in plan.reviews:
        by = f", signed off by {one.approved_by}" if one.approved_by else ""
        yield _dated(f"{one.kind.value.capitalize()} review", one.on, by, one.place)
    if not plan.reviews:
        yield Line(label="Reviews", text="none on record")
    for issue in plan.issues:
        yield _dated(f"Issue {issue.version}".strip(), issue.on, "; starts no clock", issue.place)


def _letters(plan: Plan) -> Iterator[Line]:
    for exempt in plan.exemptions:
        until = when_words(exempt.until) if exempt.until else "withdrawn"
        reference = f" until {until}{f' ({exempt.reference})' if exempt.reference else ''}"
        yield _dated("Exempt from", exempt.from_, reference, exempt.place, "from")
    for extended in plan.extensions:
        reference = f", for the {extended.duty.value}{f' ({extended.reference})' if extended.reference else ''}"
        yield _dated("Extended to", extended.until_on, reference, extended.place, "until_on")
    for told in plan.ca_told:
        reference = f", of the {told.duty.value}{f' ({told.reference})' if told.reference else ''}"
        yield _dated("CA told", told.on, reference, told.place)


def _dated(label: str, when: When | None, more: str, place: Place, key: str = "on") -> Line:
    return Line(
        label=label,
        text=f"{when_words(when) if when else 'day not on record'}{more}",
        on=when.earliest if when and when.is_known else None,
        source=source_of(place, key),
    )
