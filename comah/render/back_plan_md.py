"""An exercise planned back, as Markdown for a planning group's papers."""

from __future__ import annotations

from comah.model.back_plan_page import BackPlanPage
from comah.model.words import weekday_words
from comah.render.back_plan_table import LEGEND, cells, day_line, heads, law_lines, reach_lines
from comah.render.markdown import md
from comah.render.unread import unread_md


def back_plan_md(page: BackPlanPage) -> str:
    """Return the plan as a page of Markdown."""
    lines = [f"**{md(page.marking)}**", ""] if page.marking else []
    lines += [f"# {md(page.asked)}: back-plan", "", f"As at {weekday_words(page.on)}.", ""]
    lines += unread_md(page.unreadable)
    lines += [f"Source: {md(page.source_note)}", ""] if page.source_note else []
    lines += [md(page.about), "", f"**{md(day_line(page))}**", ""]
    lines += [f"- Why then: {md(line)}" for line in page.why]
    lines += [*(f"- {md(line)}" for line in reach_lines(page)), ""]
    if page.plan is not None:
        named = heads(page.plan)
        lines += [f"| {' | '.join(named)} |", f"|{'---|' * len(named)}"]
        lines += [f"| {' | '.join(map(md, cells(step)))} |" for step in page.plan.steps]
        lines += ["", md(LEGEND), ""]
    lines += ["## Law", "", *(f"- {md(line)}" for line in law_lines(page)), ""]
    notices = [*page.notices, *([page.good_days] if page.good_days else [])]
    lines += ["## To know", "", *(f"- {md(line)}" for line in notices), ""] if notices else []
    return "\n".join([*lines, f"Register: {md(page.register_name)}, {page.register_digest}.", ""])
