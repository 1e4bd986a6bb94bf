"""What somebody owes, in the agenda: steps still to be done, replies awaited, lessons that fall due."""

from __future__ import annotations

from datetime import date

import pytest
from register_text import register

from comah.agenda import Part, Wanted, agenda, left_out_words
from comah.assess import assess
from comah.law.load import load_law
from comah.model.entry import Entry, EntryKind

ON = "2026-11-21"  # a Saturday
SITE = {"establishments/northbank": 'name = "Northbank"'}
NEXT = 'name = "Exercise Next"\ntype = "tabletop"\nwill_test = ["northbank"]\nplanned_on = 2027-03-10\n'
HELD = 'name = "Exercise Done"\nheld_on = 2026-10-07\nwill_test = ["northbank"]\n'
LESSON = '[[lessons]]\nid = "l1"\ntext = "Rest centre keys were not to be found"\n'


def steps(more: dict[str, str], on: str = ON, last: str = "2027-12-31") -> tuple[Entry, ...]:
    """Return the entries of what is owed."""
    day = date.fromisoformat(on)
    book = register(SITE | more)
    wanted = Wanted(first=day, last=date.fromisoformat(last), parts=frozenset({Part.STEPS}))
    return agenda(book, assess(book, load_law(), day), wanted)


def shown(found: tuple[Entry, ...], kind: str) -> list[tuple[str, str]]:
    """Return day and title of the entries of a kind."""
    return [(one.first.isoformat(), one.title) for one in found if one.kind.value == kind]


def left_out(more: dict[str, str]) -> list[str]:
    """Return what the calendar leaves out."""
    day = date.fromisoformat(ON)
    wanted = Wanted(first=day, last=day, parts=frozenset(Part))
    return list(left_out_words(register(SITE | more), day, wanted))


def test_the_steps_of_a_tabletop_stand_on_their_days_and_the_late_one_on_the_next_working_day() -> None:
    assert shown(steps({"exercises/next": NEXT}), "step")[:4] == [
        ("2026-11-23", "Exercise Next: late, Commissioned (lead)"),
        ("2026-11-25", "Exercise Next: Agencies asked (lead)"),
        ("2026-12-30", "Exercise Next: Scenario fixed (planning group)"),
        ("2027-01-13", "Exercise Next: Debrief date booked (lead)"),
    ]


def test_a_step_says_who_acts_its_limit_why_and_how_to_record_it() -> None:
    found = next(one for one in steps({"exercises/next": NEXT}) if one.identity[2] == "multi-agency-debrief")
    assert list(found.lines) == [
        "Step of an exercise still to be done",
        "Step: Multi-agency structured debrief",
        "Who acts: lead",
        "Due: Wed 7 Apr 2027",
        "Limit: Wed 21 Apr 2027",
        "The usual day of the template, counted from the exercise",
        "The exercise is meant to test: northbank",
        "Good practice, not law",
        "Do: do it and record it: comah exercise done next multi-agency-debrief --on DATE --by POST",
        "Record: halton/exercises/next.toml",
    ]
    assert (found.posts, found.exercise, found.establishments) == (("lead",), "next", ("northbank",))


def test_a_step_that_a_provision_limits_says_so() -> None:
    site = {"establishments/northbank": 'name = "Northbank"\n[[plans]]\nregime = "reppir"\n'}
    exercise = NEXT.replace('["northbank"]', '["northbank/reppir"]')
    found = next(one for one in steps(site | {"exercises/next": exercise}) if one.identity[2] == "report-agreed")
    assert "Law: REPPIR-12-REPORT limits this step" in found.lines


def test_steps_that_are_done_and_those_that_have_entries_of_their_own_are_left_out() -> None:
    more = NEXT + (
        "debrief_on = 2027-04-06\nphases = [{ id = "
        '"initiation", done_on = 2026-11-10 }, { id = "invite-agencies", due_on = 2026-12-09 }]\n'
    )
    found = steps({"exercises/next": more})
    names = {one.identity[2] for one in found}
    assert not names & {"initiation", "debrief-booked", "multi-agency-debrief", "planning-meetings", "exercise"}
    asked = next(one for one in found if one.identity[2] == "invite-agencies")
    assert asked.first == date(2026, 12, 9)
    assert "The day is set by the record" in asked.lines


def test_a_day_that_is_not_fixed_is_said() -> None:
    found = steps({"exercises/next": NEXT.replace("2027-03-10", '"2027-03"')})
    step = next(one for one in found if one.identity[2] == "invite-agencies")
    assert (step.first, step.title) == (date(2026, 11, 23), "Exercise Next: may be late, Agencies asked (lead)")
    assert "The exercise's day is not fixed: it may be as late as Wed 16 Dec 2026" in step.lines


def test_an_exercise_whose_day_passed_has_one_entry_that_asks_what_became_of_it() -> None:
    found = steps({"exercises/next": NEXT.replace("2027-03-10", "2026-11-10")})
    assert shown(found, "step") == [
        ("2026-11-23", "Exercise Next: its day has passed, what became of it is not on record")
    ]


