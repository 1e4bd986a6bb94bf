"""Exercises by the plans that they play, those on record and those of the import itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import msgspec

from comah.model.record_kinds import EXERCISE
from comah.model.record_lines import folder_of
from comah.model.when import When, WhenOrUnknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comah.model.book import Book
    from comah.model.exercise import Exercise
    from comah.model.place import Place
    from comah.model.said import ExerciseSaid
    from comah.records.spreadsheets.draft import Draft, Drafts, Raw


class Known(msgspec.Struct, kw_only=True):
    """What tells one exercise from another."""

    id: str
    folder: str
    name: str
    type: str
    held: When | None
    planned: When | None
    plans: frozenset[str]
    file: str
    place: Place | None = None  # of one that is on record

    @property
    def at(self) -> When | None:
        """When it was held, else when it is planned for."""
        return self.held or self.planned

    @property
    def where(self) -> str:
        """The file, and the line where it is on record."""
        return f"{self.file}:{self.place.line_of('id')}" if self.place else self.file


class KnownExercises:
    """Looks an exercise up by its plans and its day."""

    def __init__(self, book: Book, drafts: Drafts) -> None:
        """Take in those on record, and those that the import has begun."""
        self._by_plan: dict[str, dict[str, Known]] = defaultdict(dict)
        self._by_id: dict[str, Known] = {}
        for one in book.authorities:
            for exercise in one.exercises:
                self._take_in(_of_record(exercise), is_cancelled=exercise.is_cancelled)
        for draft in drafts:
            if draft.kind == EXERCISE:
                self.note(draft)

    def note(self, draft: Draft) -> None:
        """Take in an exercise as its draft now is."""
        self._take_in(_of_draft(draft), is_cancelled=bool(draft.after.get("cancelled")))

    def by_id(self, identifier: str) -> Known | None:
        """Return the exercise of an id."""
        return self._by_id.get(identifier)

    def perhaps(self, said: ExerciseSaid) -> list[Known]:
        """Return the exercises of one of the plans that may have been on the same day."""
        found = {each.id: each for plan in said.plans for each in self._by_plan[plan].values()}
        return [each for each in found.values() if each.at is not None and each.at.may_be(said.when)]

    def _take_in(self, known: Known, *, is_cancelled: bool) -> None:
        if is_cancelled:
            return
        self._by_id[known.id] = known
        for plan in known.plans:
            self._by_plan[plan][known.id] = known


def plans_of(raw: Raw) -> frozenset[str]:
    """Return every plan that an exercise names."""
    credits_: Iterable[Any] = raw.get("credits", ())
    return frozenset([*raw.get("will_test", ()), *raw.get("takes_part", ()), *(each.get("plan") for each in credits_)])


def _of_record(exercise: Exercise) -> Known:
    return Known(
        id=exercise.id,
        folder=folder_of(exercise),
        name=exercise.name,
        type=exercise.type.value,
        held=exercise.held_on,
        planned=exercise.planned_on,
        plans=frozenset([*exercise.will_test, *exercise.takes_part, *(each.plan for each in exercise.credits)]),
        file=exercise.place.file.name,
        place=exercise.place,
    )


def _of_draft(draft: Draft) -> Known:
    raw = draft.after
    return Known(
        id=draft.id,
        folder=draft.folder,
        name=raw.get("name", ""),
        type=raw.get("type", ""),
        held=WhenOrUnknown.read(raw["held_on"]) if "held_on" in raw else None,
        planned=When.read(raw["planned_on"]) if "planned_on" in raw else None,
        plans=plans_of(raw),
        file=draft.file,
        place=draft.fact.place if draft.fact else None,
    )
