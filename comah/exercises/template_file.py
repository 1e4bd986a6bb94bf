"""Reading the packaged templates: phases by type of exercise, and where a regime differs."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

import msgspec
import tomli

from comah.exercises.template_order import Draft, without
from comah.model.kinds import ExerciseType, Regime

Offsets = dict[str, int | tuple[int, int]]  # by template


class _TemplateRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    types: tuple[ExerciseType, ...]


class _PhaseRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    title: str
    short: str
    offsets: Offsets
    limit: int | None = None
    least_days: int
    needs: tuple[str, ...]
    who: str
    evidence: str = ""
    is_fixed: bool = False


class _RegimeRow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    regime: Regime
    id: str
    alone: bool = False
    title: str = ""
    short: str = ""
    offsets: Offsets = {}
    provision: str = ""
    counts_from: str = ""
    dropped: bool = False


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    templates: tuple[_TemplateRow, ...]
    phases: tuple[_PhaseRow, ...]
    by_regime: tuple[_RegimeRow, ...]


def template_name(exercise_type: ExerciseType) -> str:
    """Return the name of the packaged template of a type of exercise."""
    return _names()[exercise_type]


def phase_names() -> frozenset[str]:
    """Return the id of every packaged phase, of whichever template."""
    return frozenset(row.id for row in _file().phases)


@lru_cache(maxsize=64)
def packaged_drafts(name: str, regimes: frozenset[Regime]) -> tuple[Draft, ...]:
    """Return the phases of a packaged template for plans of some regimes, in the file's order."""
    rows = [row for row in _file().phases if name in row.offsets]
    absent = {row.id for row in _file().phases} - {row.id for row in rows}
    drafts = tuple(_draft(row, name, absent) for row in rows)
    for row in _file().by_regime:
        if row.regime in regimes and (not row.alone or regimes == {row.regime}):
            drafts = without(drafts, row.id) if row.dropped else tuple(_for_regime(one, row, name) for one in drafts)
    return drafts


def _for_regime(draft: Draft, row: _RegimeRow, name: str) -> Draft:
    if draft.id != row.id:
        return draft
    first, last = _span(row.offsets[name]) if name in row.offsets else (draft.first_offset, draft.last_offset)
    return msgspec.structs.replace(
        draft,
        title=row.title or draft.title,
        short=row.short or draft.short,
        first_offset=first,
        last_offset=last,
        provision=row.provision or draft.provision,
        counts_from=row.counts_from or draft.counts_from,
    )


def _draft(row: _PhaseRow, name: str, absent: set[str]) -> Draft:
    """Make a phase of one template; a need of a phase that the template leaves out falls away."""
    first, last = _span(row.offsets[name])
    return Draft(
        id=row.id,
        title=row.title,
        short=row.short,
        first_offset=first,
        last_offset=last,
        limit=row.limit,
        least_days=row.least_days,
        needs=tuple(need for need in row.needs if need not in absent),
        who=row.who,
        evidence=row.evidence,
        is_fixed=row.is_fixed,
    )


def _span(offset: int | tuple[int, int]) -> tuple[int, int]:
    return (offset, offset) if isinstance(offset, int) else offset


@cache
def _names() -> dict[ExerciseType, str]:
    return {each: row.id for row in _file().templates for each in row.types}


@cache
def _file() -> _File:
    text = Path(__file__).with_name("templates.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomli.loads(text), _File)
