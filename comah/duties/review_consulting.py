"""Who is asked in a review, by the names of the day, and who holds which version of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from comah.duties.case import Case
from comah.exercises.state import is_fact
from comah.model.book import Book
from comah.model.duty import Duty
from comah.model.establishment import Consulted
from comah.model.kinds import Nation, Regime
from comah.model.review_walk import ConsulteeRow, HolderRow
from comah.plans.as_at import PlanAsAt
from comah.plans.review_template import consultees
from comah.plans.review_under_way import UnderWay

_DESIGNATED: Final = "designated-authorities"


class Walk(msgspec.Struct, frozen=True, kw_only=True):
    """One plan's review with what it is worked out from."""

    book: Book
    case: Case
    duty: Duty
    under_way: UnderWay | None

    @property
    def facts(self) -> PlanAsAt:
        """The plan's facts."""
        return self.case.facts

    @property
    def nation(self) -> Nation:
        """The nation whose bodies are consulted."""
        return self.case.sit.authority.nation or self.book.register.nation


def consulted_rows(walk: Walk) -> Iterator[ConsulteeRow]:
    """Yield the list of regulation 13(7) with the names that bodies have on the day, and what else was asked."""
    if walk.facts.plan.regime is not Regime.COMAH:
        return
    rest = dict(walk.under_way.consulted) if walk.under_way else {}
    for one in consultees(walk.nation, walk.case.on):
        name = walk.facts.site.operator if one.id == "operator" else one.name
        yield _row(walk, one.id, one.role, name, rest.pop(one.id, None))
        if one.id == _DESIGNATED:
            for agency in walk.book.register.agencies:
                if agency.category == 1:
                    row = _row(walk, agency.id, "Category 1 responder", agency.name, rest.pop(agency.id, None))
                    yield msgspec.structs.replace(row, is_part=True)
    for body, held in rest.items():
        name = next((each.name for each in walk.book.register.agencies if each.id == body), "")
        yield _row(walk, body, "others as appropriate", name, held)


def _row(walk: Walk, body: str, role: str, name: str, held: Consulted | None) -> ConsulteeRow:
    replied = held.replied_on if held and is_fact(held.replied_on, walk.case.on) else None
    return ConsulteeRow(
        id=body,
        role=role,
        name=name,
        asked=held.on.text if held and held.on else "",
        replied=replied.text if replied else "",
        note=held.note if held else "",
    )


def not_asked(walk: Walk) -> Iterator[str]:
    """Yield the places in the list of regulation 13(7) of which nobody was asked."""
    rows = tuple(consulted_rows(walk))
    has_part = any(row.is_part and row.asked for row in rows)
    for row in rows:
        is_met = bool(row.asked) or (row.id == _DESIGNATED and has_part)
        if not row.is_part and not is_met:
            yield f"{row.id}{f' ({row.name})' if row.name else ''}"


def holder_rows(walk: Walk) -> Iterator[HolderRow]:
    """Yield each holder with the last version given to it."""
    last = {one.to: one for one in walk.facts.plan.distributed if one.on is None or is_fact(one.on, walk.case.on)}
    latest = latest_issue(walk)
    for one in last.values():
        yield HolderRow(
            to=one.to,
            version=one.version,
            given=one.on.text if one.on else "",
            is_latest=bool(latest) and one.version == latest,
        )


def latest_issue(walk: Walk) -> str:
    """Return the version last issued by the day."""
    issued = [one for one in walk.facts.plan.issues if one.on is not None and is_fact(one.on, walk.case.on)]
    return max(issued, key=lambda one: one.on.earliest if one.on else date.min).version if issued else ""
