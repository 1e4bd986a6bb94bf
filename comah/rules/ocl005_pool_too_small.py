"""Too few can serve in a role.

What it finds: fewer posts than the role's ``minimum_pool`` serve in it with every course valid; or fewer will
within 90 days, if nobody is trained until then (a note). Days away do not count: they pass.

Why it matters: pools are allowed to shrink until one or two people carry a role. How many are enough is the
council's own rule, not law.

Example, as at 2026-11-21:

    # oncall/roles.toml
    [[roles]]
    id = "tactical"
    name = "Tactical"
    minimum_pool = 2

    # oncall/people.toml
    [[people]]
    id = "division-manager-b"
    roles = ["tactical"]

What to do: see who could serve after training (comah oncall training), and bring more posts into the role.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.words import day_words
from comah.oncall.training_page import pool_of
from comah.rules.evidence import Evidence
from comah.rules.of_oncall import AHEAD, raised_on_call, roles_of

RULE = Rule(
    code="OCL005",
    slug="pool-too-small",
    kind=Kind.LOCAL,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a role whose pool is too small, or will be."""
    for serving, role in roles_of(evidence):
        pool = pool_of(serving, role, evidence.on, AHEAD.days)
        if pool.short_from is None:
            continue
        found = raised_on_call(
            evidence,
            role.id,
            f"{len(pool.can_serve)} can serve as {role.shown}, {role.minimum_pool} needed"
            if pool.is_short
            else f"too few can serve as {role.shown} from {day_words(pool.short_from)}, {role.minimum_pool} needed",
            do="comah oncall training; train those whose courses lapse, or bring more posts into the role",
            fact=role,
            key="minimum_pool",
            since=pool.short_from,
            details=(("Can", ", ".join(pool.can_serve) or "nobody"),),
        )
        yield found if pool.is_short else msgspec.structs.replace(found, severity=Severity.NOTE)
