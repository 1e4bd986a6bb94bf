"""Facts that contradict one another.

What it finds: facts of the records that cannot all be true: an exercise both held and cancelled, or
closed before it was held, a plan tested before it was prepared, an exemption that ends before it
begins, an exercise credited that was not held.

Why it matters: one of the two is wrong, and a date may count from it. Which one cannot be told from
here. It is a fault of the record, an error where a date of the law can hang on it.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2025-northbank.toml
    held_on = 2025-06-11
    closed_on = 2025-05-02

What to do: go back to the papers and mend the fact that is wrong. Do not delete one to be rid of the
finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.problem import Sort
from comah.rules.evidence import Evidence
from comah.rules.of_record import of_problem, said

RULE = Rule(
    code="REC003",
    slug="conflicting-facts",
    kind=Kind.RECORD,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a contradiction, as severe as reading found it."""
    for one in evidence.problems:
        if one.sort is Sort.CONFLICT:
            yield of_problem(evidence, one, said(one), "look it up and mend the fact that is wrong")
