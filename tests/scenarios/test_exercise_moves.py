"""Every command on an exercise of every state, with real records: the state after it, or the refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import fields, replace
from register_text import write_register

from comah.agenda.day_change import calendar_of
from comah.errors import RefusedError
from comah.exercises.lifecycle.cancel import cancel_exercise
from comah.exercises.lifecycle.close import close_exercise
from comah.exercises.lifecycle.confirm import confirm_exercise
from comah.exercises.lifecycle.credit import Decision, credit_plan
from comah.exercises.lifecycle.done import done_phase
from comah.exercises.lifecycle.draft import Draft
from comah.exercises.lifecycle.hold import hold_exercise
from comah.exercises.lifecycle.move import move_exercise
from comah.exercises.lifecycle.postpone import postpone_exercise
from comah.exercises.moves import MOVES, ORDER, Command, Move
from comah.exercises.state import State, state_of
from comah.exercises.template import template_of
from comah.model.book import Book
from comah.model.exercise import Exercise, Postponement
from comah.model.kinds import Conclusion, Element, Severity
from comah.model.place import PLACE_KEY, Fact
from comah.model.when import When
from comah.records.load import load_book
from comah.records.write import apply_change

ON = date(2026, 11, 21)
DECIDE = "--conclusion tested|partly-tested|not-tested --elements LIST --evidence TEXT --by POST"
NAME = "2027-northbank-live"
FILE = f"halton/exercises/{NAME}.toml"
SITE = '[[plans]]\nregime = "comah"\n'
AFTER = """
lessons = [{ id = "l1", text = "Keys", owner = "rest centre manager", due_on = 2027-03-31 }]
phases = [{ id = "report-published", done_on = 2026-11-20 }]
credits = [{ plan = "northbank", conclusion = "tested", decided_on = 2026-11-20 }]
"""
RECORDS = {
    State.UNDATED: 'will_test = ["northbank"]\n',
    State.PLANNED: 'will_test = ["northbank"]\nplanned_on = 2027-04-14\n',
    State.CONFIRMED: 'will_test = ["northbank"]\nplanned_on = 2027-04-14\nconfirmed_on = 2026-11-02\n',
    State.POSTPONED: (
        'will_test = ["northbank"]\nplanned_on = 2027-04-14\nconfirmed_on = 2026-11-02\n'
        "postponements = [{ on = 2026-11-10, from = 2027-04-14 }]\n"
    ),
    State.HELD: f'will_test = ["northbank"]\nplanned_on = 2026-05-12\nheld_on = 2026-05-12\n{AFTER}',
    State.CLOSED: f'will_test = ["northbank"]\nheld_on = 2026-05-12\nclosed_on = 2026-11-20\n{AFTER}',
    State.CANCELLED: (
        'will_test = ["northbank"]\nplanned_on = 2027-04-14\n'
        'cancelled = { on = 2026-11-20, reason = "operator in administration" }\n'
    ),
}


def day(text: str) -> When:
    return When.read(text)


def move(_book: Book, exercise: Exercise) -> Draft:
    return move_exercise(exercise, day("2027-05-05"), on=ON)


def confirm(book: Book, exercise: Exercise) -> Draft:
    when = exercise.confirmed_on or day("2026-11-20")
    return confirm_exercise(exercise, when, on=ON, calendar=calendar_of(book, exercise))


def postpone(_book: Book, exercise: Exercise) -> Draft:
    return postpone_exercise(exercise, Postponement(on=day("2026-11-21"), reason="shutdown"), on=ON)


def postpone_to(_book: Book, exercise: Exercise) -> Draft:
    stated = Postponement(on=day("2026-11-21"), to=day("2027-05-05"), reason="shutdown")
    return postpone_exercise(exercise, stated, on=ON)


def hold(_book: Book, exercise: Exercise) -> Draft:
    return hold_exercise(exercise, exercise.held_on or day("2026-11-18"), on=ON)


def credit(book: Book, exercise: Exercise) -> Draft:
    site = book.authorities[0].establishments[0]
    decision = Decision(conclusion=Conclusion.TESTED, by="planning officer", decided_on=ON)
    return credit_plan(exercise, site, site.plans[0], decision, on=ON)


def done(_book: Book, exercise: Exercise) -> Draft:
    return done_phase(exercise, "initiation", day("2026-11-03"), template=template_of(exercise), on=ON)


def close(_book: Book, exercise: Exercise) -> Draft:
    when = exercise.closed_on or day("2026-11-21")
    return close_exercise(exercise, when, template=template_of(exercise), on=ON)


def cancel(_book: Book, exercise: Exercise) -> Draft:
    return cancel_exercise(exercise, day("2026-11-20"), "operator in administration", on=ON)


COMMANDS: dict[Command, Callable[[Book, Exercise], Draft]] = {
    Command.MOVE: move,
    Command.CONFIRM: confirm,
    Command.POSTPONE: postpone,
    Command.POSTPONE_TO: postpone_to,
    Command.HOLD: hold,
    Command.CREDIT: credit,
    Command.DONE: done,
    Command.CLOSE: close,
    Command.CANCEL: cancel,
}


def made(folder: Path, text: str) -> tuple[Book, Exercise]:
    write_register(folder, {"establishments/northbank": SITE, f"exercises/{NAME}": text})
    book = load_book(folder)
    assert [fault for fault in book.problems if fault.severity is Severity.ERROR] == []
    return book, book.authorities[0].exercises[0]


def test_the_table_holds_every_state_with_every_command_once() -> None:
    assert set(ORDER) == set(State)
    pairs = [(one.state, one.command) for one in MOVES]
    assert len(pairs) == len(set(pairs)) == len(State) * len(Command) == 63
    assert set(COMMANDS) == set(Command)


@pytest.mark.parametrize("state", list(State))
def test_the_records_are_of_the_states_they_are_named_for(tmp_path: Path, state: State) -> None:
    assert state_of(made(tmp_path, RECORDS[state])[1], ON) is state


@pytest.mark.parametrize("one", MOVES, ids=lambda one: f"{one.state.value}-{one.command.value.replace(' ', '')}")
def test_a_command_leads_where_the_table_says_or_is_refused(tmp_path: Path, one: Move) -> None:
    book, exercise = made(tmp_path, RECORDS[one.state])
    if one.after is None:
        with pytest.raises(RefusedError) as refused:
            COMMANDS[one.command](book, exercise)
        assert f"it is {one.state.value} ({FILE}:" in str(refused.value)
        assert f"{one.words}. Nothing was recorded" in str(refused.value)
        return
    draft = COMMANDS[one.command](book, exercise)
    assert state_of(draft.exercise, ON) is one.after
    apply_change(tmp_path, draft.change, by="planning officer", at="2026-11-21T10:00:00+00:00")
    written = load_book(tmp_path)
    assert [fault for fault in written.problems if fault.severity is Severity.ERROR] == []
    assert state_of(written.authorities[0].exercises[0], ON) is one.after
    assert facts(written.authorities[0].exercises[0]) == facts(draft.exercise), "the draft is what is written"


def facts(value: object) -> object:
    """Return what a record says, wherever it stands."""
    if isinstance(value, Fact):
        return {each.name: facts(getattr(value, each.name)) for each in fields(value) if each.encode_name != PLACE_KEY}
    return tuple(map(facts, value)) if isinstance(value, tuple) else value


# What the table leaves to the dates and to what else is on record.


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("2026-11-20", "20 Nov 2026 has passed; what was held is recorded by comah exercise hold. Nothing"),
        ("2027-04", "Apr 2027 is no day; give one, or the first and the last of several. Nothing"),
        (
            "2026-12-01",
            f"1 Dec 2026 is not after the start of its planning, 1 Dec 2026 ({FILE}:7). Nothing",
        ),
        (
            "2026-12-15",
            f"15 Dec 2026 is not after its first planning meeting, 15 Dec 2026 ({FILE}:8). Nothing",
        ),
    ],
)
def test_a_day_that_cannot_be_is_refused(tmp_path: Path, to: str, words: str) -> None:
    text = f"{RECORDS[State.PLANNED]}planning_from = 2026-12-01\n"
    text += 'phases = [{ id = "planning-meetings", due_on = 2026-12-15 }]\n'
    _, exercise = made(tmp_path, text)
    with pytest.raises(RefusedError) as refused:
        move_exercise(exercise, day(to), on=ON)
    assert str(refused.value).startswith(f"{NAME}: {words}")


def test_an_exercise_of_two_days_keeps_its_length(tmp_path: Path) -> None:
    _, exercise = made(tmp_path, 'planned_on = "2027-04-14/2027-04-15"\n')
    draft = move_exercise(exercise, day("2027-05-05"), on=ON)
    assert draft.exercise.planned_on == day("2027-05-05/2027-05-06")
    assert draft.notices == ("It lasts as long as before: 5-6 May 2027",)


def test_a_confirmed_exercise_that_moves_keeps_the_change_as_a_postponement(tmp_path: Path) -> None:
    _, exercise = made(tmp_path, RECORDS[State.CONFIRMED])
    draft = move_exercise(exercise, day("2027-05-05"), on=ON, reason="shutdown")
    assert [(one.on, one.from_, one.to, one.reason) for one in draft.exercise.postponements] == [
        (day("2026-11-21"), day("2027-04-14"), day("2027-05-05"), "shutdown")
    ]
    assert draft.exercise.confirmed_on == day("2026-11-02"), "what was agreed stays on record"
    assert draft.notices[0].startswith("NO LONGER CONFIRMED: the agreement of 2 Nov 2026 was to 14 Apr 2027")


def test_agreed_and_moved_on_one_day_is_no_longer_confirmed(tmp_path: Path) -> None:
    _, exercise = made(tmp_path, f"{RECORDS[State.PLANNED]}confirmed_on = 2026-11-21\n")
    draft = move_exercise(exercise, day("2027-05-05"), on=ON)
    assert draft.exercise.confirmed_on is None
    assert state_of(draft.exercise, ON) is State.PLANNED


def test_an_agreement_recorded_for_a_day_to_come_does_not_outlive_the_move(tmp_path: Path) -> None:
    _, exercise = made(tmp_path, f"{RECORDS[State.PLANNED]}confirmed_on = 2026-12-01\n")
    draft = move_exercise(exercise, day("2027-05-05"), on=ON)
    assert state_of(draft.exercise, date(2026, 12, 2)) is State.PLANNED


def test_back_to_the_day_it_was_put_off_from(tmp_path: Path) -> None:
    _, exercise = made(tmp_path, RECORDS[State.POSTPONED])
    draft = move_exercise(exercise, day("2027-04-14"), on=ON)
    assert state_of(draft.exercise, ON) is State.PLANNED
    assert state_of(draft.exercise, date(2026, 11, 20)) is State.POSTPONED, "as at the day before it still was"
    assert state_of(draft.exercise, date(2026, 11, 9)) is State.CONFIRMED


def test_an_agreement_from_before_the_postponement_confirms_nothing(tmp_path: Path) -> None:
    _, exercise = made(tmp_path, RECORDS[State.POSTPONED].replace("from = 2027-04-14", "to = 2027-05-05"))
    book = load_book(tmp_path)
    with pytest.raises(RefusedError, match="agreed 9 Nov 2026, before it was put off on 10 Nov 2026"):
        confirm_exercise(exercise, day("2026-11-09"), on=ON, calendar=calendar_of(book, exercise))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('planned_on = "2027-04"\n', "its day is Apr 2027; first set the day agreed: comah exercise move"),
        ("planned_on = 2026-11-20\n", "its day, 20 Nov 2026, has passed; record what became of it"),
    ],
)
def test_a_day_that_nobody_can_have_agreed_is_not_confirmed(tmp_path: Path, text: str, words: str) -> None:
    book, exercise = made(tmp_path, text)
    with pytest.raises(RefusedError) as refused:
        confirm_exercise(exercise, day("2026-11-19"), on=ON, calendar=calendar_of(book, exercise))
    assert words in str(refused.value)


def test_confirming_without_a_debrief_says_that_the_finding_stands(tmp_path: Path) -> None:
    book, exercise = made(tmp_path, RECORDS[State.PLANNED])
    draft = confirm_exercise(exercise, day("2026-11-20"), on=ON, calendar=calendar_of(book, exercise))
    assert " ".join(draft.notices) == (
        "NO DEBRIEF DATE: EXR010 stands until the multi-agency debrief is booked; the usual day is Wed 12 May 2027, "
        "the latest Wed 26 May 2027. Book it: comah exercise confirm 2027-northbank-live --on 2026-11-20 "
        "--debrief DATE --by POST"
    )


def test_a_debrief_before_the_exercise_is_refused_with_the_days_that_are_good(tmp_path: Path) -> None:
    book, exercise = made(tmp_path, RECORDS[State.PLANNED])
    with pytest.raises(RefusedError) as refused:
        confirm_exercise(
            exercise, day("2026-11-20"), on=ON, calendar=calendar_of(book, exercise), debrief=day("2027-04-13")
        )
    assert "13 Apr 2027 is before the exercise, 14 Apr 2027; the usual day is Wed 12 May 2027" in str(refused.value)


@pytest.mark.parametrize(
    ("booked", "words"),
    [
        ("2027-05-27", ("The debrief, 27 May 2027, is past its limit, 26 May 2027",)),
        ("2027-05-08", ("The debrief, Sat 8 May 2027, is not on a working day",)),
        ("2027-05-12", ()),
    ],
)
def test_a_debrief_is_booked_and_what_is_odd_about_it_said(tmp_path: Path, booked: str, words: tuple[str, ...]) -> None:
    book, exercise = made(tmp_path, RECORDS[State.CONFIRMED])
    draft = confirm_exercise(
        exercise, day("2026-11-02"), on=ON, calendar=calendar_of(book, exercise), debrief=day(booked)
    )
    assert draft.exercise.debrief_on == day(booked)
    assert draft.notices == words


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (Postponement(on=day("2026-11-21"), reason=" "), "a postponement needs its reason"),
        (Postponement(on=day("2026-11-22"), reason="r"), "22 Nov 2026 is after 21 Nov 2026"),
        (Postponement(on=day("2026-11-01"), reason="r"), "its day was confirmed 2 Nov 2026, after that"),
        (Postponement(on=day("2026-11-21"), reason="r", interim_check_by="x"), "say what was checked meanwhile"),
        (Postponement(on=day("2026-11-21"), reason="r", to=day("2027-04-14")), "planned for 14 Apr 2027 already"),
    ],
)
def test_a_postponement_that_cannot_be_is_refused(tmp_path: Path, stated: Postponement, words: str) -> None:
    _, exercise = made(tmp_path, RECORDS[State.CONFIRMED])
    with pytest.raises(RefusedError) as refused:
        postpone_exercise(exercise, stated, on=ON)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("on = 2026-11-25, from = 2027-04-14", "decided after today; mend it"),
        ("from = 2027-03-01, to = 2027-04-14", "a postponement on record has no day"),
    ],
)
def test_a_postponement_on_record_that_cannot_be_placed_is_mended_first(tmp_path: Path, row: str, words: str) -> None:
    _, exercise = made(tmp_path, f"planned_on = 2027-04-14\npostponements = [{{ {row} }}]\n")
    with pytest.raises(RefusedError) as refused:
        move_exercise(exercise, day("2027-05-05"), on=ON)
    assert words in str(refused.value)
    assert f"{FILE}:" in str(refused.value)


@pytest.mark.parametrize(
    ("phase", "when", "words"),
    [
        ("invite", "2026-11-03", "'invite' is no step of it; did you mean invite-agencies?"),
        ("events-lst", "2026-11-03", "'events-lst' is no step of it; did you mean events-list?"),
        ("exercise", "2026-11-03", "the exercise itself is recorded with comah exercise hold"),
        ("draft-report", "2026-11-03", "draft-report follows the exercise, which is not on record as held"),
        ("initiation", "2026-11-22", "22 Nov 2026 is after 21 Nov 2026"),
    ],
)
def test_a_step_that_cannot_be_done_is_refused(tmp_path: Path, phase: str, when: str, words: str) -> None:
    _, exercise = made(tmp_path, RECORDS[State.PLANNED])
    with pytest.raises(RefusedError) as refused:
        done_phase(exercise, phase, day(when), template=template_of(exercise), on=ON)
    assert words in str(refused.value)


def test_a_step_after_the_exercise_cannot_come_before_it(tmp_path: Path) -> None:
    _, exercise = made(tmp_path, RECORDS[State.HELD])
    with pytest.raises(RefusedError, match="draft-report follows the exercise, held 12 May 2026"):
        done_phase(exercise, "draft-report", day("2026-05-11"), template=template_of(exercise), on=ON)


def test_a_step_keeps_the_day_it_was_done_unless_that_becomes_more_exact(tmp_path: Path) -> None:
    text = 'planned_on = 2027-04-14\nphases = [{ id = "initiation", due_on = 2026-10-01, done_on = "2026-10" }]\n'
    _, exercise = made(tmp_path, text)
    template = template_of(exercise)
    closer = done_phase(exercise, "initiation", day("2026-10-14"), template=template, on=ON)
    assert [one.done_on for one in closer.exercise.phases] == [day("2026-10-14")]
    assert done_phase(closer.exercise, "initiation", day("2026-10"), template=template, on=ON).change.is_empty
    with pytest.raises(RefusedError, match="initiation was done Oct 2026 by the record"):
        done_phase(exercise, "initiation", day("2026-11-03"), template=template, on=ON)


def test_a_step_done_before_what_it_needs_is_recorded_and_said(tmp_path: Path) -> None:
    _, exercise = made(tmp_path, RECORDS[State.PLANNED])
    draft = done_phase(exercise, "debrief-booked", day("2026-11-03"), template=template_of(exercise), on=ON)
    assert draft.notices[0] == "It needs scenario, not recorded as done"
    assert "EXR010 stands" in draft.notices[1]


def test_closing_names_everything_that_is_missing_at_once(tmp_path: Path) -> None:
    text = """
