"""The note at a change of duty, decided in full."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.model.oncall_page import PageHead
from comah.model.page import Part


class HandoverNote(msgspec.Struct, frozen=True, kw_only=True):
    """What who takes over has to know."""

    head: PageHead
    on: date
    title: str
    at_words: str  # the instant that it is as at
    parts: tuple[Part, ...]
    left_out: tuple[str, ...]
