"""Who is on call at an instant, until when, what has to be known of it, and what comes next."""

from __future__ import annotations

from datetime import date

import pytest
from oncall_rota import COVER, NIGHT, PEOPLE, ROLES, ROTA, Rota, at

from comah.model.journal import JournalLine
from comah.model.moment import Moment
from comah.model.oncall_page import RotaChange
from comah.oncall.following import following
from comah.oncall.grid import GridScope, grid_page
from comah.oncall.history import days_between, person_history, turn_history
from comah.oncall.on_duty import call_downs, on_duty
from comah.oncall.pages import at_page, next_page, now_page
from comah.oncall.sheet import sheet_page
from comah.oncall.turns import turns_of


def test_who_is_on_call_in_the_night_until_when_and_who_is_rung_next() -> None:
    rows = [(one.role_name, one.seat, one.post, one.until_words, one.when_rung) for one in on_duty(Rota().watch)]
    assert rows == [
        ("Duty officer", 1, "EP Officer A", "until Mon 23 Nov 09:00", ""),
        ("Duty officer", 2, "EP Officer B", "", "if no answer in 15 min"),
        ("Tactical", 1, "Division Mgr B", "until Mon 23 Nov 09:00", ""),
        ("Strategic", 1, "Director A", "until Mon 23 Nov 09:00", ""),
    ]


def test_a_sound_turn_has_nothing_to_be_known_of_it() -> None:
    row = Rota().duty("duty-officer")
    assert (row.flags, row.is_wrong, row.decided, row.shift) == ((), False, "shift", "2026-w47-duty-officer-1")
    assert str(row.source) == "halton/oncall/rota-2026.toml:5"


def test_who_covers_holds_the_telephone_also_where_it_breaks_the_rest_rule() -> None:
    row = Rota().duty("tactical")
    assert (row.person, row.decided, row.is_wrong) == ("division-b", "cover", False)
    assert row.flags == ("covering Division Mgr D, agreed Fri 16:40", "breaks rest rule")


@pytest.mark.parametrize(
    ("second", "post", "decided"),
    [
        ("16:59:59", "Division Mgr D", "shift"),
        ("17:00:00", "Division Mgr B", "cover"),
    ],
)
def test_cover_begins_to_the_second(second: str, post: str, decided: str) -> None:
    row = Rota(at(f"2026-11-20T{second}+00:00")).duty("tactical")
    assert (row.post, row.decided) == (post, decided)


@pytest.mark.parametrize(
    ("second", "post"), [("2026-11-23T08:59:59", "EP Officer A"), ("2026-11-23T09:00:00", "EP Officer C")]
)
def test_a_handover_is_to_the_second(second: str, post: str) -> None:
    assert Rota(at(f"{second}+00:00")).duty("duty-officer").post == post


def test_a_swap_gives_the_whole_turn_and_the_last_one_agreed_counts() -> None:
    swaps = """
[[swaps]]
shift = "2026-w47-duty-officer-1"
person = "officer-c"
agreed_at = 2026-11-12
agreed_by = "emergency planning manager"
[[swaps]]
shift = "2026-w47-duty-officer-1"
person = "officer-b"
agreed_at = 2026-11-10
"""
    row = Rota(rota_2026=ROTA + swaps).duty("duty-officer")
    assert (row.post, row.decided) == ("EP Officer C", "swap")
    assert row.flags[0] == "took it from EP Officer B, agreed 12 Nov 2026 by emergency planning manager"


def test_cover_of_a_swapped_turn_is_for_who_it_was_swapped_to() -> None:
    swap = '[[swaps]]\nshift = "2026-w47-tactical-1"\nperson = "division-b"\nagreed_at = 2026-11-10\n'
    cover = COVER.replace('"division-b"', '"division-d"').replace("agreed_at", "# agreed_at")
    row = Rota(rota_2026=ROTA + swap + cover).duty("tactical")
    assert row.flags[0] == "covering Division Mgr B, agreed, on a day not on record"


def test_a_lapsed_course_is_said_and_that_nobody_else_could_take_it() -> None:
    row = Rota().duty("strategic")
    assert row.flags == ("course lapsed 31 Oct 2026 (Strategic course)", "no other cover")
    assert row.is_wrong


