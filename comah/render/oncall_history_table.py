"""Who held what, as text and as Markdown."""

from __future__ import annotations

from comah.model.oncall_grid import HistoryPage, Piece
from comah.render.oncall_head import write_head_notes
from comah.render.parts import write_folded
from comah.render.screen import Screen


def oncall_history_table(page: HistoryPage, width: int, *, colour: bool) -> str:
    """Return what was held and what the journal says of it, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_head_notes(screen, page.head)
    screen.split(f"HELD  {page.title}", page.head.rota_name, "bold")
    for piece in page.pieces:
        write_folded(screen, f"{piece.words}  {what_words(piece)}", "", "    ", "" if piece.person else "bold red")
        if piece.note:
            write_folded(screen, piece.note, "    ", "    ")
    write_folded(screen, f"{page.held_words}.")
    if page.lines:
        screen.line("JOURNAL", "bold")
    for line in page.lines:
        write_folded(screen, f"{line.when}  {line.by}: {line.summary}", "", "    ")
    write_folded(screen, page.head.changed)
    return screen.text()


def what_words(piece: Piece) -> str:
    """Say which place it was of, and whose."""
    place = f" {piece.seat}" if piece.has_second else ""
    return f"{piece.role_name}{place}: {piece.post}{f' [{piece.shift}]' if piece.shift else ''}"
