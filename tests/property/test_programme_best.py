"""Small problems: the programme is the best of all that there are, and every bound is below it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programme_checker import faults
from programme_small import best_of_all, problems

from comah.programme.bounds import least
from comah.programme.broken import broken_rules
from comah.programme.field import field_of
from comah.programme.greedy import by_hand, greedy
from comah.programme.problem import Problem, Score
from comah.programme.propose import propose
from comah.programme.score import score
from comah.programme.solving import search


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(problems())
def test_no_programme_of_all_is_better_than_the_one_proposed(problem: Problem) -> None:
    best, _ = best_of_all(problem)
    found = propose(problem)
    assert (found.score, found.proof) == (best, "proved optimal")
    assert faults(problem, found) == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(problems(), st.integers(0, 2))
def test_what_is_left_unsettled_at_once_is_sought_as_exactly(problem: Problem, wrong_turns: int) -> None:
    best, _ = best_of_all(problem)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "_SETTLING", wrong_turns)  # small problems are else at an end before
        found = propose(problem)
    assert (found.score, found.proof) == (best, "proved optimal")


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
