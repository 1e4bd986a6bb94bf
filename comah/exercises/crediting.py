"""Plans credited with an exercise that is on record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from comah.errors import RefusedError
from comah.exercises.checks import check_happened, check_plan_existed, where
from comah.exercises.said_again import Said, blanks_filled, fill_edits, fill_words
from comah.model.change import Action, Change, Edit, TomlValue, date_value, given
from comah.model.establishment import Establishment, Plan, plan_ref
from comah.model.exercise import Credit, Exercise
from comah.model.kinds import Conclusion, Element
from comah.model.when import When
from comah.model.words import count_words, when_words


class PlanTest(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer states: on which day plans were tested, with which result."""

    when: When
    plans: tuple[tuple[Establishment, Plan], ...]
    conclusion: Conclusion = Conclusion.TESTED
    elements: tuple[Element, ...] = ()
    participants: tuple[str, ...] = ()  # agencies and authorities
    decided_by: str
    decided_on: date
    evidence: str = ""


def credit_exercise(exercise: Exercise, test: PlanTest) -> Change:
    """Credit plans with an exercise that is on record; its day is filled in, never moved.

    A day that was not known, or known less closely, is made exact. Anything else that differs from
    what stands there is refused.
    """
    edits = list(held_edits(exercise, test.when))
    check_test(test if edits or exercise.held_on is None else msgspec.structs.replace(test, when=exercise.held_on))
    if exercise.is_cancelled:
        message = f"{exercise.id} was cancelled ({where(exercise.cancelled.place, 'on')}). Nothing was recorded"
        raise RefusedError(message)
    is_dated = bool(edits)
    credited: list[str] = []
    added: list[str] = []
    for site, plan in test.plans:
        ref = plan_ref(site.id, plan.regime)
        found = credit_of(exercise, ref)
        if found is not None:
            filled = credit_blanks(exercise, found, test)
            edits += fill_edits(found.place, filled)
            added += [f"{ref} {fill_words(filled)}"] if filled else []
            continue
        check_named(exercise, site, ref)
        credited.append(ref)
        edits.append(Edit(path=("credits",), value=credit_row(ref, test), action=Action.APPEND))
    return Change(
        file=exercise.place.file.name,
        what="test",
        summary=_credit_summary(exercise, test, credited, added, is_dated=is_dated),
        edits=tuple(edits),
    )


def check_test(test: PlanTest) -> None:
    """Refuse a test that has not happened, or of a plan that was not there yet."""
    check_happened(test.when, test.decided_on)
    for site, plan in test.plans:
        check_plan_existed(site, plan, test.when, "test")
        if plan.modular and not test.elements and test.conclusion is not Conclusion.NOT_TESTED:
            message = (
                f"{site.id}: its {plan.regime.value} plan is tested element by element "
                f"({where(plan.place, 'modular')}), so name those that were exercised: --elements activation,warning"
            )
            raise RefusedError(message)


def held_edits(exercise: Exercise, when: When) -> tuple[Edit, ...]:
    """Fill in the day it was held, or make it more exact; refuse to move it."""
    held = exercise.held_on
    if held is not None and held.is_known:
        if holds(when, held):
            return ()
        if held.is_exact or not holds(held, when):
            message = (
                f"{exercise.id} was held {when_words(held)} by the record ({where(exercise.place, 'held_on')}), "
                f"not {when_words(when)}. Nothing was recorded. Edit the record by hand if it is wrong"
            )
            raise RefusedError(message)
    _check_planned(exercise, when)
    return (Edit(path=("held_on",), value=date_value(when)),)


def _check_planned(exercise: Exercise, when: When) -> None:
    """Refuse a day before the exercise was planned: a year typed wrongly would count as law's own day."""
    for what, day, at in _planning(exercise):
        if when.is_known and day.is_known and when.latest < day.earliest:
            message = (
                f"{exercise.id}: held {when_words(when)}, before {what}, {when_words(day)} ({at}). "
                "Nothing was recorded. Edit the record by hand if it is wrong"
            )
            raise RefusedError(message)


