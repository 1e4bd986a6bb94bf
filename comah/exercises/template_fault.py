"""A fault of a template as the records change it."""

from __future__ import annotations

from enum import Enum

import msgspec

from comah.model.phase_keys import PhaseKeys


class FaultSort(Enum):
    """What sort of fault a template has."""

    CIRCLE = "circle"  # phases need one another
    UNKNOWN_NAME = "unknown-name"  # a name that no phase bears
    NEED_LATER = "need-later"  # what is needed comes later than what needs it
    LIMIT_BEFORE_DAY = "limit-before-day"  # or a last day before the first
    TWICE = "twice"  # one id is given twice
    LAW = "law"  # what a provision limits would be lengthened or dropped
    NO_PLACE = "no-place"  # a phase without a day, or an exercise moved from its own


class TemplateFault(msgspec.Struct, frozen=True, kw_only=True):
    """One fault, with the table of the record that makes it."""

    sort: FaultSort
    phase: str
    message: str
    fact: PhaseKeys | None = None  # None where the packaged template itself is at fault
    key: str = ""
    provision: str = ""  # the duty whose limit would be lengthened
