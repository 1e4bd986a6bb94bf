"""A statutory clock: from dated facts and a period to the last lawful day, with what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from comah.law.counting import last_lawful_day
from comah.model.duty import Trigger
from comah.model.provision import Counting, Period
from comah.model.when import When
from comah.model.words import when_words
from comah.plans.as_at import Dated

SET_BY_LETTER: Final = "until_on"  # the key of a day that was agreed: nothing began on it


class Clock(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """When a duty must be done by, counted from the earliest and the latest day of its event.

    ``has_undated`` says that a later event is on record whose day is not: it can only lengthen the
    time, so that nothing past ``due_on`` can be called overdue.
    """

    trigger: Trigger | None = None
    due_on: date | None = None
    due_latest_on: date | None = None
    has_undated: bool = False
    note: str = ""  # what else decided the date, in words


def clock_from(facts: Iterable[Dated], period: Period, counting: Counting) -> Clock:
    """Count a period from the last of several facts.

    Of several vague facts the latest of the earliest days and the latest of the latest days count.
    A fact of several days counts from its first day.
    """
    dated = [fact for fact in facts if fact.when.is_known]
    undated = any(not fact.when.is_known for fact in facts)
    if not dated:
        return Clock(has_undated=undated)
    trigger = _combine(dated)
    due_on = due_latest_on = last_lawful_day(trigger.counted_from, period, counting)
    if trigger.counted_from_latest != trigger.counted_from:
        due_latest_on = last_lawful_day(trigger.counted_from_latest, period, counting)
    return Clock(trigger=trigger, due_on=due_on, due_latest_on=due_latest_on, has_undated=undated)


def extended_to(clock: Clock, agreed: Dated, note: str) -> Clock:
    """Lengthen a clock to a day that was agreed; a day already passed by the clock changes nothing."""
    earliest, latest = agreed.when.earliest, agreed.when.latest
    if clock.due_on is None or clock.due_latest_on is None:
        return Clock(
            trigger=trigger_of(agreed), due_on=earliest, due_latest_on=latest, has_undated=clock.has_undated, note=note
        )
    if latest <= clock.due_on:
        return clock
    return msgspec.structs.replace(
        clock,
        due_on=max(clock.due_on, earliest),
        due_latest_on=max(clock.due_latest_on, latest),
        note=note,
    )


def trigger_of(fact: Dated) -> Trigger:
    """Make a trigger of one fact."""
    return Trigger(
        event=fact.event,
        text=fact.when.text,
        earliest=fact.when.earliest,
        latest=fact.when.latest,
        is_precise=fact.when.is_exact,
        counted_from=fact.when.earliest,
        counted_from_latest=fact.when.began_latest,
        place=fact.place,
        key=fact.key,
    )


def trigger_words(trigger: Trigger) -> str:
    """Write the day of a trigger no more exactly than it is known."""
    when = When(trigger.text, trigger.earliest, trigger.latest, is_exact=trigger.is_precise)
    return when_words(when)


def cycle_began(trigger: Trigger | None) -> Trigger | None:
    """Return the event that began the present cycle; None where a letter set the date and no event is on record."""
    return None if trigger is None or trigger.key == SET_BY_LETTER else trigger


def _combine(facts: list[Dated]) -> Trigger:
    if len(facts) == 1:
        return trigger_of(facts[0])
    by_earliest = max(facts, key=lambda fact: (fact.when.earliest, fact.when.began_latest))
    by_latest = max(facts, key=lambda fact: (fact.when.began_latest, fact.when.earliest))
    trigger = trigger_of(by_earliest)
    if by_latest.when.began_latest == by_earliest.when.began_latest:
        return trigger
    return msgspec.structs.replace(
        trigger_of(by_latest),
        text=f"{by_earliest.when.text} and {by_latest.when.text}",
        earliest=by_earliest.when.earliest,
        counted_from=by_earliest.when.earliest,
        is_precise=False,
    )
