"""What a row says of an exercise that it does not name, held against the exercises on record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from comah.model.change import date_value, given
from comah.model.establishment import Establishment
from comah.model.exercise import Exercise
from comah.model.exercise_name import exercise_name, exercise_stem, free_id
from comah.model.kinds import Conclusion, ExerciseType, Regime, Tier
from comah.model.record_kinds import ESTABLISHMENT, EXERCISE
from comah.model.when import WhenOrUnknown
from comah.model.words import when_words
from comah.records.shown import printable
from comah.records.spreadsheets.draft import LeftError
from comah.records.spreadsheets.known_exercises import plans_of
from comah.records.spreadsheets.merge_values import Outcome, Spot, Statement, merge_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comah.model.said import ExerciseSaid
    from comah.records.spreadsheets.draft import Draft, Drafts
    from comah.records.spreadsheets.known_exercises import Known, KnownExercises

NEW = "new"  # what an officer writes instead of an id, for an exercise that is not on record


class AskedError(LeftError):
    """An officer's answer is needed before the row can be taken."""


class ExerciseMerge:
    """Puts exercises on record that rows speak of, each once."""

    def __init__(self, drafts: Drafts, known: KnownExercises, *, by: str, on: date) -> None:
        """Hold what is known, and who decides on credits, and when."""
        self._drafts = drafts
        self._known = known
        self._by = by
        self._on = on

    def merge(self, said: ExerciseSaid, outcome: Outcome, row: int) -> None:
        """Find the exercise, or make it, and add what is not on record of it.

        Raises:
            AskedError: where it may be one on record.
            LeftError: where it cannot be put on record.
        """
        found = self._found(said)
        draft = self._drafts.find(EXERCISE, found.folder, found.id) if found else self._made(said, outcome, row)
        spot = Spot(draft, (), draft.after, Exercise)
        if found:
            self._merge_day(spot, said, outcome, row)
        self._merge_plans(spot, said, outcome, row)
        self._merge_rest(spot, said, outcome, row)
        self._known.note(draft)

    def _found(self, said: ExerciseSaid) -> Known | None:
        """Return the exercise on record that is meant; None where it is a new one."""
        if said.exercise == NEW:
            return self._same_again(said)
        if said.exercise:
            named = self._known.by_id(said.exercise)
            if named is None:
                message = f"there is no exercise {printable(said.exercise)} on record that was not cancelled"
                raise LeftError(message)
            return named
        perhaps = self._known.perhaps(said)
        exact = [each for each in perhaps if _is_that_day(each, said)]
        if len(exact) > 1:
            exact = _narrowed(exact, said) or exact
        if len(exact) == 1:
            return exact[0]
        if perhaps:
            raise AskedError(_which(exact or perhaps, said))
        return None

    def _same_again(self, said: ExerciseSaid) -> Known | None:
        """Return the exercise that the same row made before."""
        return next((each for each in self._known.perhaps(said) if _is_that_day(each, said)), None)

    def _made(self, said: ExerciseSaid, outcome: Outcome, row: int) -> Draft:
        sites = [self._site(plan.partition("/")[0]) for plan in said.plans]
        if not sites:
            message = "an exercise of no site: write which site, or sites, it was for"
            raise LeftError(message)
        kind = ExerciseType(said.type or ExerciseType.UNKNOWN.value)
        regime = Regime(said.plans[0].partition("/")[2] or Regime.COMAH.value)
        stem = exercise_stem(said.when.earliest.year, sites, regime, kind)
        draft = self._drafts.find(EXERCISE, said.authority, free_id(stem, self._drafts.taken))
        day = "planned_on" if said.is_planned else "held_on"
        draft.after |= {
            "name": said.name or exercise_name(kind, sites),
            "type": kind.value,
            day: date_value(said.when),
            "source": said.at.origin,
        }
        draft.origins |= dict.fromkeys((("name",), ("type",), (day,)), said.at)
        outcome.add(draft, row)
        return draft

    def _site(self, identifier: str) -> Establishment:
        """Return what an exercise's name takes from a site."""
        if not self._drafts.is_known(ESTABLISHMENT, identifier):
            message = f"there is no site {printable(identifier)} on record"
            raise LeftError(message)
        raw = self._drafts.look(ESTABLISHMENT, identifier)
        name, group = raw.get("name", identifier), raw.get("group", "")
        return Establishment(schema=1, id=identifier, name=name, group=group, tier=Tier.UPPER)

    def _merge_day(self, spot: Spot, said: ExerciseSaid, outcome: Outcome, row: int) -> None:
        """Hold the day against the record; one that the row names by its id may be made exact."""
        held = spot.table.get("held_on")
        stands = WhenOrUnknown.read(held) if held else None
        if stands is not None and (said.is_planned or _is_within(stands, said)):
            outcome.held += 1
            return
        key = "planned_on" if said.is_planned else "held_on"
        refines = bool(said.exercise)
        before = len(outcome.conflicts)
        merge_value(spot, Statement((key,), date_value(said.when), said.at, refines=refines), outcome, row)
        if len(outcome.conflicts) > before:
            message = f"{outcome.conflicts.pop()}; nothing of the row was taken"
            raise LeftError(message)

    def _merge_plans(self, spot: Spot, said: ExerciseSaid, outcome: Outcome, row: int) -> None:
        for plan in said.own or said.plans:
            if said.conclusion is not None and not said.is_planned:
                self._credit(spot, plan, said, said.conclusion, outcome, row)
            elif plan in plans_of(spot.table):
                outcome.held += 1
            else:
                key = "will_test" if said.conclusion is Conclusion.TESTED else "takes_part"
                spot.table[key] = [*spot.table.get(key, []), plan]
                outcome.add(spot.draft, row)

    def _credit(  # noqa: PLR0913, PLR0917 - the parts of one credit
        self, spot: Spot, plan: str, said: ExerciseSaid, conclusion: Conclusion, outcome: Outcome, row: int
    ) -> None:
        """Credit a plan with what the row says of it; a credit on record is never changed."""
        rows: list[dict[str, Any]] = spot.table.setdefault("credits", [])
        stands = next((each for each in rows if each["plan"] == plan), None)
        if stands is None:
            decided = given(decided_by=self._by, decided_on=self._on, evidence=said.at.origin)
            rows.append({"plan": plan, "conclusion": conclusion.value} | decided)
            outcome.add(spot.draft, row)
        elif stands["conclusion"] == conclusion.value:
            outcome.held += 1
        else:
            where = spot.draft.where(("credits", rows.index(stands), "conclusion"))
            said_words = f"the sheet says {conclusion.value}, the record says {stands['conclusion']} ({where})"
            outcome.conflicts.append(f"{spot.draft.id}, {plan}: {said_words}")

    def _merge_rest(self, spot: Spot, said: ExerciseSaid, outcome: Outcome, row: int) -> None:
        if said.type not in {"", ExerciseType.UNKNOWN.value}:
            merge_value(spot, Statement(("type",), said.type, said.at), outcome, row)
        if said.name:
            merge_value(spot, Statement(("name",), said.name, said.at), outcome, row)
        if said.note:
            merge_value(spot, Statement(("notes",), [said.note], said.at), outcome, row)
        lessons: list[dict[str, Any]] = spot.table.get("lessons", [])
        for text in said.lessons:
            if any(each.get("text") == text for each in lessons):
                outcome.held += 1
                continue
            identifier = _lesson_id({each["id"] for each in lessons})
            lessons = [*lessons, {"id": identifier, "text": text}]
            spot.table["lessons"] = lessons
            outcome.add(spot.draft, row)


