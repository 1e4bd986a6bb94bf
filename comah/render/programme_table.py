"""A programme as an officer reads it on a screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from comah.model.programme_page import ProgrammePage, ProgrammeRow, ScoreLine
from comah.model.words import count_words, day_words, weekday_words
from comah.render.parts import write_folded
from comah.render.programme_picture import LEGEND, picture
from comah.render.screen import Screen
from comah.render.unread import write_unread

AUTHORITY: Final = "Authority"
HEADS: Final = ("Week of", "Day", "Type", "Plans", "Planning from", "Life given up", "Margin")
NONE: Final = "None."
_TABLE_FITS: Final = 110
_HANGING: Final = "    "


def programme_table(page: ProgrammePage, width: int, *, colour: bool) -> str:
    """Return the programme as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, page.unreadable)
    for line in page.marking:
        screen.line(line, "bold")
    screen.split(f"Programme: {page.title}", f"as at {weekday_words(page.on)}", "bold")
    write_page(screen, page)
    return screen.text()


def write_page(screen: Screen, page: ProgrammePage) -> None:
    """Write everything below the title."""
    for line in page.notices:
        write_folded(screen, line)
    write_folded(screen, period_words(page))
    for heading, lines in supposed_part(page):
        write_part(screen, heading, lines)
        screen.line()
    write_folded(screen, page.headline, style="bold")
    write_folded(screen, f"{page.known}: {page.method}", style="bold")
    write_exercises(screen, page, (("Proposed", page.rows), ("On record, left as they are", page.committed)))
    _picture(screen, page)
    for heading, lines in parts(page):
        write_part(screen, heading, lines)


def write_part(screen: Screen, heading: str, lines: Iterable[str]) -> None:
    """Write lines under a heading."""
    screen.line()
    write_folded(screen, heading, style="bold")
    for line in lines:
        write_folded(screen, line, "  ", _HANGING)


def period_words(page: ProgrammePage) -> str:
    """Say which years the programme covers, and by what it can be made again."""
    years = f"From {day_words(page.first)} to {day_words(page.last)}, seed {page.seed}"
    return f"{years}. Proposals: nothing is tested by them until an officer credits it."


def supposed_part(page: ProgrammePage) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what is only supposed with what it changes, under a heading; nothing where the page is as things are."""
    if page.difference is None:
        return ()
    supposed = " and ".join(page.difference.supposed)
    return ((f"ONLY SUPPOSED, not the programme as it is: if {supposed}", page.difference.lines),)


def parts(page: ProgrammePage) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what stands below the exercises, under its headings; what has nothing to say is left out."""
    found = (
        (
            "Objective, in this order: a line counts only where those above it are equal",
            tuple(map(score_words, page.score)),
        ),
        ("Why not every safe date can be kept", page.conflict),
        ("What would help, one thing at a time", page.remedies),
        ("Most exercises in planning at once", tuple(f"{name}: {load}" for name, load in page.loads)),
        ("Counts as due on the first day, for its date is unknown or past", page.assumed),
        ("Not counted on", page.not_counted),
        ("To see to", page.notes),
        ("NOT TO BE PUBLISHED AS IT STANDS: it shows exercises without notice", page.no_notice),
        ("Owes no test", page.left_out),
        *(
            (f"Rules: {whose}", tuple(f"{one.binds}: {one.rule}" for one in page.rules if one.whose == whose))
            for whose in dict.fromkeys(one.whose for one in page.rules)
        ),
    )
    return tuple((heading, lines) for heading, lines in found if lines)


def score_words(line: ScoreLine) -> str:
    """Say what a part of the objective comes to, and how well that is known."""
    least = f", at least {line.bound}" if line.bound is not None and line.bound != line.value else ""
    by = f" by {line.by}" if line.by and line.proof == "proved optimal" else ""
    return f"{line.title}: {line.value} ({line.proof}{by}{least})"


