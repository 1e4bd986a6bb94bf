"""Who played in which exercise: what a role's course may count as having been taken again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from comah.exercises.state import is_cancelled, is_fact
from comah.model.exercise import Exercise
from comah.model.oncall import Person
from comah.model.oncall_book import Oncall
from comah.model.when import When


def played_in(exercises: Iterable[Exercise], people: Sequence[Person], on: date) -> dict[str, tuple[When, ...]]:
    """Return for each person the days of the exercises, held by ``on``, that name them or their post as a player.

    An exercise that names a role alone says nothing of who played it, and one without a known day counts from none.
    """
    names = names_of(people)
    found: dict[str, list[When]] = {}
    for exercise in exercises:
        held = exercise.held_on
        if held is None or not held.is_known or not is_fact(held, on) or is_cancelled(exercise, on):
            continue
        for person in players_named(exercise, names):
            found.setdefault(person, []).append(held)
    return {person: tuple(sorted(days, key=lambda day: day.earliest)) for person, days in found.items()}


class Players(msgspec.Struct, frozen=True, kw_only=True):
    """Whom an exercise names as players."""

    people: frozenset[str]
    roles: frozenset[str]


def players_of(exercise: Exercise, oncall: Oncall) -> Players:
    """Return the people, by id or post, and the roles that an exercise names as players, in whatever case."""
    roles = {name: role.id for role in oncall.roles for name in (same_name(role.name), same_name(role.id)) if name}
    return Players(
        people=frozenset(players_named(exercise, names_of(oncall.people))),
        roles=frozenset(players_named(exercise, roles)),
    )


def players_named(exercise: Exercise, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids that an exercise's players name, each once."""
    return tuple(dict.fromkeys(names[name] for name in map(same_name, exercise.players) if name in names))


def names_of(people: Sequence[Person]) -> dict[str, str]:
    """Return the ids of people by their id and their post; a post that several have names none of them."""
    posts = Counter(same_name(person.post) for person in people if person.post)
    named = {name: person.id for person in people if posts[name := same_name(person.post)] == 1}
    return named | {same_name(person.id): person.id for person in people}


def same_name(name: str) -> str:
    """Return a name in the form in which two are compared."""
    return " ".join(name.casefold().replace("-", " ").split())
