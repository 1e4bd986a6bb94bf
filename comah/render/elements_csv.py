"""The elements of each plan as CSV: one element of one plan a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comah.model.element_matrix import ELEMENT_LETTERS, ElementMatrix, PlanElements
from comah.render.cells import csv_text

COLUMNS: Final = (
    "on", "digest", "law", "authority", "establishment", "plan", "cycle_since", "element", "letter", "last",
    "last_exercise", "is_covered", "due_on", "safe_on", "days_left", "exercises_of_the_cycle", "next_exercise",
)  # fmt: skip


def elements_csv(found: ElementMatrix) -> str:
    """Return a heading and one line an element; line ends are CRLF as RFC 4180 has them."""
    rows = (row for plan in found.plans for row in _rows(plan))
    return csv_text(COLUMNS, ((found.on, found.register_digest, found.law, *row) for row in rows))


def _rows(plan: PlanElements) -> Iterator[tuple[object, ...]]:
    for at, row in enumerate(plan.rows):
        marks = "; ".join(f"{one.id} {one.marks[at].value}" for one in plan.exercises if one.in_cycle)
        yield (
            plan.authority, plan.establishment, plan.plan, plan.since, row.element.value,
            ELEMENT_LETTERS[row.element], row.last, row.last_exercise, row.is_covered, row.due_on, row.safe_on,
            row.days_left, marks, plan.next_exercise,
        )  # fmt: skip
