"""Tests put on record: an exercise's file is the only place that holds one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

import msgspec

from comah.errors import RefusedError
from comah.model.change import Action, Change, Edit, TomlValue, date_value, given
from comah.model.establishment import Establishment, Plan, plan_ref
from comah.model.exercise import Credit, Exercise
from comah.model.kinds import Conclusion, Element, ExerciseType, Regime
from comah.model.place import Place
from comah.model.toml_text import table_text
from comah.model.when import When
from comah.model.words import count_words, when_words

_NAMELESS: Final = frozenset((ExerciseType.UNKNOWN, ExerciseType.OTHER))


class PlanTest(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer states: on which day plans were tested, with which result."""

    when: When
    plans: tuple[tuple[Establishment, Plan], ...]
    conclusion: Conclusion = Conclusion.TESTED
    elements: tuple[Element, ...] = ()
    decided_by: str
    decided_on: date
    evidence: str = ""


def credit_exercise(exercise: Exercise, test: PlanTest) -> Change:
    """Credit plans with an exercise that is on record; its day is filled in, never moved.

    A day that was not known, or known less closely, is made exact. Anything else that differs from
    what stands there is refused.
    """
    _check(test)
    if exercise.is_cancelled:
        message = f"{exercise.id} was cancelled ({where(exercise.cancelled.place, 'on')}). Nothing was recorded"
        raise RefusedError(message)
    edits = [*_held_edits(exercise, test.when)]
    credited = []
    for site, plan in test.plans:
        ref = plan_ref(site.id, plan.regime)
        if _has_credit(exercise, ref, test):
            continue
        _check_named(exercise, site, ref)
        credited.append(ref)
        edits.append(Edit(path=("credits",), value=_credit(ref, test), action=Action.APPEND))
    return Change(
        file=exercise.place.file.name,
        what="test",
        summary=_credit_summary(exercise, test, credited, is_dated=bool(edits) and edits[0].path == ("held_on",)),
        edits=tuple(edits),
    )


def new_exercise(  # noqa: PLR0913 - all but one are named
    test: PlanTest,
    *,
    folder: str,
    exercises: Sequence[Exercise],
    taken: Collection[str],
    kind: ExerciseType = ExerciseType.UNKNOWN,
    name: str = "",
) -> Change:
    """Put a test on record as an exercise of its own.

    Args:
        test: what was tested, when, and with which result.
        folder: the authority's folder in the register.
        exercises: those on record; one of the same plans and time is not recorded twice.
        taken: identifiers that are in use.
        kind: how it was played.
        name: what it was called; left out, a plain description.
    """
    _check(test)
    refs = [plan_ref(site.id, plan.regime) for site, plan in test.plans]
    found = [exercise for exercise in exercises if _may_be_same(exercise, refs, test.when)]
    for exercise in found:
        if all(_has_credit(exercise, ref, test) for ref in refs) and _is_same_day(exercise, test.when):
            return Change(
                file=exercise.place.file.name,
                what="test",
                summary=f"already on record: {exercise.id} ({where(exercise.place, 'held_on')}). Nothing changed",
            )
    if found:
        raise RefusedError(_which(found, test.when))
    identifier = free_id(_stem(test, kind), taken)
    return Change(
        file=f"{folder}/exercises/{identifier}.toml",
        what="test",
        summary=f"{identifier}: held {when_words(test.when)}; {_credit_words(test, refs)}",
        creates=_new_text(identifier, test, kind, name),
    )


def check_happened(when: When, on: date) -> None:
    """Refuse a day that has not come yet: what is recorded has happened."""
    ended = when.latest if when.is_exact else when.earliest
    if ended > on:
        message = f"{when_words(when)} is after {when_words(When.on_day(on))}. Only what has happened is recorded"
        raise RefusedError(message)


def check_plan_existed(site: Establishment, plan: Plan, when: When, event: str) -> None:
    """Refuse an event of a plan before the plan was first prepared."""
    prepared = plan.first_prepared_on
    if prepared is not None and when.latest < prepared.earliest:
        message = (
            f"{site.id}: the {plan.regime.value} plan was first prepared {when_words(prepared)} "
            f"({where(plan.place, 'first_prepared_on')}), after this {event} of {when_words(when)}. "
            "Nothing was recorded. Edit the record by hand if it is wrong"
        )
        raise RefusedError(message)


def where(place: Place, key: str) -> str:
    """Say in which file and line a key stands."""
    return f"{place.file.name}:{place.line_of(key)}"


def may_be_one_day(one: When, other: When) -> bool:
    """Whether two date values can mean the same day."""
    return one.is_known and other.is_known and one.earliest <= other.latest and other.earliest <= one.latest


def free_id(stem: str, taken: Collection[str]) -> str:
    """Return an identifier that is not in use.

    >>> free_id("2023-northbank-live", {"2023-northbank-live", "2023-northbank-live-2"})
    '2023-northbank-live-3'
    """
    number, identifier = 1, stem
    while identifier in taken:
        number += 1
        identifier = f"{stem}-{number}"
    return identifier


def _check(test: PlanTest) -> None:
    check_happened(test.when, test.decided_on)
    for site, plan in test.plans:
        check_plan_existed(site, plan, test.when, "test")
        if plan.modular and not test.elements and test.conclusion is not Conclusion.NOT_TESTED:
            message = (
                f"{site.id}: its {plan.regime.value} plan is tested element by element "
                f"({where(plan.place, 'modular')}), so name those that were exercised: --elements activation,warning"
            )
            raise RefusedError(message)


