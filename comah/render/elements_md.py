"""The elements of each plan against the exercises of its cycle, as Markdown."""

from __future__ import annotations

from comah.model.element_matrix import ElementMatrix, PlanElements
from comah.model.words import day_words, weekday_words
from comah.render.elements_table import LEGEND, NONE, cells, columns_of, exercise_words, headline, heads, objectives
from comah.render.markdown import md
from comah.render.unread import unread_md


def elements_md(found: ElementMatrix) -> str:
    """Return one table a plan."""
    lines = [item for marking in found.marking for item in (f"**{md(marking)}**", "")]
    lines += ["# Plan elements exercised", "", f"As at {weekday_words(found.on)}.", ""]
    lines += unread_md(found.unreadable)
    for plan in found.plans:
        lines += _plan(plan)
    if not found.plans:
        lines += [NONE, ""]
    lines += [f"- Left out: {md(text)}" for text in found.left_out]
    lines += ["", LEGEND, ""]
    lines += [f"Law: {md(found.law)}. Register: {md(found.register_name)}, {found.register_digest}.", ""]
    return "\n".join(lines)


def _plan(plan: PlanElements) -> list[str]:
    names = heads(plan)
    lines = [f"## {md(plan.name)} ({md(plan.plan)}): {headline(plan)}", ""]
    lines += [f"Cycle since {day_words(plan.since)}; {md(plan.note)}.", ""]
    lines += [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
    lines += [f"| {' | '.join(md(cell) for cell in cells(plan, row))} |" for row in plan.rows]
    lines.append("")
    lines += [f"{number}. {md(exercise_words(one))}" for number, one in enumerate(columns_of(plan), 1)]
    lines += ["", f"Next meant to test it: {md(plan.next_exercise or 'none planned')}", ""]
    lines += [f"- {md(text.removeprefix('- '))}" for text in objectives(plan)]
    return [*lines, ""]
