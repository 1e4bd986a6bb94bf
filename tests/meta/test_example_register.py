"""The example register: without fault, every record key in it, and every status as worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli

import comah.records.init
from comah.assess import assess
from comah.exercises.state import State, state_of
from comah.law.load import load_law
from comah.model.book import AuthorityBook, Book
from comah.model.declared import declared, item_of, record_fields
from comah.model.duty import Assessment, Duty, Status
from comah.model.exercise import Exercise
from comah.model.kinds import Conclusion, HistoryEvent, Regime
from comah.model.place import Fact
from comah.model.record_kinds import STRUCTS
from comah.records.consistency import check_book
from comah.records.load import load_book

EXAMPLE = Path(comah.records.init.__file__).with_name("example")
ON = date(2026, 11, 21)

# The test of each plan: status, last lawful day, and what it counts from. Worked out by hand from
# COMAH 2015 reg 14(1)(b) and REPPIR 2019 reg 12(1): three years from the last full test.
TESTS = {
    # tested 12 May 2023; the notification test of 2025 tested it in part only
    "northbank": ("overdue", "2026-05-12"),
    # tested in November 2023: due from 1 November, overdue for certain after 30 November
    "eastquay": ("may-be-overdue", "2026-11-01"),
    # tested 14 February 2024; live exercise confirmed for 2 December 2026
    "westbank": ("arranged", "2027-02-14"),
    # tested 17 January 2024; the exercise was cancelled, and 182 days before 16 January are past
    "southwharf": ("at-risk", "2027-01-17"),
    # tested 6 March 2024; the exercise is confirmed for 17 March 2027, after the last lawful day
    "millbrook": ("at-risk", "2027-03-06"),
    # no test and no preparation on record
    "hilltop-lpg": ("unknown", None),
    # prepared in 2011, history not complete; its tabletop has no day and no credit
    "quarry-lane": ("unknown", None),
    # prepared in 2012, history not complete; the exercise of March 2025 has no credit
    "dockside": ("unknown", None),
    # tested 24 September 2025
    "fernhill": ("due", "2028-09-24"),
    # tested 14 May 2025
    "castlefield": ("due", "2028-05-14"),
    # tested 1 and 2 March 2023, extended to 30 June 2027; planned for 19 and 20 May, not confirmed
    "castlefield/reppir": ("planned", "2027-06-30"),
    # by element: activation and warning are the oldest, 5 June 2024; 182 days before 4 June 2027 is
    # 4 December 2026
    "riverside-refinery": ("due", "2027-06-05"),
    # closed 30 June 2022
    "old-tannery": ("not-applicable", None),
    # no plan yet: see preparation
    "ash-road": ("not-applicable", None),
    "birch-valley": ("not-applicable", None),
    # exempt since 1 February 2019
    "cedar-works": ("exempt", None),
    # exempt until 31 December 2025; not prepared again yet
    "dene-chemicals": ("unknown", None),
    # tested 30 September 2026
    "elm-park-acids": ("due", "2029-09-30"),
    "elm-park-gases": ("due", "2029-09-30"),
    # the same, but without informing the public, last exercised 11 October 2023; strict elements
    "elm-park-solvents": ("overdue", "2026-10-11"),
    # tested 22 May 2024; planned for 14 April 2027, not confirmed
    "gorse-hill": ("planned", "2027-05-22"),
    # tested 20 November 2024
    "harbour-terminal": ("due", "2027-11-20"),
    # lower tier
    "inland-depot": ("not-applicable", None),
    # first prepared 1 May 2026, and the first interval runs
    "jetty-storage": ("due", "2029-05-01"),
}

# The review of each plan: three years from the last full review, COMAH 2015 reg 14(1)(a), REPPIR 2019
# reg 12(1) and PSR 1996 reg 25(3).
REVIEWS = {
    "northbank": ("due", "2028-03-04"),
    "eastquay": ("due", "2027-11-06"),
    "westbank": ("due", "2028-06-11"),
    "southwharf": ("due", "2027-10-16"),
    "millbrook": ("due", "2028-01-22"),
    "hilltop-lpg": ("due", "2028-04-02"),
    "quarry-lane": ("due", "2028-09-10"),  # the check of contacts in 2026 is no review
    "dockside": ("due", "2027-09-05"),
    "fernhill": ("due", "2029-01-14"),
    "castlefield": ("due", "2028-10-01"),
    "castlefield/reppir": ("due", "2027-07-03"),
    "riverside-refinery": ("due", "2029-05-20"),
    "old-tannery": ("not-applicable", None),
    "ash-road": ("not-applicable", None),
    "birch-valley": ("not-applicable", None),
    "cedar-works": ("exempt", None),
    "dene-chemicals": ("unknown", None),
    "elm-park-acids": ("may-be-overdue", "2026-11-01"),  # reviewed in November 2023
    "elm-park-gases": ("at-risk", "2027-01-15"),  # 120 days before 14 January 2027 are past
    "elm-park-solvents": ("planned", "2027-02-01"),  # started 12 October 2026
    "gorse-hill": ("overdue", "2026-06-30"),
    "harbour-terminal": ("due", "2027-09-25"),
    "inland-depot": ("not-applicable", None),
    "jetty-storage": ("due", "2029-05-01"),
    "coastal-pipeline/pipeline": ("due", "2028-07-09"),
}

# Preparing the plan, where anything but "met" is expected: COMAH 2015 reg 13(2).
PREPARATIONS = {
    "old-tannery": ("not-applicable", None),
    "ash-road": ("due", "2027-01-10"),  # nine months from 10 April 2026, agreed in writing
    "birch-valley": ("overdue", "2026-06-15"),  # six months from 15 December 2025
    "cedar-works": ("exempt", None),
    "dene-chemicals": ("due", "2027-03-31"),  # by the letter that ended the exemption
    "inland-depot": ("not-applicable", None),
}


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book(EXAMPLE)


@pytest.fixture(scope="module")
def assessment(book: Book) -> Assessment:
    return assess(book, load_law(), ON)


def positions(assessment: Assessment, *duties: str) -> dict[str, tuple[str, str | None]]:
    found = [one for one in assessment.duties if one.duty in duties]
    return {plan(one): (one.status.value, one.due_on.isoformat() if one.due_on else None) for one in found}


def plan(duty: Duty) -> str:
    return f"{duty.establishment}" if duty.plan == "comah" else f"{duty.establishment}/{duty.plan}"


def test_it_has_no_fault(book: Book) -> None:
    assert book.problems == ()
    assert check_book(book, ON) == ()


def test_no_fact_lies_after_the_day_it_is_meant_to_be_seen(assessment: Assessment) -> None:
    assert assessment.left_out == 0


def test_it_has_three_authorities_and_24_establishments_over_all_regimes(book: Book) -> None:
    assert [one.authority.id for one in book.authorities] == ["exampleshire", "northexample", "eastexample"]
    sites = [site for records in book.authorities for site in records.establishments]
    assert len(sites) == 24
    assert {one.regime for site in sites for one in site.plans} == set(Regime)
    assert {event.event for site in sites for event in site.history} == set(HistoryEvent)


def test_the_test_of_every_plan_stands_as_worked_out_by_hand(assessment: Assessment) -> None:
    assert positions(assessment, "COMAH-14-TEST", "REPPIR-12-TEST") == TESTS


def test_the_review_of_every_plan_stands_as_worked_out_by_hand(assessment: Assessment) -> None:
    assert positions(assessment, "COMAH-14-REVIEW", "REPPIR-12-REVIEW", "PSR-25-REVIEW") == REVIEWS


def test_the_preparation_of_every_plan_stands_as_worked_out_by_hand(assessment: Assessment) -> None:
    found = positions(assessment, "COMAH-13-PREP", "REPPIR-11-PREP", "PSR-25-PREP")
    assert sorted(found) == sorted(REVIEWS)
    assert {plan: position for plan, position in found.items() if position[0] != "met"} == PREPARATIONS


def test_every_status_occurs(assessment: Assessment) -> None:
    assert {one.status for one in assessment.duties if one.duty.endswith(("-TEST", "-REVIEW", "-PREP"))} == set(Status)


def test_northbank_is_193_days_overdue_with_a_live_exercise_to_come(assessment: Assessment) -> None:
    (duty,) = (one for one in assessment.duties if (one.duty, one.establishment) == ("COMAH-14-TEST", "northbank"))
    assert (duty.days_overdue, duty.safe_on) == (193, date(2026, 5, 11))
    assert duty.arranged is not None
    assert (duty.arranged.exercise, duty.arranged.earliest) == ("2027-northbank-live", date(2027, 1, 27))


def test_westbank_was_arranged_on_28_october_too(book: Book) -> None:
    before = assess(book, load_law(), date(2026, 10, 28))
    (duty,) = (one for one in before.duties if (one.duty, one.establishment) == ("COMAH-14-TEST", "westbank"))
    assert duty.status is Status.ARRANGED


def test_one_establishment_has_an_exercise_waiting_to_be_credited(assessment: Assessment) -> None:
    waiting = {plan(one): [each.exercise for each in one.if_credited] for one in assessment.duties if one.if_credited}
    assert waiting == {"dockside": ["2025-dockside-tabletop"]}


def test_twelve_years_of_exercises_in_every_state(book: Book) -> None:
    exercises = [one for records in book.authorities for one in records.exercises]
    assert len(exercises) > 60
    assert {state_of(one, ON) for one in exercises} == set(State)
    held = [one.held_on for one in exercises if one.held_on is not None and one.held_on.is_known]
    assert (min(held, key=lambda day: day.earliest).text, max(held, key=lambda day: day.latest).text) == (
        "2014-06-11",
        "2026-09-30",
    )
    assert {credit.conclusion for one in exercises for credit in one.credits} == set(Conclusion)


@pytest.mark.parametrize(
    ("name", "held_on"),
    [
        ("2020-old-tannery", "[2020-09-01..2020-09-11]"),
        ("2021-millbrook-virtual", "2021-03/2021-05"),
        ("2022-fernhill", "2022-W39"),
        ("2023-castlefield-reppir", "2023-03-01/2023-03-02"),
        ("2023-eastquay", "2023-11"),
        ("quarry-lane-tabletop", "unknown"),
    ],
)
def test_days_are_no_more_exact_than_a_real_record(book: Book, name: str, held_on: str) -> None:
    (found,) = (one for records in book.authorities for one in records.exercises if one.id == name)
    assert found.held_on is not None
    assert found.held_on.text == held_on


def test_lessons_are_open_closed_and_overdue(book: Book) -> None:
    lessons = [one for records in book.authorities for each in records.exercises for one in each.lessons]
    closed = [one for one in lessons if one.closed_on]
    late = [one for one in lessons if not one.closed_on and one.due_on and one.due_on.latest < ON]
    still_open = [one for one in lessons if not one.closed_on and one.due_on and one.due_on.earliest > ON]
    assert (len(late), len(still_open)) == (3, 4)
    assert len(closed) == len(lessons) - 7
    assert all(one.owner and one.evidence for one in closed)


def test_a_closed_exercise_has_its_lessons_closed_or_says_that_there_are_none(book: Book) -> None:
    for one in (each for records in book.authorities for each in records.exercises if each.closed_on):
        assert one.lessons or one.no_lessons, one.id
        assert all(_is_closed_before(one, number) for number in range(len(one.lessons))), one.id


def _is_closed_before(exercise: Exercise, number: int) -> bool:
    closed = exercise.lessons[number].closed_on
    return closed is not None and exercise.closed_on is not None and closed.latest <= exercise.closed_on.earliest


def test_only_category_1_responders_are_asked_under_regulation_14_5(book: Book) -> None:
    category_1 = {one.id for one in book.register.agencies if one.category == 1}
    asked = {
        part.agency
        for records in book.authorities
        for one in records.exercises
        for part in one.attendance
        if part.asked_under_14_5
    }
    assert asked
    assert asked <= category_1


def test_every_key_of_every_record_occurs() -> None:
    declared_keys = {found for struct in STRUCTS.values() for found in _declared(struct)}
    used = {found for kind, table in _records() for found in _used(STRUCTS[kind], table)}
    assert used == declared_keys


def _records() -> Iterator[tuple[str, dict[str, Any]]]:
    folders = {"establishments": "establishment", "exercises": "exercise", "activations": "activation"}
    for path in sorted(path for path in EXAMPLE.rglob("*.toml") if path.parent.name != "oncall"):
        yield folders.get(path.parent.name, path.stem), tomli.loads(path.read_text(encoding="utf-8"))


def _declared(struct: type[Fact]) -> Iterator[tuple[str, str]]:
    for name, field in record_fields(struct).items():
        yield struct.__name__, name
        inner = _table_of(field.type)
        if inner is not None:
            yield from _declared(inner)


def _used(struct: type[Fact], table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    fields = record_fields(struct)
    for name, value in table.items():
        yield struct.__name__, name
        inner = _table_of(fields[name].type)
        if inner is not None:
            for each in value if isinstance(value, list) else [value]:
                yield from _used(inner, each)


def _table_of(type_: Any) -> type[Fact] | None:
    known = declared(type_)
    if known.is_list:
        known = item_of(known)
    return known.type if known.is_table else None


def test_it_says_everywhere_that_it_is_invented(book: Book) -> None:
    sources = [_sources(records) for records in book.authorities]
    assert {source for each in sources for source in each} == {"invented"}
    assert {one.authority.source_note for one in book.authorities} == {"invented records, to learn on"}


def _sources(records: AuthorityBook) -> list[str]:
    sites = [one.source for one in records.establishments]
    return [*sites, *(one.source for one in records.exercises), *(one.source for one in records.activations)]
