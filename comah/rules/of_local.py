"""Findings on local duties: what an authority has set itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comah.model.authority import LocalDuty
from comah.model.duty import Duty, Status
from comah.model.finding import Raised
from comah.model.provision import Standing
from comah.rules.evidence import Evidence
from comah.rules.of_duty import Lines


def local_duties(evidence: Evidence, status: Status) -> Iterator[tuple[Duty, LocalDuty]]:
    """Yield the authority's own periodic duties of one status; local targets for exercises are not among them."""
    declared = {one.id: one for one in evidence.authority.local_duties}
    for duty in evidence.duties:
        is_own = duty.standing is Standing.LOCAL and duty.exercise is None and duty.establishment is None
        if is_own and duty.status is status and duty.duty in declared:
            yield duty, declared[duty.duty]


def raised_of_local(duty: Duty, local: LocalDuty, message: str, *, do: str, since: date | None = None) -> Raised:
    """Make a finding of a local duty."""
    details: Lines = (("Duty", duty.title), ("Every", local.every or "not on record"))
    return Raised(
        authority=duty.authority,
        subject=duty.duty,
        message=message,
        do=do,
        since=since,
        days=duty.days_overdue or None,
        place=local.place,
        key="last_on" if duty.trigger else "id",
        details=details,
    )
