"""Each step from the fact counted from to the last lawful day and the safe date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comah.duties.local import period_of
from comah.explain.altered import alterations
from comah.explain.counted import FROM_THE_END
from comah.explain.matter import Matter
from comah.law.counting import last_lawful_day
from comah.model.authority import LocalDuty
from comah.model.duty import Duty, Trigger
from comah.model.page import Line, Part
from comah.model.provision import Counting, Period, Standing
from comah.model.words import day_words

_SET_BY = ("plan-by date", "extension agreed", "work with ionising")


def steps_part(matter: Matter) -> Part | None:
    """Return the working of the dates; None where there is no date."""
    duty = matter.duty
    if duty.due_on is None or duty.trigger is None:
        return None
    lines = [*_counted(matter, duty.trigger), *alterations(matter), *_result(duty, duty.due_on)]
    return Part(id="steps", heading="STEPS", lines=tuple(lines))


def _counted(matter: Matter, trigger: Trigger) -> Iterator[Line]:
    """Yield the counting itself, once from the earliest day and once from the latest."""
    if matter.provision is None:
        yield from _local(matter, trigger)
    elif matter.period is not None and not trigger.event.startswith(_SET_BY):
        earliest, latest = counted_days(matter, trigger)
        yield _count(earliest, matter.period, matter.provision.counting, "" if earliest == latest else "the earliest")
        if latest != earliest:
            yield _count(latest, matter.period, matter.provision.counting, "the latest")


def counted_days(matter: Matter, trigger: Trigger) -> tuple[date, date]:
    """Return the earliest and the latest day that the period is counted from."""
    if matter.reads in FROM_THE_END:
        return (trigger.latest if trigger.is_precise else trigger.earliest), trigger.latest
    return trigger.counted_from, trigger.counted_from_latest


def _count(start: date, period: Period, counting: Counting, which: str) -> Line:
    end = last_lawful_day(start, period, counting)
    words = f"{period} from {day_words(start)}{f', {which} day,' if which else ''} end on {day_words(end)}"
    if period.days == 0 and end.day != start.day and counting is not Counting.INCLUSIVE:
        words += f": that month has no day {start.day}, so its last"
    return Line(text=words, on=end)


def _local(matter: Matter, trigger: Trigger) -> Iterator[Line]:
    """Yield the counting of a local duty, by its own interval or recurrence."""
    local = local_duty_of(matter)
    period = period_of(local.every) if local else None
    if period is not None:
        yield _count(trigger.counted_from, period, Counting.EXCLUSIVE, "" if trigger.is_precise else "the earliest")
        if trigger.counted_from_latest != trigger.counted_from:
            yield _count(trigger.counted_from_latest, period, Counting.EXCLUSIVE, "the latest")
    elif local is not None and matter.duty.due_on is not None:
        yield Line(text=f"The next day of {local.every} is {day_words(matter.duty.due_on)}", on=matter.duty.due_on)


def local_duty_of(matter: Matter) -> LocalDuty | None:
    """Return the authority's own record of a local duty."""
    return next((one for one in matter.sit.authority.local_duties if one.id == matter.duty.duty), None)


def last_day_label(duty: Duty) -> str:
    """Name the last day in time: only a duty of law has a lawful one."""
    return "Last lawful day" if duty.standing is Standing.LAW else "Last day, local"


def last_day_words(duty: Duty) -> str:
    """Write the last lawful day of a dated duty, and how far it may lie from it."""
    last = day_words(duty.due_on) if duty.due_on else "not known"
    if duty.due_latest_on is None:
        return f"{last}, or later: a later event is on record without its day"
    if duty.due_latest_on != duty.due_on:
        return f"{last}, or up to {day_words(duty.due_latest_on)} on the latest reading"
    return last


def _result(duty: Duty, due_on: date) -> Iterator[Line]:
    yield Line(label=last_day_label(duty), text=last_day_words(duty), on=due_on)
    if duty.safe_on is not None:
        yield Line(label="Safe date", text=f"{day_words(duty.safe_on)}, the day before", on=duty.safe_on)
