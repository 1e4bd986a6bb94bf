"""On call: the roles, and the posts that serve in them. Posts, never people's names."""

from datetime import timedelta
from enum import Enum
from typing import Annotated

from msgspec import Meta, field

from comah.model.keys import Day, Identifier, Schema, TimeOfDay, key
from comah.model.kinds import Weekday
from comah.model.place import Fact

YEARLY_PATTERN = r"^([1-9]|[12][0-9]|3[01]) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)$"


class Wish(Enum):
    """What somebody would rather have. It never outweighs cover or fairness."""

    WANT = "want"
    AVOID = "avoid"


class Course(Fact, frozen=True, kw_only=True):
    """A course that a role needs."""

    id: Identifier
    name: Annotated[str, key("what it is called", "Tactical command")] = ""
    valid_months: Annotated[
        Annotated[int, Meta(ge=1, le=240)] | None,
        key("for how many months it is valid; left out: it does not lapse", 36),
    ] = None
    played_in_counts: Annotated[
        bool, key("true: having played in an exercise counts as having taken it again", True)
    ] = False


class OfficeHours(Fact, frozen=True, kw_only=True):
    """Hours in which the office answers and nobody need be on call. Never at a bank holiday."""

    days: Annotated[tuple[Weekday, ...], key("on which days of the week", ["monday", "tuesday"])]
    from_: Annotated[TimeOfDay, key("from", "08:00")] = field(name="from")
    to: Annotated[TimeOfDay, key("until, on the same day", "18:00")]


class Role(Fact, frozen=True, kw_only=True):
    """A role that somebody is on call for, or that is rung down a list."""

    id: Identifier
    name: Annotated[str, key("what it is called", "Duty officer")] = ""
    handover_day: Annotated[Weekday, key("the day of the week on which a turn begins", "monday")] = Weekday.MONDAY
    handover_at: Annotated[TimeOfDay, key("the time of day at which it begins", "09:00")] = "09:00"
    shift_days: Annotated[int, key("for how many days a turn lasts", 7, ge=1, le=31)] = 7
    counted_from: Annotated[Day, key("a day on which a turn began, where turns are not of one week", "2026-01-05")] = (
        None
    )
    second: Annotated[bool, key("true: a second person is on call besides", True)] = False
    ring_on_minutes: Annotated[
        int, key("after how many minutes without an answer the next one is rung", 15, ge=1, le=240)
    ] = 15
    answer_within_minutes: Annotated[
        Annotated[int, Meta(ge=1, le=240)] | None,
        key("within how many minutes a call is to be answered; left out: ring_on_minutes", 15),
    ] = None
    minimum_pool: Annotated[int, key("how many people the role needs; 0: no number is set", 6, ge=0, le=500)] = 0
    courses: Annotated[tuple[Course, ...], key("courses that everybody in the role needs")] = ()
    share_note_percent: Annotated[int, key("a share of the time above which a note is made", 30, ge=1, le=100)] = 30
    share_warning_percent: Annotated[
        int, key("a share of the time above which there is a warning", 50, ge=1, le=100)
    ] = 50
    minimum_gap_days: Annotated[
        int,
        key("days from the end of one turn to the start of the next, of the same person in any role", 14, ge=0, le=366),
    ] = 0
    longest_run: Annotated[
        Annotated[int, Meta(ge=1, le=53)] | None, key("how many turns one after another; left out: no limit is set", 1)
    ] = None
    office_hours: Annotated[
        tuple[OfficeHours, ...], key("hours in which the office answers; left out: the role is on call at all hours")
    ] = ()
    publish_weeks_ahead: Annotated[
        int, key("how many weeks ahead the rota is to be told to people; 0: no number is set", 8, ge=0, le=104)
    ] = 0
    test_call_days: Annotated[
        Annotated[int, Meta(ge=1, le=400)] | None,
        key("a test call at least every so many days; left out: none are arranged", 31),
    ] = None
    call_down: Annotated[bool, key("true: no turns; the people of the role are rung one after another", False)] = False
    rung_in_order: Annotated[
        tuple[Identifier, ...],
        key("with call_down: who is rung first; others of the role follow as people.toml has them", ["ep-officer-a"]),
    ] = ()

    @property
    def shown(self) -> str:
        """The role's name, or its id where it has none."""
        return self.name or self.id

    @property
    def places(self) -> tuple[int, ...]:
        """The places that turns fill: first, and second where there is one; none for a list that is rung down."""
        if self.call_down:
            return ()
        return (1, 2) if self.second else (1,)

    @property
    def length(self) -> timedelta:
        """How long a turn lasts by the calendar; a week in which the clocks change is an hour shorter or longer."""
        return timedelta(days=self.shift_days)


class Roles(Fact, frozen=True, kw_only=True):
    """``oncall/roles.toml``: what the council has somebody on call for."""

    schema: Schema
    numbers_at: Annotated[
        str,
        key("where the telephone numbers are kept; they are never in these records", "sheet 47 at the contact centre"),
    ] = ""
    roles: Annotated[tuple[Role, ...], key("roles, in the order in which they are shown")] = ()


class Training(Fact, frozen=True, kw_only=True):
    """A course that somebody passed."""

    course: Identifier
    passed_on: Annotated[Day, key("when", "2025-03-11")] = None
    valid_until: Annotated[
        Day, key("the last day on which it is valid, where that is not what the course's months say", "2028-03-11")
    ] = None


class Away(Fact, frozen=True, kw_only=True):
    """Days on which somebody cannot be on call. Why is nobody's business."""

    from_: Annotated[Day, key("the first day", "2026-12-19")] = field(default=None, name="from")
    to: Annotated[Day, key("the last day; left out: not known yet", "2027-01-03")] = None


class Preference(Fact, frozen=True, kw_only=True):
    """Days on which somebody would rather be on call, or rather not."""

    days: Annotated[Day, key("a week, a month or a span of days", "2026-W34", "2026-08")]
    wish: Annotated[Wish, key("want or avoid", "avoid")] = Wish.AVOID


class Person(Fact, frozen=True, kw_only=True):
    """Somebody who serves on call, by their post."""

    id: Identifier
    post: Annotated[str, key("the post, never a name", "EP Officer A")] = ""
    roles: Annotated[tuple[Identifier, ...], key("the roles they serve in", ["duty-officer"])] = ()
    from_: Annotated[Day, key("the first day on which they serve; left out: always", "2026-09-01")] = field(
        default=None, name="from"
    )
    until: Annotated[Day, key("the last day on which they serve; left out: no end is known", "2027-03-31")] = None
    training: Annotated[tuple[Training, ...], key("courses passed")] = ()
    away: Annotated[tuple[Away, ...], key("when they cannot be on call; no reasons")] = ()
    prefers: Annotated[tuple[Preference, ...], key("what they would rather have")] = ()
    exempt_dates: Annotated[
        tuple[Annotated[str, key("a day of every year", "25 Dec", pattern=YEARLY_PATTERN)], ...],
        key("days of every year on which they are never on call", ["25 Dec", "26 Dec"]),
    ] = ()
    available_percent: Annotated[int, key("how much of a full share they carry", 60, ge=1, le=100)] = 100

    @property
    def shown(self) -> str:
        """The post, or the id where none is on record."""
        return self.post or self.id


class People(Fact, frozen=True, kw_only=True):
    """``oncall/people.toml``: who serves on call, by post."""

    schema: Schema
    people: Annotated[tuple[Person, ...], key("posts that serve on call")] = ()
