"""A rota chosen, as the turns of the records: who has each, and why nobody has some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace

from comah.model.moment import Moment
from comah.model.oncall_book import Oncall
from comah.model.rota import Rota, Shift
from comah.oncall.build.opening import Opening
from comah.oncall.build.problem import Choice
from comah.oncall.build.question import Question
from comah.oncall.can_serve import Serving, Wanted
from comah.oncall.civil_time import civil_of
from comah.oncall.slots import Slot
from comah.oncall.time_words import typed_time
from comah.oncall.turns import Turn

AT_SHARE = "at the limit of their share"


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """One place of one turn, with the shift that the rota is to have for it."""

    opening: Opening
    slot: Slot
    told: str  # who was told that it is theirs
    shift: Shift

    @property
    def year(self) -> int:
        """The year in which it begins, whose file it belongs to."""
        return civil_of(self.slot.start).year


def chosen_turns(serving: Serving, question: Question, choice: Choice) -> tuple[Chosen, ...]:
    """Return each place with its shift, in order of time; a place that nobody has says why."""
    bare = tuple(sorted(_bare(question, choice), key=lambda one: (one.slot.start, one.slot.id)))
    after = Serving(oncall=with_turns(serving.oncall, bare), played=serving.played)
    left = _days_left(question, choice)
    return tuple(
        one if one.shift.person else replace(one, shift=replace(one.shift, reason=_reason(after, one, left)))
        for one in bare
    )


def with_turns(oncall: Oncall, chosen: tuple[Chosen, ...]) -> Oncall:
    """Return the records with the turns chosen, each in its place or in the file of its year."""
    new = {one.shift.id: one.shift for one in chosen}
    rotas = tuple(
        replace(rota, shifts=tuple(new.pop(shift.id, shift) for shift in rota.shifts)) for rota in oncall.rotas
    )
    added = Rota(schema=1, shifts=tuple(one.shift for one in chosen if one.shift.id in new))
    return replace(oncall, rotas=(*rotas, added) if added.shifts else rotas)


def _bare(question: Question, choice: Choice) -> Iterator[Chosen]:
    for opening, people in zip(question.openings, choice.people, strict=True):
        for slot, told, person in zip(opening.slots, opening.told, people, strict=True):
            yield Chosen(opening=opening, slot=slot, told=told, shift=_shift(slot, person))


def _shift(slot: Slot, person: str) -> Shift:
    if slot.shift is not None:
        return replace(slot.shift, person=person, reason="")
    return Shift(
        id=slot.id,
        role=slot.role.id,
        seat=slot.seat,
        person=person,
        from_=Moment.read(typed_time(slot.start)),
        to=Moment.read(typed_time(slot.end)),
    )


def _days_left(question: Question, choice: Choice) -> Mapping[str, int]:
    """Return how many days more than those chosen each person's share allows."""
    left = {person.id: person.most_days for person in question.problem.candidates}
    for vacancy, people in zip(question.problem.vacancies, choice.people, strict=True):
        for person in filter(None, people):
            left[person] -= vacancy.days
    return left


def _reason(serving: Serving, one: Chosen, left: Mapping[str, int]) -> str:
    """Count what stands against everybody of the role: how many, never who or why they are away."""
    turn = Turn(shift=one.shift, start=one.slot.start, end=one.slot.end)
    found = serving.candidates(Wanted(role=one.opening.role, start=turn.start, end=turn.end, turn=turn))
    against = [f"{number} {kind.value}" for kind, number in found.against]
    at_share = sum(left.get(each.person, 0) < one.opening.role.shift_days for each in found.could)
    open_to = len(found.could) - at_share
    against += [f"{at_share} {AT_SHARE}"] if at_share else []
    against += [f"{open_to} could, if others changed turns: not looked through to the end"] if open_to else []
    return ", ".join(against) or "nobody has the role"
