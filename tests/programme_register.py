"""A small register to make programmes of: two sites exercised together, one with an exercise on record."""

from __future__ import annotations

from datetime import date
from typing import Final

ON: Final = date(2026, 11, 21)
PREPARED: Final = '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\n'
_QUAY: Final = f'group = "quays"\nnext_test_type = "tabletop"\n{PREPARED}'


def held(day: str, plan: str, kind: str = "live") -> str:
    """Return the record of an exercise that tested a plan."""
    credit = f'credits = [{{ plan = "{plan}", conclusion = "tested" }}]'
    return f'type = "{kind}"\nheld_on = {day}\nwill_test = ["{plan}"]\n{credit}\nagencies = ["example-police"]\n'


def planned(day: str, plan: str) -> str:
    """Return the record of an exercise that is to test a plan."""
    return f'planned_on = {day}\nwill_test = ["{plan}"]\nagencies = ["example-police"]\n'


# safe dates: northbank 4 June 2028, with an exercise on 1 March 2028; eastquay 4 March 2028, westquay 4 October 2028
RECORDS: Final = {
    "establishments/northbank": PREPARED,
    "establishments/eastquay": _QUAY,
    "establishments/westquay": _QUAY,
    "exercises/2025-northbank": held("2025-06-05", "northbank"),
    "exercises/2025-eastquay": held("2025-03-05", "eastquay"),
    "exercises/2025-westquay": held("2025-10-05", "westquay"),
    "exercises/2028-northbank": planned("2028-03-01", "northbank"),
}
