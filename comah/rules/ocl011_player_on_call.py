"""Only one on call plays in an exercise.

What it finds: an exercise is planned for an exact day within 90 days, its players include somebody who is on call
in a role at that time, and for some of it nobody else who can serve is on call in that role besides. Players are
named by post, by the id of people.toml, or by a role, which means who is first on call in it.

Why it matters: while they play, nobody answers if a site rings. This is good practice, not law.

Example, as at 2026-11-21:

    # oncall/roles.toml
    [[roles]]
    id = "duty-officer"
    name = "Duty officer"

    # oncall/people.toml
    [[people]]
    id = "ep-officer-a"
    roles = ["duty-officer"]

    # oncall/rota-2026.toml
    [[shifts]]
    id = "2026-w49-duty-officer-1"
    role = "duty-officer"
    person = "ep-officer-a"

    # exercises/2026-westbank-live.toml
    planned_on = 2026-12-02
    players = ["duty officer"]

What to do: have the turn covered while the exercise lasts (comah oncall cover), or let somebody else play.
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.duties.played import players_of
from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.oncall.giving import giving_command
from comah.oncall.time_words import span_words
from comah.rules.evidence import Evidence
from comah.rules.of_exercise import TO_COME, open_exercises, raised_of_exercise
from comah.rules.of_oncall import role_words
from comah.rules.playing import playing_alone, time_of

RULE = Rule(
    code="OCL011",
    slug="player-on-call",
    kind=Kind.PRACTICE,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding an exercise and a role that nobody is left to answer for."""
    serving = evidence.serving
    for exercise in open_exercises(evidence, *TO_COME) if serving else ():
        span = time_of(exercise, evidence.on)
        if serving is None or span is None:
            continue
        for role, held in playing_alone(serving, players_of(exercise, serving.oncall), *span):
            who = serving.oncall.post_of(held.person)
            yield raised_of_exercise(
                evidence,
                exercise,
                f"{who} plays and is the only one on call as {role_words(role, held.seat)}",
                do=giving_command(held.turn, held.start, held.end, "PERSON") if held.turn else "comah oncall gaps",
                key="players",
                details=(("On call", span_words(held.start, held.end)),),
            )
