"""The records that a verdict rests on where no period is counted: events, requests, letters, what is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from comah.duties.gate import starts_preparation
from comah.duties.plan_events import changes_since_review
from comah.explain.matter import Matter
from comah.model.duty import Status
from comah.model.establishment import Exemption
from comah.model.kinds import HistoryEvent, Tier
from comah.model.page import Line, Part, source_of
from comah.model.provision import Reads
from comah.model.when import When
from comah.model.words import when_words
from comah.plans.as_at import PlanAsAt

_SHOWING_DONE: Final = ("multi-agency-debrief", "report-agreed", "report-published")
_OF_TIER: Final = frozenset({HistoryEvent.CLOSED, HistoryEvent.BECAME_UPPER_TIER})


def basis_part(matter: Matter) -> Part | None:
    """Return the records behind the verdict; None where the day counted from says it all."""
    if matter.duty.status is Status.EXEMPT and matter.facts is not None:
        lines = [_exemption(one) for one in (matter.facts.exemption,) if one is not None]
    elif matter.duty.status is Status.NOT_APPLICABLE:
        lines = [*_not_applicable(matter)]
    else:
        reader = _READERS.get(matter.reads)
        lines = [*reader(matter)] if reader else []
    return Part(id="basis", heading="ON RECORD", lines=tuple(lines)) if lines else None


def _not_applicable(matter: Matter) -> Iterator[Line]:
    if matter.site is None:
        return
    if matter.site.tier is Tier.LOWER:
        yield Line(label="Tier", text=matter.site.tier.value, source=source_of(matter.site.place, "tier"))
    for event in matter.site.history:
        if event.event in _OF_TIER:
            yield Line(label=event.event.value, text=_day(event.on), source=source_of(event.place, "on"))
    started = starts_preparation(matter.facts) if matter.facts else None
    if started is not None and matter.facts is not None:
        yield Line(label="Started", text=f"preparation of the plan, {when_words(started)}")


def _prepared(matter: Matter) -> Iterator[Line]:
    facts = matter.facts
    if facts is None or matter.duty.status is not Status.MET:
        return
    fact = facts.prepared or facts.in_existence_by
    if fact is not None:
        yield Line(text=f"{fact.event}: {when_words(fact.when)}", source=source_of(fact.place, fact.key))


def _zone(matter: Matter) -> Iterator[Line]:
    told = matter.facts.plan.zone_told_on if matter.facts else None
    if told is not None and matter.facts is not None:
        yield Line(label="Told", text=when_words(told), source=source_of(matter.facts.plan.place, "zone_told_on"))


def _changes(matter: Matter) -> Iterator[Line]:
    if matter.case is None:
        return
    for event in changes_since_review(matter.case):
        note = f": {event.note}" if event.note else ""
        yield Line(label=event.event.value, text=f"{_day(event.on)}{note}", source=source_of(event.place, "event"))


def _exemptions(matter: Matter) -> Iterator[Line]:
    facts: PlanAsAt | None = matter.facts
    if facts is not None:
        yield from (_exemption(one) for one in facts.plan.exemptions)


def _exemption(one: Exemption) -> Line:
    until = f"until {when_words(one.until)}" if one.until else "until withdrawn"
    reference = one.reference or "no reference on record"
    return Line(text=f"exempt from {_day(one.from_)} {until} ({reference})", source=source_of(one.place, "from"))


def _requests(matter: Matter) -> Iterator[Line]:
    """Yield the row of the agency that the duty speaks of."""
    for part in matter.exercise.attendance if matter.exercise else ():
        if matter.duty.reason.startswith(f"{part.agency} was asked "):
            yield Line(
                label="Asked",
                text=f"{part.agency}, {_day(part.asked_on)}, in writing under regulation 14(5)",
                source=source_of(part.place, "asked_on"),
            )
            outcome = f"; {part.outcome.value}" if part.outcome else ""
            yield Line(label="Replied", text=f"{_day(part.replied_on)}{outcome}")


def _activation(matter: Matter) -> Iterator[Line]:
    """Yield the activation that the duty speaks of."""
    for one in matter.sit.records.activations:
        if matter.duty.reason.startswith(f"{one.id}: "):
            yield Line(text=f"{one.kind.value}, {_day(one.on)}", source=source_of(one.place, "on"))
            yield Line(label="Public informed", text=_day(one.public_informed_on))


def _phases(matter: Matter) -> Iterator[Line]:
    for phase in matter.exercise.phases if matter.exercise else ():
        if phase.id in _SHOWING_DONE and phase.done_on is not None and phase.done_on.earliest <= matter.on:
            yield Line(
                label=phase.id, text=f"done {when_words(phase.done_on)}", source=source_of(phase.place, "done_on")
            )


def _day(when: When | None) -> str:
    return when_words(when) if when is not None else "day not on record"


_READERS: Final[dict[Reads, Callable[[Matter], Iterator[Line]]]] = {
    Reads.PREPARATION: _prepared,
    Reads.ZONE: _zone,
    Reads.CHANGES: _changes,
    Reads.EXEMPTIONS: _exemptions,
    Reads.REQUESTS: _requests,
    Reads.ACTIVATIONS_EFFECT: _activation,
    Reads.ACTIVATIONS_PUBLIC: _activation,
    Reads.DEBRIEF: _phases,
    Reads.POLICY_REPORT: _phases,
    Reads.TEST_REPORT: _phases,
    Reads.TEST_REPORT_SENT: _phases,
}
