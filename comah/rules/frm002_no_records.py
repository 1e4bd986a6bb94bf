"""Authority without records.

What it finds: register.toml lists an authority of the forum, and there are no records of it in the register.

Why it matters: nothing can be said of its plans, and no line about it must not be read as "in order". A
council that sends files instead of sharing the folder is shown by its return (comah check --forum
--returns DIR), which answers this finding there.

Example, as at 2026-11-21:

    # register.toml
    schema = 1
    authorities = [{ id = "halton", name = "Halton" }, { id = "eastshire", name = "Eastshire Council" }]

What to do: ask it for its records, or for a return; see that the name of its folder is its id.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules.evidence import Evidence

RULE = Rule(
    code="FRM002",
    slug="no-records",
    kind=Kind.RECORD,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield, once a register, one finding an authority that is listed and has no records."""
    held = [records.authority.id for records in evidence.book.authorities]
    if evidence.authority.id != held[0]:
        return
    for entry in evidence.book.register.authorities:
        if entry.id not in held:
            yield Raised(
                authority=entry.id,
                subject=entry.id,
                message=f"{entry.name} has no records here: nothing can be shown",
                do="ask it for its records, or for a return (comah check --return)",
                place=entry.place,
                key="id",
            )
