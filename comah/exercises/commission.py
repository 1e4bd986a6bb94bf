"""A new exercise put on record: what it is to test, when, and what it carries over from the last."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

import msgspec

from comah.exercises.lesson_list import every_lesson
from comah.exercises.lessons import is_closed
from comah.model.book import Book
from comah.model.change import Change, TomlValue, date_value, given
from comah.model.establishment import Establishment
from comah.model.exercise import Exercise
from comah.model.exercise_name import exercise_name, exercise_stem, free_id
from comah.model.kinds import ExerciseType, Regime
from comah.model.toml_text import table_text
from comah.model.when import When
from comah.model.words import when_words

_SCHEMA_LINE = "#:schema ../../schema/exercise.json\n\n"


class Commission(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for."""

    refs: tuple[str, ...]  # the plans that it is to test
    sites: tuple[Establishment, ...]  # theirs, each once
    kind: ExerciseType
    lead: str
    name: str = ""
    no_notice: bool = False
    like: Exercise | None = None  # the exercise that it follows


def commissioned(wish: Commission, when: When, *, taken: Collection[str], carries: Sequence[str]) -> Exercise:
    """Return the exercise as it will be on record.

    Args:
        wish: what is asked for.
        when: its day.
        taken: identifiers that are in use.
        carries: lessons that it is to show as learnt.
    """
    like = wish.like
    regime = Regime(wish.refs[0].partition("/")[2] or Regime.COMAH.value)
    stem = exercise_stem(when.earliest.year, wish.sites, regime, wish.kind)
    return Exercise(
        schema=1,
        id=free_id(stem, taken),
        name=wish.name or exercise_name(wish.kind, wish.sites),
        type=wish.kind,
        format=like.format if like else None,
        lead=wish.lead,
        will_test=wish.refs,
        takes_part=tuple(one for one in like.takes_part if one not in wish.refs) if like else (),
        players=like.players if like else (),
        no_notice=wish.no_notice,
        planned_on=when,
        agencies=like.agencies if like else (),
        carries=tuple(carries),
    )


def commission_change(exercise: Exercise, folder: str) -> Change:
    """Make the change that puts a new exercise on record.

    Args:
        exercise: the exercise.
        folder: the authority's folder in the register.
    """
    day = f", planned for {when_words(exercise.planned_on)}" if exercise.planned_on else ""
    return Change(
        file=f"{folder}/exercises/{exercise.id}.toml",
        what="new-exercise",
        summary=f"{exercise.id}: to test {', '.join(exercise.will_test)}{day}",
        creates=f"{_SCHEMA_LINE}{table_text(_table(exercise))}",
    )


def open_lessons(book: Book, like: Exercise, on: date) -> Iterator[str]:
    """Yield the lessons that the next exercise carries: those of the last, and that it carried, still open."""
    own = [f"{like.id}/{lesson.id}" for lesson in like.lessons]
    known = {one.ref: one.lesson for one in every_lesson(book)}
    for ref in dict.fromkeys((*own, *like.carries)):
        if ref in known and not is_closed(known[ref], on):
            yield ref


def _table(exercise: Exercise) -> dict[str, TomlValue]:
    """Return the record; what was not given is left out."""
    table = given(
        schema=exercise.schema,
        id=exercise.id,
        name=exercise.name,
        type=exercise.type.value,
        format=exercise.format.value if exercise.format else None,
        lead=exercise.lead,
        will_test=list(exercise.will_test),
        takes_part=list(exercise.takes_part),
        players=list(exercise.players),
        planning_from=date_value(exercise.planning_from) if exercise.planning_from else None,
        planned_on=date_value(exercise.planned_on) if exercise.planned_on else None,
        agencies=list(exercise.agencies),
        carries=list(exercise.carries),
        source=exercise.source,
    )
    return table | {"no_notice": True} if exercise.no_notice else table
