"""Days on which somebody is away: put on record, with the turns that they hit and who could take those."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from comah.errors import RefusedError
from comah.model.change import Action, Change, Edit, date_value, given
from comah.model.oncall import Away, Person
from comah.model.oncall_away import TurnHit
from comah.model.oncall_book import Oncall
from comah.model.page import source_of
from comah.model.when import When
from comah.model.words import when_words
from comah.oncall.availability import days_of, is_away
from comah.oncall.can_serve import Serving, Wanted
from comah.oncall.given_time import NOTHING
from comah.oncall.giving import giving_command
from comah.oncall.stints import Stint
from comah.oncall.time_words import place_words, span_words


class AwayDraft(msgspec.Struct, frozen=True, kw_only=True):
    """The change of people.toml, and what it means for the rota."""

    change: Change
    oncall: Oncall
    hits: tuple[TurnHit, ...]
    notices: tuple[str, ...] = ()  # what the officer should know besides


def add_away(serving: Serving, person: Person, first: When, last: When | None) -> AwayDraft:
    """Put on record that somebody is away; why is not asked. One on record without a last day is given its last day.

    Args:
        serving: the records.
        person: who is away.
        first: the first day.
        last: the last day; None where it is not known yet.
    """
    if last is not None and last.latest < first.earliest:
        message = f"{person.shown}: away to {when_words(last)}, which is before {when_words(first)}. {NOTHING}"
        raise RefusedError(message)
    words = f"{person.shown} away {_away_words(first, last)}"
    file = person.place.file.name
    same = next((one for one in person.away if (one.from_, one.to) == (first, last)), None)
    if same is not None:
        summary = f"already on record: {words} ({source_of(same.place)}). Nothing changed"
        change = Change(file=file, what="oncall-away", summary=summary)
        return AwayDraft(change=change, oncall=serving.oncall, hits=tuple(hits_of(serving, person, same)))
    ended = next((one for one in person.away if last is not None and (one.from_, one.to) == (first, None)), None)
    new = replace(ended, to=last) if ended else Away(from_=first, to=last)
    rest = tuple(one for one in person.away if one is not ended)
    after = Serving(oncall=_with_away(serving.oncall, person, (*rest, new)), played=serving.played)
    return AwayDraft(
        change=Change(file=file, what="oncall-away", summary=words, edits=(_edit(person, new, ended),)),
        oncall=after.oncall,
        hits=tuple(hits_of(after, person, new)),
        notices=tuple(_still_away(person, rest, last)),
    )


def _edit(person: Person, new: Away, ended: Away | None) -> Edit:
    """Return the edit that adds days away, or that gives those on record their last day."""
    first, last = (date_value(day) if day is not None else None for day in (new.from_, new.to))
    if ended is not None and last is not None:
        return Edit(path=(*ended.place.path, "to"), value=last)
    row = given(**{"from": first, "to": last})
    return Edit(path=(*person.place.path, "away"), value=row, action=Action.APPEND)


def _still_away(person: Person, others: tuple[Away, ...], last: When | None) -> Iterator[str]:
    """Yield what keeps somebody away after the last day given: days on record that have no end."""
    for one in others:
        if last is not None and one.from_ is not None and one.to is None:
            yield (
                f"still away after it: from {when_words(one.from_)}, until not known yet ({source_of(one.place)}). "
                f'To end that: comah oncall away "{person.shown}" --from "{when_words(one.from_)}" --to DATE --by POST'
            )


def hits_of(serving: Serving, person: Person, away: Away) -> Iterator[TurnHit]:
    """Yield what somebody holds on the days of one absence, with who could take it, in order of time."""
    for stint in serving.stints.get(person.id, ()):
        for part in stint.parts:
            if is_away(away, *days_of(part.start, part.end)):
                yield _hit(serving, person, replace(stint, start=part.start, end=part.end, parts=(part,)))


def _hit(serving: Serving, person: Person, stint: Stint) -> TurnHit:
    role = serving.roles.get(stint.role)
    wanted = Wanted(role=role, start=stint.start, end=stint.end, turn=stint.turn) if role else None
    found = serving.candidates(wanted, but=(person.id,)) if wanted else None
    could = found.could if found else ()
    shift = stint.turn.shift.id
    return TurnHit(
        shift=shift,
        role_name=role.shown if role else stint.role,
        place=place_words(role, stint.seat),
        start=stint.start,
        end=stint.end,
        when=span_words(stint.start, stint.end),
        could=tuple(one.post for one in could),
        nobody="" if could or found is None else found.words,
        do=giving_command(stint.turn, stint.start, stint.end, could[0].person) if could else "",
    )


def _with_away(oncall: Oncall, person: Person, away: tuple[Away, ...]) -> Oncall:
    with_it = replace(person, away=away)
    return replace(oncall, people=tuple(with_it if one is person else one for one in oncall.people))


def _away_words(first: When, last: When | None) -> str:
    if last is None:
        return f"from {when_words(first)}, until not known yet"
    return when_words(first) if first == last else f"from {when_words(first)} to {when_words(last)}"
