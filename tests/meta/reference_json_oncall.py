"""What the keys mean of the forms on what is missing on the rota, training, calls, and the note at a change of duty."""

from __future__ import annotations

from typing import Final

from reference_json_exercising import UNREADABLE
from reference_json_oncall_time import ONCALL_HEAD

_HEAD: Final = {**ONCALL_HEAD, **UNREADABLE, "on": "the day looked at"}
_FILE: Final = {"file": "the record that says so, or null", "file.file": "its file", "file.line": "its line"}


def _each(name: str, words: dict[str, str]) -> dict[str, str]:
    return {f"{name}[].{key}": meaning for key, meaning in words.items()}


ONCALL_GAPS: Final = {
    **_HEAD,
    "until": "the last of the days looked at",
    "gaps": "times that are not covered as they ought to be, by time",
    **_each(
        "gaps",
        {
            "role": "the role",
            "place": "1 for who is rung first, 2 for the second",
            "kind": "nobody; cannot serve: who has it is away, has left or is not trained; not on the rota",
            "from": "the instant from which, in UTC",
            "to": "the instant until which, in UTC",
            "shift": "the turn; null where the rota has none",
            "person": "who has it, by id; null where nobody has",
            "why": "the reason that the rota gives, or what stands against who has it",
            "could": "posts that could take it, who carries least first",
            "nobody": "where none could: how many there are, by what stands against them",
            **_FILE,
        },
    ),
    "reach": "how far each rota reaches without a break",
    "reach[].role": "the role",
    "reach[].until": "the instant, in UTC; null where it has no turn at the end of the day",
    "call_down": "roles that are rung down a list, which have no turns",
}
ONCALL_TRAINING: Final = {
    **_HEAD,
    "until": "the last of the days within which a course that ends is lapsing",
    "scope": "the role and the post asked for, or null",
    "courses": "courses of those who serve on the day, worst first; with --all, those that stay valid too",
    **_each(
        "courses",
        {
            "person": "who, by id",
            "post": "their post",
            "role": "the role that needs it",
            "course": "the course",
            "status": "lapsed, never taken, cannot be shown, lapsing or valid",
            "until": "the last day on which it is, or was, valid; null: no end, or not known",
            "passed": "the day last passed, as the record has it, or null",
            "played": "the exercise day from which it counts anew, or null",
            **_FILE,
        },
    ),
    "valid_beyond": "how many courses are valid beyond those days, shown or not",
    "pools": "who can serve in each role",
    "pools[].role": "the role",
    "pools[].listed": "how many have it and serve on the day",
    "pools[].can_serve": "posts with every course valid",
    "pools[].cannot": "the others",
    "pools[].minimum": "how many the role needs; null where no number is set",
    "pools[].can_serve_at_the_end": "how many can on the last of the days, if nobody is trained until then",
    "pools[].short_from": "the first of the days on which fewer can than the role needs, or null",
}
ONCALL_CALLS: Final = {
    **_HEAD,
    "scope": "the role and the post asked for, or null",
    "calls": "test calls and call-outs, the newest first",
    **_each(
        "calls",
        {
            "at": "the instant at which the first was rung, in UTC",
            "role": "the role",
            "kind": "test or call-out",
            "rung": "posts rung, in order, where it was more than the one who answered",
            "answered_by": "who answered, by id; null where nobody did",
            "place": "1 where the first on call answered, 2 for the second, else null",
            "after_minutes": "after how many minutes, or null",
            "within_minutes": "within how many the role asks for",
            "is_late": "whether that was later",
            "note": "what it was about, or null",
            **_FILE,
        },
    ),
    "tests": "roles that are to have test calls",
    "tests[].role": "the role",
    "tests[].every_days": "a test call at least every so many days",
    "tests[].last_on": "the last one, or the last call-out that was answered; null where none is on record",
    "tests[].due_on": "the day by which the next is due, or null",
    "tests[].is_missed": "whether that day has passed, or none was ever made",
}
ONCALL_HANDOVER: Final = {
    **_HEAD,
    "parts": "the parts of the note, in order",
    "parts[].part": "hands-over, gaps, away, law, exercises, lessons or calls",
    "parts[].lines": "its lines; one that says so where there is nothing",
    "parts[].lines[].label": "when, who or where; null where a line has none",
    "parts[].lines[].text": "the statement",
    "parts[].lines[].on": "the day that it is of, or null",
    "parts[].lines[].source": "the record that it was read from, or null",
    "parts[].lines[].source.file": "its file",
    "parts[].lines[].source.line": "its line",
    "left_out": "what the note leaves out",
}
