"""The best programme of small problems whose answer can be seen."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from programme_small import LIVE, ON, best_of_all, limits, plan, problem

from comah.programme.days import slots
from comah.programme.greedy import by_hand, greedy
from comah.programme.problem import HARD, OFF, Agency, Avoided, Choice, Limits, Problem, Published, Score, Wish
from comah.programme.propose import measured, propose
from comah.programme.result import Programme, Stage
from comah.programme.score import score
from comah.programme.solving import stages
from comah.programme.solving.parts import parts_of, sought
from comah.programme.solving.stages import solved
from comah.solver import solver_fault

TWO = [plan("northbank", 19, margin_days=5), plan("eastquay", 19, margin_days=5)]


def days(programme: Programme) -> list[tuple[str, tuple[str, ...]]]:
    """Return the days of a programme and the plans tested on each."""
    return [(str(one.day), one.choice.plans) for one in programme.proposals]


def test_two_plans_due_together_are_tested_in_two_weeks_the_last_as_late_as_is_wished() -> None:
    found = propose(problem(TWO, 5))
    assert days(found) == [("2027-01-15", ("northbank",)), ("2027-01-18", ("eastquay",))]
    assert found.score == Score(late=0, short=0, missed=0, exercises=2, given_up=13, peak=2, disliked=0, changes=0)
    assert found.proof == "proved optimal"


def test_two_plans_of_a_group_are_tested_by_one_exercise() -> None:
    together = [plan("northbank", 19, group="quays"), plan("eastquay", 26, group="quays")]
    found = propose(problem(together, 5, limits=(limits(group_cap=2),)))
    assert days(found) == [("2027-01-22", ("eastquay", "northbank"))]
    assert found.score.exercises == 1
    alone = propose(problem(together, 5))
    assert alone.score.exercises == 2


def test_the_same_seed_gives_the_same_programme() -> None:
    given = problem([*TWO, plan("westbank", 26), plan("dockside", 12, type=LIVE)], 6)
    assert propose(given, seed=3) == propose(given, seed=3)
    assert propose(given, seed=3).score == propose(given, seed=4).score


def test_without_the_solver_the_first_programme_is_measured_by_counting() -> None:
    found = propose(problem(TWO, 5), use_solver=False)
    assert (found.method, found.stages[0]) == ("greedy", Stage(name="late", value=0, bound=0, by="counting"))
    assert found.score <= score(problem(TWO, 5), by_hand(problem(TWO, 5)))


def test_without_or_tools_the_solver_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comah.programme.propose.has_solver", lambda: False)
    assert propose(problem(TWO, 5)).method == "greedy"


def test_nothing_worse_is_proposed_than_a_programme_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    given = problem(TWO, 5)
    known = tuple(one.choice for one in propose(given).proposals)
    for name in ("greedy", "by_urgency"):
        monkeypatch.setattr(f"comah.programme.solving.parts.{name}", lambda _: ())
    nothing = stages._Found(choices=None, bounds={}, effort=0)  # noqa: SLF001
    monkeypatch.setattr(stages, "_sought", lambda *_, **__: nothing)
    assert propose(given).proposals == ()
    assert tuple(one.choice for one in propose(given, known=known).proposals) == known


@pytest.mark.parametrize(
    ("yearly", "expected"),
    [
        (HARD, ["2027-03-31", "2027-04-01"]),
        (OFF, ["2027-04-01"]),
    ],
)
def test_where_each_year_is_to_have_an_exercise_the_last_day_of_one_can_be_chosen(
    yearly: Wish, expected: list[str]
) -> None:
    thursdays = limits(yearly=yearly, preferred_weekdays=(3,), weekdays=Wish(weight=1))
    found = slots(problem([plan("northbank", 300)], 20, limits=(thursdays,)), "x")
    assert [str(one.day) for one in found if date(2027, 3, 29) <= one.day <= date(2027, 4, 4)] == expected


def test_or_tools_that_cannot_be_loaded_is_as_none_and_the_page_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "ortools").mkdir()
    (tmp_path / "ortools" / "__init__.py").write_text("raise ImportError('DLL load failed')", encoding="utf-8")
    for name in [name for name in sys.modules if name.partition(".")[0] == "ortools"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    assert solver_fault() == "OR-Tools is installed and cannot be loaded (DLL load failed)"
    assert propose(problem(TWO, 5)).method == "greedy"


def test_progress_is_told_what_is_sought() -> None:
    told: list[str] = []
    propose(problem([*TWO, plan("westbank", 12)], 5), progress=lambda name, _: told.append(name))
    assert told == sorted(told, key=Score.__struct_fields__.index)
    assert told != []


def test_a_programme_made_by_hand_is_measured_alike() -> None:
    given = problem(TWO, 5)
    choices = [Choice(day=date(2027, 1, 20), authority="x", plans=(one.ref,), is_live=False) for one in given.plans]
    found = measured(given, choices)
    assert (found.method, found.score.late, found.score.short) == ("by hand", 0, 4)


def test_a_stage_says_its_gap_and_the_first_not_proved_decides() -> None:
    stages = tuple(
        Stage(name=name, value=value, bound=bound, by="solver")
        for name, value, bound in (("late", 0, 0), ("short", 8, 6))
    )
    nothing = Score(late=0, short=8, missed=0, exercises=0, given_up=0, peak=0, disliked=0, changes=0)
    found = Programme(proposals=(), score=nothing, stages=stages, method="solver", loads={})
    assert (found.proof, stages[0].gap, stages[1].gap) == ("gap 25.0%", 0.0, 0.25)
    unknown = Stage(name="late", value=8, bound=0, by="counting")
    assert Programme(proposals=(), score=nothing, stages=(unknown,), method="greedy", loads={}).proof == "not proved"


def forum(a_week: int) -> Problem:
    """Two authorities that want one agency in the same week."""
    fire = Agency(id="example-fire", name="Example Fire", a_week=a_week)
    plans = [
        plan("northbank", 12, agencies=("example-fire",)),
        plan("southwharf", 12, authority="y", agencies=("example-fire",)),
        plan("westbank", 19, authority="y", agencies=("example-fire",)),
    ]
    return problem(plans, 4, limits=(limits(), limits(authority="y")), agencies=(fire,))


@pytest.mark.parametrize("a_week", [0, 1, 2])
def test_authorities_are_sought_apart_and_the_agencies_still_decide(a_week: int) -> None:
    given = forum(a_week)
    assert len(parts_of(given)) == 2
    found = propose(given)
    assert (found.score, found.proof) == (best_of_all(given)[0], "proved optimal")


def test_what_stands_elsewhere_is_no_part_of_an_authority_s_score() -> None:
    whole = sought(forum(1), effort=20)
    assert [stage.name for stage in whole.stages] == list(Score.__struct_fields__)
    assert all(stage.is_proved for stage in whole.stages)


RULES: dict[str, tuple[Limits, str]] = {
    "a festival": (limits(avoided=(Avoided(first=date(2027, 1, 20), last=date(2027, 1, 29), why="F"),)), "2027-01-19"),
    "Fridays alone": (limits(preferred_weekdays=(4,), weekdays=HARD), "2027-01-22"),
    "Fridays rather": (limits(preferred_weekdays=(4,), weekdays=Wish(weight=1)), "2027-01-22"),
    "any day": (limits(weekdays=OFF), "2027-01-22"),
}


@pytest.mark.parametrize(("bound", "day"), RULES.values(), ids=RULES)
def test_the_suggested_day_meets_the_wishes(bound: Limits, day: str) -> None:
    found = propose(problem([plan("northbank", 19)], 4, limits=(bound,)))
    assert [str(one.day) for one in found.proposals] == [day]


def test_what_was_published_is_moved_only_where_something_better_comes_of_it() -> None:
    given = problem(TWO, 5, published=(Published(plan="northbank", day=date(2027, 1, 19)),))
    found = propose(given)
    assert found.score.changes == 0
    assert ("2027-01-18", ("northbank",)) in days(found)


def test_the_greedy_programme_looks_back_where_a_hand_would_be_late() -> None:
    given = problem([plan("northbank", 19), plan("eastquay", 19), plan("westbank", 24, margin_days=5)], 4)
    assert score(given, greedy(given)) <= score(given, by_hand(given))
    assert score(given, greedy(given)).late == 0
    assert greedy(given)[0].day > ON


def test_where_no_exercise_is_needed_none_is_proposed() -> None:
    given = problem([plan("northbank", 60)], 4, limits=(limits(yearly=OFF),))
    found = propose(given)
    assert (days(found), found.score.exercises, found.proof) == ([], 0, "proved optimal")


def test_a_programme_with_exercises_that_nobody_needs_is_made_empty() -> None:
    given = problem([plan("northbank", 60)], 4, limits=(limits(yearly=OFF),))
    needless = (Choice(day=date(2027, 1, 22), authority="x", plans=("northbank",), is_live=False),)
    found = solved(given, needless, effort=20)
    assert (found.choices, found.stages[3].value, found.is_proved) == ((), 0, True)