will_test = ["northbank", "northbank/reppir"]
held_on = 2026-05-12
credits = [{ plan = "northbank", conclusion = "tested" }]
lessons = [
    { id = "l1", text = "Keys" },
    { id = "l2", text = "Radios", owner = "duty officer" },
    { id = "l3", text = "Maps", owner = "duty officer", due_on = 2026-10-01 },
    { id = "l4", text = "Doors", closed_on = 2026-09-01 },
    { id = "l5", text = "Buses", owner = "duty officer", due_on = 2027-10-01 },
]
"""
    _, exercise = made(tmp_path, text)
    with pytest.raises(RefusedError) as refused:
        close_exercise(exercise, day("2026-11-21"), template=template_of(exercise), on=ON)
    credit_it = f"comah exercise credit {NAME} northbank/reppir {DECIDE}"
    do_it = f"comah exercise done {NAME} report-published --on DATE --by POST"
    assign = f"comah lesson assign {NAME}"
    close = f"comah lesson close {NAME}/l3 --on DATE --evidence TEXT --by POST"
    assert str(refused.value) == "\n".join(
        [
            f"{NAME} cannot be closed ({FILE}):",
            (
                f"  lesson l1: open, and nobody owns it and it has no day: "
                f"{assign}/l1 --owner POST --due DATE --by POST ({FILE}:10)"
            ),
            f"  lesson l2: open, and it has no day: {assign}/l2 --due DATE --by POST ({FILE}:11)",
            (
                f"  lesson l3: open, and its day, 1 Oct 2026, has passed; close it or give it another: "
                f"{close}, or {assign}/l3 --due DATE --by POST ({FILE}:12)"
            ),
            f"  credit: nothing is decided for northbank/reppir: {credit_it}",
            f"  report: report-published is not recorded as done: {do_it}",
            "Nothing was recorded",
        ]
    )


def test_closing_without_lessons_needs_the_reason(tmp_path: Path) -> None:
    _, exercise = made(tmp_path, 'held_on = 2026-05-12\nphases = [{ id = "report-published", done_on = 2026-11-20 }]\n')
    template = template_of(exercise)
    with pytest.raises(RefusedError, match="lessons: none on record, nor why there are none"):
        close_exercise(exercise, day("2026-11-21"), template=template, on=ON)
    draft = close_exercise(exercise, day("2026-11-21"), template=template, on=ON, no_lessons="all answered")
    assert (draft.exercise.no_lessons, state_of(draft.exercise, ON)) == ("all answered", State.CLOSED)
    assert draft.notices == ("It was meant to test no plan, so that none is credited by closing it",)


@pytest.mark.parametrize(
    ("no_lessons", "when", "words"),
    [
        ("none", "2026-11-21", "no_lessons says that there are none, and 1 lesson stand"),
        ("", "2026-05-11", "closed 11 May 2026, before it was held, 12 May 2026"),
    ],
)
def test_a_close_that_contradicts_the_record_is_refused(tmp_path: Path, no_lessons: str, when: str, words: str) -> None:
    _, exercise = made(tmp_path, RECORDS[State.HELD])
    with pytest.raises(RefusedError) as refused:
        close_exercise(exercise, day(when), template=template_of(exercise), on=ON, no_lessons=no_lessons)
    assert words in str(refused.value)


def test_what_is_on_record_is_not_recorded_otherwise(tmp_path: Path) -> None:
    _, closed = made(tmp_path / "closed", RECORDS[State.CLOSED])
    with pytest.raises(RefusedError, match="closed 20 Nov 2026 by the record, not 21 Nov 2026"):
        close_exercise(closed, day("2026-11-21"), template=template_of(closed), on=ON)
    _, cancelled = made(tmp_path / "cancelled", RECORDS[State.CANCELLED])
    with pytest.raises(RefusedError, match="cancelled 20 Nov 2026 by the record: operator in administration"):
        cancel_exercise(cancelled, day("2026-11-20"), "another reason", on=ON)
    book, confirmed = made(tmp_path / "confirmed", RECORDS[State.CONFIRMED])
    with pytest.raises(RefusedError, match="confirmed 2 Nov 2026 by the record, not 3 Nov 2026"):
        confirm_exercise(confirmed, day("2026-11-03"), on=ON, calendar=calendar_of(book, confirmed))
    _, held = made(tmp_path / "held", RECORDS[State.HELD])
    with pytest.raises(RefusedError, match="was held 12 May 2026 by the record"):
        hold_exercise(held, day("2026-05-13"), on=ON)


def test_a_cancellation_needs_its_reason_and_fills_an_empty_table(tmp_path: Path) -> None:
    _, exercise = made(tmp_path, f"{RECORDS[State.PLANNED]}[cancelled]\n")
    with pytest.raises(RefusedError, match="a cancellation needs its reason"):
        cancel_exercise(exercise, day("2026-11-20"), "  ", on=ON)
    draft = cancel_exercise(exercise, day("2026-11-20"), "flood", on=ON)
    apply_change(tmp_path, draft.change, by="planning officer", at="2026-11-21T10:00:00+00:00")
    assert (tmp_path / FILE).read_text(encoding="utf-8").endswith('[cancelled]\non = 2026-11-20\nreason = "flood"\n')


def test_a_decision_before_the_exercise_or_after_today_is_refused(tmp_path: Path) -> None:
    book, exercise = made(tmp_path, 'takes_part = ["northbank"]\nheld_on = 2026-05-12\n')
    site = book.authorities[0].establishments[0]
    for decided, words in ((date(2026, 5, 11), "decided before it was held"), (date(2026, 11, 22), "not come yet")):
        decision = Decision(conclusion=Conclusion.TESTED, by="planning officer", decided_on=decided)
        with pytest.raises(RefusedError, match=words):
            credit_plan(exercise, site, site.plans[0], decision, on=ON)


@pytest.mark.parametrize(
    ("held", "conclusion", "words"),
    [
        ("2026-05-12", Conclusion.PARTLY_TESTED, "Partly tested does not restart the plan's clock"),
        ('"unknown"', Conclusion.TESTED, "The day it was held is not on record, so that no clock starts from it"),
    ],
)
def test_a_credit_that_starts_no_clock_says_so(tmp_path: Path, held: str, conclusion: Conclusion, words: str) -> None:
    book, exercise = made(tmp_path, f'takes_part = ["northbank"]\nheld_on = {held}\n')
    site = book.authorities[0].establishments[0]
    decision = Decision(conclusion=conclusion, by="planning officer", decided_on=ON)
    assert credit_plan(exercise, site, site.plans[0], decision, on=ON).notices[0].startswith(words)


def test_evidence_and_elements_are_added_to_a_credit_by_the_same_command(tmp_path: Path) -> None:
    text = 'held_on = 2026-05-12\ncredits = [{ plan = "northbank", conclusion = "tested" }]\n'
    book, exercise = made(tmp_path, text)
    (site,) = book.authorities[0].establishments
    stated = Decision(
        conclusion=Conclusion.TESTED,
        elements=(Element.ACTIVATION,),
        evidence="log",
        by="lead",
        decided_on=date(2026, 6, 1),
        is_dated=True,
    )
    draft = credit_plan(exercise, site, site.plans[0], stated, on=ON)
    assert [(edit.path, edit.value) for edit in draft.change.edits] == [
        (("credits", 0, "elements"), ["activation"]),
        (("credits", 0, "evidence"), "log"),
        (("credits", 0, "decided_on"), date(2026, 6, 1)),
    ]
    assert draft.notices == ()
    assert credit_plan(draft.exercise, site, site.plans[0], stated, on=ON).change.is_empty
    other = replace(stated, evidence="photographs")
    with pytest.raises(RefusedError, match=r"evidence is log by the record .*, not photographs"):
        credit_plan(draft.exercise, site, site.plans[0], other, on=ON)
