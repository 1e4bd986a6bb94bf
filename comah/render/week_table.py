"""The Monday screen: one page of 80 columns, what is left out said at its end."""

from __future__ import annotations

from typing import Final

from comah.model.week import WeekPart, WeekScreen
from comah.model.words import weekday_words
from comah.render.parts import write_folded
from comah.render.screen import Screen
from comah.render.unread import write_unread

_INDENT: Final = "  "


def week_table(screen_of: WeekScreen, width: int, *, colour: bool) -> str:
    """Return the screen as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, screen_of.unreadable)
    for line in screen_of.marking:
        write_folded(screen, line, style="bold")
    screen.split(f"{screen_of.title}: the week", f"as at {weekday_words(screen_of.on)}", "bold")
    for part in screen_of.parts:
        _part(screen, part)
    write_folded(screen, f"Left out: {'; '.join(screen_of.left_out)}.", hanging=_INDENT)
    return screen.text()


def heading(part: WeekPart) -> str:
    """Return a part's heading, with how many of its lines are shown where not all are."""
    if part.shown == len(part.lines):
        return part.heading
    return f"{part.heading} ({part.shown} of {len(part.lines)}: {part.see})"


def _part(screen: Screen, part: WeekPart) -> None:
    if not part.lines:
        screen.line(f"{part.heading}: {part.none}", "bold")
        return
    screen.line(heading(part), "bold")
    lines = part.lines[: part.shown]
    column = max(len(line.label) for line in lines) + len(_INDENT)
    before = ""
    for line in lines:
        label = "" if line.label == before else line.label
        before = line.label
        start = f"{_INDENT}{label:<{column}}"
        write_folded(screen, line.text, start, " " * len(start), "red" if line.is_late else "")