def test_a_lapsed_course_names_who_could_take_it() -> None:
    other = '{ id = "director-b", post = "Director B", roles = ["strategic"], training = [\n'
    other += '    { course = "strategic", passed_on = 2026-01-10 } ] },\n]'
    people = PEOPLE.rstrip().removesuffix("]") + other
    assert Rota(people=people).duty("strategic").flags[-1] == "could take it: Director B"


def test_a_course_that_lapses_within_the_turn_is_said_and_nobody_has_to_be_found_yet() -> None:
    row = Rota(people=PEOPLE.replace("2023-10-31", "2023-11-22")).duty("strategic")
    assert (row.flags, row.is_wrong) == (("a course lapses before 23 Nov 2026",), False)


def test_an_exercise_played_in_counts_where_the_course_says_so() -> None:
    played = {"exercises/autumn": 'players = ["Director A"]\nheld_on = 2026-11-05\n'}
    assert Rota(records=played).duty("strategic").is_wrong
    counts = ROLES.replace("valid_months = 36 }", "valid_months = 36, played_in_counts = true }")
    assert Rota(records=played, roles=counts).duty("strategic").flags == ()


def test_who_has_the_turn_and_is_away_is_said() -> None:
    away = 'roles = ["duty-officer"], away = [{ from = 2026-11-21, to = 2026-11-22 }] }'
    people = PEOPLE.replace('roles = ["duty-officer"] }', away, 1)
    row = Rota(people=people).duty("duty-officer")
    assert (row.flags, row.is_wrong) == (("is away", "nobody else could take it: ring the second"), True)


def test_who_will_be_away_before_the_turn_ends_can_still_be_rung() -> None:
    away = 'roles = ["duty-officer"], away = [{ from = 2026-11-23, to = 2026-11-24 }] }'
    row = Rota(people=PEOPLE.replace('roles = ["duty-officer"] }', away, 1)).duty("duty-officer")
    assert (row.flags, row.is_wrong) == (("away before the turn ends",), False)


def test_a_turn_of_a_role_that_roles_toml_does_not_have_is_shown_all_the_same() -> None:
    roles = ROLES.replace('id = "tactical"', 'id = "gold"')
    shift = '    { id = "makeshift", role = "tactical", person = "division-b",'
    shift += ' from = "2026-11-20 09:00", to = "2026-11-23 09:00" },\n]'
    row = Rota(roles=roles, rota_2026=ROTA.rstrip().removesuffix("]") + shift).duty("tactical")
    assert (row.post, row.flags, row.is_wrong) == ("Division Mgr B", ("the role is not in roles.toml",), True)


def test_who_has_the_turn_and_is_no_longer_in_people_toml_is_said() -> None:
    people = "\n".join(line for line in PEOPLE.split("\n") if "officer-a" not in line)
    row = Rota(people=people, rota_2026=ROTA).duty("duty-officer")
    assert (row.post, row.flags[0], row.is_wrong) == ("officer-a", "is not in people.toml", True)


def test_an_explicit_gap_is_nobody_with_its_reason() -> None:
    row = Rota(at("2026-11-24T12:00:00+00:00")).duty("strategic")
    assert (row.post, row.decided, row.is_wrong) == ("NOBODY", "shift", True)
    assert row.flags == ("1 lapsed", "no other cover")


def test_cover_by_nobody_is_a_gap_too() -> None:
    cover = '[[cover]]\nshift = "2026-w47-duty-officer-1"\nfrom = "2026-11-21 00:00"\nnote = "taken ill"\n'
    row = Rota(rota_2026=ROTA + cover).duty("duty-officer")
    assert row.post == "NOBODY"
    assert row.flags == (
        "EP Officer A does not have it, agreed, on a day not on record",
        "taken ill",
        "nobody else could take it: ring the second",
    )


def test_a_time_that_the_rota_does_not_reach_is_nobody_s_and_names_who_could_take_it() -> None:
    row = Rota(at("2027-02-01T12:00:00+00:00")).duty("tactical")
    assert (row.post, row.until_words, row.shift) == ("NOBODY", "and no turn follows", "")
    assert row.flags == ("the rota has no turn for this time", "could take it: Division Mgr B, Division Mgr D")
    strategic = Rota(at("2027-02-01T12:00:00+00:00")).duty("strategic")
    assert strategic.flags == ("the rota has no turn for this time", "no other cover")  # the only one has lapsed


