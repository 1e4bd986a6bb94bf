"""How a duty is made, and a clock's dates put into it."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.duties.clock import Clock
from comah.duties.situation import Situation
from comah.law.counting import safe_day
from comah.model.duty import Duty, Status
from comah.model.provision import Provision


class Subject(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Whose or what duty it is, besides the authority."""

    establishment: str | None = None
    plan: str | None = None
    exercise: str | None = None


def new_duty(sit: Situation, provision: Provision, subject: Subject, status: Status, reason: str) -> Duty:
    """Make a duty without dates."""
    return Duty(
        duty=provision.id,
        authority=sit.authority.id,
        establishment=subject.establishment,
        plan=subject.plan,
        exercise=subject.exercise,
        who=provision.who,
        standing=provision.standing,
        title=provision.title,
        provision=provision.citation,
        link=provision.link,
        status=status,
        reason=reason,
    )


def with_clock(duty: Duty, clock: Clock, on: date) -> Duty:
    """Put a clock's dates into a duty.

    ``days_left`` counts to the safe date and falls below nought after it; ``days_overdue`` counts
    from the last lawful day on the latest reading of the record, and is nought until then.
    """
    if clock.due_on is None:
        return duty
    safe_on = safe_day(clock.due_on)
    latest = None if clock.has_undated else clock.due_latest_on
    overdue = max(0, (on - latest).days) if latest else 0
    return msgspec.structs.replace(
        duty,
        trigger=clock.trigger,
        due_on=clock.due_on,
        due_latest_on=latest,
        safe_on=safe_on,
        days_left=(safe_on - on).days,
        days_overdue=overdue,
        date_note=clock.note,
    )
