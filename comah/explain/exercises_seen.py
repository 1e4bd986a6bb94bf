"""Exercises meant to test the plan: which would meet the date and why, and what a credit would mean."""

from __future__ import annotations

from collections.abc import Iterator

from comah.duties.arrangement import Candidate, candidates
from comah.exercises.backplan import fit_of
from comah.exercises.phases import done_phases
from comah.explain.matter import Matter
from comah.model.duty import Status
from comah.model.exercise import Exercise
from comah.model.page import Line, Part, source_of
from comah.model.provision import Reads
from comah.model.when import When
from comah.model.words import count_words, day_words, when_words

_NOT_LOOKED_AT = frozenset({Status.NOT_APPLICABLE, Status.EXEMPT})


def arranged_part(matter: Matter) -> Part | None:
    """Return every exercise meant to test the plan in this cycle, and whether it qualifies."""
    facts = matter.facts
    if matter.reads is not Reads.TESTS or facts is None or matter.duty.status in _NOT_LOOKED_AT:
        return None
    found = candidates(matter.sit, facts.ref, matter.duty.trigger, matter.duty.safe_on)
    lines = [line for one in found for line in _candidate(matter, one)]
    return Part(
        id="arranged",
        heading="MEANT TO TEST IT",
        lines=tuple(lines) or (Line(text="No exercise of this cycle names the plan under will_test."),),
    )


def _candidate(matter: Matter, one: Candidate) -> Iterator[Line]:
    key = "held_on" if one.is_held else "planned_on"
    yield Line(
        text=f"{one.words}: {_verdict(matter, one)}",
        on=one.when.earliest if one.when else None,
        source=source_of(one.exercise.place, key),
    )
    for put_off in one.exercise.postponements:
        moved = f" from {when_words(put_off.from_)}" if put_off.from_ else ""
        to = f" to {when_words(put_off.to)}" if put_off.to else " to no new day"
        position = f"; competent authority: {put_off.ca_position}" if put_off.ca_position else ""
        yield Line(
            text=f"Put off{moved}{to}{position}. It moves no statutory date.", source=source_of(put_off.place, "on")
        )


def _verdict(matter: Matter, one: Candidate) -> str:
    if one.why_not:
        return f"does not qualify: {one.why_not}"
    if one.is_held:
        return "held by the safe date and not credited yet; it tests nothing until it is"
    agreed = "confirmed" if one.is_confirmed else "not confirmed, so planned only"
    return f"qualifies, {agreed}; on or before the safe date{_fit(matter, one)}"


def _fit(matter: Matter, one: Candidate) -> str:
    if one.when is None:
        return ""
    exercise, done = one.exercise, done_phases(one.exercise, matter.on)
    fit = fit_of(matter.on, one.when.began_latest, matter.sit.template_of(exercise), done, matter.sit.calendar)
    return f"; undone steps need {count_words(fit.needed, 'working day')} at least, {fit.available} are left"


def credits_part(matter: Matter) -> Part | None:
    """Return what crediting each held exercise that names the plan would mean."""
    if not matter.duty.if_credited:
        return None
    lines = []
    for one in matter.duty.if_credited:
        exercise = next((each for each in _naming(matter) if each.id == one.exercise), None)
        last = f"last lawful day {day_words(one.due_on)}, safe date {day_words(one.safe_on)}"
        text = f"{one.exercise}, held {when_words(When.read(one.text))}: {last}"
        if matter.duty.due_on is not None and one.due_on <= matter.duty.due_on:
            text += "; no later than the date that counts now"
        lines.append(Line(text=text, on=one.due_on, source=source_of(exercise.place, "held_on") if exercise else None))
    return Part(
        id="if-credited",
        heading="HELD, NAMES THE PLAN, NOT CREDITED: what a credit as a test would mean",
        lines=tuple(lines),
    )


def elements_part(matter: Matter) -> Part | None:
    """Return how elements count for the plan, and which of them this cycle has not exercised."""
    facts = matter.facts
    if matter.reads is not Reads.TESTS or facts is None or matter.duty.status in _NOT_LOOKED_AT:
        return None
    lines = []
    if facts.plan.modular:
        text = "Tested element by element: each element has its own clock, and the earliest decides (inferred)."
        lines.append(Line(text=text, source=source_of(facts.plan.place, "modular")))
    elif matter.sit.authority.policy.strict_elements:
        source = source_of(matter.sit.authority.policy.place, "strict_elements")
        lines.append(Line(text="By local policy each element keeps its own clock (strict_elements).", source=source))
    if matter.duty.untested_elements:
        names = ", ".join(matter.duty.untested_elements)
        lines.append(Line(text=f"Not exercised in the last {matter.period}: {names}. Good practice, not law."))
    return Part(id="elements", heading="PLAN ELEMENTS", lines=tuple(lines)) if lines else None


def _naming(matter: Matter) -> tuple[Exercise, ...]:
    return matter.sit.exercises_naming(matter.facts.ref) if matter.facts else ()
