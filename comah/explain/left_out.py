"""Facts on record that the date does not count from, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comah.duties.arrangement import candidates
from comah.exercises.state import credits_for, is_cancelled, is_fact
from comah.explain.matter import Matter
from comah.model.duty import Status
from comah.model.exercise import Credit, Exercise
from comah.model.kinds import Conclusion, ExerciseType, Regime, ReviewKind
from comah.model.page import Line, Part, source_of
from comah.model.place import Place
from comah.model.provision import Reads
from comah.model.when import When
from comah.model.words import day_words, when_words
from comah.plans.as_at import PlanAsAt, counts

_OF_A_PLAN: Final = frozenset({Reads.TESTS, Reads.REVIEWS, Reads.PREPARATION, Reads.ELEMENTS})

_BEGINNINGS: Final = (
    "information_received_on",
    "consequences_report_received_on",
    "notified_on",
    "first_prepared_on",
)


def left_out_part(matter: Matter) -> Part | None:
    """Return what was passed over; None where nothing was."""
    facts = matter.facts
    if matter.duty.status in {Status.NOT_APPLICABLE, Status.EXEMPT} or matter.reads not in _OF_A_PLAN:
        lines = [*_operator(matter)]
    elif facts is None:
        lines = []
    else:
        lines = [*_of_plan(matter, facts)]
    return Part(id="left-out", heading="NOT COUNTED", lines=tuple(lines)) if lines else None


def _of_plan(matter: Matter, facts: PlanAsAt) -> Iterator[Line]:
    if matter.reads in {Reads.TESTS, Reads.ELEMENTS}:
        yield from _exercises(matter, facts)
        yield from _activations(matter, facts)
    if matter.reads is Reads.REVIEWS:
        yield from _reviews(matter, facts)
    if matter.reads in {Reads.TESTS, Reads.REVIEWS}:
        yield from _prepared(matter, facts)
        yield from _issues(facts)
    if matter.reads is Reads.PREPARATION:
        yield from _beginnings(matter, facts)
    if facts.plan.regime is not Regime.REPPIR:
        for one in facts.plan.extensions:
            until = f" to {when_words(one.until_on)}" if one.until_on else ""
            text = f"Extension{until}: COMAH and PSR give no power to extend."
            yield Line(text=text, source=source_of(one.place, "until_on"))


def _exercises(matter: Matter, facts: PlanAsAt) -> Iterator[Line]:
    meant = {one.exercise.id for one in candidates(matter.sit, facts.ref, matter.duty.trigger, matter.duty.safe_on)}
    for exercise in matter.sit.exercises_naming(facts.ref):
        if matter.duty.trigger is not None and exercise.place is matter.duty.trigger.place:
            continue
        if exercise.id in meant and matter.reads is Reads.TESTS:
            continue
        if any(one.exercise == exercise.id for one in matter.duty.if_credited):
            continue
        key = "held_on" if exercise.held_on else "planned_on"
        text = f"{_named(exercise)}: {_why(matter, facts, exercise)}"
        yield Line(text=text, source=source_of(exercise.place, key))


def _named(exercise: Exercise) -> str:
    when = exercise.held_on or exercise.planned_on
    kind = "exercise" if exercise.type is ExerciseType.UNKNOWN else f"{exercise.type.value} exercise"
    return f"{kind} {exercise.id}{f', {when_words(when)}' if when is not None else ''}"


def _why(matter: Matter, facts: PlanAsAt, exercise: Exercise) -> str:
    on = matter.on
    if is_cancelled(exercise, on):
        return "cancelled"
    if exercise.held_on is None:
        return "not recorded as held"
    if not is_fact(exercise.held_on, on):
        return f"dated after {day_words(on)}"
    if not counts(exercise.held_on, on, facts.since):
        return "before the exemption ended"
    decided = credits_for(exercise, facts.ref, on)
    if not decided:
        later = any(credit.plan == facts.ref for credit in exercise.credits)
        return f"credited after {day_words(on)}" if later else "it names the plan and is not credited to it"
    return "; ".join(_conclusion(matter, exercise, credit, facts) for credit in decided)


def _conclusion(matter: Matter, exercise: Exercise, credit: Credit, facts: PlanAsAt) -> str:
    conclusion = credit.conclusion
    if conclusion is Conclusion.NOT_TESTED:
        return "the decision is that it did not test the plan"
    if exercise.held_on is not None and not exercise.held_on.is_known:
        return f"{conclusion.value.replace('-', ' ')}, and its day is not on record"
    if conclusion is Conclusion.PARTLY_TESTED and not facts.plan.modular:
        return "partly tested, which restarts no clock"
    words = conclusion.value.replace("-", " ")
    if facts.plan.modular or matter.sit.authority.policy.strict_elements:
        elements = ", ".join(one.value for one in credit.elements) or "none named"
        return f"{words}: it restarts the clocks of these elements alone: {elements}"
    return f"{words}; the date counts from another"


def _activations(matter: Matter, facts: PlanAsAt) -> Iterator[Line]:
    if facts.plan.regime is not Regime.COMAH:
        return
    for one in matter.sit.records.activations:
        if one.site == facts.site.id and (one.on is None or one.on.earliest <= matter.on):
            when = f", {when_words(one.on)}" if one.on else ""
            text = f"{one.kind.value.replace('-', ' ')} {one.id}{when}: a real event is never by itself a test"
            if one.counts_as_test.decided_by or one.counts_as_test.ca_letter:
                text += ". A decision that it counts is on record; a credit of an exercise alone restarts the clock"
            yield Line(text=text, source=source_of(one.place, "on"))


def _reviews(matter: Matter, facts: PlanAsAt) -> Iterator[Line]:
    for one in facts.plan.reviews:
        trigger = matter.duty.trigger
        if one.on is None or (trigger is not None and one.place is trigger.place):
            continue
        if one.kind is ReviewKind.CONTACTS:
            why = "a check of contacts is no full review"
        else:
            why = _why_fact(matter, facts, one.on) or "the date counts from another"
        yield Line(text=f"{one.kind.value} review, {when_words(one.on)}: {why}", source=source_of(one.place, "on"))


def _prepared(matter: Matter, facts: PlanAsAt) -> Iterator[Line]:
    plan, trigger = facts.plan, matter.duty.trigger
    when = plan.first_prepared_on
    if when is None or matter.reads is Reads.PREPARATION:
        return
    if trigger is not None and trigger.key == "first_prepared_on":
        return
    why = _why_fact(matter, facts, when)
    if not why:
        why = (
            "a later event decides the date"
            if trigger is not None
            else "its first interval is over and the history is not said to be complete"
        )
    yield _fact("plan first prepared", when, why, (plan.place, "first_prepared_on"))


def _beginnings(matter: Matter, facts: PlanAsAt) -> Iterator[Line]:
    """Yield the days that could start the clock of preparing, or end it, and do not count."""
    for key in _BEGINNINGS:
        when: When | None = getattr(facts.plan, key)
        why = _why_fact(matter, facts, when) if when is not None else ""
        if when is not None and why:
            yield _fact(key.removesuffix("_on").replace("_", " "), when, why, (facts.plan.place, key))


def _issues(facts: PlanAsAt) -> Iterator[Line]:
    for one in facts.plan.issues:
        name = f"issue {one.version}" if one.version else "issue"
        when = f", {when_words(one.on)}" if one.on else ""
        yield Line(text=f"{name}{when}: an issue never starts a clock", source=source_of(one.place, "on"))


def _operator(matter: Matter) -> Iterator[Line]:
    """Yield the operator's facts that do not count: dated after the reference day, or a first interval over."""
    if matter.site is None or matter.facts is not None:
        return
    site = matter.site
    for table, keys in (
        (site.internal_plan, ("first_prepared_on", "reviewed_on", "tested_on")),
        (site.public_information, ("reviewed_on", "sent_on")),
        (site.safety_report, ("sent_on", "reviewed_on")),
    ):
        for key in keys:
            when: When | None = getattr(table, key)
            if when is None or not _is_read(matter, table.place, key):
                continue
            if when.earliest > matter.on:
                why = f"dated after {day_words(matter.on)}"
            elif key == "first_prepared_on" and matter.duty.trigger is None:
                why = "its first interval is over, and nothing later is on record"
            else:
                continue
            yield _fact(key.removesuffix("_on").replace("_", " "), when, why, (table.place, key))


def _is_read(matter: Matter, place: Place, key: str) -> bool:
    """Whether the duty's provision names the key."""
    record_key = matter.provision.record_key if matter.provision else ""
    return f"{place.table}.{key}" in record_key


def _fact(event: str, when: When, why: str, at: tuple[Place, str]) -> Line:
    return Line(text=f"{event}, {when_words(when)}: {why}", source=source_of(*at))


def _why_fact(matter: Matter, facts: PlanAsAt, when: When) -> str:
    if when.earliest > matter.on:
        return f"dated after {day_words(matter.on)}"
    return "" if counts(when, matter.on, facts.since) else "before the exemption ended"
