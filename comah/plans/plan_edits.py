"""The edits of a plan's table in its establishment's record, and how a plan is named in what is said of them."""

from __future__ import annotations

from comah.model.change import Action, Change, Edit, TomlValue
from comah.model.establishment import Establishment, Plan
from comah.model.kinds import Regime


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
