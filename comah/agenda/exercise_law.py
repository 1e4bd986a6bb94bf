"""What the law wants of the plans that an exercise is meant to test, and what its late steps put at stake."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from comah.duties.next_cycle import Judged
from comah.exercises.state import State, credits_for
from comah.model.backplan import BackPlan, Endangered
from comah.model.duty import Duty, Status
from comah.model.exercise import Exercise
from comah.model.exercise_view import PlanLaw
from comah.model.kinds import Conclusion, Element
from comah.model.status_words import STATUS_WORDS
from comah.model.when import When
from comah.model.words import count_words, day_words, weekday_words

_HELD = frozenset({State.HELD, State.CLOSED})


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise on one day."""

    exercise: Exercise
    on: date
    state: State
    when: When | None  # its day, held or planned
    plan: BackPlan | None  # the exercise planned back from its day
    modular: frozenset[str] = frozenset()  # the plans that are tested element by element
    is_new: bool = False  # about to be put on record: nothing of it can be late yet


def plan_laws(seen: Seen, judged: Mapping[str, Judged]) -> tuple[PlanLaw, ...]:
    """Return, for each plan that the exercise is to test, its statutory date and whether a late step endangers it.

    Args:
        seen: the exercise.
        judged: by which dates the exercise is judged, by the name that it gives each plan.
    """
    return tuple(_law(seen, ref, judged.get(ref)) for ref in seen.exercise.will_test)


def _law(seen: Seen, ref: str, judged: Judged | None) -> PlanLaw:
    if judged is None:
        return PlanLaw(
            plan=ref,
            provision="",
            status=Status.NOT_APPLICABLE,
            safe_on=None,
            due_on=None,
            endangered_days=0,
            words=("no law asks for a test of this plan, or the plan is not on record",),
        )
    danger, duty = _danger(ref, seen.plan), judged.duty
    return PlanLaw(
        plan=ref,
        provision=duty.provision,
        status=duty.status,
        safe_on=duty.safe_on,
        due_on=duty.due_on,
        follows=judged.follows,
        soonest=judged.soonest,
        endangered_days=danger.days if danger else 0,
        words=tuple(_words(seen, ref, judged, danger)),
    )


def _danger(ref: str, plan: BackPlan | None) -> Endangered | None:
    """Return the worst that a late step does to the plan's safe date."""
    found = [one for step in (plan.late if plan else ()) for one in step.endangers if one.what == ref]
    return max(found, key=lambda one: one.days, default=None)


def _words(seen: Seen, ref: str, judged: Judged, danger: Endangered | None) -> Iterator[str]:
    is_held, duty = seen.state in _HELD, judged.duty
    if is_held:
        yield _credited(seen, ref, duty)
    if duty.safe_on is None:
        yield f"Safe date not known: {duty.reason}."
        return
    passed = ", which HAS PASSED" if duty.safe_on < seen.on else ""
    by = f"{day_words(duty.safe_on)} (safe date){judged.counted_words}{passed}"
    yield f"{'Next test' if is_held else 'Test'} by {by}."
    yield from judged.present_words(seen.on)
    if is_held or seen.state is State.CANCELLED:
        yield f"{STATUS_WORDS[duty.status].title}."
        return
    if seen.when is not None and seen.when.latest > duty.safe_on:
        yield f"Its day {judged.lateness_words(seen.when)}."
    yield from _new_words(danger) if seen.is_new else _late_words(ref, seen.plan, danger, has_passed=bool(passed))


def _credited(seen: Seen, ref: str, duty: Duty) -> str:
    """Say what was decided, and whether the clock was restarted by it."""
    made = credits_for(seen.exercise, ref, seen.on)
    if not made:
        return "NOT CREDITED YET: it tests nothing until somebody decides."
    found = next((one for one in made if one.conclusion is Conclusion.TESTED), made[0])
    said = f"Credited: {found.conclusion.value}"
    if ref in seen.modular and found.conclusion is not Conclusion.NOT_TESTED:
        return f"{said}; the clocks of the elements that it names are restarted, no others."
    if found.conclusion is not Conclusion.TESTED:
        return f"{said}; the clock is not restarted."
    if seen.when is not None and (duty.trigger is None or duty.trigger.latest < seen.when.earliest):
        missing = "" if Element.ALL in found.elements else ": not every element that applies is named"
        return f"{said}, BUT THE CLOCK IS NOT RESTARTED{missing}."
    return f"{said}."


