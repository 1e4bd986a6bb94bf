"""The rota: turns, who is down for them, what was swapped and covered, and the calls that were made."""

from enum import Enum
from typing import Annotated

from msgspec import Meta, field

from comah.model.keys import Day, Identifier, Schema, key
from comah.model.moment import DayOrMoment, Moment
from comah.model.place import Fact

At = Annotated[
    Moment | None,
    key("a day and a time of day, as the clock on the wall shows it", "2026-11-20 16:40", "2026-10-25 01:30 GMT"),
]
AgreedAt = Annotated[
    DayOrMoment | None, key("when it was agreed; the time of day where it is known", "2026-11-20 16:40", "2026-11-20")
]
PersonId = Annotated[
    str, key("the id of a post in people.toml", "ep-officer-a", pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$")
]


class CallKind(Enum):
    """Why somebody on call was rung."""

    TEST = "test"
    CALL_OUT = "call-out"


class Shift(Fact, frozen=True, kw_only=True):
    """One turn of one place: the slot that is to be filled. Its id never changes."""

    id: Identifier
    role: Identifier
    seat: Annotated[int, key("1 for who is rung first, 2 for the second", 1, ge=1, le=2)] = field(
        default=1, name="place"
    )
    person: PersonId = ""
    reason: Annotated[str, key("where nobody is down for it: why", "3 away, 1 lapsed")] = ""
    from_: Annotated[At, key("when it begins; left out: as the role's handover has it", "2026-11-16 09:00")] = field(
        default=None, name="from"
    )
    to: Annotated[At, key("when it ends; left out: as the role's handover has it", "2026-11-23 09:00")] = None


class Swap(Fact, frozen=True, kw_only=True):
    """That a whole turn went to somebody else. An exchange is two of these."""

    shift: Identifier
    person: Annotated[PersonId, key("who takes it; left out: nobody does", "ep-officer-b")] = ""
    in_return: Annotated[
        str, key("the turn given for it", "2026-w49-duty-officer-1", pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$")
    ] = ""
    agreed_by: Annotated[str, key("the post that agreed", "emergency planning manager")] = ""
    agreed_at: AgreedAt = None
    note: Annotated[str, key("anything to be known", "by telephone")] = ""


class Cover(Fact, frozen=True, kw_only=True):
    """That somebody else has the turn for a part of it."""

    shift: Identifier
    person: Annotated[PersonId, key("who covers; left out: nobody does", "ep-officer-b")] = ""
    from_: Annotated[At, key("from when; left out: from its beginning", "2026-11-20 18:00")] = field(
        default=None, name="from"
    )
    to: Annotated[At, key("until when; left out: to its end", "2026-11-22 09:00")] = None
    agreed_by: Annotated[str, key("the post that agreed", "emergency planning manager")] = ""
    agreed_at: AgreedAt = None
    note: Annotated[str, key("anything to be known", "by telephone")] = ""


class Published(Fact, frozen=True, kw_only=True):
    """How far people have been told their turns."""

    role: Identifier
    until: Annotated[Day, key("turns that begin on or before this day are told", "2027-01-31")]
    on: Annotated[Day, key("when they were told", "2026-11-02")] = None


class Built(Fact, frozen=True, kw_only=True):
    """How turns came to be chosen, so that they can be chosen again."""

    on: Annotated[Day, key("when", "2026-10-12")] = None
    from_: Annotated[Day, key("the first day that was asked for", "2026-11-02")] = field(default=None, name="from")
    weeks: Annotated[Annotated[int, Meta(ge=1, le=520)] | None, key("for how many weeks", 26)] = None
    roles: Annotated[tuple[Identifier, ...], key("for which roles", ["duty-officer"])] = ()
    seed: Annotated[Annotated[int, Meta(ge=0, le=2_147_483_647)] | None, key("the seed", 1)] = None
    result: Annotated[str, key("what was proved of it", "proved: no fairer rota exists")] = ""


class Rota(Fact, frozen=True, kw_only=True):
    """``oncall/rota-<year>.toml``: the turns that begin in a year, and what became of them."""

    schema: Schema
    shifts: Annotated[tuple[Shift, ...], key("turns")] = ()
    swaps: Annotated[tuple[Swap, ...], key("turns that went to somebody else")] = ()
    cover: Annotated[tuple[Cover, ...], key("parts of turns that went to somebody else")] = ()
    published: Annotated[tuple[Published, ...], key("how far people have been told")] = ()
    built: Annotated[tuple[Built, ...], key("how turns came to be chosen")] = ()


class Ring(Fact, frozen=True, kw_only=True):
    """One person rung."""

    person: PersonId = ""
    seat: Annotated[Annotated[int, Meta(ge=1, le=2)] | None, key("1 for the first on call, 2 for the second", 1)] = (
        field(default=None, name="place")
    )
    at: At = None
    answered: Annotated[bool, key("true: they answered", True)] = False


class Call(Fact, frozen=True, kw_only=True):
    """A test call or a call-out."""

    at: Annotated[Moment, key("when the first of them was rung", "2026-11-18 19:05")]
    role: Identifier
    kind: Annotated[CallKind, key("test or call-out", "test")] = CallKind.TEST
    rung: Annotated[tuple[Ring, ...], key("who was rung, in order, where more than one was")] = ()
    answered_by: Annotated[PersonId, key("who answered; left out: nobody did", "ep-officer-a")] = ""
    seat: Annotated[
        Annotated[int, Meta(ge=1, le=2)] | None, key("1 where the first on call answered, 2 for the second", 1)
    ] = field(default=None, name="place")
    after_minutes: Annotated[Annotated[int, Meta(ge=0, le=1440)] | None, key("after how many minutes", 4)] = None
    note: Annotated[str, key("what it was about", "smoke at Northbank")] = ""


class Calls(Fact, frozen=True, kw_only=True):
    """``oncall/calls-<year>.toml``: the test calls and call-outs of a year."""

    schema: Schema
    calls: Annotated[tuple[Call, ...], key("calls, in order")] = ()