def heads(page: ProgrammePage) -> tuple[str, ...]:
    """Return the headings of the exercises: whose each is only where there are several authorities."""
    return (AUTHORITY, *HEADS) if has_several(page) else HEADS


def has_several(page: ProgrammePage) -> bool:
    """Whether the exercises are of several authorities."""
    return len({row.authority for row in (*page.rows, *page.committed)}) > 1


def cells(page: ProgrammePage, row: ProgrammeRow) -> tuple[str, ...]:
    """Return an exercise's row as cells, under the page's headings."""
    return (row.authority, *row_cells(row)) if has_several(page) else row_cells(row)


def row_cells(row: ProgrammeRow) -> tuple[str, ...]:
    """Return an exercise's row as cells."""
    start = f"{day_words(row.planning_starts)}{', PRESSED' if row.is_compressed else ''}"
    several = f", {len(row.tests)} plans" if len(row.tests) > 1 else ""
    given_up = f"{count_words(row.given_up, 'day')}{several}" if row.tests else ""
    margin = margin_words(row)
    return (
        day_words(row.week),
        row.day_said or weekday_words(row.day),
        row.type,
        plans_words(row),
        start,
        given_up,
        margin,
    )


def plans_words(row: ProgrammeRow) -> str:
    """Return the plans of an exercise, with the name that it bears on record."""
    plans = ", ".join(row.plans)
    return f"{plans} [{row.exercise}]".strip() if row.exercise else plans


def margin_words(row: ProgrammeRow) -> str:
    """Say how far before the safe date an exercise comes."""
    if row.margin is None:
        return "NO DATE KNOWN" if row.tests else "tests no plan"
    if row.margin < 0:
        return f"{count_words(-row.margin, 'day')} PAST {day_words(row.safe_on)}" if row.safe_on else ""
    unknown = sum(each.safe_on is None for each in row.tests)
    some = f"; no date known of {unknown}" if unknown else ""
    return f"{count_words(row.margin, 'day')} to {day_words(row.safe_on)}{some}" if row.safe_on else ""


def why_words(row: ProgrammeRow) -> tuple[str, ...]:
    """Return why an exercise comes then, and which wishes its day does not meet."""
    return (*row.why, *(f"not met: {one}" for one in row.against))


def write_exercises(screen: Screen, page: ProgrammePage, several: Iterable[tuple[str, Sequence[ProgrammeRow]]]) -> None:
    """Write exercises under their headings: as a table where there is room, with why each comes then."""
    for heading, rows in several:
        screen.line()
        screen.line(heading, "bold")
        if not rows:
            screen.line(NONE)
        elif screen.width >= _TABLE_FITS:
            screen.table(heads(page), [(cells(page, row), _style(row)) for row in rows])
            for row in rows:
                for number, line in enumerate(why_words(row)):
                    said, indent = (line, _HANGING) if number else (f"{day_words(row.day)}: {line}", "  ")
                    write_folded(screen, said, indent, _HANGING)
        else:
            for row in rows:
                _narrow(screen, row)


def _narrow(screen: Screen, row: ProgrammeRow) -> None:
    """Write an exercise on some lines, where a table would be folded to pieces."""
    _, day, kind, plans, start, given_up, margin = row_cells(row)
    screen.split(f"{day}  {kind}", margin, _style(row))
    write_folded(screen, f"{row.authority}: {plans}", "  ", _HANGING)
    write_folded(screen, f"planning from {start}; gives up {given_up or 'nothing'}", "  ", _HANGING)
    for line in why_words(row):
        write_folded(screen, line, "  ", _HANGING)


def _picture(screen: Screen, page: ProgrammePage) -> None:
    lines = picture(page.plans, page.first, page.last, screen.width)
    if not lines:
        return
    screen.line()
    for line in lines:
        screen.line(line)
    write_folded(screen, LEGEND)


def _style(row: ProgrammeRow) -> str:
    is_unknown = any(each.safe_on is None for each in row.tests)
    return "bold red" if is_unknown or (row.margin is not None and row.margin < 0) else ""
