"""The lint of octets and lines, before anything is understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

import msgspec

from comah.calendar_lint.finding import LintFinding, found
from comah.model.kinds import Severity

LONGEST_LINE: Final = 75
MOST_BYTES: Final = 1_000_000
_BOM: Final = b"\xef\xbb\xbf"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff", b"B\x00E\x00", b"\x00B\x00E")
_END: Final = re.compile(rb"\r\n|\r|\n")
_ALONE: Final = {b"\n": "LF", b"\r": "CR"}
_SEPARATORS: Final = frozenset({"Zl", "Zp"})
_LAST_C0: Final = "\x1f"
_DELETE: Final = "\x7f"


class Logical(msgspec.Struct, frozen=True):
    """A content line as it is before it is unfolded: its physical lines, without their ends and the folds' blanks."""

    line: int  # of the first
    parts: tuple[bytes, ...]

    @property
    def text(self) -> str:
        """The line unfolded; an octet that is no UTF-8 becomes a mark."""
        return b"".join(self.parts).decode("utf-8", "replace")


def logical_lines(data: bytes) -> Iterator[Logical]:
    """Yield the content lines, whatever ends their physical lines."""
    first, parts = 0, list[bytes]()
    for number, line in enumerate(_END.split(data.removeprefix(_BOM)), start=1):
        if line[:1] in {b" ", b"\t"} and first:
            parts.append(line[1:])
            continue
        if any(parts):
            yield Logical(first, tuple(parts))
        first, parts = number, [line]
    if any(parts):
        yield Logical(first, tuple(parts))


def is_utf16(data: bytes) -> bool:
    """Whether a file is written in UTF-16."""
    return data.startswith(_UTF16)


def octet_findings(data: bytes) -> Iterator[LintFinding]:
    """Yield what is wrong with encoding, size, line ends and lengths."""
    if data.startswith(_BOM):
        yield found("CAL01", 1, "the file begins with a byte-order mark")
    if len(data) > MOST_BYTES:
        yield found("CAL34", 0, f"{len(data)} octets")
    yield from _line_ends(data)
    for number, line in enumerate(_END.split(data), start=1):
        if len(line) > LONGEST_LINE:
            yield found("CAL03", number, f"{len(line)} octets")


def _line_ends(data: bytes) -> Iterator[LintFinding]:
    ends = [one.group() for one in _END.finditer(data)]
    kinds = set(ends)
    if ends and b"\r\n" not in kinds and len(kinds) == 1:
        yield found("CAL02", 0, f"every line ends with {_ALONE[ends[0]]} alone")
    else:
        for number, end in enumerate(ends, start=1):
            if end != b"\r\n":
                yield found("CAL02", number, "a CR or LF stands alone")
    if not data.endswith((b"\r", b"\n")):
        yield found("CAL02", 0, "the last line has no end: the file may have been cut short")


def sign_findings(line: Logical) -> Iterator[LintFinding]:
    """Yield what is wrong with the characters of one content line."""
    try:
        b"".join(line.parts).decode("utf-8")
        is_text = True
    except UnicodeDecodeError as error:
        is_text = False
        octet = b"".join(line.parts)[error.start]
        yield found("CAL04", line.line, f"octet {octet:02X} is no UTF-8; the text may be in Windows-1252")
    for number, part in enumerate(line.parts, start=line.line):
        try:
            text = part.decode("utf-8")
        except UnicodeDecodeError:
            if is_text:
                yield found("CAL04", number, "a fold parts the octets of one character", Severity.WARNING)
            continue
        if not text.isprintable():
            yield from _controls(number, text)


def _controls(number: int, text: str) -> Iterator[LintFinding]:
    """Yield the controls of one physical line, the worst of them together."""
    by_severity: dict[Severity, list[str]] = {}
    for sign in sorted(set(text)):
        severity = _badness(sign)
        if severity is not None:
            by_severity.setdefault(severity, []).append(f"U+{ord(sign):04X}")
    for severity, signs in by_severity.items():
        yield found("CAL05", number, ", ".join(signs), severity)


def _badness(sign: str) -> Severity | None:
    if sign == "\t":
        return Severity.NOTE
    if sign <= _LAST_C0 or sign == _DELETE:
        return Severity.ERROR
    category = unicodedata.category(sign)
    return Severity.WARNING if category == "Cc" or category in _SEPARATORS else None
