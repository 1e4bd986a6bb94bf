"""A lesson's life: taught, given to a post, closed with evidence, met again, opened again.

As at 21 November 2026 unless a day is named. The exercise of 2026 meets a lesson of 2023 again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from kept_register import Kept
from register_text import register
from rule_findings import lines

from comah.errors import RefusedError
from comah.exercises.lesson_adding import LessonFacts, add_lesson
from comah.exercises.lesson_list import LessonScope, every_lesson, lesson_list
from comah.exercises.lesson_writing import assign_lesson, close_lesson, reopen_lesson
from comah.exercises.lessons import Learnt, closing, is_closed
from comah.model.book import Book
from comah.model.change import Change
from comah.model.exercise import Lesson, Reopening
from comah.model.lesson_list import LessonList, LessonRow
from comah.model.when import When

TODAY = date(2026, 11, 21)
KEYS = "Rest centre keys not found"
RECORDS = {
    "establishments/northbank": "",
    "exercises/2023-northbank": f"""\
will_test = ["northbank"]
held_on = 2023-07-03
closed_on = 2024-01-10
[[lessons]]
id = "l1"
text = "{KEYS}"
owner = "rest centre manager"
due_on = 2023-10-30
closed_on = 2023-10-12
evidence = "key safe fitted"
""",
    "exercises/2026-northbank": """\
will_test = ["northbank"]
held_on = 2026-07-20
lessons = [
    # agreed at the debrief
    { id = "l1", text = "Two log keepers for three posts", owner = "duty officer", due_on = 2026-10-30 },
    { id = "l2", text = "Messages missing" },
]
""",
    "exercises/2027-northbank": 'will_test = ["northbank"]\nplanned_on = 2027-05-19',
    "exercises/2025-cancelled": 'cancelled = { reason = "flood" }\nlessons = [{ id = "l1", text = "Never met" }]',
    "activations/2025-northbank-release": """\
site = "northbank"
on = 2025-03-09
[[lessons]]
id = "l1"
text = "Traffic plan shut the ambulance route"
owner = "highways duty manager"
due_on = 2026-11-20
""",
}


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path, RECORDS)


def source(book: Book, name: str) -> Learnt:
    """Return an exercise or activation, with a lesson of no account."""
    none = Lesson(id="none")
    for records in book.authorities:
        for exercise in records.exercises:
            if exercise.id == name:
                return Learnt(source=exercise, lesson=none)
        for activation in records.activations:
            if activation.id == name:
                return Learnt(source=activation, lesson=none)
    raise LookupError(name)


def lesson(book: Book, ref: str) -> Learnt:
    return next(one for one in every_lesson(book) if one.ref == ref)


def add(book: Book, name: str, text: str, **stated: object) -> Change:
    facts = LessonFacts(text=text, **stated)  # type: ignore[arg-type]
    return add_lesson(source(book, name).source, facts, on=TODAY, known=tuple(every_lesson(book)))


def listed(book: Book, on: date = TODAY, **scope: object) -> LessonList:
    return lesson_list(book, on, LessonScope(**scope))  # type: ignore[arg-type]


def rows(found: LessonList) -> list[tuple[str, str, int]]:
    return [(row.ref, row.state.value, row.days_overdue) for row in found.rows]


def row(book: Book, ref: str, on: date = TODAY) -> LessonRow:
    return next(one for one in listed(book, on, is_all=True).rows if one.ref == ref)


def refusal(make: Callable[[], Change]) -> str:
    with pytest.raises(RefusedError) as refused:
        make()
    return str(refused.value)


# --- the list ------------------------------------------------------------------------------------------


def test_open_lessons_stand_longest_overdue_first_and_those_without_a_day_last(kept: Kept) -> None:
    found = listed(kept.book)
    assert rows(found) == [
        ("2026-northbank/l1", "overdue", 22),
        ("2025-northbank-release/l1", "overdue", 1),
        ("2026-northbank/l2", "open", 0),
    ]
    assert (found.open, found.overdue, found.unowned, found.closed) == (3, 2, 1, 1)


def test_a_lesson_is_not_overdue_on_its_day(kept: Kept) -> None:
    assert rows(listed(kept.book, date(2026, 11, 20)))[1] == ("2025-northbank-release/l1", "open", 0)


def test_closed_lessons_are_shown_when_asked_for(kept: Kept) -> None:
    assert [one.ref for one in listed(kept.book, is_all=True).rows][-1] == "2023-northbank/l1"


def test_as_at_an_earlier_day_lessons_not_yet_taught_are_left_out(kept: Kept) -> None:
    assert rows(listed(kept.book, date(2023, 10, 11))) == [("2023-northbank/l1", "open", 0)]
    assert rows(listed(kept.book, date(2023, 7, 2))) == []
    assert [one[0] for one in rows(listed(kept.book, date(2025, 3, 9)))] == ["2025-northbank-release/l1"]
    assert rows(listed(kept.book, date(2025, 3, 8))) == []


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ({"owner": "Duty Officer"}, ["2026-northbank/l1"]),
        ({"sources": frozenset({"2025-northbank-release"})}, ["2025-northbank-release/l1"]),
        ({"authority": "eastshire"}, []),
    ],
)
def test_the_list_is_narrowed(kept: Kept, scope: dict[str, object], expected: list[str]) -> None:
    assert [one.ref for one in listed(kept.book, TODAY, **scope).rows] == expected


def test_lessons_of_every_authority_stand_in_one_list() -> None:
    book = register(
        {
            "exercises/2026-a": 'held_on = 2026-02-03\nlessons = [{ id = "l1", text = "Keys", due_on = 2026-09-01 }]',
            "eastshire/authority": 'id = "eastshire"\nname = "Eastshire"',
            "eastshire/exercises/2025-b": """\
