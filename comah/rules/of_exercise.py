"""A finding made from an exercise: its subject and source, and the words for its steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comah.duties.situation import plans_named
from comah.exercises.phases import PhaseDay
from comah.exercises.state import State
from comah.model.duty import Duty
from comah.model.exercise import Exercise
from comah.model.finding import Raised
from comah.model.place import Fact
from comah.model.provision import Provision, Reads
from comah.model.words import count_words, weekday_words
from comah.rules.evidence import Evidence
from comah.rules.of_duty import Lines

HELD = frozenset({State.HELD, State.CLOSED})
TO_COME = frozenset({State.PLANNED, State.CONFIRMED})


def raised_of_exercise(  # noqa: PLR0913 -- all but three are named
    evidence: Evidence,
    exercise: Exercise,
    message: str,
    *,
    do: str,
    fact: Fact | None = None,
    key: str = "",
    since: date | None = None,
    days: int | None = None,
    details: Lines = (),
    provision: str = "",
) -> Raised:
    """Make a finding of an exercise; it is a site's too where the exercise is meant to test that one alone.

    Args:
        evidence: whose exercise it is.
        exercise: the exercise.
        message: what is wrong.
        do: what to do next.
        fact: the table that says so; left out, the exercise itself.
        key: the key of that table.
        since: the first day on which it was so.
        days: how many days late.
        details: labelled lines for a page.
        provision: the place in the law, where there is one.
    """
    site, regime = sole_plan(exercise)
    return Raised(
        authority=evidence.authority.id,
        establishment=site,
        plan=regime,
        exercise=exercise.id,
        message=message,
        do=do,
        since=since,
        days=days,
        details=details,
        provision=provision,
        place=(fact or exercise).place,
        key=key,
    )


def done_by(exercise: Exercise, step: str) -> str:
    """Return the command that records a step of an exercise."""
    return f"comah exercise done {exercise.id} {step} --on DATE"


def sole_plan(exercise: Exercise) -> tuple[str | None, str | None]:
    """Return the one site that an exercise is about, and the one regime; None where there are several."""
    refs = frozenset(exercise.will_test) or plans_named(exercise)
    sites = {ref.partition("/")[0] for ref in refs}
    regimes = {ref.partition("/")[2] or "comah" for ref in refs}
    return (
        next(iter(sites)) if len(sites) == 1 else None,
        next(iter(regimes)) if len(sites) == len(regimes) == 1 else None,
    )


def open_exercises(evidence: Evidence, *states: State) -> Iterator[Exercise]:
    """Yield the authority's exercises of some states as at the day."""
    for state in states:
        yield from evidence.in_states.get(state, ())


def duties_meant(evidence: Evidence) -> dict[str, list[tuple[Duty, Provision]]]:
    """Return the test duties by plan, as exercises name plans."""
    found: dict[str, list[tuple[Duty, Provision]]] = {}
    for duty, provision in evidence.duties_reading(Reads.TESTS):
        regime = "" if duty.plan == "comah" else f"/{duty.plan}"
        found.setdefault(f"{duty.establishment}{regime}", []).append((duty, provision))
    return found


def step_lines(late: tuple[PhaseDay, ...], on: date) -> Lines:
    """Return one line a late step: when it was due and by how much it is late."""
    return tuple(("Step", _step_words(day, on)) for day in late)


def steps_words(late: tuple[PhaseDay, ...], on: date) -> str:
    """Say how many steps are late, and by how much the worst is."""
    worst = max(day.days_late(on) for day in late)
    if len(late) == 1:
        return f"step {late[0].phase.id} {count_words(worst, 'day')} late"
    return f"{count_words(len(late), 'step')} late, the worst by {count_words(worst, 'day')}"


def _step_words(day: PhaseDay, on: date) -> str:
    set_by = "the record" if day.is_set else "the template"
    late = count_words(day.days_late(on), "day")
    return f"{day.phase.id}: due {weekday_words(day.due_latest_on)} by {set_by}, {late} late"
