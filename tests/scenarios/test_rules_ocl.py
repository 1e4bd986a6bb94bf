"""Rules on who is on call: each fires, does not fire, and its boundary day.

Turns run from Monday 09:00 to Monday 09:00. As at Saturday 21 November 2026 the 90 days end with 19 February
2027; week 47 began on 16 November, week 48 begins on the 23rd.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from oncall_text import CALLS, PEOPLE, ROLES, ROTA, ROTA_2027, call, cover, person, role, swap, turn
from rule_findings import found_of, kinds, lines

ON = "2026-11-21"
TWO = role("tactical") + role("strategic")
TACTICAL = role("tactical")
PAIR = role("tactical", "second = true")


def records(rota: str, people: str = person("a") + person("b"), roles: str = TACTICAL, **more: str) -> dict[str, str]:
    named = {name.replace("__", "/").replace("_", "-"): text for name, text in more.items()}
    return {ROLES: roles, PEOPLE: people, ROTA: rota} | named


def said(code: str, given: dict[str, str], on: str = ON) -> list[str]:
    return [f"{one.severity.value}: {one.raised.message}" for one in found_of(code, on, given)]


def since(code: str, given: dict[str, str], on: str = ON) -> list[str]:
    return [str(one.raised.since) for one in found_of(code, on, given)]


def whole_year(*who: str) -> dict[str, str]:
    """Return turns of week 43 of 2026 to week 8 of 2027, in the order of those who share them."""
    turns = [(2026, week) for week in range(43, 54)] + [(2027, week) for week in range(1, 9)]
    texts = {2026: "", 2027: ""}
    for number, (year, week) in enumerate(turns):
        texts[year] += turn(week, who[number % len(who)], year=year)
    return {ROLES: TACTICAL, PEOPLE: "".join(map(person, sorted(set(who)))), ROTA: texts[2026], ROTA_2027: texts[2027]}


def test_what_stands_behind_each_rule() -> None:
    assert kinds("OCL") == {
        "OCL001": "practice warning",
        "OCL002": "practice warning",
        "OCL003": "local warning",
        "OCL004": "practice warning",
        "OCL005": "local warning",
        "OCL006": "practice warning",
        "OCL007": "local warning",
        "OCL008": "local warning",
        "OCL009": "local warning",
        "OCL010": "practice warning",
        "OCL011": "practice warning",
        "OCL012": "local warning",
    }


def test_an_authority_without_on_call_records_has_no_findings_of_them() -> None:
    given = {"establishments/northbank": "", "exercises/one": 'planned_on = 2026-12-02\nplayers = ["tactical"]'}
    assert [*lines(ON, given, "OCL"), *lines(ON, given, "TRN")] == []


def test_a_whole_rota_of_four_is_in_order() -> None:
    assert lines(ON, whole_year("a", "b", "c", "d"), "OCL") == []


def test_a_council_in_november() -> None:
    given = records(turn(47, "a") + turn(48) + turn(49, "a"), roles=role("tactical", "minimum_gap_days = 14"))
    assert lines(ON, given, "OCL") == [
        "warning OCL008 2026-w49-tactical-1: A begins a turn as tactical 7 days after the last, 14 asked for",
        "warning OCL001 tactical: not on the rota from Mon 7 Dec 2026 09:00",
        "warning OCL001 2026-w48-tactical-1: tactical: nobody Mon 23 Nov 2026 09:00 to Mon 30 Nov 2026 09:00",
        "note OCL006 a: A is on call for 67% of the time, more than 30%",
    ]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2026-11-14 09:00", "2026-11-21 00:00", False),
        ("2026-11-14 09:00", "2026-11-21 00:01", True),  # a minute of today
        ("2027-02-19 23:59", "2027-02-26 09:00", True),  # a minute of the last of the 90 days
        ("2027-02-20 00:00", "2027-02-26 09:00", False),
    ],
)
@pytest.mark.parametrize("code", ["OCL002", "OCL003", "OCL004", "OCL008", "OCL010"])
def test_turns_over_and_turns_more_than_ninety_days_ahead_are_passed_over(
    code: str, start: str, end: str, found: bool
) -> None:
    """In the time given a has both places and another role besides, is away and untrained, and was on call before."""
    needs = ("second = true", "minimum_gap_days = 7", 'courses = [{ id = "command" }]')
    times = (f'from = "{start}"', f'to = "{end}"')
    before = turn(45, "a", f'from = "{_a_week_before(start)}"', f'to = "{start}"', of="strategic")
    rota = turn(46, "a", *times) + turn(46, "a", *times, place=2) + turn(46, "a", *times, of="strategic") + before
    roles = role("tactical", *needs) + role("strategic", "minimum_gap_days = 7")
    given = records(rota, person("a", f"away = [{{ from = {start[:10]} }}]", roles="tactical, strategic"), roles)
    assert bool(found_of(code, ON, given)) is found


def _a_week_before(time: str) -> str:
    return f"{date.fromisoformat(time[:10]) - timedelta(days=7)}{time[10:]}"


def test_a_turn_of_a_role_that_is_gone_is_a_fault_of_the_record_alone() -> None:
    gone = turn(48, "a", 'from = "2026-11-23 09:00"', 'to = "2026-11-30 09:00"', of="gone")
    given = records(gone, person("a", "away = [{ from = 2026-10-01 }]"), "")
    assert [one for one in lines(ON, given) if "OCL" in one] == []


# --- OCL001: nobody ------------------------------------------------------------------------------------


def nobody_in(week: int, year: int = 2026) -> dict[str, str]:
    """Return a whole rota with one turn that nobody has."""
    given = whole_year("a", "b", "c", "d")
    name = ROTA if year == 2026 else ROTA_2027
    lines = given[name].split("[[shifts]]")
    emptied = [part.rpartition("person")[0] + "\n" if f"{year}-w{week:02}-" in part else part for part in lines]
    return given | {name: "[[shifts]]".join(emptied)}


@pytest.mark.parametrize(
    ("on", "found"),
    [
        ("2026-11-08", False),  # week 6 of 2027 begins on Monday 8 February, 92 days later
        ("2026-11-09", False),  # 91 days
        ("2026-11-10", True),  # on the last of the 90 days
        ("2027-02-15", True),  # it ends today at 09:00
        ("2027-02-16", False),
    ],
)
def test_a_turn_that_nobody_has_within_ninety_days(on: str, found: bool) -> None:
    assert any("tactical: nobody" in one for one in said("OCL001", nobody_in(6, 2027), on)) is found


def test_the_reason_that_the_rota_gives_is_shown_with_who_could_take_it() -> None:
    given = records(turn(48, "", 'reason = "2 away"') + turn(49, "a"))
    (found,) = [one for one in found_of("OCL001", ON, given) if one.raised.subject == "2026-w48-tactical-1"]
    assert dict(found.raised.details) == {"Why": "2 away", "Could": "B, A"}
    assert str(found.raised.since) == "2026-11-23"


def test_a_turn_that_is_covered_in_part_lacks_the_rest() -> None:
    given = records(turn(48) + cover(48, "a", "2026-11-23 09:00", "2026-11-28 18:00"))
    assert said("OCL001", given)[-1] == "warning: tactical: nobody Sat 28 Nov 2026 18:00 to Mon 30 Nov 2026 09:00"


def test_a_holder_who_cannot_serve_is_another_rule() -> None:
    given = records(turn(47, "a") + turn(48, "a"), person("a", "until = 2026-11-24"))
    assert [one for one in said("OCL001", given) if "not on the rota" not in one] == []


@pytest.mark.parametrize(
    ("weeks", "found"),
    [
        ((48,), "warning: not on the rota now"),  # nothing until Monday
        ((47,), "warning: not on the rota from Mon 23 Nov 2026 09:00"),
        ((47, 48, 49, 50), "warning: not on the rota from Mon 14 Dec 2026 09:00"),
        ((47, 48, 49, 50, 51), "note: not on the rota from Mon 21 Dec 2026 09:00"),  # 30 days ahead
    ],
)
def test_weeks_that_are_not_on_the_rota(weeks: tuple[int, ...], found: str) -> None:
    assert found in said("OCL001", records("".join(turn(week, "a") for week in weeks)))


def test_weeks_not_on_the_rota_are_near_for_twenty_eight_days() -> None:
    given = records(turn(47, "a") + turn(48, "a", 'to = "2026-12-19 00:00"'))
    assert said("OCL001", given) == ["note: not on the rota from Sat 19 Dec 2026 00:00"]
    given = records(turn(47, "a") + turn(48, "a", 'to = "2026-12-18 23:59"'))
    assert said("OCL001", given) == ["warning: not on the rota from Fri 18 Dec 2026 23:59"]


def test_a_rota_that_begins_at_midnight_of_the_day_is_no_gap_before_it() -> None:
    given = records(turn(47, "a", 'to = "2026-11-21 00:00"'))
    assert said("OCL001", given) == ["warning: not on the rota now"]
    assert since("OCL001", given) == ["2026-11-21"]


def test_a_role_that_is_rung_down_a_list_has_no_turns_to_miss() -> None:
    given = records("", roles=role("tactical", "call_down = true", "publish_weeks_ahead = 8"))
    assert lines(ON, given, "OCL") == []


# --- OCL002, OCL010: twice at one time ------------------------------------------------------------------

BOTH = person("a", roles="tactical, strategic") + person("b", roles="tactical, strategic")


def test_somebody_is_on_call_twice() -> None:
    given = records(turn(48, "a") + turn(48, "a", of="strategic"), BOTH, TWO)
    assert said("OCL002", given) == [
        "warning: A is on call as strategic and as tactical Mon 23 Nov 2026 09:00 to Mon 30 Nov 2026 09:00"
    ]
    assert said("OCL010", given) == []
    assert said("OCL002", records(turn(48, "a") + turn(48, "b", of="strategic"), BOTH, TWO)) == []
    assert said("OCL002", records(turn(48, "a") + turn(49, "a", of="strategic"), BOTH, TWO)) == []


def test_cover_of_a_part_counts_for_that_part() -> None:
    rota = turn(48, "a") + turn(48, "b", of="strategic") + cover(48, "b", "2026-11-25 18:00", "2026-11-26 08:00")
    assert said("OCL002", records(rota, BOTH, TWO)) == [
        "warning: B is on call as strategic and as tactical Wed 25 Nov 2026 18:00 to Thu 26 Nov 2026 08:00"
    ]
    assert since("OCL002", records(rota, BOTH, TWO)) == ["2026-11-25"]


def test_second_is_first() -> None:
    given = records(turn(48, "a") + turn(48, "a", place=2), roles=PAIR)
    assert said("OCL010", given) == [
        "warning: A is first and second as tactical Mon 23 Nov 2026 09:00 to Mon 30 Nov 2026 09:00"
    ]
    assert said("OCL002", given) == []
    assert said("OCL010", records(turn(48, "a") + turn(48, "b", place=2), roles=PAIR)) == []
    assert said("OCL010", records(turn(48, "a") + turn(49, "a", place=2), roles=PAIR)) == []
    assert said("OCL010", records(turn(48, "a") + turn(48, "b", place=2) + swap(48, "b"), roles=PAIR)) != []


# --- OCL003, OCL004: who cannot serve --------------------------------------------------------------------

COURSE = role("tactical", 'courses = [{ id = "command", name = "Command", valid_months = 24 }]')


@pytest.mark.parametrize(
    ("passed", "expected"),
    [
        ("2024-11-30", []),  # its last day is the Monday on which the turn ends
        ("2024-11-29", ["warning: A is not trained as tactical on 30 Nov 2026"]),
        ("2024-11-22", ["warning: A is not trained as tactical on 23 Nov 2026"]),
        ('"2024"', ["warning: A is not trained as tactical on 23 Nov 2026"]),  # not known closely enough
    ],
)
def test_trained_on_every_day_of_the_turn(passed: str, expected: list[str]) -> None:
    people = person("a", f'training = [{{ course = "command", passed_on = {passed} }}]')
    assert said("OCL003", records(turn(48, "a"), people, COURSE)) == expected


def test_a_course_lapsed_is_named_with_its_day() -> None:
    people = person("a", 'training = [{ course = "command", passed_on = 2024-10-31 }]')
    (found,) = found_of("OCL003", ON, records(turn(48, "a"), people, COURSE))
    assert dict(found.raised.details)["Course"] == "Command: lapsed on 31 Oct 2026"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("away = [{ from = 2026-12-01, to = 2026-12-14 }]", []),
        ("away = [{ from = 2026-11-30, to = 2026-12-14 }]", "is away"),  # on call that morning until 09:00
        ("away = [{ from = 2026-11-24 }]", "is away"),
        ("until = 2026-11-30", []),
        ("until = 2026-11-29", "has left"),
        ("from = 2026-11-23", []),
        ("from = 2026-11-24", "is not here yet"),
        ('exempt_dates = ["25 Nov"]', "is exempt"),
    ],
)
def test_a_holder_who_is_not_there(keys: str, expected: str | list[str]) -> None:
    words = ": tactical, Mon 23 Nov 2026 09:00 to Mon 30 Nov 2026 09:00"
    found = said("OCL004", records(turn(48, "a"), person("a", keys)))
    assert found == ([f"warning: A {expected}{words}"] if expected else [])


def test_a_holder_who_does_not_serve_in_the_role() -> None:
    given = records(turn(48, "a"), person("a", roles="strategic"), TWO)
    assert said("OCL004", given) == [
        "warning: A does not serve as tactical: tactical, Mon 23 Nov 2026 09:00 to Mon 30 Nov 2026 09:00"
    ]


def test_a_holder_who_is_untrained_is_there() -> None:
    given = records(turn(48, "a"), person("a"), COURSE)
    assert said("OCL004", given) == []
    assert said("OCL003", given) == ["warning: A is not trained as tactical on 23 Nov 2026"]


# --- OCL005: the pool -----------------------------------------------------------------------------------

POOL = role("tactical", "minimum_pool = 2", 'courses = [{ id = "command", valid_months = 24 }]')


def trained(name: str, passed: str, *more: str) -> str:
    return person(name, f'training = [{{ course = "command", passed_on = {passed} }}]', *more)


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (trained("b", "2026-01-05"), []),
        (trained("b", "2026-01-05", "away = [{ from = 2026-11-01 }]"), []),  # days away pass
        (trained("b", "2024-11-20"), ["warning: 1 can serve as tactical, 2 needed"]),
        (trained("b", "2024-11-21"), ["note: too few can serve as tactical from 22 Nov 2026, 2 needed"]),
        (trained("b", "2025-02-18"), ["note: too few can serve as tactical from 19 Feb 2027, 2 needed"]),
        (trained("b", "2025-02-19"), []),  # valid to the last of the 90 days
        (
            trained("b", "2026-01-05", "until = 2026-12-31"),
            ["note: too few can serve as tactical from 1 Jan 2027, 2 needed"],
        ),
    ],
)
def test_the_pool_of_a_role(second: str, expected: list[str]) -> None:
    assert said("OCL005", records("", trained("a", "2026-01-05") + second, POOL)) == expected


@pytest.mark.parametrize(("passed", "can"), [("2026-01-05", "A"), ("2024-01-05", "nobody")])
def test_a_pool_too_small_says_who_can_serve(passed: str, can: str) -> None:
    (found,) = found_of("OCL005", ON, records("", trained("a", passed), POOL))
    assert dict(found.raised.details) == {"Can": can}


# --- OCL006: shares -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (("a", "b", "c", "d"), []),
        (("a", "b", "c"), ["note: A is on call for 37% of the time, more than 30%"]),  # 7 turns of 19; 6 are allowed
        (
            ("a", "b"),  # 10 turns are as many as half of 19, rounded up
            [
                "note: A is on call for 53% of the time, more than 30%",
                "note: B is on call for 47% of the time, more than 30%",
            ],
        ),
        (("a", "a", "b"), ["warning: A is on call for 68% of the time, more than 50%"]),
    ],
)
def test_a_share_of_the_time(who: tuple[str, ...], expected: list[str]) -> None:
    assert sorted(said("OCL006", whole_year(*who))) == expected


def test_the_limits_of_a_share_are_those_of_the_role() -> None:
    limits = role("tactical", "share_note_percent = 40", "share_warning_percent = 45")
    found = said("OCL006", whole_year("a", "b") | {ROLES: limits})
    assert sorted(found) == [
        "note: B is on call for 47% of the time, more than 40%",
        "warning: A is on call for 53% of the time, more than 45%",
    ]


def test_days_before_somebody_came_are_not_of_their_time() -> None:
    people = person("a", "from = 2026-12-28") + person("b")
    rota = "".join(turn(week, "b") for week in range(43, 53)) + turn(53, "a")
    later = "".join(turn(week, "b" if week % 4 else "a", year=2027) for week in range(1, 9))
    found = said("OCL006", {ROLES: TACTICAL, PEOPLE: people, ROTA: rota, ROTA_2027: later})
    assert "note: A is on call for 33% of the time, more than 30%" not in found  # 3 turns of 9: whole turns
    assert any(one.startswith("warning: B") for one in found)


# --- OCL007, OCL008: runs and rest ----------------------------------------------------------------------

RUN = role("tactical", "longest_run = 1")


def test_turns_one_after_another() -> None:
    two = ["warning: A has 2 turns one after another, 1 allowed"]
    assert said("OCL007", records(turn(48, "a") + turn(49, "a"), roles=RUN)) == two
    assert said("OCL007", records(turn(48, "a") + turn(50, "a"), roles=RUN)) == []
    assert said("OCL007", records(turn(48, "a") + turn(49, "a"), roles=role("tactical", "longest_run = 2"))) == []
    assert said("OCL007", records(turn(48, "a") + turn(49, "a"), roles=TACTICAL)) == []  # no limit is set
    assert since("OCL007", records(turn(48, "a") + turn(49, "a"), roles=RUN)) == ["2026-11-30"]


@pytest.mark.parametrize(("on", "found"), [("2026-11-30", 1), ("2026-12-01", 0), ("2026-08-24", 0), ("2026-08-25", 1)])
def test_a_run_that_touches_the_days_looked_at(on: str, found: int) -> None:
    """The run is of weeks 47 and 48, from 16 to 30 November; the 90 days of 25 August end with 23 November."""
    rota = turn(47, "a", 'from = "2026-11-23 09:00"', 'to = "2026-11-23 12:00"')
    rota += turn(48, "a", 'from = "2026-11-23 12:00"')
    assert len(said("OCL007", records(rota, roles=RUN), on)) == found


def test_a_part_of_half_a_turn_or_less_makes_no_run() -> None:
    half = cover(49, "a", "2026-11-30 09:00", "2026-12-03 21:00")
    more = cover(49, "a", "2026-11-30 09:00", "2026-12-03 21:01")
    assert said("OCL007", records(turn(48, "a") + turn(49, "b") + half, roles=RUN)) == []
    assert len(said("OCL007", records(turn(48, "a") + turn(49, "b") + more, roles=RUN))) == 1


REST = role("tactical", "minimum_gap_days = 14")


@pytest.mark.parametrize(
    ("week", "expected"),
    [
        (49, ["warning: A begins a turn as tactical 0 days after the last, 14 asked for"]),
        (50, ["warning: A begins a turn as tactical 7 days after the last, 14 asked for"]),
        (51, []),
    ],
)
def test_rest_between_turns(week: int, expected: list[str]) -> None:
    assert said("OCL008", records(turn(48, "a") + turn(week, "a"), roles=REST)) == expected


def test_rest_is_asked_for_by_the_role_of_the_turn_that_ended() -> None:
    roles = role("tactical", "minimum_gap_days = 14") + role("strategic")
    given = turn(48, "a") + turn(49, "a", of="strategic")
    assert len(said("OCL008", records(given, BOTH, roles))) == 1
    given = turn(48, "a", of="strategic") + turn(49, "a")
    assert said("OCL008", records(given, BOTH, roles)) == []


def test_rest_after_a_turn_begun_before_the_days_looked_at() -> None:
    given = records(turn(46, "a") + turn(48, "a"), roles=REST)
    assert said("OCL008", given) == ["warning: A begins a turn as tactical 7 days after the last, 14 asked for"]
    assert since("OCL008", given) == ["2026-11-23"]


def test_cover_of_an_evening_counts_for_rest() -> None:
    rota = turn(48, "b") + cover(48, "a", "2026-11-29 18:00", "2026-11-30 09:00") + turn(49, "a")
    assert len(said("OCL008", records(rota, roles=REST))) == 1


# --- OCL009: told late ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2027-01-16", []),  # eight weeks to the day
        ("2027-01-15", ["warning: tactical: people know their turns to 15 Jan 2027, less than 8 weeks ahead"]),
        ('"2027-01"', ["warning: tactical: people know their turns to 1 Jan 2027, less than 8 weeks ahead"]),
    ],
)
def test_how_far_ahead_people_were_told(until: str, expected: list[str]) -> None:
    told = f'[[published]]\nrole = "tactical"\nuntil = {until}\n'
    older = (
        '[[published]]\nrole = "tactical"\nuntil = 2026-12-01\n[[published]]\nrole = "strategic"\nuntil = 2028-01-01\n'
    )
    roles = role("tactical", "publish_weeks_ahead = 8") + role("strategic")
    assert said("OCL009", records(told + older, roles=roles)) == expected


def test_that_people_were_told_is_not_on_record() -> None:
    roles = role("tactical", "publish_weeks_ahead = 8")
    assert said("OCL009", records("", roles=roles)) == [
        "warning: tactical: that people were told their turns is not on record"
    ]
    assert said("OCL009", records("")) == []


def test_what_is_told_later_was_not_told_yet() -> None:
    told = '[[published]]\nrole = "tactical"\nuntil = 2028-01-01\non = 2026-11-22\n'
    roles = role("tactical", "publish_weeks_ahead = 8")
    assert len(said("OCL009", records(told, roles=roles))) == 1
    assert said("OCL009", records(told, roles=roles), "2026-11-22") == []


# --- OCL011: who plays ----------------------------------------------------------------------------------


def playing(players: str, *more: str, day: str = "2026-11-25") -> str:
    return "\n".join((f"planned_on = {day}", f"players = [{players}]", *more))


@pytest.mark.parametrize(
    ("players", "found"),
    [('"a"', True), ('"A"', True), ('"Tactical"', True), ('"b"', False), ('"strategic"', False), ('"police"', False)],
)
def test_the_only_one_on_call_plays(players: str, found: bool) -> None:
    given = records(turn(48, "a"), exercises__one=playing(players))
    expected = ["warning: A plays and is the only one on call as tactical"] if found else []
    assert said("OCL011", given) == expected


@pytest.mark.parametrize(
    ("players", "second", "found"),
    [
        ('"a"', person("b"), []),  # the second answers
        ('"tactical"', person("b"), []),  # a role's name means the first
        ('"a", "b"', person("b"), ["A", "B"]),
        ('"a"', person("b", "away = [{ from = 2026-11-24 }]"), ["A"]),  # the second cannot
        ('"b"', person("b", "away = [{ from = 2026-11-24 }]"), []),  # nor could who plays
    ],
)
def test_a_second_on_call_is_left(players: str, second: str, found: list[str]) -> None:
    given = records(turn(48, "a") + turn(48, "b", place=2), person("a") + second, PAIR, exercises__one=playing(players))
    assert [one.split(" plays")[0].removeprefix("warning: ") for one in said("OCL011", given)] == found


@pytest.mark.parametrize(
    ("nobody", "starts", "ends", "found"),
    [
        ('from = "2026-11-25 12:00"', "09:00", "17:00", True),
        ('from = "2026-11-25 12:00"', "09:00", "12:00", False),
        ('to = "2026-11-25 12:00"', "09:00", "17:00", True),
        ('to = "2026-11-25 12:00"', "12:00", "17:00", False),
    ],
)
def test_a_second_for_a_part_of_the_exercise_does_not_answer_for_the_rest(
    nobody: str, starts: str, ends: str, found: bool
) -> None:
    gone = f'[[cover]]\nshift = "2026-w48-tactical-2"\n{nobody}\n'
    day = playing('"a"', f'starts_at = "{starts}"', f'ends_at = "{ends}"')
    given = records(turn(48, "a") + turn(48, "b", place=2) + gone, roles=PAIR, exercises__one=day)
    expected = ["warning: A plays and is the only one on call as tactical first"] if found else []
    assert said("OCL011", given) == expected


@pytest.mark.parametrize(
    ("day", "more", "found"),
    [
        ("2026-11-30", (), True),  # until 09:00
        ("2026-11-30", ('starts_at = "09:00"', 'ends_at = "12:00"'), False),
        ("2026-11-30", ('starts_at = "08:59"', 'ends_at = "12:00"'), True),
        ("2026-11-30", ('starts_at = "09:00"',), True),  # when it ends is not on record: the whole day
        ("2026-11-30", ('ends_at = "12:00"',), True),
        ('"2026-11-30/2026-12-01"', ('starts_at = "09:00"', 'ends_at = "12:00"'), True),  # whole days
        ("2026-11-22", ('starts_at = "22:00"', 'ends_at = "06:00"'), False),
        ("2026-11-22", ('starts_at = "22:00"', 'ends_at = "09:01"'), True),  # it ends after midnight
        ("2026-12-01", (), False),
        ('"2026-11"', (), False),  # the day is not known
        ("2026-11-25", ("held_on = 2026-11-20",), False),
        ("2026-11-25", ("cancelled = { on = 2026-11-20 }",), False),
    ],
)
def test_when_the_exercise_is_played(day: str, more: tuple[str, ...], found: bool) -> None:
    given = records(turn(48, "a"), exercises__one=playing('"a"', *more, day=day))
    assert bool(said("OCL011", given)) is found


@pytest.mark.parametrize(
    ("planned", "found"),
    [
        ("planned_on = 2026-11-20", False),  # it was yesterday, and nobody says whether it was held
        ("planned_on = 2026-11-21", True),
        ("planned_on = 2027-02-19", True),  # the last of the 90 days
        ("planned_on = 2027-02-20", False),
        ("", False),
    ],
)
def test_exercises_of_today_and_the_ninety_days_after_it(planned: str, found: bool) -> None:
    rota = {ROTA: turn(47, "a"), ROTA_2027: turn(7, "a", year=2027)}
    given = records("", exercises__one=f'players = ["a"]\n{planned}\n') | rota
    assert bool(said("OCL011", given)) is found


# --- OCL012: test calls ---------------------------------------------------------------------------------

TESTED = role("tactical", "test_call_days = 31")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["warning: tactical: no test call on record, one every 31 days"]),
        (call("2026-10-21 19:05"), []),  # 31 days
        (call("2026-10-20 23:59"), ["warning: tactical: last test call 20 Oct 2026, one every 31 days"]),
        (call("2026-10-20 19:05") + call("2026-11-02 03:00", 'kind = "call-out"', 'answered_by = "a"'), []),
        (
            call("2026-11-02 03:00", 'kind = "call-out"'),
            ["warning: tactical: no test call on record, one every 31 days"],
        ),
        (call("2026-11-02 19:05", of="strategic"), ["warning: tactical: no test call on record, one every 31 days"]),
        (call("2026-11-22 19:05"), ["warning: tactical: no test call on record, one every 31 days"]),  # not yet
    ],
)
def test_a_test_call_every_month(text: str, expected: list[str]) -> None:
    given = records("", roles=TESTED + role("strategic")) | ({CALLS: text} if text else {})
    assert said("OCL012", given) == expected


def test_a_test_call_is_missed_from_the_day_after() -> None:
    given = records("", roles=TESTED) | {CALLS: call("2026-10-20 19:05")}
    assert since("OCL012", given) == ["2026-11-21"]
