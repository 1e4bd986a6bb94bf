"""How a record key is declared: its meaning, a good example, and its form.

A record's structs are the one declaration of its keys: reading, faults, JSON Schema and the
reference pages all come from them.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec

from comah.model.when import When, WhenOrUnknown

ID_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def key(description: str, *examples: object, **form: Any) -> msgspec.Meta:
    """Declare what a key means, with good examples of its value."""
    return msgspec.Meta(description=description, examples=list(examples) or None, **form)


Identifier = Annotated[str, key("lower-case words joined by hyphens", "northbank", pattern=ID_PATTERN)]
PlanRef = Annotated[
    str,
    key(
        "a plan: an establishment's id for its COMAH plan, with /reppir or /pipeline for another",
        "northbank",
        "northbank/reppir",
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/(reppir|pipeline))?$",
    ),
]
Day = Annotated[When | None, key("a date value", "2023-05-12", "2023-05", "2024-04/2024-06")]
DayOrUnknown = Annotated[
    WhenOrUnknown | None,
    key('a date value, or "unknown" where it happened and the day is not on record', "2023-05-12", "unknown"),
]
TimeOfDay = Annotated[str, key("a time of day, 24 hours", "10:00", pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$")]
Schema = Annotated[int, key("the version of the record's form", 1, ge=1, le=1)]
