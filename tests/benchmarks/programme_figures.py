"""Figures of the programme: how good, how well proved, how long; beside it what a planner does by hand.

By hand is earliest date first: each plan alone, on the last good day before its wished date, nothing moved after.
Exit 1 where a figure that is promised is not kept. Name some of the programmes to measure those alone.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator

import msgspec
import programme_instances as instances

from comah.programme.conflict import conflict_of
from comah.programme.greedy import by_hand
from comah.programme.problem import Problem, Score
from comah.programme.propose import propose
from comah.programme.relaxation import more_a_year, together
from comah.programme.result import Programme
from comah.programme.score import score

GAP = 0.01  # of the first field of the score that is not proved


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """A programme that is measured, and what is promised of it."""

    name: str
    problem: Callable[[], Problem]
    seconds: float
    is_proved: bool = False  # true: proved optimal; false: or a gap that is small


PROGRAMMES = (
    Measured(name="shipped", problem=instances.shipped, seconds=5, is_proved=True),
    Measured(name="example", problem=instances.example, seconds=5, is_proved=True),
    Measured(name="41-establishments", problem=instances.cleveland, seconds=60),
)
COUNTY = "14-sites"


def main() -> int:
    """Measure and print; return 0 where every figure is kept."""
    gc.disable()  # as the command does
    asked = set(sys.argv[1:])
    kept = [_measure(one) for one in PROGRAMMES if not asked or one.name in asked]
    if not asked or COUNTY in asked:
        kept.append(_county())
    return 0 if all(kept) else 1


def _measure(one: Measured) -> bool:
    problem = one.problem()
    hand = score(problem, by_hand(problem))
    started = time.perf_counter()
    found = propose(problem)
    seconds = time.perf_counter() - started
    weak = next((stage for stage in found.stages if not stage.is_proved), None)
    is_good = weak is None or (weak.gap <= GAP and not one.is_proved)
    _print_table(f"{one.name}: {len(problem.plans)} plans", hand, found)
    verdict = "kept" if is_good and seconds <= one.seconds else "NOT KEPT"
    _say(f"{found.proof}, {seconds:.1f} seconds (at most {one.seconds:g}): {verdict}\n")
    return is_good and seconds <= one.seconds and found.score <= hand


def _county() -> bool:
    """Show that four exercises a year are too few for 14 sites tested alone, and what would do."""
    problem = instances.west_yorkshire()
    authority = problem.limits[0].authority
    started = time.perf_counter()
    conflict, more, shared = conflict_of(problem), more_a_year(problem, authority), together(problem, authority)
    _say(f"{COUNTY}: {len(problem.plans)} plans, {problem.limits[0].most_a_year} exercises a year")
    _say(f"cannot be done: {' '.join(conflict.words) if conflict else 'NOT SHOWN'}")
    _say(f"more exercises a year that would do: {more}")
    if shared:
        joint = "; ".join(f"{day:%b %Y} {' with '.join(plans)}" for day, plans in shared.exercises)
        _say(f"or exercises of up to {shared.at_once} plans: {joint}")
    _say(f"{time.perf_counter() - started:.1f} seconds\n")
    return conflict is not None and more is not None and shared is not None


def _print_table(title: str, hand: Score, found: Programme) -> None:
    _say(title)
    for row in _rows(hand, found):
        _say("".join(f"{cell:>12}" for cell in row))


def _rows(hand: Score, found: Programme) -> Iterator[tuple[str, ...]]:
    yield "", "by hand", "programme", "bound", "gap", "shown by"
    for stage in found.stages:
        by_hand_value = str(getattr(hand, stage.name))
        yield stage.name, by_hand_value, str(stage.value), str(stage.bound), f"{stage.gap:.1%}", stage.by


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
