"""What is said where safe dates are not kept: plans late by themselves, facts in conflict, what would help."""

from __future__ import annotations

import pytest
from programme_register import ON, PREPARED, RECORDS
from register_text import register

from comah.law.load import load_law
from comah.programme.asked import Asked
from comah.programme.compose import proposed
from comah.programme.shortfall import ASK, Shortfall, shortfall
from comah.programme.translate import translate

UNKNOWN = RECORDS | {"establishments/dockside": PREPARED}
ALONE = "dockside is due on 21 Nov 2026; the first day with time to plan its exercise is 19 Jan 2027, 59 days later"
# two plans of which nothing is known, and room to plan one exercise at a time
CROWDED = UNKNOWN | {"establishments/millbrook": PREPARED, "authority": "[programme]\nmost_in_planning = 1\n"}


@pytest.fixture(autouse=True)
def no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the first programme and counting tell: it is the words that are tested here."""
    for module in ("propose", "compose", "shortfall"):
        monkeypatch.setattr(f"comah.programme.{module}.has_solver", lambda: False)


def said(records: dict[str, str], *, is_asked: bool) -> Shortfall:
    asked = Asked(on=ON, first=ON, years=3)
    page = proposed(register(records), load_law(), asked, is_why_asked=is_asked).page
    return Shortfall(conflict=page.conflict, remedies=page.remedies)


def test_where_every_safe_date_is_kept_nothing_is_said() -> None:
    problem = translate(register(RECORDS), load_law(), Asked(on=ON, first=ON, years=3)).problem
    assert shortfall(problem, 0, is_asked=True) == Shortfall()


@pytest.mark.parametrize("is_asked", [True, False])
def test_a_plan_that_is_late_by_itself_is_named_and_nothing_else_is_sought(is_asked: bool) -> None:
    assert said(UNKNOWN, is_asked=is_asked) == Shortfall(conflict=(ALONE,))


def test_where_more_stands_in_the_way_the_page_says_how_to_ask() -> None:
    found = said(CROWDED, is_asked=False)
    assert found.conflict[0] == ALONE
    assert found.conflict[-1] == ASK
    assert found.remedies == ()


def test_asked_why_it_names_what_stands_in_the_way_and_what_would_help() -> None:
    found = said(CROWDED, is_asked=True)
    assert found.conflict[:1] == (ALONE,)
    assert "dockside is to be tested by 19 Jan 2027" in found.conflict[-1]
    assert "millbrook is to be tested by 19 Jan 2027" in found.conflict[-1]
    assert found.remedies
    assert found.remedies[0].startswith("Halton has 2 exercises in planning at once: ")
