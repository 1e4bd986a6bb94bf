"""What an authority, or one exercise, changes in a packaged template.

Changes are applied in order, and each only as far as it can be: what a provision limits keeps its
limit, and the exercise keeps its day. What is not applied is a finding (``template_faults``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import msgspec

from comah.exercises.template_order import Draft, without
from comah.model.phase_keys import PhaseKeys

_EXERCISE: Final = "exercise"
_ADDED_BY: Final = "lead"


def with_changes(drafts: tuple[Draft, ...], changes: Iterable[PhaseKeys]) -> tuple[Draft, ...]:
    """Return the phases with each change applied; a phase of a new id is added where its day puts it."""
    for change in changes:
        found = next((draft for draft in drafts if draft.id == change.id), None)
        if found is None:
            drafts = _added(drafts, change)
        elif not change.dropped:
            changed = changed_draft(found, change)
            drafts = tuple(changed if draft.id == change.id else draft for draft in drafts)
        elif not found.provision and found.id != _EXERCISE:
            drafts = without(drafts, change.id)
    return drafts


def changed_draft(draft: Draft, change: PhaseKeys) -> Draft:
    """Return a phase as a change has it; what the change leaves out stays as it is."""
    given: dict[str, Any] = {
        "title": change.title,
        "short": change.short or change.title,
        "limit": change.limit,
        "least_days": change.least_days,
        "needs": change.needs,
        "who": change.who,
        "evidence": change.evidence,
    }
    if draft.id != _EXERCISE:
        given["is_fixed"] = change.fixed
        given["first_offset"], given["last_offset"] = changed_span(draft, change)
    return msgspec.structs.replace(draft, **{name: value for name, value in given.items() if value not in (None, "")})


def changed_span(draft: Draft, change: PhaseKeys) -> tuple[int, int]:
    """Return the first and last day of a phase as a change has them; a phase of one day stays one."""
    first, last = change.first_offset, change.last_offset
    is_one_day = draft.first_offset == draft.last_offset
    if is_one_day and first is not None and last is None:
        last = first
    if is_one_day and last is not None and first is None:
        first = last
    span = (draft.first_offset if first is None else first, draft.last_offset if last is None else last)
    return span if span[0] <= span[1] else (draft.first_offset, draft.last_offset)


def _added(drafts: tuple[Draft, ...], change: PhaseKeys) -> tuple[Draft, ...]:
    """Add a phase above the first that begins later; one without a day, or dropped, is not added."""
    first = change.last_offset if change.first_offset is None else change.first_offset
    if first is None or change.dropped:
        return drafts
    last = first if change.last_offset is None else change.last_offset
    added = Draft(
        id=change.id,
        title=change.title or change.id,
        short=change.short or change.title or change.id,
        first_offset=min(first, last),
        last_offset=last,
        limit=change.limit,
        least_days=1 if change.least_days is None else change.least_days,
        needs=change.needs or (),
        who=change.who or _ADDED_BY,
        evidence=change.evidence,
        is_fixed=bool(change.fixed),
    )
    at = next((number for number, draft in enumerate(drafts) if draft.first_offset > added.first_offset), len(drafts))
    return (*drafts[:at], added, *drafts[at:])
