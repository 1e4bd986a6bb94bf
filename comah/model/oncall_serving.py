"""Whether somebody could take a turn, and what stands against it."""

from __future__ import annotations

from enum import Enum

import msgspec


class Obstacle(Enum):
    """What stands against somebody's taking a turn."""

    NOT_IN_ROLE = "not in the role"
    NOT_HERE = "not here"  # has not come yet, or has left
    AWAY = "away"  # why is nobody's business
    EXEMPT = "exempt"  # on a day of every year on which they are never on call
    UNTRAINED = "not trained"  # a course lapsed, was never taken, or cannot be shown
    BUSY = "on call elsewhere"
    TOO_SOON = "too soon"  # before or after another turn of theirs
    RUN = "run too long"  # one turn more in a run than their roles allow


class Objection(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that stands against it, in words that follow the post."""

    kind: Obstacle
    words: str


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of a role, with what stands against their taking a turn; nothing where they could."""

    person: str
    post: str
    objections: tuple[Objection, ...] = ()

    @property
    def can(self) -> bool:
        """Whether nothing stands against it."""
        return not self.objections


class Candidates(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody of a role: who could take a turn, who carries least first, and how many could not, by what."""

    could: tuple[Candidate, ...]
    against: tuple[tuple[Obstacle, int], ...]  # of those who could not: the first thing that stands against each

    @property
    def words(self) -> str:
        """Say who could take it, or why nobody could."""
        if self.could:
            return ", ".join(one.post for one in self.could)
        counted = ", ".join(f"{number} {kind.value}" for kind, number in self.against)
        return f"nobody: {counted}" if counted else "nobody has the role"
