"""The lint of octets and lines, before anything is understood."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from comah.calendar_lint.finding import LintFinding

LONGEST_LINE: Final = 75
MOST_BYTES: Final = 1_000_000
_BOM: Final = b"\xef\xbb\xbf"
_CONTROL: Final = frozenset({"Cc", "Zl", "Zp"})


def octet_findings(data: bytes) -> Iterator[LintFinding]:
    """Yield what is wrong with encoding, line ends, lengths and controls."""
    if data.startswith(_BOM):
        yield LintFinding(code="CAL01", line=1, message="the file begins with a byte-order mark")
    if len(data) > MOST_BYTES:
        yield LintFinding(code="CAL34", line=0, message=f"{len(data)} octets")
    if not data.endswith(b"\r\n"):
        yield LintFinding(code="CAL02", line=0, message="the last line does not end with CR LF")
    for number, line in enumerate(data.removesuffix(b"\r\n").split(b"\r\n"), start=1):
        yield from _line_findings(number, line)


def _line_findings(number: int, line: bytes) -> Iterator[LintFinding]:
    if b"\r" in line or b"\n" in line:
        yield LintFinding(code="CAL02", line=number, message="a CR or LF stands alone")
    if len(line) > LONGEST_LINE:
        yield LintFinding(code="CAL03", line=number, message=f"{len(line)} octets")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        yield LintFinding(code="CAL04", line=number, message=str(error))
        return
    # a tab may fold a line; the alone-standing CR and LF were named above
    found = sorted({sign for sign in text.removeprefix("\t") if unicodedata.category(sign) in _CONTROL} - {"\r", "\n"})
    if found:
        yield LintFinding(code="CAL05", line=number, message=", ".join(f"U+{ord(sign):04X}" for sign in found))


def unfolded(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield each content line with the number of its first physical line."""
    number, parts = 0, list[bytes]()
    for position, line in enumerate(data.replace(b"\r\n", b"\n").split(b"\n"), start=1):
        if line[:1] in {b" ", b"\t"} and number:
            parts.append(line[1:])
            continue
        if number:
            yield number, b"".join(parts).decode("utf-8", "replace")
        number, parts = position, [line]
    if any(parts):
        yield number, b"".join(parts).decode("utf-8", "replace")
