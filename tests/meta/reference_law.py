"""The reference of the law, from the packaged data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reference_words import code, page, sentence, table, text

from comah.explain.rule_words import STANDING_WORDS, counting_part, value_words
from comah.law.load import load_law
from comah.model.provision import AppliesTo, Body, Provision

_FIRST = """\
This page is research, not legal advice. Each row says what was read to make it: "text as at 1 January
2017" means that the wording in force on that day was read, and nothing later. Where the text is silent,
the row says what the software infers. What a person has still to confirm is listed under
[Limits](../explanation/limits.md)."""
_BODIES = {
    Body.COMAH: "Control of Major Accident Hazards Regulations 2015",
    Body.REPPIR: "Radiation (Emergency Preparedness and Public Information) Regulations 2019",
    Body.PIPELINE: "Pipelines Safety Regulations 1996",
    Body.CIVIL_CONTINGENCIES: "Civil Contingencies Act 2004 and its 2005 Regulations",
    Body.POLICY: "Local policy and good practice (not law)",
}

_APPLIES = {
    AppliesTo.UPPER: "upper-tier establishments",
    AppliesTo.BOTH: "establishments of both tiers",
    AppliesTo.REPPIR: "premises with a REPPIR plan",
    AppliesTo.PIPELINE: "major accident hazard pipelines",
    AppliesTo.AUTHORITY: "the authority itself",
    AppliesTo.ANY: "any plan",
    AppliesTo.NONE: "nothing in this register yet",
}


def law_page() -> str:
    """Return the page of every provision."""
    law = load_law()
    parts = [_FIRST, f"Set: {text(law.version)}.", _contents(law.provisions)]
    for body, heading in _BODIES.items():
        rows = [row for row in law.provisions if row.body is body]
        parts += [f"## {heading}", *(part for row in rows for part in _provision(row))]
    return page("The law", *parts)


def _contents(provisions: Iterable[Provision]) -> str:
    rows = (
        (f"[{row.id}](#{row.id.lower()})", text(row.citation), text(row.title), text(row.who.value))
        for row in provisions
    )
    return table(("Duty", "Provision", "What", "Owed by"), rows)


def _provision(row: Provision) -> Iterator[str]:
    yield f"### {row.id}"
    yield f"**{text(sentence(row.title))}**"
    yield table(("", ""), ((f"**{name}**", words) for name, words in _fields(row) if words))


def _fields(row: Provision) -> Iterator[tuple[str, str]]:
    yield "Owed by", text(row.who.value)
    yield "Standing", text(STANDING_WORDS[row.standing])
    yield "Provision", text(row.citation)
    yield "Applies to", text(_APPLIES[row.applies_to])
    yield "Counts from", text(row.trigger)
    yield "How it is counted", text(counting_part(row).lines[-1].text)
    yield "Period", "<br>".join(text(value_words(value)) for value in row.values)
    yield "Record keys read", ", ".join(code(key.strip()) for key in row.record_key.split(",") if key.strip())
    yield "What was read", text(row.verified)
    yield "Inferred, not in the text", text(row.inference)
    yield "Note", text(row.note)
    yield "Text", f"<{row.link}>" if row.link else ""
