"""Fields sought at once: no programme has so much of one that it would pass for less of those before."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from programme_small import plan, problem, problems

from comah.programme.field import field_of
from comah.programme.greedy import by_hand, greedy
from comah.programme.problem import Problem, Score
from comah.programme.score import score
from comah.programme.solving.weights import Weight, most, parted, weights_of

FIELDS = Score.__struct_fields__


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_a_weighed_score_is_parted_into_what_it_was(problem: Problem) -> None:
    field = field_of(problem)
    for value in (score(problem, greedy(problem)), score(problem, by_hand(problem))):
        for names in (FIELDS[:3], FIELDS[3:]):
            weights = weights_of(field, names, value)
            fields = tuple(getattr(value, name) for name in names)
            assert len(weights) == len(names)
            total = sum(each.weight * one for each, one in zip(weights, fields, strict=True))
            assert parted(total, weights) == fields


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_no_field_is_more_than_the_most_of_it(problem: Problem) -> None:
    value = score(problem, by_hand(problem))
    assert {name: value for name in FIELDS if getattr(value, name) > most(field_of(problem), name, value)} == {}


def test_as_many_fields_are_weighed_at_once_as_numbers_allow() -> None:
    given_problem = problem([plan("northbank", 19)], 4)
    value = Score(late=0, short=0, missed=0, exercises=10**9, given_up=0, peak=0, disliked=0, changes=0)
    assert weights_of(field_of(given_problem), FIELDS[3:], value) == (Weight(weight=1, beneath=0),)