schema = 1
id = "2025-b"
name = "b"
type = "live"
held_on = 2025-02-03
lessons = [{ id = "l1", text = "keys.", due_on = 2026-08-01 }]
""",
        }
    )
    found = listed(book)
    assert [(one.ref, one.authority) for one in found.rows] == [("2025-b/l1", "eastshire"), ("2026-a/l1", "halton")]
    assert found.rows[1].same_as == "2025-b/l1"  # met again, in another authority


# --- add -----------------------------------------------------------------------------------------------


def test_a_lesson_is_added_behind_those_that_are_there(kept: Kept) -> None:
    made = kept.write(
        add(kept.book, "2026-northbank", "Sirens not heard", owner="site manager", due_on=When.read("2027-03-31"))
    )
    assert made.summary == "2026-northbank/l3: Sirens not heard; owner site manager, by 31 Mar 2027"
    assert "    # agreed at the debrief\n" in kept.text("exercises/2026-northbank")
    assert (
        '    { id = "l3", text = "Sirens not heard", owner = "site manager", due_on = 2027-03-31 },\n]\n'
        in kept.text("exercises/2026-northbank")
    )
    assert kept.journal()[-1]["what"] == "lesson-added"


def test_a_lesson_in_the_words_of_an_earlier_one_is_linked_and_said(kept: Kept) -> None:
    made = kept.write(add(kept.book, "2026-northbank", "Rest-centre keys NOT found."))
    assert made.summary == (
        "2026-northbank/l3: Rest-centre keys NOT found.; no owner yet, no day yet; "
        "MET AGAIN: 2023-northbank/l1 (closed 12 Oct 2023)"
    )
    assert 'same_as = "2023-northbank/l1"' in kept.text("exercises/2026-northbank")
    again = row(kept.book, "2026-northbank/l3")
    assert (again.same_as, again.times_before) == ("2023-northbank/l1", 1)


def test_a_lesson_in_other_words_is_linked_by_hand_and_found_by_the_check(kept: Kept) -> None:
    kept.write(add(kept.book, "2026-northbank", "Nobody could open the hall", same_as="2023-northbank/l1"))
    records = RECORDS | {"exercises/2026-northbank": kept.text("exercises/2026-northbank")}
    assert "warning LSN004 northbank: lesson l3 was met before, in 2023-northbank (closed 12 Oct 2023)" in lines(
        "2026-11-21", records, "LSN"
    )


def test_a_later_lesson_is_not_what_an_earlier_exercise_met(kept: Kept) -> None:
    made = kept.write(add(kept.book, "2023-northbank", "Messages missing"))
    assert "MET AGAIN" not in made.summary
    assert "Note: 2023-northbank is closed (halton/exercises/2023-northbank.toml:7)" in made.summary


def test_a_lesson_of_a_planning_meeting_goes_to_an_exercise_still_to_come(kept: Kept) -> None:
    kept.write(add(kept.book, "2027-northbank", "Messages missing"))
    assert row(kept.book, "2027-northbank/l1").state.value == "open"
    assert 'same_as = "2026-northbank/l2"' in kept.text("exercises/2027-northbank")


def test_a_lesson_of_an_activation(kept: Kept) -> None:
    kept.write(
        add(kept.book, "2025-northbank-release", "No interpreter", id="interpreter", due_on=When.read("2025-06"))
    )
    assert row(kept.book, "2025-northbank-release/interpreter").due == "2025-06"


def test_a_lesson_already_due_is_said_to_be_overdue(kept: Kept) -> None:
    made = kept.write(add(kept.book, "2026-northbank", "Late", due_on=When.read("2026-11-20")))
    assert made.summary.endswith("by 20 Nov 2026 (OVERDUE already)")


def test_the_same_lesson_is_not_put_on_record_twice(kept: Kept) -> None:
    change = add(kept.book, "2026-northbank", "messages MISSING!")
    assert change.is_empty
    assert change.summary == (
        "already on record: 2026-northbank/l2 (halton/exercises/2026-northbank.toml:10). Nothing changed"
    )


def test_a_lesson_said_again_is_filled_in_where_it_is_blank_and_refused_where_it_differs(kept: Kept) -> None:
    due = When.read("2027-04-01")
    made = kept.write(add(kept.book, "2026-northbank", "Messages missing", owner="planning officer", due_on=due))
    assert made.summary == "lesson 2026-northbank/l2: on record already; added: owner planning officer, day 1 Apr 2027"
    assert row(kept.book, "2026-northbank/l2").due == "2027-04-01"
    with pytest.raises(RefusedError) as refused:
        add(kept.book, "2026-northbank", "Messages missing", due_on=When.read("2027-05-01"))
    assert "day is 1 Apr 2027 by the record" in str(refused.value)
    assert str(refused.value).endswith("comah lesson assign 2026-northbank/l2 --due 2027-05-01 --by POST")
    with pytest.raises(RefusedError, match=r"was closed .* so nothing is added"):
        add(kept.book, "2023-northbank", KEYS, same_as="2025-northbank-release/l1")


def test_what_cannot_be_added_is_refused_in_words(kept: Kept) -> None:
    book = kept.book
    assert refusal(lambda: add(book, "2026-northbank", " ?! ")) == (
        "2026-northbank: a lesson needs its text. Nothing was recorded"
    )
    assert refusal(lambda: add(book, "2025-cancelled", "Late")) == (
        "2025-cancelled was cancelled (halton/exercises/2025-cancelled.toml:5), so its lessons are not counted. "
        "Nothing was recorded. Put the lesson with the exercise or activation that taught it"
    )
    assert refusal(lambda: add(book, "2026-northbank", "Late", id="l1")) == (
        "2026-northbank: there is a lesson l1 already, in other words. Leave out --id. Nothing was recorded"
    )
    assert refusal(lambda: add(book, "2026-northbank", "Late", same_as="2026-northbank/l1")) == (
        "2026-northbank/l1 is no lesson of another exercise or activation on record. Nothing was recorded. "
        "See: comah lesson list --all"
    )
    assert refusal(lambda: add(book, "2026-northbank", "Late", due_on=When.read("2026-07-19"))) == (
        "2026-northbank was 20 Jul 2026 (halton/exercises/2026-northbank.toml:6); a lesson of it cannot be due "
        "19 Jul 2026, before that. Nothing was recorded"
    )


# --- assign --------------------------------------------------------------------------------------------


def test_a_lesson_is_given_to_a_post_and_then_to_another(kept: Kept) -> None:
    found = lesson(kept.book, "2026-northbank/l2")
    made = kept.write(assign_lesson(found, owner="duty officer", due_on=When.read("2027-01-29"), on=TODAY))
    assert made.summary == "lesson 2026-northbank/l2: owner duty officer, by 29 Jan 2027"
    found = lesson(kept.book, "2026-northbank/l2")
    made = kept.write(assign_lesson(found, owner="training officer", on=TODAY))
    assert made.summary == "lesson 2026-northbank/l2: owner training officer (was duty officer)"
    assert row(kept.book, "2026-northbank/l2").owner == "training officer"


def test_the_same_post_and_day_change_nothing(kept: Kept) -> None:
    found = lesson(kept.book, "2026-northbank/l1")
    change = assign_lesson(found, owner="duty officer", on=TODAY)
    assert change.is_empty
    assert change.summary == (
        "already on record: 2026-northbank/l1, duty officer, by 30 Oct 2026 "
        "(halton/exercises/2026-northbank.toml:9). Nothing changed"
    )


def test_what_cannot_be_assigned_is_refused_in_words(kept: Kept) -> None:
    found = lesson(kept.book, "2026-northbank/l1")
    assert refusal(lambda: assign_lesson(found, on=TODAY)) == (
        "2026-northbank/l1: name the post, the day or both: --owner POST --due DATE. Nothing was recorded"
    )
    assert refusal(lambda: assign_lesson(found, due_on=When.read("2026-11-20"), on=TODAY)) == (
        "2026-northbank/l1: 20 Nov 2026 is past. Give a day that can still be met. Nothing was recorded"
    )
    closed = lesson(kept.book, "2023-northbank/l1")
    assert refusal(lambda: assign_lesson(closed, owner="duty officer", on=TODAY)) == (
        "2023-northbank/l1 was closed 12 Oct 2023 (halton/exercises/2023-northbank.toml:13), so it is not assigned. "
        "Nothing was recorded. If it was not done: comah lesson reopen 2023-northbank/l1"
    )


# --- close and reopen ----------------------------------------------------------------------------------


def close(book: Book, ref: str, when: str, evidence: str = "crib sheet issued") -> Change:
    return close_lesson(lesson(book, ref), When.read(when), evidence=evidence, on=TODAY)


def reopen(book: Book, ref: str, when: str, reason: str = "met again") -> Change:
    return reopen_lesson(lesson(book, ref), When.read(when), reason=reason, on=TODAY)


def test_a_lesson_is_closed_with_its_evidence(kept: Kept) -> None:
    made = kept.write(close(kept.book, "2026-northbank/l1", "2026-11-19"))
    assert made.summary == "lesson 2026-northbank/l1: closed 19 Nov 2026: crib sheet issued"
    closed = row(kept.book, "2026-northbank/l1")
    assert (closed.state.value, closed.closed_on, closed.evidence) == (
        "closed",
        date(2026, 11, 19),
        "crib sheet issued",
    )
    assert row(kept.book, "2026-northbank/l1", date(2026, 11, 18)).state.value == "overdue"


def test_a_lesson_cannot_be_closed_without_owner_day_and_evidence_all_said_at_once(kept: Kept) -> None:
    assert refusal(lambda: close(kept.book, "2026-northbank/l2", "2026-11-19", " ")) == (
        "2026-northbank/l2 (halton/exercises/2026-northbank.toml:10) cannot be closed without "
        "an owner (comah lesson assign 2026-northbank/l2 --owner POST); "
        "a day by which it was due (comah lesson assign 2026-northbank/l2 --due DATE); "
        "evidence of what was done (--evidence TEXT). Nothing was recorded"
    )


@pytest.mark.parametrize(
    ("ref", "when", "words"),
    [
        ("2026-northbank/l1", "2026-11-22", "22 Nov 2026 is after 21 Nov 2026. Only what has happened is recorded"),
        (
            "2026-northbank/l1",
            "2026-07-19",
            "2026-northbank/l1 was taught 20 Jul 2026, so it was not closed 19 Jul 2026. Nothing was recorded",
        ),
        (
            "2023-northbank/l1",
            "2023-10-13",
            (
                "2023-northbank/l1 is closed by the record, 12 Oct 2023 (halton/exercises/2023-northbank.toml:13). "
                "Nothing was recorded. If it was not done: comah lesson reopen 2023-northbank/l1"
            ),
        ),
    ],
)
def test_a_day_on_which_it_cannot_have_been_closed_is_refused(kept: Kept, ref: str, when: str, words: str) -> None:
    assert refusal(lambda: close(kept.book, ref, when)) == words


def test_a_lesson_closed_twice_alike_changes_nothing(kept: Kept) -> None:
    assert close(kept.book, "2023-northbank/l1", "2023-10-12", "").is_empty
    assert close(kept.book, "2023-northbank/l1", "2023-10-12", "key safe fitted").is_empty


def test_a_lesson_opened_again_keeps_what_was_and_is_closed_on_the_days_before(kept: Kept) -> None:
    made = kept.write(reopen(kept.book, "2023-northbank/l1", "2026-07-21", "keys not found again"))
    assert made.summary == (
        "lesson 2023-northbank/l1: open again 21 Jul 2026 (was closed 12 Oct 2023): keys not found again; "
        "overdue: due 30 Oct 2023"
    )
    book = kept.book
    assert [row(book, "2023-northbank/l1", day).state.value for day in (date(2023, 10, 11), date(2023, 10, 12))] == [
        "open",
        "closed",
    ]
    before = row(book, "2023-northbank/l1", date(2026, 7, 20))
    assert (before.state.value, before.evidence, before.times_reopened) == ("closed", "key safe fitted", 0)
    after = row(book, "2023-northbank/l1", date(2026, 7, 21))
    assert (after.state.value, after.evidence, after.times_reopened) == ("overdue", "", 1)
    text = kept.text("exercises/2023-northbank")
    assert 'closed_on = ""\nevidence = ""\n' in text
    assert (
        '{ on = 2026-07-21, closed_on = 2023-10-12, evidence = "key safe fitted", reason = "keys not found again" }'
        in text
    )


def test_a_lesson_is_closed_opened_and_closed_again(kept: Kept) -> None:
    kept.write(close(kept.book, "2026-northbank/l1", "2026-09-01", "first"))
    kept.write(reopen(kept.book, "2026-northbank/l1", "2026-09-15"))
    assert refusal(lambda: close(kept.book, "2026-northbank/l1", "2026-09-14")) == (
        "2026-northbank/l1 was opened again 15 Sep 2026, so it was not closed 14 Sep 2026. Nothing was recorded"
    )
    kept.write(close(kept.book, "2026-northbank/l1", "2026-10-01", "second"))
    kept.write(reopen(kept.book, "2026-northbank/l1", "2026-10-20"))
    book = kept.book
    days = ("2026-08-31", "2026-09-01", "2026-09-14", "2026-09-15", "2026-10-01", "2026-10-19", "2026-10-20")
    held = [row(book, "2026-northbank/l1", date.fromisoformat(day)) for day in days]
    assert [(one.state.value, one.evidence) for one in held] == [
        ("open", ""),
        ("closed", "first"),
        ("closed", "first"),
        ("open", ""),
        ("closed", "second"),
        ("closed", "second"),
        ("open", ""),
    ]


def test_what_cannot_be_opened_again_is_refused_in_words(kept: Kept) -> None:
    assert refusal(lambda: reopen(kept.book, "2026-northbank/l1", "2026-11-01")) == (
        "2026-northbank/l1 is open (halton/exercises/2026-northbank.toml:9), so it cannot be opened again. "
        "Nothing was recorded"
    )
    assert refusal(lambda: reopen(kept.book, "2023-northbank/l1", "2026-07-21", " ")) == (
        "2023-northbank/l1: say why it is opened again: --reason TEXT. Nothing was recorded"
    )
    assert refusal(lambda: reopen(kept.book, "2023-northbank/l1", "2023-10-11")) == (
        "2023-northbank/l1 was closed 12 Oct 2023 (halton/exercises/2023-northbank.toml:13), after 11 Oct 2023, "
        "so it was not opened again then. Nothing was recorded"
    )
    assert refusal(lambda: reopen(kept.book, "2023-northbank/l1", "2026-11-22")) == (
        "22 Nov 2026 is after 21 Nov 2026. Only what has happened is recorded"
    )


def test_an_opening_without_a_day_counts_and_a_closing_without_one_does_not() -> None:
    closed = When.read("2026-02-11")
    assert not is_closed(Lesson(id="l1", reopened=(Reopening(closed_on=closed),)), date(2026, 3, 1))
    assert closing(Lesson(id="l1", reopened=(Reopening(on=When.read("2026-05-04")),)), date(2026, 3, 1)) is None


# --- what else reads lessons ---------------------------------------------------------------------------


def test_the_check_finds_lessons_of_activations_by_their_site() -> None:
    assert lines("2026-11-21", RECORDS, "LSN") == [
        "warning LSN002 northbank: lesson l1 of 2025-northbank-release 1 day overdue, not law",
        "warning LSN002 northbank: lesson l1 22 days overdue, not law",
        "warning LSN001 northbank: lesson l2 has no owner and no date",
    ]


def test_a_lesson_that_was_opened_again_is_no_longer_closed_without_evidence() -> None:
    again = "reopened = [{ on = 2026-09-01, closed_on = 2026-08-01 }]"
    records = {
        "exercises/y": f"""\
held_on = 2026-07-20
lessons = [{{ id = "a", text = "t", owner = "o", due_on = 2027-01-01, {again} }}]
"""
    }
    assert lines("2026-11-21", records, "LSN") == []
    assert lines("2026-08-31", records, "LSN") == ["warning LSN003 y: lesson a closed without evidence"]


def test_a_link_to_a_lesson_that_nobody_taught_is_a_fault() -> None:
    records = {
        "exercises/y": """\
held_on = 2026-07-20
lessons = [{ id = "a", text = "t", same_as = "x/l1" }, { id = "l1", text = "u" }]
"""
    }
    assert lines("2026-11-21", records, "REC") == [
        "error REC009 y: halton/exercises/y.toml: x/l1 is no lesson on record"
    ]
