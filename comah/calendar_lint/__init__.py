"""The raw-byte lint of a calendar file: what no parser reports and Outlook stumbles over."""

from __future__ import annotations

from comah.calendar_lint.check import lint
from comah.calendar_lint.finding import EXPLANATIONS, LintFinding

__all__ = ["EXPLANATIONS", "LintFinding", "lint"]