def _new_words(danger: Endangered | None) -> Iterator[str]:
    """Say of an exercise not on record yet whether the safe date can be met at all."""
    if danger is not None:
        yield f"It cannot be met: {_earliest(danger)}."


def _earliest(danger: Endangered) -> str:
    days = count_words(danger.days, "day")
    return f"not before {weekday_words(danger.earliest_on)} if begun now, {days} after the safe date"


def _late_words(ref: str, plan: BackPlan | None, danger: Endangered | None, *, has_passed: bool) -> Iterator[str]:
    """Say which of the late steps endanger the safe date, and by how much; or that none does."""
    late = plan.late if plan else ()
    guilty = [step for step in late if any(one.what == ref for one in step.endangers)]
    if has_passed:
        if danger is not None:
            yield f"With the late steps, {_earliest(danger)}."
        return
    if danger is not None:
        said = "step ENDANGERS" if len(guilty) == 1 else "steps ENDANGER"
        if len(guilty) == len(late):
            yield f"The late {said} it: {_earliest(danger)}."
        else:
            names = ", ".join(step.id for step in guilty)
            yield f"{len(guilty)} of {len(late)} late {said} it ({names}): {_earliest(danger)}; the others do NOT."
    elif late:
        yield "The late step does NOT endanger it." if len(late) == 1 else "The late steps do NOT endanger it."


def fit_words(plan: BackPlan | None, when: When | None = None) -> str:
    """Say, where the usual days no longer fit, whether each step at its least length does."""
    if plan is None or not plan.is_compressed:
        return ""
    if plan.fits:
        return "COMPRESSED: the usual days no longer fit; each step at its least length still does."
    needed = count_words(plan.reach.needed_days, "working day")
    earliest = weekday_words(plan.reach.compressed_on)
    if is_wide_enough(plan, when):
        return f"COMPRESSED, and not before {earliest}: it needs {needed} at least."
    return f"TOO SHORT: even compressed it needs {needed}; the earliest exercise is {earliest}."


def is_wide_enough(plan: BackPlan, when: When | None) -> bool:
    """Whether a day that is not known can still be one on which the steps fit."""
    return when is not None and not when.is_exact and plan.reach.compressed_on <= when.latest


def report_laws(plan: BackPlan | None) -> Iterator[str]:
    """Yield what late steps do to the reports that the law wants by a day."""
    found = [one for step in (plan.late if plan else ()) for one in step.endangers]
    for name in dict.fromkeys(one.what for one in found):
        worst = max((one for one in found if one.what == name), key=lambda one: one.days)
        if worst.what.isupper():
            yield (
                f"{name}: owed by {day_words(worst.date_on)}; the late steps make it "
                f"{count_words(worst.days, 'day')} LATE, {weekday_words(worst.earliest_on)}."
            )


def movable_words(plan: BackPlan | None, laws: tuple[PlanLaw, ...], when: When | None, on: date) -> str:
    """Say until when the exercise can still move; of one that lasts several days, until when it can begin."""
    move = plan.last_move if plan else None
    if move is None:
        return ""
    if move.safe_on < on:
        return "It cannot move and be in time: the safe date has passed."
    decides = f", by {move.plan}'s safe date" if len(laws) > 1 else ""
    if move.days < 0:
        return f"To keep the safe date it must move to {weekday_words(move.on)} or before{decides}."
    is_exact = when is not None and when.is_exact
    spare = f"; {count_words(move.days, 'day')}" if is_exact else ""
    verb = "begin" if is_exact and when is not None and not when.is_day else "move"
    return f"Can {verb} as late as {weekday_words(move.on)} (last working day{spare}{decides})."
