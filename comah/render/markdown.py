"""Text from records in a Markdown page."""

from __future__ import annotations

import re

from comah.render.plain import plain

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~&])")


def md(text: str) -> str:
    """Return a text with every character that Markdown would read made literal."""
    return _SPECIAL.sub(r"\\\1", plain(text))
