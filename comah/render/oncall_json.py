"""Who is on call, as JSON: schemas ``comah.oncall/1`` and ``comah.oncall-next/1``. Instants are in UTC."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from comah.model.oncall_page import CallDown, NextPage, NextUp, OncallAnswer, OncallPage, OnDuty
from comah.render.json_text import json_text
from comah.render.oncall_head import head_json
from comah.render.parts import source_json

SCHEMA: Final = "comah.oncall/1"
NEXT_SCHEMA: Final = "comah.oncall-next/1"


def oncall_json(page: OncallPage) -> str:
    """Return every answer of the page."""
    answers = [_answer(one) for one in page.answers]
    return json_text({"schema": SCHEMA, **head_json(page.head), "note": page.note or None, "answers": answers})


def oncall_next_json(page: NextPage) -> str:
    """Return the next changes."""
    rows = [_next_up(one) for one in page.rows]
    return json_text({"schema": NEXT_SCHEMA, **head_json(page.head), "at": utc(page.at), "changes": rows})


def utc(instant: datetime | None) -> str | None:
    """Return an instant as JSON holds it.

    >>> from datetime import UTC
    >>> utc(datetime(2026, 11, 23, 9, tzinfo=UTC))
    '2026-11-23T09:00:00Z'
    """
    return instant.isoformat().replace("+00:00", "Z") if instant is not None else None


def _answer(answer: OncallAnswer) -> dict[str, object]:
    return {
        "at": utc(answer.at),
        "at_words": answer.at_words,
        "clock": answer.clock,
        "on_call": [_row(one) for one in answer.rows],
        "call_down": [_call_down(one) for one in answer.call_down],
        "next": [_next_up(one) for one in answer.following],
    }


def _row(row: OnDuty) -> dict[str, object]:
    return {
        "role": row.role,
        "role_name": row.role_name,
        "place": row.seat,
        "person": row.person or None,
        "post": row.post,
        **({"telephone": row.telephone} if row.telephone else {}),
        "until": utc(row.until),
        "shift": row.shift or None,
        "decided_by": row.decided,
        "flags": list(row.flags),
        "needs_somebody": row.is_wrong,
        "source": source_json(row.source),
    }


def _call_down(down: CallDown) -> dict[str, object]:
    numbers = [number or None for number in down.telephones]
    return {
        "role": down.role,
        "role_name": down.role_name,
        "people": list(down.people),
        "posts": list(down.posts),
        **({"telephones": numbers} if any(numbers) else {}),
        "flags": list(down.flags),
    }


def _next_up(one: NextUp) -> dict[str, object]:
    return {
        "at": utc(one.at),
        "role": one.role,
        "role_name": one.role_name,
        "place": one.seat,
        "from": one.from_person or None,
        "to": one.person or None,
        "post": one.post,
        "note": one.note or None,
    }
