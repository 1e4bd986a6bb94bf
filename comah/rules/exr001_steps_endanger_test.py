"""Late steps endanger the test of a plan.

What it finds: steps of an exercise are late, and those not done, even at their least lengths, no longer
fit into the working days before the safe date of a plan that the exercise is meant to test. Nothing else
that is planned would test that plan in time. Of an exercise after the safe date, before which another still
stands that is meant to test the plan, it is the safe date counted on from the day of that one.

Why it matters: regulation 14(1)(b) of COMAH 2015 (for a REPPIR plan, regulation 12(1) of REPPIR 2019)
requires a test at intervals not exceeding three years. Steps that do not fit are left out or hurried, or
the exercise slips past the date. Where a plan's date has already passed, TST001 speaks instead.

Example, as at 2026-04-20:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2023-northbank.toml
    held_on = 2023-05-12
    credits = [{ plan = "northbank", conclusion = "tested" }]

    # exercises/2026-northbank-live.toml
    planned_on = 2026-05-06
    will_test = ["northbank"]
    phases = [{ id = "initiation", done_on = 2025-11-04 }]

What to do: run a compressed or smaller exercise before the safe date, and show it as such; record every
step that is done; tell the head of service which plan is in danger.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from comah.exercises.backplan import fit_of
from comah.exercises.phases import done_phases
from comah.exercises.state import planned_day
from comah.model.duty import Duty, Status
from comah.model.exercise import Exercise
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Provision
from comah.model.words import count_words, weekday_words
from comah.rules.evidence import Evidence
from comah.rules.of_duty import law_line
from comah.rules.of_exercise import TO_COME, duties_meant, open_exercises, raised_of_exercise, step_lines, steps_words

RULE = Rule(
    code="EXR001",
    slug="steps-endanger-test",
    kind=Kind.LAW,
    severity=Severity.ERROR,
    citations=("COMAH-14-TEST", "REPPIR-12-TEST"),
)
_IN_HAND = frozenset({Status.ARRANGED, Status.PLANNED})  # this or another exercise is in time


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan that the late steps of an exercise endanger."""
    meant = duties_meant(evidence)
    for exercise in open_exercises(evidence, *TO_COME):
        for duty, provision in endangered(evidence, exercise, meant):
            yield _raised(evidence, exercise, duty, provision)


def endangered(
    evidence: Evidence, exercise: Exercise, meant: dict[str, list[tuple[Duty, Provision]]]
) -> tuple[tuple[Duty, Provision], ...]:
    """Return the test duties that an exercise's late steps endanger."""
    if not evidence.late_phases(exercise):
        return ()
    at_stake = (row for row in _judged(evidence, exercise, meant) if _is_at_stake(row[0], evidence))
    return tuple(row for row in at_stake if row[0].safe_on and not _fits(evidence, exercise, row[0].safe_on))


def _judged(
    evidence: Evidence, exercise: Exercise, meant: dict[str, list[tuple[Duty, Provision]]]
) -> Iterator[tuple[Duty, Provision]]:
    """Yield the tests of an exercise's plans with the dates by which the exercise is judged."""
    when = planned_day(exercise, evidence.on)
    for ref in exercise.will_test:
        for duty, provision in meant.get(ref, ()):
            yield evidence.cycles.judged(ref, duty, exercise, when).duty, provision


def _is_at_stake(duty: Duty, evidence: Evidence) -> bool:
    return duty.safe_on is not None and evidence.on <= duty.safe_on and duty.status not in _IN_HAND


def _fits(evidence: Evidence, exercise: Exercise, safe_on: date) -> bool:
    done = done_phases(exercise, evidence.on)
    return fit_of(evidence.on, safe_on, evidence.sit.template_of(exercise), done, evidence.sit.calendar).is_enough


def _raised(evidence: Evidence, exercise: Exercise, duty: Duty, provision: Provision) -> Raised:
    late = evidence.late_phases(exercise)
    assert duty.safe_on is not None  # noqa: S101 -- what is at stake has a safe date
    done = done_phases(exercise, evidence.on)
    fit = fit_of(evidence.on, duty.safe_on, evidence.sit.template_of(exercise), done, evidence.sit.calendar)
    left = f"{count_words(fit.needed, 'working day')} needed at least, {fit.available} left before the safe date"
    raised = raised_of_exercise(
        evidence,
        exercise,
        f"{steps_words(late, evidence.on)}; the test of {duty.establishment} no longer fits in time",
        do="run a compressed exercise before the safe date and show it as such; tell the head of service",
        details=(
            law_line(provision, duty),
            ("Safe", f"{weekday_words(duty.safe_on)}: {left}"),
            *step_lines(late, evidence.on),
        ),
        provision=duty.provision,
    )
    return replace(raised, establishment=duty.establishment, plan=duty.plan)
