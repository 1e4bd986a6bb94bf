"""Changes since the last full review, for the next to take account of.

What it finds: changes at the establishment are on record that came, or may have come, after the
plan's last full review.

Why it matters: regulation 14(3) of COMAH 2015 has a review take account of changes at the
establishment, among those who would respond, and in knowledge. It sets no date of its own, and nothing
is late: so this is a note. It is law all the same, as a review that passes over them is not the one
that regulation 14(1)(a) asks for.

Example, as at 2025-11-21:

    # establishments/northbank.toml
    name = "Northbank Chemicals"
    history = [{ on = 2025-04-07, event = "modified", note = "second chlorine store" }]
    [[plans]]
    regime = "comah"
    reviews = [{ on = 2023-11-01, kind = "full", approved_by = "head of service" }]

What to do: put the changes on the list of the next review. Where a change is great, review now.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.duties.plan_events import changes_since
from comah.model.duty import Status
from comah.model.establishment import Event
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.provision import Reads
from comah.model.words import count_words, when_words
from comah.plans.as_at import PlanAsAt
from comah.plans.review_under_way import review_under_way
from comah.rules.evidence import Evidence
from comah.rules.of_plan import facts_of, of_plan, with_provision

RULE = Rule(
    code="REV006",
    slug="changes-to-heed",
    kind=Kind.LAW,
    severity=Severity.NOTE,
    citations=("COMAH-14-FACTORS",),
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a plan with changes since its last full review."""
    for duty, _ in evidence.duties_reading(Reads.CHANGES, Status.DUE):
        facts = facts_of(evidence, duty)
        changes = changes_since(facts)
        listed = ", ".join(map(_words, changes))
        found = of_plan(
            evidence,
            facts,
            f"{count_words(len(changes), 'change')} for the next review to take account of: {listed}",
            do=_to_do(facts),
        )
        yield with_provision(found, duty, place=changes[-1].place, key="event")


def _to_do(facts: PlanAsAt) -> str:
    if review_under_way(facts.plan, facts.on) is None:
        return "take account of it in the next review; review now where it is great"
    return f"take account of it in the review under way: comah review show {facts.site.id}"


def _words(event: Event) -> str:
    when = when_words(event.on) if event.on else "day not on record"
    return f"{event.event.value.replace('-', ' ')} {when}"
