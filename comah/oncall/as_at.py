"""On-call records as at a day: what was passed, agreed, told or rung after it is left out."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from comah.model.oncall_book import Oncall
from comah.model.rota import Rota
from comah.model.when import When
from comah.oncall.training import trained_by


def oncall_as_at(oncall: Oncall, on: date) -> Oncall:
    """Return the records with only those facts that had happened by a day; turns and days away are plans, and stay."""
    return replace(
        oncall,
        people=tuple(trained_by(person, on) for person in oncall.people),
        rotas=tuple(_rota(rota, on) for rota in oncall.rotas),
        calls=tuple(call for call in oncall.calls if call.at.earliest <= on),
    )


def _rota(rota: Rota, on: date) -> Rota:
    return replace(
        rota,
        swaps=tuple(swap for swap in rota.swaps if _has_been(swap.agreed_at, on)),
        cover=tuple(cover for cover in rota.cover if _has_been(cover.agreed_at, on)),
        published=tuple(one for one in rota.published if _has_been(one.on, on)),
        built=tuple(one for one in rota.built if _has_been(one.on, on)),
    )


def _has_been(when: When | None, on: date) -> bool:
    """Whether something had happened by a day; what has no day always counts."""
    return when is None or when.earliest <= on
