"""What an authority has decided for its programme of exercises over several years. None of it is law."""

from enum import Enum
from typing import Annotated

from comah.model.keys import Day, key
from comah.model.kinds import Weekday
from comah.model.place import Fact


class Month(Enum):
    """A month in which exercises are held."""

    JANUARY = "january"
    FEBRUARY = "february"
    MARCH = "march"
    APRIL = "april"
    MAY = "may"
    JUNE = "june"
    JULY = "july"
    AUGUST = "august"
    SEPTEMBER = "september"
    OCTOBER = "october"
    NOVEMBER = "november"
    DECEMBER = "december"


class ProgrammeRule(Enum):
    """A local rule that is never broken, or that gives way where it must."""

    MOST_IN_PLANNING = "most_in_planning"
    GAP_DAYS = "gap_days"
    AT_LEAST_ONE_A_YEAR = "at_least_one_a_year"
    LIVE_EVERY_CYCLES = "live_every_cycles"
    PRE_ELECTION = "pre_election"  # of the register
    SCHOOL_HOLIDAYS = "school_holidays"
    DIARY = "diary"  # entries that do not block; one that blocks is never broken
    PREFERRED_WEEKDAYS = "preferred_weekdays"
    PREFERRED_MONTHS = "preferred_months"


_MID_WEEK = (Weekday.TUESDAY, Weekday.WEDNESDAY, Weekday.THURSDAY)
_HARD = (ProgrammeRule.MOST_IN_PLANNING, ProgrammeRule.GAP_DAYS, ProgrammeRule.AT_LEAST_ONE_A_YEAR)
_WISHES = tuple(rule for rule in ProgrammeRule if rule not in _HARD)


class ProgrammeKeys(Fact, frozen=True, kw_only=True):
    """The rules by which the programme chooses dates for this authority's exercises."""

    most_in_planning: Annotated[int, key("at most so many exercises in planning at once", 3, ge=1, le=100)] = 3
    most_a_year: Annotated[
        int, key("at most so many exercises a financial year, always hard; 0: no limit", 4, ge=0, le=1000)
    ] = 0
    gap_days: Annotated[int, key("at least so many days from one exercise to the next", 14, ge=0, le=365)] = 14
    group_cap: Annotated[
        int, key("one exercise is meant to test at most so many plans of a group; always hard", 6, ge=1, le=50)
    ] = 6
    may_compress: Annotated[
        bool, key("whether planning may be pressed to its least lengths where the usual ones come too late", True)
    ] = True
    at_least_one_a_year: Annotated[
        bool | None,
        key("whether each financial year is to have an exercise; left out: where a measure counts exercises", True),
    ] = None
    live_every_cycles: Annotated[
        int, key("each plan is tested live at least once in so many three-year cycles; 0: not asked", 2, ge=0, le=10)
    ] = 2
    preferred_weekdays: Annotated[
        tuple[Weekday, ...], key("the days on which exercises are best held", ["tuesday", "wednesday", "thursday"])
    ] = _MID_WEEK
    preferred_months: Annotated[
        tuple[Month, ...], key("the months in which exercises are best held; left out: all", ["may", "june", "october"])
    ] = ()
    school_holidays: Annotated[
        tuple[Day, ...], key("days on which few can take part", ["2027-07-22/2027-09-01", "2027-10-25/2027-10-29"])
    ] = ()
    hard: Annotated[
        tuple[ProgrammeRule, ...], key("the local rules that are never broken", ["most_in_planning", "gap_days"])
    ] = _HARD
    wishes: Annotated[
        tuple[ProgrammeRule, ...],
        key(
            "the local rules that give way where they must, the weightiest first; one in neither list is not asked",
            ["live_every_cycles", "school_holidays", "preferred_weekdays"],
        ),
    ] = _WISHES
