"""The sheet for the control room and the gatehouses as plain text, 78 columns wide."""

from __future__ import annotations

from typing import Final

from comah.model.oncall_grid import Piece, SheetPage
from comah.render.oncall_head import write_head_notes
from comah.render.parts import write_folded
from comah.render.screen import Screen

_WIDTH: Final = 78


def oncall_sheet_text(page: SheetPage) -> str:
    """Return the sheet."""
    screen = Screen(_WIDTH, colour=False)
    write_head_notes(screen, page.head)
    write_folded(screen, page.title.upper())
    write_folded(screen, f"{page.head.rota_name}. {page.printed}")
    before = ""
    for piece in page.pieces:
        if piece.role != before:
            screen.line()
            write_folded(screen, piece.role_name.upper())
        before = piece.role
        write_folded(screen, f"{place_of(piece)}{piece.words}  {who(piece)}", "  ", "      ")
    for down in page.call_down:
        screen.line()
        write_folded(screen, f"{down.role_name.upper()}: {down.words}")
        for number, (post, telephone) in enumerate(zip(down.posts, down.telephones, strict=True), start=1):
            write_folded(screen, f"{number}. {post} {telephone}".rstrip(), "  ", "     ")
    screen.line()
    for line in foot_lines(page):
        write_folded(screen, line)
    return screen.text()


def place_of(piece: Piece) -> str:
    """Return the place, where the role has two."""
    return f"{piece.seat} " if piece.has_second else ""


def who(piece: Piece) -> str:
    """Return the post with its number, where numbers were asked for, and what is to be known of it."""
    note = f" ({piece.note})" if piece.note else ""
    return f"{piece.post}{f' {piece.telephone}' if piece.telephone else ''}{note}"


def foot_lines(page: SheetPage) -> tuple[str, ...]:
    """Return what stands at the foot of the sheet in every form."""
    private = (
        ("This sheet holds telephone numbers: keep it where the public cannot read it.",) if page.is_private else ()
    )
    where = () if page.is_private else (page.head.numbers.removesuffix(", or --private"),)
    return (*page.ring_on, *private, *where, page.head.changed, f"Rota {page.head.rota_digest}")
