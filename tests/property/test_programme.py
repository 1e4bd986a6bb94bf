"""Programmes of registers of any shape: no hard rule is broken, nothing untrue is said, and a CSV comes back whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programme_checker import faults
from programme_register import ON, held, planned
from register_text import register

from comah.law.load import load_law
from comah.model.book import Book
from comah.programme.asked import Asked
from comah.programme.page import Told, programme_page
from comah.programme.propose import propose
from comah.programme.review import review_page, take
from comah.programme.translate import Translation, translate
from comah.records.spreadsheets.programme_file import read_programme
from comah.render.programme_csv import programme_csv

SITES = ("northbank", "eastquay", "westquay", "dockside")
RULES = ("most_in_planning", "gap_days", "at_least_one_a_year", "live_every_cycles", "school_holidays", "diary")
AGENCY = '{{ id = "example-police", name = "Police", category = 1, a_week = {}, a_quarter = {} }}'
FORUM = 'schema = 1\nforum = "F"\nauthorities = [{{ id = "halton", name = "Halton" }}]\nagencies = [{}]\n{}'
PREPARED = '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\n'


@st.composite
def registers(draw: st.DrawFn) -> Mapping[str, str]:
    """Give a register of some sites with local rules of any strictness."""
    texts = {"authority": draw(rules()), "register": draw(forums())}
    for site in draw(st.lists(st.sampled_from(SITES), min_size=1, unique=True)):
        group = draw(st.sampled_from(["", 'group = "quays"\n']))
        kind = draw(st.sampled_from(["live", "tabletop"]))
        texts[f"establishments/{site}"] = f'{group}next_test_type = "{kind}"\n{PREPARED}'
        if draw(st.booleans()):
            day = ON - timedelta(days=draw(st.integers(0, 1500)))
            texts[f"exercises/last-{site}"] = held(str(day), site, kind)
        if draw(st.integers(0, 3)) == 0:
            day = ON + timedelta(days=draw(st.integers(1, 900)))
            texts[f"exercises/next-{site}"] = planned(str(day), site)
    return texts


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Give an authority's rules for its programme."""
    hard = draw(st.lists(st.sampled_from(RULES), unique=True))
    wishes = draw(st.lists(st.sampled_from([rule for rule in RULES if rule not in hard] or ["diary"]), unique=True))
    return (
        f"[policy]\nmargin_days = {draw(st.sampled_from([0, 30, 90]))}\n[programme]\n"
        f"most_in_planning = {draw(st.integers(1, 3))}\nmost_a_year = {draw(st.integers(0, 3))}\n"
        f"gap_days = {draw(st.sampled_from([0, 14, 60]))}\ngroup_cap = {draw(st.integers(1, 3))}\n"
        f"live_every_cycles = {draw(st.integers(0, 2))}\nmay_compress = {str(draw(st.booleans())).lower()}\n"
        f"at_least_one_a_year = {str(draw(st.booleans())).lower()}\n"
        f"preferred_months = {draw(st.sampled_from(['[]', str(['may', 'october'])]))}\n"
        f'school_holidays = ["2027-07-22/2027-09-01"]\nhard = {hard}\nwishes = {wishes}\n'
    ).replace("'", '"')


@st.composite
def forums(draw: st.DrawFn) -> str:
    """Give a forum with one agency of some limits."""
    agency = AGENCY.format(draw(st.integers(0, 1)), draw(st.integers(0, 2)))
    return FORUM.format(agency, draw(st.sampled_from(["", 'pre_election = ["2027-03-26/2027-05-06"]\n'])))


def translated(book: Book) -> tuple[Asked, Translation]:
    asked = Asked(on=ON, first=ON, years=3)
    return asked, translate(book, load_law(), asked)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(registers())
def test_no_programme_breaks_a_hard_rule_or_says_what_is_not_so(texts: Mapping[str, str]) -> None:
    book = register(texts)
    assert book.problems == ()
    _, found = translated(book)
    assert faults(found.problem, propose(found.problem, use_solver=False)) == []


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(registers())
def test_a_programme_written_as_csv_is_measured_as_what_it_is(texts: Mapping[str, str]) -> None:
    book = register(texts)
    asked, found = translated(book)
    page = programme_page(book, asked, found, propose(found.problem, use_solver=False), Told())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "programme.csv"
        path.write_text(programme_csv(page), encoding="utf-8", newline="")
        read = read_programme(path, book)
    measured = review_page(found.problem, read, take(found.problem, read), page)
    assert (measured.faults, measured.broken) == ((), ())
    assert [(one.part, one.given) for one in measured.comparison] == [(one.part, one.value) for one in page.score]


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)), st.sampled_from([3, 6]))
def test_a_programme_ends_the_day_before_it_began_so_many_years_on(first: date, years: int) -> None:
    last = Asked(on=first, first=first, years=years).ends_on
    after = last + timedelta(days=1)
    assert (after.year, after.month) == (first.year + years, first.month)
    assert after.day == first.day or (first.month, first.day, after.day) == (2, 29, 28)
