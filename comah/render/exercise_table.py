"""One exercise as an officer reads it on a screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comah.model.exercise_view import ExerciseView, PlanLaw, StepMark, StepShown
from comah.model.words import weekday_words
from comah.render.parts import write_folded, write_parts
from comah.render.screen import Screen
from comah.render.unread import write_unread

NO_HEADS: Final = ("", "", "", "")  # the page is read without
ALL_HEADS: Final = ("", "Step", "When", "", "Slack", "Chain")
_STYLE: Final = {StepMark.LATE: "bold red", StepMark.DONE: "dim", StepMark.DAY: "bold"}
_HANGING: Final = "    "


def exercise_table(view: ExerciseView, width: int, *, colour: bool) -> str:
    """Return the exercise as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, view.unreadable)
    if view.marking:
        write_folded(screen, view.marking, style="bold")
    screen.split(f"{view.exercise}  {view.head}", f"as at {weekday_words(view.on)}", "bold")
    if view.source_note:
        write_folded(screen, f"Source: {view.source_note}")
    for line in view.about:
        write_folded(screen, line)
    if view.steps:
        screen.line()
        _steps(screen, view)
    if view.left_out:
        write_folded(screen, view.left_out)
    screen.line()
    for number, text in enumerate(law_lines(view)):
        write_folded(screen, text, "LAW " if not number else _HANGING, _HANGING)
    for number, text in enumerate(view.to_do):
        write_folded(screen, text, "DO  " if not number else _HANGING, _HANGING + "  ")
    if view.parts and not view.parts[0].heading:
        screen.line()
    write_parts(screen, view.parts)
    return screen.text()


def _steps(screen: Screen, view: ExerciseView) -> None:
    """Write one line a step: by its full title where every step is wanted and there is room, else by the short."""
    heads = ALL_HEADS if view.is_all else NO_HEADS
    full = [cells(step, is_all=view.is_all) for step in shown(view)]
    is_full = view.is_all and screen.fits(heads, full)
    rows = full if is_full else [(row[0], step.short, *row[2:]) for row, step in zip(full, shown(view), strict=True)]
    styles = [_STYLE.get(step.mark, "") for step in shown(view)]
    screen.table(heads, list(zip(rows, styles, strict=True)))


def shown(view: ExerciseView) -> tuple[StepShown, ...]:
    """Return the steps that the page shows."""
    return tuple(step for step in view.steps if view.is_all or step.is_shown)


def law_lines(view: ExerciseView) -> Iterator[str]:
    """Yield what the law wants, a paragraph a plan, and until when the exercise can still move."""
    if not view.laws:
        yield "No plan is meant to be tested by it, so that no statutory date hangs on it."
    yield from plan_lines(view.laws)
    yield from view.report_laws
    yield from (text for text in (view.fit, view.movable) if text)


def plan_lines(laws: tuple[PlanLaw, ...]) -> Iterator[str]:
    """Yield what the law wants of each plan; plans of which it says the same share a paragraph."""
    plans: dict[str, list[str]] = {}
    for law in laws:
        text = f"{' '.join(law.words)}{f' [{law.provision}]' if law.provision else ''}"
        plans.setdefault(text, []).append(law.plan)
    for text, names in plans.items():
        yield f"{', '.join(names)}: {text}" if len(laws) > 1 else text


def cells(step: StepShown, *, is_all: bool) -> tuple[str, ...]:
    """Return a step's row as cells."""
    row = ("!" if step.is_wrong else "", step.title, step.day, step.note)
    if not is_all:
        return row
    slack = "" if step.slack_days is None or step.mark is StepMark.DONE else f"{step.slack_days} d"
    return (*row, slack, "longest" if step.is_critical else "")