def _held_edits(exercise: Exercise, when: When) -> tuple[Edit, ...]:
    """Fill in the day it was held, or make it more exact; refuse to move it."""
    held = exercise.held_on
    if held is not None and held.is_known:
        if _holds(when, held):
            return ()
        if held.is_exact or not _holds(held, when):
            message = (
                f"{exercise.id} was held {when_words(held)} by the record ({where(exercise.place, 'held_on')}), "
                f"not {when_words(when)}. Nothing was recorded. Edit the record by hand if it is wrong"
            )
            raise RefusedError(message)
    return (Edit(path=("held_on",), value=date_value(when)),)


def _holds(outer: When, inner: When) -> bool:
    """Whether all that one date value can mean lies within the other."""
    return outer == inner or (not outer.is_exact and outer.earliest <= inner.earliest and inner.latest <= outer.latest)


def _has_credit(exercise: Exercise, ref: str, test: PlanTest) -> bool:
    """Whether this decision is on record; refuse where another one is."""
    found = next((credit for credit in exercise.credits if credit.plan == ref), None)
    if found is None:
        return False
    if found.conclusion is not test.conclusion or (test.elements and set(found.elements) != set(test.elements)):
        message = (
            f"{exercise.id}: {ref} is on record as {_outcome(found)} ({where(found.place, 'plan')}). "
            "Nothing was recorded. Edit the record by hand if it is wrong"
        )
        raise RefusedError(message)
    return True


def _outcome(credit: Credit) -> str:
    elements = ", ".join(element.value for element in credit.elements)
    return f"{credit.conclusion.value}{f' ({elements})' if elements else ''}"


def _check_named(exercise: Exercise, site: Establishment, ref: str) -> None:
    """Refuse to credit a site that the record's own lists leave out: the wrong exercise may be meant."""
    named = (*exercise.will_test, *exercise.takes_part)
    if named and site.id not in {plan.partition("/")[0] for plan in named}:
        message = (
            f"{exercise.id} names {', '.join(named)} and not {ref} ({exercise.place.file.name}). Nothing was recorded. "
            "If it took part, add it to takes_part there by hand; else leave out --exercise"
        )
        raise RefusedError(message)


def _credit(ref: str, test: PlanTest) -> dict[str, TomlValue]:
    return given(
        plan=ref,
        conclusion=test.conclusion.value,
        elements=[element.value for element in test.elements],
        decided_by=test.decided_by,
        decided_on=test.decided_on,
        evidence=test.evidence,
    )


def _credit_words(test: PlanTest, refs: Sequence[str]) -> str:
    return f"{count_words(len(refs), 'plan')} {test.conclusion.value.replace('-', ' ')}: {', '.join(refs)}"


def _credit_summary(exercise: Exercise, test: PlanTest, credited: Sequence[str], *, is_dated: bool) -> str:
    if not credited and not is_dated:
        return f"already on record: {exercise.id} ({where(exercise.place, 'held_on')}). Nothing changed"
    before = exercise.held_on
    parts = []
    if is_dated:
        was = f" (was {when_words(before)})" if before is not None else ""
        parts.append(f"held {when_words(test.when)}{was}")
    if credited:
        parts.append(_credit_words(test, credited))
    return f"{exercise.id}: {'; '.join(parts)}"


def _may_be_same(exercise: Exercise, refs: Sequence[str], when: When) -> bool:
    """Whether an exercise on record plays one of the plans at what may be the same time."""
    at = exercise.held_on or exercise.planned_on
    named = {*exercise.will_test, *exercise.takes_part, *(credit.plan for credit in exercise.credits)}
    return at is not None and not exercise.is_cancelled and may_be_one_day(at, when) and not named.isdisjoint(refs)


def _is_same_day(exercise: Exercise, when: When) -> bool:
    return exercise.held_on is not None and exercise.held_on == when


def _which(found: Sequence[Exercise], when: When) -> str:
    lines = [
        f"  {one.id}: {one.name}, {'held' if one.held_on else 'planned'} "
        f"{when_words(one.held_on or one.planned_on or when)} ({where(one.place, 'id')})"
        for one in found
    ]
    return (
        f"On record for {when_words(when)}, and perhaps the same exercise:\n"
        + "\n".join(lines)
        + f"\nNothing was recorded. If it is the same, add: --exercise {found[0].id}. If not, write its file by hand"
    )


def _stem(test: PlanTest, kind: ExerciseType) -> str:
    """Build an identifier: year, site or group, type."""
    sites = [site for site, _ in test.plans]
    groups = {site.group for site in sites}
    group = sites[0].group.lower().replace(" ", "-")
    is_group = len({site.id for site in sites}) > 1 and len(groups) == 1 and group
    regime = test.plans[0][1].regime
    suffix = "" if regime is Regime.COMAH else f"-{regime.value}"
    how = "exercise" if kind in _NAMELESS else kind.value
    return f"{test.when.earliest.year}-{group if is_group else sites[0].id}{suffix}-{how}"


def _new_text(identifier: str, test: PlanTest, kind: ExerciseType, name: str) -> str:
    refs = [plan_ref(site.id, plan.regime) for site, plan in test.plans]
    how = "Exercise" if kind in _NAMELESS else f"{kind.value.replace('-', ' ').capitalize()} exercise"
    table: dict[str, TomlValue] = {
        "schema": 1,
        "id": identifier,
        "name": name or f"{how}, {', '.join(site.name for site, _ in test.plans)}",
        "type": kind.value,
        "held_on": date_value(test.when),
        "credits": [_credit(ref, test) for ref in refs],
    }
    return f"#:schema ../../schema/exercise.json\n{table_text(table)}"
