"""What is missing of exercises and activations: days, credits, and that the public was informed."""

from __future__ import annotations

from collections.abc import Iterator

from comah.duties.gap_plans import PlanDuties
from comah.duties.situation import Situation, plans_named
from comah.exercises.state import State, is_cancelled, is_fact, planned_day, state_of
from comah.model.duty import Duty, Status
from comah.model.exercise import Exercise
from comah.model.gap import GAP_WORDS, Gap, GapKind
from comah.model.kinds import Regime
from comah.model.page import source_of
from comah.model.place import Place
from comah.model.provision import Law, Reads
from comah.model.words import day_words, when_words


def exercise_gaps(sit: Situation, plans: tuple[PlanDuties, ...]) -> Iterator[Gap]:
    """Yield what is missing of the authority's exercises: days first, then credits, then whether held."""
    for exercise in sit.records.exercises:
        if is_cancelled(exercise, sit.on):
            continue
        if is_fact(exercise.held_on, sit.on):
            yield from _held(sit, exercise, plans)
        elif state_of(exercise, sit.on) in {State.PLANNED, State.CONFIRMED}:
            yield from _unheld(sit, exercise)


def _held(sit: Situation, exercise: Exercise, plans: tuple[PlanDuties, ...]) -> Iterator[Gap]:
    if exercise.held_on is not None and not exercise.held_on.is_known:
        what = f"on which day {exercise.id} was held, and which plans it tested"
        yield _of_exercise(sit, exercise, GapKind.EXERCISE_DAY, (what, _day_enough(exercise, plans)))
    for one in plans:
        duty = one.by_reads.get(Reads.TESTS)
        for credit in duty.if_credited if duty else ():
            if credit.exercise == exercise.id and duty is not None and _matters(one, duty, exercise, credit.due_on):
                yield _credit(one, exercise, f"last lawful day {day_words(credit.due_on)}, safe date ", credit.safe_on)


def _day_enough(exercise: Exercise, plans: tuple[PlanDuties, ...]) -> str:
    named = plans_named(exercise)
    duties = [one.by_reads.get(Reads.TESTS) for one in plans if one.facts.ref in named]
    since = max((duty.in_date_only_if_since for duty in duties if duty and duty.in_date_only_if_since), default=None)
    if since is None:
        return "the day; credited or not, as the officer decides"
    return f"a day since {day_words(since)} (that day counts), and credited as a test"
