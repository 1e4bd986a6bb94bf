"""What has to be known of somebody on call: whose turn it was, what their turn breaks, and who else there is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from comah.model.oncall import Person, Role
from comah.model.oncall_serving import Obstacle
from comah.model.oncall_training import TrainingState
from comah.model.rota import Cover, Shift
from comah.model.words import day_words
from comah.oncall.availability import bars, days_of
from comah.oncall.can_serve import Wanted
from comah.oncall.civil_time import civil_of
from comah.oncall.holding import Held
from comah.oncall.office_hours import answering_until
from comah.oncall.pieces import NO_TURN, agreed_words
from comah.oncall.slots import next_handover
from comah.oncall.time_words import soon_words
from comah.oncall.training import course_states, first_untrained_day
from comah.oncall.watch import Watch, post_words

_IS_GRAVE: Final = frozenset({Obstacle.NOT_IN_ROLE, Obstacle.NOT_HERE, Obstacle.AWAY, Obstacle.EXEMPT})
_RULES: Final = {
    Obstacle.TOO_SOON: "breaks rest rule",
    Obstacle.BUSY: "on call elsewhere too",
    Obstacle.RUN: "too many turns in a row",
}


def flags_of(watch: Watch, held: Held, role: Role | None) -> tuple[tuple[str, ...], bool]:
    """Return what has to be known of a holder, and whether somebody else has to be found."""
    flags = [*_changed(watch, held), *_office(watch, role)]
    if not held.person:
        flags += [*_why_nobody(held), *_others(watch, held, role)]
        return tuple(flags), True
    grave = [*_grave(watch, held, role)]
    lighter = [*_lighter(watch, held, role)]
    others = _others(watch, held, role) if grave else ()
    return (*flags, *grave, *lighter, *others), bool(grave)


def _changed(watch: Watch, held: Held) -> Iterator[str]:
    """Say that the turn was somebody else's."""
    before = watch.serving.holders.before(held)
    if held.by is None or isinstance(held.by, Shift) or not (before or held.person):
        return
    agreed = agreed_words(held.by, partial(soon_words, now=watch.instant))
    if not held.person:
        yield f"{post_words(watch, before)} does not have it, {agreed}"
    else:
        what = "covering" if isinstance(held.by, Cover) else "took it from"
        yield f"{what} {post_words(watch, before)}, {agreed}"


def _office(watch: Watch, role: Role | None) -> Iterator[str]:
    until = answering_until(role, watch.instant, watch.calendar) if role is not None else None
    if until is not None:
        yield f"the office answers until {soon_words(until, watch.instant)}"


def _why_nobody(held: Held) -> Iterator[str]:
    if held.turn is None:
        yield NO_TURN
    elif isinstance(held.by, Shift):
        yield held.by.reason or "no reason on record"
    elif held.by is not None and held.by.note:
        yield held.by.note


def _grave(watch: Watch, held: Held, role: Role | None) -> Iterator[str]:
    """Yield what makes a holder unable to serve now."""
    person = watch.people.get(held.person)
    if person is None or role is None:
        yield "is not in people.toml" if person is None else "the role is not in roles.toml"
        return
    wanted = Wanted(role=role, start=watch.instant, end=watch.instant, turn=held.turn)
    yield from (one.words for one in watch.serving.objections(person, wanted) if one.kind in _IS_GRAVE)
    yield from lapsed_words(watch, person, role)


def _lighter(watch: Watch, held: Held, role: Role | None) -> Iterator[str]:
    """Yield the rules that a holder's turn breaks, and what makes them unable to serve before it ends."""
    person = watch.people.get(held.person)
    if person is None or role is None:
        return
    wanted = Wanted(role=role, start=held.start, end=held.end, turn=held.turn)
    kinds = {one.kind for one in watch.serving.objections(person, wanted)}
    yield from (words for kind, words in _RULES.items() if kind in kinds)
    today, last = days_of(watch.instant, held.end)
    now = bars(person, today, today)
    yield from (f"{bar.value} before the turn ends" for bar in bars(person, today, last) if bar not in now)
    untrained = first_untrained_day(person, role, today, last, watch.serving.played)
    if untrained is not None and untrained > today:
        yield f"a course lapses before {day_words(untrained)}"


def lapsed_words(watch: Watch, person: Person, role: Role) -> Iterator[str]:
    """Yield the courses that cannot be shown valid on the day."""
    for one in course_states(person, role, civil_of(watch.instant).date(), watch.serving.played):
        if one.state is TrainingState.LAPSED and one.until is not None:
            yield f"course lapsed {day_words(one.until)} ({one.name})"
        elif not one.is_held:
            yield f"course {one.state.value} ({one.name})"


def _others(watch: Watch, held: Held, role: Role | None) -> tuple[str, ...]:
    """Say who could take it from now on; where nobody could, whether there is a second to be rung.

    Where the rota has no turn, it is asked who could until the role's next handover.
    """
    if role is None:
        return ()
    end = held.end if held.turn is not None else min(held.end, next_handover(role, watch.instant))
    wanted = Wanted(role=role, start=watch.instant, end=end, turn=held.turn)
    taken_from = () if held.person else (watch.serving.holders.before(held),)
    could = watch.serving.candidates(wanted, but=(held.person, *taken_from)).could
    if could:
        return (f"could take it: {', '.join(one.post for one in could)}",)
    has_second = any(one.person for one in watch.serving.holders.at(watch.instant) if _is_second(one, held))
    return ("nobody else could take it: ring the second",) if has_second else ("no other cover",)


def _is_second(one: Held, first: Held) -> bool:
    return one.role == first.role and one.seat > first.seat
