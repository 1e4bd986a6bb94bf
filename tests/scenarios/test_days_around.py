"""What stands around the new day of an exercise: diary, clashes, steps, debrief, the law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from register_text import REGISTER, register

from comah.agenda.day_change import change_of_day, state_words
from comah.errors import RefusedError
from comah.exercises.lifecycle.draft import Draft
from comah.exercises.lifecycle.hold import hold_exercise
from comah.exercises.lifecycle.move import move_exercise
from comah.exercises.lifecycle.postpone import postpone_exercise
from comah.law.load import load_law
from comah.model.day_change import DayChange
from comah.model.exercise import Exercise, Postponement
from comah.model.kinds import Severity
from comah.model.when import When
from comah.records.differing import differences

ON = date(2026, 11, 21)
NAME = "2027-northbank-live"
DONE = ("initiation", "invite-agencies", "scenario")
ROWS = ", ".join(f'{{ id = "{name}", done_on = 2026-10-14 }}' for name in DONE)
READY = f"phases = [{ROWS}]\n"
TESTED = 'held_on = 2024-05-12\ncredits = [{ plan = "northbank", conclusion = "tested" }]\n'
SITE = '[[plans]]\nregime = "comah"\n'
BASE = {"establishments/northbank": SITE, "exercises/2024-northbank": TESTED}


def moved(to: str, exercise: str, others: Mapping[str, str] = BASE, *, despite_diary: bool = False) -> DayChange:
    """Move the exercise on 21 November 2026 and return what that brings."""
    book = register({**others, f"exercises/{NAME}": f'will_test = ["northbank"]\n{exercise}'})
    assert [fault for fault in book.problems if fault.severity is Severity.ERROR] == []
    found = next(one for records in book.authorities for one in records.exercises if one.id == NAME)
    day = When.read(to)

    def make() -> Draft:
        return move_exercise(found, day, on=ON)

    law = load_law()
    return change_of_day(book, law, found, make, on=ON, wanted=day, despite_diary=despite_diary)[1]


def notes(change: DayChange) -> dict[str, str]:
    return {step.id: step.note for step in change.steps if step.note}


def test_a_day_without_anything_against_it_needs_no_other() -> None:
    change = moved("2027-04-28", f"planned_on = 2027-04-14\n{READY}")
    assert (change.before, change.after) == ("PLANNED, Wed 14 Apr 2027", "PLANNED, Wed 28 Apr 2027")
    assert (change.notices, change.good_days) == ((), "")


@pytest.mark.parametrize(
    ("own", "when", "note"),
    [
        ("events-list", "2027-04-30", "set by the record, stays; NOW AFTER THE EXERCISE"),
        ("draft-report", "2027-04-20", "set by the record, stays; NOW BEFORE THE EXERCISE"),
        ("events-list", "2026-11-18", "set by the record, stays; LATE 3 days"),
    ],
)
def test_a_step_whose_day_the_record_sets_stays_and_is_held_against_the_new_day(own: str, when: str, note: str) -> None:
    change = moved("2027-04-28", f'planned_on = 2027-04-14\nphases = [{{ id = "{own}", due_on = {when} }}]\n')
    assert notes(change)[own] == note


@pytest.mark.parametrize(
    ("booked", "words"),
    [
        ("2027-04-27", "The debrief is booked for 27 Apr 2027, before the exercise: book another day"),
        ("2027-05-12", "The debrief stays booked for 12 May 2027"),
    ],
)
def test_a_debrief_that_is_booked_stays_and_is_told_of(booked: str, words: str) -> None:
    assert moved("2027-04-28", f"planned_on = 2027-04-14\ndebrief_on = {booked}\n{READY}").notices == (words,)


def test_an_exercise_known_by_its_month_has_steps_between_two_days() -> None:
    change = moved("2027-04-28", f'planned_on = "2027-04"\n{READY}')
    assert change.before == "PLANNED, Apr 2027"
    safety = next(step for step in change.steps if step.id == "safety")
    assert (safety.before, safety.after) == ("4 Mar 2027 - 2 Apr 2027", "Wed 31 Mar 2027")


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ("planned_on = 2027-04-28\n", "The authority's own exercise 2027-other is on Wed 28 Apr 2027"),
        (
            'planned_on = "2027-04-27/2027-04-28"\n',
            "The authority's own exercise 2027-other is on Tue 27 Apr 2027 to Wed 28 Apr 2027",
        ),
        (
            'planned_on = "2027-04"\n',
            "The authority's own exercise 2027-other is on Thu 1 Apr 2027 or up to Fri 30 Apr 2027",
        ),
    ],
)
def test_another_exercise_of_the_same_council_on_that_day_is_said(other: str, words: str) -> None:
    records = {**BASE, "exercises/2027-other": other}
    assert moved("2027-04-28", f"planned_on = 2027-04-14\n{READY}", records).notices == (words,)


@pytest.mark.parametrize(("away", "is_clash"), [("2027-05-05", True), ("2027-05-06", False)])
def test_another_council_wanting_the_same_agency_within_seven_days_is_said(away: str, *, is_clash: bool) -> None:
    records = {
        **BASE,
        "register": REGISTER.replace("authorities = [", 'authorities = [{ id = "eastshire", name = "Eastshire" }, '),
        "eastshire/authority": 'id = "eastshire"\nname = "Eastshire"\n',
        "eastshire/exercises/2027-ash": f'planned_on = {away}\nagencies = ["example-police"]\n',
    }
    change = moved("2027-04-28", f'planned_on = 2027-04-14\nagencies = ["example-police"]\n{READY}', records)
    assert change.notices == (
        ("2027-ash of eastshire, Wed 5 May 2027, wants example-police too, 7 days away",) if is_clash else ()
    )


def diary(text: str) -> dict[str, str]:
    return {**BASE, "diary": f'[[entries]]\nid = "festival"\ntitle = "Example Festival"\n{text}'}


def test_a_blocked_day_that_comes_again_every_year_is_refused_with_the_days_around_it() -> None:
    records = diary('every = "last Monday of April"\ndays_before = 3\ndays_after = 2\nblocks = true\n')
    with pytest.raises(RefusedError) as refused:
        moved("2027-04-28", f"planned_on = 2027-04-14\n{READY}", records)
    assert "Fri 23 Apr 2027 to Wed 28 Apr 2027 is blocked by the diary: Example Festival (halton/diary.toml:" in str(
        refused.value
    )
    assert str(refused.value).endswith("Nearest good days: Thu 22 Apr 2027, Thu 29 Apr 2027, Fri 30 Apr 2027")
    assert moved("2027-04-28", f"planned_on = 2027-04-14\n{READY}", records, despite_diary=True).good_days


def test_a_diary_day_that_is_not_known_blocks_nothing_and_is_said() -> None:
    change = moved("2027-04-28", f"planned_on = 2027-04-14\n{READY}", diary('on = "2027-04"\nblocks = true\n'))
    assert change.notices[0].startswith("Thu 1 Apr 2027 or up to Fri 30 Apr 2027 is in the diary: Example Festival (")


def test_a_rule_of_the_diary_that_cannot_be_read_blocks_nothing() -> None:
    change = moved("2027-04-28", f"planned_on = 2027-04-14\n{READY}", diary('every = "FREQ=YEARLY;BYSETPOS=99"\n'))
    assert change.notices == ()


def test_where_no_day_is_good_before_the_safe_date_that_is_said() -> None:
    with pytest.raises(RefusedError) as refused:
        moved("2027-05-11", "planned_on = 2027-05-10\n", diary('on = "2026-11-01/2027-06-01"\nblocks = true\n'))
    assert str(refused.value).endswith(
        "No good day is near: a working day free of diary and clashes on which its steps still fit, by the safe date "
        "Tue 11 May 2027"
    )


def test_a_plan_whose_date_cannot_be_counted_limits_no_day() -> None:
    change = moved("2027-05-01", f"planned_on = 2027-04-14\n{READY}", {"establishments/northbank": SITE})
    assert change.good_days == "Nearest good days: Wed 28 Apr 2027, Thu 29 Apr 2027, Fri 30 Apr 2027"
    assert change.effects[0].safe_on is None
    assert change.effects[0].words.startswith("no date can be counted: no test on record; ")
    assert change.effects[0].words.endswith(". Stays CANNOT BE SHOWN")


@pytest.mark.parametrize(
    ("tested", "expected"),
    [
        ("2023-11-23", "22 Nov 2026 (safe date), which does not move; 1 day left. Stays AT RISK"),
        ("2023-11-22", "21 Nov 2026 (safe date), which does not move; 0 days left. Stays AT RISK"),
        # the last lawful day: the safe date was yesterday
        ("2023-11-21", "20 Nov 2026 (safe date), which does not move; it passed 1 day ago. Stays AT RISK"),
        ('"2023-11"', "31 Oct 2026 (safe date), which does not move; it passed 21 days ago. Stays MAY BE OVERDUE"),
        ("2023-11-20", "19 Nov 2026 (safe date), which does not move; 1 day overdue. Stays OVERDUE"),
    ],
)
def test_a_safe_date_that_has_passed_is_never_said_to_have_days_left(tested: str, expected: str) -> None:
    records = {**BASE, "exercises/2024-northbank": TESTED.replace("2024-05-12", tested)}
    book = register({**records, f"exercises/{NAME}": 'will_test = ["northbank"]\nplanned_on = 2027-04-14\n'})
    found = next(one for one in book.authorities[0].exercises if one.id == NAME)

    def make() -> Draft:
        return postpone_exercise(found, Postponement(on=When.on_day(ON), reason="shutdown"), on=ON)

    change = change_of_day(book, load_law(), found, make, on=ON)[1]
    assert change.effects[0].words == f"test by {expected}"


def test_a_plan_that_is_overdue_stays_overdue_whatever_the_day() -> None:
    late = {**BASE, "exercises/2024-northbank": TESTED.replace("2024-05-12", "2023-05-12")}
    book = register({**late, f"exercises/{NAME}": 'will_test = ["northbank"]\nplanned_on = 2027-04-14\n'})
    found = next(one for one in book.authorities[0].exercises if one.id == NAME)
    stated = Postponement(on=When.on_day(ON), reason="shutdown")

    def make() -> Draft:
        return postpone_exercise(found, stated, on=ON)

    change = change_of_day(book, load_law(), found, make, on=ON)[1]
    assert (change.after, change.steps) == ("POSTPONED", ())
    assert change.effects[0].words == (
        "test by 11 May 2026 (safe date), which does not move; 193 days overdue. Stays OVERDUE"
    )


def test_of_a_day_that_is_only_roughly_counted_lateness_is_said_with_care() -> None:
    vague = {**BASE, "exercises/2024-northbank": TESTED.replace("2024-05-12", '"2024-05"')}
    change = moved("2027-05-28", f"planned_on = 2027-04-14\n{READY}", vague)
    assert "28 May 2027 is, or may be, 27 days LATE" in change.effects[0].words


def test_what_was_held_is_said_with_its_day() -> None:
    book = register({**BASE, f"exercises/{NAME}": "planned_on = 2026-11-18\n"})
    found = next(one for one in book.authorities[0].exercises if one.id == NAME)
    assert state_words(hold_exercise(found, When.read("2026-11-18"), on=ON).exercise, ON) == "HELD, Wed 18 Nov 2026"
    assert state_words(register({f"exercises/{NAME}": ""}).authorities[0].exercises[0], ON) == "UNDATED"


def exercise_of(text: str) -> Exercise:
    return register({f"exercises/{NAME}": text}).authorities[0].exercises[0]


def test_two_readings_of_a_record_differ_in_facts_not_in_lines() -> None:
    before = exercise_of('planned_on = 2027-04-14\nlessons = [{ id = "l1", owner = "duty officer" }]\n')
    after = exercise_of(
        'type = "tabletop"\n\n\nplanned_on = "2027-04-14"\n[[lessons]]\nid = "l1"\nowner = "rest centre manager"\n'
        '[[lessons]]\nid = "l2"\ntext = "Keys"\n'
    )
    assert list(differences(before, after)) == [
        "type was live, is tabletop",
        "lessons[0].owner was duty officer, is rest centre manager",
        "lessons[1] was not there, is { id = l2, text = Keys }",
    ]
