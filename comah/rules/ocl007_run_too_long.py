"""Too many turns one after another.

What it finds: somebody has more turns in a run than ``longest_run`` of their roles allows, and the run touches the
next 90 days. Turns with less than a day between them make a run, whatever the role; of a turn of which somebody
has half or less, none is counted.

Why it matters: who is never off call is not rested. How many turns may follow each other is the council's own
rule, not law.

Example, as at 2026-11-21:

    # oncall/roles.toml
    [[roles]]
    id = "tactical"
    name = "Tactical"
    longest_run = 1

    # oncall/people.toml
    [[people]]
    id = "division-manager-b"
    roles = ["tactical"]

    # oncall/rota-2026.toml
    [[shifts]]
    id = "2026-w47-tactical-1"
    role = "tactical"
    person = "division-manager-b"

    [[shifts]]
    id = "2026-w48-tactical-1"
    role = "tactical"
    person = "division-manager-b"

What to do: give one of the turns to somebody else (comah oncall swap).
"""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.oncall import Person
from comah.oncall.can_serve import Serving
from comah.oncall.runs import is_too_long, longest_allowed, runs_of
from comah.oncall.stints import Stint
from comah.oncall.time_words import span_words
from comah.rules.evidence import Evidence
from comah.rules.of_oncall import is_ahead, raised_on_call

RULE = Rule(
    code="OCL007",
    slug="run-too-long",
    kind=Kind.LOCAL,
    severity=Severity.WARNING,
)


def check(evidence: Evidence) -> Iterator[Raised]:
    """Yield one finding a run that is too long."""
    serving = evidence.serving
    for person in serving.oncall.people if serving else ():
        for run in runs_of(serving.stints.get(person.id, ())) if serving else ():
            if serving and is_too_long(run, serving.roles) and any(is_ahead(one, evidence.on) for one in run):
                yield _raised(evidence, serving, person, run)


def _raised(evidence: Evidence, serving: Serving, person: Person, run: tuple[Stint, ...]) -> Raised:
    last = run[-1]
    return raised_on_call(
        evidence,
        person.id,
        f"{person.shown} has {len(run)} turns one after another, {longest_allowed(run, serving.roles)} allowed",
        do=f"comah oncall swap {last.turn.shift.id} --to PERSON --by POST",
        fact=last.turn.shift,
        key="person",
        since=last.start,
        details=(
            ("Run", span_words(run[0].start, max(one.end for one in run))),
            ("Turns", ", ".join(one.turn.shift.id for one in run)),
        ),
    )
