"""``comah record test``: from what the officer states to one change of one exercise."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from comah.model.kinds import Conclusion, Element, ExerciseType, Regime
from comah_cli import exits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comah.exercises.crediting import PlanTest
    from comah.model.change import Change
    from comah.model.establishment import Establishment, Plan
    from comah.model.when import When
    from comah_cli.commands.record_writing import Writing


class Tested(NamedTuple):
    """What an officer states of a test."""

    when: When
    exercise: str
    kind: ExerciseType | None
    title: str
    elements: str
    conclusion: Conclusion
    evidence: str


def change_of_test(writing: Writing, stated: Tested, sites: Sequence[Establishment], regime: Regime) -> Change:
    """Credit the exercise named, or make a new one."""
    from comah.exercises.crediting import PlanTest

    test = PlanTest(
        when=stated.when,
        plans=_plans(sites, regime),
        conclusion=stated.conclusion,
        elements=elements_named(stated.elements),
        decided_by=writing.by,
        decided_on=writing.today,
        evidence=stated.evidence,
    )
    return _credited(writing, stated, test) if stated.exercise else _new(writing, stated, test)


def _plans(sites: Sequence[Establishment], regime: Regime) -> tuple[tuple[Establishment, Plan], ...]:
    from comah.plans.recording import plan_of

    return tuple((site, plan_of(site, regime)) for site in sites)


def _credited(writing: Writing, stated: Tested, test: PlanTest) -> Change:
    from comah.exercises.crediting import credit_exercise
    from comah_cli.commands.exercise_writing import exercise_named

    if stated.kind is not None or stated.title:
        exits.usage("--type and --name describe a new exercise; leave them out with --exercise. Nothing was recorded.")
    return credit_exercise(exercise_named(writing, stated.exercise), test)


def _new(writing: Writing, stated: Tested, test: PlanTest) -> Change:
    from comah.exercises.recording import new_exercise

    folders = sorted({PurePosixPath(site.place.file.name).parts[0] for site, _ in test.plans})
    if len(folders) > 1:
        exits.usage(
            f"These sites are in the records of {' and '.join(folders)}, and an exercise is in those of one. "
            "Record it for each site by its name. Nothing was recorded."
        )
    return new_exercise(
        test,
        folder=folders[0],
        exercises=[one for records in writing.book.authorities for one in records.exercises],
        taken=writing.taken,
        kind=stated.kind or ExerciseType.UNKNOWN,
        name=stated.title,
    )


def elements_named(text: str) -> tuple[Element, ...]:
    """Read a list of plan elements as an officer typed it."""
    from comah_cli.names import unknown

    known = {element.value: element for element in Element}
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    for word in words:
        if word not in known:
            exits.usage(f"{unknown('plan element', word, known)} There are: {', '.join(known)}. Nothing was recorded.")
    return tuple(known[word] for word in dict.fromkeys(words))
