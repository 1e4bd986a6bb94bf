from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_sheets_text import rows_read
from record_strategies import ON, records, registers, write

from comah.model.import_report import Fate
from comah.model.place import Fact
from comah.model.record_kinds import STRUCTS
from comah.model.when import When
from comah.records.convert import convert
from comah.records.load import load_book
from comah.records.record_text import raw_of, record_text
from comah.records.spreadsheets.foresee import book_before, merge_soundly
from comah.records.spreadsheets.merge import merge

slow = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=25
)


def bare(value: Any) -> Any:
    """A record without its places, each date with its text, so that two can be compared to the letter."""
    if isinstance(value, Fact):
        return {name: bare(getattr(value, name)) for name in value.__struct_fields__ if name != "place"}
    if isinstance(value, tuple):
        return [bare(each) for each in value]
    return (type(value).__name__, value.text) if isinstance(value, When) else (type(value).__name__, value)


@pytest.mark.parametrize("kind", STRUCTS)
@given(data=st.data())
@slow
def test_any_record_written_out_is_read_back_equal(kind: str, data: st.DataObject) -> None:
    record = data.draw(records(kind))
    read = convert(tomli.loads(record_text(record)), STRUCTS[kind])
    assert bare(read) == bare(record)
    assert record_text(read) == record_text(record)


@pytest.mark.parametrize("kind", STRUCTS)
@given(data=st.data())
@slow
def test_what_leaving_out_means_is_left_out(kind: str, data: st.DataObject) -> None:
    record = data.draw(records(kind))
    raw = raw_of(record)
    required = raw_of(STRUCTS[kind](**{name: getattr(record, name) for name in needed(kind)}))
    assert not any(value in (None, "", {}) for value in raw.values())
    assert list(required) == [name for name in raw if name in required]


def needed(kind: str) -> list[str]:
    from msgspec.structs import fields

    return [field.name for field in fields(STRUCTS[kind]) if field.required]


@given(registers())
@settings(slow, max_examples=15)
def test_a_register_read_from_its_sheets_into_an_empty_folder_is_the_same_register(register: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), register)
        book = load_book(Path(folder))
        assert not book.problems
        rows = rows_read(book)
        new = Path(folder) / "new"
        merged, after = merge_soundly(new, book_before(new), rows, by="emergency planning officer", on=ON)
        assert {change.file: change.creates for change in merged.changes} == register
        assert after.digest == book.digest


@given(registers())
@settings(slow, max_examples=15)
def test_a_register_holds_already_all_that_its_own_sheets_say(register: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), register)
        book = load_book(Path(folder))
        merged = merge(book, rows_read(book), by="emergency planning officer", on=ON)
        assert merged.changes == ()
        assert {result.fate for result in merged.results} == {Fate.ON_RECORD}
