"""The edits of a plan's table in its establishment's record, and how a plan is named in what is said of them."""

from __future__ import annotations

from datetime import date

from comah.errors import RefusedError
from comah.exercises.checks import check_happened, where
from comah.model.change import Action, Change, Edit, TomlValue
from comah.model.establishment import Establishment, Plan
from comah.model.kinds import Regime
from comah.model.when import When
from comah.model.words import when_words
from comah.plans.review_under_way import UnderWay, review_under_way


def named(site: Establishment, plan: Plan) -> str:
    """Name a plan."""
    return f"{site.id}, {plan.regime.value} plan"


def typed(site: Establishment, regime: Regime) -> str:
    """Name a plan as a command takes it: the site, and the regime where it is not COMAH."""
    return site.id if regime is Regime.COMAH else f"{site.id} --regime {regime.value}"


def set_key(plan: Plan, key: str, value: TomlValue) -> tuple[Edit, ...]:
    """Set a key of a plan's table, or begin the table where the record has none."""
    if plan.place.path[:1] == ("plans",):
        return (Edit(path=(*plan.place.path, key), value=value),)
    begun: dict[str, TomlValue] = {"regime": plan.regime.value, key: value}
    return (Edit(path=("plans",), value=begun, action=Action.APPEND),)


def append_row(plan: Plan, key: str, row: dict[str, TomlValue]) -> Edit:
    """Add a row to a list of a plan's table, or begin the table where the record has none."""
    if plan.place.path[:1] == ("plans",):
        return Edit(path=(*plan.place.path, key), value=row, action=Action.APPEND)
    begun: dict[str, TomlValue] = {"regime": plan.regime.value, key: [row]}
    return Edit(path=("plans",), value=begun, action=Action.APPEND)


def already(site: Establishment, what: str, stands: str) -> Change:
    """Say that what was asked for stands on record."""
    return Change(file=site.place.file.name, what=what, summary=f"already on record: {stands}. Nothing changed")


def under_way_on(site: Establishment, plan: Plan, when: When, on: date) -> UnderWay:
    """Return the review under way; refuse where there is none, or it was started later."""
    check_happened(when, on)
    under_way = review_under_way(plan, on)
    if under_way is None:
        message = (
            f"{named(site, plan)}: no review is under way. Nothing was recorded. "
            f"First: comah review start {typed(site, plan.regime)} --on DATE"
        )
        raise RefusedError(message)
    if when.latest < under_way.started_on.earliest:
        message = (
            f"{named(site, plan)}: the review was started {when_words(under_way.started_on)} "
            f"({where(plan.place, 'review_started_on')}), after {when_words(when)}. Nothing was recorded"
        )
        raise RefusedError(message)
    return under_way
