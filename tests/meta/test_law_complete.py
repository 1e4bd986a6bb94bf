"""The packaged law: complete, unique, linked, honestly marked, and every value as it was read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_args

import msgspec
import pytest

from comah.law.load import FOLDER, SET_FILE, load_law
from comah.model.activation import Activation
from comah.model.authority import Authority
from comah.model.establishment import Establishment
from comah.model.exercise import Exercise
from comah.model.provision import Counting, Period, Provision, Reads, Standing, Value

# duty: what its value says, how it is counted, the first day in force
LAW: Final = {
    "COMAH-6-NOTIFY": ("", "strictly-before", "2015-06-01"),
    "COMAH-6-OTHER": ("1 year", "inclusive", "2015-06-01"),
    "COMAH-7-MAPP": ("5 years", "exclusive", "2015-06-01"),
    "COMAH-9-OTHER": ("2 years", "inclusive", "2015-06-01"),
    "COMAH-10-SR": ("5 years", "exclusive", "2015-06-01"),
    "COMAH-12-OTHER": ("2 years", "inclusive", "2015-06-01"),
    "COMAH-12-REVIEW": ("3 years", "exclusive", "2015-06-01"),
    "COMAH-12-TEST": ("3 years", "exclusive", "2015-06-01"),
    "COMAH-13-CONSULT": ("", "event", "2015-06-01"),
    "COMAH-13-INFO": ("", "strictly-before", "2015-06-01"),
    "COMAH-13-PREP": ("6 months, at most 9 months", "exclusive", "2015-06-01"),
    "COMAH-14-COOP": ("", "event", "2015-06-01"),
    "COMAH-14-FACTORS": ("", "with-the-review", "2015-06-01"),
    "COMAH-14-REVIEW": ("3 years", "exclusive", "2015-06-01"),
    "COMAH-14-SUBST": ("", "event", "2015-06-01"),
    "COMAH-14-TEST": ("3 years", "exclusive", "2015-06-01"),
    "COMAH-15-EXEMPT": ("", "set-by-letter", "2015-06-01"),
    "COMAH-16-IMPL": ("", "event", "2015-06-01"),
    "COMAH-17-UPDATE": ("", "event", "2015-06-01"),
    "COMAH-18-REVIEW": ("3 years", "exclusive", "2015-06-01"),
    "COMAH-18-SEND": ("5 years", "exclusive", "2015-06-01"),
    "COMAH-24-DOMINO": ("", "event", "2015-06-01"),
    "COMAH-26-INFORM": ("", "event", "2015-06-01"),
    "COMAH-29-FEE": ("30 days", "days", "2015-06-01"),
    "REPPIR-8-DEPZ": ("2 months", "exclusive", "2019-05-22"),
    "REPPIR-11-PREP": ("8 months", "exclusive", "2019-05-22"),
    "REPPIR-12-REPORT": ("3 months", "exclusive", "2019-05-22"),
    "REPPIR-12-REVIEW": ("3 years", "exclusive", "2019-05-22"),
    "REPPIR-12-SEND": ("28 days", "days", "2019-05-22"),
    "REPPIR-12-TEST": ("3 years", "exclusive", "2019-05-22"),
    "REPPIR-21-INFO": ("3 years", "exclusive", "2019-05-22"),
    "PSR-25-PREP": ("9 months", "exclusive", "1996-04-11"),
    "PSR-25-REVIEW": ("3 years", "exclusive", "1996-04-11"),
    "CCA-25-EXERCISE": ("", "policy", "2005-11-14"),
}
NOT_LAW: Final = {
    "POL-DEBRIEF": ("28 days, at most 42 days", "policy", "local"),
    "POL-ELEMENTS": ("3 years", "policy", "practice"),
    "POL-KPI": ("1 in number", "policy", "local"),
    "POL-REPORT": ("112 days", "policy", "local"),
}
# what a row may say of how it was verified; never that it simply was
MARKS: Final = (
    "text as at 1 January 2017",
    "text as made",
    "practice",
    "guidance not read in full",
    "council business plan",
)
RECORDS: Final[dict[str, type[msgspec.Struct]]] = {"exercises": Exercise, "activations": Activation}

ROWS: Final = load_law().provisions
each_row = pytest.mark.parametrize("row", ROWS, ids=[row.id for row in ROWS])


def says(value: Value) -> str:
    parts = [str(value.interval)] if value.interval else []
    parts += [f"at most {value.limit}"] if value.limit else []
    parts += [f"{value.count} in number"] if value.count is not None else []
    return ", ".join(parts)


def struct_in(kind: object) -> type[msgspec.Struct] | None:
    """Find the record struct in an annotation, through unions, tuples and Annotated."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return kind
    return next((found for inner in get_args(kind) if (found := struct_in(inner))), None)


def start_of(path: str) -> tuple[type[msgspec.Struct], list[str]]:
    first, *rest = path.split(".")
    if first in RECORDS:
        return RECORDS[first], rest
    return (Authority if first == "measures" else Establishment), [first, *rest]


def unknown_words(path: str) -> Iterator[str]:
    """Yield each word of a record key that the record structs do not know."""
    struct, words = start_of(path)
    for position, word in enumerate(words):
        found = next((f for f in msgspec.structs.fields(struct) if f.encode_name == word), None)
        inner = struct_in(found.type) if found else None
        is_last = position == len(words) - 1
        if found is None or (inner is None and not is_last):
            yield word
            return
        struct = inner or struct


