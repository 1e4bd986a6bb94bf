"""The checklist on octets and lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from checklist.files import File
from checklist.item import Item, swap
from checklist.reading import calendar_of, content_lines, line_of

_BOM: Final = b"\xef\xbb\xbf"
_TEXTS: Final = ("SUMMARY", "DESCRIPTION", "LOCATION", "UID", "X-WR-CALNAME", "X-WR-RELCALID", "PRODID")


def _utf8(file: File) -> Iterator[str]:
    if file.data.startswith(_BOM):
        yield "a byte-order mark"
    try:
        file.data.decode("utf-8")
    except UnicodeDecodeError as error:
        yield str(error)


def _line_ends(file: File) -> Iterator[str]:
    if not file.data.endswith(b"END:VCALENDAR\r\n"):
        yield "the last line has no CR LF"
    if not file.data.count(b"\n") == file.data.count(b"\r") == file.data.count(b"\r\n"):
        yield "a CR or an LF alone"


def _lengths(file: File) -> Iterator[str]:
    for line in file.data.split(b"\r\n"):
        if len(line) > 75:
            yield f"{len(line)} octets: {line!r}"


def _each_line(file: File) -> Iterator[str]:
    for line in file.data.split(b"\r\n"):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            yield f"{error}: {line!r}"


def _controls(file: File) -> Iterator[str]:
    for line in file.data.decode("utf-8", "replace").split("\r\n"):
        for sign in line:
            if unicodedata.category(sign) == "Cc":
                yield f"U+{ord(sign):04X} in {line!r}"


def _escapes(file: File) -> Iterator[str]:
    for line in map(line_of, content_lines(file.data)):
        bare = re.sub(r"\\[\\;,n]", "", line.value)
        if line.name in _TEXTS and re.search(r"[\\;,]", bare):
            yield f"{line.name}: {line.value}"
        if line.name == "CATEGORIES" and re.search(r"[\\;]", bare):
            yield f"{line.name}: {line.value}"


def _one_calendar(file: File) -> Iterator[str]:
    lines = content_lines(file.data)
    if calendar_of(file.data).name != "VCALENDAR" or (lines[0], lines[-1]) != ("BEGIN:VCALENDAR", "END:VCALENDAR"):
        yield "not one VCALENDAR and nothing else"
    for name in ("BEGIN:VCALENDAR", "END:VCALENDAR", "VERSION:", "PRODID:"):
        number = sum(line.startswith(name) for line in lines)
        if number != 1:
            yield f"{name} {number} times"


def _order(file: File) -> Iterator[str]:
    depth, has_seen_a_part = 0, False
    for line in content_lines(file.data)[1:-1]:
        depth += line.startswith("BEGIN:") - line.startswith("END:")
        has_seen_a_part = has_seen_a_part or depth > 0
        if has_seen_a_part and depth == 0 and not line.startswith("END:"):
            yield f"after a component: {line}"


def _name_at_the_end(data: bytes) -> bytes:
    named = re.search(rb"X-WR-CALNAME:[^\r]+\r\n", data)
    assert named
    rest, end, _ = data.replace(named.group(), b"").rpartition(b"END:VCALENDAR\r\n")
    return rest + named.group() + end


ITEMS: Final = (
    Item(1, "UTF-8, no BOM", _utf8, lambda data: _BOM + data),
    Item(2, "CRLF on every line and the last", _line_ends, lambda data: data.replace(b"\r\n", b"\n", 5)),
    Item(3, "lines of at most 75 octets", _lengths, swap("(x{60})\n (x)", r"\1\2")),
    Item(4, "each physical line valid UTF-8", _each_line, lambda data: data.replace(b"\xc3\xbc", b"\xc3\r\n \xbc", 1)),
    Item(5, "no control characters", _controls, swap("SUMMARY:", "SUMMARY:\a")),
    Item(6, r"TEXT escapes exactly \\ \; \, \n", _escapes, swap(r"\\,", ",")),
    Item(7, "one VCALENDAR, VERSION and PRODID once", _one_calendar, swap("VERSION:2.0\n", "")),
    Item(8, "calendar properties before components", _order, _name_at_the_end),
)
