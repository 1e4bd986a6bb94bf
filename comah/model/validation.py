"""What ``comah validate`` shows: every fault of every file."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.model.kinds import Severity
from comah.model.problem import Problem


class Validation(msgspec.Struct, frozen=True, kw_only=True):
    """All faults of a register, by file and line."""

    on: date
    register_name: str
    register_digest: str
    problems: tuple[Problem, ...]

    @property
    def is_clean(self) -> bool:
        """Whether there is no error; warnings and notes do not fail a register."""
        return not any(one.severity is Severity.ERROR for one in self.problems)

    def count(self, severity: Severity) -> int:
        """Return how many faults there are of a severity."""
        return sum(one.severity is severity for one in self.problems)
