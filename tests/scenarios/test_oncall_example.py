"""The rota of the example register: built by the program, then lived in for a year."""

from __future__ import annotations

from datetime import date

import pytest
from command_line import EXAMPLE
from oncall_checker import faults

from comah.model.kinds import Nation
from comah.model.oncall_book import Oncall
from comah.oncall.can_serve import Serving
from comah.oncall.fairness import ledgers_of
from comah.oncall.holding import BEGINNING, END
from comah.oncall.ledgers import LedgerDays
from comah.records.load import load_book
from comah.records.oncall_load import with_oncall
from comah.workdays.working_days import nation_calendar


@pytest.fixture(scope="module")
def oncall() -> Oncall:
    book = with_oncall(EXAMPLE, load_book(EXAMPLE))
    return next(one.oncall for one in book.authorities if one.oncall is not None)


def test_it_has_four_roles_twenty_four_posts_and_two_years(oncall: Oncall) -> None:
    assert len(oncall.roles) == 4
    assert len(oncall.people) == 24
    assert [len(rota.shifts) for rota in oncall.rotas] == [208, 208]


def test_the_year_ahead_keeps_every_rule(oncall: Oncall) -> None:
    assert faults(oncall, date(2027, 1, 4), 52) == []


def test_of_the_year_gone_only_what_happened_since_is_amiss(oncall: Oncall) -> None:
    """A course lapsed, and a turn was given up that nobody has taken yet."""
    found = faults(oncall, date(2026, 1, 5), 52)
    lapsed = [one for one in found if "director-a is not trained" in one]
    assert lapsed
    assert [one for one in found if one not in lapsed] == ["2026-w48-strategic-1: nobody, and no reason"]


def test_nobody_whose_course_has_not_lapsed_is_a_week_from_the_fair_share(oncall: Oncall) -> None:
    serving = Serving(oncall=oncall)
    days = LedgerDays(calendar=nation_calendar(Nation.ENGLAND))
    ledgers = ledgers_of(serving, days, serving.holders.between(BEGINNING, END))
    ahead = {person: abs(ledgers.shares(role, person)[0].ahead) for role, person in ledgers.fair}
    assert len(ahead) == 19
    assert [person for person, weeks in ahead.items() if weeks > 1] == ["director-a"]
