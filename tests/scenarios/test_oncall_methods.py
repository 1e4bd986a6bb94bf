"""A rota built beside those of the usual on-call servers: round robin, and whoever was least recently on call."""

from __future__ import annotations

import pytest
from oncall_figures import compared, is_better
from oncall_instances import question, roster

from comah.oncall.build.choose import choose

SMALL = ((8, 2, 26, False), (10, 2, 20, True), (5, 1, 30, True))


@pytest.mark.parametrize(("people", "roles", "weeks", "courses"), SMALL)
def test_it_is_no_worse_in_any_ledger_better_in_one_and_leaves_no_more_open(
    people: int, roles: int, weeks: int, courses: bool
) -> None:
    oncall = roster(1, people=people, roles=roles, weeks=weeks, courses=courses)
    problem = question(oncall, weeks).problem
    choice = choose(problem)
    assert all(proof.is_proved for proof in choice.proofs)
    assert is_better(compared(problem, choice.people))
