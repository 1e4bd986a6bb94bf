"""What is missing, what would do, and what records it: in an inspector's order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from command_line import EXAMPLE, SHIPPED
from register_text import register

from comah.assess import assess
from comah.duties.gaps import Scope, gap_report
from comah.law.load import load_law
from comah.model.book import Book
from comah.model.gap import GAP_WORDS, GapKind, GapReport, GapRow
from comah.records.load import load_book
from comah.render.gaps_table import write_words

ON = "2026-11-21"
PLAN = '[[plans]]\nregime = "comah"\n'
KNOWN = 'operator = "A"\naddress = "B"\n'
SINCE = "21 Nov 2023 (that day counts)"


def report(records: Mapping[str, str] | Book, *sites: str, on: str = ON) -> GapReport:
    book = records if isinstance(records, Book) else register(records)
    law = load_law()
    return gap_report(book, law, assess(book, law, date.fromisoformat(on)), Scope(sites=frozenset(sites)))


def rows(found: GapReport, kind: GapKind) -> list[tuple[str, str, str, str]]:
    """Return the subject, what is missing, what would do and what to write, of every row of a kind."""
    chosen: list[GapRow] = [
        row for page in found.authorities for section in page.sections if section.kind is kind for row in section.rows
    ]
    return [(row.subject, row.first.what, row.first.enough, write_words(row)) for row in chosen]


def test_the_shipped_register_lacks_every_day_that_an_inspector_asks_for() -> None:
    found = report(load_book(SHIPPED))
    (halton,) = found.authorities
    assert halton.headline == "120 facts missing; without them 9 tests and 9 reviews cannot be shown in date."
    assert [section.kind for section in halton.sections] == [
        GapKind.TEST,
        GapKind.REVIEW,
        GapKind.PREPARED,
        GapKind.INFORMATION,
        GapKind.HISTORY,
        GapKind.ZONE_REVIEWED,
        GapKind.ZONE_SENT,
        GapKind.EXERCISE_DAY,
        GapKind.CREDIT,
        GapKind.UNHELD,
        GapKind.INTERNAL_REVIEW,
        GapKind.INTERNAL_TEST,
        GapKind.SAFETY_REPORT,
        GapKind.LOCAL,
        GapKind.OPERATOR,
        GapKind.ADDRESS,
    ]
    assert rows(found, GapKind.TEST) == [
        (
            "All 9 plans",
            "when the plan was last tested",
            f"tested since {SINCE}, or first prepared since then",
            "comah record test SITE --on DATE --by POST",
        )
    ]
    assert rows(found, GapKind.REVIEW) == [
        (
            "All 9 plans",
            "when the plan was last reviewed",
            f"reviewed since {SINCE}, or first prepared since then",
            "comah record review SITE --on DATE --by POST",
        )
    ]
    assert rows(found, GapKind.PREPARED) == [
        (
            "All 9 plans",
            "when the plan was first prepared",
            f"since {SINCE} would put the plan in date by itself",
            "comah record prepared SITE --on DATE --by POST",
        )
    ]
    assert rows(found, GapKind.ZONE_SENT) == [
        (
            "All 9 sites",
            "when the public information was last sent to the zone",
            "sent since 21 Nov 2021 (that day counts)",
            "by hand, public_information: sent_on in halton/establishments/*.toml",
        )
    ]
    assert rows(found, GapKind.CREDIT) == [
        (
            "Runcorn, 6 plans",
            "which plans 2024-runcorn tested; held Apr-Jun 2024 (the day is not known either)",
            "your decision and its evidence; if tested, last lawful day 1 Apr 2027, safe date 31 Mar 2027",
            "comah record test runcorn --exercise 2024-runcorn --on DATE --by POST",
        )
    ]
    assert [subject for subject, *_ in rows(found, GapKind.EXERCISE_DAY)] == [
        "ICoNiChem Widnes Ltd",
        "INEOS Enterprises Ltd; INEOS Inovyn; Koura Ltd",
        "INEOS Inovyn; Packed Chlorine Ltd",
    ]
    assert rows(found, GapKind.UNHELD) == [
        (
            "2024-widnes-live, which names no site",
            "whether 2024-widnes-live, planned Sep-Nov 2024, was held, put off or cancelled",
            "the day it was held, the new day, or that it was cancelled",
            "by hand, exercises: held_on, cancelled or planned_on in halton/exercises/2024-widnes-live.toml",
        )
    ]
    assert [subject for subject, *_ in rows(found, GapKind.ADDRESS)] == ["Runcorn, 6 sites; Univar Ltd"]


def test_one_site_alone() -> None:
    found = report(load_book(SHIPPED), "univar-widnes")
    assert {gap.establishment for gap in found.gaps} == {"univar-widnes"}
    ((subject, _, _, command),) = rows(found, GapKind.TEST)
    assert (subject, command) == ("Univar Ltd", "comah record test univar-widnes --on DATE --by POST")


def test_a_day_known_only_roughly_says_which_day_would_do() -> None:
    plan = KNOWN + PLAN + 'reviews = [{ on = "2024-05" }]\n'
    test = 'held_on = "2023-11"\ncredits = [{ plan = "northbank", conclusion = "tested" }]\n'
    found = report({"establishments/northbank": plan, "exercises/e1": test})
    assert rows(found, GapKind.TEST_DAY) == [
        (
            "northbank",
            "on which day it was tested; the record has 2023-11",
            f"tested since {SINCE}",
            "comah record test northbank --exercise e1 --on DATE --by POST",
        )
    ]
    assert rows(found, GapKind.REVIEW_DAY) == [
        (
            "northbank",
            "on which day it was reviewed; the record has 2024-05",
            f"reviewed since {SINCE}",
            "by hand, plans: reviews: on in halton/establishments/northbank.toml",
        )
    ]
    assert rows(found, GapKind.TEST) == []


def test_a_later_test_without_its_day() -> None:
    credit = 'credits = [{ plan = "northbank", conclusion = "tested" }]\n'
    found = report(
        {
            "establishments/northbank": PLAN,
            "exercises/e1": f"held_on = 2022-06-01\n{credit}",
            "exercises/e2": f'held_on = "unknown"\n{credit}',
        }
    )
    ((_, what, enough, _),) = rows(found, GapKind.TEST)
    assert what == "on which day it was tested later: that day is not on record"
    assert enough == f"tested since {SINCE}"


def test_an_old_preparation_on_record_is_not_asked_for_again_but_its_history_is() -> None:
    found = report({"establishments/northbank": PLAN + "first_prepared_on = 2010-05-01\n"})
    ((_, _, enough, _),) = rows(found, GapKind.TEST)
    assert enough == f"tested since {SINCE}"
    assert rows(found, GapKind.PREPARED) == []
    assert [command for *_, command in rows(found, GapKind.HISTORY)] == ["comah record complete northbank --by POST"]


def test_a_plan_in_date_is_asked_for_nothing_that_would_change_nothing() -> None:
    plan = KNOWN + PLAN + "first_prepared_on = 2010-05-01\nreviews = [{ on = 2025-01-01 }]\n"
    test = 'held_on = 2025-01-01\ncredits = [{ plan = "northbank", conclusion = "tested" }]\n'
    found = report({"establishments/northbank": plan, "exercises/e1": test})
    assert {gap.kind for gap in found.gaps} == {
        GapKind.ZONE_REVIEWED,
        GapKind.ZONE_SENT,
        GapKind.INTERNAL_REVIEW,
        GapKind.INTERNAL_TEST,
        GapKind.SAFETY_REPORT,
    }


def test_a_plan_that_is_owed_and_not_on_record() -> None:
    found = report({"establishments/northbank": PLAN + "information_received_on = 2025-12-15\n"})
    ((_, _, enough, _),) = rows(found, GapKind.PREPARED)
    assert enough == "the day, if it has been prepared: it is owed, and none is on record"
    assert rows(found, GapKind.INFORMATION) == []


def test_another_regime_is_named_in_its_command() -> None:
    found = report({"establishments/northbank": '[[plans]]\nregime = "reppir"\n'})
    ((subject, _, _, command),) = rows(found, GapKind.TEST)
    assert subject == "northbank (reppir)"
    assert command == "comah record test northbank --on DATE --by POST --regime reppir"
    ((_, what, _, written),) = rows(found, GapKind.INFORMATION)
    assert what == "when the operator's consequences report was received"
    assert written == "by hand, plans: consequences_report_received_on in halton/establishments/northbank.toml"


def test_a_plan_tested_element_by_element_asks_for_the_elements() -> None:
    found = report({"establishments/northbank": PLAN + "modular = true\n"})
    ((_, _, enough, command),) = rows(found, GapKind.TEST)
    assert enough.startswith("every element tested since")
    assert command == "comah record test northbank --on DATE --by POST --elements LIST"


def test_an_exercise_that_would_change_nothing_is_asked_for_only_where_it_was_meant_to_test() -> None:
    plan = "held_on = 2025-01-01\n" + 'credits = [{ plan = "northbank", conclusion = "tested" }]\n'
    found = report(
        {
            "establishments/northbank": PLAN,
            "exercises/e1": plan,
            "exercises/played": 'held_on = 2022-01-01\ntakes_part = ["northbank"]\n',
            "exercises/meant": 'held_on = 2022-02-01\nwill_test = ["northbank"]\n',
            "exercises/later": 'held_on = 2026-02-01\ntakes_part = ["northbank"]\n',
        }
    )
    assert [gap.exercise for gap in found.gaps if gap.kind is GapKind.CREDIT] == ["later", "meant"]


def test_exercises_not_recorded_as_held_and_cancelled_ones() -> None:
    found = report(
        {
            "establishments/northbank": PLAN,
            "exercises/lately": 'planned_on = 2026-05-06\nwill_test = ["northbank"]\n',
            "exercises/long-ago": 'planned_on = 2018-05-06\nwill_test = ["northbank"]\n',
            "exercises/off": 'planned_on = 2026-05-06\nwill_test = ["northbank"]\ncancelled = { reason = "strike" }\n',
            "exercises/to-come": 'planned_on = 2027-05-06\nwill_test = ["northbank"]\n',
        }
    )
    lately, long_ago = rows(found, GapKind.UNHELD)
    assert lately[2].endswith(f"held since {SINCE} and credited, it puts the test in date")
    assert lately[3] == "comah record test northbank --exercise lately --on DATE --by POST"
    assert long_ago[2] == "the day it was held, the new day, or that it was cancelled"


def test_a_major_incident_without_a_day_on_which_the_public_was_told() -> None:
    found = report(
        {
            "establishments/northbank": PLAN,
            "activations/a1": 'site = "northbank"\non = 2025-03-09\n',
            "activations/a2": 'site = "northbank"\non = 2025-04-09\npublic_informed_on = 2025-04-09\n',
            "activations/a3": 'site = "northbank"\non = 2025-05-09\nkind = "standby"\n',
        }
    )
    ((subject, what, _, written),) = rows(found, GapKind.PUBLIC_INFORMED)
    assert subject == "northbank"
    assert what == "when people likely to be affected were informed after a1, 9 Mar 2025"
    assert written == "by hand, activations: public_informed_on in halton/activations/a1.toml"


def test_local_duties() -> None:
    board = '[[local_duties]]\nid = "b"\ntitle = "Board"\nevery = "1 year"\n'
    radio = '[[local_duties]]\nid = "r"\nlast_on = 2026-01-01\n'
    found = report({"authority": board + radio, "establishments/northbank": PLAN})
    assert [(subject, what) for subject, what, *_ in rows(found, GapKind.LOCAL)] == [
        ("Board", "when it was last done"),
        ("r", "how often it is owed"),
    ]


def test_a_closed_site_and_one_of_lower_tier_are_asked_for_no_test() -> None:
    closed = PLAN + '[[history]]\non = 2020-01-01\nevent = "closed"\n'
    assert report({"establishments/northbank": closed}).gaps == ()
    lower = report({"establishments/northbank": f'tier = "lower"\n{KNOWN}{PLAN}'})
    assert lower.gaps == ()
    assert lower.authorities[0].headline == "Nothing that is looked for is missing."


@pytest.mark.parametrize("folder", [SHIPPED, EXAMPLE], ids=["shipped", "example"])
def test_every_gap_says_where_to_look_and_how_to_write_it(folder: Path) -> None:
    found = report(load_book(folder))
    order = list(GapKind)
    for page in found.authorities:
        kinds = [order.index(section.kind) for section in page.sections]
        assert kinds == sorted(kinds)
        for section in page.sections:
            assert section.words.look
            assert all(write_words(row) for row in section.rows)
    assert all(gap.file is not None and gap.key and gap.enough for gap in found.gaps)


def test_every_kind_of_gap_has_words() -> None:
    assert set(GAP_WORDS) == set(GapKind)
