"""Postponed past the due date without the regulator's position.

What it finds: an exercise meant to test a plan was last put off to a day that is, or may be, after the last
lawful day of that test, or to no new day and the last lawful day has passed; and what the competent
authority (for a REPPIR plan, the regulator) said of it is not on record. Where another exercise that is meant
to test the plan still stands before it, the last lawful day is the one counted on from the day of that one.

Why it matters: COMAH gives no power to extend, and nothing that the competent authority says moves the
date. But it should hear of the breach from the council, before it happens: that is good practice, not law.
The breach itself is a finding of the TST rules.

Example, as at 2026-03-02:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2023-northbank.toml
    held_on = 2023-05-12
    credits = [{ plan = "northbank", conclusion = "tested" }]

    # exercises/2026-northbank-live.toml
    planned_on = 2026-09-16
    will_test = ["northbank"]
    postponements = [{ on = 2026-02-20, from = 2026-04-22, to = 2026-09-16, reason = "shutdown" }]

What to do: bring the exercise forward to the safe date, or run another; else tell the competent authority
now and record what it said as ca_position, with its letter.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from comah.exercises.state import State, put_off_by
from comah.model.duty import Duty
from comah.model.exercise import Exercise, Postponement
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.words import day_words, when_words
from comah.rules.evidence import Evidence
from comah.rules.of_exercise import TO_COME, duties_meant, open_exercises, raised_of_exercise

RULE = Rule(
    code="EXR011",
    slug="postponed-past-due",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan whose test was put off past its last lawful day without the regulator's position."""
    meant = duties_meant(evidence)
    for exercise in open_exercises(evidence, *TO_COME, State.POSTPONED):
        made = put_off_by(exercise, evidence.on)
        if not made or made[-1].ca_position:
            continue
        for ref in exercise.will_test:
            for present, _ in meant.get(ref, ()):
                judged = evidence.cycles.judged(ref, present, exercise, made[-1].to or made[-1].from_)
                due_on = judged.duty.due_on
                if due_on is not None and _passes(made[-1], due_on, evidence.on):
                    past = f"past the last lawful day {day_words(due_on)}{judged.counted_words}"
                    yield _raised(evidence, exercise, made[-1], present, past)


def _passes(last: Postponement, due_on: date, on: date) -> bool:
    return last.to.latest > due_on if last.to is not None else on > due_on


def _raised(evidence: Evidence, exercise: Exercise, last: Postponement, duty: Duty, past: str) -> Raised:
    to = when_words(last.to) if last.to else "no new day"
    who = "competent authority" if duty.plan == "comah" else "regulator"
    raised = raised_of_exercise(
        evidence,
        exercise,
        f"put off to {to}, {past}, without the {who}'s position",
        do=f"bring it forward to the safe date; else tell the {who} and record what it said as ca_position",
        fact=last,
        key="to" if last.to else "",
        since=last.on.latest if last.on else None,
    )
    return replace(raised, establishment=duty.establishment, plan=duty.plan)
