"""Small problems: the programme is the best of all that there are, and every bound is below it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model
from programme_checker import faults
from programme_small import best_of_all, problems

from comah.programme.bounds import least
from comah.programme.broken import broken_rules
from comah.programme.field import field_of
from comah.programme.greedy import by_hand, greedy
from comah.programme.problem import Problem, Score
from comah.programme.propose import propose
from comah.programme.score import score
from comah.programme.solving import candidates, search
from comah.programme.solving.stages import solved


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(problems())
def test_no_programme_of_all_is_better_than_the_one_proposed(problem: Problem) -> None:
    best, _ = best_of_all(problem)
    found = propose(problem)
    assert (found.score, found.proof) == (best, "proved optimal")
    assert faults(problem, found) == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(problems(), st.integers(0, 2), st.integers(1, 3))
def test_what_is_left_unsettled_at_once_is_sought_as_exactly(problem: Problem, wrong_turns: int, stretch: int) -> None:
    best, _ = best_of_all(problem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_SETTLED", wrong_turns)  # small problems are else at an end before
        patch.setattr(candidates, "_STRETCH", stretch)  # and have no stretch of days
        found = propose(problem)
    assert (found.score, found.proof) == (best, "proved optimal")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(problems(), st.integers(1, 3))
def test_what_a_weak_first_bound_means_in_whole_numbers_leaves_the_best_in_reach(
    problem: Problem, stretch: int
) -> None:
    best, _ = best_of_all(problem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_swift", hasty)
        patch.setattr(candidates, "_STRETCH", stretch)
        found = solved(problem, (), effort=60)
    assert (score(problem, found.choices), found.is_proved) == (best, True)


def hasty(solver: cp_model.CpSolver) -> cp_model.CpSolver:
    """Let a solver end with any programme at all, and a bound that is mostly far from it."""
    solver.parameters.cp_model_presolve = False
    solver.parameters.linearization_level = 0
    solver.parameters.stop_after_first_solution = True
    return solver


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_the_first_programme_breaks_no_rule_and_is_never_better_than_the_best(problem: Problem) -> None:
    best, _ = best_of_all(problem)
    for choices in (greedy(problem), by_hand(problem)):
        assert broken_rules(problem, choices) == ()
        assert score(problem, choices) >= best


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_what_counting_alone_shows_is_never_more_than_the_best(problem: Problem) -> None:
    best, _ = best_of_all(problem)
    field = field_of(problem)
    assert {
        name: least(field, name, best)
        for name in Score.__struct_fields__
        if least(field, name, best) > getattr(best, name)
    } == {}
