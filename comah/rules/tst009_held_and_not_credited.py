"""Exercise held, and not decided which plans it tested.

What it finds: more than ninety days after an exercise, no decision is recorded for a plan that it was
meant to test; or, where it was meant to test none, no decision at all for a plan that took part and
has no test on record. The authority sets the number of days: credit_within_days under [policy].

Why it matters: an exercise tests a plan only once an officer has decided so. Every month that passes
makes the decision harder to stand by. That it is taken within ninety days is good practice, not law,
and no date is moved by it; "not-tested" is a decision, too.

Example, as at 2025-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2025-northbank.toml
    held_on = 2025-06-11
    will_test = ["northbank"]

What to do: decide for each plan whether it was tested, partly tested or not, with the evidence, and
record it: comah record test SITE --exercise ID --on DATE --by POST.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from comah.exercises.state import State, credits_for, state_of
from comah.model.duty import Status
from comah.model.exercise import Exercise
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.model.words import count_words, when_words
from comah.rules.evidence import Evidence
from comah.rules.of_duty import plan_of_duty
from comah.rules.of_exercise import raised_of_exercise

RULE = Rule(
    code="TST009",
    slug="held-and-not-credited",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
    citations=("policy.credit_within_days",),
)
_HELD = frozenset({State.HELD, State.CLOSED})


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a held exercise with plans not decided on in time."""
    days = evidence.authority.policy.credit_within_days
    unshown = {plan_of_duty(duty) for duty, _ in evidence.duties_reading(Reads.TESTS, Status.UNKNOWN)}
    for exercise in evidence.exercises:
        held = exercise.held_on
        if held is None or not held.is_known or state_of(exercise, evidence.on) not in _HELD:
            continue
        last = held.latest + timedelta(days=days)
        plans = _undecided(exercise, evidence, unshown)
        if not plans or evidence.on <= last:
            continue
        yield raised_of_exercise(
            evidence,
            exercise,
            f"held {when_words(held)}, and not decided after {count_words(days, 'day')} for {', '.join(plans)}",
            key="held_on",
            since=last + timedelta(days=1),
            days=(evidence.on - last).days,
            do="decide for each plan: tested, partly tested or not, with the evidence",
        )


def _undecided(exercise: Exercise, evidence: Evidence, unshown: set[str]) -> list[str]:
    """Return the plans that a decision is wanted on; of those that only took part, where it would matter."""
    wanted = [plan for plan in exercise.will_test if not credits_for(exercise, plan, evidence.on)]
    if exercise.will_test or any(credits_for(exercise, one.plan, evidence.on) for one in exercise.credits):
        return wanted
    return [plan for plan in exercise.takes_part if plan in unshown]
