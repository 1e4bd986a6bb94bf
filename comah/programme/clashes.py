"""What no rule forbids and somebody should know: an agency asked twice on a day, two exercises where one would do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import timedelta

from comah.model.words import count_words, day_words
from comah.programme.days import A_YEAR
from comah.programme.loads import Held, all_held
from comah.programme.problem import Choice, Committed, Problem
from comah.programme.score import safe_date_to_meet


def clash_lines(problem: Problem, choices: Sequence[Choice], most: int) -> Iterator[str]:
    """Yield in words every two exercises of different authorities that ask one agency within some days.

    Two exercises on record are left to ``comah check``. One without notice is left out: its authority alone knows
    its day.

    Args:
        problem: with the exercises on record.
        choices: the exercises proposed.
        most: days from the one to the other; so many are a clash still, as ``clash_days`` of the register has it.
    """
    for one, other in _near(problem, choices, most):
        shared = one.agencies & other.agencies
        is_new = one.choice is not None or other.choice is not None
        if one.authority != other.authority and shared and is_new:
            asked, days = f"both ask {', '.join(sorted(shared))}", (other.day - one.day).days
            if days:
                first, second = (f"{_name(each)} on {day_words(each.day)}" for each in (one, other))
                yield f"{first} and {second}, {count_words(days, 'day')} apart, {asked}"
            else:
                yield f"{day_words(one.day)}: {_name(one)} and {_name(other)} {asked}"


def _near(problem: Problem, choices: Sequence[Choice], most: int) -> Iterator[tuple[Held, Held]]:
    """Yield every two exercises within some days, none of them without notice."""
    known = [one for one in all_held(problem, choices) if not one.no_notice]
    days = [one.day for one in known]
    for number, one in enumerate(known):
        for other in known[number + 1 : bisect_right(days, one.day + timedelta(days=most))]:
            yield one, other


def doubled_lines(problem: Problem, choices: Sequence[Choice]) -> Iterator[str]:
    """Yield in words the exercises on record that come soon after one that is proposed for the same plan."""
    for standing in problem.committed:
        for choice in choices:
            shared = sorted(set(standing.plans) & set(choice.plans))
            days = (standing.day - choice.day).days
            if shared and 0 < days < A_YEAR.days:
                plans = ", ".join(shared)
                yield (
                    f"{standing.id} is on record for {standing.said or day_words(standing.day)}, "
                    f"{count_words(days, 'day')} after the exercise proposed for {plans} on {day_words(choice.day)}"
                    f"{_whether_it_would_do(problem, choices, choice, standing, shared)}"
                )


def _whether_it_would_do(
    problem: Problem, choices: Sequence[Choice], choice: Choice, standing: Committed, plans: Sequence[str]
) -> str:
    """Say by when an exercise on record would test some plans as well as the one that is proposed before it."""
    owed = [(safe_date_to_meet(problem, ref, choice.day, choices), problem.plan[ref].margin_days) for ref in plans]
    safe_on = min(safe_on for safe_on, _ in owed)
    wished = min(safe_on - timedelta(days=margin) for safe_on, margin in owed)
    if standing.day <= wished:
        return "; it is in time by itself"
    moved = f": moved to {day_words(max(choice.day, wished))} or before, it may do for {', '.join(plans)} instead"
    return f"{moved}; as it stands it misses the local margin alone" if standing.day <= safe_on else moved


def _name(held: Held) -> str:
    what = held.id or ", ".join(held.choice.plans if held.choice else ())
    return f"{what} ({held.authority})"
