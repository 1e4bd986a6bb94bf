"""Record text in, problem of dates out: what a programme is told of plans, exercises on record and local rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from register_text import REGISTER, register

from comah.errors import UnknownNameError
from comah.law.load import load_law
from comah.model.kinds import ExerciseType
from comah.programme.asked import Asked
from comah.programme.problem import HARD, OFF, Limits, Plan, Published, Wish
from comah.programme.translate import Translation, translate
from comah.records.consistency import check_book

PREPARED = '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\n'
NORTHBANK = {"establishments/northbank": PREPARED}


def held(day: str, plan: str = "northbank", *, more: str = "") -> str:
    return f'held_on = {day}\ncredits = [{{ plan = "{plan}", conclusion = "tested" }}]\n{more}'


def asked(records: Mapping[str, str], *, first: str = "2026-11-21", years: int = 3) -> Translation:
    on = date(2026, 11, 21)
    return translate(register(records), load_law(), Asked(on=on, first=date.fromisoformat(first), years=years))


def plan(records: Mapping[str, str], ref: str = "northbank", *, first: str = "2026-11-21") -> Plan:
    return asked(records, first=first).problem.plan[ref]


def limits(programme: str = "", **records: str) -> Limits:
    texts = {**NORTHBANK, "authority": f"[programme]\n{programme}", **records}
    return asked(texts).problem.limit["halton"]


def test_a_plan_is_due_on_its_safe_date_three_years_after_its_last_test() -> None:
    found = plan(NORTHBANK | {"exercises/2024-live": held("2024-06-05")})
    assert (found.safe_on, found.is_assumed) == (date(2027, 6, 4), False)
    assert found.why == "live exercise 2024-live, 5 Jun 2024; safe date 4 Jun 2027"
    assert found.safe_after(date(2028, 2, 29)) == date(2031, 2, 27)


def test_a_plan_of_which_nothing_is_known_counts_as_due_on_the_first_day() -> None:
    found = plan(NORTHBANK)
    assert (found.safe_on, found.is_assumed) == (date(2026, 11, 21), True)
    assert found.why.startswith("no test on record; ")
    assert found.why.endswith("; counts as due on 21 Nov 2026")


def test_a_plan_whose_safe_date_has_passed_counts_as_due_on_the_first_day() -> None:
    found = plan(NORTHBANK | {"exercises/2022-live": held("2022-06-05")})
    assert (found.safe_on, found.is_assumed) == (date(2026, 11, 21), True)
    assert found.why.endswith("safe date 4 Jun 2025 has passed; counts as due on 21 Nov 2026")


def test_a_plan_that_may_be_overdue_counts_from_the_earliest_reading() -> None:
    found = plan(NORTHBANK | {"exercises/2023-live": held('"2023-11"')})
    assert (found.safe_on, found.is_assumed) == (date(2026, 11, 21), True)


def test_plans_that_owe_no_test_are_left_out_and_said() -> None:
    closed = 'history = [{ on = 2022-06-30, event = "closed" }]\n' + PREPARED
    lower = 'tier = "lower"\n'
    found = asked(NORTHBANK | {"establishments/closed": closed, "establishments/lower": lower})
    assert [one.ref for one in found.problem.plans] == ["northbank"]
    assert found.left_out == (
        "closed: the establishment closed (30 Jun 2022)",
        "lower: the establishment is of lower tier",
    )


def test_a_pipeline_is_left_out_and_said_with_its_law() -> None:
    pipeline = '[[plans]]\nregime = "pipeline"\nfirst_prepared_on = 2020-02-01\n'
    found = asked(NORTHBANK | {"establishments/feeder": pipeline, "establishments/north-main": PREPARED + pipeline})
    assert [one.ref for one in found.problem.plans] == ["north-main", "northbank"]
    why = "regulation 25 of PSR 1996 asks for reviews of a pipeline plan, not expressly for tests"
    assert found.left_out == (f"feeder/pipeline: {why}", f"north-main/pipeline: {why}")


def test_a_register_in_which_nothing_owes_a_test_is_refused_in_words() -> None:
    closed = 'history = [{ on = 2022-06-30, event = "closed" }]\n' + PREPARED
    with pytest.raises(UnknownNameError, match=r"No plan on record owes a test.*\n  closed: the establishment closed"):
        asked({"establishments/closed": closed})


def test_plans_of_a_group_go_together_and_so_do_two_plans_of_one_site() -> None:
    both = f'{PREPARED}[[plans]]\nregime = "reppir"\nfirst_prepared_on = 2025-06-01\n'
    records = {
        "establishments/acids": f'group = "quays"\n{PREPARED}',
        "establishments/gases": f'group = "quays"\n{PREPARED}',
        "establishments/nuclear": both,
        "establishments/alone": PREPARED,
    }
    found = asked(records).problem.plan
    assert {ref: one.group for ref, one in found.items()} == {
        "acids": "quays",
        "gases": "quays",
        "nuclear": "nuclear",
        "nuclear/reppir": "nuclear",
        "alone": "",
    }
    assert found["nuclear/reppir"].name == "nuclear (reppir)"


def test_an_exercise_asks_the_agencies_of_the_last_one_else_every_category_1_responder() -> None:
    agencies = (
        'agencies = [{ id = "example-fire", name = "Fire", category = 1 }, '
        '{ id = "example-police", name = "Police", category = 1 }, { id = "water", name = "Water", category = 2 }]\n'
    )
    texts = NORTHBANK | {"register": REGISTER.partition("agencies")[0] + agencies}
    assert plan(texts).agencies == ("example-fire", "example-police")
    last = held("2024-06-05", more='agencies = ["water"]\nattendance = [{ agency = "example-fire" }]\n')
    assert plan(texts | {"exercises/2024-live": last}).agencies == ("example-fire", "water")


def test_a_live_exercise_is_owed_two_cycles_after_the_last() -> None:
    found = plan(NORTHBANK | {"exercises/2024-live": held("2024-06-05")})
    assert found.live_safe_on == date(2030, 6, 4)
    tabletop = held("2024-06-05", more='type = "tabletop"\n')
    assert plan(NORTHBANK | {"exercises/2024-tabletop": tabletop}).live_safe_on == date(2027, 6, 4)
    assert plan(NORTHBANK).live_safe_on == date(2029, 11, 20)
    assert plan(NORTHBANK | {"authority": "[programme]\nlive_every_cycles = 0\n"}).live_safe_on is None


def test_planned_exercises_are_committed_and_keep_their_planning() -> None:
    planned = 'will_test = ["northbank"]\nplanned_on = 2027-03-10\nagencies = ["example-police"]\n'
    found = asked(NORTHBANK | {"exercises/2027-live": planned})
    (one,) = found.problem.committed
    assert (one.id, one.day, one.plans, one.agencies) == (
        "2027-live",
        date(2027, 3, 10),
        ("northbank",),
        ("example-police",),
    )
    assert (one.planning_from, one.type) == (date(2026, 9, 9), ExerciseType.LIVE)
    began = asked(NORTHBANK | {"exercises/2027-live": f"{planned}planning_from = 2026-10-01\n"})
    assert began.problem.committed[0].planning_from == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("planned_on", "tested_on", "day"),
    [
        (
            '"2027-05"',
            "2024-06-05",
            "2027-05-01",
        ),  # in time on every reading: the next three years count from the first
        ('"2027-06"', "2024-06-05", "2027-06-30"),  # after the safe date on one reading
        ('"2027-05-12/2027-05-13"', "2024-06-05", "2027-05-12"),
    ],
)
def test_a_day_not_known_exactly_is_read_so_that_nothing_is_late_unseen(
    planned_on: str, tested_on: str, day: str
) -> None:
    planned = f'will_test = ["northbank"]\nplanned_on = {planned_on}\n'
    found = asked(NORTHBANK | {"exercises/2024-live": held(tested_on), "exercises/2027-live": planned})
    assert [str(one.day) for one in found.problem.committed] == [day]


def test_exercises_on_which_nobody_can_count_are_said() -> None:
    meant = 'will_test = ["northbank"]\n'
    found = asked(
        NORTHBANK
        | {
            "exercises/cancelled": f'{meant}planned_on = 2027-03-10\ncancelled = {{ on = 2026-10-01, reason = "x" }}\n',
            "exercises/gone": f"{meant}planned_on = 2026-03-10\n",
            "exercises/held": f"{meant}held_on = 2026-03-10\n",
            "exercises/long-ago": 'takes_part = ["northbank"]\nheld_on = 2021-04-10\n',
            "exercises/played": 'takes_part = ["northbank"]\nheld_on = "2026-04/2026-06"\n',
            "exercises/undated": meant,
            "exercises/vague": 'takes_part = ["northbank"]\n',
        }
    )
    assert found.problem.committed == ()
    assert found.not_counted == (
        "gone: planned for 10 Mar 2026, which has passed, and not recorded as held",
        "held: held, and what it did for northbank is not decided; --assume shows what a credit would change",
        "played: held, and what it did for northbank is not decided; --assume shows what a credit would change",
        "undated: it has no day yet, so it is not counted on",
        "vague: it has no day yet, so it is not counted on",
    )


def test_an_exercise_that_passed_unheld_counts_for_no_year_and_no_plan() -> None:
    gone = asked(NORTHBANK | {"exercises/gone": "planned_on = 2026-06-10\n"})
    assert (gone.problem.committed, gone.problem.limit["halton"].held_this_year) == ((), 0)
    today = asked(NORTHBANK | {"exercises/today": 'planned_on = 2026-11-21\nwill_test = ["northbank"]\n'})
    assert (today.problem.committed, today.problem.limit["halton"].held_this_year) == ((), 1)
    assert today.problem.plan["northbank"].safe_on == date(2029, 11, 20)


def test_an_exercise_asks_the_agencies_of_the_last_one_of_its_type() -> None:
    live = held("2023-06-05", more='agencies = ["example-fire", "example-police"]\n')
    call_out = held("2024-06-05", more='type = "notification"\nagencies = ["example-police"]\n')
    fire = REGISTER.replace("agencies = [", 'agencies = [{ id = "example-fire", name = "Fire", category = 1 }, ')
    found = plan(NORTHBANK | {"register": fire, "exercises/2023-live": live, "exercises/2024-call-out": call_out})
    assert found.agencies == ("example-fire", "example-police")


def test_an_exercise_without_notice_is_committed_and_named_as_such() -> None:
    found = asked(
        NORTHBANK | {"exercises/secret": 'planned_on = 2027-03-10\nno_notice = true\nwill_test = ["northbank"]\n'}
    )
    assert found.no_notice == ("secret",)
    assert [one.id for one in found.problem.committed] == ["secret"]


def test_a_programme_that_begins_later_counts_on_the_exercises_before_it() -> None:
    planned = 'will_test = ["northbank"]\nplanned_on = 2027-03-10\n'
    found = asked(NORTHBANK | {"exercises/2027-live": planned}, first="2027-04-01")
    assert found.problem.committed == ()
    (one,) = found.problem.plans
    assert (one.safe_on, one.is_assumed) == (date(2030, 3, 9), False)
    assert one.why == "if 2027-live tests it on 10 Mar 2027; safe date 9 Mar 2030"
    assert one.live_safe_on == date(2033, 3, 9)
    assert (found.problem.on, found.problem.ends_on) == (date(2027, 4, 1), date(2030, 3, 31))
    assert found.problem.limit["halton"].held_this_year == 0
    later = asked(NORTHBANK | {"exercises/2027-live": planned}, first="2027-03-20")
    assert later.problem.limit["halton"].held_this_year == 1


def test_local_rules_are_hard_wished_for_or_not_asked() -> None:
    rules = 'hard = ["gap_days"]\nwishes = ["most_in_planning", "preferred_weekdays"]\ngap_days = 28\n'
    found = limits(rules)
    assert (found.gap, found.gap_days) == (HARD, 28)
    assert (found.in_planning, found.most_in_planning) == (Wish(weight=2), 3)
    assert (found.weekdays, found.preferred_weekdays) == (Wish(weight=1), (1, 2, 3))
    assert (found.yearly, found.live, found.months) == (OFF, OFF, OFF)


def test_a_rule_in_both_lists_or_wished_for_twice_is_said_to_be() -> None:
    rules = 'hard = ["gap_days"]\nwishes = ["gap_days", "diary", "diary"]\n'
    book = register(NORTHBANK | {"authority": f"[programme]\n{rules}"})
    assert [(fault.file, fault.key, fault.message) for fault in check_book(book, None)] == [
        ("halton/authority.toml", "programme.wishes[0]", "gap_days is in hard too, so it never gives way"),
        ("halton/authority.toml", "programme.wishes[2]", "diary is wished for twice; the first counts"),
    ]
    assert limits(rules).gap == HARD


def test_a_rule_that_is_not_asked_sets_no_limit() -> None:
    found = limits("hard = []\nwishes = []\nmost_in_planning = 1\n")
    assert (found.most_in_planning, found.in_planning) == (0, OFF)


def test_left_out_a_rule_has_its_default() -> None:
    found = limits()
    assert (found.most_in_planning, found.gap_days, found.group_cap, found.most_a_year) == (3, 14, 6, 0)
    assert (found.in_planning, found.gap, found.yearly) == (HARD, HARD, OFF)
    assert [found.live.weight, found.weekdays.weight, found.months.weight] == [6, 2, 1]
    assert found.may_compress


def test_each_year_has_an_exercise_where_members_measure_it_or_the_authority_says_so() -> None:
    measure = '[[measures]]\nid = "a-year"\ncounts = "exercises"\ntarget = {}\n'
    assert limits(authority=measure.format(1)).yearly == HARD
    assert limits(authority=measure.format(0)).yearly == OFF
    assert limits("at_least_one_a_year = true\n").yearly == HARD
    assert limits(authority=f"[programme]\nat_least_one_a_year = false\n{measure.format(1)}").yearly == OFF


def test_diary_school_holidays_and_elections_keep_exercises_off() -> None:
    diary = (
        '[[entries]]\nid = "fair"\ntitle = "Fair"\non = "2027-06-07/2027-06-11"\nblocks = true\n'
        '[[entries]]\nid = "audit"\non = 2027-07-01\n'
    )
    election = f'{REGISTER}pre_election = ["2027-03-26/2027-05-06", "2026-03-01/2026-05-01"]\n'
    found = limits('school_holidays = ["2027-10-25/2027-10-29"]\n', diary=diary, register=election)
    assert [(one.why, str(one.first), str(one.last), one.wish, one.kind) for one in found.avoided] == [
        ("Fair", "2027-06-07", "2027-06-11", HARD, "diary"),
        ("audit", "2027-07-01", "2027-07-01", Wish(weight=3), "diary"),
        ("school holidays", "2027-10-25", "2027-10-29", Wish(weight=4), "school-holidays"),
        ("pre-election period", "2027-03-26", "2027-05-06", Wish(weight=5), "election"),
    ]


def test_planning_takes_as_long_as_the_authority_runs_it() -> None:
    found = limits(
        authority='[[phases]]\nid = "venue"\ntitle = "Venue"\nfirst_offset = -200\nneeds = []\nleast_days = 2\n'
    )
    assert found.leads[ExerciseType.LIVE].length_days == 200
    assert limits().leads[ExerciseType.LIVE].length_days == 182


def test_an_agency_has_its_limits_over_the_whole_forum() -> None:
    text = REGISTER.replace("category = 1", "category = 1, a_week = 1, a_quarter = 6")
    (police,) = asked(NORTHBANK | {"register": text}).problem.agencies
    assert (police.id, police.a_week, police.a_quarter) == ("example-police", 1, 6)


def test_one_authority_has_its_own_plans_and_counts_the_exercises_of_all() -> None:
    other = REGISTER.replace('name = "Halton" }', 'name = "Halton" }, { id = "east", name = "East" }')
    records = NORTHBANK | {
        "register": other,
        "east/authority": 'id = "east"\nname = "East"\n',
        "east/establishments/eastquay": PREPARED,
        "east/exercises/2027-east": 'planned_on = 2027-03-10\nwill_test = ["eastquay"]\n',
    }
    on = date(2026, 11, 21)
    found = translate(register(records), load_law(), Asked(on=on, first=on, authority="halton")).problem
    assert [one.ref for one in found.plans] == ["northbank"]
    assert [one.id for one in found.committed] == ["2027-east"]
    assert sorted(found.limit) == ["east", "halton"]


def test_a_published_test_of_a_plan_that_is_not_sought_is_said_and_left_out() -> None:
    closed = f'history = [{{ on = 2022-06-30, event = "closed" }}]\n{PREPARED}'
    books = register(NORTHBANK | {"establishments/dockside": closed})
    on = date(2026, 11, 21)
    published = [Published(plan=ref, day=date(2027, 5, 4)) for ref in ("northbank", "dockside")]
    found = translate(books, load_law(), Asked(on=on, first=on, years=3), published)
    assert [one.plan for one in found.problem.published] == ["northbank"]
    assert found.not_counted == ("dockside, published for 4 May 2027: not among the plans that are to have dates",)


def test_exercises_before_the_first_day_take_their_share_of_the_week_the_gap_and_the_quarter() -> None:
    last = held("2026-11-18", more='agencies = ["example-police"]\n')
    texts = {"exercises/2026-live": last, "authority": "[programme]\ngap_days = 60\n"}
    found = asked(NORTHBANK | texts).problem
    (police,) = found.agencies
    assert (police.held_this_week, police.held_this_quarter) == (1, 1)
    (near,) = found.limit["halton"].avoided
    assert (near.why, str(near.last), near.wish) == ("too near 2026-live, 18 Nov 2026", "2027-01-16", HARD)
    wished = NORTHBANK | texts | {"authority": '[programme]\ngap_days = 60\nhard = []\nwishes = ["gap_days"]\n'}
    assert [str(one.last) for one in asked(wished).problem.limit["halton"].avoided] == ["2026-11-22"]  # the Sunday
    later = asked(NORTHBANK | texts, first="2027-02-01").problem
    assert (later.limit["halton"].avoided, later.agencies[0].held_this_quarter) == ((), 0)
    before = 'planned_on = 2027-01-20\nagencies = ["example-police"]\n'
    planned = asked(NORTHBANK | {"exercises/2027-live": before}, first="2027-02-01").problem
    assert planned.agencies[0].held_this_quarter == 1
