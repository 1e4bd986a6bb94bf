"""The diary: what an authority plans its exercises around."""

from typing import Annotated

from comah.model.keys import RECURRING_PATTERN, Day, Identifier, Schema, key
from comah.model.place import Fact


class DiaryEntry(Fact, frozen=True, kw_only=True):
    """Days on which the team, an agency or a site is taken up."""

    id: Identifier
    title: Annotated[str, key("what is on", "Example Festival")] = ""
    on: Annotated[Day, key("a day or a span of days", "2027-08-26/2027-08-30")] = None
    every: Annotated[
        str,
        key(
            "where it comes again: the day in words, or an iCalendar recurrence rule",
            "last Monday of August",
            "FREQ=YEARLY;BYMONTH=8;BYDAY=-1MO",
            pattern=RECURRING_PATTERN,
        ),
    ] = ""
    days_before: Annotated[int, key("with every: how many days before that day are taken up too", 3, ge=0, le=60)] = 0
    days_after: Annotated[int, key("with every: how many days after that day are taken up too", 1, ge=0, le=60)] = 0
    blocks: Annotated[bool, key("true: no exercise is planned on these days", True)] = False
    note: Annotated[str, key("why it matters", "70,000 people; loads the same team")] = ""
    source: Annotated[str, key("where this is known from", "safety advisory group")] = ""


class Diary(Fact, frozen=True, kw_only=True):
    """``diary.toml``."""

    schema: Schema
    entries: Annotated[tuple[DiaryEntry, ...], key("what to plan around")] = ()
