"""Making sheets: a report's columns with the value that each shows, and widths that fit what is in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import msgspec

from comah.model.duty import Status
from comah.model.workbook_page import PageColumn, PageRow, PageValue, SheetPage, SheetSort, Tone

STATUS_TONES: Final[dict[Status, Tone]] = {
    Status.OVERDUE: Tone.BAD,
    Status.MAY_BE_OVERDUE: Tone.WARNING,
    Status.UNKNOWN: Tone.UNKNOWN,
    Status.AT_RISK: Tone.WARNING,
    Status.PLANNED: Tone.GOOD,
    Status.DUE: Tone.GOOD,
    Status.ARRANGED: Tone.GOOD,
    Status.MET: Tone.GOOD,
    Status.EXEMPT: Tone.QUIET,
    Status.NOT_APPLICABLE: Tone.QUIET,
}
_NARROWEST: Final = 9
_WIDEST: Final = 48
_DAY_WIDTH: Final = 13

Value = Callable[[Any], PageValue]


class Shown(msgspec.Struct, frozen=True):
    """One column of a report, with what it shows of each thing that has a row."""

    heading: str
    meaning: str
    value: Value
    has_tone: bool = False


def report_sheet(
    title: str,
    purpose: str,
    shown: tuple[Shown, ...],
    things: Iterable[tuple[Any, Tone | None]],
    *,
    kept_in_sight: int,
) -> SheetPage:
    """Make a worked-out sheet: one row a thing."""
    rows = tuple(PageRow(values=tuple(one.value(thing) for one in shown), tone=tone) for thing, tone in things)
    columns = tuple(PageColumn(heading=one.heading, meaning=one.meaning, has_tone=one.has_tone) for one in shown)
    return SheetPage(
        title=title,
        sort=SheetSort.REPORT,
        purpose=purpose,
        columns=fitted(columns, rows),
        rows=rows,
        kept_in_sight=kept_in_sight,
    )


def fitted(columns: tuple[PageColumn, ...], rows: tuple[PageRow, ...]) -> tuple[PageColumn, ...]:
    """Give each column the width of its longest line, within what can be read."""
    return tuple(
        msgspec.structs.replace(column, width=_width(column, [row.values[at] for row in rows]))
        for at, column in enumerate(columns)
    )


def _width(column: PageColumn, values: list[PageValue]) -> int:
    longest = max((_length(value) for value in values), default=0)
    words = max(len(word) for word in column.heading.split(" ")) + 4  # the arrow of the filter beside it
    return min(max(longest + 2, words, len(column.heading) // 2 + 3, _NARROWEST), _WIDEST)


def _length(value: PageValue) -> int:
    if isinstance(value, str):
        return max(map(len, value.split("\n")))
    return _DAY_WIDTH - 2 if value is not None and not isinstance(value, int | float) else len(str(value or ""))
