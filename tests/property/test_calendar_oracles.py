"""Whatever a register says, four parsers by other people read the same events in its calendar file.

The examples are made first, a folder full of them, so that each parser is started once and not once an example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from calendar_files import calendar_bytes
from hostile_entries import TEXT, entries
from hostile_registers import reworded_registers
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from oracles.agreement import disagreements
from oracles.event import Reading
from oracles.installed import PARSERS
from oracles.parsers import readings

from comah.agenda import Part, Wanted, agenda
from comah.assess import assess
from comah.law.load import load_law
from comah.model.book import Book
from comah.model.entry import Entry

CALENDARS = 200
REGISTERS = 10
ON = date(2026, 11, 21)
EACH = [pytest.param(parser, marks=pytest.mark.oracles(parser)) for parser in PARSERS]
# A record file is UTF-8, and so holds no halves of characters.
WORDS = TEXT.map(lambda text: text.encode("utf-8", "ignore").decode())


class Batch:
    """Calendars in a folder, with the entries that each was made of, and what each parser reads in them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[str, tuple[Entry, ...]] = {}
        self._read: dict[str, dict[str, Reading]] = {}

    def add(self, found: tuple[Entry, ...], name: str, forum: str) -> None:
        file = f"{len(self.made):04}.ics"
        data = calendar_bytes(found, name=name, on=ON, timezone="Europe/London", forum=forum)
        (self.folder / file).write_bytes(data)
        self.made[file] = found

    def read_by(self, parser: str) -> dict[str, Reading]:
        if parser not in self._read:
            self._read[parser] = readings(parser, self.folder)
        return self._read[parser]


def each_example(strategy: st.SearchStrategy[Any], number: int, add: Callable[[Any], None]) -> None:
    """Hand on a number of examples of a strategy."""
    settings(max_examples=number, phases=[Phase.generate], deadline=None)(given(strategy)(add))()


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    made = Batch(tmp_path_factory.mktemp("calendars"))
    calendars = st.tuples(st.lists(entries(), min_size=1, max_size=4), TEXT, TEXT)
    each_example(calendars, CALENDARS, lambda one: made.add(tuple(one[0]), one[1], one[2]))
    each_example(reworded_registers(WORDS), REGISTERS, lambda book: made.add(agenda_of(book), book.name, book.name))
    return made


def agenda_of(book: Book) -> tuple[Entry, ...]:
    wanted = Wanted(first=date(2022, 1, 1), last=date(2029, 12, 31), parts=frozenset(Part))
    return agenda(book, assess(book, load_law(), ON), wanted)


@pytest.mark.parametrize("parser", EACH)
def test_a_parser_reads_the_events_of_any_register(parser: str, batch: Batch) -> None:
    found = batch.read_by(parser)
    assert list(found) == list(batch.made)
    assert [f"{file}: {wrong}" for file, made in batch.made.items() for wrong in disagreements(found[file], made)] == []


@pytest.mark.oracles(*PARSERS)
def test_all_parsers_read_the_same_words_and_the_same_identifiers(batch: Batch) -> None:
    assert list(differences(batch)) == []


def differences(batch: Batch) -> Iterator[str]:
    for file in batch.made:
        by_parser = {parser: batch.read_by(parser)[file].events for parser in PARSERS}
        for events in zip(*by_parser.values(), strict=True):
            if len({event.summary for event in events}) > 1:
                yield f"{file}: {[event.summary for event in events]}"
            if len({event.uid for event in events if event.uid}) > 1:
                yield f"{file}: {[event.uid for event in events]}"


def test_the_batch_holds_what_breaks_calendars(batch: Batch) -> None:
    titles = "".join(entry.title for made in batch.made.values() for entry in made)
    for text in ("\x00", "\r\n", "BEGIN:VEVENT", "END:VCALENDAR", "\ud83d", "w" * 300, "\u202e", "e\u0301", "🧪", "\\"):
        assert text in titles
    assert len(batch.made) == CALENDARS + REGISTERS
    assert sum(len(made) for made in batch.made.values()) > 1000
