"""A new exercise planned back from its day, as an officer reads it on a screen."""

from __future__ import annotations

from typing import Final

from comah.model.backplan import StepPlan
from comah.model.new_exercise import NewExercise
from comah.model.words import day_words, weekday_words
from comah.render.exercise_table import plan_lines
from comah.render.parts import write_folded
from comah.render.screen import Screen

_HEADS: Final = ("Step", "Who", "{}", "Latest", "Slack")
_HANGING: Final = "    "


def new_exercise_table(page: NewExercise, width: int, *, colour: bool) -> str:
    """Return the exercise as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    if page.marking:
        write_folded(screen, page.marking, style="bold")
    screen.split(f"{page.exercise}  NEW", f"as at {weekday_words(page.on)}", "bold")
    write_folded(screen, f"{page.name}. To test: {', '.join(page.plans)}")
    write_folded(screen, f"{page.type.capitalize()}, {page.day}", style="bold")
    for why in page.why:
        write_folded(screen, f"Why then: {why}", "  ", "    ")
    screen.line()
    if page.fit:
        write_folded(screen, page.fit, style="bold")
    first = "Compressed" if page.is_compressed else "Usual day"
    heads = tuple(head.format(first) for head in _HEADS)
    rows = [_cells(step) for step in page.plan.steps]
    if not screen.fits(heads, rows):
        rows = [(step.short, *row[1:]) for step, row in zip(page.plan.steps, rows, strict=True)]
    styles = ["bold" if step.id == "exercise" else "" for step in page.plan.steps]
    screen.table(heads, list(zip(rows, styles, strict=True)))
    screen.line()
    for number, text in enumerate(plan_lines(page.laws)):
        write_folded(screen, text, "LAW " if not number else _HANGING, _HANGING)
    for carried in page.carries:
        write_folded(screen, f"Objective: show as learnt: {carried}", "", _HANGING)
    for notice in page.notices:
        write_folded(screen, f"! {notice}", "", "  ")
    if page.good_days:
        write_folded(screen, page.good_days)
    return screen.text()


def _cells(step: StepPlan) -> tuple[str, ...]:
    latest = day_words(step.latest_on) if step.latest_on else ""
    slack = f"{step.slack_days} d" if step.slack_days is not None else ""
    return step.title, step.who, day_words(step.usual_on), latest, slack
