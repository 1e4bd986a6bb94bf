"""How deep brackets and dotted keys nest in a text that no TOML reader has seen yet."""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(
    r'''"""(?:[^"\\]|\\[\s\S]|"(?!""))*+"{3,5}'''
    r"""|'''(?:[^']|'(?!''))*+'{3,5}"""
    r"""|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|#[^\n]*+|[\[\]{}]"""
)


def deep_bracket_line(text: str, most: int) -> int:
    """Return the line on which more brackets than ``most`` are open at once, or 0."""
    depth = 0
    for found in _TOKEN.finditer(text):
        sign = found.group()
        if sign in "[{":
            depth += 1
            if depth > most:
                return text.count("\n", 0, found.start()) + 1
        elif sign in "]}":
            depth -= 1
    return 0


def deep_key_line(text: str, most: int) -> int:
    """Return the line of a key with more dots than ``most``, or 0; texts and comments are put aside."""
    plain = _TOKEN.sub(lambda found: "\n" * found.group().count("\n") or "s", text)
    found = re.search(rf"(?:[\w-]++[ \t]*+\.[ \t]*+){{{most}}}", plain)
    return plain.count("\n", 0, found.start()) + 1 if found else 0
