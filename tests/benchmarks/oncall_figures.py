"""Rotas of size: how long until they are proved, and how fair beside the usual ways. Prints a table.

The solver works alone, on one core; its seconds are those of that core, so that a busy computer does not lengthen
them. A ledger's number is how far everybody stands from the fair share, in tenths and squared. Exit 1 where a
figure is not kept. Run: python tests/benchmarks/oncall_figures.py
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a program, as well as imported by tests

from oncall_instances import least_recently, question, roster, round_robin

from comah.oncall.build.choose import choose
from comah.oncall.build.measure import measure
from comah.oncall.build.problem import Aim, Problem, Proof

LEDGERS = (Aim.WEEKS, Aim.WEEKENDS, Aim.BANK_HOLIDAYS, Aim.CHRISTMAS)
NUMBERS = (1, 2, 3)  # rosters of each size


class Size(NamedTuple):
    """A size, and what is asked of it."""

    people: int
    roles: int
    weeks: int
    courses: bool
    seconds: float  # within which it is to be done
    percent: float  # from the best, at most


SIZES = (Size(16, 2, 104, courses=False, seconds=5, percent=0), Size(40, 5, 52, courses=True, seconds=60, percent=1))


class Method(NamedTuple):
    """What one way of filling the turns comes to."""

    name: str
    open_places: int
    off: tuple[int, ...]  # by ledger: how far all stand from their fair shares, in tenths and squared


def compared(problem: Problem, people: Sequence[Sequence[str]]) -> tuple[Method, ...]:
    """Return what was built beside the usual ways of filling the same turns."""
    built = [[person for person in own if person] for own in people]
    ways = (("built", built), ("round robin", round_robin(problem)), ("least recently", least_recently(problem)))
    return tuple(_method(problem, name, teams) for name, teams in ways)


def _method(problem: Problem, name: str, teams: Sequence[Sequence[str]]) -> Method:
    places = sum(len(one.seats) for one in problem.vacancies)
    off = tuple(measure(problem, ledger, teams) for ledger in LEDGERS)
    return Method(name, places - sum(map(len, teams)), off)


def is_better(methods: Sequence[Method]) -> bool:
    """Whether the first leaves no more open than any other, and is no worse in any ledger and better in one."""
    built, *others = methods
    return all(
        built.open_places <= other.open_places
        and all(own <= its for own, its in zip(built.off, other.off, strict=True))
        and built.off != other.off
        for other in others
    )


def main() -> int:
    """Build every size, print what came of it, and say whether all of it is as it should be."""
    is_right = True
    for size in SIZES:
        for number in NUMBERS:
            is_right &= _one(size, number)
    return 0 if is_right else 1


def _one(size: Size, number: int) -> bool:
    oncall = roster(number, people=size.people, roles=size.roles, weeks=size.weeks, courses=size.courses)
    began, worked = time.perf_counter(), time.process_time()
    problem = question(oncall, size.weeks).problem
    choice = choose(problem)
    waited, took = time.perf_counter() - began, time.process_time() - worked
    gap = max(_gap(proof) for proof in choice.proofs)
    methods = compared(problem, choice.people)
    is_right = took <= size.seconds and gap <= size.percent and is_better(methods)
    what = f"{size.people} people, {size.weeks} weeks, {size.roles} roles{', courses' if size.courses else ''}"
    proved = "proved" if gap == 0 else f"at most {gap:.1f}% from the best"
    sys.stdout.write(f"{what}, roster {number}: {took:.1f} s of {size.seconds:.0f} ")
    sys.stdout.write(f"({waited:.1f} s by the clock), {proved}\n")
    sys.stdout.write(f"  {'':15}{'open':>6}{''.join(f'{ledger.shown:>26}' for ledger in LEDGERS)}\n")
    for method in methods:
        off = "".join(f"{value:>26}" for value in method.off)
        sys.stdout.write(f"  {method.name:15}{method.open_places:>6}{off}\n")
    return is_right


def _gap(proof: Proof) -> float:
    percent = proof.gap_percent
    return float("inf") if percent is None else percent


if __name__ == "__main__":
    sys.exit(main())
