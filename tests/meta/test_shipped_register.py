"""The register that ships: public facts of Halton, each with its source, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
import tomli

from comah.assess import assess
from comah.law.load import load_law
from comah.model.book import AuthorityBook, Book
from comah.model.duty import Assessment, Status
from comah.model.establishment import Plan
from comah.model.exercise import Exercise
from comah.model.kinds import ExerciseFormat, ExerciseType, Tier
from comah.model.oncall_kinds import ALL_STRUCTS
from comah.records.consistency import check_book
from comah.records.load import load_book
from comah.records.schema import schema_text

SITES = Path(__file__).parents[2] / "sites"
RUNCORN = (
    "ineos-enterprises-runcorn",
    "ineos-inovyn-runcorn",
    "koura-runcorn",
    "packed-chlorine-runcorn",
    "runcorn-mcp",
    "vynova-runcorn",
)
WIDNES = ("iconichem-widnes", "lanxess-widnes", "univar-widnes")


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book(SITES)


@pytest.fixture(scope="module")
def halton(book: Book) -> AuthorityBook:
    (records,) = (one for one in book.authorities if one.authority.id == "halton")
    return records


@pytest.fixture(scope="module")
def assessment(book: Book) -> Assessment:
    return assess(book, load_law(), date(2026, 11, 21))


def exercise(halton: AuthorityBook, name: str) -> Exercise:
    (found,) = (one for one in halton.exercises if one.id == name)
    return found


def test_it_has_no_fault(book: Book) -> None:
    assert book.problems == ()
    assert check_book(book, date(2026, 11, 21)) == ()


def test_the_forum_names_its_four_authorities_and_keeps_records_of_halton(book: Book) -> None:
    assert book.name == "Cheshire Resilience Forum"
    named = [one.id for one in book.register.authorities]
    assert named == ["halton", "warrington", "cheshire-east", "cheshire-west-and-chester"]
    assert [path.parent.name for path in SITES.glob("*/authority.toml")] == ["halton"]


def test_halton_has_nine_upper_tier_establishments_six_of_them_runcorn_operators(halton: AuthorityBook) -> None:
    assert sorted(one.id for one in halton.establishments) == sorted((*RUNCORN, *WIDNES))
    assert sorted(one.id for one in halton.establishments if one.group == "runcorn") == sorted(RUNCORN)
    assert {one.tier for one in halton.establishments} == {Tier.UPPER}


def test_no_plan_has_any_date_and_none_is_credited(halton: AuthorityBook) -> None:
    assert [plan for site in halton.establishments for plan in site.plans if _without_place(plan) != PLAIN] == []
    assert [one.id for one in halton.exercises if one.credits or one.will_test] == []


def _without_place(plan: Plan) -> object:
    return {name: value for name, value in msgspec.structs.asdict(plan).items() if name not in {"place", "regime"}}


PLAIN = {
    field.name: field.default
    for field in msgspec.structs.fields(Plan)
    if field.name not in {"place", "regime"} and field.default is not msgspec.NODEFAULT
}


def test_every_fact_has_its_source(halton: AuthorityBook) -> None:
    assert [one.id for one in halton.establishments if not one.source] == []
    assert [one.note for site in halton.establishments for one in site.history if not one.source] == []
    assert [one.id for one in halton.exercises if not one.source] == []
    assert halton.diary is not None
    assert [one.id for one in halton.diary.entries if not one.source] == []
    assert halton.authority.source_note == "public papers to Sep 2024, NOT the council's own records"


def test_runcorn_2024_names_all_six_and_is_meant_to_test_none(halton: AuthorityBook) -> None:
    one = exercise(halton, "2024-runcorn")
    assert one.type is ExerciseType.UNKNOWN
    assert one.held_on is not None
    assert (one.held_on.text, one.held_on.is_exact) == ("2024-04/2024-06", False)
    assert sorted(one.takes_part) == sorted(RUNCORN)
    done = {phase.id: phase.done_on.text for phase in one.phases if phase.done_on}
    assert done == {"multi-agency-debrief": "unknown", "report-published": "2024-07"}


def test_the_widnes_live_exercise_is_planned_for_nobody_named_and_not_held(halton: AuthorityBook) -> None:
    one = exercise(halton, "2024-widnes-live")
    assert one.type is ExerciseType.LIVE
    assert one.planned_on is not None
    assert one.planned_on.text == "2024-09/2024-11"
    assert one.planning_from is not None
    assert one.planning_from.text == "2024-06"
    assert (one.held_on, one.takes_part) == (None, ())


@pytest.mark.parametrize(
    ("name", "kind", "sites", "agencies"),
    [
        (
            "runcorn-tabletop",
            ExerciseType.TABLETOP,
            ("ineos-inovyn-runcorn", "ineos-enterprises-runcorn", "koura-runcorn"),
            ("hse", "environment-agency", "health-not-named", "cheshire-west-and-chester-council"),
        ),
        (
            "runcorn-virtual-tabletop",
            ExerciseType.TABLETOP,
            ("ineos-inovyn-runcorn", "packed-chlorine-runcorn"),
            (),
        ),
        ("iconichem-exercise", ExerciseType.UNKNOWN, ("iconichem-widnes",), ("nhs-england", "environment-agency")),
    ],
)
def test_three_exercises_were_held_on_days_that_no_paper_gives(
    halton: AuthorityBook, name: str, kind: ExerciseType, sites: tuple[str, ...], agencies: tuple[str, ...]
) -> None:
    one = exercise(halton, name)
    assert one.held_on is not None
    assert not one.held_on.is_known
    assert (one.type, one.takes_part, one.agencies) == (kind, sites, agencies)
    assert (one.format is ExerciseFormat.VIRTUAL) == (name == "runcorn-virtual-tabletop")


def test_the_measure_and_the_board_report_are_on_record(halton: AuthorityBook) -> None:
    (measure,) = halton.authority.measures
    assert (measure.id, measure.target) == ("ppt-06", 1)
    (report,) = halton.authority.local_duties
    assert report.last_on is not None
    assert (report.id, report.last_on.text, report.every) == ("board-report", "2024-09-10", "")


def test_nothing_shows_a_test_or_a_review_to_be_in_date(assessment: Assessment) -> None:
    for duty in ("COMAH-14-TEST", "COMAH-14-REVIEW"):
        found = [one for one in assessment.duties if one.duty == duty]
        assert len(found) == 9
        assert {one.status for one in found} == {Status.UNKNOWN}
        assert {one.in_date_only_if_since for one in found} == {date(2023, 11, 21)}


def test_crediting_runcorn_2024_would_carry_six_plans_to_31_march_2027(assessment: Assessment) -> None:
    found = {
        one.establishment: [(each.exercise, each.due_on, each.safe_on) for each in one.if_credited]
        for one in assessment.duties
        if one.duty == "COMAH-14-TEST"
    }
    credited = [("2024-runcorn", date(2027, 4, 1), date(2027, 3, 31))]
    assert found == {name: credited if name in RUNCORN else [] for name in (*RUNCORN, *WIDNES)}


def test_each_record_points_at_its_schema() -> None:
    records = [path for path in SITES.rglob("*.toml") if path.parent.name != "schema"]
    assert len(records) == 17
    for path in records:
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        pointed = (path.parent / first.removeprefix("#:schema ")).resolve()
        assert pointed == (SITES / "schema" / f"{_kind(path)}.json").resolve(), path
        assert pointed.is_file(), path


def test_the_schemas_that_ship_are_those_of_the_records() -> None:
    shipped = {path.stem: path.read_text(encoding="utf-8") for path in (SITES / "schema").iterdir()}
    assert shipped == {kind: schema_text(kind) for kind in ALL_STRUCTS}


def _kind(path: Path) -> str:
    folders = {"establishments": "establishment", "exercises": "exercise", "activations": "activation"}
    return folders.get(path.parent.name, path.stem)


def test_the_day_of_no_article_is_guessed() -> None:
    for path in (SITES / "halton" / "exercises").glob("*-*.toml"):
        record = tomli.loads(path.read_text(encoding="utf-8"))
        if not path.stem[:4].isdigit():
            dated = sorted(key for key in record if key.endswith(("_on", "_from")))
            assert dated == ["held_on"], path
            assert record["held_on"] == "unknown"
