"""Test calls and call-outs as at a day: who was rung, who answered how soon, and when the next test is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from comah.model.oncall import Role
from comah.model.oncall_book import Oncall
from comah.model.oncall_calls import CallRow, CallsPage, NextTest
from comah.model.oncall_page import PageHead
from comah.model.page import source_of
from comah.model.rota import Call, CallKind
from comah.oncall.civil_time import civil_of, moment_instant
from comah.oncall.time_words import at_words


def answer_within(role: Role | None) -> int:
    """Return within how many minutes a call of a role is to be answered."""
    role = role or Role(id="unknown")
    return role.answer_within_minutes or role.ring_on_minutes


def is_late(call: Call, role: Role | None) -> bool:
    """Whether a call was answered later than the role asks."""
    return call.after_minutes is not None and call.after_minutes > answer_within(role)


def calls_page(oncall: Oncall, head: PageHead, on: date, *, role: str = "", person: str = "") -> CallsPage:
    """Return the calls made by a day, the newest first, and when the next test of each role is due.

    Args:
        oncall: the records.
        head: what every on-call page says of itself.
        on: the day.
        role: one role alone.
        person: those alone that one person answered or was rung for.
    """
    calls = [one for one in oncall.calls if role in {"", one.role} and one.at.earliest <= on]
    asked = [one for one in calls if not person or person in {one.answered_by, *(each.person for each in one.rung)}]
    rows = tuple(call_row(oncall, one) for one in sorted(asked, key=lambda one: moment_instant(one.at), reverse=True))
    return CallsPage(
        head=head,
        on=on,
        scope=", ".join(name for name in (role, person) if name),
        rows=rows,
        late=sum(row.is_late for row in rows),
        unanswered=sum(not row.is_answered for row in rows),
        tests=tuple(tests_due(oncall, [one for one in oncall.roles if role in {"", one.id}], on)),
    )


def call_row(oncall: Oncall, call: Call) -> CallRow:
    """Return a call as it is shown."""
    role, at = oncall.role(call.role), moment_instant(call.at)
    return CallRow(
        at=at,
        when=at_words(at),
        role=call.role,
        role_name=role.shown if role else call.role,
        kind=call.kind,
        rung=tuple(oncall.post_of(one.person) for one in call.rung if one.person),
        answered_by=call.answered_by,
        post=oncall.post_of(call.answered_by) if call.answered_by else "",
        seat=call.seat,
        after_minutes=call.after_minutes,
        within_minutes=answer_within(role),
        is_late=is_late(call, role),
        note=call.note,
        place=source_of(call.place),
    )


def tests_due(oncall: Oncall, roles: Iterable[Role], on: date) -> Iterator[NextTest]:
    """Yield when the next test call of each role that has them is due; a call-out that was answered counts as one.

    A day is missed once it has passed; where none was ever made, none can be counted from.
    """
    for role in roles:
        if role.test_call_days is None:
            continue
        last = max((day for call in oncall.calls if _counts(call, role) and (day := _day(call)) <= on), default=None)
        due = last + timedelta(days=role.test_call_days) if last else None
        yield NextTest(
            role=role.id,
            role_name=role.shown,
            every_days=role.test_call_days,
            last_on=last,
            due_on=due,
            is_missed=due is None or due < on,
        )


def _counts(call: Call, role: Role) -> bool:
    """Whether a call shows that the role can be reached: any test call, and a call-out that somebody answered."""
    return call.role == role.id and (call.kind is CallKind.TEST or bool(call.answered_by))


def _day(call: Call) -> date:
    return civil_of(moment_instant(call.at)).date()
