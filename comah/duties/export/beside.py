"""What can stand beside a record sheet, and what stands beside the measures: their counts, year by year."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from comah.duties.export.sheets import Shown
from comah.model.duty import MeasureStatus
from comah.model.measure import MeasureRow
from comah.model.place import KeyPath, Place
from comah.model.record_lines import SheetLine
from comah.model.workbook_page import PageValue, Tone

_MEASURE_TONES: Final = {
    MeasureStatus.MET: Tone.GOOD,
    MeasureStatus.OPEN: Tone.WARNING,
    MeasureStatus.MISSED: Tone.BAD,
}


class Beside(msgspec.Struct, frozen=True):
    """The worked-out columns of one record sheet, and the colour of a row's word."""

    shown: tuple[Shown, ...] = ()
    tone: Callable[[SheetLine], Tone | None] = lambda _line: None


def measures_beside(rows: Iterable[MeasureRow]) -> Beside:
    """Return what stands beside the measures. They are local, not law."""
    found = {_where(row.place): row for row in rows}

    def shown(value: Callable[[MeasureRow], PageValue]) -> Callable[[SheetLine], PageValue]:
        return lambda line: value(found[_where(line.fact.place)])

    return Beside(
        (
            Shown("Last year", "what was counted in the last financial year", shown(_last_year)),
            Shown("This year so far", "what is counted in this financial year", shown(_so_far)),
            Shown("Forecast", "so far, and what is confirmed for the rest of it", shown(_forecast)),
            Shown("Position", "met, open or missed; a measure is local, not law", shown(_met), has_tone=True),
        ),
        lambda line: _MEASURE_TONES[found[_where(line.fact.place)].status],
    )


def _where(place: Place) -> tuple[str, KeyPath]:
    """Tell a table from all others."""
    return place.file.name, place.path


def _last_year(row: MeasureRow) -> str:
    return f"{row.last_period}: {row.last_actual}, {row.last_status.value}"


def _so_far(row: MeasureRow) -> str:
    return f"{row.period}: {row.actual} of {row.target}"


def _forecast(row: MeasureRow) -> int:
    return row.forecast


def _met(row: MeasureRow) -> str:
    return row.status.value
