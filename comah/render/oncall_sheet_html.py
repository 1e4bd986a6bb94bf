"""The sheet for the control room and the gatehouses as one HTML page that loads nothing and prints on A4."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Final

from comah.model.oncall_grid import Piece, SheetPage
from comah.model.oncall_page import CallDown
from comah.render.oncall_sheet_text import foot_lines, place_of
from comah.render.plain import plain

_STYLE: Final = """
body { font-family: Arial, Helvetica, sans-serif; margin: 2em auto; max-width: 50em; color: #000; background: #fff; }
h1 { font-size: 1.4em; margin: 0 0 .2em; }
h2 { font-size: 1.1em; margin: 1em 0 .2em; }
table { border-collapse: collapse; width: 100%; }
td, th { border: 1px solid #444; padding: .3em .5em; text-align: left; vertical-align: top; }
.nobody { font-weight: bold; border: 3px solid #000; }
.marking { font-weight: bold; text-align: center; }
.foot { font-size: .8em; overflow-wrap: anywhere; }
@page { size: A4; margin: 15mm; }
@media print { body { margin: 0; max-width: none; } h2, tr { break-inside: avoid; break-after: avoid; } }
"""


def oncall_sheet_html(page: SheetPage) -> str:
    """Return the sheet; every text of a record is escaped."""
    head = page.head
    lines = ["<!DOCTYPE html>", '<html lang="en-GB">', "<head>", '<meta charset="utf-8">']
    lines += [f"<title>{_text(page.title)}</title>", f"<style>{_STYLE}</style>", "</head>", "<body>"]
    lines += [f'<p class="marking">{_text(head.marking)}</p>'] if head.marking else []
    lines += [f"<h1>{_text(page.title)}</h1>", f"<p>{_text(head.rota_name)}. {_text(page.printed)}.</p>"]
    lines += [f"<p>Source: {_text(head.source_note)}</p>"] if head.source_note else []
    lines += [f"<p><strong>Not read as written: {_text(one.where)}</strong></p>" for one in head.unreadable]
    for _, own in groupby(page.pieces, key=lambda piece: piece.role):
        lines += _role([*own])
    for down in page.call_down:
        lines += _call_down(down)
    lines += [f'<p class="foot">{_text(line)}</p>' for line in foot_lines(page)]
    return "\n".join([*lines, "</body>", "</html>", ""])


def _role(pieces: list[Piece]) -> Iterator[str]:
    yield f"<h2>{_text(pieces[0].role_name)}</h2>"
    yield "<table>"
    yield '<tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">To be known</th></tr>'
    for piece in pieces:
        nobody = "" if piece.person else ' class="nobody"'
        who = _text(f"{piece.post} {piece.telephone}".rstrip())
        when = _text(place_of(piece) + piece.words)
        yield f"<tr><td>{when}</td><td{nobody}>{who}</td><td>{_text(piece.note)}</td></tr>"
    yield "</table>"


def _call_down(down: CallDown) -> Iterator[str]:
    yield f"<h2>{_text(down.role_name)}: {_text(down.words)}</h2>"
    yield "<ol>"
    for post, number in zip(down.posts, down.telephones, strict=True):
        yield f"<li>{_text(f'{post} {number}'.rstrip())}</li>"
    yield "</ol>"


def _text(text: str) -> str:
    return escape(plain(text))
