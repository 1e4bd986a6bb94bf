"""The elements of each plan against the exercises of its cycle, as an officer reads them on a screen."""

from __future__ import annotations

from typing import Final

from comah.model.element_matrix import (
    ELEMENT_LETTERS,
    ElementExercise,
    ElementMatrix,
    ElementRow,
    Mark,
    PlanElements,
)
from comah.model.when import When
from comah.model.words import day_words, weekday_words, when_words
from comah.render.parts import write_folded
from comah.render.screen import Screen
from comah.render.unread import write_unread

MARKS: Final = {Mark.TESTED: "tested", Mark.PARTLY: "partly", Mark.NOT: "-"}
LEGEND: Final = (
    "Elements: Schedule 4 Part 2 of COMAH 2015. A column is an exercise of the cycle, with what was decided for this "
    "plan alone. What to make an objective is for you to decide."
)
NONE: Final = "No plan with a duty to be tested."


def elements_table(found: ElementMatrix, width: int, *, colour: bool) -> str:
    """Return the matrices as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, found.unreadable)
    for line in found.marking:
        screen.line(line, "bold")
    screen.split("Plan elements exercised", f"as at {weekday_words(found.on)}", "bold")
    for plan in found.plans:
        screen.line()
        _plan(screen, plan)
    if not found.plans:
        screen.line(NONE)
    if found.left_out:
        screen.line()
        for text in found.left_out:
            write_folded(screen, f"Left out: {text}", "", "  ")
    screen.line()
    write_folded(screen, LEGEND)
    return screen.text()


def _plan(screen: Screen, plan: PlanElements) -> None:
    screen.split(f"{plan.name} ({plan.plan})", headline(plan), "bold")
    write_folded(screen, f"Cycle since {day_words(plan.since)}; {plan.note}")
    columns = columns_of(plan)
    screen.table(heads(plan), [(cells(plan, row), "" if row.is_covered else "yellow") for row in plan.rows])
    for number, one in enumerate(columns, 1):
        write_folded(screen, f"{number} {exercise_words(one)}", "  ", "    ")
    earlier = len(plan.exercises) - len(columns)
    if earlier:
        write_folded(screen, f"{earlier} earlier, outside the cycle", "  ", "    ")
    write_folded(screen, f"Next meant to test it: {plan.next_exercise or 'none planned'}")
    for text in objectives(plan):
        write_folded(screen, text, "  ", "    ")


def headline(plan: PlanElements) -> str:
    """Say how many elements the cycle leaves out."""
    return f"{len(plan.untested)} of {len(plan.rows)} NOT EXERCISED" if plan.untested else "all exercised"


def columns_of(plan: PlanElements) -> tuple[ElementExercise, ...]:
    """Return the exercises of the cycle, latest first."""
    return tuple(one for one in plan.exercises if one.in_cycle)


def heads(plan: PlanElements) -> tuple[str, ...]:
    """Return the headings: the element, when it was last exercised, then one an exercise."""
    own = ("Safe date",) if plan.has_own_clocks else ()
    return ("Element", "Last", *own, *(str(number) for number, _ in enumerate(columns_of(plan), 1)))


def cells(plan: PlanElements, row: ElementRow) -> tuple[str, ...]:
    """Return an element's cells."""
    at = plan.rows.index(row)
    marks = (MARKS[one.marks[at]] for one in plan.exercises if one.in_cycle)
    safe = (_safe(row),) if plan.has_own_clocks else ()
    return f"({ELEMENT_LETTERS[row.element]}) {row.element.value}", _day(row.last) or "NEVER", *safe, *marks


def exercise_words(one: ElementExercise) -> str:
    """Say which exercise a column is, and what was decided."""
    came = f"; {', '.join(one.takes_part)}" if one.takes_part else ""
    return f"{one.id}, {one.type}, {_day(one.held)}: {one.conclusion.replace('-', ' ')}{came}"


def objectives(plan: PlanElements) -> tuple[str, ...]:
    """Return the suggested objectives, one a line."""
    return tuple(f"- {one.text} ({one.subject}: {one.why})" for one in plan.suggestions)


def _safe(row: ElementRow) -> str:
    if row.safe_on is None or row.days_left is None:
        return "cannot be shown"
    return f"{day_words(row.safe_on)}{', PASSED' if row.days_left < 0 else ''}"


def _day(text: str) -> str:
    return "" if not text else "day not on record" if text == "unknown" else when_words(When.read(text))
