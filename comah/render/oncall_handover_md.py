"""The note at a change of duty, as Markdown."""

from __future__ import annotations

from comah.model.oncall_handover import HandoverNote
from comah.render.markdown import md
from comah.render.oncall_head import foot_md, head_md
from comah.render.parts import parts_md


def oncall_handover_md(note: HandoverNote) -> str:
    """Return one section a part."""
    lines = [*head_md(note.head, note.title), f"As at {md(note.at_words)}.", "", *parts_md(note.parts)]
    return "\n".join([*lines, f"Left out: {md('; '.join(note.left_out))}.", "", *foot_md(note.head)])
