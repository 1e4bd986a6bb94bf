"""What officers decided that held exercises did for a plan."""

from __future__ import annotations

import msgspec

from comah.duties.situation import Situation
from comah.exercises.coverage import named_elements
from comah.exercises.state import credits_for, is_cancelled
from comah.model.exercise import Exercise
from comah.model.kinds import Conclusion, Element
from comah.plans.as_at import Dated, PlanAsAt, counts


class CreditedTest(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A held exercise with what was decided on one plan."""

    fact: Dated
    exercise: Exercise
    conclusion: Conclusion
    elements: frozenset[Element]


def credited_tests(sit: Situation, facts: PlanAsAt) -> tuple[CreditedTest, ...]:
    """Return every decision on the plan whose exercise had been held by the day."""
    found: list[CreditedTest] = []
    for exercise in sit.exercises_naming(facts.ref):
        held = exercise.held_on
        if held is None or not counts(held, sit.on, facts.since) or is_cancelled(exercise, sit.on):
            continue
        event = f"{exercise.type.value} exercise {exercise.id}"
        fact = Dated(event=event, when=held, place=exercise.place, key="held_on")
        found.extend(
            CreditedTest(
                fact=fact,
                exercise=exercise,
                conclusion=credit.conclusion,
                elements=named_elements(credit.elements, facts.plan),
            )
            for credit in credits_for(exercise, facts.ref, sit.on)
        )
    return tuple(found)
