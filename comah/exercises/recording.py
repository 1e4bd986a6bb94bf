"""Tests put on record: an exercise's file is the only place that holds one."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from comah.errors import RefusedError
from comah.exercises.checks import may_be_one_day, where
from comah.exercises.crediting import PlanTest, check_test, credit_blanks, credit_of, credit_row, credit_words
from comah.exercises.said_again import Said, blanks_filled, fill_edits, fill_words
from comah.model.change import Change, TomlValue, date_value
from comah.model.establishment import plan_ref
from comah.model.exercise import Exercise
from comah.model.exercise_name import exercise_name, exercise_stem, free_id
from comah.model.kinds import ExerciseType
from comah.model.toml_text import table_text
from comah.model.when import When
from comah.model.words import when_words


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
    check_test(test)
    refs = [plan_ref(site.id, plan.regime) for site, plan in test.plans]
    found = [exercise for exercise in exercises if _may_be_same(exercise, refs, test.when)]
    for exercise in found:
        if _is_same_day(exercise, test.when) and all(credit_of(exercise, ref) for ref in refs):
            return _again(exercise, test, refs, kind, name)
    if found:
        raise RefusedError(_which(found, test.when))
    identifier = free_id(_stem(test, kind), taken)
    return Change(
        file=f"{folder}/exercises/{identifier}.toml",
        what="test",
        summary=f"{identifier}: held {when_words(test.when)}; {credit_words(test, refs)}",
        creates=_new_text(identifier, test, kind, name),
    )


def _again(exercise: Exercise, test: PlanTest, refs: Sequence[str], kind: ExerciseType, name: str) -> Change:
    """Fill in what a test on record leaves blank; refuse what differs."""
    is_open = exercise.type is ExerciseType.UNKNOWN
    told = "" if kind is ExerciseType.UNKNOWN else kind.value
    described = (
        Said(key="type", name="type", stands="" if is_open else exercise.type.value, told=told),
        Said(key="name", name="its name", stands=exercise.name, told=name),
    )
    filled = [(exercise.place, blanks_filled(exercise.id, exercise.place, described))]
    for ref in refs:
        credit = credit_of(exercise, ref)
        if credit is not None:
            filled.append((credit.place, credit_blanks(exercise, credit, test)))
    words = [fill_words(said) for _, said in filled if said]
    at = where(exercise.place, "held_on")
    return Change(
        file=exercise.place.file.name,
        what="test",
        summary=f"{exercise.id}: {'; '.join(dict.fromkeys(words))}"
        if words
        else f"already on record: {exercise.id} ({at}). Nothing changed",
        edits=tuple(edit for place, said in filled for edit in fill_edits(place, said)),
    )


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
    sites = [site for site, _ in test.plans]
    return exercise_stem(test.when.earliest.year, sites, test.plans[0][1].regime, kind)


def _new_text(identifier: str, test: PlanTest, kind: ExerciseType, name: str) -> str:
    refs = [plan_ref(site.id, plan.regime) for site, plan in test.plans]
    table: dict[str, TomlValue] = {
        "schema": 1,
        "id": identifier,
        "name": name or exercise_name(kind, [site for site, _ in test.plans]),
        "type": kind.value,
        "held_on": date_value(test.when),
        "credits": [credit_row(ref, test) for ref in refs],
    }
    return f"#:schema ../../schema/exercise.json\n\n{table_text(table)}"
