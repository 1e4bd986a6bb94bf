"""A test call or a call-out put on record: who was rung, who answered after how long, by which place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import msgspec

from comah.errors import RefusedError
from comah.model.change import Action, Change, Edit, TomlValue, given
from comah.model.moment import Moment
from comah.model.oncall import Role
from comah.model.oncall_book import Oncall
from comah.model.oncall_kinds import CALLS, FOLDER, oncall_file
from comah.model.page import source_of
from comah.model.rota import Call, CallKind
from comah.model.toml_text import table_text
from comah.model.words import count_words
from comah.oncall.calls import answer_within
from comah.oncall.can_serve import Serving
from comah.oncall.given_time import NOTHING, instant_given
from comah.oncall.holding import Held
from comah.oncall.time_words import SEATS, at_words


class CallFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer states of a call."""

    role: Role
    at: Moment
    kind: CallKind = CallKind.TEST
    answered_by: str = ""  # "" where nobody did
    after_minutes: int | None = None
    unanswered: tuple[str, ...] = ()  # who was rung before and did not answer; left out: by the rota
    note: str = ""


class CallDraft(msgspec.Struct, frozen=True, kw_only=True):
    """The change, and what the officer should know."""

    change: Change
    notices: tuple[str, ...] = ()


def log_call(serving: Serving, facts: CallFacts, *, files: Collection[str], now: datetime) -> CallDraft:
    """Put a call on record; who was rung before the one that answered is taken from the rota where it is not said.

    Args:
        serving: the records.
        facts: the call.
        files: the on-call files that there are.
        now: the instant at which it is recorded; no call lies after it.
    """
    at = instant_given(facts.at, "--at")
    if at > now:
        message = f"--at {facts.at.text}: that is still to come. {NOTHING}"
        raise RefusedError(message)
    if facts.after_minutes is not None and not facts.answered_by:
        message = f"--after says when it was answered, and --answered-by is missing. {NOTHING}"
        raise RefusedError(message)
    same = next((one for one in serving.oncall.calls if _is_same(one, facts)), None)
    if same is not None:
        return _again(same, facts)
    held = [one for one in serving.holders.at(at) if one.role == facts.role.id and one.person]
    seat = next((one.seat for one in held if one.person == facts.answered_by), None)
    return CallDraft(
        change=_change(serving.oncall, facts, _row(facts, held, seat), at, files),
        notices=tuple(_notices(serving.oncall, facts, held, seat)),
    )


def _row(facts: CallFacts, held: list[Held], seat: int | None) -> dict[str, TomlValue]:
    return given(
        at=facts.at.text,
        role=facts.role.id,
        kind=facts.kind.value,
        rung=list(_rung(facts, held, seat)),
        answered_by=facts.answered_by,
        place=seat,
        after_minutes=facts.after_minutes,
        note=facts.note,
    )


def _rung(facts: CallFacts, held: list[Held], seat: int | None) -> list[dict[str, TomlValue]]:
    """Return who was rung, in order, where it was more than the one who answered."""
    seats = {one.person: one.seat for one in held}
    before = facts.unanswered or tuple(one.person for one in held if not facts.answered_by or (seat or 0) > one.seat)
    if not before:
        return []
    rows = [given(person=person, place=seats.get(person)) for person in before]
    if facts.answered_by:
        rows.append(given(person=facts.answered_by, place=seat, answered=True))
    return rows


def _change(
    oncall: Oncall, facts: CallFacts, row: dict[str, TomlValue], at: datetime, files: Collection[str]
) -> Change:
    file = oncall_file(oncall.folder.removesuffix(f"/{FOLDER}"), CALLS, facts.at.civil.date())
    summary = f"{facts.role.shown} {facts.kind.value} {at_words(at)}: {_answer_words(oncall, facts)}"
    if file in files:
        edit = Edit(path=("calls",), value=row, action=Action.APPEND)
        return Change(file=file, what="oncall-call", summary=summary, edits=(edit,))
    text = f"#:schema ../../schema/calls.json\n\nschema = 1\n\n[[calls]]\n{table_text(row)}"
    return Change(file=file, what="oncall-call", summary=summary, creates=text)


def _answer_words(oncall: Oncall, facts: CallFacts) -> str:
    if not facts.answered_by:
        return "nobody answered"
    after = f" after {count_words(facts.after_minutes, 'minute')}" if facts.after_minutes is not None else ""
    return f"answered by {oncall.post_of(facts.answered_by)}{after}"


def _notices(oncall: Oncall, facts: CallFacts, held: list[Held], seat: int | None) -> list[str]:
    role, within = facts.role, answer_within(facts.role)
    found = []
    if not facts.answered_by:
        found.append(f"nobody answered as {role.shown}: find out why, and ring again")
    elif facts.after_minutes is None:
        found.append("after how many minutes it was answered is not on record: add --after MINUTES next time")
    elif facts.after_minutes > within:
        found.append(f"LATE: {facts.after_minutes} minutes; {role.shown} is to answer within {within}")
    if facts.answered_by and seat is None and not role.call_down:
        found.append(f"{oncall.post_of(facts.answered_by)} was not on call as {role.shown} then")
    if seat is not None and seat > 1:
        found.append(f"the {SEATS[seat]} on call answered, not the first")
    if not held and not role.call_down:
        found.append(f"the rota has nobody on call as {role.shown} then")
    return found


def _is_same(one: Call, facts: CallFacts) -> bool:
    return (one.role, one.at.civil, one.at.offset) == (facts.role.id, facts.at.civil, facts.at.offset)


def _again(same: Call, facts: CallFacts) -> CallDraft:
    """Say that a call is on record; refuse one that differs."""
    where = source_of(same.place)
    if (same.kind, same.answered_by, same.after_minutes) != (facts.kind, facts.answered_by, facts.after_minutes):
        message = (
            f"a call of {facts.role.shown} at that time is on record ({where}) and says otherwise. {NOTHING}. "
            "Edit the record by hand if it is wrong"
        )
        raise RefusedError(message)
    summary = f"already on record: {facts.role.shown} {facts.kind.value} ({where}). Nothing changed"
    return CallDraft(change=Change(file=same.place.file.name, what="oncall-call", summary=summary))
