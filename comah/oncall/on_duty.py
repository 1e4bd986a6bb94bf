"""Who is on call at an instant, until when, and what has to be known of it."""

from __future__ import annotations

from msgspec.structs import replace

from comah.model.oncall import Person, Role
from comah.model.oncall_page import CallDown, OnDuty
from comah.model.page import source_of
from comah.model.words import count_words
from comah.oncall.availability import bars
from comah.oncall.civil_time import civil_of
from comah.oncall.duty_flags import flags_of, lapsed_words
from comah.oncall.holding import END, Held
from comah.oncall.pieces import decided_by
from comah.oncall.time_words import near_words
from comah.oncall.watch import NOBODY, Watch, post_words


def on_duty(watch: Watch) -> tuple[OnDuty, ...]:
    """Return who holds each place of each role at the instant."""
    rows = [_row(watch, held) for held in watch.serving.holders.at(watch.instant)]
    ends = {row.role: row.until for row in reversed(rows)}  # of the first place
    return tuple(replace(row, until_words="") if row.seat > 1 and row.until == ends[row.role] else row for row in rows)


def call_downs(watch: Watch) -> tuple[CallDown, ...]:
    """Return the roles that are rung down a list, with who is there to be rung in order."""
    return tuple(_call_down(watch, role) for role in watch.serving.oncall.roles if role.call_down)


def rung_in_order(watch: Watch, role: Role) -> tuple[Person, ...]:
    """Return whom a list names, in the order in which they are rung, but for those who are away or do not serve."""
    people = {person.id: person for person in watch.serving.people_of(role)}
    first = [people[name] for name in dict.fromkeys(role.rung_in_order) if name in people]
    rest = [person for person in people.values() if person not in first]
    day = civil_of(watch.instant).date()
    return tuple(one for one in (*first, *rest) if not bars(one, day, day))


def _call_down(watch: Watch, role: Role) -> CallDown:
    rung = rung_in_order(watch, role)
    lapsed = [one.shown for one in rung if any(lapsed_words(watch, one, role))]
    flags = [f"course not valid: {', '.join(lapsed)}"] if lapsed else []
    if len(rung) < role.minimum_pool:
        flags.append(f"{len(rung)} of the {role.minimum_pool} that the role needs")
    return CallDown(
        role=role.id,
        role_name=role.shown,
        people=tuple(one.id for one in rung),
        posts=tuple(one.shown for one in rung),
        telephones=tuple(watch.telephones.get(one.id, "") for one in rung),
        words=f"call-down list, {count_words(len(rung), 'post')}, ring in order" if rung else f"{NOBODY} on its list",
        flags=tuple(flags),
    )


def _row(watch: Watch, held: Held) -> OnDuty:
    role = watch.serving.roles.get(held.role)
    has_second = role is not None and role.second
    flags, is_wrong = flags_of(watch, held, role)
    fact = held.by if held.by is not None else held.turn.shift if held.turn is not None else None
    return OnDuty(
        role=held.role,
        role_name=role.shown if role is not None else held.role,
        seat=held.seat,
        has_second=has_second,
        person=held.person,
        post=post_words(watch, held.person),
        until=held.end if held.end < END else None,
        until_words=f"until {near_words(held.end, watch.instant)}" if held.end < END else "and no turn follows",
        when_rung=f"if no answer in {role.ring_on_minutes} min" if role is not None and held.seat > 1 else "",
        shift=held.turn.shift.id if held.turn is not None else "",
        decided=decided_by(held),
        flags=flags,
        is_wrong=is_wrong,
        telephone=watch.telephones.get(held.person, ""),
        source=source_of(fact.place) if fact is not None else None,
    )
