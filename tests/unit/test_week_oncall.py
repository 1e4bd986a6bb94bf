"""On call on the Monday screen: what nobody covers comes first, then who is on call."""

from __future__ import annotations

from datetime import date

from oncall_rota import RECORDS
from register_text import register

from comah.agenda.week import week_screen
from comah.assess import assess
from comah.law.load import load_law
from comah.model.week import WeekPart

ON = date(2026, 11, 21)


def parts(records: dict[str, str], on: date = ON) -> dict[str, WeekPart]:
    book, law = register(records), load_law()
    return {part.id: part for part in week_screen(book, law, assess(book, law, on)).parts}


def test_what_nobody_covers_comes_first_and_then_who_is_on_call() -> None:
    part = parts(RECORDS)["oncall"]
    assert [(line.label, line.text, line.is_late) for line in part.lines] == [
        ("Sat 21 Nov", "Strategic: Director A, cannot serve (course Strategic course: lapsed on 31 Oct 2026)", True),
        ("Mon 23 Nov", "Duty officer second: NOBODY, not on the rota", True),
        ("Mon 23 Nov", "Strategic: NOBODY (1 lapsed)", True),
        ("Mon 30 Nov", "Duty officer first: NOBODY, not on the rota", True),
        ("Mon 30 Nov", "Tactical: NOBODY, not on the rota", True),
        ("Mon 30 Nov", "Strategic: NOBODY, not on the rota", True),
        (
            "at noon",
            "Duty officer: EP Officer A then EP Officer B; Tactical: Division Mgr B; Strategic: Director A",
            False,
        ),
    ]
    assert (part.heading, part.shown, part.see) == ("ON CALL", 5, "comah oncall now, gaps")


def test_a_register_without_on_call_records_has_no_such_part() -> None:
    assert "oncall" not in parts({})
