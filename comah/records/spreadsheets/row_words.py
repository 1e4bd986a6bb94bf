"""What a row says in words beside its dates: tier, law and notes."""

from __future__ import annotations

from comah.model.kinds import Regime, Tier
from comah.records.spreadsheets.headings import What
from comah.records.spreadsheets.row_cells import RowCells
from comah.records.spreadsheets.row_kinds import merged_sideways
from comah.records.spreadsheets.words import regime, tier


def row_tier(cells: RowCells) -> Tier | None:
    """Return the tier that a row gives; what is no tier is remarked on."""
    text = cells.text(What.TIER)
    found = tier(text) if text else None
    if text and found is None:
        message = f'{text!r} is no tier; write "upper" or "lower"'
        cells.remark(message, cells.columns(What.TIER)[0], is_blocking=True)
    return found


def row_regime(cells: RowCells, otherwise: Regime | None) -> Regime | None:
    """Return the law that a row names, or the one for rows that name none; what is no law is remarked on."""
    text = cells.text(What.REGIME)
    found = regime(text) if text else otherwise
    if text and found is None:
        known = 'write "COMAH", "REPPIR" or "pipeline"'
        message = f"{text!r} is no law that is known; {known}. No dates of the plan are taken"
        cells.remark(message, cells.columns(What.REGIME)[0], is_blocking=True)
    return found


def notes_of(cells: RowCells) -> str:
    """Return a row's notes, each under its heading where there are several."""
    columns = cells.columns(What.NOTES)
    notes = [(column.heading, cells.text_at(column)) for column in columns]
    return "\n".join(f"{heading}: {text}" if len(columns) > 1 else text for heading, text in notes if text)


def has_any(cells: RowCells, whats: tuple[What, ...]) -> bool:
    """Whether any column that holds one of some things is filled in, with more than "n/a"."""
    columns = (column for what in whats for column in cells.columns(what))
    return any(
        cells.says_something(column) and not merged_sideways(cells.cell(column), column.at) for column in columns
    )
