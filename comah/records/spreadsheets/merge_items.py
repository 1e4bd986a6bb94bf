"""What a row says of one table of a record, held against that table, or against the items of its list."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from comah.model.declared import item_of
from comah.model.establishment import Plan
from comah.model.kinds import Regime, Tier
from comah.model.record_kinds import STRUCTS
from comah.model.record_sheets import heading
from comah.records.shown import printable
from comah.records.spreadsheets.draft import LeftError
from comah.records.spreadsheets.merge_values import Outcome, Spot, Statement, key_at, merge_value
from comah.records.spreadsheets.same_item import is_same, is_wholly_equal, once_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comah.model.place import Fact
    from comah.model.said import TableSaid
    from comah.records.spreadsheets.draft import Draft, Raw


def merge_table(draft: Draft, said: TableSaid, outcome: Outcome, row: int) -> None:
    """Hold what a row says of one table against a draft.

    Raises:
        LeftError: where the table is in a plan, or another item, that there is none of.
    """
    spot, key = spot_of(draft, said)
    if not key:
        merge_into(spot, said, outcome, row)
    elif spot.struct is Plan:
        merge_into(_plan(draft, said, outcome, row), said, outcome, row)
    else:
        items = items_at(spot, key)
        number = next((at for at, item in enumerate(items) if is_same(spot.struct, item, said)), None)
        if number is None:
            append_item(spot, key, said, outcome, row)
        else:
            merge_into(item_spot(spot, key, number), said, outcome, row)


def merge_own_items(draft: Draft, group: Sequence[tuple[TableSaid, Outcome, int]]) -> None:
    """Hold the rows of a list, each an item of its own, against the items on record.

    A row that is like no item goes behind them, unless an item on record is left that no row is like: then it
    may be that item with another date, and adding it would put one event on record twice.
    """
    spot, key = spot_of(draft, group[0][0])
    free = list(range(len(items_at(spot, key))))
    left: list[tuple[TableSaid, Outcome, int]] = []
    for same in (is_wholly_equal, is_same):
        left = []
        for said, outcome, row in group:
            number = next((at for at in free if same(spot.struct, items_at(spot, key)[at], said)), None)
            if number is None:
                left.append((said, outcome, row))
            else:
                free.remove(number)
                merge_into(item_spot(spot, key, number), said, outcome, row)
        group = left
    for said, outcome, row in left:
        if free and not once_key(spot.struct, said):
            outcome.conflicts.append(_perhaps_changed(spot, key, free[0]))
        else:
            append_item(spot, key, said, outcome, row)


def merge_into(spot: Spot, said: TableSaid, outcome: Outcome, row: int) -> None:
    """Hold each value against one table."""
    for path, value in said.values.items():
        statement = Statement(path, value, said.at, refines=said.refines, is_own=said.is_own)
        merge_value(spot, statement, outcome, row)


def spot_of(draft: Draft, said: TableSaid) -> tuple[Spot, tuple[str, ...]]:
    """Return the table that a row is about; for an item of a list, the table it hangs in and the list's key.

    The struct of the spot is in both cases that of what the row says.

    Raises:
        LeftError: where the list hangs in an item that is not there.
    """
    struct = STRUCTS[said.kind]
    spot = Spot(draft, (), draft.after, struct)
    if not said.table:
        return spot, ()
    for name in said.table[:-1]:
        inner = _items_of(spot.struct, name)
        number = _number_of(draft, spot, name, inner, said)
        spot = Spot(draft, (*spot.path, name, number), spot.table[name][number], inner)
    return spot._replace(struct=_items_of(spot.struct, said.table[-1])), said.table[-1:]


@cache
def _items_of(struct: type[Fact], name: str) -> type[Fact]:
    """Return what each item of a list is a table of."""
    found: type[Fact] = item_of(key_at(struct, (name,)).words).type
    return found


def _number_of(draft: Draft, spot: Spot, name: str, struct: type[Fact], said: TableSaid) -> int:
    """Find the item that a list hangs in: a plan by its regime, another by its id."""
    wanted, by = said.regime, "regime" if struct is Plan else "id"
    items = draft.plans(is_own=said.is_own) if struct is Plan else spot.table.get(name, [])
    found = next((at for at, item in enumerate(items) if item.get(by) == wanted), None)
    if found is not None:
        return found
    if struct is not Plan or not wanted:
        message = f"{draft.id} has no {struct.__name__.lower()} {printable(wanted)!r} on record ({draft.file})"
        raise LeftError(message)
    _refuse_lower_tier(draft, said)
    items.append({"regime": wanted})
    return len(items) - 1


def _plan(draft: Draft, said: TableSaid, outcome: Outcome, row: int) -> Spot:
    """Return the plan of a regime; a new one where there is none."""
    plans = draft.plans(is_own=said.is_own)
    regime = said.regime or Regime.COMAH.value
    if said.is_own and draft.is_unsaid_plan_alone() and regime != Regime.COMAH.value:
        plans.clear()  # the export says which plans there are, and in which order
    number = next((at for at, plan in enumerate(plans) if plan.get("regime") == regime), None)
    if number is None:
        _refuse_lower_tier(draft, said)
        plans.append({"regime": regime})
        number = len(plans) - 1
        outcome.add(draft, row)
    elif not said.values:
        outcome.held += 1
    draft.origins.setdefault(("plans", number), said.at)
    return Spot(draft, ("plans", number), plans[number], Plan)


def _refuse_lower_tier(draft: Draft, said: TableSaid) -> None:
    """Refuse to begin an external COMAH plan where none is asked for; an export of one that there is may."""
    is_lower = draft.after.get("tier") == Tier.LOWER.value
    if is_lower and not said.is_own and said.regime in {"", Regime.COMAH.value}:
        message = f"{draft.id} is of lower tier ({draft.where(('tier',))}), so it has no external COMAH plan"
        raise LeftError(message)


def items_at(spot: Spot, key: tuple[str, ...]) -> list[Raw]:
    """Return the items of a list, none where there is none yet."""
    items: list[Raw] = spot.table.get(key[0], [])
    return items


def item_spot(spot: Spot, key: tuple[str, ...], number: int) -> Spot:
    """Return one item of a list."""
    return spot._replace(path=(*spot.path, key[0], number), table=items_at(spot, key)[number])


def append_item(spot: Spot, key: tuple[str, ...], said: TableSaid, outcome: Outcome, row: int) -> None:
    """Put an item behind those that a list has."""
    spot.table.setdefault(key[0], []).append({})
    made = item_spot(spot, key, len(items_at(spot, key)) - 1)
    merge_into(made, said, Outcome(), row)
    outcome.add(spot.draft, row)


def _perhaps_changed(spot: Spot, key: tuple[str, ...], number: int) -> str:
    where = spot.draft.where((*spot.path, key[0], number))
    return (
        f"{spot.draft.id}, {heading(key)}: perhaps what stands in {where}, changed; the sheet has no row for that. "
        "Correct the record by hand; or give both a row, where this is another"
    )