def test_in_office_hours_the_office_answers_but_not_at_a_bank_holiday() -> None:
    hours = 'office_hours = [{ days = ["tuesday", "friday"], from = "08:00", to = "18:00" }]\nsecond = true\n'
    roles = ROLES.replace("second = true\n", hours, 1)
    assert Rota(at("2026-11-20T17:59:59+00:00"), roles=roles).duty("duty-officer").flags == (
        "the office answers until Fri 18:00",
    )
    assert Rota(at("2026-11-20T18:00:00+00:00"), roles=roles).duty("duty-officer").flags == ()
    christmas = Rota(at("2026-12-25T12:00:00+00:00"), roles=roles).duty("duty-officer")
    assert not any("office" in flag for flag in christmas.flags)


def test_a_list_is_rung_in_its_order_without_those_who_are_away() -> None:
    (down,) = call_downs(Rota().watch)
    assert (down.posts, down.words) == (
        ("Rest C", "Rest A", "Rest B"),
        "call-down list, 3 posts, ring in order",
    )
    assert down.flags == ()
    people = PEOPLE.replace('post = "Rest C"', 'post = "Rest C", away = [{ from = 2026-11-20 }]')
    (down,) = call_downs(Rota(people=people).watch)
    assert (down.posts, down.flags) == (("Rest A", "Rest B"), ("2 of the 3 that the role needs",))


def test_a_list_with_nobody_on_it_says_so() -> None:
    people = PEOPLE.replace('"rest-centre"', '"tactical"')
    (down,) = call_downs(Rota(people=people, roles=ROLES.replace('"rest-c", "rest-a"', "")).watch)
    assert down.words == "NOBODY on its list"


def test_the_next_handover_names_every_place_that_changes_and_nobody_in_capitals() -> None:
    (answer,) = now_page(Rota().watch, Rota().head()).answers
    assert answer.following_words == (
        "Mon 09:00 Duty officer first EP Officer C, Duty officer second NOBODY, "
        "Tactical Division Mgr D, Strategic NOBODY"
    )
    assert [one.note for one in answer.following] == ["", "no turn on the rota", "", ""]


def test_what_follows_says_when_cover_begins_and_ends() -> None:
    cover = COVER.rstrip() + '\nto = "2026-11-22 09:00"\n'
    rota = Rota(at("2026-11-19T12:00:00+00:00"), rota_2026=ROTA + cover)
    found = [one for one in following(rota.watch, most=4) if one.role == "tactical"]
    assert [(one.at_words, one.post, one.note) for one in found] == [
        ("Fri 20 Nov 17:00", "Division Mgr B", "covering"),
        ("Sun 22 Nov 09:00", "Division Mgr D", "the cover ends"),
        ("Mon 23 Nov 09:00", "Division Mgr D", "the same again"),
        ("Mon 30 Nov 09:00", "NOBODY", "no turn on the rota"),
    ]


def test_next_is_of_one_role_where_it_is_named_and_says_how_far_the_rota_reaches() -> None:
    rota = Rota()
    page = next_page(rota.watch, rota.head(), role="tactical", most=2)
    assert [one.at_words for one in page.rows] == ["Mon 23 Nov 09:00", "Mon 30 Nov 09:00"]
    assert page.ends == ("Tactical: turns until Mon 30 Nov 09:00",)
    later = Rota(at("2027-02-01T12:00:00+00:00"))
    assert next_page(later.watch, later.head(), role="tactical").ends == ("Tactical: no turn now",)


