"""The template of an exercise: its phases, their usual days and the fewest days they can take.

The packaged template is data by type and regime. An authority, and one exercise, may change what is
local custom in it; what a provision limits they cannot lengthen.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import msgspec

from comah.exercises.template_changes import with_changes
from comah.exercises.template_file import packaged_drafts, template_name
from comah.exercises.template_order import Bounds, Draft, bounds_of, in_order
from comah.model.authority import Authority
from comah.model.exercise import Exercise
from comah.model.kinds import Conclusion, ExerciseType, Regime
from comah.model.phase_keys import AuthorityPhase, PhaseKeys

EXERCISE: Final = "exercise"  # the phase that all offsets count from
_COMAH: Final = frozenset({Regime.COMAH})
_NONE: Final = frozenset[str]()


class Phase(msgspec.Struct, frozen=True, kw_only=True):
    """A step of an exercise. Offsets are calendar days from the exercise day, below nought before it."""

    id: str
    title: str
    short: str  # the title where a line has no room for it
    first_offset: int
    last_offset: int  # the same as the first, unless the phase is a span
    limit: int | None  # the latest offset it may slip to
    least_days: int  # the fewest working days the step itself can take
    needs: tuple[str, ...]
    who: str
    evidence: str  # what it rests on, or what shows that it is done
    is_fixed: bool  # never moves for a weekend, a bank holiday or the diary
    provision: str = ""  # the duty in law that limits it; "": local custom
    counts_from: str = ""  # the phase whose day that limit counts from
    floor: int | None = None  # the latest day fixed by what it needs
    ceiling: int | None = None  # the earliest day set by its limit and by what needs it
    capped_by: tuple[str, ...] = ()  # duties counted from the exercise that limit it or what needs it
    has_room: bool = False  # nothing but the calendar moves it: no limit and no fixed day can come in its way


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """The phases of an exercise, each below everything that it needs."""

    id: str
    length_days: int  # calendar days from the first phase to the exercise
    phases: tuple[Phase, ...]
    before: frozenset[str] = _NONE  # the phases that the exercise needs, directly or through others

    def find(self, phase_id: str) -> Phase | None:
        """Return the phase of that name."""
        return next((phase for phase in self.phases if phase.id == phase_id), None)


def template_for(
    exercise_type: ExerciseType, regimes: frozenset[Regime] = _COMAH, authority: Authority | None = None
) -> Template:
    """Return the template of an exercise type; whatever is not live runs as a tabletop does.

    Args:
        exercise_type: how it is played.
        regimes: those of the plans that it is to test.
        authority: whose own phases count; left out, the packaged template.

    >>> template_for(ExerciseType.LIVE).length_days, template_for(ExerciseType.UNKNOWN).length_days
    (182, 119)
    >>> report = template_for(ExerciseType.LIVE, frozenset({Regime.REPPIR})).find("report-agreed")
    >>> (report.provision, report.last_offset) if report else ""
    ('REPPIR-12-REPORT', 84)
    """
    if authority is None or not authority.phases:
        return _packaged(template_name(exercise_type), regimes)
    changes = tuple(one for one in authority.phases if _is_for(one, exercise_type, regimes))
    return _changed(template_name(exercise_type), regimes, changes) if changes else template_for(exercise_type, regimes)


def template_of(exercise: Exercise, authority: Authority | None = None) -> Template:
    """Return the template of one exercise: its type's and its plans', as its authority and its record change it.

    Args:
        exercise: the exercise.
        authority: the one that keeps it.
    """
    regimes = regimes_of(exercise)
    own = tuple(one for one in exercise.phases if one.changes_template)
    if not own:
        return template_for(exercise.type, regimes, authority)
    changes = (*changes_of(authority, exercise.type, regimes), *own)
    return _changed(template_name(exercise.type), regimes, changes)


def regimes_of(exercise: Exercise) -> frozenset[Regime]:
    """Return the regimes of the plans that an exercise is to test, or is credited to; COMAH where it names none."""
    refs = (*exercise.will_test, *(one.plan for one in exercise.credits if one.conclusion is not Conclusion.NOT_TESTED))
    if not any("/" in ref for ref in refs):
        return _COMAH
    return frozenset(Regime(ref.partition("/")[2] or Regime.COMAH.value) for ref in refs)


def changes_of(
    authority: Authority | None, exercise_type: ExerciseType, regimes: frozenset[Regime]
) -> tuple[AuthorityPhase, ...]:
    """Return the authority's own phases for an exercise of that type and those regimes."""
    phases = authority.phases if authority is not None else ()
    return tuple(one for one in phases if _is_for(one, exercise_type, regimes))


def _is_for(phase: AuthorityPhase, exercise_type: ExerciseType, regimes: frozenset[Regime]) -> bool:
    is_of_type = not phase.types or exercise_type in phase.types
    return is_of_type and (not phase.regimes or not regimes.isdisjoint(phase.regimes))


@lru_cache(maxsize=64)
def _packaged(name: str, regimes: frozenset[Regime]) -> Template:
    return _template(name, packaged_drafts(name, regimes))


@lru_cache(maxsize=1024)
def _changed(name: str, regimes: frozenset[Regime], changes: tuple[PhaseKeys, ...]) -> Template:
    """Apply changes in order; what cannot be applied is left out, and ``comah check`` says so."""
    return _template(name, with_changes(packaged_drafts(name, regimes), changes))


def _template(name: str, drafts: tuple[Draft, ...]) -> Template:
    ordered = in_order(drafts)
    bounds = bounds_of(ordered)
    phases = tuple(
        Phase(
            **msgspec.structs.asdict(draft),
            floor=bounds[draft.id].floor,
            ceiling=bounds[draft.id].ceiling,
            capped_by=bounds[draft.id].capped_by,
            has_room=_has_room(draft, bounds[draft.id]),
        )
        for draft in ordered
    )
    length = -min((phase.first_offset for phase in phases), default=0)
    return Template(id=name, length_days=max(0, length), phases=phases, before=_before(phases))


def _has_room(draft: Draft, bounds: Bounds) -> bool:
    if draft.is_fixed or draft.provision or bounds.capped_by:
        return False
    if draft.last_offset < 0:  # it moves to a day before
        return bounds.floor is None and (bounds.ceiling is None or draft.last_offset <= bounds.ceiling)
    return bounds.ceiling is None and (bounds.floor is None or bounds.floor <= draft.last_offset)


def _before(phases: tuple[Phase, ...]) -> frozenset[str]:
    """Return the ids of the phases that the exercise needs, directly or through others."""
    found = {EXERCISE}
    for phase in reversed(phases):
        if phase.id in found:
            found.update(phase.needs)
    return frozenset(found - {EXERCISE})
