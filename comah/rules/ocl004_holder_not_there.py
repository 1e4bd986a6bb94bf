"""On call, and not there.

What it finds: within 90 days somebody has a turn who is away on a day of it, is exempt on that date, has not come
yet or has left by then, or does not serve in that role by people.toml.

Why it matters: a name on the rota that cannot answer is a gap that nobody sees. This is good practice, not law.

Example, as at 2026-11-21:

    # oncall/roles.toml
    [[roles]]
    id = "tactical"
    name = "Tactical"

    # oncall/people.toml
    [[people]]
    id = "division-manager-b"
    roles = ["tactical"]
    away = [{ from = 2026-12-24, to = 2027-01-03 }]

    # oncall/rota-2026.toml
    [[shifts]]
    id = "2026-w52-tactical-1"
    role = "tactical"
    person = "division-manager-b"

What to do: see who could take it (comah oncall gaps), and record what is agreed with comah oncall swap or cover.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.oncall_serving import Obstacle
from comah.oncall.gaps import against_holder
from comah.oncall.stints import Stint
from comah.oncall.time_words import span_words
from comah.rules.evidence import Evidence
from comah.rules.of_oncall import raised_on_call, turns_ahead

RULE = Rule(
    code="OCL004",
    slug="holder-not-there",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a turn, or part of one, whose holder is not there."""
    for one in turns_ahead(evidence):
        stint: Stint = one.stint
        for part in stint.parts:
            against = against_holder(one.serving, part, one.role)
            words = [each.words for each in against if each.kind is not Obstacle.UNTRAINED]
            if words:
                yield raised_on_call(
                    evidence,
                    stint.turn.shift.id,
                    f"{one.person.shown} {' and '.join(words)}: {one.words}, {span_words(part.start, part.end)}",
                    do="comah oncall gaps; then comah oncall swap or cover",
                    fact=stint.turn.shift,
                    key="person",
                    since=part.start,
                )
