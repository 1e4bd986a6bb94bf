"""Local measures as members read them: a year ago, the target, so far, and what is confirmed."""

from __future__ import annotations

from datetime import date

import msgspec

from comah.model.duty import MeasureStatus
from comah.model.place import NOWHERE, Place


class MeasureRow(msgspec.Struct, frozen=True, kw_only=True):
    """One measure of one authority. Years are financial years, 1 April to 31 March."""

    authority: str
    id: str
    title: str
    last_period: str  # 2025/26
    last_actual: int
    last_status: MeasureStatus  # met or missed: the year is over
    period: str  # 2026/27
    target: int
    actual: int  # so far
    forecast: int  # so far, and exercises confirmed for the rest of the year
    days_left: int
    status: MeasureStatus
    place: Place = NOWHERE


class MeasureReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that ``comah check --measures`` says."""

    on: date
    law: str
    register_name: str
    register_digest: str
    title: str  # the authority's name, or the forum's
    marking: tuple[str, ...]
    notices: tuple[str, ...]
    rows: tuple[MeasureRow, ...]
