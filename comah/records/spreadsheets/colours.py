"""Colours of cells in words: reported, never read as meaning."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping, Sequence
from typing import Final

NONE: Final = ""
_WHITE: Final = "FFFFFF"
# Excel's standard colours, those of its styles Good, Neutral and Bad, and the common greys.
_NAMES: Final = {
    "C00000": "dark red",
    "FF0000": "red",
    "FFC000": "orange",
    "FFA500": "orange",
    "FFBF00": "amber",
    "FFFF00": "yellow",
    "92D050": "light green",
    "00FF00": "green",
    "00B050": "green",
    "008000": "green",
    "00B0F0": "light blue",
    "0070C0": "blue",
    "0000FF": "blue",
    "002060": "dark blue",
    "7030A0": "purple",
    "FFC7CE": "light red",
    "FFEB9C": "light yellow",
    "C6EFCE": "light green",
    "000000": "black",
}
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
# The end of each range of hues, in degrees, and its word.
_HUES: Final = (
    (15, "red"),
    (45, "orange"),
    (70, "yellow"),
    (165, "green"),
    (200, "turquoise"),
    (255, "blue"),
    (290, "purple"),
    (340, "pink"),
    (360, "red"),
)
_MOST_DIGITS: Final = 3
_PALE: Final = 0.12  # saturation below which a colour is a grey
_THEME_ORDER: Final = (1, 0, 3, 2)  # the first four of a theme stand in pairs, each the other way round


def colour_code(attributes: Mapping[str, str], theme: Sequence[str]) -> str:
    """Return a colour as six hexadecimal digits, or "" for the automatic one and one that cannot be known."""
    from openpyxl.styles.colors import COLOR_INDEX  # noqa: PLC0415 - only spreadsheets need it

    code = NONE
    if found := _HEX.fullmatch(attributes.get("rgb", "")):
        code = found.group(1).upper()
    elif "theme" in attributes:
        code = _of(theme, _themed(attributes["theme"]))
    elif "indexed" in attributes:
        code = _of(COLOR_INDEX, attributes["indexed"])[-6:]
    return _tinted(code, attributes.get("tint", "")) if code else NONE


def in_words(code: str) -> str:
    """Name a colour; white is the paper.

    >>> in_words("FF0000"), in_words("33AA44"), in_words("D9D9D9"), in_words("FFFFFF")
    ('red', 'green, colour 33AA44', 'grey, colour D9D9D9', '')
    """
    if code in {_WHITE, NONE}:
        return NONE
    return _NAMES.get(code) or f"{_hue(code)}, colour {code}"


def _hue(code: str) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(code))
    if saturation < _PALE or lightness in {0, 1}:
        return "grey"
    return next(word for end, word in _HUES if hue * 360 <= end)


def _parts(code: str) -> tuple[float, float, float]:
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _of(colours: Sequence[str], number: str) -> str:
    """Return a colour of a table, "" where it has no such."""
    is_number = number.isdecimal() and len(number) <= _MOST_DIGITS
    return colours[int(number)] if is_number and int(number) < len(colours) else NONE


def _themed(number: str) -> str:
    is_paired = number in {"0", "1", "2", "3"}
    return str(_THEME_ORDER[int(number)]) if is_paired else number


def _tinted(code: str, tint: str) -> str:
    """Lighten or darken, as the format says: tint runs from -1, black, to 1, white."""
    try:
        share = max(-1.0, min(1.0, float(tint or 0)))
    except ValueError:
        return code
    if not share:
        return code
    hue, light, saturation = colorsys.rgb_to_hls(*_parts(code))
    lighter = light * (1 + share) if share < 0 else light * (1 - share) + share
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, lighter, saturation))
