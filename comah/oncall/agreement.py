"""What is common to swaps and cover: who agreed, when, and the rota as it will be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from comah.errors import RefusedError
from comah.model.change import Action, Change, Edit, TomlValue, given
from comah.model.moment import DayOrMoment, Moment
from comah.model.oncall_book import Oncall
from comah.model.oncall_serving import Obstacle
from comah.model.page import source_of
from comah.model.rota import Cover, Rota, Swap
from comah.oncall.can_serve import Serving, Wanted
from comah.oncall.civil_time import moment_instant
from comah.oncall.given_time import NOTHING, instant_given
from comah.oncall.holding import Held
from comah.oncall.stints import Stint, stints_of
from comah.oncall.time_words import at_words, span_words
from comah.oncall.turns import Turn

_OF_WHOLE: Final = frozenset({Obstacle.TOO_SOON, Obstacle.RUN})


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """Who agreed to a swap or cover, and when."""

    by: str
    at: Moment
    note: str = ""

    def row(self, **values: TomlValue | None) -> dict[str, TomlValue]:
        """Make the row of a record with what is given and with the agreement."""
        return given(**values, agreed_by=self.by, agreed_at=self.at.text, note=self.note)

    @property
    def agreed_at(self) -> DayOrMoment:
        """When, as a record holds it."""
        return DayOrMoment.read(self.at.text)

    @property
    def words(self) -> str:
        """Say it in short."""
        return f"agreed {at_words(moment_instant(self.at))} by {self.by}"


class RotaDraft(msgspec.Struct, frozen=True, kw_only=True):
    """Changes of the rota, the records as they will be, and what the officer should know."""

    changes: tuple[Change, ...]
    oncall: Oncall
    notices: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()  # who holds the turns after it, in words


def check_agreed(agreement: Agreement, now: datetime) -> None:
    """Refuse an agreement that lies ahead: it has not been made."""
    if instant_given(agreement.at, "--agreed-at") > now:
        message = f"agreed {at_words(moment_instant(agreement.at))}: that is still to come. {NOTHING}"
        raise RefusedError(message)


def rota_of(oncall: Oncall, turn: Turn) -> Rota:
    """Return the file that a turn is in."""
    return next(rota for rota in oncall.rotas if turn.shift in rota.shifts)


def added(oncall: Oncall, rota: Rota, *, swaps: tuple[Swap, ...] = (), cover: tuple[Cover, ...] = ()) -> Oncall:
    """Return the records with swaps and cover added to one file."""
    new = replace(rota, swaps=(*rota.swaps, *swaps), cover=(*rota.cover, *cover))
    return replace(oncall, rotas=tuple(new if one is rota else one for one in oncall.rotas))


def change_of(rota: Rota, key: str, what: str, summary: str, *rows: dict[str, TomlValue]) -> Change:
    """Make the change that adds rows to a list of a rota's file."""
    edits = tuple(Edit(path=(key,), value=row, action=Action.APPEND) for row in rows)
    return Change(file=rota.place.file.name, what=what, summary=summary, edits=edits)


def unchanged(oncall: Oncall, fact: Swap | Cover, what: str, words: str) -> RotaDraft:
    """Make the draft of what is on record already."""
    summary = f"already on record: {words} ({source_of(fact.place)}). Nothing changed"
    return RotaDraft(changes=(Change(file=fact.place.file.name, what=what, summary=summary),), oncall=oncall)


def judged(
    before: Serving, after: Oncall, meant: tuple[tuple[Turn, str], ...], changes: tuple[Change, ...]
) -> RotaDraft:
    """Say who holds the turns after a change, and which rules that breaks: it is recorded as it happened.

    Args:
        before: the records as they are.
        after: the records as they will be.
        meant: the turns changed, each with who was to have it or a part of it.
        changes: what is written.
    """
    serving = Serving(oncall=after, played=before.played)
    notices: list[str] = []
    holds: list[str] = []
    for turn, person in meant:
        own = [
            one for one in serving.holders.between(turn.start, turn.end) if one.turn and one.turn.shift == turn.shift
        ]
        holds += [
            f"{turn.shift.id}: {span_words(one.start, one.end)}: {holder_words(after, one.person)}" for one in own
        ]
        if person not in {one.person for one in own}:
            what = f"{holder_words(after, person)} does not have it: what was agreed later decides"
            notices.append(f"{turn.shift.id}: {what}")
        notices += [words for one in own if not one.person for words in _could(serving, one)]
        for stints in stints_of(own).values():
            notices += _broken(serving, stints[0])
    return RotaDraft(changes=changes, oncall=after, notices=tuple(notices), holds=tuple(holds))


def holder_words(oncall: Oncall, person: str) -> str:
    """Name who holds a turn."""
    return oncall.post_of(person) if person else "NOBODY"


def _could(serving: Serving, held: Held) -> Iterator[str]:
    """Say who could take a time that nobody holds, but for the one who gave it away."""
    role = serving.roles.get(held.role)
    if role is not None and held.turn is not None:
        wanted = Wanted(role=role, start=held.start, end=held.end, turn=held.turn)
        could = serving.candidates(wanted, but=(serving.holders.before(held),)).words
        yield f"{held.turn.shift.id}: nobody has it {span_words(held.start, held.end)}. Could: {could}"


def _broken(serving: Serving, stint: Stint) -> Iterator[str]:
    """Yield what stands against somebody on the days that they hold; rest and runs go by the first and the last."""
    role, person = serving.roles.get(stint.role), serving.oncall.person(stint.person)
    if role is None or person is None:
        return
    whole = Wanted(role=role, start=stint.start, end=stint.end, turn=stint.turn)
    parts = [replace(whole, start=part.start, end=part.end) for part in stint.parts]
    against = [one for part in parts for one in serving.objections(person, part) if one.kind not in _OF_WHOLE]
    against += [one for one in serving.objections(person, whole) if one.kind in _OF_WHOLE]
    yield from dict.fromkeys(f"{stint.turn.shift.id}: {person.shown} {one.words}" for one in against)
