"""Every exercise of a programme, committed or chosen, as what it takes up: its day, its planning, its agencies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from comah.model.kinds import ExerciseType
from comah.programme.days import kind_of, planning_start, usual_start
from comah.programme.problem import Choice, Plan, Problem


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What one exercise takes up."""

    day: date
    authority: str
    planning_from: date
    agencies: frozenset[str]
    id: str = ""  # of one on record
    no_notice: bool = False
    choice: Choice | None = None


def all_held(problem: Problem, choices: Iterable[Choice]) -> tuple[Held, ...]:
    """Return the committed exercises and the chosen ones, by day."""
    committed = (
        Held(
            day=one.day,
            authority=one.authority,
            planning_from=one.planning_from,
            agencies=frozenset(one.agencies),
            id=one.id,
            no_notice=one.no_notice,
        )
        for one in problem.committed
    )
    chosen = (held_by(problem, one) for one in choices)
    return tuple(sorted((*committed, *chosen), key=lambda one: (one.day, one.authority, one.id)))


def agencies_asked(problem: Problem, plans: Iterable[str]) -> frozenset[str]:
    """Return the agencies that an exercise of some plans asks: those of every plan of their groups."""
    return frozenset(agency for one in plans_with(problem, plans) for agency in one.agencies)


def plans_with(problem: Problem, plans: Iterable[str]) -> tuple[Plan, ...]:
    """Return some plans with every other of their groups: an exercise is planned as any of them may need."""
    units = {problem.plan[ref].unit for ref in plans}
    if len(units) == 1:
        return problem.of_unit[units.pop()]
    return tuple(one for one in problem.plans if one.unit in units)


def load_on(held: Iterable[Held], day: date) -> int:
    """Count the exercises in planning on a day, their own days included."""
    return sum(1 for one in held if one.planning_from <= day <= one.day)


def peak_of(held: Iterable[Held]) -> int:
    """Return the most exercises in planning at once; that is reached on the day of one of them."""
    found = tuple(held)
    return max((load_on(found, one.day) for one in found), default=0)


def start_of_planning(problem: Problem, choice: Choice) -> date | None:
    """Return the day on which planning of a chosen exercise starts; None where no time is left for it."""
    if choice not in problem.starts:
        limits, plans = problem.limit[choice.authority], plans_with(problem, choice.plans)
        problem.starts[choice] = planning_start(problem, limits, plans, choice.day, kind_chosen(problem, choice))
    return problem.starts[choice]


def kind_chosen(problem: Problem, choice: Choice) -> ExerciseType:
    """Return the type of a chosen exercise."""
    return kind_of(problem.limit[choice.authority], plans_with(problem, choice.plans), is_live=choice.is_live)


def held_by(problem: Problem, choice: Choice) -> Held:
    """Return what a chosen exercise takes up; where no time is left, with the planning it would have needed."""
    limits = problem.limit[choice.authority]
    start = start_of_planning(problem, choice) or usual_start(limits, choice.day, kind_chosen(problem, choice))
    return Held(
        day=choice.day,
        authority=choice.authority,
        planning_from=start,
        agencies=agencies_asked(problem, choice.plans),
        choice=choice,
    )
