"""Too large a share of the time on call.

What it finds: over the half year before the day and the half year after it, as far as the rota reaches, somebody
is on call for more of the time than their roles allow: 30% is noted (``share_note_percent``), 50% a warning
(``share_warning_percent``). All roles and places count together, and whole turns are rounded up.

Why it matters: one or two people who carry a rota are worn out, and then it stops. A published guideline says
ideally no more than 30%, and never half the time or more. This is good practice, not law.

Example, as at 2026-11-21:

    # oncall/roles.toml
    [[roles]]
    id = "tactical"
    name = "Tactical"
    shift_days = 14

    # oncall/people.toml
    [[people]]
    id = "division-manager-b"
    roles = ["tactical"]

    # oncall/rota-2026.toml
    [[shifts]]
    id = "2026-w47-tactical-1"
    role = "tactical"
    person = "division-manager-b"
    from = "2026-11-16 09:00"
    to = "2026-11-30 09:00"

    [[shifts]]
    id = "2026-w49-tactical-1"
    role = "tactical"
    person = "division-manager-b"
    from = "2026-11-30 09:00"
    to = "2026-12-14 09:00"

What to do: bring more posts into the role, and build the rota anew from where it has not been told
(comah oncall build, comah oncall fairness).
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.oncall.share_limits import shares_over
from comah.oncall.time_words import span_words
from comah.rules.evidence import Evidence
from comah.rules.of_oncall import raised_on_call

RULE = Rule(
    code="OCL006",
    slug="share-too-large",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a person who is on call for too much of the time."""
    for one in shares_over(evidence.serving, evidence.on) if evidence.serving else ():
        found = raised_on_call(
            evidence,
            one.person.id,
            f"{one.person.shown} is on call for {one.percent}% of the time, more than {one.limit}%",
            do="comah oncall fairness; bring more posts into the role",
            fact=one.person,
            details=(("Time", span_words(one.start, one.end)),),
        )
        yield found if one.is_warning else msgspec.structs.replace(found, severity=Severity.NOTE)
