"""A programme as it is shown: its exercises, its score, and how well it is known to be the best."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from comah.model.kinds import ExerciseType
from comah.programme.problem import Choice, Score


class Tested(msgspec.Struct, frozen=True, kw_only=True):
    """What a proposed exercise means for one plan that it is meant to test."""

    plan: str
    safe_on: date  # before the exercise
    margin: int  # days from the exercise to that safe date, statutory life given up; below nought: days late
    why: str  # why then


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """One proposed exercise, as it is shown."""

    choice: Choice
    week: date  # its Monday
    type: ExerciseType
    planning_start: date
    is_compressed: bool  # its planning is pressed below the usual length
    tests: tuple[Tested, ...]
    disliked: tuple[str, ...] = ()  # the wishes that its day does not meet

    @property
    def day(self) -> date:
        """The suggested day."""
        return self.choice.day

    @property
    def margin(self) -> int:
        """The fewest days to a safe date."""
        return min(one.margin for one in self.tests)

    @property
    def given_up(self) -> int:
        """The days of statutory life given up, of all its plans."""
        return sum(max(0, one.margin) for one in self.tests)


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one field of the score, those before it being as they are."""

    name: str  # the field of Score
    value: int
    bound: int  # no programme has less
    by: str  # what shows it: counting, solver

    @property
    def is_proved(self) -> bool:
        """Whether nothing better exists."""
        return self.value <= self.bound

    @property
    def gap(self) -> float:
        """The part of the value that may still be saved."""
        return 0.0 if self.is_proved else (self.value - self.bound) / self.value


class Programme(msgspec.Struct, frozen=True, kw_only=True):
    """A programme, its score, and how well it is known to be the best."""

    proposals: tuple[Proposal, ...]  # by day
    score: Score
    stages: tuple[Stage, ...]  # one a field of the score, in order
    method: str  # solver, greedy
    loads: Mapping[str, int]  # most exercises in planning at once, by authority

    @property
    def proof(self) -> str:
        """Say how well it is known that nothing is better: proved optimal, a gap, or not proved.

        The first stage that is not proved decides: nothing is known of those after it.
        """
        weak = next((stage for stage in self.stages if not stage.is_proved), None)
        if weak is None:
            return "proved optimal"
        return "not proved" if weak.gap == 1 else f"gap {weak.gap:.1%}"
