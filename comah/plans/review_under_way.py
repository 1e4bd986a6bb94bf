"""The review of a plan that is under way on a day, and what was done in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from comah.exercises.state import is_fact
from comah.model.establishment import Consulted, Plan, ReviewStepDone
from comah.model.kinds import ReviewKind
from comah.model.when import When


class UnderWay(msgspec.Struct, frozen=True, kw_only=True):
    """A review that was started and is not completed."""

    started_on: When
    steps: dict[str, ReviewStepDone]  # by step, the first where there are two
    consulted: dict[str, Consulted]  # by body, the last where there are two

    @property
    def is_substantial(self) -> bool | None:
        """Whether a substantial revision is thought necessary; None where that is not decided."""
        decided = [step.substantial for step in self.steps.values() if step.substantial is not None]
        return decided[-1] if decided else None


def reviews_started(plan: Plan, on: date) -> Iterator[When]:
    """Yield the days on which reviews not completed by ``on`` were started.

    A review completed since then says when it was started, so that it still counts as under way on the days
    in between.
    """
    if plan.review_started_on is not None and is_fact(plan.review_started_on, on):
        yield plan.review_started_on
    for one in plan.reviews:
        if one.started_on is not None and is_fact(one.started_on, on) and not is_fact(one.on, on):
            yield one.started_on


def review_under_way(plan: Plan, on: date) -> UnderWay | None:
    """Return the review under way: started after every full review, on every reading of their days.

    What was done in it is what is on record for its days; a step without a day belongs to no review.

    >>> from comah.model.establishment import Review
    >>> from comah.model.kinds import Regime
    >>> started, done = When.read("2026-09-01"), When.read("2026-11-20")
    >>> plan = Plan(regime=Regime.COMAH, review_started_on=started, reviews=(Review(on=done, started_on=started),))
    >>> review_under_way(plan, date(2026, 11, 19)).started_on, review_under_way(plan, date(2026, 11, 20))
    (When('2026-09-01'), None)
    """
    full = [one.on for one in plan.reviews if one.kind is ReviewKind.FULL and one.on and is_fact(one.on, on)]
    started = [when for when in reviews_started(plan, on) if all(one.latest < when.earliest for one in full)]
    if not started:
        return None
    first = min(started, key=lambda when: when.earliest)
    steps: dict[str, ReviewStepDone] = {}
    for step in plan.review_work:
        if step.done_on is not None and is_fact(step.done_on, on) and step.done_on.latest >= first.earliest:
            steps.setdefault(step.id, step)
    consulted = {
        one.body: one
        for one in plan.consulted
        if one.on is not None and is_fact(one.on, on) and one.on.latest >= first.earliest
    }
    return UnderWay(started_on=first, steps=steps, consulted=consulted)
