"""A programme made by hand, measured, as an officer reads it on a screen."""

from __future__ import annotations

from typing import Final

from comah.model.programme_page import Comparison, ReviewPage
from comah.model.words import weekday_words
from comah.render.parts import write_folded
from comah.render.programme_table import write_exercises, write_page, write_part
from comah.render.screen import Screen
from comah.render.unread import write_unread

HEADS: Final = ("", "By hand", "Proposed", "At least")
GOOD: Final = "A good row: northbank,12/05/2027,live under the headings plans,day,type"


def programme_review_table(page: ReviewPage, width: int, *, colour: bool) -> str:
    """Return the measured programme as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, page.found.unreadable)
    for line in page.found.marking:
        screen.line(line, "bold")
    screen.split(f"Programme by hand: {page.file}", f"as at {weekday_words(page.found.on)}", "bold")
    write_folded(screen, page.headline, style="bold")
    write_folded(screen, page.verdict)
    screen.line()
    screen.table(HEADS, [(comparison_cells(one), "") for one in page.comparison])
    for heading, lines in review_parts(page):
        write_part(screen, heading, lines)
    write_exercises(screen, page.found, (("By hand", page.given),))
    screen.line()
    screen.line("WHAT IS PROPOSED", "bold")
    write_page(screen, page.found)
    return screen.text()


def comparison_cells(one: Comparison) -> tuple[str, ...]:
    """Return one part of the objective as cells."""
    return one.title, str(one.given), str(one.found), "" if one.bound is None else str(one.bound)


def review_parts(page: ReviewPage) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what is wrong with the programme, under its headings; what has nothing to say is left out."""
    faults = tuple(f"{one.at}: {one.message}" for one in page.faults)
    found = (
        ("ROWS NOT TAKEN", (*faults, GOOD) if faults else ()),
        ("Plans past their safe date", page.untested),
        ("Hard rules broken", page.broken),
        ("Notes", page.remarks),
    )
    return tuple((heading, lines) for heading, lines in found if lines)
