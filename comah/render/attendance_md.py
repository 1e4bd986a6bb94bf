"""Agencies' parts in exercises, as Markdown."""

from __future__ import annotations

from comah.model.attendance_list import AttendanceList
from comah.model.words import weekday_words
from comah.render.attendance_table import NONE, cells, counts_words, heads
from comah.render.markdown import md
from comah.render.unread import unread_md


def attendance_md(found: AttendanceList) -> str:
    """Return one table of the parts."""
    lines = [item for marking in found.marking for item in (f"**{md(marking)}**", "")]
    lines += [f"# Attendance: {md(found.title)}", "", f"As at {weekday_words(found.on)}.", ""]
    lines += unread_md(found.unreadable)
    lines += [md(found.about), "", md(counts_words(found)), ""]
    if found.rows:
        names = heads(found)
        lines += [f"| {' | '.join(names)} |", f"|{'---|' * len(names)}"]
        lines += [f"| {' | '.join(md(cell) for cell in cells(found, row))} |" for row in found.rows]
    else:
        lines.append(NONE)
    return "\n".join([*lines, "", f"Register: {md(found.register_name)}, {found.register_digest}.", ""])
