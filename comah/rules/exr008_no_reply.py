"""Category 1 responder asked in writing, and no reply.

What it finds: a Category 1 responder was asked under regulation 14(5) of COMAH 2015 to take part in an
exercise, the days that local policy gives for a reply (``reply_days``, 28 unless the authority says
otherwise) have passed, and neither a reply nor what became of it is on record.

Why it matters: a responder asked in writing must co-operate in the test (regulation 14(6)). The regulation
sets no time for the reply, so the days are local; the duty is law.

Example, as at 2026-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"

    # exercises/2027-northbank-live.toml
    planned_on = 2027-01-27
    will_test = ["northbank"]
    attendance = [{ agency = "example-police", asked_on = 2026-10-01, asked_under_14_5 = true }]

What to do: ask again in writing, quote regulation 14(6), and record the reply; tell the competent
authority where none comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from comah.exercises.state import State, is_fact
from comah.model.exercise import AgencyPart, Exercise
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.model.words import count_words, day_words
from comah.rules.evidence import Evidence
from comah.rules.of_exercise import open_exercises, raised_of_exercise

RULE = Rule(
    code="EXR008",
    slug="no-reply",
    kind=Kind.LAW,
    severity=Severity.WARNING,
    citations=("COMAH-14-COOP", "policy.reply_days"),
)
_STATES = tuple(state for state in State if state not in {State.CANCELLED, State.CLOSED})


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a Category 1 responder that owes a reply."""
    for exercise in open_exercises(evidence, *_STATES):
        for part in exercise.attendance:
            if part.asked_under_14_5 and is_category_1(evidence, part.agency) and not _is_answered(part, evidence.on):
                yield from _raised(evidence, exercise, part)


def is_category_1(evidence: Evidence, agency: str) -> bool:
    """Whether the register lists an agency as a Category 1 responder, who alone owes co-operation."""
    return any(one.id == agency and one.category == 1 for one in evidence.book.register.agencies)


def _is_answered(part: AgencyPart, on: date) -> bool:
    return part.outcome is not None or is_fact(part.replied_on, on)


def _raised(evidence: Evidence, exercise: Exercise, part: AgencyPart) -> Iterator[Raised]:
    if part.asked_on is None:
        asked, last = "asked (day not on record)", None
    else:
        last = part.asked_on.latest + timedelta(days=evidence.authority.policy.reply_days)
        asked = f"asked {count_words((evidence.on - part.asked_on.latest).days, 'day')} ago"
    if last is not None and evidence.on <= last:
        return
    row = next((row for row in evidence.law.provisions if row.reads is Reads.REQUESTS), None)
    yield raised_of_exercise(
        evidence,
        exercise,
        f"{part.agency} {asked} under reg 14(5), no reply on record",
        do="ask again in writing and record the reply; tell the competent authority where none comes",
        fact=part,
        key="asked_on",
        since=last + timedelta(days=1) if last else None,
        details=(("Reply", f"wanted by {day_words(last)}: local, not law"),) if last else (),
        provision=row.citation if row else "",
    )
