"""Who could take a turn: trained, here, free and rested; and who is asked first."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from oncall_text import PEOPLE, ROLES, ROTA, cover, person, role, swap, turn
from register_text import register

from comah.duties.played import Players, played_in, players_of
from comah.model.exercise import Exercise
from comah.model.kinds import ExerciseType
from comah.model.oncall import Course, Person, Training
from comah.model.when import UNKNOWN_DAY, When, WhenOrUnknown
from comah.oncall.as_at import oncall_as_at
from comah.oncall.availability import Bar, bars
from comah.oncall.can_serve import Serving, Wanted
from comah.oncall.shares import share_of, time_held
from comah.oncall.slots import turn_bounds
from comah.oncall.stints import stints_of
from comah.oncall.training import Span, valid_spans
from comah.oncall.turns import turns_of


def serving(rota: str = "", people: str = person("a") + person("b"), roles: str | None = None) -> Serving:
    book = register({ROLES: roles or role("tactical"), PEOPLE: people, ROTA: rota})
    assert book.problems == ()
    oncall = book.authorities[0].oncall
    assert oncall is not None
    return Serving(oncall=oncall)


def week(of: Serving, number: int, name: str = "tactical") -> Wanted:
    """Return the turn of a week of 2026."""
    start, end = turn_bounds(of.roles[name], date.fromisocalendar(2026, number, 1))
    turn = next((one for one in turns_of(of.oncall) if one.start == start and one.shift.role == name), None)
    return Wanted(role=of.roles[name], start=start, end=end, turn=turn)


def against(of: Serving, who: str, wanted: Wanted) -> list[str]:
    found = of.oncall.person(who)
    assert found is not None
    return [f"{one.kind.value}: {one.words}" for one in of.objections(found, wanted)]


# --- what stands against it ------------------------------------------------------------------------------


def test_nothing_stands_against_somebody_who_is_trained_here_free_and_rested() -> None:
    found = serving(turn(47, "b") + turn(48))
    assert against(found, "a", week(found, 48)) == []


def test_everything_that_stands_against_it_is_said_at_once() -> None:
    roles = role("tactical", 'courses = [{ id = "c", name = "Command", valid_months = 12 }]', "minimum_gap_days = 7")
    roles += role("strategic", 'name = "Strategic"', "second = true", "minimum_gap_days = 7", "longest_run = 1")
    people = person(
        "a",
        'training = [{ course = "c", passed_on = 2025-11-01 }]',
        "away = [{ from = 2026-11-26, to = 2026-11-27 }]",
        'exempt_dates = ["29 Nov"]',
        "until = 2026-11-29",
        roles="strategic",
    )
    rota = (
        turn(46, "a", of="strategic")
        + turn(47, "a", of="strategic", place=2)
        + turn(48)
        + turn(48, "a", of="strategic")
    )
    found = serving(rota, people, roles)
    assert against(found, "a", week(found, 48)) == [
        "not in the role: does not serve as tactical",
        "not here: has left",
        "away: is away",
        "exempt: is exempt",
        "not trained: course Command: lapsed on 1 Nov 2026",
        "on call elsewhere: is on call as Strategic first from Mon 23 Nov 2026 09:00 then",
        "too soon: has 0 days between this and the turn as Strategic second from Mon 16 Nov 2026 09:00; 7 asked for",
    ]


def test_one_turn_more_in_a_run_than_is_allowed() -> None:
    roles = role("tactical") + role("strategic", "longest_run = 2")
    people = person("a", roles="tactical, strategic")
    rota = turn(46, "a", of="strategic") + turn(47, "a", of="strategic") + turn(48) + turn(49)
    found = serving(rota, people, roles)
    assert against(found, "a", week(found, 48)) == ["run too long: would have 3 turns one after another"]
    assert against(found, "a", week(found, 49)) == []


def test_the_turn_that_somebody_has_already_stands_not_against_them() -> None:
    found = serving(turn(48, "a"), roles=role("tactical", "minimum_gap_days = 7", "longest_run = 1"))
    assert against(found, "a", week(found, 48)) == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (46, []),
        (
            47,
            ["too soon: has 7 days between this and the turn as tactical from Mon 30 Nov 2026 09:00; 14 asked for"],
        ),
        (
            48,
            ["too soon: has 0 days between this and the turn as tactical from Mon 30 Nov 2026 09:00; 14 asked for"],
        ),
        (
            51,
            ["too soon: has 7 days between this and the turn as tactical from Mon 30 Nov 2026 09:00; 14 asked for"],
        ),
        (52, []),
    ],
)
def test_rest_before_and_after_a_turn(number: int, expected: list[str]) -> None:
    found = serving(turn(49, "a"), roles=role("tactical", "minimum_gap_days = 14"))
    assert against(found, "a", week(found, number)) == expected


def test_who_gave_a_turn_away_is_free() -> None:
    found = serving(
        turn(48, "a") + turn(48, of="strategic") + swap(48, "b"),
        roles=role("tactical") + role("strategic"),
        people=person("a", roles="tactical, strategic") + person("b", roles="tactical, strategic"),
    )
    assert against(found, "a", week(found, 48, "strategic")) == []
    assert against(found, "b", week(found, 48, "strategic")) == [
        "on call elsewhere: is on call as tactical from Mon 23 Nov 2026 09:00 then"
    ]


@pytest.mark.parametrize(
    ("keys", "first", "last", "expected"),
    [
        ("away = [{ from = 2026-12-01, to = 2026-12-03 }]", "2026-12-03", "2026-12-09", (Bar.AWAY,)),
        ("away = [{ from = 2026-12-01, to = 2026-12-03 }]", "2026-12-04", "2026-12-09", ()),
        ("away = [{ from = 2026-12-01, to = 2026-12-03 }]", "2026-11-23", "2026-11-30", ()),
        ('away = [{ from = "2026-12", to = "2026-12" }]', "2026-12-31", "2027-01-09", (Bar.AWAY,)),  # read against us
        ("away = [{ to = 2026-12-03 }]", "2026-11-23", "2026-11-30", (Bar.AWAY,)),
        ("away = [{ }]", "2026-11-23", "2026-11-30", ()),
        ('from = "2026-12"', "2026-12-31", "2027-01-05", ()),
        ('from = "2026-12"', "2026-12-30", "2027-01-05", (Bar.NOT_JOINED,)),
        ('until = "2026-12"', "2026-11-23", "2026-12-01", ()),
        ('until = "2026-12"', "2026-11-23", "2026-12-02", (Bar.LEFT,)),
        ('exempt_dates = ["1 Jan"]', "2026-12-28", "2027-01-01", (Bar.EXEMPT,)),
        ('exempt_dates = ["1 Jan"]', "2026-12-28", "2026-12-31", ()),
    ],
)
def test_days_on_which_somebody_cannot_serve(keys: str, first: str, last: str, expected: tuple[Bar, ...]) -> None:
    (one,) = serving(people=person("a", keys)).oncall.people
    assert bars(one, date.fromisoformat(first), date.fromisoformat(last)) == expected


# --- who is asked first ----------------------------------------------------------------------------------


def test_who_carries_least_is_asked_first() -> None:
    people = person("a") + person("b") + person("c", "available_percent = 50") + person("d")
    rota = turn(40, "a") + turn(41, "a") + turn(42, "b") + turn(43, "c") + turn(50)
    found = serving(rota, people)
    assert [one.person for one in found.candidates(week(found, 50)).could] == ["d", "b", "a", "c"]


def test_who_cannot_is_counted_by_the_first_thing_that_stands_against_it() -> None:
    away = "away = [{ from = 2026-11-01 }]"
    people = person("a", away) + person("b", away, "until = 2026-11-01") + person("c") + person("d", roles="strategic")
    rota = turn(47, "c") + turn(48)
    found = serving(rota, people, role("tactical", "minimum_gap_days = 7") + role("strategic"))
    assert found.candidates(week(found, 48)).words == "nobody: 1 not here, 1 away, 1 too soon"
    assert found.candidates(week(found, 49), but=("c",)).words == "nobody: 1 not here, 1 away"
    assert serving(turn(48), people="").candidates(week(found, 48)).words == "nobody has the role"


# --- stints and shares -----------------------------------------------------------------------------------


def test_a_turn_that_is_cut_up_is_one_stint_for_each_who_has_a_part() -> None:
    rota = turn(48, "a") + cover(48, "b", "2026-11-25 09:00", "2026-11-26 09:00")
    found = serving(rota)
    (mine,), (theirs,) = found.stints["a"], found.stints["b"]
    assert (mine.held, mine.is_most, len(mine.parts)) == (timedelta(days=6), True, 2)
    assert (theirs.held, theirs.is_most, len(theirs.parts)) == (timedelta(days=1), False, 1)
    assert (mine.start, mine.end) == (mine.turn.start, mine.turn.end)
    assert stints_of(()) == {}


def test_time_on_call_twice_counts_once_and_only_in_the_time_asked_for() -> None:
    roles = role("tactical") + role("strategic")
    found = serving(
        turn(48, "a") + turn(48, "a", of="strategic") + turn(50, "a"), person("a", roles="tactical, strategic"), roles
    )
    start = datetime(2026, 11, 23, 9, tzinfo=UTC)
    four = start + timedelta(days=28)
    assert time_held(found.stints["a"], start, four) == timedelta(days=14)
    assert time_held(found.stints["a"], start + timedelta(days=3), four) == timedelta(days=11)
    (one,) = found.oncall.people
    assert share_of(one, found.stints["a"], start, four) == 0.5
    assert share_of(one, (), start, four) == 0


def test_days_before_somebody_came_are_not_of_their_share() -> None:
    (one,) = serving(turn(50, "a"), person("a", "from = 2026-12-07")).oncall.people
    found = serving(turn(50, "a"), person("a", "from = 2026-12-07")).stints["a"]
    start = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert share_of(one, found, start, start + timedelta(days=28)) == 0.5
    assert share_of(one, found, start, start + timedelta(days=7)) == 0


# --- courses ---------------------------------------------------------------------------------------------


def test_spans_of_a_course_that_follow_each_other_are_joined() -> None:
    course = Course(id="c", valid_months=12)
    days = ("2024-03-01", "2025-03-02", "2027-01-01")
    taken = tuple(Training(course="c", passed_on=When.read(day)) for day in days)
    assert valid_spans(Person(id="a", training=taken), course) == (
        Span(date(2024, 3, 1), date(2026, 3, 2)),
        Span(date(2027, 1, 1), date(2028, 1, 1)),
    )


def test_a_course_that_does_not_lapse_has_no_end() -> None:
    taken = (Training(course="c", passed_on=When.read("2024-03-01")), Training(course="c"))
    assert valid_spans(Person(id="a", training=taken), Course(id="c")) == (Span(date.min, date.max),)


@pytest.mark.parametrize(
    ("training", "played", "until"),
    [
        (Training(course="c", passed_on=When.read("2024-03-01")), "2025-06-01", date(2026, 6, 1)),
        (Training(course="c", passed_on=When.read("2024")), "2024-12-30", date(2025, 1, 1)),  # before
        (Training(course="c", passed_on=When.read("2024")), "2024-12-31", date(2025, 12, 31)),
        (Training(course="c"), "2024-12-31", date(2025, 12, 31)),  # passed at some time
        (Training(course="c", valid_until=When.read("2024-12-31")), "2024-12-30", date(2024, 12, 31)),
        (Training(course="c", valid_until=When.read("2024-12-31")), "2024-12-31", date(2025, 12, 31)),
    ],
)
def test_an_exercise_played_in_counts_once_the_course_was_passed(
    training: Training, played: str, until: date | None
) -> None:
    course = Course(id="c", valid_months=12, played_in_counts=True)
    spans = valid_spans(Person(id="a", training=(training,)), course, (When.read(played),))
    assert max((span.last for span in spans), default=None) == until


def exercise(held: WhenOrUnknown | None, *players: str) -> Exercise:
    return Exercise(schema=1, id="e", name="e", type=ExerciseType.LIVE, held_on=held, players=players)


def test_who_played_is_found_by_id_or_post_and_not_by_a_role_or_a_post_that_two_have() -> None:
    people = (
        Person(id="ep-officer-a", post="EP Officer A"),
        Person(id="ep-b", post="Officer"),
        Person(id="ep-c", post="Officer"),
        Person(id="ep-d"),
    )
    day = WhenOrUnknown.read("2026-05-01")
    found = played_in(
        [exercise(day, "ep officer  a", "Officer", "EP-D", "duty officer", "")], people, date(2026, 11, 21)
    )
    assert found == {"ep-officer-a": (day,), "ep-d": (day,)}
    assert played_in([exercise(UNKNOWN_DAY, "ep-d"), exercise(None, "ep-d")], people, date(2026, 11, 21)) == {}


def test_players_are_people_and_roles() -> None:
    found = serving(roles=role("tactical", 'name = "Tactical commander"')).oncall
    players = players_of(exercise(None, "A", "tactical-commander", "police"), found)
    assert players == Players(people=frozenset({"a"}), roles=frozenset({"tactical"}))


# --- as at a day -----------------------------------------------------------------------------------------


def test_what_is_dated_after_the_day_is_left_out() -> None:
    people = person(
        "a", 'training = [{ course = "c", passed_on = 2026-11-20 }, { course = "c", passed_on = 2026-11-22 }]'
    )
    rota = turn(48, "a") + swap(48, "b", "agreed_at = 2026-11-21T16:40:00") + swap(48, "a", 'agreed_at = "2026-11-22"')
    rota += (
        cover(48, "b", "2026-11-25 09:00", "2026-11-26 09:00")
        + '[[published]]\nrole = "tactical"\nuntil = 2027-01-01\non = 2026-11-22\n'
    )
    roles = role("tactical", 'courses = [{ id = "c" }]')
    found = oncall_as_at(serving(rota, people + person("b"), roles).oncall, date(2026, 11, 21))
    assert [len(found.swaps), len(found.cover), len(found.published), len(found.people[0].training)] == [1, 1, 0, 1]
    assert len(found.shifts) == 1
