"""The plans that the list of exercises names."""

from __future__ import annotations

from datetime import date

import pytest
from register_text import register

from comah.agenda.exercise_list import ExerciseScope, exercise_list

CREDITED = """
held_on = 2023-05-12
credits = [
    { plan = "northbank", conclusion = "tested", decided_by = "officer" },
    { plan = "westbank", conclusion = "not-tested", decided_by = "officer" },
]
"""


@pytest.mark.parametrize(
    ("named", "plans"),
    [("", ("northbank", "westbank")), ('will_test = ["northbank"]', ("northbank",))],
    ids=["credited alone", "named to be tested"],
)
def test_an_exercise_that_was_credited_is_listed_with_its_plans(named: str, plans: tuple[str, ...]) -> None:
    book = register(
        {"establishments/northbank": "", "establishments/westbank": "", "exercises/a-test": named + CREDITED}
    )
    (row,) = exercise_list(book, date(2023, 6, 1), ExerciseScope(is_all=True)).rows
    assert row.plans == plans
