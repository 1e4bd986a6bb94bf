"""What is not covered, on a screen."""

from __future__ import annotations

from typing import Final

from comah.model.oncall_gaps import GapRow, GapsPage
from comah.model.words import count_words, day_words
from comah.render.oncall_head import write_head
from comah.render.parts import write_folded
from comah.render.screen import Screen

NONE: Final = "Nothing is missing: every turn has somebody who can serve."
_INDENT: Final = "  "


def oncall_gaps_table(page: GapsPage, width: int, *, colour: bool) -> str:
    """Return the page, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_head(screen, page.head, "gaps", page.on)
    write_folded(screen, summary(page))
    for row in page.rows:
        screen.line()
        write_folded(screen, heading(row), hanging=_INDENT, style="bold red")
        for line in about(row):
            write_folded(screen, line, _INDENT, _INDENT * 2)
    screen.line()
    for line in closing(page):
        write_folded(screen, line, hanging=_INDENT)
    return screen.text()


def summary(page: GapsPage) -> str:
    """Say how much is missing."""
    until = f"to {day_words(page.until)}"
    return f"{count_words(len(page.rows), 'gap')} {until}." if page.rows else f"{NONE} Looked at {until}."


def heading(row: GapRow) -> str:
    """Say what is missing."""
    return f"{row.place_words}: {row.says}"


def about(row: GapRow) -> tuple[str, ...]:
    """Return the lines below a gap's heading."""
    lines = [f"{row.when}{f'  {row.shift}' if row.shift else ''}"]
    lines += [f"Why: {'; '.join(row.why)}"] if row.why else []
    lines += [f"Could: {', '.join(row.could) or row.nobody}"] if row.could or row.nobody else []
    lines += [f"Do: {row.do}"] if row.do else []
    return tuple(lines)


def closing(page: GapsPage) -> tuple[str, ...]:
    """Return the lines at the end: how far the rota reaches, what has no turns, when it was changed."""
    reach = "; ".join(f"{one.role_name} {one.words}" for one in page.reach)
    lines = [f"The rota reaches, without a break: {reach}."] if reach else []
    lines += [f"Rung down a list, without turns: {', '.join(page.call_down)}."] if page.call_down else []
    return (*lines, page.head.changed)