def test_a_time_that_the_clocks_show_twice_is_answered_twice() -> None:
    cover = '[[cover]]\nshift = "2026-w43-tactical-1"\nperson = "division-b"\nfrom = "2026-10-25 01:30 GMT"\n'
    shift = '    { id = "2026-w43-tactical-1", role = "tactical", person = "division-d" },\n]'
    rota = Rota(rota_2026=ROTA.rstrip().removesuffix("]") + shift + "\n" + cover)
    page = at_page(rota.watch, rota.head(), Moment.read("2026-10-25 01:30"))
    assert [one.at_words for one in page.answers] == ["Sun 25 Oct 2026 01:30:00 BST", "Sun 25 Oct 2026 01:30:00 GMT"]
    holders = [next(row.post for row in one.rows if row.role == "tactical") for one in page.answers]
    assert holders == ["Division Mgr D", "Division Mgr B"]
    assert "Add BST or GMT" in page.note
    (alone,) = at_page(rota.watch, rota.head(), Moment.read("2026-10-25 01:30 GMT")).answers
    assert alone.at_words == "Sun 25 Oct 2026 01:30:00 GMT"


def test_a_time_that_the_clocks_skip_is_answered_as_the_first_moment_after() -> None:
    rota = Rota()
    page = at_page(rota.watch, rota.head(), Moment.read("2027-03-28 01:30"))
    assert [one.at_words for one in page.answers] == ["Sun 28 Mar 2027 02:00:00 BST"]
    assert page.note == "The clocks go forward over this time: it is answered as the first moment after."


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (RotaChange(), "No journal says when the rota was changed; verbal swaps are not here."),
        (
            RotaChange(at="2026-11-20T16:40:31+00:00"),
            "Rota changed Fri 20 Nov 16:40; later verbal swaps are not here.",
        ),
        (
            RotaChange(at="2025-11-20T16:40:31+00:00", is_by_hand=True),
            "Rota changed Thu 20 Nov 2025 16:40, and a file by hand since; later verbal swaps are not here.",
        ),
    ],
)
def test_a_page_says_when_the_rota_was_last_changed(change: RotaChange, words: str) -> None:
    assert Rota().head(change).changed == words


def test_a_page_says_where_the_numbers_are() -> None:
    assert Rota().head().numbers == "Numbers: sheet 47 at the contact centre, or --private"
    bare = Rota(roles=ROLES.replace('numbers_at = "sheet 47 at the contact centre"\n', ""))
    assert bare.head().numbers == "Numbers: --private"


def test_the_grid_shows_each_turn_with_its_parts_and_what_is_not_on_the_rota() -> None:
    rota = Rota()
    page = grid_page(rota.watch, rota.head(), GridScope(first=date(2026, 11, 16), weeks=2))
    assert [column.words for column in page.columns] == [
        "Duty officer first",
        "Duty officer second",
        "Tactical",
        "Strategic",
    ]
    assert [(row.words, tuple(cell.words if cell else None for cell in row.cells)) for row in page.rows] == [
        (
            "Mon 16 Nov 2026",
            (
                "EP Officer A",
                "EP Officer B",
                "Division Mgr D; Division Mgr B from Fri 20 Nov 17:00",
                "Director A",
            ),
        ),
        ("Mon 23 Nov 2026", ("EP Officer C", "NOBODY (not on the rota)", "Division Mgr D", "NOBODY")),
    ]
    assert page.title == "16 Nov 2026 to 29 Nov 2026"


def test_the_grid_of_one_person_has_only_their_turns() -> None:
    rota = Rota()
    scope = GridScope(first=date(2026, 11, 9), weeks=4, person="division-b")
    page = grid_page(rota.watch, rota.head(), scope)
    found = {row.words: [cell.shift for cell in row.cells if cell] for row in page.rows}
    assert found == {"Mon 9 Nov 2026": ["2026-w46-tactical-1"], "Mon 16 Nov 2026": ["2026-w47-tactical-1"]}


def test_the_grid_has_a_row_for_each_day_on_which_turns_begin() -> None:
    roles = ROLES.replace('name = "Strategic"', 'name = "Strategic"\nhandover_day = "friday"')
    rota = Rota(roles=roles)
    page = grid_page(rota.watch, rota.head(), GridScope(first=date(2026, 11, 16), weeks=1))
    assert [row.words for row in page.rows] == ["Mon 16 Nov 2026", "Fri 20 Nov 2026"]
    assert page.rows[0].cells[3] is None
    assert page.rows[1].cells[:3] == (None, None, None)


