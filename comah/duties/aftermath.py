"""What is owed after an exercise: the debrief and the report. Law for REPPIR, local policy for COMAH."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from comah.duties.build import Subject, new_duty, with_clock
from comah.duties.clock import Clock, trigger_of
from comah.duties.position import late_status
from comah.duties.situation import Situation
from comah.exercises.known_by_result import is_known_by_result
from comah.exercises.state import State, is_fact, state_of
from comah.law.counting import last_lawful_day, safe_day
from comah.model.duty import Duty, Status
from comah.model.establishment import plan_ref
from comah.model.exercise import Exercise
from comah.model.kinds import Conclusion, Regime
from comah.model.place import Place
from comah.model.provision import Period, Provision, Reads, Standing
from comah.model.when import When
from comah.model.words import day_words
from comah.plans.as_at import Dated

# the phases of the exercise template that show a duty done, the first of them that is on record
_DONE_BY: dict[Reads, tuple[str, ...]] = {
    Reads.DEBRIEF: ("multi-agency-debrief",),
    Reads.POLICY_REPORT: ("report-published",),
    Reads.TEST_REPORT: ("report-agreed", "report-published"),
    Reads.TEST_REPORT_SENT: ("report-published",),
}
AFTERMATH_READS = frozenset(_DONE_BY)


def aftermath_duties(sit: Situation, provision: Provision) -> Iterator[Duty]:
    """Yield what follows held exercises.

    Local policy speaks of the exercises that the authority keeps. The law on reports speaks of its
    REPPIR plans, whichever authority keeps the exercise: one duty for each plan that was to be tested.
    """
    if provision.reads is Reads.DEBRIEF or provision.reads is Reads.POLICY_REPORT:
        for exercise in sit.records.exercises:
            if _is_held(exercise, sit):
                yield _duty(sit, provision, exercise, Subject(exercise=exercise.id))
        return
    for site in sit.records.establishments:
        ref = plan_ref(site.id, Regime.REPPIR)
        for exercise in sit.exercises_naming(ref):
            if _is_held(exercise, sit) and (ref in exercise.will_test or ref in _credited(exercise)):
                subject = Subject(establishment=site.id, plan=Regime.REPPIR.value, exercise=exercise.id)
                yield _duty(sit, provision, exercise, subject)


def _is_held(exercise: Exercise, sit: Situation) -> bool:
    return state_of(exercise, sit.on) in {State.HELD, State.CLOSED}


def _credited(exercise: Exercise) -> Iterator[str]:
    return (one.plan for one in exercise.credits if one.conclusion is not Conclusion.NOT_TESTED)


def _duty(sit: Situation, provision: Provision, exercise: Exercise, subject: Subject) -> Duty:
    value = provision.value_on(sit.on)
    if value is None or value.interval is None:
        return new_duty(sit, provision, subject, Status.NOT_APPLICABLE, "not in force on this day")
    started, done = _started(sit, provision, exercise), _done(sit, provision, exercise)
    clock = _clock(started, provision, value.interval)
    if done is not None:
        duty = new_duty(sit, provision, subject, Status.MET, f"done {_day(done.when)}{_lateness(done, clock)}")
        return msgspec.structs.replace(with_clock(duty, clock, sit.on), days_left=None, days_overdue=0)
    if provision.standing is not Standing.LAW and is_known_by_result(exercise, sit.on):
        reason = "the exercise is known by its result: its steps are not on record"
        return new_duty(sit, provision, subject, Status.NOT_APPLICABLE, reason)
    if started is None:
        return new_duty(sit, provision, subject, Status.NOT_APPLICABLE, "the report is not completed yet")
    if clock.due_on is None:
        reason = f"the day of {started.event} is not on record, so nothing can be counted"
        return new_duty(sit, provision, subject, Status.UNKNOWN, reason)
    late = late_status(clock, value.interval, sit.on, provision.standing)
    status, reason = late or (Status.DUE, f"safe date {day_words(safe_day(clock.due_on))}")
    return with_clock(new_duty(sit, provision, subject, status, reason), clock, sit.on)


def _clock(started: Dated | None, provision: Provision, interval: Period) -> Clock:
    """Count from what is on record: a test of several days is concluded on its last."""
    if started is None or not started.when.is_known:
        return Clock()
    earliest = last_lawful_day(started.when.ended_earliest, interval, provision.counting)
    latest = last_lawful_day(started.when.latest, interval, provision.counting)
    return Clock(trigger=trigger_of(started), due_on=earliest, due_latest_on=latest)


def _started(sit: Situation, provision: Provision, exercise: Exercise) -> Dated | None:
    """Return what the period counts from: the exercise held or, for sending a report, its completion."""
    if provision.reads is Reads.TEST_REPORT_SENT:
        return _phase(sit, exercise, _DONE_BY[Reads.TEST_REPORT][:1], "report completed")
    held = exercise.held_on
    return Dated(event="exercise held", when=held, place=exercise.place, key="held_on") if held else None


def _done(sit: Situation, provision: Provision, exercise: Exercise) -> Dated | None:
    return _phase(sit, exercise, _DONE_BY[provision.reads], "done")


def _phase(sit: Situation, exercise: Exercise, ids: tuple[str, ...], event: str) -> Dated | None:
    for phase_id in ids:
        for phase in exercise.phases:
            if phase.id == phase_id and phase.done_on is not None and is_fact(phase.done_on, sit.on):
                place: Place = phase.place
                return Dated(event=event, when=phase.done_on, place=place, key="done_on")
    return None


def _day(when: When) -> str:
    return when.text if when.is_known else "(day not on record)"


def _lateness(done: Dated, clock: Clock) -> str:
    if clock.due_latest_on is None or not done.when.is_known or done.when.earliest <= clock.due_latest_on:
        return ""
    return f", after {day_words(clock.due_latest_on)}"
