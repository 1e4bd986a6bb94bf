"""What must hold of a fact before it is put on record."""

from __future__ import annotations

from datetime import date

from comah.errors import RefusedError
from comah.model.establishment import Establishment, Plan
from comah.model.place import Place
from comah.model.when import When
from comah.model.words import when_words


def check_happened(when: When, on: date) -> None:
    """Refuse a day that has not come yet: what is recorded has happened."""
    ended = when.latest if when.is_exact else when.earliest
    if ended > on:
        message = f"{when_words(when)} is after {when_words(When.on_day(on))}. Only what has happened is recorded"
        raise RefusedError(message)


def check_plan_existed(site: Establishment, plan: Plan, when: When, event: str) -> None:
    """Refuse an event of a plan before the plan was first prepared."""
    prepared = plan.first_prepared_on
    if prepared is not None and when.latest < prepared.earliest:
        message = (
            f"{site.id}: the {plan.regime.value} plan was first prepared {when_words(prepared)} "
            f"({where(plan.place, 'first_prepared_on')}), after this {event} of {when_words(when)}. "
            "Nothing was recorded. Edit the record by hand if it is wrong"
        )
        raise RefusedError(message)


def where(place: Place, key: str) -> str:
    """Say in which file and line a key stands."""
    return f"{place.file.name}:{place.line_of(key)}"


def may_be_one_day(one: When, other: When) -> bool:
    """Whether two date values can mean the same day."""
    return one.may_be(other)
