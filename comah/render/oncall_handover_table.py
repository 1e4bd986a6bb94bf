"""The note at a change of duty, on a screen or on paper."""

from __future__ import annotations

from comah.model.oncall_handover import HandoverNote
from comah.render.oncall_head import write_head_notes
from comah.render.parts import write_folded, write_parts
from comah.render.screen import Screen


def oncall_handover_table(note: HandoverNote, width: int, *, colour: bool) -> str:
    """Return the note, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_head_notes(screen, note.head)
    screen.split(f"{note.head.rota_name}: {note.title}", f"as at {note.at_words}", "bold")
    write_parts(screen, note.parts)
    screen.line()
    write_folded(screen, f"Left out: {'; '.join(note.left_out)}.", hanging="  ")
    write_folded(screen, note.head.changed)
    return screen.text()
