"""The turns that days away hit, on a screen."""

from __future__ import annotations

from collections.abc import Sequence

from comah.model.oncall_away import TurnHit
from comah.model.words import count_words
from comah.render.parts import write_folded
from comah.render.screen import Screen

_INDENT = "  "


def oncall_away_table(hits: Sequence[TurnHit], width: int, *, colour: bool) -> str:
    """Return each turn with who could take it and the command that gives it to them, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    if not hits:
        screen.line("No turn on the rota is hit.")
        return screen.text()
    screen.line(f"{count_words(len(hits), 'turn')} hit, and still theirs until somebody takes them:", "bold")
    for hit in hits:
        role = f"{hit.role_name} {hit.place}".strip()
        write_folded(screen, f"! {hit.shift}  {role}, {hit.when}", hanging=_INDENT)
        could = f"could take it: {', '.join(hit.could)}" if hit.could else f"could take it: {hit.nobody}"
        write_folded(screen, could, _INDENT, _INDENT * 2, "" if hit.could else "red")
        if hit.do:
            write_folded(screen, hit.do, _INDENT, _INDENT * 2)
    return screen.text()
