"""An exercise planned back, as an officer reads it on a screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comah.model.back_plan_page import BackPlanPage
from comah.model.backplan import BackPlan, CountedFrom, StepPlan
from comah.model.words import day_words, weekday_words
from comah.render.parts import write_folded
from comah.render.screen import Screen
from comah.render.unread import write_unread

LEGEND: Final = "* on the longest chain: a day lost there is lost to the exercise. Slack in working days."
_HANGING: Final = "    "
_COUNTED: Final = {
    CountedFrom.SAFE_DATE: "counted back from the safe date,",
    CountedFrom.FIRST_MEETING: "counted from a first meeting on",
    CountedFrom.START: "counted from a start on",
}


def back_plan_table(page: BackPlanPage, width: int, *, colour: bool) -> str:
    """Return the plan as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, page.unreadable)
    if page.marking:
        write_folded(screen, page.marking, style="bold")
    screen.split(f"{page.asked}  BACK-PLAN", f"as at {weekday_words(page.on)}", "bold")
    if page.source_note:
        write_folded(screen, f"Source: {page.source_note}")
    write_folded(screen, page.about)
    write_folded(screen, day_line(page), style="bold")
    for line in page.why:
        write_folded(screen, f"Why then: {line}", "  ", "    ")
    for line in reach_lines(page):
        write_folded(screen, line)
    if page.plan is not None:
        screen.line()
        _steps(screen, page.plan)
        write_folded(screen, LEGEND)
    screen.line()
    for number, text in enumerate(law_lines(page)):
        write_folded(screen, text, _HANGING if number else "LAW ", _HANGING)
    for notice in page.notices:
        write_folded(screen, f"! {notice}", "", "  ")
    if page.good_days:
        write_folded(screen, page.good_days)
    return screen.text()


def _steps(screen: Screen, plan: BackPlan) -> None:
    rows = [cells(step) for step in plan.steps]
    if not screen.fits(heads(plan), rows):
        rows = [(row[0], step.short, *row[2:]) for step, row in zip(plan.steps, rows, strict=True)]
    styles = ["bold" if step.is_critical else "dim" if step.is_done else "" for step in plan.steps]
    screen.table(heads(plan), list(zip(rows, styles, strict=True)))


def heads(plan: BackPlan) -> tuple[str, ...]:
    """Return the heads of the steps' columns: the days are marked where they are compressed ones."""
    return "", "Step", "Who", "Compressed" if plan.is_compressed else "Usual day", "Latest", "Slack"


def cells(step: StepPlan) -> tuple[str, ...]:
    """Return a step's row as cells."""
    latest = day_words(step.latest_on) if step.latest_on else ""
    slack = f"{step.slack_days} d" if step.slack_days is not None else ""
    if step.is_done:
        latest, slack = "", "done"
    return "*" if step.is_critical else "", step.title, step.who, day_words(step.usual_on), latest, slack


def day_line(page: BackPlanPage) -> str:
    """Say on which day the exercise is, and what that was counted from."""
    if page.plan is None or page.counted_from is None or page.counted_on is None:
        return "No day to plan from"
    day = f"Exercise on {weekday_words(page.plan.exercise_on)}"
    if page.counted_from is CountedFrom.EXERCISE_DATE:
        return day
    return f"{day}, {_COUNTED[page.counted_from]} {day_words(page.counted_on)}"


def reach_lines(page: BackPlanPage) -> Iterator[str]:
    """Yield what can be reached from today, the latest start, and whether the days fit."""
    yield from (line for line in (page.reach_words, page.start_words, page.fit) if line)


def law_lines(page: BackPlanPage) -> Iterator[str]:
    """Yield what the law wants, a paragraph a plan, and by when."""
    if not page.at_stake:
        yield "No plan is to be tested by it, so that no statutory date hangs on it."
    for one in page.at_stake:
        name = f"{one.law.plan}: " if len(page.at_stake) > 1 else ""
        provision = f" [{one.law.provision}]" if one.law.provision else ""
        yield f"{name}{' '.join(one.law.words)}{provision}"
    yield from page.limits
    yield from (line for line in (page.movable,) if line)
