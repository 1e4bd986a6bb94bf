"""What becomes of an entry from one issue of a calendar to the next: its number, its stamp, its end."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from issuing_desk import FIRST_DAY, POLICE, WHOLE, Desk, change, entry, only
from msgspec.structs import replace

from comah.agenda.calendar_uid import domain_of
from comah.agenda.issued_history import History
from comah.agenda.issuing import GRACE_DAYS
from comah.model.calendar_issue import ChangeOf, Selection
from comah.model.entry import Alarm, Entry, EntryKind, ShownAs
from comah.model.issued import Ledger, LedgerFault

START = 9821  # days from 1 Jan 2000 to 21 Nov 2026
A_WEEK_ON = date(2026, 11, 28)
OTHER_DAY = date(2027, 3, 17)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def test_without_a_ledger_every_number_is_nought_and_every_stamp_the_day() -> None:
    out = only(Desk().preview(entry(), is_counted=False))
    assert (out.sequence, out.revised_at) == (0, midnight(FIRST_DAY))


def test_the_first_issue_counts_from_the_days_since_2000() -> None:
    out = only(Desk().issue(entry()))
    assert (out.sequence, out.revised_at) == (START, midnight(FIRST_DAY))
    assert out.uid == "live.exercise@example-resilience-forum.comah"


def test_what_does_not_change_keeps_number_and_stamp_and_adds_no_line() -> None:
    desk = Desk()
    before = only(desk.issue(entry()))
    again = desk.made([entry()], [WHOLE], on=A_WEEK_ON)
    assert again.calendars[0].outgoing == (before,)
    assert (again.calendars[0].changes, again.lines) == ((), ())


@pytest.mark.parametrize(
    "changed",
    [
        entry(day=OTHER_DAY),
        entry(last=date(2027, 3, 11)),
        entry(starts_at=time(10), ends_at=time(14)),
        entry(is_cancelled=True),
    ],
    ids=["another day", "a day longer", "times of day", "cancelled"],
)
def test_the_number_rises_when_time_or_cancellation_changes(changed: Entry) -> None:
    desk = Desk()
    desk.issue(entry())
    out = only(desk.issue(changed, on=A_WEEK_ON))
    assert (out.sequence, out.revised_at) == (START + 1, midnight(A_WEEK_ON))


@pytest.mark.parametrize(
    "changed",
    [
        entry(title="Exercise with another name"),
        entry(lines=("Lead: Exampleshire",)),
        entry(location="County Hall"),
        entry(alarm=Alarm.DAY_BEFORE),
        entry(shown_as=ShownAs.BUSY),
        entry(is_firm=False),
    ],
    ids=["title", "description", "place", "reminder", "shown as", "status"],
)
def test_the_stamp_alone_changes_when_the_text_does(changed: Entry) -> None:
    desk = Desk()
    desk.issue(entry())
    found = desk.issue(changed, on=A_WEEK_ON)
    assert (only(found).sequence, only(found).revised_at) == (START, midnight(A_WEEK_ON))
    assert change(found).change is ChangeOf.TEXT


def test_the_two_times_of_an_hour_that_comes_twice_are_not_the_same_time() -> None:
    # 31 October 2027: 01:30 BST, then 01:30 GMT an hour later
    day = date(2027, 10, 31)
    desk = Desk()
    desk.issue(entry(day=day, starts_at=time(1, 30), ends_at=time(9)))
    later = entry(day=day, starts_at=time(1, 30, fold=1), ends_at=time(9))
    assert only(desk.issue(later, on=A_WEEK_ON)).sequence == START + 1
    assert desk.issue(later, on=A_WEEK_ON).changes == ()
    gone = only(desk.issue(on=A_WEEK_ON)).entry
    assert gone.starts_at is not None
    assert gone.starts_at.fold == 1


def test_what_only_chooses_the_calendar_changes_nothing_that_is_shown() -> None:
    desk = Desk()
    before = only(desk.issue(entry()))
    after = only(desk.issue(entry(posts=("duty officer",), plans=("northbank",)), on=A_WEEK_ON))
    assert (after.sequence, after.revised_at) == (before.sequence, before.revised_at)


def test_two_changes_on_one_day_have_two_stamps() -> None:
    desk = Desk()
    desk.issue(entry())
    out = only(desk.issue(entry(title="Exercise renamed")))
    assert out.revised_at == midnight(FIRST_DAY) + timedelta(seconds=1)
    assert only(desk.issue(entry(title="Exercise renamed again"))).revised_at == midnight(FIRST_DAY) + timedelta(
        seconds=2
    )


def test_an_issue_as_at_an_earlier_day_never_turns_a_stamp_back() -> None:
    desk = Desk()
    desk.issue(entry(), on=A_WEEK_ON)
    assert only(desk.issue(entry(title="Renamed"), on=FIRST_DAY)).revised_at > midnight(A_WEEK_ON)


def test_a_preview_shows_the_numbers_that_an_issue_would_give_and_keeps_none() -> None:
    desk = Desk()
    desk.issue(entry())
    seen = only(desk.preview(entry(day=OTHER_DAY), on=A_WEEK_ON))
    assert seen == only(desk.preview(entry(day=OTHER_DAY), on=A_WEEK_ON))
    assert seen == only(desk.issue(entry(day=OTHER_DAY), on=A_WEEK_ON))


def test_moved_and_moved_back_is_two_changes() -> None:
    desk = Desk()
    numbers = [only(desk.issue(one)).sequence for one in (entry(), entry(day=OTHER_DAY), entry())]
    assert numbers == [START, START + 1, START + 2]


def test_an_exercise_called_off_and_on_again() -> None:
    desk = Desk()
    desk.issue(entry())
    off = desk.issue(entry(is_cancelled=True))
    on_again = desk.issue(entry())
    assert (change(off).change, change(on_again).change) == (ChangeOf.CANCELLED, ChangeOf.RESTORED)
    assert [only(found).sequence for found in (off, on_again)] == [START + 1, START + 2]


def test_a_record_that_was_taken_away_is_sent_as_cancelled() -> None:
    desk = Desk()
    desk.issue(entry(starts_at=time(10), ends_at=time(14), alarm=Alarm.DAY_BEFORE, shown_as=ShownAs.BUSY))
    found = desk.issue(on=A_WEEK_ON)
    gone = only(found).entry
    assert (gone.is_cancelled, gone.title, gone.first) == (True, "Exercise live", date(2027, 3, 10))
    assert (gone.starts_at, gone.ends_at) == (time(10), time(14))
    assert (gone.alarm, gone.shown_as) == (Alarm.NONE, ShownAs.FREE)
    assert (only(found).sequence, change(found).change) == (START + 1, ChangeOf.CANCELLED)


def test_a_record_that_came_back_is_restored() -> None:
    desk = Desk()
    desk.issue(entry())
    desk.issue()
    found = desk.issue(entry())
    assert (only(found).sequence, only(found).entry.is_cancelled) == (START + 2, False)
    assert change(found).change is ChangeOf.RESTORED


@pytest.mark.parametrize("last", [(), (entry(is_cancelled=True),)], ids=["taken away", "called off"])
def test_cancelled_is_sent_until_the_grace_period_ends(last: tuple[Entry, ...]) -> None:
    desk = Desk()
    desk.issue(entry())
    cancelled = only(desk.issue(*last, on=A_WEEK_ON))
    final_day = A_WEEK_ON + timedelta(days=GRACE_DAYS)
    assert desk.issue(*last, on=final_day, first=A_WEEK_ON).outgoing == (cancelled,)
    assert desk.issue(*last, on=final_day + timedelta(days=1), first=A_WEEK_ON).outgoing == ()


def test_what_is_taken_away_on_its_own_day_is_sent_as_cancelled() -> None:
    desk = Desk()
    desk.issue(entry())
    assert only(desk.issue(on=entry().last)).entry.is_cancelled


def test_one_cancelled_for_long_outside_the_period_is_not_sent_again_for_its_text() -> None:
    desk = Desk()
    desk.issue(entry())
    off = entry(day=date(2029, 1, 10), is_cancelled=True)
    desk.issue(off)
    assert desk.issue(replace(off, title="Renamed"), on=date(2027, 3, 1)).outgoing == ()


def test_a_past_day_is_not_cancelled_because_it_dropped_out() -> None:
    desk = Desk()
    desk.issue(entry(day=date(2026, 11, 25)))
    after = desk.issue(on=A_WEEK_ON)
    assert (after.outgoing, after.changes) == ((), ())


def test_a_past_day_is_not_cancelled_in_a_file_that_reaches_back() -> None:
    desk = Desk()
    desk.issue(entry(day=date(2026, 11, 25)))
    assert desk.issue(on=A_WEEK_ON, first=FIRST_DAY).outgoing == ()


def test_an_exercise_that_is_held_stays_in_the_agenda_and_is_not_sent_again() -> None:
    desk = Desk()
    desk.issue(entry(day=date(2026, 11, 25)))
    held = entry(day=date(2026, 11, 25), title="Exercise live, held")
    assert desk.issue(held, on=A_WEEK_ON).outgoing == ()


def test_another_period_is_no_removal() -> None:
    desk = Desk()
    desk.issue(entry(), entry("late", date(2028, 2, 1)))
    shorter = desk.issue(entry(), entry("late", date(2028, 2, 1)), last=date(2027, 12, 31))
    assert [out.entry.identity[0] for out in shorter.outgoing] == ["live"]
    assert shorter.changes == ()


def test_what_was_removed_outside_the_period_is_left_for_a_file_that_covers_it() -> None:
    desk = Desk()
    desk.issue(entry(), entry("late", date(2028, 2, 1)))
    assert [out.entry.identity[0] for out in desk.issue(entry(), last=date(2027, 12, 31)).outgoing] == ["live"]
    whole = desk.issue(entry())
    assert [(out.entry.identity[0], out.entry.is_cancelled) for out in whole.outgoing] == [
        ("live", False),
        ("late", True),
    ]


def test_a_deadline_that_was_met_moves_three_years_on_and_out_of_the_period() -> None:
    # A test was credited: the safe date of 11 May 2027 becomes 1 Dec 2029. Who holds the old day is told.
    desk = Desk()
    desk.issue(entry("safe-date", date(2027, 5, 11)))
    moved = entry("safe-date", date(2029, 12, 1))
    found = desk.issue(moved, on=A_WEEK_ON)
    assert (only(found).entry.first, only(found).sequence) == (date(2029, 12, 1), START + 1)
    assert (change(found).change, change(found).before is not None) == (ChangeOf.MOVED, True)
    final_day = A_WEEK_ON + timedelta(days=GRACE_DAYS)
    assert only(desk.issue(moved, on=final_day)).sequence == START + 1
    assert desk.issue(moved, on=final_day + timedelta(days=1)).outgoing == ()


def test_an_exercise_brought_forward_to_a_day_that_has_passed_is_moved_there() -> None:
    desk = Desk()
    desk.issue(entry())
    found = desk.issue(entry(day=date(2026, 11, 25)), on=A_WEEK_ON)
    assert (change(found).change, only(found).entry.first) == (ChangeOf.MOVED, date(2026, 11, 25))


def test_a_reminder_moves_with_the_day_and_is_listed_as_such() -> None:
    desk = Desk()
    late = entry("overdue", date(2026, 11, 23), kind=EntryKind.NOT_SHOWN, is_reminder=True)
    desk.issue(late)
    found = desk.issue(replace(late, first=date(2026, 11, 30), last=date(2026, 11, 30)), on=A_WEEK_ON)
    assert (change(found).change, only(found).sequence) == (ChangeOf.REMINDED, START + 1)


def test_a_reminder_that_is_no_longer_needed_is_left_once_its_day_has_passed() -> None:
    desk = Desk()
    late = entry("overdue", date(2026, 11, 23), kind=EntryKind.NOT_SHOWN, is_reminder=True)
    desk.issue(late)
    assert only(desk.preview(on=date(2026, 11, 22))).entry.is_cancelled  # the same weekend: it still stands on Monday
    assert desk.preview(on=A_WEEK_ON).outgoing == ()


@pytest.mark.parametrize("name", ["live", ""], ids=["of an exercise", "of a plan"])
def test_what_is_gone_still_says_what_it_was_and_where_to_look(name: str) -> None:
    desk = Desk()
    desk.issue(entry(identity=("x", "exercise"), exercise=name))
    gone = only(desk.issue(on=A_WEEK_ON)).entry
    assert gone.categories == ("COMAH exercise",)
    assert gone.lines == (
        "Exercise of an emergency plan",
        "This no longer stands in the register: it was done, put off, moved to another entry, or taken away",
        "What the law asks for does not go away with an entry",
        "Do: see how it stands now: comah exercise show live" if name else "Do: see what is due now: comah due",
    )


class TestSeveralCalendars:
    """One ledger, and each calendar is told of what it was given itself."""

    def test_each_is_told_of_a_move_once(self) -> None:
        desk = Desk()
        for calendar in (WHOLE, POLICE):
            desk.issue(entry(), calendar=calendar)
        moved = entry(day=OTHER_DAY)
        first, second = (desk.issue(moved, calendar=calendar, on=A_WEEK_ON) for calendar in (WHOLE, POLICE))
        assert [change(found).change for found in (first, second)] == [ChangeOf.MOVED, ChangeOf.MOVED]
        assert only(first) == only(second)
        assert desk.issue(moved, calendar=POLICE, on=A_WEEK_ON).changes == ()

    def test_a_removal_is_one_change_for_all(self) -> None:
        desk = Desk()
        for calendar in (WHOLE, POLICE):
            desk.issue(entry(), calendar=calendar)
        first = only(desk.issue(calendar=WHOLE, on=A_WEEK_ON))
        second = only(desk.issue(calendar=POLICE, on=A_WEEK_ON))
        assert (first.sequence, second.sequence) == (START + 1, START + 1)
        assert second == first

    def test_who_was_never_given_an_entry_is_not_told_of_its_end(self) -> None:
        desk = Desk()
        desk.issue(entry())
        assert desk.issue(calendar=POLICE).outgoing == ()

    def test_an_agency_that_no_longer_takes_part_loses_the_entry_and_nobody_else_does(self) -> None:
        desk = Desk()
        for calendar in (WHOLE, POLICE):
            desk.issue(entry(), calendar=calendar)
        without = entry(agencies=())
        theirs = desk.issue(without, calendar=POLICE, on=A_WEEK_ON)
        assert (change(theirs).change, only(theirs).entry.is_cancelled) == (ChangeOf.WITHDRAWN, True)
        assert only(theirs).sequence == START + 1
        ours = only(desk.issue(without, on=A_WEEK_ON))
        assert (ours.sequence, ours.entry.is_cancelled) == (START, False)

    def test_an_agency_that_takes_part_again_gets_a_number_above_its_own(self) -> None:
        desk = Desk()
        desk.issue(entry(), calendar=POLICE)
        desk.issue(entry(agencies=()), calendar=POLICE)
        back = desk.issue(entry(), calendar=POLICE)
        assert (only(back).sequence, change(back).change) == (START + 2, ChangeOf.RESTORED)
        assert desk.issue(entry(), calendar=POLICE).changes == ()

    def test_one_that_moved_meanwhile_comes_back_with_the_number_of_the_move(self) -> None:
        desk = Desk()
        for calendar in (WHOLE, POLICE):
            desk.issue(entry(), calendar=calendar)
        desk.issue(entry(agencies=()), calendar=POLICE)  # theirs alone: one number higher
        for day in (OTHER_DAY, date(2027, 3, 18)):
            desk.issue(entry(day=day, agencies=()))
        back = only(desk.issue(entry(day=date(2027, 3, 18)), calendar=POLICE))
        assert back.sequence == only(desk.issue(entry(day=date(2027, 3, 18)))).sequence == START + 3

    def test_one_that_moved_as_an_agency_left_it_keeps_its_number_elsewhere(self) -> None:
        desk = Desk()
        for calendar in (WHOLE, POLICE):
            desk.issue(entry(), calendar=calendar)
        moved = entry(day=OTHER_DAY, agencies=())
        desk.keep(desk.made([moved], [WHOLE, POLICE], on=A_WEEK_ON))
        assert only(desk.issue(moved, on=A_WEEK_ON)).sequence == START + 1
        back = desk.issue(entry(day=OTHER_DAY), calendar=POLICE, on=A_WEEK_ON)
        assert only(back).sequence == START + 2  # they were sent its end by the number of the move

    def test_a_new_one_is_given_what_others_have_had_for_long(self) -> None:
        desk = Desk()
        desk.issue(entry())
        assert only(desk.issue(entry(), calendar=POLICE, on=date(2027, 3, 1))).entry == entry()

    def test_what_is_called_off_today_is_told_to_a_new_one_too(self) -> None:
        desk = Desk()
        desk.issue(entry())
        told = desk.issue(entry(is_cancelled=True), calendar=POLICE, on=date(2027, 3, 1))
        assert (only(told).entry.is_cancelled, change(told).change) == (True, ChangeOf.CANCELLED)

    @pytest.mark.parametrize(
        "changed",
        [entry(is_cancelled=True), entry(day=date(2029, 1, 10))],
        ids=["called off", "moved out of the period"],
    )
    def test_one_that_is_issued_seldom_is_told_however_long_ago_another_was(self, changed: Entry) -> None:
        desk = Desk()
        for calendar in (WHOLE, POLICE):
            desk.issue(entry(), calendar=calendar)
        desk.issue(changed, on=A_WEEK_ON)
        long_after = A_WEEK_ON + timedelta(days=91)
        assert desk.issue(changed, on=long_after).outgoing == ()
        told = only(desk.issue(changed, calendar=POLICE, on=long_after))
        assert (told.entry, told.sequence) == (changed, START + 1)
        assert desk.issue(changed, calendar=POLICE, on=long_after).outgoing == ()  # once is enough

    def test_who_comes_after_the_grace_period_and_never_had_it_hears_nothing(self) -> None:
        desk = Desk()
        off = entry(is_cancelled=True)
        desk.issue(off)
        assert desk.issue(off, calendar=POLICE, on=A_WEEK_ON + timedelta(days=91)).outgoing == ()

    def test_a_number_that_another_calendar_raised_is_sent_again_to_those_who_have_the_lower(self) -> None:
        desk = Desk()
        for calendar in (WHOLE, POLICE):
            desk.issue(entry(), calendar=calendar)
        for day in (OTHER_DAY, entry().first):
            desk.issue(entry(day=day))
        again = desk.preview(entry(), calendar=POLICE, only_changes=True)
        assert (change(again).change, only(again).sequence) == (ChangeOf.AGAIN, START + 2)

    def test_calendars_made_together_share_a_line(self) -> None:
        desk = Desk()
        made = desk.made([entry()], [WHOLE, POLICE])
        assert [line.calendars for line in made.lines] == [("agency example-police", "whole")]


class TestHiddenExercises:
    """A no-notice exercise is in a calendar only where it was asked for by name."""

    NAMED = Selection(no_notice=("secret",))

    def test_one_issued_by_name_is_not_sent_as_cancelled_to_those_who_never_had_it(self) -> None:
        desk = Desk()
        desk.issue(entry("secret"), calendar=self.NAMED)
        everybody = desk.issue(entry("secret"), hidden=frozenset({"secret"}))
        assert (everybody.outgoing, everybody.changes) == ((), ())

    def test_those_who_had_it_are_told_of_its_move(self) -> None:
        desk = Desk()
        desk.issue(entry("secret"), calendar=self.NAMED)
        desk.issue(hidden=frozenset({"secret"}))
        assert change(desk.issue(entry("secret", OTHER_DAY), calendar=self.NAMED)).change is ChangeOf.MOVED

    def test_one_that_became_secret_is_neither_shown_nor_cancelled(self) -> None:
        desk = Desk()
        desk.issue(entry())
        after = desk.issue(entry(), hidden=frozenset({"live"}))
        assert (after.outgoing, after.changes) == ((), ())


class TestUnsureRecords:
    """A record that cannot be read is not one that was taken away."""

    @pytest.mark.parametrize("unsure", ["exampleshire", ""], ids=["of its authority", "of the register"])
    def test_nothing_is_sent_as_cancelled_and_it_is_said(self, unsure: str) -> None:
        desk = Desk()
        desk.issue(entry())
        made = desk.made([], [WHOLE], on=A_WEEK_ON, unsure=frozenset({unsure}))
        assert (made.calendars[0].outgoing, made.undecided, made.lines) == ((), ("Exercise live",), ())

    def test_what_is_on_record_and_only_left_a_calendar_is_taken_from_it(self) -> None:
        desk = Desk()
        desk.issue(entry(), calendar=POLICE)
        left = desk.issue(entry(agencies=()), calendar=POLICE, unsure=frozenset({"exampleshire"}))
        assert change(left).change is ChangeOf.WITHDRAWN

    def test_another_authority_is_not_held_up(self) -> None:
        desk = Desk()
        desk.issue(entry())
        assert only(desk.issue(on=A_WEEK_ON, unsure=frozenset({"eastshire"}))).entry.is_cancelled

    def test_one_that_is_called_off_on_record_is_sent_as_cancelled_all_the_same(self) -> None:
        desk = Desk()
        desk.issue(entry())
        found = desk.issue(entry(is_cancelled=True), unsure=frozenset({"exampleshire"}))
        assert only(found).entry.is_cancelled


class TestLedgers:
    """Merged, lost and damaged ledgers."""

    def test_of_two_branches_the_higher_number_wins_whatever_the_order_of_lines(self) -> None:
        one = Desk()
        one.issue(entry())
        other = Desk()
        other.ledger = one.ledger
        one.issue(entry(day=OTHER_DAY))
        one.issue(entry(day=date(2027, 3, 18)))
        other.issue(entry(title="Renamed"))
        merged = frozenset((*one.ledger.lines, *other.ledger.lines))
        for lines in (sorted(merged, key=str), sorted(merged, key=str, reverse=True)):
            one.ledger = Ledger(lines=tuple(lines), digest="merged")
            out = only(one.preview(entry(day=date(2027, 3, 18)), on=A_WEEK_ON))
            assert (out.sequence, out.entry.first) == (START + 2, date(2027, 3, 18))

    def test_two_branches_that_gave_one_number_to_two_days_are_settled_by_a_higher_one(self) -> None:
        one = Desk()
        one.issue(entry())
        other = Desk()
        other.ledger = one.ledger
        one.issue(entry(day=OTHER_DAY))
        other.issue(entry(day=date(2027, 3, 18)))
        one.ledger = Ledger(lines=(*one.ledger.lines, *other.ledger.lines), digest="merged")
        for day in (OTHER_DAY, date(2027, 3, 18)):
            assert only(one.preview(entry(day=day))).sequence == START + 2
            assert only(one.preview(entry(day=day), only_changes=True)).sequence == START + 2
        one.issue(entry(day=OTHER_DAY))
        assert only(one.issue(entry(day=OTHER_DAY))).sequence == START + 2  # settled once

    def test_a_lost_ledger_starts_above_every_number_that_was_given(self) -> None:
        desk = Desk()
        before = [only(desk.issue(one)).sequence for one in (entry(), entry(day=OTHER_DAY), entry())]
        desk.ledger = Ledger()
        assert only(desk.issue(entry(), on=A_WEEK_ON)).sequence > max(before)

    def test_a_line_that_cannot_be_read_makes_what_stands_before_it_doubtful(self) -> None:
        desk = Desk()
        desk.issue(entry())
        fault = LedgerFault(line=2, message="is no line of the ledger")
        desk.ledger = replace(desk.ledger, faults=(fault,), doubtful=1)
        rebuilt = only(desk.issue(entry(), on=A_WEEK_ON))
        assert rebuilt.sequence == START + 7  # the day's own number, and not one above a number that may be lost
        assert only(desk.issue(entry(), on=OTHER_DAY, first=A_WEEK_ON)) == rebuilt  # once, not at every issue

    @pytest.mark.parametrize("later", [(entry(),), (), (entry(is_cancelled=True),)], ids=["on", "gone", "called off"])
    def test_what_is_doubtful_is_sent_with_the_changes_above_what_may_be_lost(self, later: tuple[Entry, ...]) -> None:
        desk = Desk()
        desk.issue(entry())
        desk.issue(*later)
        desk.ledger = replace(desk.ledger, doubtful=len(desk.ledger.lines))
        again = desk.preview(*later, on=A_WEEK_ON, only_changes=True)
        assert (change(again).change, only(again).sequence) == (ChangeOf.AGAIN, START + 7)

    @pytest.mark.parametrize("is_reversed", [False, True])
    def test_of_several_doubtful_lines_any_can_be_the_one_that_stands(self, is_reversed: bool) -> None:
        desk = Desk()
        desk.issue(entry())
        desk.issue(entry(day=OTHER_DAY))
        lines = desk.ledger.lines
        desk.ledger = replace(desk.ledger, lines=tuple(reversed(lines)) if is_reversed else lines, doubtful=2)
        assert only(desk.preview(entry(day=OTHER_DAY), on=A_WEEK_ON)).sequence == START + 7

    def test_lines_that_tell_only_of_one_calendars_loss_stand_in_no_order(self) -> None:
        desk = Desk()
        desk.issue(entry(), calendar=POLICE)
        for agencies in ((), ("example-police",), ()):
            desk.issue(entry(agencies=agencies), calendar=POLICE)
        lost = [line for line in desk.ledger.lines if line.withdrawn]  # all that is left of a damaged ledger
        assert len(lost) == 2
        pasts = [History(Ledger(lines=lines)).of(entry().identity) for lines in (tuple(lost), tuple(reversed(lost)))]
        assert [past.stands.sequence for past in pasts if past is not None] == [START + 3, START + 3]

    def test_what_stands_after_it_is_trusted(self) -> None:
        desk = Desk()
        desk.issue(entry())
        fault = LedgerFault(line=1, message="is no line of the ledger")
        desk.ledger = replace(desk.ledger, faults=(fault,), doubtful=0)
        assert only(desk.issue(entry(), on=A_WEEK_ON)).sequence == START


class TestIdentifiers:
    """Once issued, an identifier stays."""

    def test_a_renamed_forum_changes_nothing_that_was_issued(self) -> None:
        desk = Desk()
        before = desk.issue(entry())
        desk.forum = "Another Forum"
        after = desk.issue(entry(), entry("new"))
        assert after.outgoing[0] == only(before)
        assert after.outgoing[1].uid == "new.exercise@example-resilience-forum.comah"
        assert after.identifier == before.identifier == "calendar.whole@example-resilience-forum.comah"

    def test_of_two_names_that_were_issued_the_earlier_stays(self) -> None:
        desk = Desk()
        desk.issue(entry())
        (line,) = desk.ledger.lines
        later = replace(line, uid="live.exercise@a-later-name.comah", revised_at=midnight(A_WEEK_ON))
        for lines in ((line, later), (later, line)):
            assert domain_of("Third Forum", lines) == "example-resilience-forum.comah"

    def test_a_forum_whose_name_has_no_letters_has_a_domain(self) -> None:
        assert domain_of("???") == "register.comah"

    def test_the_order_of_entries_says_nothing(self) -> None:
        desk = Desk()
        many = [entry(name, date(2027, 1, 1) + timedelta(days=number)) for number, name in enumerate("abcde")]
        assert desk.preview(*many).outgoing == desk.preview(*reversed(many)).outgoing

    def test_two_records_never_share_an_identifier(self) -> None:
        desk = Desk()
        found = desk.preview(entry("Duty Officer"), entry("duty-officer"), entry("duty officer"))
        assert len({out.uid for out in found.outgoing}) == 3

    def test_an_identifier_that_another_entry_was_given_is_not_given_again(self) -> None:
        desk = Desk()
        desk.issue(entry("old"))
        (line,) = desk.ledger.lines
        desk.ledger = replace(desk.ledger, lines=(replace(line, uid="live.exercise@example-resilience-forum.comah"),))
        found = desk.preview(entry("old"), entry("live"))
        assert len({out.uid for out in found.outgoing}) == 2

    @pytest.mark.parametrize("is_reversed", [False, True])
    def test_two_records_that_a_damaged_ledger_gives_one_identifier_have_one_each(self, is_reversed: bool) -> None:
        desk = Desk()
        desk.issue(entry("live"), entry("old"))
        lines = tuple(replace(line, uid="live.exercise@example.comah") for line in desk.ledger.lines)
        desk.ledger = replace(desk.ledger, lines=tuple(reversed(lines)) if is_reversed else lines)
        uids = {out.entry.identity[0]: out.uid for out in desk.issue(entry("live")).outgoing}
        assert uids == {"live": "live.exercise@example.comah", "old": "old.exercise@example.comah"}
        after = {out.entry.identity[0]: out.uid for out in desk.issue(entry("live")).outgoing}
        assert after == uids


def test_changes_alone_are_sent_and_entered() -> None:
    desk = Desk()
    desk.issue(entry(), entry("other"))
    made = desk.made([entry(day=OTHER_DAY), entry("other")], [WHOLE], on=A_WEEK_ON, only_changes=True)
    (calendar,) = made.calendars
    assert [out.entry.identity[0] for out in calendar.outgoing] == ["live"]
    assert calendar.name == "External plans: Example Resilience Forum, changes"
    assert calendar.identifier == "calendar.whole.changes@example-resilience-forum.comah"
    desk.keep(made)
    assert desk.preview(entry(day=OTHER_DAY), entry("other"), on=A_WEEK_ON).changes == ()


def test_a_history_knows_the_calendars_that_were_issued() -> None:
    desk = Desk()
    desk.keep(desk.made([entry()], [WHOLE, POLICE]))
    assert History(desk.ledger).calendars() == {"whole", "agency example-police"}
