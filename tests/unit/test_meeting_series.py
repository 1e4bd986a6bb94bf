from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from register_text import register

from comah.agenda.meetings import meetings_on
from comah.agenda.naming import Wanted, view_of
from comah.errors import RefusedError
from comah.exercises.lifecycle.move import move_exercise
from comah.exercises.meeting_writing import MeetingAction, MeetingFacts, record_meeting
from comah.exercises.meetings import MeetingDay, next_meeting
from comah.model.book import Book
from comah.model.change import Change
from comah.model.when import When
from comah.records.consistency import check_book

NAME = "2026-northbank-live"
SITE = {"establishments/northbank": '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\n'}


def book_of(text: str, diary: str = "", authority: str = "") -> Book:
    return register({**SITE, f"exercises/{NAME}": text, "diary": diary, "authority": authority})


def series(text: str, on: str = "2026-06-01", diary: str = "", authority: str = "") -> tuple[MeetingDay, ...]:
    book, day = book_of(text, diary, authority), date.fromisoformat(on)
    (records,) = book.authorities
    return meetings_on(view_of(book, day, Wanted(first=day, last=day)), records, records.exercises[0])


def days(*found: MeetingDay) -> list[tuple[int, str, str]]:
    return [(one.number, one.when.text, one.state.value) for one in found]


def test_a_live_exercise_of_wednesday_2_december_2026_meets_on_first_wednesdays() -> None:
    assert days(*series("planned_on = 2026-12-02\n")) == [
        (1, "2026-07-01", "usual"),
        (2, "2026-08-05", "usual"),
        (3, "2026-09-02", "usual"),
        (4, "2026-10-07", "usual"),
        (5, "2026-11-04", "usual"),
    ]


def test_the_last_of_the_series_is_marked_and_the_next_is_the_first_to_come() -> None:
    found = series("planned_on = 2026-12-02\n", on="2026-08-06")
    assert [one.is_last for one in found] == [False, False, False, False, True]
    assert days(*found)[:3] == [
        (1, "2026-07-01", "not-recorded"),
        (2, "2026-08-05", "not-recorded"),
        (3, "2026-09-02", "usual"),
    ]
    following = next_meeting(found)
    assert following is not None
    assert following.number == 3


def test_the_first_meeting_on_record_sets_the_weekday() -> None:
    text = "planned_on = 2026-12-02\nmeetings = [{ number = 1, held_on = 2026-07-14 }]\n"
    assert [one.when.text for one in series(text, on="2026-07-20")] == [
        "2026-07-14", "2026-08-11", "2026-09-08", "2026-10-13", "2026-11-10",
    ]  # fmt: skip


def test_a_fifth_weekday_stands_for_the_last_of_each_month() -> None:
    text = "planned_on = 2026-12-16\nmeetings = [{ number = 1, held_on = 2026-07-30 }]\n"
    assert [one.when.text for one in series(text, on="2026-07-31")] == [
        "2026-07-30", "2026-08-27", "2026-09-24", "2026-10-29", "2026-11-26",
    ]  # fmt: skip


def test_a_meeting_held_on_another_day_than_called_leaves_the_weekday_of_the_series() -> None:
    text = "planned_on = 2026-12-02\nmeetings = [{ number = 1, planned_on = 2026-07-01, held_on = 2026-07-09 }]\n"
    found = series(text, on="2026-07-20")
    assert days(*found)[:2] == [(1, "2026-07-09", "held"), (2, "2026-08-05", "usual")]


def test_a_bank_holiday_is_avoided_on_the_same_weekday_a_week_later() -> None:
    text = "planned_on = 2027-09-27\nmeetings = [{ number = 1, held_on = 2027-04-26 }]\n"  # last Mondays
    found = series(text, on="2027-04-27")
    assert [one.when.text for one in found] == [
        "2027-04-26", "2027-05-24", "2027-06-28", "2027-07-26", "2027-08-23",
    ]  # fmt: skip
    on_last = "planned_on = 2027-10-25\nmeetings = [{ number = 1, planned_on = 2027-05-31 }]\n"
    assert [one.when.text for one in series(on_last, on="2027-04-27")][:4] == [
        "2027-05-31", "2027-06-28", "2027-07-26", "2027-09-06",
    ]  # fmt: skip


def test_the_diary_is_avoided_only_where_it_blocks() -> None:
    entry = '[[entries]]\nid = "fair"\non = "2026-08-03/2026-08-07"\n'
    assert series("planned_on = 2026-12-02\n", diary=entry)[1].when.text == "2026-08-05"
    blocked = series("planned_on = 2026-12-02\n", diary=f"{entry}blocks = true\n")
    assert [one.when.text for one in blocked][1:3] == ["2026-08-12", "2026-09-02"]


def test_where_the_weekday_is_blocked_for_weeks_a_day_near_it_is_taken() -> None:
    wednesdays = "".join(
        f'[[entries]]\nid = "w{day}"\non = 2026-{day}\nblocks = true\n' for day in ("07-29", "08-05", "08-12")
    )
    assert series("planned_on = 2026-12-02\n", diary=wednesdays)[1].when.text == "2026-08-06"


