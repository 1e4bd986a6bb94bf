"""The rota as a model for OR-Tools' CP-SAT: what may be, and each aim as a sum to be made small."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from comah.model.fairness import Ledger
from comah.oncall.build.conflicts import at_most_one, open_to, too_long_runs
from comah.oncall.build.measure import cover_weights, off_share
from comah.oncall.build.problem import Aim, Problem

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

Pair = tuple[int, int]  # vacancy, candidate


class RotaModel:
    """The model of a problem. Who is first and who second of two is not in it: nothing depends on that."""

    def __init__(self, problem: Problem) -> None:
        """State everything that a rota must keep to."""
        from ortools.sat.python import cp_model  # noqa: PLC0415 - the extra ``solver``, and 290 ms

        self.problem = problem
        self.cp: cp_model.CpModel = cp_model.CpModel()
        self._sum: Callable[..., Any] = cp_model.LinearExpr.weighted_sum
        self._open = {at: open_to(problem, person) for at, person in enumerate(problem.candidates)}
        self.has: dict[Pair, Any] = {
            (number, at): self.cp.new_bool_var(f"has_{number}_{at}")
            for at, numbers in self._open.items()
            for number in numbers
        }
        self._steps: dict[tuple[str, int, tuple[int, ...]], list[Any]] = {}
        self.missing = [self._fill(number) for number in range(len(problem.vacancies))]
        for at in self._open:
            self._keep_rules(at)

    def _fill(self, number: int) -> list[Any]:
        """Give each place somebody, or leave it open: the first place last. Return what is open, first place first."""
        vacancy = self.problem.vacancies[number]
        chosen = [self.has[number, at] for at in self._open if (number, at) in self.has]
        missing = [self.cp.new_bool_var(f"missing_{number}_{seat}") for seat in vacancy.seats]
        self.cp.add(sum(chosen) + sum(missing) == len(missing))
        for first, second in pairwise(missing):
            self.cp.add_implication(first, second)
        return missing

    def _keep_rules(self, at: int) -> None:
        """Let one person have only turns that go together."""
        problem, numbers = self.problem, self._open[at]
        for clique in at_most_one(problem.vacancies, numbers):
            self.cp.add_at_most_one(self.has[number, at] for number in clique)
        for run in too_long_runs(problem, problem.candidates[at], numbers):
            self.cp.add(sum(self.has[number, at] for number in run.vacancies) <= run.most)
        own = [self.has[number, at] for number in numbers]
        days = [problem.vacancies[number].days for number in numbers]
        most = problem.candidates[at].most_days
        if sum(days) > most:
            self.cp.add(self._sum(own, days) <= most)

    def aim(self, aim: Aim) -> Any:  # noqa: ANN401 - a linear expression, of which OR-Tools tells no type
        """Return the sum that an aim makes as small as it can be."""
        if aim is Aim.COVER:
            return self._uncovered
        if aim is Aim.TOLD:
            return self._changed
        if aim is Aim.WISHES:
            return self._against_wishes
        return self._unfairness(Ledger(aim.value))

    @cached_property
    def _uncovered(self) -> Any:  # noqa: ANN401
        weights = cover_weights(self.problem)
        flat = [
            (var, weights[seat]) for number, own in enumerate(self.missing) for var, seat in self._seats(number, own)
        ]
        return self._sum([var for var, _ in flat], [weight for _, weight in flat])

    def _seats(self, number: int, own: Sequence[Any]) -> list[tuple[Any, int]]:
        return list(zip(own, self.problem.vacancies[number].seats, strict=True))

    @cached_property
    def _changed(self) -> Any:  # noqa: ANN401
        """Count the turns taken from those who were told that they have them."""
        numbers = {person.id: at for at, person in enumerate(self.problem.candidates)}
        told = [
            (number, numbers.get(person, -1))
            for number, vacancy in enumerate(self.problem.vacancies)
            for person in vacancy.told
            if person
        ]
        kept = [self.has[pair] for pair in told if pair in self.has]
        return len(told) - sum(kept)

    @cached_property
    def _against_wishes(self) -> Any:  # noqa: ANN401
        wishes = self.problem.wishes
        people = self.problem.candidates
        met = [
            (var, -wishes[key]) for (number, at), var in self.has.items() if (key := (people[at].id, number)) in wishes
        ]
        return self._sum([var for var, _ in met], [weight for _, weight in met])

    def _unfairness(self, ledger: Ledger) -> Any:  # noqa: ANN401
        """Sum over roles and people how far each stands from the fair share, squared."""
        parts = [
            self._away_from_share(role, ledger, at, ahead[person.id])
            for (role, of), ahead in sorted(self.problem.ahead.items(), key=_by_name)
            if of is ledger
            for at, person in enumerate(self.problem.candidates)
            if person.id in ahead
        ]
        return sum(parts)

    def _away_from_share(self, role: str, ledger: Ledger, at: int, ahead: int) -> Any:  # noqa: ANN401
        worth, steps = self._had(role, ledger, at)
        off = [off_share(worth * number, ahead) for number in range(len(steps) + 1)]
        return self._sum(steps, [off[number + 1] - off[number] for number in range(len(steps))]) + off[0]

    def _had(self, role: str, ledger: Ledger, at: int) -> tuple[int, list[Any]]:
        """Return how much somebody has of a ledger: so much for each of some steps, of which the first ones are taken.

        Where each turn of a role is worth the same, the steps are its turns, whatever the ledger.
        """
        column = tuple(Ledger).index(ledger)
        vacancies = self.problem.vacancies
        own = [number for number in self._open[at] if vacancies[number].role == role]
        each = {vacancies[number].counts[column] for number in own}
        worth = each.pop() if len(each) == 1 else 0
        counts = tuple(1 if worth else vacancies[number].counts[column] for number in own)
        key = (role, at, counts)
        if key not in self._steps:
            self._steps[key] = self._new_steps([self.has[number, at] for number in own], counts)
        return worth or 1, self._steps[key]

    def _new_steps(self, has: Sequence[Any], counts: Sequence[int]) -> list[Any]:
        steps = [self.cp.new_bool_var("") for _ in range(sum(counts))]
        self.cp.add(self._sum(has, counts) == sum(steps))
        for lower, higher in pairwise(steps):
            self.cp.add_implication(higher, lower)
        return steps


def _by_name(item: tuple[tuple[str, Ledger], object]) -> tuple[str, str]:
    (role, ledger), _ = item
    return role, ledger.value
