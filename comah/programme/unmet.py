"""Wishes that no one day decides, and that a programme does not meet: each costs its weight in the objective."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from comah.model.words import count_words, day_words
from comah.programme.loads import Held, all_held, peak_of
from comah.programme.problem import Choice, Limits, Problem
from comah.programme.score import is_weighed, pairs_too_near, plans_without_live, years_without


def unmet_lines(problem: Problem, choices: Iterable[Choice]) -> Iterator[str]:
    """Yield in words the weighted wishes for gaps, hands, years and live exercises that are not met, with weights.

    Wishes for days stand beside each exercise, and what a hard rule asks for is told where it is missed.
    """
    chosen = tuple(choices)
    held = all_held(problem, chosen)
    busy = {plan.authority for plan in problem.plans}
    for limits in problem.limits:
        if limits.authority in busy:
            own = [one for one in held if one.authority == limits.authority]
            yield from (
                f"wish not met: {words} (weight {weight})" for words, weight in _of(problem, limits, chosen, own)
            )


def _of(problem: Problem, limits: Limits, chosen: Sequence[Choice], own: Sequence[Held]) -> Iterator[tuple[str, int]]:
    if is_weighed(limits.gap):
        for first, second in pairs_too_near(limits, own):
            days = count_words((second.day - first.day).days, "day")
            words = f"{day_words(second.day)} is {days} after the last of {limits.name}, not {limits.gap_days}"
            yield words, limits.gap.weight
    peak, most = peak_of(own), limits.most_in_planning
    if is_weighed(limits.in_planning) and 0 < most < peak:
        words = f"{limits.name}: {peak} exercises in planning at once, not {most}"
        yield words, limits.in_planning.weight * (peak - most)
    if is_weighed(limits.yearly):
        for year in years_without(problem, limits, own):
            yield f"{limits.name}: no exercise in {year.name}", limits.yearly.weight
    if is_weighed(limits.live):
        for plan in plans_without_live(problem, limits, chosen):
            yield f"{plan.ref}: not tested live every {plan.live_interval}", limits.live.weight
