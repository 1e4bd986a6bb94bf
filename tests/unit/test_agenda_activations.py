"""Debriefs of activations in the agenda."""

from __future__ import annotations

from datetime import date

import pytest
from register_text import register

from comah.agenda.compose import agenda
from comah.agenda.naming import Part, Wanted
from comah.assess import assess
from comah.law.load import load_law


def titles(activation: str, on: str = "2026-11-21") -> list[tuple[str, str, bool]]:
    book = register({"establishments/northbank": 'name = "Northbank"', "activations/2026-release": activation})
    day = date.fromisoformat(on)
    wanted = Wanted(first=day, last=date(2027, 2, 28), parts=frozenset({Part.EXERCISES}))
    found = agenda(book, assess(book, load_law(), day), wanted)
    return [(entry.first.isoformat(), entry.title, entry.is_firm) for entry in found]


RELEASE = 'site = "northbank"\non = 2026-11-10\n'


@pytest.mark.parametrize(
    ("more", "on", "expected"),
    [
        ("debrief_on = 2026-12-02", "2026-11-21", [("2026-12-02", "Debrief: Northbank", True)]),
        (
            'name = "Release"\ndebrief_on = "2026-12"',
            "2026-11-21",
            [("2026-12-01", "Debrief: Release (day not fixed: Dec 2026)", False)],
        ),
        ("", "2026-11-21", []),
        ("debrief_on = 2026-11-20", "2026-11-21", []),  # over
        ("debrief_on = 2026-12-02", "2026-11-09", []),  # the release is still to come
        ("debrief_on = 2026-12-02\ndebriefed_on = 2026-11-25", "2026-11-25", []),
        (
            "debrief_on = 2026-12-02\ndebriefed_on = 2026-11-25",
            "2026-11-24",
            [("2026-12-02", "Debrief: Northbank", True)],
        ),
    ],
)
def test_a_booked_debrief_is_in_the_agenda_until_it_was_held(
    more: str, on: str, expected: list[tuple[str, str, bool]]
) -> None:
    assert titles(RELEASE + more, on) == expected
