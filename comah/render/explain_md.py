"""An explanation as Markdown, for a note or a wiki."""

from __future__ import annotations

from comah.model.explanation import Explanation
from comah.model.words import weekday_words
from comah.render.markdown import md
from comah.render.parts import parts_md
from comah.render.unread import unread_md


def explain_md(page: Explanation) -> str:
    """Return one heading a working, its parts as lists, and what is the same for all below."""
    lines = [f"# {md(page.title)}", "", f"As at {weekday_words(page.on)}.", ""]
    lines += unread_md(page.unreadable)
    lines += [item for notice in page.notices for item in (md(notice), "")]
    for working in page.workings:
        lines += [f"## {md(working.title)}: {md(working.position)}", "", *parts_md(working.parts, 3)]
    lines += parts_md(page.parts)
    lines.append(f"Law: {md(page.law)}.")
    if page.register_name is not None:
        lines += ["", f"Register: {md(page.register_name)}, {page.register_digest}."]
    return "\n".join(lines) + "\n"
