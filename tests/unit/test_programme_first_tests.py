"""First tests are sought alone at first; what they show must hold of the whole programme."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest
from programme_small import LIVE, ON, best_of_all, limits, plan, problem

from comah.model.provision import Period
from comah.programme.broken import broken_rules
from comah.programme.field import field_of
from comah.programme.problem import HARD, Avoided, Choice, Problem
from comah.programme.propose import propose
from comah.programme.score import score
from comah.programme.solving.stages import with_first_tests

CLOSED = Avoided(first=ON + timedelta(days=29), last=ON + timedelta(days=50), why="Works", wish=HARD)
LONGER_BY_LETTER = plan("northbank", 45, interval=Period(days=16))


def test_a_first_test_too_early_for_its_plan_is_mended_before_it_starts_a_programme() -> None:
    """Tested on a day before the works, the plan would be due again sooner than its letter says."""
    given = problem([LONGER_BY_LETTER], 8, limits=(limits(avoided=(CLOSED,)),))
    known, choices = with_first_tests(field_of(given), (), effort=5, seed=0)
    assert known.first_late == 0
    assert broken_rules(given, choices) == ()
    found = propose(given)
    assert (found.score, found.proof) == (best_of_all(given)[0], "proved optimal")
    assert [str(one.day) for one in found.proposals] == ["2027-02-26"]


def test_a_first_test_too_early_that_is_not_mended_starts_no_programme(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[tuple[Choice, ...]] = []

    def unmended(_: Problem, choices: Iterable[Choice]) -> tuple[Choice, ...]:
        tried.append(tuple(choices))
        return tried[-1]

    monkeypatch.setattr("comah.programme.solving.stages.completed", unmended)
    given = problem([LONGER_BY_LETTER], 8, limits=(limits(avoided=(CLOSED,)),))
    _, choices = with_first_tests(field_of(given), (), effort=5, seed=0)
    assert choices == ()
    assert [bool(broken_rules(given, each)) for each in tried] == [True]


def test_first_tests_sought_alone_give_a_programme_that_waits_no_longer_than_they_must() -> None:
    given = problem([plan("northbank", 0), plan("eastquay", 5, type=LIVE), plan("westbank", 9)], 5)
    known, choices = with_first_tests(field_of(given), (), effort=5, seed=0)
    best = best_of_all(given)[0]
    assert known.first_late <= best.late
    assert score(given, choices).late == best.late
    assert broken_rules(given, choices) == ()
