"""An explanation as an officer reads it on a screen."""

from __future__ import annotations

from comah.model.duty import Status
from comah.model.explanation import Explanation, Working
from comah.model.words import weekday_words
from comah.render.parts import write_folded, write_parts
from comah.render.screen import Screen
from comah.render.unread import write_unread

_STYLE = {
    Status.OVERDUE: "bold red",
    Status.MAY_BE_OVERDUE: "bold red",
    Status.UNKNOWN: "bold magenta",
    Status.AT_RISK: "bold yellow",
}


def explain_table(page: Explanation, width: int, *, colour: bool) -> str:
    """Return the explanation as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, page.unreadable)
    for notice in page.notices:
        write_folded(screen, notice)
    if not page.workings:
        _title(screen, page)
    for number, working in enumerate(page.workings):
        if number:
            screen.line()
            screen.line("-" * min(width, 72))
        _working(screen, page, working)
    write_parts(screen, page.parts)
    screen.line()
    write_folded(screen, f"Law: {page.law}.")
    return screen.text()


def _title(screen: Screen, page: Explanation) -> None:
    screen.split(page.title, f"as at {weekday_words(page.on)}", "bold")


def _working(screen: Screen, page: Explanation, working: Working) -> None:
    style = _STYLE.get(working.duty.status, "bold") if working.duty else "bold"
    screen.split(working.title, f"as at {weekday_words(page.on)}", "bold")
    screen.line(working.position, style)
    write_parts(screen, working.parts)
