"""Everything that happens on a day, merged into ordered entries."""

from __future__ import annotations

from comah.agenda.compose import agenda, concerning
from comah.agenda.left_out import left_out_words
from comah.agenda.naming import DEFAULT_PARTS, Part, Wanted

__all__ = ["DEFAULT_PARTS", "Part", "Wanted", "agenda", "concerning", "left_out_words"]
