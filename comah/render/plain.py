"""Text from records is data: what may not reach a terminal or a page as it stands."""

from __future__ import annotations

import unicodedata

# beside controls: marks that turn the reading direction, by which a text can show other than it holds
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def plain(text: str) -> str:
    """Return a text with every control, format and line-breaking character shown as a replacement mark.

    >>> plain("a" + chr(27) + "[31mb") == "a" + chr(0xFFFD) + "[31mb"
    True
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join("\ufffd" if unicodedata.category(char) in _UNSAFE else char for char in text)
