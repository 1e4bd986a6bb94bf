"""One model put to the solver: most unknowns are settled soon, and those that are left are sought apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ortools.sat.python import cp_model

    from comah.programme.solving.capacity import Count
    from comah.programme.solving.weights import Weight

_ROOT: Final = 20_000  # steps of the linear programme before the search
_SETTLED: Final = 10  # wrong turns of the search after which what is settled is told: most is, before the first
_FEW: Final = 8_000  # unknowns left that are sooner made fewer than sought as they are
_ANY: Final = 0  # seed where nothing but the linear programme and what follows from it is sought
_SYMMETRY: Final = 0.05  # of the work to look for unknowns that can change places; there are few
_UNTOLD: Final = -(2**62)


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a search came to."""

    solver: cp_model.CpSolver | None  # that holds the best programme; None: it found none
    bound: int  # no programme has less
    effort: float


def sought_least(  # noqa: PLR0913 - all but three are named
    model: cp_model.CpModel,
    name: str,
    parts: Sequence[tuple[Count, Weight]],
    *,
    effort: float,
    seed: int,
    enough: int | None = None,
) -> Outcome:
    """Seek the least of a model's objective.

    The linear programme and a first programme settle most unknowns: with another value nothing is better. What the
    solver has settled it says; with that a model of the others is made, which it can simplify before its search.

    Args:
        model: with its objective.
        name: of what is sought, for a message.
        parts: what the objective is the sum of, each weighed, the first part most.
        effort: deterministic seconds.
        seed: of the solver's choices.
        enough: once it is shown that nothing has less, no more is sought.
    """
    from ortools.sat.python import cp_model  # noqa: PLC0415 - some hundred milliseconds, for this command alone

    solver = _swift(_solver(effort, _ANY, enough))
    solver.parameters.max_number_of_conflicts = _SETTLED
    solver.parameters.fill_tightened_domains_in_response = True
    status = solver.solve(model)
    _check(solver, status, name)
    first = Outcome(
        solver=None if status == cp_model.UNKNOWN else solver, bound=_bound(solver), effort=solver.deterministic_time
    )
    is_enough = enough is not None and first.bound >= enough
    if status == cp_model.OPTIMAL or is_enough or first.effort >= effort:
        return first
    rest, left = _rest(model, solver, parts)
    return _sought_in_rest(rest, left, first, name, effort=effort - first.effort, seed=seed, enough=enough)


def _sought_in_rest(  # noqa: PLR0913 - all but four are named
    rest: cp_model.CpModel,
    left: int,
    first: Outcome,
    name: str,
    *,
    effort: float,
    seed: int,
    enough: int | None,
) -> Outcome:
    """Seek what is better than the first programme among the unknowns that are not settled."""
    from ortools.sat.python import cp_model  # noqa: PLC0415

    solver = _solver(effort, seed, enough)
    solver.parameters.use_objective_lb_search = True  # little is left but to show that nothing is better
    if left > _FEW:
        _swift(solver)
    status = solver.solve(rest)
    spent = first.effort + solver.deterministic_time
    if status == cp_model.INFEASIBLE and first.solver is not None:
        return Outcome(solver=first.solver, bound=round(first.solver.objective_value), effort=spent)
    _check(solver, status, name)
    known = first.solver if status == cp_model.UNKNOWN else solver
    bound = max(first.bound, _bound(solver))
    return Outcome(
        solver=known, bound=bound if known is None else min(bound, round(known.objective_value)), effort=spent
    )


def _rest(
    model: cp_model.CpModel, solver: cp_model.CpSolver, parts: Sequence[tuple[Count, Weight]]
) -> tuple[cp_model.CpModel, int]:
    """Return the model of what is better than a solver's programme, with what is settled; and how many are not."""
    rest, known = model.clone(), solver.response_proto.tightened_variables
    rest.proto.variables.clear()
    rest.proto.variables.extend(known)
    if solver.response_proto.solution:
        most = round(solver.objective_value)
        rest.proto.objective.domain.clear()
        rest.proto.objective.domain.extend([_UNTOLD, most - round(rest.proto.objective.offset) - 1])
        _bind_whole(rest, parts, most, _bound(solver))
    left = sum(domain[0] != domain[len(domain) - 1] for domain in (one.domain for one in known))
    return rest, left


def _bind_whole(model: cp_model.CpModel, parts: Sequence[tuple[Count, Weight]], value: int, bound: int) -> None:
    """Bind the first part that is not shown to be the least to what a bound means for it in whole numbers.

    Those before it are as they are in all that is better. What is left of the bound, less the most that the parts
    after it come to, is of this part alone: nine tenths of an exercise are one.
    """
    for expression, each in parts:
        own, value = divmod(value, each.weight)
        if bound >= own * each.weight:
            bound -= own * each.weight
            continue
        model.add(expression >= -((each.beneath - bound) // each.weight))
        return


def _solver(effort: float, seed: int, enough: int | None) -> cp_model.CpSolver:
    from ortools.sat.python import cp_model  # noqa: PLC0415

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1  # one alone works alike on every computer
    solver.parameters.linearization_level = 2  # the rows of days are nearly a linear programme
    solver.parameters.add_lp_constraints_lazily = False  # the whole of it is solved sooner than part after part
    solver.parameters.root_lp_iterations = _ROOT
    solver.parameters.cp_model_probing_level = 0  # it takes longer than the search
    solver.parameters.symmetry_detection_deterministic_time_limit = _SYMMETRY
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = effort
    if enough is not None:
        solver.best_bound_callback = lambda bound: solver.stop_search() if bound >= enough else None
    return solver


def _swift(solver: cp_model.CpSolver) -> cp_model.CpSolver:
    """Let a solver begin at once with the linear programme of a large model."""
    solver.parameters.cp_model_presolve = False  # it takes longer than the search
    solver.parameters.hint_conflict_limit = 0  # the known programme guides; to search around it first takes longer
    return solver


def _check(solver: cp_model.CpSolver, status: cp_model.CpSolverStatus, name: str) -> None:
    from ortools.sat.python import cp_model  # noqa: PLC0415

    if status in {cp_model.MODEL_INVALID, cp_model.INFEASIBLE}:
        message = f"the model of {name!r} is wrong: {solver.status_name(status)}"
        raise RuntimeError(message)


def _bound(solver: cp_model.CpSolver) -> int:
    return max(0, -(-round(solver.best_objective_bound * 1000) // 1000))
