"""The template of an exercise: its phases, their usual days and the fewest days they can take."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import msgspec
import tomli

from comah.model.kinds import ExerciseType

EXERCISE: Final = "exercise"  # the phase that all offsets count from


class Phase(msgspec.Struct, frozen=True, kw_only=True):
    """A step of an exercise. Offsets are calendar days from the exercise day, below nought before it."""

    id: str
    title: str
    first_offset: int
    last_offset: int  # the same as the first, unless the phase is a span
    limit: int | None  # the latest offset it may slip to
    least_days: int  # the fewest working days the step itself can take
    needs: tuple[str, ...]
    who: str
    why: str
    is_fixed: bool  # never moves for a weekend or a bank holiday


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """The phases of an exercise, each below everything that it needs."""

    id: str
    length_days: int  # calendar days from the first phase to the exercise
    phases: tuple[Phase, ...]

    def find(self, phase_id: str) -> Phase | None:
        """Return the phase of that name."""
        return next((phase for phase in self.phases if phase.id == phase_id), None)


def template_for(exercise_type: ExerciseType) -> Template:
    """Return the template of an exercise type; whatever is not live runs as a tabletop does.

    >>> template_for(ExerciseType.LIVE).length_days, template_for(ExerciseType.UNKNOWN).length_days
    (182, 119)
    """
    return _templates()[exercise_type]


class _TemplateRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    types: tuple[ExerciseType, ...]
    length_days: int


class _PhaseRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    title: str
    offsets: dict[str, int | tuple[int, int]]  # by template
    limit: int | None = None
    least_days: int
    needs: tuple[str, ...]
    who: str
    why: str = ""
    is_fixed: bool = False


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    templates: tuple[_TemplateRow, ...]
    phases: tuple[_PhaseRow, ...]


@cache
def _templates() -> dict[ExerciseType, Template]:
    text = Path(__file__).with_name("templates.toml").read_text(encoding="utf-8")
    file = msgspec.convert(tomli.loads(text), _File)
    return {each: template for row in file.templates for template in [_template(row, file)] for each in row.types}


def _template(row: _TemplateRow, file: _File) -> Template:
    rows = [phase for phase in file.phases if row.id in phase.offsets]
    present = {phase.id for phase in rows}
    phases = tuple(_phase(phase, row.id, present) for phase in rows)
    return Template(id=row.id, length_days=row.length_days, phases=phases)


def _phase(row: _PhaseRow, template: str, present: set[str]) -> Phase:
    """Make a phase of one template; a need of a phase that the template drops falls away."""
    offset = row.offsets[template]
    first, last = (offset, offset) if isinstance(offset, int) else offset
    return Phase(
        id=row.id,
        title=row.title,
        first_offset=first,
        last_offset=last,
        limit=row.limit,
        least_days=row.least_days,
        needs=tuple(need for need in row.needs if need in present),
        who=row.who,
        why=row.why,
        is_fixed=row.is_fixed,
    )
