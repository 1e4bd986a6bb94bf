"""What is wrong with templates as the records change them: asked by the check alone, for it loads networkx."""

from __future__ import annotations

from typing import Final

from comah.exercises.template import changes_of, regimes_of
from comah.exercises.template_changes import with_changes
from comah.exercises.template_checks import circles, later, law, limits, no_place, twice, unknown
from comah.exercises.template_fault import FaultSort, TemplateFault
from comah.exercises.template_file import packaged_drafts, phase_names, template_name
from comah.model.authority import Authority
from comah.model.exercise import Exercise
from comah.model.kinds import ExerciseType, Regime
from comah.model.phase_keys import AuthorityPhase, PhaseKeys

_COMAH: Final = frozenset({Regime.COMAH})
_LONGEST_FIRST: Final = (ExerciseType.LIVE, *(one for one in ExerciseType if one is not ExerciseType.LIVE))


def faults_of_authority(authority: Authority) -> tuple[TemplateFault, ...]:
    """Return the faults of an authority's own phases, each once, over every type and regime."""
    if not authority.phases:
        return ()
    found: dict[tuple[FaultSort, str, str], TemplateFault] = {}
    for exercise_type in _LONGEST_FIRST:
        for regimes in (*(frozenset({one}) for one in Regime), frozenset(Regime)):
            changes = changes_of(authority, exercise_type, regimes)
            for fault in faults_of(template_name(exercise_type), regimes, changes, authority.phases):
                found.setdefault((fault.sort, fault.phase, fault.key), fault)
    return tuple(found.values())


def faults_of_exercise(exercise: Exercise, authority: Authority) -> tuple[TemplateFault, ...]:
    """Return the faults that an exercise's own phases bring; those of its authority are not said again."""
    known = phase_names() | {one.id for one in authority.phases if _is_named_by(one)}
    own = tuple(one for one in exercise.phases if one.changes_template or one.id not in known)
    if not own:
        return ()
    regimes = regimes_of(exercise)
    name = template_name(exercise.type)
    before = changes_of(authority, exercise.type, regimes)
    already = {(one.sort, one.phase) for one in faults_of(name, regimes, before, authority.phases)}
    found = faults_of(name, regimes, (*before, *own), authority.phases)
    return tuple(one for one in found if (one.sort, one.phase) not in already or one.fact in own)


def faults_of(
    name: str,
    regimes: frozenset[Regime] = _COMAH,
    changes: tuple[PhaseKeys, ...] = (),
    authority_phases: tuple[AuthorityPhase, ...] = (),
) -> tuple[TemplateFault, ...]:
    """Return every fault of a packaged template with changes.

    Args:
        name: the packaged template's.
        regimes: of the plans that are to be tested.
        changes: the authority's, then the exercise's.
        authority_phases: whose names are known, also where they are for other types.
    """
    packaged = packaged_drafts(name, regimes)
    drafts = with_changes(packaged, changes)
    by_change = {change.id: change for change in changes}
    added = {one.id for one in (*authority_phases, *changes) if _is_named_by(one)}
    names = phase_names() | added | {draft.id for draft in drafts}
    return (
        *twice(changes),
        *no_place(changes, authority_phases),
        *unknown(changes, names),
        *circles(drafts, by_change),
        *later(drafts, by_change),
        *limits(drafts, changes, packaged),
        *law(changes, packaged),
    )


def _is_named_by(one: PhaseKeys) -> bool:
    """Whether what a record says of a phase makes its id a name: dropping one, or doing it, does not."""
    return one.changes_template and not one.dropped
