"""Files held against the rules, as one page shows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

import msgspec

from comah.calendar_lint.check import lint
from comah.calendar_lint.codes import codes
from comah.calendar_lint.finding import LintFinding, found
from comah.model.kinds import Severity
from comah.model.lint_page import LintedFile, LintPage, LintRow, LintRule

MOST_OCTETS: Final = 20_000_000  # a larger file is not read
FEW: Final = 5  # findings of one code that a short page shows
_EVENT: Final = re.compile(rb"^BEGIN:VEVENT\s*$", re.MULTILINE | re.IGNORECASE)
_ORDER: Final = tuple(Severity)


class CalendarFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was read; no more than its size where it was too large to be read."""

    name: str
    octets: int
    data: bytes | None


def lint_page(files: Iterable[CalendarFile], *, fail_on: Severity, is_all: bool = False) -> LintPage:
    """Hold files against the rules.

    Args:
        files: in the order in which they are to be shown.
        fail_on: the severity at which the answer is that a file fails.
        is_all: whether every finding is wanted, not the first few of each code.
    """
    linted = tuple(_linted(one, FEW if not is_all else None) for one in files)
    broken = {row.code for one in linted for row in one.rows}
    worst = [row.severity for one in linted for row in one.rows]
    return LintPage(
        files=linted,
        rules=tuple(_rule(code) for code in sorted(broken)),
        fail_on=fail_on,
        fails=any(_ORDER.index(severity) <= _ORDER.index(fail_on) for severity in worst),
    )


def _linted(file: CalendarFile, most: int | None) -> LintedFile:
    found_in = _found_in(file)
    severities = Counter(one.severity for one in found_in)
    shown, seen = [], Counter[str]()
    for one in sorted(found_in, key=lambda one: (_ORDER.index(one.severity), one.code, one.line, one.message)):
        seen[one.code] += 1
        if most is None or seen[one.code] <= most:
            shown.append(LintRow(code=one.code, severity=one.severity, line=one.line, message=one.message))
    return LintedFile(
        name=file.name,
        octets=file.octets,
        events=len(_EVENT.findall(file.data)) if file.data is not None else 0,
        rows=tuple(shown),
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        notes=severities[Severity.NOTE],
        left_out=tuple(sorted((seen - Counter(row.code for row in shown)).items())),
    )


def _found_in(file: CalendarFile) -> tuple[LintFinding, ...]:
    if file.data is None:
        return (found("CAL34", 0, f"{file.octets} octets: not read", Severity.ERROR),)
    return lint(file.data)


def _rule(code: str) -> LintRule:
    one = codes()[code]
    return LintRule(
        code=one.code, title=one.title, source=one.source, rule=one.rule, effect=one.effect, right=one.right
    )
