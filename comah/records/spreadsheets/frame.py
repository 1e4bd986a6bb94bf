"""What every row of a workbook is read against."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from datetime import date

import msgspec

from comah.model.kinds import Tier
from comah.records.spreadsheets.mapping import Mapping
from comah.records.spreadsheets.which_site import Sites


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What every row of a workbook is read against."""

    file: str
    on: date
    mapping: Mapping
    sites: Sites
    authority: str  # of sites whose row names none
    tier: Tier | None  # of new sites whose row names none
    authorities: Dictionary[str, str]  # ids by the key of a name or id
    exercises: frozenset[str]  # ids on record
