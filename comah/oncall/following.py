"""What comes next: to whom each place goes, and when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from comah.model.oncall_page import NextUp
from comah.model.rota import Cover
from comah.oncall.gaps import reaches_until
from comah.oncall.holding import END, Held
from comah.oncall.time_words import near_words, place_words, soon_words
from comah.oncall.watch import Watch, post_words


def following(watch: Watch, *, most: int = 1) -> tuple[NextUp, ...]:
    """Return the next changes of each place, in order of time; handovers to the same person are among them."""
    found = (change for place in watch.serving.holders.places for change in islice(_changes(watch, place), most))
    return tuple(sorted(found, key=lambda one: one.at))


def next_handover_words(watch: Watch, changes: tuple[NextUp, ...]) -> str:
    """Say what changes at the very next handover; "" where nothing is to come."""
    if not changes:
        return ""
    first = changes[0].at
    own = [one for one in changes if one.at == first]
    roles = watch.serving.roles
    parts = [
        " ".join(filter(None, (one.role_name, place_words(roles.get(one.role), one.seat), one.post))) for one in own
    ]
    return f"{soon_words(first, watch.instant)} {', '.join(parts)}"


def ends(watch: Watch, *, role: str = "") -> Iterator[str]:
    """Say how far the turns of each role reach without a break."""
    for one in watch.serving.oncall.roles:
        if one.places and role in {"", one.id}:
            until = reaches_until(watch.serving, one, watch.instant)
            words = f"turns until {near_words(until, watch.instant)}" if until is not None else "no turn now"
            yield f"{one.shown}: {words}"


def _changes(watch: Watch, place: tuple[str, int]) -> Iterator[NextUp]:
    before = watch.serving.holders.of_place(place, watch.instant)
    while before.end < END:
        after = watch.serving.holders.of_place(place, before.end)
        yield _next_up(watch, before, after)
        before = after


def _next_up(watch: Watch, before: Held, after: Held) -> NextUp:
    role = watch.serving.roles.get(after.role)
    return NextUp(
        role=after.role,
        role_name=role.shown if role is not None else after.role,
        seat=after.seat,
        has_second=role is not None and role.second,
        at=after.start,
        at_words=near_words(after.start, watch.instant),
        from_person=before.person,
        from_post=post_words(watch, before.person),
        person=after.person,
        post=post_words(watch, after.person),
        note=_note(before, after),
    )


def _note(before: Held, after: Held) -> str:
    if after.turn is None:
        return "no turn on the rota"
    if isinstance(after.by, Cover):
        return "covering"
    is_back = isinstance(before.by, Cover) and before.turn is not None and before.turn.shift.id == after.turn.shift.id
    if is_back:
        return "the cover ends"
    return "the same again" if after.person and after.person == before.person else ""