def _lesson_id(taken: set[str]) -> str:
    """Return the next free id of a lesson: l1, l2, ..."""
    number = 1
    while f"l{number}" in taken:
        number += 1
    return f"l{number}"


def _is_that_day(known: Known, said: ExerciseSaid) -> bool:
    """Whether an exercise was held, or is planned, on the very day, or span of days, that a row says."""
    if known.held is not None:
        return known.held == said.when
    return said.is_planned and known.planned == said.when


def _is_within(stands: WhenOrUnknown | Any, said: ExerciseSaid) -> bool:  # noqa: ANN401 - a date value
    """Whether the day on record is the same, or a more exact one."""
    if not stands.is_known:
        return False
    return bool(said.when.earliest <= stands.earliest and stands.latest <= said.when.latest)


def _narrowed(exact: Sequence[Known], said: ExerciseSaid) -> list[Known]:
    """Choose among exercises of one day: by name, else by type, else by having all plans."""
    for choice in (
        [each for each in exact if said.name and each.name == said.name],
        [each for each in exact if said.type and each.type == said.type],
        [each for each in exact if each.plans >= set(said.plans)],
    ):
        if len(choice) == 1:
            return choice
    return []


def _which(perhaps: Sequence[Known], said: ExerciseSaid) -> str:
    lines = "; ".join(
        f"{each.id}: {printable(each.name)}, {'held' if each.held else 'planned'} "
        f"{when_words(each.at or said.when)} ({each.where})"
        for each in perhaps
    )
    return (
        f"perhaps the same exercise as one on record: {lines}. "
        f'Write in the column "exercise id": {perhaps[0].id} if it is the same, {NEW} if not'
    )
