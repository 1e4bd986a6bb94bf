"""An authority: the council that holds the duties, its policy, measures and local duties."""

from typing import Annotated

from comah.model.keys import EVERY_PATTERN, Day, Identifier, Schema, key
from comah.model.kinds import Counted, ExerciseType, Nation
from comah.model.phase_keys import AuthorityPhase
from comah.model.place import Fact
from comah.model.programme_keys import ProgrammeKeys


class Policy(Fact, frozen=True, kw_only=True):
    """What the authority has decided for itself. None of it is law."""

    margin_days: Annotated[
        int, key("how many days before the safe date the authority aims to have tested", 90, ge=0, le=1000)
    ] = 90
    next_test_type: Annotated[
        ExerciseType, key("the type of the next test where an establishment does not say", "live")
    ] = ExerciseType.LIVE
    review_lead_days: Annotated[int, key("how many days before the safe date a review starts", 90, ge=0, le=1000)] = 90
    credit_within_days: Annotated[
        int, key("how many days after an exercise it is decided which plans it tested", 90, ge=0, le=1000)
    ] = 90
    reply_days: Annotated[
        int, key("how many days a responder asked under regulation 14(5) is given to reply", 28, ge=0, le=1000)
    ] = 28
    strict_elements: Annotated[bool, key("whether untested elements keep the test clock running", False)] = False


class Measure(Fact, frozen=True, kw_only=True):
    """A local performance measure, counted by financial year."""

    id: Identifier
    title: Annotated[str, key("the measure as members read it", "At least one exercise each financial year")] = ""
    counts: Annotated[
        Counted, key("what is counted: exercises of COMAH plans held in the financial year", "exercises")
    ] = Counted.EXERCISES
    target: Annotated[int, key("how many a financial year", 1, ge=0)] = 1


class LocalDuty(Fact, frozen=True, kw_only=True):
    """A task that the authority has set itself."""

    id: Identifier
    title: Annotated[str, key("the duty in words", "Emergency planning report to the board")] = ""
    every: Annotated[
        str,
        key(
            "how often: a number of days, weeks, months or years, a day in words, or an iCalendar recurrence rule",
            "1 year",
            "first Wednesday of June and December",
            "FREQ=YEARLY;BYMONTH=6,12;BYDAY=1WE",
            pattern=EVERY_PATTERN,
        ),
    ] = ""
    last_on: Annotated[Day, key("when it was last done", "2026-02-03")] = None


class Authority(Fact, frozen=True, kw_only=True):
    """``authority.toml``: one authority."""

    schema: Schema
    id: Identifier
    name: Annotated[str, key("the authority's name", "Exampleshire Council")]
    nation: Annotated[Nation | None, key("whose bank holidays count; left out: the register's", "england")] = None
    marking: Annotated[str, key("a line printed on every output", "OFFICIAL")] = ""
    source_note: Annotated[
        str, key("what these records are, printed on every output", "public papers, not the council's own records")
    ] = ""
    policy: Annotated[Policy, key("local decisions")] = Policy()
    programme: Annotated[ProgrammeKeys, key("local rules by which dates are chosen for exercises")] = ProgrammeKeys()
    measures: Annotated[tuple[Measure, ...], key("local performance measures")] = ()
    local_duties: Annotated[tuple[LocalDuty, ...], key("local periodic duties")] = ()
    phases: Annotated[
        tuple[AuthorityPhase, ...],
        key("phases of exercises that differ from the packaged template, or are added to it"),
    ] = ()
