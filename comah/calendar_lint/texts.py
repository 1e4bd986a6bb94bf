"""The lint of escapes in text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from comah.calendar_lint.finding import LintFinding, found
from comah.calendar_lint.parse import Component, Property
from comah.model.kinds import Severity

_LISTS: Final = frozenset({"CATEGORIES", "RESOURCES"})
_STAMPS: Final = frozenset({"ACTION", "CLASS", "METHOD", "STATUS", "TRANSP", "UID", "VERSION"})
_WORDS: Final = frozenset({"COMMENT", "CONTACT", "DESCRIPTION", "LOCATION", "NAME", "RELATED-TO", "SUMMARY"})
_TEXT: Final = _LISTS | _STAMPS | _WORDS | {"PRODID", "TZID", "TZNAME"}
# names that no standard gives a type: a bare comma there is what their own programs write
_EXTENSIONS: Final = frozenset(
    {"X-ALT-DESC", "X-MICROSOFT-CDO-BUSYSTATUS", "X-WR-CALDESC", "X-WR-CALNAME", "X-WR-RELCALID"}
)
_ESCAPED: Final = re.compile(r"\\[\\;,nN]")


def text_findings(part: Component) -> Iterator[LintFinding]:
    """Yield what is wrong with the escapes of a component's own text."""
    for one in part.properties:
        if one.name not in _TEXT | _EXTENSIONS:
            continue
        wrong = _wrong(one)
        if wrong:
            yield found("CAL06", one.line, f"{one.name}: {wrong}", Severity.NOTE if one.name in _EXTENSIONS else None)
        elif "\\N" in one.value.replace("\\\\", ""):
            yield found("CAL06", one.line, f"{one.name}: a line feed as \\N", Severity.NOTE)


def _wrong(one: Property) -> str:
    """Name the signs that are not escaped, or escape nothing; nothing where all is well."""
    bare = _ESCAPED.sub("", one.value)
    commas = "," in bare and one.name not in _LISTS
    signs = (
        ("\\" in bare, "a backslash that escapes nothing"),
        (";" in bare, "a bare semicolon"),
        (commas, "a bare comma"),
    )
    return ", ".join(words for is_there, words in signs if is_there)
