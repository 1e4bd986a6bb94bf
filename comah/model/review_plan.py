"""A plan's review as planned: its steps with their days, and who is consulted. Frozen; a renderer decides nothing."""

from datetime import date

import msgspec


class ReviewStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step of a review. Offsets are calendar days from the safe date, below nought before it."""

    id: str
    title: str
    short: str  # the title where a line has no room for it
    first_offset: int
    last_offset: int  # the same as the first, unless the step is a span
    least_days: int  # the fewest working days the step itself can take
    needs: tuple[str, ...]
    who: str
    evidence: str
    provision: str = ""  # the duty in law that asks for it; "": local custom
    only_where_substantial: bool = False


class ReviewStepDay(msgspec.Struct, frozen=True, kw_only=True):
    """A step with its days, counted back from the plan's safe date."""

    step: ReviewStep
    first_on: date
    due_on: date
    latest_on: date  # the last day that leaves every later step its least length


class Consultee(msgspec.Struct, frozen=True, kw_only=True):
    """One that is consulted before a substantial revision, by role and, where one body has it, by name."""

    id: str
    role: str
    name: str = ""  # as at the day asked about; "" where the register must say who it is
