"""The latest sensible day for an exercise that is to test plans, and why it is that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

import msgspec

from comah.agenda.good_days import Around
from comah.exercises.backplan import reach_of
from comah.model.backplan import Reach
from comah.model.duty import Duty
from comah.model.words import count_words, day_words, weekday_words

_SPARE: Final = timedelta(days=14)  # between a compressed exercise and the safe date, where there is room


class SensibleDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day, and why it."""

    day: date
    why: tuple[str, ...]


def sensible_day(surroundings: Around, duties: Mapping[str, Duty], margin_days: int) -> SensibleDay:
    """Return the latest day that leaves the local margin; where that no longer can be, the best that can.

    Args:
        surroundings: of the exercise; nothing of it is done.
        duties: to test each of its plans.
        margin_days: the authority's own, between the test and the safe date.
    """
    on, calendar = surroundings.on, surroundings.calendar
    reach = reach_of(on, surroundings.template, frozenset(), calendar)
    known = {ref: duty.safe_on for ref, duty in duties.items() if duty.safe_on is not None}
    if not known:
        return _placed(surroundings, reach.usual_on, f"no safe date is known; {_usual(reach)}")
    ref = min(known, key=lambda name: (known[name], name))
    safe = known[ref]
    whose = f"{ref}'s safe date" if len(known) > 1 else "the safe date"
    aim = calendar.on_or_before(safe - timedelta(days=margin_days))
    if aim >= reach.usual_on:
        why = f"the last working day that leaves the local margin of {count_words(margin_days, 'day')} before {whose}"
        return _placed(surroundings, aim, f"{why}, {day_words(safe)}", is_latest=True)
    if reach.usual_on <= safe:
        why = f"{_usual(reach)}; the local margin of {count_words(margin_days, 'day')} before {whose} is lost"
        return _placed(surroundings, reach.usual_on, why)
    pressed = f"the usual days lead to {day_words(reach.usual_on)}, after {whose}, {day_words(safe)}"
    if reach.compressed_on <= safe:
        day = max(reach.compressed_on, calendar.on_or_before(safe - _SPARE))
        return _placed(surroundings, day, f"COMPRESSED: {pressed}; each step at its least length still fits")
    late = count_words((reach.compressed_on - safe).days, "day")
    passed = f"{whose} has passed" if safe < on else f"even compressed it comes {late} after {whose}"
    return _placed(
        surroundings, reach.compressed_on, f"COMPRESSED, AND LATE: {passed}, {day_words(safe)}; the soonest that can be"
    )


def _usual(reach: Reach) -> str:
    return f"the usual days, if started today, lead to {weekday_words(reach.usual_on)}"


def _placed(surroundings: Around, wanted: date, why: str, *, is_latest: bool = False) -> SensibleDay:
    """Take the day, or a good day near it; before it, where it is the latest."""
    if not any(surroundings.against(wanted, wanted)):
        return SensibleDay(day=wanted, why=(why,))
    good = surroundings.good_days(wanted)
    better = [day for day in good if (day <= wanted) is is_latest] or list(good)
    if not better:
        return SensibleDay(day=wanted, why=(why, "no good day is near"))
    day = min(better, key=lambda one: abs((one - wanted).days))
    against = "; ".join(surroundings.against(wanted, wanted))
    return SensibleDay(day=day, why=(why, f"moved from {weekday_words(wanted)}: {against}"))
