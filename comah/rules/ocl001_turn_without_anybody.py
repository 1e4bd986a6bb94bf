"""Turn without anybody.

What it finds: within 90 days there is a time for which the rota has a turn and nobody to take it, or which no
turn of the rota reaches. Where somebody has a part of the turn, the rest is found. Weeks that are not on the rota
and begin more than four weeks ahead are a note.

Why it matters: when a site rings at three in the morning, nobody answers. This is good practice, not law.

Example, as at 2026-11-21:

    # oncall/roles.toml
    [[roles]]
    id = "tactical"
    name = "Tactical"

    # oncall/rota-2026.toml
    [[shifts]]
    id = "2026-w48-tactical-1"
    role = "tactical"
    reason = "2 away, 1 lapsed"

What to do: see who could take it (comah oncall gaps), agree it with them, and record it with comah oncall swap or
comah oncall cover. For weeks that are not on the rota, build them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import msgspec

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.oncall_gaps import GapKind
from comah.oncall.gaps import Uncovered, uncovered
from comah.oncall.time_words import at_words, span_words
from comah.rules.evidence import Evidence
from comah.rules.of_oncall import raised_on_call, role_words, window

RULE = Rule(
    code="OCL001",
    slug="turn-without-anybody",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)
_NEAR: Final = timedelta(days=28)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a time that nobody has."""
    if evidence.serving is None:
        return
    for one in uncovered(evidence.serving, *window(evidence.on)):
        if one.kind is not GapKind.HOLDER:
            yield _raised(evidence, one)


def _raised(evidence: Evidence, one: Uncovered) -> Raised:
    held, turn, role = one.held, one.held.turn, role_words(one.role, one.held.seat)
    if turn is None:
        return _not_built(evidence, one, role)
    could = one.candidates.words if one.candidates else ""
    return raised_on_call(
        evidence,
        turn.shift.id,
        f"{role}: nobody {span_words(held.start, held.end)}",
        do="comah oncall gaps; then comah oncall swap or cover",
        fact=turn.shift,
        since=held.start,
        details=(*(("Why", words) for words in one.why), ("Could", could)),
    )


def _not_built(evidence: Evidence, one: Uncovered, role: str) -> Raised:
    start, _ = window(evidence.on)
    is_near = one.held.start < start + _NEAR
    words = f"from {at_words(one.held.start)}" if one.held.start > start else "now"
    found = raised_on_call(
        evidence,
        role,
        f"not on the rota {words}",
        do="build the rota further: comah oncall build",
        fact=one.role,
        since=one.held.start,
    )
    return found if is_near else msgspec.structs.replace(found, severity=Severity.NOTE)
