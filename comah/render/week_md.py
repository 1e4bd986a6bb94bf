"""The Monday screen as Markdown: everything, also what the screen has no room for."""

from __future__ import annotations

from comah.model.week import WeekScreen
from comah.model.words import day_words, weekday_words
from comah.render.markdown import md
from comah.render.unread import unread_md


def week_md(screen: WeekScreen) -> str:
    """Return every part with all its lines."""
    lines = [item for marking in screen.marking for item in (f"**{md(marking)}**", "")]
    lines += [f"# {md(screen.title)}: the week", ""]
    lines += [f"As at {weekday_words(screen.on)}, to {day_words(screen.until)}.", ""]
    lines += unread_md(screen.unreadable)
    for part in screen.parts:
        lines += [f"## {md(part.heading.capitalize())}", ""]
        lines += [f"- **{md(line.label)}:** {md(line.text)}" for line in part.lines] or [f"{part.none.capitalize()}."]
        lines.append("")
    lines += [f"Left out: {md('; '.join(screen.left_out))}.", ""]
    return "\n".join([*lines, f"Register: {md(screen.register_name)}, {screen.register_digest}.", ""])
