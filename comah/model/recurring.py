"""Days that come again, in the words that officers use, as the recurrence rule that they mean."""

from __future__ import annotations

import re
from typing import Final

_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH: Final = f"({'|'.join(_MONTHS)})"
_DAY: Final = r"([1-9]|[12][0-9]|3[01])(st|nd|rd|th)|last day"
_WEEKDAY: Final = f"({'|'.join(_ORDINALS)}) ({'|'.join(_WEEKDAYS)})"
# one list of months for the first and all others: it is read at every start of the program
_WHEN: Final = rf"(every|each) month|({_MONTH}((,|,? and) (?=[A-Z])|$))+"
# such as "first Wednesday of June and December", "the 3rd of every month"
SAID_PATTERN: Final = rf"^([Tt]he )?({_DAY}|{_WEEKDAY}) (of|in) ({_WHEN})$"


def rule_of(said: str) -> str:
    """Return the iCalendar recurrence rule that words mean; a text that is not in such words as it stands.

    >>> rule_of("first Wednesday of June and December")
    'FREQ=YEARLY;BYMONTH=6,12;BYDAY=1WE'
    >>> rule_of("second Saturday in February"), rule_of("the 3rd of every month")
    ('FREQ=YEARLY;BYMONTH=2;BYDAY=2SA', 'FREQ=MONTHLY;BYMONTHDAY=3')
    """
    if not re.search(SAID_PATTERN, said, re.ASCII):
        return said
    day, _, when = re.sub("^[Tt]he ", "", said).replace(" in ", " of ").partition(" of ")
    months = [str(_MONTHS.index(name) + 1) for name in re.findall(_MONTH, when)]
    often = f"FREQ=YEARLY;BYMONTH={','.join(months)}" if months else "FREQ=MONTHLY"
    return f"{often};{_day_part(day)}"


def _day_part(day: str) -> str:
    """Return the part of a rule that names the day: ``3rd``, ``last day`` or ``second Saturday``."""
    if day == "last day":
        return "BYMONTHDAY=-1"
    number = re.match(r"\d+", day)
    if number:
        return f"BYMONTHDAY={number.group()}"
    ordinal, _, weekday = day.partition(" ")
    return f"BYDAY={_ORDINALS[ordinal]}{weekday[:2].upper()}"
