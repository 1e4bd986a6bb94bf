"""What an authority has set itself: intervals and recurrences, shown apart from the law."""

from __future__ import annotations

import pytest
from register_text import AsAt, day, register

BOARD = '[[local_duties]]\nid = "board-report"\ntitle = "Report to the board"\n'


def board(on: str, keys: str) -> tuple[str, str, str]:
    return AsAt(on, {"authority": BOARD + keys}).position("board-report", "")


@pytest.mark.parametrize(
    ("every", "due"),
    [
        ("1 year", "2027-02-03"),
        ("6 months", "2026-08-03"),
        ("2 weeks", "2026-02-17"),
        ("90 days", "2026-05-04"),
        ("FREQ=YEARLY;BYMONTH=6,12;BYDAY=1WE", "2026-06-03"),
        ("FREQ=YEARLY;BYMONTH=2;BYDAY=2SA", "2026-02-14"),
        ("FREQ=MONTHLY;BYMONTHDAY=3", "2026-03-03"),
        ("first Wednesday of June and December", "2026-06-03"),
        ("second Saturday in February", "2026-02-14"),
        ("the 3rd of every month", "2026-03-03"),
        ("The last Friday of March, June and September", "2026-03-27"),
        ("last day of each month", "2026-02-28"),
    ],
)
def test_a_local_duty_comes_again_after_it_was_last_done(every: str, due: str) -> None:
    assert board("2026-02-04", f'every = "{every}"\nlast_on = 2026-02-03') == ("due", due, due)


def test_a_local_duty_on_both_sides_of_its_day() -> None:
    keys = 'every = "1 year"\nlast_on = 2026-02-03'
    assert board("2027-02-03", keys)[0] == "due"
    late = AsAt("2027-02-04", {"authority": BOARD + keys}).duty("board-report", "")
    assert (late.status.value, late.days_overdue, late.standing.value) == ("overdue", 1, "local")
    assert "local, not law" in late.reason


def test_a_local_duty_done_on_a_day_not_known() -> None:
    keys = 'every = "1 year"\nlast_on = "2026-02"'
    assert board("2027-02-01", keys) == ("due", "2027-02-01", "2027-02-28")
    assert board("2027-02-02", keys)[0] == "may-be-overdue"
    assert board("2027-03-01", keys)[0] == "overdue"
    assert board("2026-03-01", keys.replace("1 year", "FREQ=MONTHLY;BYMONTHDAY=20")) == (
        "may-be-overdue",
        "2026-02-20",
        "2026-03-20",
    )


def test_a_local_duty_never_done_or_without_a_period_is_unknown() -> None:
    assert board("2026-11-21", 'every = "1 year"') == ("unknown", "", "")
    assert board("2026-11-21", "last_on = 2026-02-03") == ("unknown", "", "")
    assert board("2026-02-02", 'every = "1 year"\nlast_on = 2026-02-03') == ("unknown", "", "")


@pytest.mark.parametrize("every", ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "30th of February"])
def test_a_rule_that_names_no_day_is_unknown(every: str) -> None:
    assert board("2026-11-21", f'every = "{every}"\nlast_on = 2026-02-03') == ("unknown", "", "")


@pytest.mark.parametrize(
    "every", ["first Wednesday", "the 32nd of every month", "Juneteenth", "first Wednesday of Jun"]
)
def test_words_that_name_no_day_are_a_fault(every: str) -> None:
    book = register({"authority": f'{BOARD}every = "{every}"\n'})
    assert [one.key for one in book.problems] == ["local_duties[0].every"]


def test_a_local_duty_says_what_it_counts_from() -> None:
    found = AsAt("2026-11-21", {"authority": BOARD + "last_on = 2026-02-03"}).duty("board-report", "")
    assert found.trigger is not None
    assert (day(found.trigger.earliest), found.trigger.key, found.title) == (
        "2026-02-03",
        "last_on",
        "Report to the board",
    )
