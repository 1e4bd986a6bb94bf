"""Too soon after the last turn.

What it finds: within 90 days somebody's turn begins before ``minimum_gap_days`` have passed since the end of the
turn before, of whatever role. The role of the turn that ended says how many days; days are counted by the
calendar. Cover of a part of a turn counts too.

Why it matters: a rota that leaves no rest is not kept. How long it is to be is the council's own rule, not law.

Example, as at 2026-11-21:

    # oncall/roles.toml
    [[roles]]
    id = "tactical"
    name = "Tactical"
    minimum_gap_days = 14

    # oncall/people.toml
    [[people]]
    id = "division-manager-b"
    roles = ["tactical"]

    # oncall/rota-2026.toml
    [[shifts]]
    id = "2026-w47-tactical-1"
    role = "tactical"
    person = "division-manager-b"

    [[shifts]]
    id = "2026-w49-tactical-1"
    role = "tactical"
    person = "division-manager-b"

What to do: give one of the turns to somebody else (comah oncall swap), or leave it where it was agreed.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.words import count_words
from comah.oncall.rest import rest_until
from comah.oncall.time_words import at_words
from comah.rules.evidence import Evidence
from comah.rules.of_oncall import TurnOf, raised_on_call, turns_ahead

RULE = Rule(
    code="OCL008",
    slug="too-soon",
    kind=Kind.LOCAL,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a turn that begins too soon after the one before."""
    for one in turns_ahead(evidence):
        own = one.serving.stints[one.person.id]
        before = max((each for each in own if each.end <= one.stint.start), key=lambda each: each.end, default=None)
        role = one.serving.roles.get(before.role) if before else None
        if before and role and rest_until(role, before.end) > one.stint.start:
            days, asked = (one.stint.start - before.end).days, role.minimum_gap_days
            yield _raised(evidence, one, f"{count_words(days, 'day')} after the last, {asked} asked for")


def _raised(evidence: Evidence, one: TurnOf, words: str) -> Raised:
    shift = one.stint.turn.shift
    return raised_on_call(
        evidence,
        shift.id,
        f"{one.person.shown} begins a turn as {one.words} {words}",
        do=f"comah oncall swap {shift.id} --to PERSON --by POST",
        fact=shift,
        key="person",
        since=one.stint.start,
        details=(("Begins", at_words(one.stint.start)),),
    )
