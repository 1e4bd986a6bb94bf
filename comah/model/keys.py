"""How a record key is declared: its meaning, a good example, and its form.

A record's structs are the one declaration of its keys: reading, faults, JSON Schema and the
reference pages all come from them.
"""

from typing import Annotated, Any, Final

import msgspec

from comah.model.recurring import SAID_PATTERN
from comah.model.when import When, WhenOrUnknown

ID_PATTERN: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"


_RULE_PARTS: Final = (
    r"INTERVAL=[1-9][0-9]{0,2}"
    r"|BYMONTH=([1-9]|1[0-2])(,([1-9]|1[0-2]))*"
    r"|BYMONTHDAY=-?([1-9]|[12][0-9]|3[01])(,-?([1-9]|[12][0-9]|3[01]))*"
    r"|BYDAY=([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*"
    r"|BYSETPOS=-?[1-9][0-9]?"
)
# A subset of RFC 5545: what comes again by the week, month or year, without an end
RULE_PATTERN: Final = rf"^FREQ=(YEARLY|MONTHLY|WEEKLY)(;({_RULE_PARTS}))*$"
# the same, or in words
RECURRING_PATTERN: Final = rf"{RULE_PATTERN}|{SAID_PATTERN}"
EVERY_PATTERN: Final = rf"^[1-9][0-9]{{0,2}} (day|week|month|year)s?$|{RECURRING_PATTERN}"


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
LessonRef = Annotated[
    str,
    key(
        "a lesson: the exercise or activation that taught it, a slash, and the lesson's id",
        "2023-eastquay/l2",
        pattern=r"^([a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*)?$",
    ),
]
CarriedLesson = Annotated[
    str,
    key(
        "a lesson: the exercise or activation that taught it, a slash, and the lesson's id",
        "2023-eastquay/l2",
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$",
    ),
]
Day = Annotated[When | None, key("a date value", "2023-05-12", "2023-05", "2024-04/2024-06")]
DayOrUnknown = Annotated[
    WhenOrUnknown | None,
    key('a date value, or "unknown" where it happened and the day is not on record', "2023-05-12", "unknown"),
]
TimeOfDay = Annotated[str, key("a time of day, 24 hours", "10:00", pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$")]
Schema = Annotated[int, key("the version of the record's form", 1, ge=1, le=1)]
