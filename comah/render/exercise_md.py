"""One exercise, and the list of exercises, as Markdown for the minutes of a planning group."""

from __future__ import annotations

from comah.model.exercise_view import ExerciseList, ExerciseView
from comah.model.words import weekday_words
from comah.render.exercise_list_table import HEADS as LIST_HEADS
from comah.render.exercise_list_table import NONE, heading, left_out, row_cells
from comah.render.exercise_table import cells, law_lines, shown
from comah.render.markdown import md
from comah.render.parts import parts_md
from comah.render.unread import unread_md

_HEADS = ("", "Step", "When", "Position")
_ALL_HEADS = (*_HEADS, "Slack", "Longest chain")


def exercise_md(view: ExerciseView) -> str:
    """Return the exercise as a page of Markdown."""
    lines = [f"**{md(view.marking)}**", ""] if view.marking else []
    lines += [f"# {md(view.exercise)}: {md(view.head)}", "", f"As at {weekday_words(view.on)}.", ""]
    lines += unread_md(view.unreadable)
    lines += [f"Source: {md(view.source_note)}", ""] if view.source_note else []
    lines += [item for line in view.about for item in (md(line), "")]
    if view.steps:
        heads = _ALL_HEADS if view.is_all else _HEADS
        lines += [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
        lines += [f"| {' | '.join(md(cell) for cell in cells(step, is_all=view.is_all))} |" for step in shown(view)]
        lines += ["", md(view.left_out), ""] if view.left_out else [""]
    lines += ["## Law", "", *(f"- {md(line)}" for line in law_lines(view)), ""]
    if view.to_do:
        lines += ["## To do", "", *(f"- {md(line)}" for line in view.to_do), ""]
    if not view.is_all:
        lines += ["## On record", ""]
    lines += parts_md(view.parts)
    return "\n".join([*lines, f"Register: {md(view.register_name)}, {view.register_digest}.", ""])


def exercise_list_md(found: ExerciseList) -> str:
    """Return the exercises as one table."""
    lines = [item for marking in found.marking for item in (f"**{md(marking)}**", "")]
    lines += [f"# {md(heading(found))}", "", f"As at {weekday_words(found.on)}.", ""]
    lines += unread_md(found.unreadable)
    if found.rows:
        lines += [f"| {' | '.join(LIST_HEADS)} |", f"|{'---|' * len(LIST_HEADS)}"]
        lines += [f"| {' | '.join(md(cell) for cell in row_cells(row))} |" for row in found.rows]
    else:
        lines.append(NONE)
    lines += ["", md(left_out(found))] if found.left_out else []
    return "\n".join([*lines, "", f"Register: {md(found.register_name)}, {found.register_digest}.", ""])
