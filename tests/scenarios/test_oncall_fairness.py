"""Who carried how much: by who really held each turn, against the fair share, in ledgers of their own."""

from __future__ import annotations

from datetime import date

import pytest
from oncall_rosters import DAYS
from oncall_text import PEOPLE, ROLES, ROTA, ROTA_2027, cover, person, role, swap, turn
from register_text import register

from comah.errors import RefusedError
from comah.model.fairness import FairnessPage, Ledger
from comah.model.oncall_page import PageHead
from comah.oncall.can_serve import Serving
from comah.oncall.fairness import Asked, fairness_page

ON = date(2026, 11, 22)
HEAD = PageHead(
    authority="halton",
    rota_name="Halton rota",
    marking="",
    source_note="",
    register_name="",
    register_digest="",
    rota_digest="",
    changed="",
    changed_at="",
    numbers="",
    unreadable=(),
)


def page(roles: str, people: str, rota: str, *, rota_2027: str = "", **asked: object) -> FairnessPage:
    """Return the page of a register."""
    more = {ROTA_2027: rota_2027} if rota_2027 else {}
    book = register({ROLES: roles, PEOPLE: people, ROTA: rota, **more})
    assert book.problems == ()
    oncall = book.authorities[0].oncall
    assert oncall is not None
    return fairness_page(Serving(oncall=oncall), HEAD, DAYS, ON, Asked(**asked))  # type: ignore[arg-type]


def had(found: FairnessPage, ledger: Ledger, of: str = "tactical") -> dict[str, tuple[float, float]]:
    """Return what each had of a ledger in a role, and what would have been fair."""
    (pool,) = (pool for pool in found.pools if pool.role == of)
    shares = {row.person: next(one for one in row.shares if one.ledger is ledger) for row in pool.rows}
    return {name: (round(one.had, 2), round(one.fair, 2)) for name, one in sorted(shares.items())}


def test_a_week_is_a_week_whether_it_has_167_or_169_hours() -> None:
    weeks = turn(13, "a") + turn(43, "b") + turn(44, "a")
    found = page(role("tactical"), person("a") + person("b"), weeks)
    assert had(found, Ledger.WEEKS) == {"a": (2.0, 1.5), "b": (1.0, 1.5)}
    hours = {row.person: row.hours for row in found.pools[0].rows}
    assert hours == {"a": 167.0 + 168.0, "b": 169.0}


def test_a_swap_counts_for_who_took_the_turn_and_cover_for_who_was_there() -> None:
    """In week 47 a is down; b took the turn; c covered from Saturday noon to Sunday 13:00."""
    rota = turn(47, "a") + swap(47, "b") + cover(47, "c", "2026-11-21 12:00", "2026-11-22 13:00")
    found = page(role("tactical"), person("a") + person("b") + person("c"), rota)
    third = (0.0, 0.33)
    assert had(found, Ledger.WEEKS) == {"a": third, "b": (0.85, 0.33), "c": (0.15, 0.33)}
    assert had(found, Ledger.WEEKENDS) == {"a": third, "b": third, "c": (1.0, 0.33)}


def test_bank_holidays_and_christmas_are_ledgers_of_their_own() -> None:
    """Christmas Day is a Friday and Boxing Day a Saturday, kept on Monday 28 December."""
    rota = turn(52, "a") + turn(53, "b")
    found = page(role("tactical"), person("a") + person("b"), rota)
    assert had(found, Ledger.BANK_HOLIDAYS) == {"a": (1.0, 1.5), "b": (2.0, 1.5)}
    assert had(found, Ledger.CHRISTMAS) == {"a": (2.0, 2.0), "b": (2.0, 2.0)}


def test_a_day_belongs_to_whoever_is_on_call_at_its_noon() -> None:
    evening = role("tactical", 'handover_at = "17:00"')
    found = page(evening, person("a") + person("b"), turn(52, "a") + turn(53, "b"))
    assert had(found, Ledger.BANK_HOLIDAYS) == {"a": (2.0, 1.5), "b": (1.0, 1.5)}


def test_days_away_lessen_the_share_of_weeks_and_not_of_christmas() -> None:
    people = person("a", "away = [{ from = 2026-12-21, to = 2026-12-27 }]") + person("b")
    found = page(role("tactical"), people, turn(51, "a") + turn(52, "b"))
    assert had(found, Ledger.WEEKS) == {"a": (1.0, 0.5), "b": (1.0, 1.5)}
    assert had(found, Ledger.CHRISTMAS) == {"a": (0.0, 1.0), "b": (2.0, 1.0)}


