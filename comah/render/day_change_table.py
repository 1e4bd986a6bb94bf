"""A change of an exercise's day, as an officer reads it on a screen."""

from __future__ import annotations

from comah.model.day_change import DayChange, PlanEffect, StepChange
from comah.model.words import weekday_words
from comah.render.parts import write_folded
from comah.render.screen import Screen

_HANGING = "  "
_HEADS = ("Step", "Before", "After", "")


def day_change_table(change: DayChange, width: int, *, colour: bool) -> str:
    """Return the change as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    if change.marking:
        write_folded(screen, change.marking, style="bold")
    screen.split(f"{change.exercise}: {change.title}", f"as at {weekday_words(change.on)}", "bold")
    write_folded(screen, f"Was  {change.before}", hanging="     ")
    write_folded(screen, f"Now  {change.after}", hanging="     ", style="bold")
    if change.steps:
        screen.line()
        screen.table(_HEADS, [(_cells(step), "") for step in change.steps])
    for notice in change.notices:
        write_folded(screen, f"! {notice}", hanging=_HANGING)
    if change.good_days:
        write_folded(screen, change.good_days)
    write_effects(screen, change.effects)
    return screen.text()


def effects_table(effects: tuple[PlanEffect, ...], width: int, *, colour: bool) -> str:
    """Return what a change means for the tests of plans, as lines of text."""
    screen = Screen(width, colour=colour)
    write_effects(screen, effects)
    return screen.text()


def write_effects(screen: Screen, effects: tuple[PlanEffect, ...]) -> None:
    """Write one paragraph a plan."""
    for effect in effects:
        write_folded(screen, f"LAW  {effect.provision}  {effect.plan}: {effect.words}", hanging="     ")


def _cells(step: StepChange) -> tuple[str, ...]:
    return step.id, step.before or "no day", step.after or "no day", step.note
