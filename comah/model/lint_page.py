"""What ``comah calendar lint`` shows: files, what was found in each, and the rules that it rests on."""

from __future__ import annotations

import msgspec

from comah.model.kinds import Severity


class LintRow(msgspec.Struct, frozen=True, kw_only=True):
    """One place in which a file breaks a rule."""

    code: str
    severity: Severity
    line: int  # from 1; 0 where it is of the whole file
    message: str


class LintedFile(msgspec.Struct, frozen=True, kw_only=True):
    """One file."""

    name: str  # as it was asked for
    octets: int
    events: int
    rows: tuple[LintRow, ...]  # the worst first
    errors: int
    warnings: int
    notes: int
    left_out: tuple[tuple[str, int], ...]  # code and how many more of it were found than are shown


class LintRule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that is broken somewhere."""

    code: str
    title: str
    source: str
    rule: str
    effect: str
    right: str  # what the right form looks like


class LintPage(msgspec.Struct, frozen=True, kw_only=True):
    """The whole answer."""

    files: tuple[LintedFile, ...]
    rules: tuple[LintRule, ...]
    fail_on: Severity
    fails: bool
