"""What the keys mean of the forms that say who is on call, what follows, the rota of some weeks, and who held what.

These commands ask this computer's clock and take no ``--on``.
"""

from __future__ import annotations

from typing import Final

from reference_json_exercising import UNREADABLE

ONCALL_HEAD: Final = {
    "schema": "the form's name and number",
    "authority": "whose rota it is",
    "rota": "the on-call records",
    "rota.name": "what the page calls them",
    "rota.digest": "SHA-256 of the on-call files alone",
    "rota.changed_at": "the instant of the last change in the journal; null where it has none",
    "register": "the register",
    "register.name": "the forum's name",
    "register.digest": "SHA-256 of all records, the on-call files among them",
    "marking": "the line that the authority prints on every output",
    "source_note": "what the records are",
}
_HELD: Final = {
    "from": "the instant from which, in UTC",
    "to": "the instant until which, in UTC",
    "person": "who, by the id of people.toml; null: nobody",
    "post": "the post in words, or NOBODY",
    "shift": "the turn; null where the rota has none",
    "decided_by": "what decided it: shift, swap, cover or nothing",
    "note": "who agreed and when; why nobody has it",
    "source": "the record that decided it",
    "source.file": "its file",
    "source.line": "its line",
}
_CHANGE: Final = {
    "at": "the instant, in UTC",
    "role": "the role",
    "role_name": "its name",
    "place": "1 for who is rung first, 2 for the second",
    "from": "who has it until then; null: nobody",
    "to": "who has it from then; null: nobody",
    "post": "the post in words, or NOBODY",
    "note": "covering, the cover ends, the same again, no turn on the rota",
}


ONCALL: Final = {
    **ONCALL_HEAD,
    **UNREADABLE,
    "note": "of the time that was asked for: that it comes twice, or is skipped",
    "answers": "one answer; two where the clock showed the time twice",
    "answers[].at": "the instant, in UTC",
    "answers[].at_words": "the same by the clock on the wall",
    "answers[].clock": "where the time is from",
    "answers[].on_call": "each place of each role",
    "answers[].on_call[].role": "the role",
    "answers[].on_call[].role_name": "its name",
    "answers[].on_call[].place": "1 for who is rung first, 2 for the second",
    "answers[].on_call[].person": "who, by the id of people.toml; null: nobody",
    "answers[].on_call[].post": "the post in words, or NOBODY",
    "answers[].on_call[].until": "the instant until which, in UTC; null where nothing ends it",
    "answers[].on_call[].shift": "the turn; null where the rota has none",
    "answers[].on_call[].decided_by": "what decided it: shift, swap, cover or nothing",
    "answers[].on_call[].flags": "what has to be known",
    "answers[].on_call[].needs_somebody": "whether nobody has it, or somebody who cannot serve",
    "answers[].on_call[].source": "the record that decided it",
    "answers[].on_call[].source.file": "its file",
    "answers[].on_call[].source.line": "its line",
    "answers[].call_down": "roles that are rung down a list",
    "answers[].call_down[].role": "the role",
    "answers[].call_down[].role_name": "its name",
    "answers[].call_down[].people": "who is rung, in order, by the ids of people.toml",
    "answers[].call_down[].posts": "the same in words",
    "answers[].call_down[].flags": "what has to be known",
    "answers[].next": "what changes at the very next handover",
    **{f"answers[].next[].{key}": meaning for key, meaning in _CHANGE.items()},
}
ONCALL_NEXT: Final = {
    **ONCALL_HEAD,
    **UNREADABLE,
    "at": "the instant from which it looks ahead, in UTC",
    "changes": "the coming changes of each place, in order",
    **{f"changes[].{key}": meaning for key, meaning in _CHANGE.items()},
}
ONCALL_ROTA: Final = {
    **ONCALL_HEAD,
    **UNREADABLE,
    "from": "the first day",
    "to": "the last day",
    "turns": "the turns that begin in these days, on the rota or not",
    "turns[].shift": "the id that the turn has, or would have",
    "turns[].begins_on": "the day on which it begins",
    "turns[].role": "the role",
    "turns[].place": "1 for who is rung first, 2 for the second",
    "turns[].held": "who has it, part by part",
    **{f"turns[].held[].{key}": meaning for key, meaning in _HELD.items()},
}
ONCALL_HISTORY: Final = {
    **ONCALL_HEAD,
    **UNREADABLE,
    "of": "the post, or the turn",
    "held": "what was held, in order",
    **{f"held[].{key}": meaning for key, meaning in _HELD.items()},
    "held[].role": "the role",
    "held[].place": "1 for who is rung first, 2 for the second",
    "journal": "the journal's lines that name it",
    "journal[].when": "the instant, with its offset from UTC, as written",
    "journal[].by": "the post that made the change",
    "journal[].summary": "what was done, in words",
    "journal[].file": "the record's file",
}
OF_THE_CLOCK: Final = frozenset(("oncall", name) for name in ("now", "at", "next", "show", "history"))
# schema -> its keys, and the commands that between them write every one of them
ONCALL_FORMS: Final = {
    "comah.oncall/1": (ONCALL, (("oncall", "now"), ("oncall", "at", "21/11/2026 03:10"))),
    "comah.oncall-next/1": (ONCALL_NEXT, (("oncall", "next"),)),
    "comah.oncall-rota/1": (ONCALL_ROTA, (("oncall", "show", "--from", "2026-11-16", "--weeks", "2"),)),
    "comah.oncall-history/1": (ONCALL_HISTORY, (("oncall", "history", "2026-w47-duty-officer-1"),)),
}