def test_history_of_a_turn_says_who_held_it_and_who_agreed() -> None:
    rota = Rota()
    turn = next(one for one in turns_of(rota.oncall) if one.shift.id == "2026-w47-tactical-1")
    page = turn_history(rota.watch, rota.head(), turn, ())
    assert [(one.words, one.post, one.note) for one in page.pieces] == [
        ("Mon 16 Nov 2026 09:00 to Fri 20 Nov 2026 17:00", "Division Mgr D", ""),
        (
            "Fri 20 Nov 2026 17:00 to Mon 23 Nov 2026 09:00",
            "Division Mgr B",
            "covers Division Mgr D, agreed Fri 20 Nov 2026 16:40",
        ),
    ]
    assert page.held_words == "Altogether 168 hours"


def test_history_names_the_journal_s_lines_of_a_post_and_not_of_one_whose_name_begins_alike() -> None:
    rota = Rota(people=PEOPLE.replace("EP Officer A", "EP Officer 1").replace("EP Officer B", "EP Officer 12"))
    said = ("2026-w47-duty-officer-1: EP Officer 12 for NOBODY", "EP Officer 1 away from 1 Dec 2026", "officer-a, too")
    lines = tuple(JournalLine(when="", by="", what="", file="", summary=one) for one in said)
    span = days_between(date(2026, 11, 1), date(2026, 11, 30))
    page = person_history(rota.watch, rota.head(), "officer-a", lines, span)
    assert [one.summary for one in page.lines] == [said[1], said[2]]


def test_history_of_a_person_has_their_parts_of_turns_whole() -> None:
    rota = Rota()
    span = days_between(date(2026, 11, 14), date(2026, 11, 21))
    page = person_history(rota.watch, rota.head(), "division-b", (), span)
    assert [(one.shift, one.decided) for one in page.pieces] == [
        ("2026-w46-tactical-1", "shift"),
        ("2026-w47-tactical-1", "cover"),
    ]
    assert page.title == "Division Mgr B"
    assert page.held_words == "Altogether 232 hours; looked at from 14 Nov 2026 to 21 Nov 2026"


def test_the_sheet_shows_the_whole_week_from_its_first_minute_to_its_last() -> None:
    rota = Rota()
    page = sheet_page(rota.watch, rota.head(), date(2026, 11, 16))
    tactical = [(one.words, one.post) for one in page.pieces if one.role == "tactical"]
    assert tactical == [
        ("Mon 16 Nov 2026 00:00 to Mon 16 Nov 2026 09:00", "Division Mgr B"),
        ("Mon 16 Nov 2026 09:00 to Fri 20 Nov 2026 17:00", "Division Mgr D"),
        ("Fri 20 Nov 2026 17:00 to Mon 23 Nov 2026 00:00", "Division Mgr B"),
    ]
    assert page.title == "On call: Monday 16 Nov 2026 to Sunday 22 Nov 2026"
    assert page.printed == "Printed as at Sat 21 Nov 2026 03:10:22 GMT"
    assert page.ring_on == ("Duty officer: ring the second after 15 min without an answer",)


def test_the_sheet_of_a_week_to_come_rings_who_is_there_then() -> None:
    people = PEOPLE.replace('post = "Rest C"', 'post = "Rest C", away = [{ from = 2026-11-24, to = 2026-12-24 }]')
    rota = Rota(NIGHT, people=people)
    posts = [
        sheet_page(rota.watch, rota.head(), day).call_down[0].posts for day in (date(2026, 11, 16), date(2026, 11, 30))
    ]
    assert posts == [("Rest C", "Rest A", "Rest B"), ("Rest A", "Rest B")]


def test_the_sheet_says_who_is_away_but_not_whose_course_has_lapsed() -> None:
    people = PEOPLE.replace('roles = ["tactical"] }', 'roles = ["tactical"], away = [{ from = 2026-11-27 }] }')
    rota = Rota(NIGHT, people=people)
    pieces = sheet_page(rota.watch, rota.head(), date(2026, 11, 23)).pieces
    notes = {(one.role, one.post): one.note for one in pieces if one.post != "NOBODY"}
    assert notes["tactical", "Division Mgr D"] == "Division Mgr D is away"
    assert notes["strategic", "Director A"] == ""
