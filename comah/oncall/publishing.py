"""How far people have been told their turns: put on record when the rota is sent round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from comah.errors import RefusedError
from comah.model.change import Action, Change, Edit, given
from comah.model.oncall import Role
from comah.model.page import source_of
from comah.model.rota import Published
from comah.model.words import weekday_words, when_words
from comah.oncall.agreement import rota_of
from comah.oncall.can_serve import Serving
from comah.oncall.civil_time import civil_of, midnight
from comah.oncall.gap_page import gap_row
from comah.oncall.gaps import uncovered
from comah.oncall.given_time import NOTHING
from comah.oncall.time_words import at_words
from comah.oncall.turns import Turn

_A_DAY: Final = timedelta(days=1)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer states: whose turns were told, how far, and when."""

    roles: tuple[Role, ...]  # none: all that have turns
    until: date  # turns that begin on or before it
    on: date


class PublishDraft(msgspec.Struct, frozen=True, kw_only=True):
    """The changes, and what of the turns told is not covered."""

    changes: tuple[Change, ...]
    notices: tuple[str, ...] = ()


def publish_turns(serving: Serving, told: Told, *, now: datetime) -> PublishDraft:
    """Put on record that people have been told their turns, in the file of the last turn that was told.

    Args:
        serving: the records.
        told: whose turns, how far, and when.
        now: the instant at which it is recorded; nobody was told after it.

    Raises:
        RefusedError: for days that cannot be, and where the rota does not reach so far; for all roles at once.
    """
    _check_days(told, civil_of(now).date())
    turns = {role.id: _turns_of(serving, role) for role in told.roles or serving.oncall.roles}
    roles = [role for role in told.roles or serving.oncall.roles if told.roles or turns[role.id]]
    refusals = [words for role in roles if (words := _unreached(role, turns[role.id], told.until))]
    if refusals or not roles:
        raise RefusedError("\n".join([*(refusals or ["there are no turns on the rota"]), NOTHING]))
    known = {role.id: one for role in roles if (one := _known(serving, role, told.until)) is not None}
    new = [role for role in roles if role.id not in known]
    again = [_again(role, known[role.id]) for role in roles if role.id in known]
    return PublishDraft(
        changes=(*_changes(serving, new, turns, told), *again), notices=tuple(_notices(serving, new, told.until, now))
    )


def _check_days(told: Told, today: date) -> None:
    if told.on > today:
        message = f"told on {weekday_words(told.on)}: that is still to come. {NOTHING}"
        raise RefusedError(message)
    if told.until < told.on:
        message = f"told on {weekday_words(told.on)}, turns to {weekday_words(told.until)}: they had begun. {NOTHING}"
        raise RefusedError(message)


def _turns_of(serving: Serving, role: Role) -> tuple[Turn, ...]:
    return tuple(sorted((one for one in serving.turns if one.shift.role == role.id), key=lambda one: one.start))


def _unreached(role: Role, turns: tuple[Turn, ...], until: date) -> str:
    """Say why people cannot have been told so far: what is not on the rota is known to nobody."""
    if not turns:
        return f"{role.shown}: there are no turns on the rota"
    end = max(turn.end for turn in turns)
    last = civil_of(end).date() - _A_DAY
    if until > last:
        return f"{role.shown}: the rota ends {at_words(end)}; good: --until {last.isoformat()} --role {role.id}"
    if civil_of(turns[0].start).date() > until:
        return f"{role.shown}: the first turn on the rota begins {at_words(turns[0].start)}"
    return ""


def _known(serving: Serving, role: Role, until: date) -> Published | None:
    """Return what has on record already that people know their turns so far, or further."""
    own = (one for one in serving.oncall.published if one.role == role.id and one.until is not None)
    return next((one for one in own if one.until is not None and one.until.earliest >= until), None)


def _again(role: Role, known: Published) -> Change:
    to = when_words(known.until) if known.until is not None else ""
    summary = f"already on record: {role.shown}, turns to {to} ({source_of(known.place)}). Nothing changed"
    return Change(file=known.place.file.name, what="oncall-publish", summary=summary)


def _changes(
    serving: Serving, roles: Sequence[Role], turns: Mapping[str, tuple[Turn, ...]], told: Told
) -> Iterator[Change]:
    by_file: dict[str, list[Role]] = {}
    for role in roles:
        last = [turn for turn in turns[role.id] if civil_of(turn.start).date() <= told.until][-1]
        by_file.setdefault(rota_of(serving.oncall, last).place.file.name, []).append(role)
    for file, own in by_file.items():
        names = ", ".join(role.shown for role in own)
        rows = (given(role=role.id, until=told.until, on=told.on) for role in own)
        yield Change(
            file=file,
            what="oncall-publish",
            summary=f"{names}: told on {weekday_words(told.on)}, turns that begin to {weekday_words(told.until)}",
            edits=tuple(Edit(path=("published",), value=row, action=Action.APPEND) for row in rows),
        )


def _notices(serving: Serving, roles: Sequence[Role], until: date, now: datetime) -> Iterator[str]:
    """Yield what is not covered of the turns told: the rota that was sent round does not say it of itself."""
    for one in uncovered(serving, now.replace(second=0, microsecond=0), midnight(until + _A_DAY)):
        if one.role in roles:
            row = gap_row(serving, one)
            yield f"{row.place_words}: {row.says}, {row.when}"