def _planning(exercise: Exercise) -> Iterator[tuple[str, When, str]]:
    """Yield the days on record that surely come before an exercise, each with where it stands."""
    if exercise.planning_from is not None:
        yield "its planning began", exercise.planning_from, where(exercise.place, "planning_from")
    if exercise.confirmed_on is not None:
        yield "its day was agreed", exercise.confirmed_on, where(exercise.place, "confirmed_on")
    for one in exercise.meetings:
        if one.held_on is not None:
            yield f"its planning meeting {one.number}", one.held_on, where(one.place, "held_on")


def holds(outer: When, inner: When) -> bool:
    """Whether all that one date value can mean lies within the other."""
    return outer == inner or (not outer.is_exact and outer.earliest <= inner.earliest and inner.latest <= outer.latest)


def credit_of(exercise: Exercise, ref: str) -> Credit | None:
    """Return the decision on record of a plan."""
    return next((credit for credit in exercise.credits if credit.plan == ref), None)


def credit_blanks(exercise: Exercise, found: Credit, test: PlanTest) -> tuple[Said, ...]:
    """Return what was stated of a decision on record and stands blank there; refuse another decision."""
    elements, told = tuple(one.value for one in found.elements), tuple(one.value for one in test.elements)
    is_other = told and elements and set(told) != set(elements)
    if found.conclusion is not test.conclusion or is_other:
        outcome = f"{test.conclusion.value}{' (' + ', '.join(told) + ')' if told else ''}"
        message = (
            f"{exercise.id}: {found.plan} is on record as {_outcome(found)} ({where(found.place, 'plan')}), not "
            f"{outcome}. "
            "Nothing was recorded. Edit the record by hand if it is wrong"
        )
        raise RefusedError(message)
    said = (
        Said(key="elements", name="elements", stands=elements, told=told),
        Said(key="participants", name="participants", stands=found.participants, told=test.participants),
        Said(key="evidence", name="evidence", stands=found.evidence, told=test.evidence),
    )
    return blanks_filled(f"{exercise.id}, {found.plan}", found.place, said)


def _outcome(credit: Credit) -> str:
    elements = ", ".join(element.value for element in credit.elements)
    return f"{credit.conclusion.value}{f' ({elements})' if elements else ''}"


def check_named(exercise: Exercise, site: Establishment, ref: str) -> None:
    """Refuse to credit a site that the record's own lists leave out: the wrong exercise may be meant."""
    named = (*exercise.will_test, *exercise.takes_part)
    if named and site.id not in {plan.partition("/")[0] for plan in named}:
        message = (
            f"{exercise.id} names {', '.join(named)} and not {ref} ({exercise.place.file.name}). Nothing was recorded. "
            "If it took part, add it to takes_part there by hand; else another exercise is meant"
        )
        raise RefusedError(message)


def credit_row(ref: str, test: PlanTest) -> dict[str, TomlValue]:
    """Make the record's row of a decision on one plan."""
    return given(
        plan=ref,
        conclusion=test.conclusion.value,
        elements=[element.value for element in test.elements],
        participants=list(test.participants),
        decided_by=test.decided_by,
        decided_on=test.decided_on,
        evidence=test.evidence,
    )


def credit_words(test: PlanTest, refs: Sequence[str]) -> str:
    """Say which plans were credited and how."""
    return f"{count_words(len(refs), 'plan')} {test.conclusion.value.replace('-', ' ')}: {', '.join(refs)}"


def _credit_summary(
    exercise: Exercise, test: PlanTest, credited: Sequence[str], added: Sequence[str], *, is_dated: bool
) -> str:
    if not credited and not added and not is_dated:
        return f"already on record: {exercise.id} ({where(exercise.place, 'held_on')}). Nothing changed"
    before = exercise.held_on
    parts = []
    if is_dated:
        was = f" (was {when_words(before)})" if before is not None else ""
        parts.append(f"held {when_words(test.when)}{was}")
    if credited:
        parts.append(credit_words(test, credited))
    parts += added
    return f"{exercise.id}: {'; '.join(parts)}"
