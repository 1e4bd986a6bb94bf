"""The rota as a grid on a screen."""

from __future__ import annotations

from typing import Final

from comah.model.oncall_grid import GridPage, GridRow
from comah.render.oncall_head import write_head_notes
from comah.render.parts import write_folded
from comah.render.screen import Screen

_WRONG: Final = "bold red"


def oncall_show_table(page: GridPage, width: int, *, colour: bool) -> str:
    """Return the grid as text; where it is too wide for the page, a list, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_head_notes(screen, page.head)
    screen.split(f"ROTA  {page.title}", page.head.rota_name, "bold")
    heads = ("From", *(column.words for column in page.columns))
    rows = [(row.words, *(cell.words if cell is not None else "" for cell in row.cells)) for row in page.rows]
    if not rows:
        screen.line("No turn begins in these weeks.")
    elif screen.fits(heads, rows):
        styles = [_style(row) for row in page.rows]
        screen.table(heads, list(zip(rows, styles, strict=True)))
    else:
        _list(screen, page)
    write_folded(screen, page.head.changed)
    return screen.text()


def _list(screen: Screen, page: GridPage) -> None:
    wide = max(len(column.words) for column in page.columns)
    for row in page.rows:
        screen.line(row.words, "bold")
        for column, cell in zip(page.columns, row.cells, strict=True):
            if cell is not None:
                start = f"  {column.words:<{wide}}  "
                write_folded(screen, cell.words, start, " " * len(start), _WRONG if cell.is_wrong else "")


def _style(row: GridRow) -> str:
    return _WRONG if any(cell is not None and cell.is_wrong for cell in row.cells) else ""
