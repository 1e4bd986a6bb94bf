"""The law is dated data: another value from another day gives another answer, and no code changes."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from register_text import AsAt

from comah.errors import ComahError
from comah.law.load import load_law
from comah.model.provision import Law, Period, Value

RECORDS = {
    "establishments/northbank": '[[plans]]\nregime = "comah"\n',
    "exercises/y2023": 'held_on = 2023-05-12\ncredits = [{ plan = "northbank", conclusion = "tested" }]',
}


def law_with(*values: Value) -> Law:
    """The packaged law with other values for the test of a plan."""
    rows = [
        msgspec.structs.replace(row, values=values) if row.id == "COMAH-14-TEST" else row
        for row in load_law().provisions
    ]
    return msgspec.structs.replace(load_law(), provisions=tuple(rows))


def test_an_interval_counts_from_the_day_it_is_in_force() -> None:
    law = law_with(
        Value(in_force_from=date(2015, 6, 1), interval=Period(years=3)),
        Value(in_force_from=date(2027, 1, 1), interval=Period(years=5)),
    )
    before, after = (AsAt(on, RECORDS, law=law) for on in ("2026-12-31", "2027-01-01"))
    assert before.position("COMAH-14-TEST") == ("overdue", "2026-05-12", "2026-05-12")
    assert after.position("COMAH-14-TEST") == ("due", "2028-05-12", "2028-05-12")


def test_a_law_without_a_period_is_refused_and_not_guessed() -> None:
    with pytest.raises(ComahError, match="COMAH-14-TEST has no period in force"):
        AsAt("2026-11-21", RECORDS, law=law_with(Value(in_force_from=date(2015, 6, 1))))
