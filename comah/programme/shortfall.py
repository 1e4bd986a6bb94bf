"""Why not every safe date is kept, and what would help, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from comah.model.words import count_words, day_words
from comah.programme.conflict import Alone, Conflict, conflict_of, late_alone
from comah.programme.problem import Choice, Problem
from comah.programme.propose import has_solver
from comah.programme.relaxation import more_a_year, relaxations, together
from comah.programme.score import days_of_test, score
from comah.programme.solving.parts import parts_of
from comah.programme.walk import safe_dates

NOT_SHOWN: Final = "which facts keep the rest from their dates could not be shown"
_GAPS: Final = (
    "a test found on record, or credited, of {}: comah gaps says where to look, --assume what it would change"
)
_A_YEAR: Final = "a-year"

Asking = Callable[[], None]  # is told that the work goes on


class Shortfall(msgspec.Struct, frozen=True, kw_only=True):
    """What is said where plans come after their safe dates."""

    conflict: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()


def shortfall(problem: Problem, choices: Sequence[Choice], asking: Asking | None = None) -> Shortfall:
    """Say why plans are late, by themselves and through one another, and what would help, the most helpful first.

    Args:
        problem: what decides the programme.
        choices: the programme, the least late that is known.
        asking: is told that the work goes on.
    """
    late = score(problem, choices).late
    if not late:
        return Shortfall()
    tell = asking or _nobody
    tell()
    alone = late_alone(problem)
    conflict, remedies = [*_alone_words(alone), *_on_record(problem, choices)], list(_found(alone))
    if late > sum(((one.first_on or problem.ends_on) - one.plan.safe_on).days for one in alone):
        found = _conflicts(problem, tell)
        conflict += [words for _, one in found for words in one.words] or [NOT_SHOWN]
        remedies += [words for part, one in found for words in _combined(part, one)]
    tell()
    helps = (
        f"{one.words}: {count_words(one.saved, 'day')} past safe dates fewer, {one.late} left"
        for one in relaxations(problem, choices, use_solver=has_solver())
    )
    return Shortfall(conflict=tuple(conflict), remedies=(*remedies, *helps))


def _nobody() -> None:
    """Tell nobody."""


def _alone_words(alone: Sequence[Alone]) -> Iterator[str]:
    """Say which plans no programme can test in time: those of which nothing is known together."""
    unknown: dict[date | None, list[str]] = {}
    for one in alone:
        if one.plan.is_unknown:
            unknown.setdefault(one.first_on, []).append(one.plan.name)
    for first_on, names in unknown.items():
        yield f"no safe date is known of {', '.join(names)}; {_first_words(first_on)}"
    for one in alone:
        if not one.plan.is_unknown:
            passed = " has passed" * (one.plan.passed_on is not None)
            owed = one.plan.passed_on or one.plan.safe_on
            past = f", {count_words((one.first_on - owed).days, 'day')} past it" if one.first_on else ""
            yield f"{one.plan.name}: safe date {day_words(owed)}{passed}; {_first_words(one.first_on)}{past}"


def _first_words(first_on: date | None) -> str:
    return f"the first day for an exercise is {day_words(first_on)}" if first_on else "no day is left for an exercise"


def _on_record(problem: Problem, choices: Sequence[Choice]) -> Iterator[str]:
    """Name the exercises on record that come after a safe date: the programme leaves them, an officer need not."""
    standing = {(one.day, ref): one.id for one in problem.committed for ref in one.plans}
    for plan in problem.plans:
        for day, safe_on in safe_dates(plan, days_of_test(problem, plan.ref, choices)):
            owed = plan.passed_on if plan.passed_on and safe_on == plan.safe_on else safe_on
            if day > safe_on and (day, plan.ref) in standing and not (plan.is_unknown and safe_on == plan.safe_on):
                days = count_words((day - owed).days, "day")
                yield f"{standing[day, plan.ref]} stands on {day_words(day)}, {days} past the safe date of {plan.name}"


def _found(alone: Sequence[Alone]) -> Iterator[str]:
    unknown = [one.plan.name for one in alone if one.plan.is_unknown]
    if unknown:
        yield _GAPS.format(", ".join(unknown))


def _conflicts(problem: Problem, tell: Asking) -> list[tuple[Problem, Conflict]]:
    """Return a smallest set of facts for each authority that is in its own way; else one of the whole forum."""
    found = []
    for part in parts_of(problem):
        tell()
        conflict = conflict_of(part, use_solver=has_solver())
        if conflict is not None:
            found.append((part, conflict))
    if not found and len(parts_of(problem)) > 1:
        conflict = conflict_of(problem, use_solver=has_solver())
        return [(problem, conflict)] if conflict is not None else []
    return found


def _combined(problem: Problem, conflict: Conflict) -> Iterator[str]:
    """Where exercises are too few, say how many more a year would do, or which plans to test together."""
    for fact in conflict.facts:
        kind, _, authority = fact.id.partition(":")
        if kind != _A_YEAR:
            continue
        limits = problem.limit[authority]
        more = more_a_year(problem, authority, use_solver=has_solver())
        if more:
            most = count_words(limits.most_a_year + more, "exercise")
            yield f"{limits.name} holds {most} a financial year, {more} more: every date in reach is kept"
        shared = together(problem, authority, use_solver=has_solver())
        if shared:
            days = "; ".join(f"{day_words(day)} {' with '.join(plans)}" for day, plans in shared.exercises)
            yield f"exercises of up to {shared.at_once} plans keep every date in reach, if those can be joined: {days}"
