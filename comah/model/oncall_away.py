"""What days away mean for the rota: the turns that they hit, and who could take them."""

from __future__ import annotations

from datetime import datetime

import msgspec


class TurnHit(msgspec.Struct, frozen=True, kw_only=True):
    """A turn, or a part of one, that somebody holds on days on which they are away."""

    shift: str
    role_name: str
    place: str  # "", or first, or second
    start: datetime  # in UTC
    end: datetime
    when: str
    could: tuple[str, ...]  # posts, who carries least first
    nobody: str  # where none could: what stands against them
    do: str  # the command that gives the turn to the first of them; "" where none could
