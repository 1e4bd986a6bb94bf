"""On call twice at one time.

What it finds: within 90 days somebody has turns of two roles at the same time.

Why it matters: one person cannot command and be the first to be rung as well. This is good practice, not law.

Example, as at 2026-11-21:

    # oncall/roles.toml
    [[roles]]
    id = "tactical"
    name = "Tactical"

    [[roles]]
    id = "strategic"
    name = "Strategic"

    # oncall/people.toml
    [[people]]
    id = "director-a"
    roles = ["tactical", "strategic"]

    # oncall/rota-2026.toml
    [[shifts]]
    id = "2026-w48-tactical-1"
    role = "tactical"
    person = "director-a"

    [[shifts]]
    id = "2026-w48-strategic-1"
    role = "strategic"
    person = "director-a"

What to do: give one of the turns to somebody else (comah oncall swap).
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.oncall.time_words import span_words
from comah.rules.evidence import Evidence
from comah.rules.of_oncall import held_at_once, raised_on_call

RULE = Rule(
    code="OCL002",
    slug="on-call-twice",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a pair of turns of two roles."""
    for first, second, overlap in held_at_once(evidence):
        if first.role.id != second.role.id:
            yield raised_on_call(
                evidence,
                first.person.id,
                f"{first.person.shown} is on call as {first.words} and as {second.words} {span_words(*overlap)}",
                do=f"comah oncall swap {second.stint.turn.shift.id} --to PERSON --by POST",
                fact=second.stint.turn.shift,
                key="person",
                since=overlap[0],
            )
