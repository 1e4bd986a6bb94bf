"""The steps of one exercise as a page shows them: what is done, late, next and to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from comah.agenda.exercise_days import short_day, short_span
from comah.exercises.phases import DEBRIEF_BOOKED, PhaseDay, booked_debrief
from comah.exercises.state import State, is_fact, planned_day
from comah.exercises.template import EXERCISE
from comah.model.backplan import BackPlan, LateStep, StepPlan
from comah.model.exercise import Exercise
from comah.model.exercise_view import StepMark, StepShown
from comah.model.when import When
from comah.model.words import count_words, when_words
from comah.workdays.christmas import is_christmas_week
from comah.workdays.working_days import WorkCalendar

DEBRIEF: Final = "multi-agency-debrief"
REPORT: Final = "report-published"
HOT_DEBRIEF: Final = "hot-debrief"
_HELD: Final = frozenset({State.HELD, State.CLOSED})
_OVER: Final = frozenset({State.CLOSED, State.CANCELLED})
# of what follows the exercise, what a short page shows before it was held
_MILESTONES: Final = frozenset({"single-agency-debriefs", DEBRIEF, REPORT})


class Steps:
    """The steps of one exercise on one day."""

    def __init__(
        self, exercise: Exercise, state: State, days: tuple[PhaseDay, ...], plan: BackPlan | None, on: date
    ) -> None:
        """Hold the steps, by the day on which each begins."""
        self.exercise, self.state, self.on = exercise, state, on
        self.days = tuple(sorted(days, key=lambda day: (day.first_on, day.phase.last_offset)))
        self.plan = plan
        self._planned: Mapping[str, StepPlan] = {step.id: step for step in plan.steps} if plan else {}
        self._done = {one.id: one.done_on for one in exercise.phases if one.done_on and is_fact(one.done_on, on)}
        self._late: Mapping[str, LateStep] = {one.id: one for one in plan.late} if plan else {}

    def rows(self, calendar: WorkCalendar) -> tuple[StepShown, ...]:
        """Return every step that has a day."""
        following = self._next()
        latest = self._latest_done()
        return tuple(self._row(day, calendar, following, latest) for day in self.days)

    def mark(self, day: PhaseDay, following: PhaseDay | None) -> StepMark:
        """Return how a step stands."""
        if day.is_done or day.phase.id in self._done:
            return StepMark.DONE
        if day.phase.id == EXERCISE or (day.phase.is_fixed and day.phase.last_offset == 0):
            return StepMark.DAY
        if day.phase.id in self._late:
            return StepMark.LATE
        if self.state in _OVER or (self.state in _HELD and day.phase.last_offset < 0) or day.due_latest_on < self.on:
            return StepMark.PASSED
        return StepMark.NEXT if day is following else StepMark.TO_COME

    def _next(self) -> PhaseDay | None:
        """Return the first step to come that can be done: before the exercise until it is held, then after it."""
        is_after = self.state in _HELD
        for day in self.days:
            is_open = day.phase.id not in self._late and day.due_latest_on >= self.on and day.phase.last_offset != 0
            if is_open and not day.is_done and (day.phase.last_offset > 0) is is_after:
                return day
        return None

    def _latest_done(self) -> str:
        known = [(when.latest, name) for name, when in self._done.items() if when.is_known]
        return max(known)[1] if known else ""

    def _row(self, day: PhaseDay, calendar: WorkCalendar, following: PhaseDay | None, latest: str) -> StepShown:
        mark, step = self.mark(day, following), self._planned.get(day.phase.id)
        wrong = tuple(self._wrong(day, mark, calendar))
        done = self._done.get(day.phase.id)
        left = (day.due_on - self.on).days
        return StepShown(
            id=day.phase.id,
            title=day.phase.title,
            short=self._short_title(day),
            who=day.phase.who,
            mark=mark,
            is_wrong=mark is StepMark.LATE or bool(wrong),
            day=self._day(day),
            note="; ".join((*self._notes(day, mark, done), *wrong, *self._limits(day, mark))),
            first_on=day.first_on,
            due_on=day.due_on,
            limit_on=day.limit_on,
            done=done.text if done else "",
            days_late=day.days_late(self.on) if mark is StepMark.LATE else 0,
            days_left=left if mark in {StepMark.NEXT, StepMark.TO_COME, StepMark.DAY} and left >= 0 else None,
            provision=day.phase.provision,
            least_days=day.phase.least_days,
            slack_days=step.slack_days if step else None,
            is_critical=step.is_critical if step else False,
            is_shown=self._is_shown(day, mark, latest),
            endangers=self._late[day.phase.id].endangers if day.phase.id in self._late else (),
        )

    def _short_title(self, day: PhaseDay) -> str:
        if day.phase.id != EXERCISE:
            return day.phase.short
        has_hot = any(one.phase.id == HOT_DEBRIEF and not one.is_set for one in self.days)
        return "EXERCISE, hot debrief" if has_hot else "EXERCISE"

    def _day(self, day: PhaseDay) -> str:
        if day.phase.id == EXERCISE and self._exact is not None:
            return short_span(self._exact.earliest, self._exact.latest, self.on)
        booked = self._booked(day)
        if booked is not None:
            return short_span(booked.earliest, booked.latest, self.on) if booked.is_exact else when_words(booked)
        if day.due_on != day.due_latest_on and day.phase.first_offset == day.phase.last_offset:
            return f"{short_span(day.due_on, day.due_latest_on, self.on)}{'' if self._exact is not None else ' ~'}"
        return short_span(day.first_on, day.due_on, self.on)

    @property
    def _exact(self) -> When | None:
        """The day of the exercise, or its days, where they are known."""
        when = self.exercise.held_on if self.state in _HELD else planned_day(self.exercise, self.on)
        return when if when is not None and when.is_exact else None

    def _booked(self, day: PhaseDay) -> When | None:
        """Return the day booked for the debrief, where the step is that."""
        booked = self.exercise.debrief_on
        return booked if day.phase.id == DEBRIEF and booked is not None and booked.is_known else None

    def _notes(self, day: PhaseDay, mark: StepMark, done: When | None) -> Iterator[str]:
        """Say how the step stands."""
        if mark is StepMark.DONE:
            yield f"done {self._short(done)}" if done is not None and done.is_known else self._done_words(day)
        elif mark is StepMark.DAY:
            yield self._day_words()
        elif mark is StepMark.LATE:
            yield from self._late_words(day)
        elif mark is StepMark.PASSED:
            yield "not recorded as done"
        elif mark is StepMark.NEXT:
            yield "next"
        elif self._booked(day) is not None:
            yield "booked"
        elif day.phase.last_offset < 0 or self.state in _HELD:
            left = (day.due_on - self.on).days
            yield count_words(left, "day") if left >= 0 else "may be LATE: its day is not known"

    def _day_words(self) -> str:
        if self.state in _HELD:
            return "held"
        if self._is_past:
            return "not recorded as held"
        return {State.CONFIRMED: "fixed", State.PLANNED: "not confirmed"}.get(self.state, self.state.value)

    @property
    def _is_past(self) -> bool:
        """Whether its day has passed, and what became of it is not on record."""
        when = planned_day(self.exercise, self.on)
        is_open = self.state in {State.PLANNED, State.CONFIRMED}
        return is_open and when is not None and when.is_known and when.latest < self.on

    def _done_words(self, day: PhaseDay) -> str:
        if day.phase.id == DEBRIEF_BOOKED and self.exercise.debrief_on is not None:
            return f"booked for {self._short(self.exercise.debrief_on)}"
        return "done, day not on record"

    def _late_words(self, day: PhaseDay) -> Iterator[str]:
        without = day.phase.id == DEBRIEF_BOOKED and self.state is State.CONFIRMED
        yield f"LATE {count_words(day.days_late(self.on), 'day')}{' (confirmed without it)' if without else ''}"
        step = self._planned.get(day.phase.id)
        is_pressed = self.plan is not None and self.plan.is_compressed and self.plan.fits
        if step is not None and step.is_needed and is_pressed:
            yield f"now by {short_day(step.usual_on, self.on)}"

    def _wrong(self, day: PhaseDay, mark: StepMark, calendar: WorkCalendar) -> Iterator[str]:
        """Say what is wrong with the day itself of a step still to be done."""
        if mark is StepMark.DAY and self._is_past:
            yield "its day has passed"
        if mark not in {StepMark.NEXT, StepMark.TO_COME}:
            return
        booked = self._booked(day)
        at = booked.earliest if booked is not None else day.due_on
        if is_christmas_week(at) and day.phase.first_offset == day.phase.last_offset:
            yield "Christmas week"
        if at in calendar.blocked:
            yield "blocked by the diary"
        if booked is not None and day.limit_on is not None and booked.latest > day.limit_on:
            yield "PAST ITS LIMIT"
        if booked is not None and booked_debrief(self.exercise, self.on) is None:
            yield "BEFORE THE EXERCISE"
        if not calendar.is_working_day(at):
            yield "not a working day"

    def _limits(self, day: PhaseDay, mark: StepMark) -> Iterator[str]:
        """Say until when a step may slip, and whether law or custom says so."""
        if mark is StepMark.DONE or self.state in _OVER:
            return
        if day.phase.provision:
            until = f" by {short_day(day.limit_on, self.on)}" if day.limit_on else ""
            yield f"LAW{until} ({day.phase.provision})"
        elif day.limit_on is not None:
            yield f"limit {short_day(day.limit_on, self.on)}"
        elif day.phase.id == REPORT:
            yield "local target, not law"
        if day.is_set:
            yield "day set by the record"

    def _short(self, when: When | None) -> str:
        if when is None:
            return ""
        return short_day(when.earliest, self.on) if when.is_day else when_words(when)

    def _is_shown(self, day: PhaseDay, mark: StepMark, latest: str) -> bool:
        """Whether a short page shows the step: what is late, the last done, the next and what decides."""
        if day.phase.id == HOT_DEBRIEF and not day.is_set:
            return False
        if mark is StepMark.DONE:
            return day.phase.id == latest or (self.state in _HELD and day.phase.id in _MILESTONES)
        if mark in {StepMark.LATE, StepMark.NEXT, StepMark.DAY}:
            return True
        if mark is StepMark.PASSED or self._is_past:
            return False
        if self.state in _HELD:
            return True
        return day.phase.last_offset < 0 or day.phase.id in _MILESTONES or day.phase.provision != ""