def test_christmas_week_is_avoided() -> None:
    text = "planned_on = 2027-03-31\nmeetings = [{ number = 1, held_on = 2026-10-28 }]\n"  # fourth Wednesdays
    assert [one.when.text for one in series(text, on="2026-10-29")][2] == "2026-12-23"
    thursdays = "planned_on = 2027-03-31\nmeetings = [{ number = 1, held_on = 2026-10-22 }]\n"
    assert [one.when.text for one in series(thursdays, on="2026-10-29")][2] == "2026-12-17"


def test_planning_that_starts_late_begins_the_series_late() -> None:
    found = series("planned_on = 2026-12-02\nplanning_from = 2026-09-16\n")
    assert [one.when.text for one in found] == ["2026-09-16", "2026-10-21", "2026-11-18"]


def test_an_exercise_moved_later_meets_more_often_and_keeps_the_weekday() -> None:
    held = "meetings = [{ number = 1, held_on = 2026-07-01 }]\n"
    before = series(f"planned_on = 2026-12-02\n{held}", on="2026-07-02")
    after = series(f"planned_on = 2027-02-03\n{held}", on="2026-07-02")
    assert [one.when.text for one in after][:5] == [one.when.text for one in before]
    assert [one.when.text for one in after][5:] == ["2026-12-02", "2027-01-06"]


@pytest.mark.parametrize(
    "text",
    [
        "held_on = 2026-12-02\n",
        "planned_on = 2026-12-02\ncancelled = { on = 2026-05-01 }\n",
        'planned_on = 2026-12-02\nphases = [{ id = "planning-meetings", done_on = 2026-05-30 }]\n',
        'planned_on = 2026-12-02\nphases = [{ id = "planning-meetings", dropped = true }]\n',
        "",
    ],
)
def test_no_meeting_is_expected_of_an_exercise_without_any_to_come(text: str) -> None:
    assert series(text, on="2026-12-05" if text.startswith("held") else "2026-06-01") == ()


def test_a_meeting_on_record_stands_also_after_the_exercise() -> None:
    text = "held_on = 2026-12-02\nmeetings = [{ number = 3, held_on = 2026-09-02 }]\n"
    assert days(*series(text, on="2026-12-05")) == [(3, "2026-09-02", "held")]


def test_an_authority_may_have_other_days_for_its_meetings() -> None:
    own = '[[phases]]\nid = "planning-meetings"\nfirst_offset = -62\nlast_offset = -7\n'
    assert [one.when.text for one in series("planned_on = 2026-12-02\n", authority=own)] == ["2026-10-01", "2026-11-05"]


def test_a_meeting_held_after_the_day_looked_at_is_still_to_come() -> None:
    text = "planned_on = 2026-12-02\nmeetings = [{ number = 1, held_on = 2026-07-01 }]\n"
    assert days(*series(text, on="2026-06-30"))[0] == (1, "2026-07-01", "usual")


def recorded(text: str, number: int, on: str = "2026-08-10", **facts: Any) -> Change:
    book, day = book_of(text), date.fromisoformat(on)
    (records,) = book.authorities
    exercise = records.exercises[0]
    found = meetings_on(view_of(book, day, Wanted(first=day, last=day)), records, exercise)
    return record_meeting(exercise, number, MeetingFacts(**facts), on=day, series=found)


def refused(text: str, number: int, facts: dict[str, Any]) -> str:
    with pytest.raises(RefusedError) as error:
        recorded(text, number, "2026-08-10", **facts)
    return str(error.value)


PLANNED = "planned_on = 2026-12-02\n"
HELD = When.read("2026-08-05")


def test_a_meeting_on_its_usual_day_is_recorded_with_nothing_derived() -> None:
    change = recorded(PLANNED, 2, held_on=HELD, attended=("example-police",), note="scenario agreed")
    assert [edit.value for edit in change.edits] == [
        {"number": 2, "held_on": date(2026, 8, 5), "attended": ["example-police"], "note": "scenario agreed"}
    ]
    assert change.summary == f"{NAME}, planning meeting 2: held 5 Aug 2026, 1 attended, note added"


def test_a_meeting_on_another_day_keeps_the_day_of_the_series_beside_it() -> None:
    change = recorded(PLANNED, 2, held_on=When.read("2026-08-07"))
    assert [edit.value for edit in change.edits] == [
        {"number": 2, "planned_on": date(2026, 8, 5), "held_on": date(2026, 8, 7)}
    ]


def test_actions_become_lessons_named_for_the_meeting() -> None:
    actions = (
        MeetingAction(text="Book the hall", owner="lead", due_on=When.read("2026-08-31")),
        MeetingAction(text="Ask the port"),
    )
    change = recorded(PLANNED, 2, held_on=HELD, actions=actions)
    assert [edit.value for edit in change.edits[1:]] == [
        {"id": "m2-1", "text": "Book the hall", "owner": "lead", "due_on": date(2026, 8, 31)},
        {"id": "m2-2", "text": "Ask the port"},
    ]
    again = recorded(
        PLANNED
        + 'meetings = [{ number = 2, held_on = 2026-08-05 }]\nlessons = [{ id = "m2-1", text = "Ask the port" }]\n',
        2,
        held_on=HELD,
        actions=actions[1:],
    )
    assert again.is_empty
    assert again.summary.startswith(f"already on record: {NAME}, planning meeting 2 (")


