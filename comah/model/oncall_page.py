"""What ``comah oncall now`` and ``at`` show: decided in full. Frozen; a renderer decides nothing."""

from __future__ import annotations

from datetime import datetime

import msgspec

from comah.model.page import Source
from comah.model.problem import Problem


class RotaChange(msgspec.Struct, frozen=True, kw_only=True):
    """When the on-call records were last changed, as far as the journal knows."""

    at: str = ""  # ISO 8601 with its offset; "" where no change is on record
    is_by_hand: bool = False  # a file is not as the last line of the journal left it


class PageHead(msgspec.Struct, frozen=True, kw_only=True):
    """What every on-call page says of itself: whose rota it is, from which records."""

    authority: str
    rota_name: str
    marking: str
    source_note: str
    register_name: str
    register_digest: str
    rota_digest: str
    changed: str  # when the rota was last changed, in words
    changed_at: str  # the same as ISO 8601; "" where it is not on record
    numbers: str  # where the telephone numbers are
    unreadable: tuple[Problem, ...]  # faults of the on-call files


class OnDuty(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds one place of a role at an instant, or that nobody does."""

    role: str
    role_name: str
    seat: int
    has_second: bool
    person: str  # "": nobody
    post: str
    until: datetime | None  # in UTC; None where nothing ends it
    until_words: str  # "": as the first place
    when_rung: str  # of the second: when they are rung
    shift: str  # "" where the rota has no turn
    decided: str  # shift, swap, cover or nothing
    flags: tuple[str, ...]  # what has to be known of it: cover, a rule that it breaks
    is_wrong: bool  # nobody, or somebody who cannot serve
    source: Source | None
    telephone: str = ""  # only where private details were asked for


class CallDown(msgspec.Struct, frozen=True, kw_only=True):
    """A role that has no turns: its people are rung one after another."""

    role: str
    role_name: str
    people: tuple[str, ...]  # in the order in which they are rung
    posts: tuple[str, ...]
    telephones: tuple[str, ...]  # beside them; only where private details were asked for
    words: str
    flags: tuple[str, ...] = ()


class NextUp(msgspec.Struct, frozen=True, kw_only=True):
    """That one place of a role goes to somebody else, or to nobody."""

    role: str
    role_name: str
    seat: int
    has_second: bool
    at: datetime  # in UTC
    at_words: str
    from_person: str
    from_post: str
    person: str
    post: str  # NOBODY where there is a gap
    note: str  # covering, no turn on the rota, the same again


class OncallAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Who is on call at one instant."""

    at: datetime  # in UTC
    at_words: str
    clock: str  # where the time is from
    rows: tuple[OnDuty, ...]
    call_down: tuple[CallDown, ...]
    following: tuple[NextUp, ...]  # what changes at the next handover
    following_words: str


class OncallPage(msgspec.Struct, frozen=True, kw_only=True):
    """The page: one answer, or two where the clock showed the time that was asked for twice."""

    head: PageHead
    note: str  # of the time that was asked for
    answers: tuple[OncallAnswer, ...]


class NextPage(msgspec.Struct, frozen=True, kw_only=True):
    """What ``comah oncall next`` shows: the coming changes of each role."""

    head: PageHead
    at: datetime  # in UTC
    at_words: str
    rows: tuple[NextUp, ...]
    ends: tuple[str, ...]  # how far each rota reaches, in words
