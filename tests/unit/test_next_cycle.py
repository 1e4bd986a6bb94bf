"""By which date an exercise is judged: the plan's own, or one counted on from an exercise that stands before it.

The plan of northbank was tested on 12 May 2023: last lawful day 12 May 2026, safe date 11 May 2026.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from msgspec.structs import replace
from register_text import register

from comah.duties.change_effects import test_duties as duties_to_test
from comah.duties.next_cycle import Cycles, Judged, judged_tests
from comah.exercises.state import planned_day
from comah.law.load import load_law
from comah.model.establishment import Establishment
from comah.model.provision import Law

SITE = {"establishments/northbank": '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2016-02-01\n'}
TESTED = {"exercises/y2023": 'held_on = 2023-05-12\ncredits = [{ plan = "northbank", conclusion = "tested" }]\n'}
MEANT = 'will_test = ["northbank"]\n'
ON = "2025-11-21"


def judged(
    planned_on: str, earlier: Mapping[str, str], on: str = ON, *, base: Mapping[str, str] = SITE | TESTED, law: Law
) -> Judged:
    """Judge the exercise ``second``, on a day or with a text of its own, beside some others."""
    text = planned_on if "=" in planned_on else f"{MEANT}planned_on = {planned_on}\n"
    others = {f"exercises/{name}": one for name, one in earlier.items()}
    book = register({**base, **others, "exercises/second": text})
    second = next(one for records in book.authorities for one in records.exercises if one.id == "second")
    day = date.fromisoformat(on)
    duties = duties_to_test(book, load_law(), day, second.will_test)
    (found,) = judged_tests(book, law, duties, second, planned_day(second, day), on=day).values()
    return found


def safe(planned_on: str, earlier: Mapping[str, str], on: str = ON, **more: Mapping[str, str]) -> tuple[str, str]:
    """Return the safe date by which it is judged, and the exercise that this is counted on from."""
    found = judged(planned_on, earlier, on, law=load_law(), **more)
    return str(found.duty.safe_on), found.follows


LIVE = {"live": f"{MEANT}planned_on = 2026-03-10\n"}


def test_the_second_of_two_is_judged_three_years_on_from_the_first() -> None:
    found = judged("2029-02-01", LIVE, law=load_law())
    dates = (found.duty.due_on, found.duty.due_latest_on, found.duty.safe_on, found.duty.days_left)
    assert dates == (date(2029, 3, 10), date(2029, 3, 10), date(2029, 3, 9), 1204)
    assert found.present.safe_on == date(2026, 5, 11)
    assert (found.duty.status, found.duty.reason) == (found.present.status, found.present.reason)
    assert found.counted_words == ", counted from live, planned for 10 Mar 2026, if that one tests it"
    assert list(found.present_words(date(2025, 11, 21))) == ["The present safe date, 11 May 2026, is for live to meet."]


def test_the_first_and_one_alone_are_judged_by_the_present_date() -> None:
    second = {"2029-live": f"{MEANT}planned_on = 2029-02-01\n"}
    for others in ({}, second):
        found = judged("2026-06-10", others, law=load_law())
        assert (str(found.duty.safe_on), found.follows, found.duty) == ("2026-05-11", "", found.present)
        assert (found.counted_words, list(found.present_words(date(2025, 11, 21)))) == ("", [])


@pytest.mark.parametrize(
    ("planned_on", "expected"),
    [
        ("2026-05-11", ("2026-05-11", "")),  # it meets the present safe date itself
        ("2026-05-12", ("2029-03-09", "live")),
        ('"2026-05"', ("2029-03-09", "live")),  # it may come after it
        ("2029-03-10", ("2029-03-09", "live")),
    ],
)
def test_an_exercise_that_meets_the_present_date_is_judged_by_it(planned_on: str, expected: tuple[str, str]) -> None:
    assert safe(planned_on, LIVE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("planned_on = 2026-05-31", "2029-05-30"),
        ("planned_on = 2026-05-31\nconfirmed_on = 2025-11-01", "2029-05-30"),
        ("planned_on = 2026-06-01", ""),  # on the same day: neither stands before the other
        ('planned_on = "2026-05"', "2029-04-30"),  # counted from the earliest day that it can be
        ('planned_on = "2026-05/2026-06"', ""),  # it may come after
        ("planned_on = 2026-05-30/2026-05-31", "2029-05-29"),
        ("planned_on = 2025-11-21", "2028-11-20"),  # today
        ("planned_on = 2025-11-20", ""),  # its day has passed
        ('planned_on = "2025-11"', "2028-10-31"),  # its day may have passed
        ("planned_on = 2026-05-31\ncancelled = { on = 2025-11-01 }", ""),
        ("planned_on = 2026-05-31\ncancelled = { on = 2025-11-22 }", "2029-05-30"),  # not known yet on the day
        ("planned_on = 2026-05-31\npostponements = [{ on = 2025-11-01, from = 2026-05-31 }]", ""),
        (
            "planned_on = 2026-05-31\npostponements = [{ on = 2025-11-01, from = 2026-05-31, to = 2026-04-15 }]",
            "2029-04-14",
        ),
        ("", ""),  # no day yet
        ("held_on = 2025-11-12", "2028-11-11"),  # held, and not decided on yet
        ('held_on = 2025-11-12\ncredits = [{ plan = "northbank", conclusion = "not-tested" }]', ""),  # it did not
        ("held_on = 2022-03-01", ""),  # long ago: what would follow from it has passed
    ],
)
def test_which_exercises_stand_before_another(text: str, expected: str) -> None:
    text = text.replace("2026-05-30/2026-05-31", '"2026-05-30/2026-05-31"')
    found = safe("2026-06-01", {"live": MEANT + text})
    assert found == ((expected, "live") if expected else ("2026-05-11", ""))


def test_an_exercise_that_only_takes_part_or_tests_another_plan_does_not_count() -> None:
    for text in ('takes_part = ["northbank"]\n', 'will_test = ["eastquay"]\n'):
        assert safe("2029-02-01", {"live": f"{text}planned_on = 2026-03-10\n"}) == ("2026-05-11", "")


def test_of_several_the_last_before_it_counts_and_the_first_serves_the_present_date() -> None:
    several = LIVE | {
        "later": f"{MEANT}planned_on = 2026-12-02\n",
        "after": f"{MEANT}planned_on = 2030-12-02\n",
    }
    found = judged("2029-02-01", several, law=load_law())
    assert (str(found.duty.safe_on), found.follows, found.soonest) == ("2029-12-01", "later", "live")
    assert list(found.present_words(date(2026, 5, 12))) == [
        "The present safe date, 11 May 2026, HAS PASSED; live is the next to test it."
    ]


def test_an_earlier_exercise_that_is_itself_too_late_is_counted_on_from() -> None:
    assert safe("2029-05-28", {"live": f"{MEANT}planned_on = 2026-05-29\n"}) == ("2029-05-28", "live")


@pytest.mark.parametrize(
    "state", ["held_on = 2025-11-01\n", "cancelled = { on = 2025-11-01 }\n", "postponements = [{ on = 2025-11-01 }]\n"]
)
def test_an_exercise_that_is_over_or_has_no_day_is_judged_as_the_plan_stands(state: str) -> None:
    day = "" if "postponements" in state else "planned_on = 2029-02-01\n"
    assert safe(f"{MEANT}{day}{state}", LIVE) == ("2026-05-11", "")


def test_a_plan_without_a_known_date_is_counted_on_too() -> None:
    found = judged("2029-02-01", LIVE, base=SITE, law=load_law())
    assert (str(found.duty.safe_on), found.present.safe_on, found.follows) == ("2029-03-09", None, "live")
    assert list(found.present_words(date(2025, 11, 21))) == [
        (
            "Safe date not known today: no test on record; first prepared 1 Feb 2016, and the history is not said to "
            "be complete; in date only if tested since 21 Nov 2022 (that day counts)."
        )
    ]


def test_a_letter_that_allows_longer_stands() -> None:
    plan = '[[plans]]\nregime = "reppir"\nextensions = [{ duty = "test", until_on = %s }]\n'
    earlier = {"live": 'will_test = ["northbank/reppir"]\nplanned_on = 2026-03-10\n'}
    text = 'will_test = ["northbank/reppir"]\nplanned_on = 2029-06-01\n'
    for until, expected in (("2029-03-10", ("2029-03-09", "")), ("2029-03-09", ("2029-03-09", "live"))):
        assert safe(text, earlier, base={"establishments/northbank": plan % until}) == expected


@pytest.mark.parametrize(
    "records",
    [
        {"establishments/northbank": SITE["establishments/northbank"] + "modular = true\n"} | TESTED,
        SITE | TESTED | {"authority": "[policy]\nstrict_elements = true\n"},
    ],
    ids=["modular", "strict"],
)
def test_a_plan_tested_element_by_element_is_counted_on_as_if_all_were_tested(records: Mapping[str, str]) -> None:
    found = judged("2029-02-01", LIVE, base=records, law=load_law())
    assert (str(found.duty.safe_on), found.follows) == ("2029-03-09", "live")
    assert found.counted_words == ", counted from live, planned for 10 Mar 2026, if that one tests every element of it"


def test_a_plan_that_owes_no_test_has_no_date() -> None:
    exempt = '[[plans]]\nregime = "comah"\nexemptions = [{ from = 2020-01-01, reference = "CA/1" }]\n'
    found = safe("2029-02-01", LIVE, base={"establishments/northbank": exempt})
    assert found == ("None", "")


def test_a_record_with_faults_is_not_counted_on() -> None:
    faulty = {"live": f'{MEANT}planned_on = 2026-03-10\nheld_on = "soon"\n'}
    assert safe("2029-02-01", faulty) == ("2026-05-11", "")


def test_a_law_without_the_provision_or_its_period_counts_nothing_on() -> None:
    law = load_law()
    silent = tuple(
        replace(row, values=tuple(replace(one, interval=None) for one in row.values)) for row in law.provisions
    )
    for without in (replace(law, provisions=()), replace(law, provisions=silent)):
        assert judged("2029-02-01", LIVE, law=without).follows == ""


class _Sites(tuple[Establishment, ...]):
    """Sites that count how often somebody went through them."""

    __slots__ = ()
    walks = 0

    def __iter__(self) -> Iterator[Establishment]:
        type(self).walks += 1
        return super().__iter__()


def test_the_sites_are_gone_through_once_however_many_exercises_are_judged() -> None:
    """A check judges every exercise of a register: with a walk through the sites for each, time grows as its square."""
    _Sites.walks = 0
    book = register(
        {**SITE, **TESTED, "exercises/live": LIVE["live"], "exercises/second": f"{MEANT}planned_on = 2029-02-01\n"}
    )
    (records,) = book.authorities
    day, law = date.fromisoformat(ON), load_law()
    duty = duties_to_test(book, law, day, ["northbank"])["northbank"]
    counted = replace(book, authorities=(replace(records, establishments=_Sites(records.establishments)),))
    cycles = Cycles(law=law, book=counted, on=day, naming={"northbank": records.exercises})
    second = next(one for one in records.exercises if one.id == "second")
    follows = [cycles.judged("northbank", duty, second, second.planned_on).follows for _ in range(5)]
    assert (follows, _Sites.walks) == (["live"] * 5, 1)
