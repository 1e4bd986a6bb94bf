"""A finding made from the rota or from training: its turn, its post, and the days that are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import combinations, groupby
from typing import Final

import msgspec

from comah.model.finding import Raised
from comah.model.oncall import Person, Role
from comah.model.place import Fact
from comah.oncall.can_serve import Serving
from comah.oncall.civil_time import civil_of, midnight
from comah.oncall.stints import Stint, overlap_of
from comah.oncall.time_words import place_words
from comah.rules.evidence import Evidence
from comah.rules.of_duty import Lines

AHEAD: Final = timedelta(days=90)  # in which the rota is looked at


class TurnOf(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's part of a turn that lies ahead, at least in part."""

    serving: Serving
    person: Person
    role: Role
    stint: Stint

    @property
    def words(self) -> str:
        """Name the role and the place."""
        return role_words(self.role, self.stint.seat)


def window(on: date) -> tuple[datetime, datetime]:
    """Return the instants between which the rota is looked at: the day, and so many days after it."""
    return midnight(on), midnight(on + AHEAD + timedelta(days=1))


def turns_ahead(evidence: Evidence) -> Iterator[TurnOf]:
    """Yield what each known person holds ahead, person by person in order of time."""
    serving = evidence.serving
    if serving is None:
        return
    for person in serving.oncall.people:
        for stint in serving.stints.get(person.id, ()):
            role = serving.roles.get(stint.role)
            if role is not None and is_ahead(stint, evidence.on):
                yield TurnOf(serving=serving, person=person, role=role, stint=stint)


def held_at_once(evidence: Evidence) -> Iterator[tuple[TurnOf, TurnOf, tuple[datetime, datetime]]]:
    """Yield the pairs of turns ahead that one person holds at the same time, with the first time that they share."""
    for _, own in groupby(turns_ahead(evidence), key=lambda one: one.person.id):
        for first, second in combinations(own, 2):
            overlap = overlap_of(first.stint, second.stint)
            if overlap is not None:
                yield first, second, overlap


def is_ahead(stint: Stint, on: date) -> bool:
    """Whether a stint lies in the time that is looked at, at least in part."""
    start, end = window(on)
    return stint.end > start and stint.start < end


def roles_of(evidence: Evidence) -> Iterator[tuple[Serving, Role]]:
    """Yield the authority's roles, in the order of roles.toml."""
    serving = evidence.serving
    if serving is not None:
        for role in serving.oncall.roles:
            yield serving, role


def role_words(role: Role, seat: int) -> str:
    """Name a role with its place where it has two."""
    return f"{role.shown} {place_words(role, seat)}".strip()


def raised_on_call(  # noqa: PLR0913 - all but three are named
    evidence: Evidence,
    subject: str,
    message: str,
    *,
    do: str,
    fact: Fact,
    key: str = "id",
    since: datetime | date | None = None,
    details: Lines = (),
) -> Raised:
    """Make a finding of what is on call.

    Args:
        evidence: whose rota it is.
        subject: the turn, the post or the role.
        message: what is wrong.
        do: what to do next.
        fact: the table that says so.
        key: the key of that table.
        since: the first day on which it is so; of an instant, its day in the United Kingdom.
        details: labelled lines for a page.
    """
    return Raised(
        authority=evidence.authority.id,
        subject=subject,
        message=message,
        do=do,
        since=civil_of(since).date() if isinstance(since, datetime) else since,
        details=details,
        place=fact.place,
        key=key,
    )
