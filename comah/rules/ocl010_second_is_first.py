"""Second on call is the first.

What it finds: within 90 days one person holds both places of a role at the same time.

Why it matters: the second is there for when the first does not answer. This is good practice, not law.

Example, as at 2026-11-21:

    # oncall/roles.toml
    [[roles]]
    id = "duty-officer"
    name = "Duty officer"
    second = true

    # oncall/people.toml
    [[people]]
    id = "ep-officer-a"
    roles = ["duty-officer"]

    # oncall/rota-2026.toml
    [[shifts]]
    id = "2026-w48-duty-officer-1"
    role = "duty-officer"
    person = "ep-officer-a"

    [[shifts]]
    id = "2026-w48-duty-officer-2"
    role = "duty-officer"
    place = 2
    person = "ep-officer-a"

What to do: give one of the places to somebody else (comah oncall swap).
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.oncall.time_words import span_words
from comah.rules.evidence import Evidence
from comah.rules.of_oncall import held_at_once, raised_on_call

RULE = Rule(
    code="OCL010",
    slug="second-is-first",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a pair of turns of one role that the same person has at one time."""
    for first, second, overlap in held_at_once(evidence):
        if first.role.id == second.role.id:
            yield raised_on_call(
                evidence,
                second.stint.turn.shift.id,
                f"{first.person.shown} is first and second as {first.role.shown} {span_words(*overlap)}",
                do=f"comah oncall swap {second.stint.turn.shift.id} --to PERSON --by POST",
                fact=second.stint.turn.shift,
                key="person",
                since=overlap[0],
            )
