"""Parts of turns that somebody else has. Recorded as it happened, whatever it breaks."""

from __future__ import annotations

from datetime import datetime

from comah.errors import RefusedError
from comah.model.moment import Moment
from comah.model.rota import Cover
from comah.oncall.agreement import (
    Agreement,
    RotaDraft,
    added,
    change_of,
    check_agreed,
    holder_words,
    judged,
    rota_of,
    unchanged,
)
from comah.oncall.can_serve import Serving
from comah.oncall.given_time import NOTHING, instant_given
from comah.oncall.time_words import span_words
from comah.oncall.turns import Turn


def cover_turn(  # noqa: PLR0913 - all but three are named
    serving: Serving,
    turn: Turn,
    person: str,
    agreement: Agreement,
    *,
    starts: Moment | None = None,
    ends: Moment | None = None,
    now: datetime,
) -> RotaDraft:
    """Record that somebody has a part of a turn.

    Args:
        serving: the records.
        turn: the turn.
        person: who covers; "" where nobody does.
        agreement: who agreed and when.
        starts: from when; left out, from the turn's beginning.
        ends: until when; left out, to its end.
        now: the instant at which it is recorded; nothing is agreed after it.
    """
    check_agreed(agreement, now)
    start = instant_given(starts, "--from") if starts else turn.start
    end = instant_given(ends, "--to") if ends else turn.end
    _check_part(turn, start, end)
    oncall, rota = serving.oncall, rota_of(serving.oncall, turn)
    new = Cover(
        shift=turn.shift.id,
        person=person,
        from_=starts,
        to=ends,
        agreed_by=agreement.by,
        agreed_at=agreement.agreed_at,
        note=agreement.note,
    )
    words = f"{turn.shift.id}: {holder_words(oncall, person)} covers {span_words(start, end)}"
    same = next((one for one in rota.cover if _is_same(one, new)), None)
    if same is not None:
        return unchanged(oncall, same, "oncall-cover", words)
    span = {"from": starts.text if starts else None, "to": ends.text if ends else None}
    row = agreement.row(shift=new.shift, person=person, **span)
    change = change_of(rota, "cover", "oncall-cover", f"{words}, {agreement.words}", row)
    return judged(serving, added(oncall, rota, cover=(new,)), ((turn, person),), (change,))


def _check_part(turn: Turn, start: datetime, end: datetime) -> None:
    if not (turn.start <= start < turn.end and turn.start < end <= turn.end):
        whole = span_words(turn.start, turn.end)
        message = f"{turn.shift.id}: the turn is {whole}; the cover has to lie in it. {NOTHING}"
        raise RefusedError(message)
    if start >= end:
        message = f"{turn.shift.id}: the cover would end before it begins ({span_words(start, end)}). {NOTHING}"
        raise RefusedError(message)


def _is_same(one: Cover, new: Cover) -> bool:
    return (one.shift, one.person, one.from_, one.to, one.agreed_at) == (
        new.shift,
        new.person,
        new.from_,
        new.to,
        new.agreed_at,
    )
