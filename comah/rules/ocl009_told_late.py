"""Rota told too late.

What it finds: people have been told their turns of a role (``published`` in the rota's file) for fewer weeks ahead
than the role's ``publish_weeks_ahead``, or it is not on record that they were told at all.

Why it matters: people plan their lives, and swap what they know of in time. How far ahead is the council's own
rule, not law.

Example, as at 2026-11-21:

    # oncall/roles.toml
    [[roles]]
    id = "tactical"
    name = "Tactical"
    publish_weeks_ahead = 8

    # oncall/rota-2026.toml
    [[published]]
    role = "tactical"
    until = 2027-01-10
    on = 2026-10-05

What to do: build the rota further (comah oncall build), tell people their turns, and record until when they know
them (comah oncall publish).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.oncall import Role
from comah.model.words import count_words, day_words
from comah.rules.evidence import Evidence
from comah.rules.of_oncall import raised_on_call, roles_of

RULE = Rule(
    code="OCL009",
    slug="told-late",
    kind=Kind.LOCAL,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a role whose turns are not told far enough ahead."""
    for serving, role in roles_of(evidence):
        if not role.places or not role.publish_weeks_ahead:
            continue
        wanted = evidence.on + timedelta(weeks=role.publish_weeks_ahead)
        told = [one for one in serving.oncall.published if one.role == role.id and one.until is not None]
        until = max((one.until.earliest for one in told if one.until), default=None)
        if until is None:
            yield _raised(evidence, role, "that people were told their turns is not on record")
        elif until < wanted:
            asked = count_words(role.publish_weeks_ahead, "week")
            yield _raised(evidence, role, f"people know their turns to {day_words(until)}, less than {asked} ahead")


def _raised(evidence: Evidence, role: Role, words: str) -> Raised:
    return raised_on_call(
        evidence,
        role.id,
        f"{role.shown}: {words}",
        do="build the rota further, tell people, then: comah oncall publish --until DATE --by POST",
        fact=role,
        key="publish_weeks_ahead",
    )
