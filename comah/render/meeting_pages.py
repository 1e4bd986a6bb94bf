"""A planning meeting with its agenda: for a screen, as Markdown to be sent round, and as JSON."""

from __future__ import annotations

from typing import Final

from comah.model.meeting_page import MeetingPage
from comah.model.words import weekday_words
from comah.render.due_json import unreadable_fields
from comah.render.json_text import json_text
from comah.render.markdown import md
from comah.render.parts import parts_json, parts_md, write_folded, write_parts
from comah.render.screen import Screen
from comah.render.unread import unread_md, write_unread

SCHEMA: Final = "comah.meeting/1"


def meeting_table(page: MeetingPage, width: int, *, colour: bool) -> str:
    """Return the meeting as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, page.unreadable)
    if page.marking:
        write_folded(screen, page.marking, style="bold")
    screen.split(f"{page.exercise}  {page.title}", f"as at {weekday_words(page.on)}", "bold")
    write_folded(screen, page.about)
    write_parts(screen, page.parts)
    return screen.text()


def meeting_md(page: MeetingPage) -> str:
    """Return the meeting as a page of Markdown."""
    lines = [f"**{md(page.marking)}**", ""] if page.marking else []
    lines += [f"# {md(page.title)}: {md(page.exercise)}", "", f"As at {weekday_words(page.on)}.", ""]
    lines += unread_md(page.unreadable)
    lines += [md(page.about), "", *parts_md(page.parts)]
    return "\n".join([*lines, f"Register: {md(page.register_name)}, {page.register_digest}.", ""])


def meeting_json(page: MeetingPage) -> str:
    """Return the meeting."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": page.on.isoformat(),
            "register": {"name": page.register_name, "digest": page.register_digest},
            "exercise": page.exercise,
            "name": page.name,
            "authority": page.authority,
            "number": page.number,
            "title": page.title,
            "about": page.about,
            "parts": parts_json(page.parts),
            "unreadable": [unreadable_fields(one) for one in page.unreadable],
        }
    )
