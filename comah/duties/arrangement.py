"""The exercises meant to test a plan, and whether any of them would meet its date."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.duties.clock import cycle_began
from comah.duties.next_cycle import standing_before
from comah.duties.situation import Situation
from comah.exercises.backplan import fit_of
from comah.exercises.phases import done_phases
from comah.exercises.state import State, credits_for, planned_day, state_of
from comah.model.duty import Arranged, Trigger
from comah.model.exercise import Exercise
from comah.model.when import When
from comah.model.words import count_words, day_words, when_words

_WHY_UNDATED = {
    State.UNDATED: "it has no day yet",
    State.POSTPONED: "it was put off and has no new day",
}


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise meant to test the plan in the present cycle."""

    exercise: Exercise
    when: When | None
    is_confirmed: bool
    is_held: bool
    is_past: bool  # its day has passed and it is not recorded as held
    why_not: str  # why it does not qualify; "" where it does
    follows: str = ""  # the exercise still to come before it, where it comes after the safe date itself

    @property
    def arranged(self) -> Arranged:
        """The exercise as a result shows it."""
        return Arranged(
            exercise=self.exercise.id,
            type=self.exercise.type.value,
            text=self.when.text if self.when else "",
            earliest=self.when.earliest if self.when else None,
            latest=self.when.latest if self.when else None,
            is_confirmed=self.is_confirmed,
            is_held=self.is_held,
        )

    @property
    def words(self) -> str:
        """The exercise in words."""
        when = f" on {when_words(self.when)}" if self.when and self.when.is_day else ""
        if self.when and not self.when.is_day:
            when = f", {when_words(self.when)}"
        return f"{self.exercise.type.value} exercise {self.exercise.id}{when}"


def candidates(sit: Situation, plan: str, trigger: Trigger | None, safe_on: date | None) -> tuple[Candidate, ...]:
    """Return the exercises meant to test a plan and not yet decided on, soonest first.

    Left out are cancelled ones, those already credited (whatever the conclusion), and those of an
    earlier cycle, before the event that the clock now counts from.
    """
    found = []
    for exercise in sit.exercises_naming(plan):
        if plan not in exercise.will_test or credits_for(exercise, plan, sit.on):
            continue
        candidate = _candidate(sit, plan, exercise, safe_on)
        if candidate is not None and not _is_of_earlier_cycle(candidate, trigger):
            found.append(candidate)
    return tuple(sorted(found, key=_soonest_first))


def best(found: tuple[Candidate, ...]) -> Candidate | None:
    """Return the exercise to show: one that qualifies and is confirmed, one that qualifies, or the next to come."""
    for wanted in (True, False):
        for one in found:
            if not one.why_not and one.is_confirmed is wanted:
                return one
    return next((one for one in found if one.when is not None and not one.is_held and not one.is_past), None)


def _soonest_first(candidate: Candidate) -> tuple[date, str]:
    return (candidate.when.latest if candidate.when else date.max, candidate.exercise.id)


def _is_of_earlier_cycle(candidate: Candidate, trigger: Trigger | None) -> bool:
    began = cycle_began(trigger)
    return began is not None and candidate.when is not None and candidate.when.latest < began.counted_from


def _candidate(sit: Situation, plan: str, exercise: Exercise, safe_on: date | None) -> Candidate | None:
    state = state_of(exercise, sit.on)
    is_held = state in {State.HELD, State.CLOSED}
    if state is State.CANCELLED or (is_held and not (exercise.held_on and exercise.held_on.is_known)):
        return None
    when = exercise.held_on if is_held else planned_day(exercise, sit.on)
    follows = _follows(sit, plan, exercise, when, safe_on) if not is_held else ""
    later = f", and {follows} stands before it" if follows else ""
    return Candidate(
        exercise=exercise,
        when=when,
        is_confirmed=is_held or state is State.CONFIRMED,
        is_held=is_held,
        is_past=not is_held and when is not None and when.latest < sit.on,
        why_not=f"{_why_not(sit, exercise, state, when, safe_on)}{later}",
        follows=follows,
    )


def _follows(sit: Situation, plan: str, exercise: Exercise, when: When | None, safe_on: date | None) -> str:
    """Return the exercise to come that stands before one after the safe date; "" where none does."""
    if when is None or not when.is_known or (safe_on is not None and when.latest <= safe_on):
        return ""
    others = sit.exercises_naming(plan)
    before = standing_before(plan, exercise, when, others, on=sit.on, faulty_files=sit.faulty_files)
    return before[-1][0].id if before else ""


def _why_not(sit: Situation, exercise: Exercise, state: State, when: When | None, safe_on: date | None) -> str:
    if exercise.place.file.name in sit.faulty_files:
        return "its record has faults (see comah validate)"
    if when is None:
        return _WHY_UNDATED[state]
    if safe_on is None or when.latest > safe_on:
        return _why_not_in_time(when, safe_on)
    if state in {State.HELD, State.CLOSED}:
        return ""
    if when.latest < sit.on:
        return f"it was planned for {when_words(when)}, which has passed, and is not recorded as held"
    return _why_no_time(sit, exercise, when)


def _why_not_in_time(when: When, safe_on: date | None) -> str:
    if safe_on is None:
        return "no safe date is known to hold it against"
    return f"its {'day' if when.is_day else 'latest day'}, {day_words(when.latest)}, is after the safe date"


def _why_no_time(sit: Situation, exercise: Exercise, when: When) -> str:
    done = done_phases(exercise, sit.on)
    fit = fit_of(sit.on, when.began_latest, sit.template_of(exercise), done, sit.calendar)
    if fit.is_enough:
        return ""
    needed = count_words(fit.needed, "working day")
    return f"its steps not recorded as done need {needed} at least, and {fit.available} are left"