def test_the_set_is_complete_and_has_nothing_more() -> None:
    assert sorted(row.id for row in ROWS) == sorted([*LAW, *NOT_LAW])


def test_every_file_is_named_for_its_duty() -> None:
    stems = sorted(path.stem for path in FOLDER.iterdir() if path.name != SET_FILE)
    assert stems == sorted(row.id.lower() for row in ROWS)
    assert {path.suffix for path in FOLDER.iterdir()} == {".toml"}


def test_every_file_says_first_what_it_is() -> None:
    for row in ROWS:
        text = (FOLDER / f"{row.id.lower()}.toml").read_text(encoding="utf-8")
        assert text.startswith(f"# {row.title}: "), row.id
        assert f'\nid = "{row.id}"\n' in text


@pytest.mark.parametrize(("duty", "expected"), LAW.items(), ids=LAW)
def test_every_statutory_value_as_it_was_read(duty: str, expected: tuple[str, str, str]) -> None:
    row = load_law().find(duty)
    assert row is not None
    assert [(says(value), row.counting.value, str(value.in_force_from)) for value in row.values] == [expected]
    assert row.standing is Standing.LAW


@pytest.mark.parametrize(("duty", "expected"), NOT_LAW.items(), ids=NOT_LAW)
def test_every_local_value_is_marked_and_holds_always(duty: str, expected: tuple[str, str, str]) -> None:
    row = load_law().find(duty)
    assert row is not None
    assert [(says(value), row.counting.value, row.standing.value) for value in row.values] == [expected]
    assert [value.in_force_from for value in row.values] == [None]


@each_row
def test_law_is_linked_and_policy_is_not(row: Provision) -> None:
    if row.standing is Standing.LAW:
        assert row.link.startswith("https://www.legislation.gov.uk/uksi/")
        assert f"/regulation/{row.provision.removeprefix('reg ').split('(')[0].split(',')[0]}" in row.link
        assert row.provision
    else:
        assert (row.link, row.provision) == ("", "")


@each_row
def test_values_are_in_the_order_of_their_days(row: Provision) -> None:
    days = [value.in_force_from for value in row.values]
    assert days
    if len(days) > 1:
        dated = [day for day in days if day is not None]
        assert len(dated) == len(days)
        assert dated == sorted(set(dated))


@each_row
def test_a_period_has_one_unit_and_fits_its_rule(row: Provision) -> None:
    for value in row.values:
        periods = [period for period in (value.interval, value.limit) if period]
        for period in periods:
            assert sum(1 for number in (period.years, period.months, period.days) if number) == 1
        if row.counting in {Counting.EXCLUSIVE, Counting.INCLUSIVE, Counting.DAYS}:
            assert value.interval is not None
        if row.counting is Counting.DAYS:
            assert all(period == Period(days=period.days) for period in periods)
        if row.counting in {Counting.EVENT, Counting.BEFORE, Counting.WITH_REVIEW, Counting.SET_BY_LETTER}:
            assert periods == []


@each_row
def test_what_is_read_is_named_by_real_record_keys(row: Provision) -> None:
    assert (row.record_key == "") is (row.reads is Reads.NOTHING)
    paths = [path for path in row.record_key.split(", ") if path]
    assert {path: list(unknown_words(path)) for path in paths} == {path: [] for path in paths}


def test_a_record_key_that_is_none_would_be_seen() -> None:
    assert list(unknown_words("plans.reviews.on")) == []
    assert list(unknown_words("plans.exemptions.from")) == []
    assert list(unknown_words("plans.reviews.upon")) == ["upon"]
    assert list(unknown_words("plans.history_complete.on")) == ["history_complete"]
    assert list(unknown_words("exercise.held_on")) == ["exercise"]


@each_row
def test_the_mark_says_what_was_read(row: Provision) -> None:
    assert row.verified.split("; ")[0] in MARKS
    assert "verified" not in row.verified
    if "inferred" in row.verified:
        assert "first interval is counted from the day the plan was first prepared" in row.inference
    if "recalled" in row.verified:
        assert "recalled, not read: to be confirmed" in row.inference


def test_the_inferred_and_the_recalled_are_marked() -> None:
    assert [row.id for row in ROWS if "inferred" in row.verified] == ["COMAH-14-REVIEW", "COMAH-14-TEST"]
    assert [row.id for row in ROWS if "recalled" in row.verified] == ["PSR-25-PREP", "PSR-25-REVIEW", "CCA-25-EXERCISE"]
    assert [row.id for row in ROWS if "later edits" in row.verified] == [
        "COMAH-13-CONSULT",
        "COMAH-14-FACTORS",
        "COMAH-14-SUBST",
    ]


@each_row
def test_a_statutory_period_says_that_no_weekend_moves_it(row: Provision) -> None:
    has_period = any(value.interval for value in row.values) and row.standing is Standing.LAW
    assert ("No deadline moves for a weekend or a bank holiday." in row.inference) is has_period


def test_every_way_of_reading_is_used() -> None:
    assert {row.reads for row in ROWS} == set(Reads)
