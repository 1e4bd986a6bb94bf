"""What rows say, held against records: added, on record already, in conflict, asked about."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from record_sheets_text import read_sheet, rows_read, sheet_of
from register_text import write_register

from comah.errors import RefusedError
from comah.model.book import Book
from comah.model.change import TomlValue
from comah.model.import_report import Fate, RowRead, RowResult
from comah.model.kinds import Conclusion
from comah.model.said import ExerciseSaid, RowAt, Said, TableSaid
from comah.model.when import When
from comah.records.load import load_book
from comah.records.spreadsheets.foresee import book_after, book_before, merge_soundly
from comah.records.spreadsheets.merge import Merged
from comah.records.write import apply_changes

ON = date(2026, 11, 21)
BY = "emergency planning officer"
SITE = 'operator = "Northbank Ltd"\n[[plans]]\nregime = "comah"\nreviews = [{ on = 2023-11-01 }]\n'
EXERCISE = "held_on = 2024-05-14\n"


class Register:
    """A register on disk, and imports into it."""

    def __init__(self, root: Path, records: dict[str, str] | None = None) -> None:
        self.root = root
        if records is not None:
            write_register(root, records)

    @property
    def book(self) -> Book:
        return book_before(self.root)

    def foresee(self, *rows: RowRead) -> Merged:
        return merge_soundly(self.root, self.book, rows, by=BY, on=ON)[0]

    def take_in(self, *rows: RowRead) -> tuple[RowResult, ...]:
        """Import, write, and hold the book foreseen against the one that was written."""
        merged, after = merge_soundly(self.root, self.book, rows, by=BY, on=ON)
        apply_changes(self.root, merged.changes, by=BY, at="2026-11-21T10:00:00+00:00", digests={})
        assert after.digest == self.book.digest
        again = self.foresee(*rows)
        assert again.changes == ()
        assert Fate.TAKEN not in {result.fate for result in again.results}
        return merged.results

    def text(self, name: str) -> str:
        return (self.root / "halton" / f"{name}.toml").read_text(encoding="utf-8")


def row(number: int, *said: Said, **kwargs: Any) -> RowRead:
    return RowRead(at=at(number), said=said, **kwargs)


def at(number: int) -> RowAt:
    return RowAt(file="sites.xlsx", sheet="Sites", row=number)


def table(number: int, table: tuple[str, ...] = (), id: str = "northbank", **values: TomlValue) -> TableSaid:  # noqa: A002
    regime = "comah" if table[:1] == ("plans",) else ""
    paths = {tuple(name.split("__")): value for name, value in values.items()}
    return TableSaid(
        kind="establishment", authority="halton", id=id, table=table, regime=regime, values=paths, at=at(number)
    )


def held(number: int, when: str, *plans: str, **kwargs: Any) -> ExerciseSaid:
    return ExerciseSaid(
        authority="halton", plans=plans or ("northbank",), when=When.read(when), at=at(number), **kwargs
    )


def test_a_new_site_with_all_that_its_row_says_is_one_new_record(tmp_path: Path) -> None:
    register = Register(tmp_path, {})
    said = (
        table(2, name="Northbank Chemicals", tier="upper", town="Widnes", source=at(2).origin),
        table(2, ("plans",), first_prepared_on=date(2017, 3, 14)),
        table(2, ("plans", "reviews"), on=date(2023, 11, 1), kind="full"),
        table(2, public_information__sent_on="2024-03"),
    )
    [result] = register.take_in(row(2, *said))
    assert result.fate is Fate.TAKEN
    assert register.text("establishments/northbank") == (
        '#:schema ../../schema/establishment.json\n\nschema = 1\nid = "northbank"\nname = "Northbank Chemicals"\n'
        'town = "Widnes"\ntier = "upper"\nsource = "sites.xlsx, sheet \\"Sites\\", row 2"\n\n'
        '[[plans]]\nregime = "comah"\nfirst_prepared_on = 2017-03-14\n\n[[plans.reviews]]\non = 2023-11-01\n\n'
        '[public_information]\nsent_on = "2024-03"\n'
    )


def test_what_is_missing_is_added_and_every_other_byte_stays(tmp_path: Path) -> None:
    register = Register(tmp_path, {"establishments/northbank": SITE + "# a note of ours\n"})
    before = register.text("establishments/northbank")
    register.take_in(row(2, table(2, town="Widnes", operator="Northbank Ltd")))
    after = register.text("establishments/northbank")
    assert after == before.replace('operator = "Northbank Ltd"\n', 'operator = "Northbank Ltd"\ntown = "Widnes"\n')


def test_a_different_value_is_a_conflict_with_both_sides_and_the_line(tmp_path: Path) -> None:
    register = Register(tmp_path, {"establishments/northbank": SITE})
    [result] = register.take_in(row(2, table(2, tier="lower")))
    assert result.fate is Fate.CONFLICT
    line = register.text("establishments/northbank").split("\n").index('tier = "upper"') + 1
    assert result.conflicts == (
        f"northbank, Tier: the sheet says lower, the record says upper (halton/establishments/northbank.toml:{line})",
    )


def test_a_row_with_a_conflict_and_something_new_is_partly_taken(tmp_path: Path) -> None:
    register = Register(tmp_path, {"establishments/northbank": SITE})
    [result] = register.take_in(row(2, table(2, operator="Another Ltd", town="Widnes")))
    assert (result.fate, len(result.conflicts)) == (Fate.PARTLY, 1)


def test_two_rows_that_differ_are_held_against_each_other(tmp_path: Path) -> None:
    first, second = register_of_new_site(tmp_path).take_in(
        row(2, table(2, name="Northbank", tier="upper", town="Widnes")), row(3, table(3, town="Runcorn"))
    )
    assert first.fate is Fate.TAKEN
    assert second.conflicts == ("northbank, Town: the sheet says Runcorn, Sites row 2 says Widnes",)


def register_of_new_site(tmp_path: Path) -> Register:
    return Register(tmp_path, {})


def test_the_same_review_in_two_rows_is_one_review(tmp_path: Path) -> None:
    register = Register(tmp_path, {"establishments/northbank": SITE})
    said = [row(n, table(n, ("plans", "reviews"), on=date(2024, 2, 2), kind="full")) for n in (2, 3)]
    assert [result.fate for result in register.take_in(*said)] == [Fate.TAKEN, Fate.ON_RECORD]
    assert register.text("establishments/northbank").count("2024-02-02") == 1


@pytest.mark.parametrize(("when", "fate"), [("2023-11", Fate.CONFLICT), ("2023", Fate.CONFLICT), ("2022", Fate.TAKEN)])
def test_a_vaguer_review_is_perhaps_the_one_on_record(tmp_path: Path, when: str, fate: Fate) -> None:
    register = Register(tmp_path, {"establishments/northbank": SITE})
    [result] = register.take_in(row(2, table(2, ("plans", "reviews"), on=when, kind="full")))
    assert result.fate is fate


def test_an_answer_makes_a_vague_day_exact_and_never_contradicts_it(tmp_path: Path) -> None:
    vague = SITE.replace("2023-11-01", '"2023-11"')
    register = Register(tmp_path, {"establishments/northbank": vague})
    exact = table(2, ("plans", "reviews"), on=date(2023, 11, 9), kind="full")
    said = TableSaid(**{name: getattr(exact, name) for name in exact.__struct_fields__} | {"refines": True})
    register.take_in(row(2, said))
    assert "reviews = [{ on = 2023-11-09 }]" in register.text("establishments/northbank")


def test_history_complete_is_added_unless_the_record_says_no_in_words(tmp_path: Path) -> None:
    silent = Register(tmp_path / "a", {"establishments/northbank": SITE})
    assert silent.take_in(row(2, table(2, ("plans",), history_complete=True)))[0].fate is Fate.TAKEN
    said = SITE.replace("reviews", "history_complete = false\nreviews")
    spoken = Register(tmp_path / "b", {"establishments/northbank": said})
    [result] = spoken.take_in(row(2, table(2, ("plans",), history_complete=True)))
    assert "the sheet says yes, the record says no" in result.conflicts[0]


def test_a_reppir_plan_never_takes_the_place_of_the_comah_plan_that_goes_unsaid(tmp_path: Path) -> None:
    register = Register(tmp_path, {"establishments/northbank": ""})
    said = table(2, ("plans",), work_starts_on=date(2027, 1, 4))
    register.take_in(row(2, TableSaid(**{n: getattr(said, n) for n in said.__struct_fields__} | {"regime": "reppir"})))
    [site] = register.book.authorities[0].establishments
    assert [plan.regime.value for plan in site.plans] == ["comah", "reppir"]


def test_no_external_plan_is_begun_for_a_lower_tier_site(tmp_path: Path) -> None:
    register = Register(tmp_path, {"establishments/northbank": 'tier = "lower"\n'})
    [result] = register.take_in(row(2, table(2, ("plans", "reviews"), on=date(2023, 11, 1), kind="full")))
    assert result.fate is Fate.CONFLICT
    assert "of lower tier" in result.conflicts[0]


def test_a_new_site_without_its_tier_is_left_with_what_it_needs(tmp_path: Path) -> None:
    [result] = Register(tmp_path, {}).take_in(row(2, table(2, name="Northbank")))
    assert result.conflicts == ("northbank is not on record, and a new establishment needs: Tier",)


def test_a_record_with_a_fault_is_left_as_it_is(tmp_path: Path) -> None:
    register = Register(tmp_path, {"establishments/northbank": SITE + "no_such_key = 1\n"})
    [result] = register.take_in(row(2, table(2, town="Widnes")))
    assert "has faults and was left as it is. Mend it first: comah validate" in result.conflicts[0]


def test_a_row_that_would_put_a_fault_into_a_record_is_refused_and_the_others_taken(tmp_path: Path) -> None:
    register = Register(tmp_path, {"establishments/northbank": SITE})
    ahead, good = register.take_in(
        row(2, held(2, "2027-03-01")), row(3, table(3, id="westbank", name="Westbank", tier="upper"))
    )
    assert (ahead.fate, good.fate) == (Fate.NOT_TAKEN, Fate.TAKEN)
    assert "would be at fault: held_on: marked as held, and 1 Mar 2027 is after" in ahead.conflicts[0]


def test_a_plan_prepared_after_the_test_on_record_is_refused_though_the_fault_is_in_the_exercise(
    tmp_path: Path,
) -> None:
    credited = 'held_on = 2016-05-14\ncredits = [{ plan = "northbank", conclusion = "tested" }]\n'
    register = Register(tmp_path, {"establishments/northbank": "", "exercises/2016-live": credited})
    [result] = register.take_in(row(2, table(2, ("plans",), first_prepared_on=date(2017, 3, 14))))
    assert result.fate is Fate.NOT_TAKEN
    assert "exercises/2016-live.toml would be at fault" in result.conflicts[0]


def test_records_of_a_council_that_has_none_yet_begin_its_folder(tmp_path: Path) -> None:
    records = {"register": 'schema = 1\nforum = "F"\nauthorities = [{ id = "halton", name = "Halton Council" }]\n'}
    register = Register(tmp_path, records)
    (tmp_path / "halton" / "authority.toml").unlink()
    (tmp_path / "halton").rmdir()
    [result] = register.take_in(row(2, table(2, name="Northbank", tier="upper")))
    assert result.fate is Fate.TAKEN
    assert register.text("authority").endswith('schema = 1\nid = "halton"\nname = "Halton Council"\n')
    assert not register.book.problems


def test_a_council_that_the_register_does_not_list_is_asked_for(tmp_path: Path) -> None:
    said = table(2, name="Northbank", tier="upper")
    other = TableSaid(**{n: getattr(said, n) for n in said.__struct_fields__} | {"authority": "nowhere"})
    [result] = Register(tmp_path, {}).take_in(row(2, other))
    assert result.conflicts == ("nowhere is no council of this register: list it in register.toml",)


def test_a_test_on_a_new_day_is_a_new_exercise_with_its_origin(tmp_path: Path) -> None:
    register = Register(tmp_path, {"establishments/northbank": SITE})
    [result] = register.take_in(row(12, held(12, "2023-05-12", conclusion=Conclusion.TESTED, type="live")))
    assert result.fate is Fate.TAKEN
    assert register.text("exercises/2023-northbank-live") == (
        '#:schema ../../schema/exercise.json\n\nschema = 1\nid = "2023-northbank-live"\n'
        'name = "Live exercise, northbank"\ntype = "live"\nheld_on = 2023-05-12\n'
        'source = "sites.xlsx, sheet \\"Sites\\", row 12"\n\n[[credits]]\nplan = "northbank"\nconclusion = "tested"\n'
        f'decided_by = "{BY}"\ndecided_on = 2026-11-21\nevidence = "sites.xlsx, sheet \\"Sites\\", row 12"\n'
    )


def test_an_exercise_that_is_not_said_to_test_credits_no_plan(tmp_path: Path) -> None:
    register = Register(tmp_path, {"establishments/northbank": SITE})
    register.take_in(row(2, held(2, "2023-05-12")))
    [exercise] = register.book.authorities[0].exercises
    assert (exercise.id, exercise.takes_part, exercise.credits) == ("2023-northbank-exercise", ("northbank",), ())


def test_an_exercise_of_that_day_is_credited_and_not_made_twice(tmp_path: Path) -> None:
    records = {"establishments/northbank": SITE, "exercises/2024-live": EXERCISE + 'takes_part = ["northbank"]\n'}
    register = Register(tmp_path, records)
    [result] = register.take_in(row(2, held(2, "2024-05-14", conclusion=Conclusion.TESTED)))
    assert result.fate is Fate.TAKEN
    [exercise] = register.book.authorities[0].exercises
    assert [(one.plan, one.conclusion, one.decided_by) for one in exercise.credits] == [
        ("northbank", Conclusion.TESTED, BY)
    ]


def test_a_credit_on_record_is_never_changed(tmp_path: Path) -> None:
    credited = EXERCISE + 'credits = [{ plan = "northbank", conclusion = "not-tested" }]\n'
    register = Register(tmp_path, {"establishments/northbank": SITE, "exercises/2024-live": credited})
    [result] = register.take_in(row(2, held(2, "2024-05-14", conclusion=Conclusion.TESTED)))
    assert result.fate is Fate.CONFLICT
    assert "the sheet says tested, the record says not-tested (halton/exercises/2024-live.toml:" in result.conflicts[0]


@pytest.mark.parametrize("on_record", ['held_on = "2024-05"', 'held_on = "2024"', "planned_on = 2024-05-14"])
def test_an_exercise_that_may_be_the_same_is_asked_about(tmp_path: Path, on_record: str) -> None:
    records = {"establishments/northbank": SITE, "exercises/2024-live": f'{on_record}\nwill_test = ["northbank"]\n'}
    register = Register(tmp_path, records)
    [result] = register.take_in(row(2, held(2, "2024-05-14", conclusion=Conclusion.TESTED)))
    assert result.fate is Fate.ASKED
    assert "perhaps the same exercise as one on record: 2024-live" in result.read.question
    assert 'Write in the column "exercise id": 2024-live if it is the same, new if not' in result.read.question
    named = row(2, held(2, "2024-05-14", conclusion=Conclusion.TESTED, exercise="2024-live"))
    assert register.take_in(named)[0].fate is Fate.TAKEN
    [exercise] = register.book.authorities[0].exercises
    assert exercise.held_on == When.read("2024-05-14")


def test_an_exercise_said_to_be_new_is_made_once_beside_the_vague_one(tmp_path: Path) -> None:
    records = {
        "establishments/northbank": SITE,
        "exercises/2024-live": 'held_on = "2024"\ntakes_part = ["northbank"]\n',
    }
    register = Register(tmp_path, records)
    register.take_in(row(2, held(2, "2024-05-14", conclusion=Conclusion.TESTED, exercise="new")))
    assert [one.id for one in register.book.authorities[0].exercises] == ["2024-live", "2024-northbank-exercise"]


def test_an_exercise_named_on_another_day_is_a_conflict_and_nothing_of_it_taken(tmp_path: Path) -> None:
    records = {"establishments/northbank": SITE, "exercises/2024-live": EXERCISE}
    register = Register(tmp_path, records)
    [result] = register.take_in(row(2, held(2, "2023-05-14", conclusion=Conclusion.TESTED, exercise="2024-live")))
    assert result.fate is Fate.CONFLICT
    assert "the sheet says 14 May 2023" in result.conflicts[0]


def test_a_cancelled_exercise_is_not_the_one_that_was_held(tmp_path: Path) -> None:
    cancelled = 'planned_on = 2024-05-14\nwill_test = ["northbank"]\ncancelled = { on = 2024-05-01 }\n'
    register = Register(tmp_path, {"establishments/northbank": SITE, "exercises/2024-live": cancelled})
    assert register.take_in(row(2, held(2, "2024-05-14", conclusion=Conclusion.TESTED)))[0].fate is Fate.TAKEN


def test_six_sites_of_one_group_on_one_day_are_one_exercise_named_for_the_group(tmp_path: Path) -> None:
    sites = [f"works-{number}" for number in range(1, 7)]
    register = Register(tmp_path, {f"establishments/{site}": 'group = "River & Side"\n' for site in sites})
    rows = [row(n, held(n, "2024-05-14", *sites, conclusion=Conclusion.TESTED, type="tabletop")) for n in range(2, 8)]
    fates = [result.fate for result in register.take_in(*rows)]
    assert fates == [Fate.TAKEN] + [Fate.ON_RECORD] * 5
    [exercise] = register.book.authorities[0].exercises
    assert exercise.id == "2024-river-side-tabletop"
    assert [one.plan for one in exercise.credits] == sites


def test_lessons_and_notes_are_added_once(tmp_path: Path) -> None:
    register = Register(tmp_path, {"establishments/northbank": SITE})
    said = held(2, "2024-05-14", lessons=("keys", "radio"), note="in the rain")
    register.take_in(row(2, said))
    [exercise] = register.book.authorities[0].exercises
    assert [(one.id, one.text) for one in exercise.lessons] == [("l1", "keys"), ("l2", "radio")]
    assert exercise.notes == ("in the rain",)


def test_a_planned_exercise_is_put_down_as_planned(tmp_path: Path) -> None:
    register = Register(tmp_path, {"establishments/northbank": SITE})
    register.take_in(row(2, held(2, "2027-05", is_planned=True, conclusion=Conclusion.TESTED, type="live")))
    [exercise] = register.book.authorities[0].exercises
    assert (exercise.planned_on, exercise.held_on, exercise.will_test) == (When.read("2027-05"), None, ("northbank",))


def test_rows_asked_about_passed_over_or_not_understood_are_left(tmp_path: Path) -> None:
    register = Register(tmp_path, {"establishments/northbank": SITE})
    said = table(2, town="Widnes")
    merged = register.foresee(row(2, said, question="which site?"), row(3, said, is_passed=True), row(4))
    assert [result.fate for result in merged.results] == [Fate.ASKED, Fate.PASSED, Fate.ON_RECORD]
    assert merged.changes == ()


def test_a_changed_date_in_an_export_is_not_taken_for_another_review(tmp_path: Path) -> None:
    register = Register(tmp_path, {"establishments/northbank": SITE})
    whose = {"Authority": "halton", "Establishment": "northbank", "Regime": "comah", "Kind": "full"}
    [changed] = read_sheet(sheet_of("Reviews", [{**whose, "On": date(2022, 11, 1)}]))
    [result] = register.take_in(changed)
    assert result.fate is Fate.CONFLICT
    assert "perhaps what stands in halton/establishments/northbank.toml:" in result.conflicts[0]
    both = read_sheet(sheet_of("Reviews", [{**whose, "On": day} for day in (date(2023, 11, 1), date(2022, 11, 1))]))
    assert [each.fate for each in register.take_in(*both)] == [Fate.ON_RECORD, Fate.TAKEN]


def test_an_agency_added_to_a_cell_is_added_and_one_taken_away_is_not(tmp_path: Path) -> None:
    records = {"establishments/northbank": SITE, "exercises/2024-live": EXERCISE + 'players = ["a", "b"]\n'}
    register = Register(tmp_path, records)
    more = exported("Exercises", {"Authority": "halton", "Id": "2024-live", "Players": "a\nb\nc"})
    assert register.take_in(more)[0].fate is Fate.TAKEN
    assert register.book.authorities[0].exercises[0].players == ("a", "b", "c")
    fewer = exported("Exercises", {"Authority": "halton", "Id": "2024-live", "Players": "a\nd"})
    assert "the sheet says a, d, the record says a, b, c" in register.take_in(fewer)[0].conflicts[0]


def exported(title: str, cells: dict[str, Any]) -> RowRead:
    [read] = read_sheet(sheet_of(title, [cells]))
    return read


def test_a_row_of_an_unknown_lesson_or_exercise_is_left_with_words(tmp_path: Path) -> None:
    records = {"establishments/northbank": SITE, "exercises/2024-live": EXERCISE}
    lesson = exported("Lessons", {"Authority": "halton", "Exercise": "2019-live", "Id": "l1"})
    reopened = exported("Lessons reopened", {"Authority": "halton", "Exercise": "2024-live", "Lesson": "l9"})
    results = Register(tmp_path, records).take_in(lesson, reopened)
    assert results[0].conflicts == ("2019-live is not on record, and a new exercise needs: Name and Type",)
    assert results[1].conflicts == ("2024-live has no lesson 'l9' on record (halton/exercises/2024-live.toml)",)


def test_the_example_register_taken_into_an_empty_folder_is_written_whole(tmp_path: Path) -> None:
    example = Path(__file__).resolve().parents[2] / "comah" / "records" / "example"
    book = load_book(example)
    register = Register(tmp_path / "new" / "sites")
    register.take_in(*rows_read(book))
    assert len(list((tmp_path / "new" / "sites" / "schema").glob("*.json"))) > 0
    assert not register.book.problems
    assert [len(one.establishments) for one in register.book.authorities] == [
        len(one.establishments) for one in book.authorities
    ]


def test_its_own_sheets_add_nothing_to_the_example_register() -> None:
    example = Path(__file__).resolve().parents[2] / "comah" / "records" / "example"
    merged = Register(example).foresee(*rows_read(load_book(example)))
    assert merged.changes == ()
    assert {result.fate for result in merged.results} == {Fate.ON_RECORD}


def test_a_register_that_cannot_be_begun_leaves_no_folder_behind(tmp_path: Path) -> None:
    merged = Register(tmp_path / "sites").foresee(
        exported("Forum", {"Forum": "F"}),
        exported("Forum councils", {"Id": "halton", "Name": "Halton"}),
        row(2, table(2, name="Northbank", tier="upper")),
    )
    spoilt = [
        each
        if each.file != "register.toml"
        else type(each)(file=each.file, what="x", summary="x", creates="schema = 2")
        for each in merged.changes
    ]
    with pytest.raises(RefusedError, match="the record would be at fault"):
        apply_changes(tmp_path / "sites", spoilt, by=BY, at="x", digests={})
    assert not (tmp_path / "sites").exists()


def test_a_foreseen_book_needs_no_folder(tmp_path: Path) -> None:
    merged = Register(tmp_path / "sites").foresee(
        exported("Forum", {"Forum": "F"}), exported("Forum councils", {"Id": "halton", "Name": "Halton"})
    )
    after = book_after(tmp_path / "sites", merged.changes)
    assert (after.name, [entry.id for entry in after.register.authorities]) == ("F", ["halton"])
    assert not (tmp_path / "sites").exists()
