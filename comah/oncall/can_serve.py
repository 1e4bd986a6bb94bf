"""Who could take a turn, and what stands against it: trained, here, free and rested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

import msgspec

from comah.model.oncall import Person, Role
from comah.model.oncall_book import Oncall
from comah.model.oncall_serving import Candidate, Candidates, Objection, Obstacle
from comah.model.oncall_training import CourseState, TrainingState
from comah.model.words import count_words, day_words
from comah.oncall.availability import Bar, bars, days_of
from comah.oncall.holding import BEGINNING, END, Holders
from comah.oncall.rest import rest_until
from comah.oncall.runs import is_too_long, runs_of
from comah.oncall.shares import share_of
from comah.oncall.stints import Stint, stints_of
from comah.oncall.time_words import at_words, place_words
from comah.oncall.training import Played, first_untrained_day, lapsed_courses
from comah.oncall.turns import Turn, turns_of

_A_YEAR: Final = timedelta(days=364)
_OF_BAR: Final = {
    Bar.NOT_JOINED: Obstacle.NOT_HERE,
    Bar.LEFT: Obstacle.NOT_HERE,
    Bar.AWAY: Obstacle.AWAY,
    Bar.EXEMPT: Obstacle.EXEMPT,
}


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A time of a role that somebody is wanted for."""

    role: Role
    start: datetime  # in UTC
    end: datetime  # in UTC; no longer of it
    turn: Turn | None = None  # the turn that it is of, where it is on the rota


class Serving(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The rota and the training of an authority, for many questions of who could serve."""

    oncall: Oncall
    played: Played = {}

    @cached_property
    def holders(self) -> Holders:
        """Who holds what at all times."""
        return Holders(self.oncall)

    @cached_property
    def turns(self) -> tuple[Turn, ...]:
        """The turns on the rota, in order of time."""
        return turns_of(self.oncall)

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """The roles by id."""
        return {role.id: role for role in self.oncall.roles}

    @cached_property
    def stints(self) -> Mapping[str, tuple[Stint, ...]]:
        """Everybody's stints at all times."""
        return stints_of(self.holders.between(BEGINNING, END))

    def people_of(self, role: Role) -> tuple[Person, ...]:
        """Return those who have a role, in the order of people.toml."""
        return tuple(one for one in self.oncall.people if role.id in one.roles)

    def candidates(self, wanted: Wanted, *, but: Collection[str] = ()) -> Candidates:
        """Return who could take a turn, who carries least of late first, and how many could not.

        Args:
            wanted: the time of the role.
            but: people who are not asked, such as the one who gives the turn away.
        """
        people = sorted(self.people_of(wanted.role), key=lambda one: self._carried(one, wanted))
        asked = [self.candidate(one, wanted) for one in people if one.id not in but]
        could = [one for one in asked if one.can]
        against = Counter(one.objections[0].kind for one in asked if one.objections)
        return Candidates(
            could=tuple(could), against=tuple((kind, against[kind]) for kind in Obstacle if kind in against)
        )

    def candidate(self, person: Person, wanted: Wanted) -> Candidate:
        """Return a person with what stands against their taking a turn."""
        return Candidate(person=person.id, post=person.shown, objections=tuple(self.objections(person, wanted)))

    def objections(self, person: Person, wanted: Wanted) -> Iterator[Objection]:
        """Yield what stands against somebody's taking a turn; what they hold of that turn already does not."""
        if wanted.role.id not in person.roles:
            yield Objection(kind=Obstacle.NOT_IN_ROLE, words=f"does not serve as {wanted.role.shown}")
        yield from _days_against(person, wanted)
        yield from self._training_against(person, wanted)
        yield from self._turns_against(person, wanted)

    def _training_against(self, person: Person, wanted: Wanted) -> Iterator[Objection]:
        first, last = days_of(wanted.start, wanted.end)
        day = first_untrained_day(person, wanted.role, first, last, self.played)
        if day is None:
            return
        for course in lapsed_courses(person, wanted.role, day, self.played):
            yield Objection(kind=Obstacle.UNTRAINED, words=f"course {course_words(course)}")

    def _turns_against(self, person: Person, wanted: Wanted) -> Iterator[Objection]:
        own = wanted.turn.shift.id if wanted.turn else ""
        others = [one for one in self.stints.get(person.id, ()) if one.turn.shift.id != own]
        for stint in others:
            if any(part.start < wanted.end and part.end > wanted.start for part in stint.parts):
                yield Objection(kind=Obstacle.BUSY, words=f"is on call as {self._stint_words(stint)} then")
        yield from self._rest_against(wanted, others)
        yield from self._run_against(person, wanted, others)

    def _rest_against(self, wanted: Wanted, others: list[Stint]) -> Iterator[Objection]:
        for stint in others:
            before, after = stint.end <= wanted.start, stint.start >= wanted.end
            role = self.roles.get(stint.role, wanted.role) if before else wanted.role
            ends, begins = (stint.end, wanted.start) if before else (wanted.end, stint.start)
            if (before or after) and rest_until(role, ends) > begins:
                gap, asked = count_words((begins - ends).days, "day"), role.minimum_gap_days
                words = f"has {gap} between this and the turn as {self._stint_words(stint)}; {asked} asked for"
                yield Objection(kind=Obstacle.TOO_SOON, words=words)

    def _run_against(self, person: Person, wanted: Wanted, others: list[Stint]) -> Iterator[Objection]:
        if wanted.turn is None or wanted.role.id not in self.roles:
            return
        new = Stint(
            person=person.id,
            role=wanted.role.id,
            seat=wanted.turn.shift.seat,
            turn=wanted.turn,
            start=wanted.start,
            end=wanted.end,
            held=wanted.end - wanted.start,
            parts=(),
        )
        for run in runs_of((*others, new)):
            if new in run and is_too_long(run, self.roles):
                yield Objection(kind=Obstacle.RUN, words=f"would have {len(run)} turns one after another")

    def _stint_words(self, stint: Stint) -> str:
        role = self.roles.get(stint.role)
        words = (role.shown if role else stint.role, place_words(role, stint.seat), "from", at_words(stint.start))
        return " ".join(word for word in words if word)

    def _carried(self, person: Person, wanted: Wanted) -> tuple[float, str]:
        """Return how much of their share somebody carries in the year before and after, for the order of asking."""
        share = share_of(person, self.stints.get(person.id, ()), wanted.start - _A_YEAR, wanted.end + _A_YEAR)
        return share / person.available_percent, person.id


def course_words(course: CourseState) -> str:
    """Say how a course stands."""
    ended = f" on {day_words(course.until)}" if course.until and course.state is TrainingState.LAPSED else ""
    return f"{course.name}: {course.state.value}{ended}"


def _days_against(person: Person, wanted: Wanted) -> Iterator[Objection]:
    for bar in bars(person, *days_of(wanted.start, wanted.end)):
        yield Objection(kind=_OF_BAR[bar], words=f"is {bar.value}" if bar is not Bar.LEFT else bar.value)