@pytest.mark.parametrize("state", ["closed_on = 2026-11-20\n", 'cancelled = { on = 2026-11-01, reason = "x" }\n'])
def test_an_exercise_that_is_over_owes_nothing(state: str) -> None:
    assert shown(steps({"exercises/done": HELD + state}), "step") == []


def test_no_notice_leaves_no_trace_in_what_is_owed() -> None:
    asked = 'attendance = [{ agency = "example-police", asked_on = 2026-11-02, asked_under_14_5 = true }]\n'
    hidden = NEXT + "no_notice = true\n" + asked + LESSON + 'owner = "duty officer"\ndue_on = 2027-01-31\n'
    assert steps({"exercises/next": hidden}) == ()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (
            "asked_on = 2026-11-16, asked_under_14_5 = true",
            [("2026-12-14", "Exercise Next: reply of Example Constabulary")],
        ),
        (
            "asked_on = 2026-09-01, asked_under_14_5 = true",
            [("2026-11-23", "Exercise Next: late, reply of Example Constabulary")],
        ),
        ("asked_on = 2026-11-16, asked_under_14_5 = true, replied_on = 2026-11-20", []),
        ("asked_on = 2026-11-16", []),  # no day to reply by
    ],
)
def test_a_reply_asked_for_in_writing_is_awaited_to_its_day(asked: str, expected: list[tuple[str, str]]) -> None:
    attendance = f'attendance = [{{ agency = "example-police", {asked} }}]\n'
    found = steps({"exercises/next": NEXT + attendance})
    assert shown(found, "reply") == expected
    assert all(one.agencies == ("example-police",) for one in found if one.kind is EntryKind.REPLY)


@pytest.mark.parametrize(
    ("lesson", "expected"),
    [
        (
            'owner = "rest centre manager"\ndue_on = 2027-01-31\n',
            [("2027-01-31", "Lesson due: Rest centre keys were not to be found (rest centre manager)")],
        ),
        (
            "due_on = 2026-11-20\n",
            [("2026-11-23", "Late lesson: Rest centre keys were not to be found (NO OWNER)")],
        ),
        (
            'due_on = "2026-11"\n',  # not late on the latest reading
            [("2026-11-30", "Lesson due: Rest centre keys were not to be found (NO OWNER)")],
        ),
        ("due_on = 2027-01-31\nclosed_on = 2026-11-19\n", []),
        ("due_on = 2028-01-31\n", []),  # after the period
    ],
)
def test_an_open_lesson_falls_due_on_its_day(lesson: str, expected: list[tuple[str, str]]) -> None:
    assert shown(steps({"exercises/done": HELD + LESSON + lesson}), "lesson") == expected


def test_a_lesson_of_an_activation_says_who_owns_it_and_what_taught_it() -> None:
    lesson = LESSON + 'owner = "duty officer"\ndue_on = 2027-01-31\n'
    (found,) = steps({"activations/release": 'site = "northbank"\non = 2026-11-10\n' + lesson})
    assert list(found.lines) == [
        "Lesson that falls due",
        "Lesson: Rest centre keys were not to be found",
        "Owner: duty officer",
        "Due: 31 Jan 2027",
        "Taught by: release, 10 Nov 2026",
        "Good practice, not law",
        "Do: close it with its evidence: comah lesson close release/l1",
        "Record: halton/activations/release.toml",
    ]
    assert (found.posts, found.establishments) == (("duty officer",), ("northbank",))


def test_a_long_lesson_is_whole_among_the_lines_and_short_in_the_title() -> None:
    text = "keys " * 60
    found = steps({"exercises/done": HELD + f'[[lessons]]\nid = "l1"\ntext = "{text}"\ndue_on = 2027-01-31\n'})
    lesson = next(one for one in found if one.kind is EntryKind.LESSON)
    assert len(lesson.title) < 120
    assert f"Lesson: {text}" in lesson.lines


def test_lessons_that_no_day_can_show_are_counted_as_left_out() -> None:
    assert "1 open lesson without a day to be done by (comah lesson list)" in left_out(
        {"exercises/done": HELD + LESSON}
    )
    assert not any("lesson" in words for words in left_out({"exercises/done": HELD}))


def test_what_moves_with_the_day_looked_at_is_marked_as_a_reminder() -> None:
    found = steps({"exercises/next": NEXT})
    assert [one.identity[2] for one in found if one.is_reminder] == ["initiation"]


def test_a_task_keeps_its_identity_when_it_is_late_or_the_exercise_moves() -> None:
    before = steps({"exercises/next": NEXT})
    after = steps({"exercises/next": NEXT.replace("2027-03-10", "2027-03-17")}, on="2026-11-24")
    assert {one.identity for one in before} == {one.identity for one in after}
    assert {one.first for one in before} != {one.first for one in after}