ASKED = PLANNED + (
    "meetings = [{ number = 2, held_on = 2026-08-05 }]\n"
    'lessons = [{ id = "m2-1", text = "Ask the port", owner = "lead" }]\n'
)


def test_an_action_said_again_fills_in_its_day() -> None:
    action = MeetingAction(text="Ask the port", owner="lead", due_on=When.read("2026-12-18"))
    change = recorded(ASKED, 2, held_on=HELD, actions=(action,))
    assert [(edit.path, edit.value) for edit in change.edits] == [(("lessons", 0, "due_on"), date(2026, 12, 18))]
    assert change.summary.endswith("held 5 Aug 2026, day added to m2-1")


def test_an_action_said_again_for_another_post_is_refused() -> None:
    with pytest.raises(RefusedError, match=r"owner is lead by the record .*, not duty officer") as refused:
        recorded(ASKED, 2, held_on=HELD, actions=(MeetingAction(text="Ask the port", owner="duty officer"),))
    assert str(refused.value).endswith(f'comah lesson assign {NAME}/m2-1 --owner "duty officer" --by POST')


def test_one_action_given_twice_for_two_posts_is_refused() -> None:
    twice = tuple(MeetingAction(text="Book the hall", owner=owner) for owner in ("lead", "duty officer"))
    with pytest.raises(RefusedError, match="is given twice, with another owner or day"):
        recorded(PLANNED, 2, held_on=HELD, actions=twice)
    assert len(recorded(PLANNED, 2, held_on=HELD, actions=(twice[0], twice[0])).edits) == 2


@pytest.mark.parametrize(
    ("text", "number", "facts", "words"),
    [
        (PLANNED, 2, {}, "say what is to be recorded: --held DATE"),
        (PLANNED, 9, {"held_on": HELD}, "planning meeting 9: there are 5 meetings, so the next number is 6"),
        (PLANNED, 2, {"attended": ("example-police",)}, "planning meeting 2 is not recorded as held: add --held DATE"),
        (PLANNED, 3, {"held_on": When.read("2026-09-02")}, "2 Sep 2026 is after 10 Aug 2026"),
        (
            PLANNED,
            2,
            {"held_on": HELD, "attended": ("example-police",), "apologies": ("example-police",)},
            "example-police cannot both have attended and sent apologies",
        ),
        (
            f"{PLANNED}meetings = [{{ number = 1, held_on = 2026-08-06 }}]\n",
            2,
            {"held_on": HELD},
            "planning meeting 1 was held 6 Aug 2026; the numbers follow the days",
        ),
        (
            f"{PLANNED}meetings = [{{ number = 2, held_on = 2026-08-06 }}]\n",
            2,
            {"held_on": HELD},
            "held_on is 6 Aug 2026 by the record, not 5 Aug 2026; edit it by hand if it is wrong",
        ),
        (
            f'{PLANNED}meetings = [{{ number = 2, held_on = 2026-08-05, note = "one" }}]\n',
            2,
            {"note": "two"},
            'note is "one" by the record, not "two"',
        ),
        (
            "held_on = 2026-07-30\n",
            1,
            {"held_on": HELD},
            "the exercise was held 30 Jul 2026, before a planning meeting",
        ),
        (
            f'{PLANNED}cancelled = {{ on = 2026-08-01, reason = "x" }}\n',
            1,
            {"held_on": HELD},
            "it is cancelled, so no meeting of it is recorded",
        ),
    ],
)
def test_what_cannot_be_of_a_meeting_is_refused(text: str, number: int, facts: dict[str, Any], words: str) -> None:
    said = refused(text, number, facts)
    assert words in said
    assert said.endswith(("Nothing was recorded", "Only what has happened is recorded"))


def test_a_record_that_names_one_meeting_twice_or_a_stranger_is_a_fault() -> None:
    text = PLANNED + (
        'meetings = [{ number = 1, attended = ["example-pollice"] }, { number = 1 }]\ncarries = ["2020-x/l1"]\n'
    )
    found = {(one.key, one.message) for one in check_book(book_of(text), date(2026, 8, 10))}
    assert ("meetings[0].attended[0]", "example-pollice is no authority or agency on record") in found
    assert ("carries[0]", "2020-x/l1 is no lesson on record") in found
    assert any(key == "meetings[1].number" and "a second planning meeting 1" in message for key, message in found)


def test_an_exercise_cannot_move_to_before_its_first_planning_meeting() -> None:
    (records,) = book_of(f"{PLANNED}meetings = [{{ number = 1, planned_on = 2026-09-02 }}]\n").authorities
    with pytest.raises(RefusedError) as error:
        move_exercise(records.exercises[0], When.read("2026-09-02"), on=date(2026, 8, 10))
    words = f"2 Sep 2026 is not after its first planning meeting, 2 Sep 2026 (halton/exercises/{NAME}.toml:"
    assert words in str(error.value)