def test_exempt_dates_lessen_the_share_of_christmas() -> None:
    people = person("a", 'exempt_dates = ["25 Dec", "26 Dec"]') + person("b")
    assert had(page(role("tactical"), people, turn(52, "b")), Ledger.CHRISTMAS) == {"a": (0.0, 0.0), "b": (2.0, 2.0)}


def test_who_came_late_or_cannot_serve_has_no_share_of_the_time_before() -> None:
    needs = role("tactical", 'courses = [{ id = "command" }]')
    passed = 'training = [{ course = "command", passed_on = 2025-01-07 }]'
    people = person("a", passed) + person("b", passed, "from = 2026-11-23") + person("c")
    found = page(needs, people, turn(47, "a") + turn(48, "a"))
    assert had(found, Ledger.WEEKS) == {"a": (2.0, 1.5), "b": (0.0, 0.5)}
    assert [(row.person, row.has_none) for row in found.pools[0].rows] == [("a", False), ("b", True)]


def test_somebody_in_two_roles_has_half_a_share_in_each() -> None:
    people = person("a", roles="tactical, duty") + person("b") + person("c", roles="duty")
    found = page(role("tactical") + role("duty"), people, turn(47, "b") + turn(47, "c", of="duty") + turn(48, "b"))
    assert had(found, Ledger.WEEKS) == {"a": (0.0, 0.67), "b": (2.0, 1.33)}
    assert had(found, Ledger.WEEKS, "duty") == {"a": (0.0, 0.33), "c": (1.0, 0.67)}


def test_shares_and_runs_are_over_all_roles_and_limits_are_said() -> None:
    people = person("a", roles="tactical, duty") + person("b") + person("c")
    rota = turn(47, "a") + turn(48, "a", of="duty") + turn(48, "b") + turn(49, "b") + turn(50, "c")
    found = page(role("tactical") + role("duty"), people, rota)
    rows = {row.person: row for row in found.pools[0].rows}
    assert {name: (round(row.percent), row.limit, row.is_over) for name, row in rows.items()} == {
        "a": (50, 30, False),
        "b": (50, 30, False),
        "c": (25, 0, False),
    }
    assert {name: row.longest_run for name, row in rows.items()} == {"a": 2, "b": 2, "c": 1}


def test_more_than_half_the_time_is_over_the_limit() -> None:
    found = page(role("tactical"), person("a") + person("b"), turn(47, "a") + turn(48, "a") + turn(49, "b"))
    assert [(row.person, row.limit, row.is_over) for row in found.pools[0].rows] == [("a", 50, True), ("b", 30, False)]


def test_a_part_of_the_time_and_one_role_can_be_asked_for() -> None:
    people = person("a") + person("b", roles="duty")
    rota = turn(47, "a") + turn(48, "a") + turn(47, "b", of="duty")
    found = page(role("tactical") + role("duty"), people, rota, first=date(2026, 11, 23), last=date(2026, 11, 29))
    assert had(found, Ledger.WEEKS) == {"a": (1.0, 1.0)}
    one = page(role("tactical") + role("duty"), people, rota, role="duty")
    assert [pool.role for pool in one.pools] == ["duty"]
    assert (one.first, one.last) == (date(2026, 11, 16), date(2026, 11, 30))


def test_years_are_counted_together() -> None:
    found = page(role("tactical"), person("a") + person("b"), turn(53, "a"), rota_2027=turn(1, "b", year=2027))
    assert had(found, Ledger.WEEKS) == {"a": (1.0, 1.0), "b": (1.0, 1.0)}
    assert had(found, Ledger.CHRISTMAS) == {"a": (2.0, 1.0), "b": (0.0, 1.0)}


def test_without_a_turn_there_is_nothing_to_share() -> None:
    with pytest.raises(RefusedError, match="no turn is on record yet"):
        page(role("tactical"), person("a"), "")


def test_days_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(RefusedError, match="the last day lies before the first"):
        page(role("tactical"), person("a"), turn(47, "a"), first=date(2026, 12, 1), last=date(2026, 11, 1))
