"""The statuses that a clock alone decides: overdue, may be overdue, cannot be shown."""

from __future__ import annotations

from datetime import date

from comah.duties.clock import Clock, trigger_words
from comah.model.duty import Status, Trigger
from comah.model.provision import Period, Standing
from comah.model.words import count_words, day_words


def late_status(
    clock: Clock, period: Period | None, on: date, standing: Standing = Standing.LAW
) -> tuple[Status, str] | None:
    """Return what a clock says on its own, with its reason; None while the duty is in time.

    Overdue is after the last lawful day on every reading of the record; may-be-overdue is after it
    on one reading.
    """
    if clock.trigger is None or clock.due_on is None or clock.due_latest_on is None or on <= clock.due_on:
        return None
    if clock.has_undated:
        return Status.UNKNOWN, _undated_reason(clock)
    last_day = "last lawful day" if standing is Standing.LAW else "last day"
    counted = _counted(clock.trigger, clock.due_on, period)
    if on > clock.due_latest_on:
        late = count_words((on - clock.due_latest_on).days, "day")
        return Status.OVERDUE, f"{counted}; the {last_day} was {day_words(clock.due_latest_on)}: {late} overdue"
    return Status.MAY_BE_OVERDUE, (
        f"{counted}; the day is not known, so the {last_day} lies between "
        f"{day_words(clock.due_on)} and {day_words(clock.due_latest_on)}"
    )


def _counted(trigger: Trigger, due_on: date, period: Period | None) -> str:
    """Say what was counted from; a day that was itself set, by letter or by the start of work, has no period."""
    length = f", {period} allowed" if period and trigger.counted_from != due_on else ""
    return f"{trigger.event} {trigger_words(trigger)}{length}"


def _undated_reason(clock: Clock) -> str:
    due = day_words(clock.due_on) if clock.due_on else ""
    return (
        f"the last dated event reached to {due}; a later one is on record without its day, "
        "so neither in date nor overdue can be shown"
    )
