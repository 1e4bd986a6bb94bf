"""What the lint finds."""

from __future__ import annotations

from typing import Final

import msgspec

from comah.calendar_lint.codes import codes
from comah.model.kinds import Severity

EXPLANATIONS: Final = {one.code: one.rule for one in codes().values()}


class LintFinding(msgspec.Struct, frozen=True, kw_only=True):
    """One place in which a file breaks a rule."""

    code: str
    line: int  # physical line, from 1; 0 where it is of the whole file
    message: str
    severity: Severity

    @property
    def explanation(self) -> str:
        """The rule, in one sentence."""
        return EXPLANATIONS[self.code]


def found(code: str, line: int, message: str, severity: Severity | None = None) -> LintFinding:
    """Make a finding; without a severity it is as bad as its code can be."""
    return LintFinding(code=code, line=line, message=message, severity=severity or codes()[code].severity)
