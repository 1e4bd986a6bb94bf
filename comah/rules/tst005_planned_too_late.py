"""Exercise planned after the safe date.

What it finds: a plan is in date, no exercise would keep it so, and one that is meant to test it is
planned for a day after the plan's safe date. The latest day counts where the day is not fixed. Of several
exercises after it the first alone is found: a later one is found only where it comes after the safe date
counted on from the day of the one before it, as if that one will have tested the plan.

Why it matters: the safe date is a day before the last lawful day of regulation 14(1)(b) of COMAH 2015
(for a REPPIR plan, regulation 12(1) of REPPIR 2019). COMAH has no power to extend it. A day in the
diary after it looks like an answer and is none. On the last lawful day itself an exercise is in time,
with no day in hand. It is a warning, as no date has passed.

Example, as at 2025-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2023-northbank.toml
    held_on = 2023-05-12
    will_test = ["northbank"]
    credits = [{ plan = "northbank", conclusion = "tested" }]

    # exercises/2026-northbank-live.toml
    will_test = ["northbank"]
    planned_on = 2026-06-10

What to do: move the exercise to the safe date or before, or arrange a sooner test of this plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from comah.duties.arrangement import candidates
from comah.model.duty import Duty, Status
from comah.model.exercise import Exercise
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Provision, Reads
from comah.model.words import count_words, when_words
from comah.rules.evidence import Evidence
from comah.rules.of_duty import due_line, from_line, law_line, plan_of_duty, raised_of
from comah.rules.of_plan import last_day_to_arrange

RULE = Rule(
    code="TST005",
    slug="planned-too-late",
    kind=Kind.LAW,
    severity=Severity.WARNING,
    citations=("COMAH-14-TEST", "REPPIR-12-TEST"),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding for each exercise planned too late for a plan at risk."""
    for duty, provision in evidence.duties_reading(Reads.TESTS, Status.AT_RISK):
        plan = plan_of_duty(duty)
        for one in candidates(evidence.sit, plan, duty.trigger, duty.safe_on):
            if one.when is None or one.is_held or one.is_past:
                continue
            judged = evidence.cycles.judged(plan, duty, one.exercise, one.when)
            safe_on, due_on = judged.duty.safe_on, judged.duty.due_on
            if safe_on is not None and due_on is not None and one.when.latest > safe_on:
                lateness = f"{_lateness(one.when.latest, due_on)} of {plan}{judged.counted_words}"
                yield _raised(evidence, provision, judged.duty, one.exercise, f"{when_words(one.when)}, {lateness}")


def _lateness(latest: date, due_on: date) -> str:
    late = (latest - due_on).days
    return f"{count_words(late, 'day')} after the last lawful day" if late else "the last lawful day"


def _raised(evidence: Evidence, provision: Provision, duty: Duty, exercise: Exercise, words: str) -> Raised:
    found = raised_of(
        duty,
        f"planned for {words}",
        details=(law_line(provision, duty), *from_line(duty), *due_line(duty)),
        do=f"move it to {last_day_to_arrange(duty, evidence.on)} or before, or arrange a sooner test",
    )
    return msgspec.structs.replace(found, exercise=exercise.id, place=exercise.place, key="planned_on")
