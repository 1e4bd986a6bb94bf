"""What ``comah programme`` shows, decided in full. Frozen; a renderer decides nothing."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.model.problem import Problem
from comah.model.said import RowAt


class PlanTested(msgspec.Struct, frozen=True, kw_only=True):
    """What an exercise means for one plan that it is meant to test."""

    plan: str
    safe_on: date | None  # that it is to meet; None where none is known
    margin: int | None  # days from the exercise to that safe date; below nought: days past it
    given_up: int  # days of statutory life
    why: str  # why then


class ProgrammeRow(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise: proposed, or on record and left as it is."""

    exercise: str  # its id; "" where it is only proposed
    authority: str
    week: date  # its Monday
    day: date
    day_said: str  # in words, where it is not fixed or lasts several days; "" where it is one day
    is_day_fixed: bool
    type: str
    plans: tuple[str, ...]
    planning_starts: date
    is_compressed: bool
    tests: tuple[PlanTested, ...]
    given_up: int  # days of statutory life, of all its plans
    margin: int | None  # the fewest days to a safe date; None where none is known, or it tests no plan
    safe_on: date | None  # the earliest
    agencies: tuple[str, ...]  # asked to take part
    why: tuple[str, ...]
    against: tuple[str, ...]  # the wishes that its day does not meet


class PlanDay(msgspec.Struct, frozen=True, kw_only=True):
    """A test on the line of a plan."""

    on: date
    type: str
    is_committed: bool


class LateSpan(msgspec.Struct, frozen=True, kw_only=True):
    """Days on which a plan is past its safe date."""

    first: date
    last: date


class PlanLine(msgspec.Struct, frozen=True, kw_only=True):
    """One plan over the years."""

    plan: str
    name: str
    authority: str
    safe_on: date | None  # when the programme begins; None where none is known
    is_assumed: bool  # true: unknown or past, so it counts as due on the first day
    why: str
    tests: tuple[PlanDay, ...]
    late: tuple[LateSpan, ...]


class ScoreLine(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the objective: what it comes to, and how well that is known to be the least."""

    part: str  # late, short, missed, exercises, given_up, peak, disliked, changes
    title: str
    value: int
    bound: int | None  # no programme has less; None where nothing is known
    by: str  # what shows it; "" where nothing does
    proof: str  # proved optimal, gap 3.0%, not proved


class RuleLine(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that was obeyed, or weighed."""

    whose: str  # the authority or the agency; "the law" for the safe dates
    rule: str
    binds: str  # law, hard, a wish of weight 5, not asked


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What a supposition changes, in words; nothing of it is written."""

    supposed: tuple[str, ...]
    lines: tuple[str, ...]


class ProgrammePage(msgspec.Struct, frozen=True, kw_only=True):
    """Dates for the exercises of several years."""

    on: date
    first: date
    last: date
    law: str
    register_name: str
    register_digest: str
    title: str
    marking: tuple[str, ...]
    notices: tuple[str, ...]
    headline: str
    rows: tuple[ProgrammeRow, ...]  # proposed
    committed: tuple[ProgrammeRow, ...]
    plans: tuple[PlanLine, ...]
    score: tuple[ScoreLine, ...]
    proof: str
    known: str  # the same in words: in which parts nothing can be better
    method: str
    seed: int
    loads: tuple[tuple[str, int], ...]  # most exercises in planning at once, by authority
    rules: tuple[RuleLine, ...]
    conflict: tuple[str, ...]  # why not every safe date can be kept, in words
    remedies: tuple[str, ...]  # what would help, the most helpful first
    difference: Difference | None
    assumed: tuple[str, ...]  # plans that count as due on the first day, and why
    left_out: tuple[str, ...]  # plans that owe no test
    not_counted: tuple[str, ...]  # exercises on record, and published tests, that no programme counts on
    notes: tuple[str, ...]  # what else to see to: clashes, days that are not fixed
    no_notice: tuple[str, ...]  # exercises of which nobody is to hear
    unreadable: tuple[Problem, ...]


class GivenRow(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a programme made by hand."""

    at: RowAt
    plans: tuple[str, ...]
    day: date
    type: str  # "" where the row does not say
    remark: str = ""  # how its date was read, where there is a convention


class RowFault(msgspec.Struct, frozen=True, kw_only=True):
    """A row that was not taken, and why."""

    at: RowAt
    message: str


class GivenProgramme(msgspec.Struct, frozen=True, kw_only=True):
    """A programme made by hand, as its file gives it."""

    file: str
    rows: tuple[GivenRow, ...]
    faults: tuple[RowFault, ...]
    remarks: tuple[str, ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the objective, of the programme made by hand and of the one that is proposed."""

    part: str
    title: str
    given: int
    found: int
    bound: int | None


class ReviewPage(msgspec.Struct, frozen=True, kw_only=True):
    """A programme made by hand, measured."""

    file: str
    headline: str
    verdict: str  # which of the two is better, and by what
    given: tuple[ProgrammeRow, ...]
    broken: tuple[str, ...]  # hard rules
    faults: tuple[RowFault, ...]
    remarks: tuple[str, ...]
    untested: tuple[str, ...]  # plans whose safe date passes without a test
    comparison: tuple[Comparison, ...]
    found: ProgrammePage  # what is proposed instead
