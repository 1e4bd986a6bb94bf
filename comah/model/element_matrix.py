"""What ``comah elements`` shows: the elements of each plan against the exercises of its cycle."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final

import msgspec

from comah.model.kinds import Element
from comah.model.page import Source
from comah.model.problem import Problem

# Schedule 4 Part 2 of COMAH 2015
ELEMENT_LETTERS: Final = {
    Element.ACTIVATION: "a",
    Element.WARNING: "b",
    Element.RESOURCES: "c",
    Element.ON_SITE_HELP: "d",
    Element.OFF_SITE_ACTION: "e",
    Element.PUBLIC_INFORMATION: "f",
    Element.CROSS_BORDER: "g",
}


class Mark(Enum):
    """What an exercise did for an element of a plan."""

    TESTED = "tested"
    PARTLY = "partly"
    NOT = "not"


class ElementExercise(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise credited to the plan: its own conclusion and elements for this plan alone."""

    id: str
    type: str
    held: str  # as the record writes it
    conclusion: str
    in_cycle: bool
    takes_part: tuple[str, ...]  # agencies that took part
    marks: tuple[Mark, ...]  # one an element, in the order of the rows
    place: Source | None


class ElementRow(msgspec.Struct, frozen=True, kw_only=True):
    """One element of the plan."""

    element: Element
    last: str  # the day last exercised, as the record writes it; "" where never on a dated record
    last_exercise: str
    is_covered: bool  # in the cycle that reaches the day
    due_on: date | None  # its own last lawful day, where elements have clocks of their own
    safe_on: date | None
    days_left: int | None  # to the safe day; below nought where it has passed


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """Something for the objectives of the next exercise, with why."""

    kind: str  # element, lesson
    subject: str  # the element, or the lesson by exercise and id
    text: str
    why: str


class PlanElements(msgspec.Struct, frozen=True, kw_only=True):
    """One plan."""

    authority: str
    establishment: str
    name: str
    plan: str  # as records name it
    since: date  # the cycle's first day
    has_own_clocks: bool  # modular, or strict_elements: each element has its own lawful date
    note: str  # why nothing is owed, or how the elements are counted
    exercises: tuple[ElementExercise, ...]  # latest first
    rows: tuple[ElementRow, ...]
    untested: tuple[Element, ...]
    next_exercise: str  # the next that is meant to test the plan, with its day; "" where there is none
    suggestions: tuple[Suggestion, ...]


class ElementMatrix(msgspec.Struct, frozen=True, kw_only=True):
    """The plans asked for."""

    on: date
    law: str
    register_name: str
    register_digest: str
    marking: tuple[str, ...]
    plans: tuple[PlanElements, ...]
    left_out: tuple[str, ...]  # plans without a duty to test, each with why
    unreadable: tuple[Problem, ...]
