"""What a row says of exercises: tests, exercises held, exercises planned."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import msgspec

from comah.model.kinds import Conclusion, ExerciseType
from comah.model.said import ExerciseSaid, RowAt
from comah.model.when import When
from comah.model.words import when_words
from comah.records.spreadsheets.date_words import Standing, standing_of
from comah.records.spreadsheets.exercise_words import CALLED_OFF, CLOSED, JUDGEMENTS, NO_TEST, PUT_OFF, lessons_in
from comah.records.spreadsheets.find_headings import Column
from comah.records.spreadsheets.headings import What
from comah.records.spreadsheets.mapping import Mapping
from comah.records.spreadsheets.row_cells import RowCells
from comah.records.spreadsheets.words import exercise_type, plain_words

EVENTS: Final = (What.TESTED_ON, What.HELD_ON, What.PLANNED_ON)


class Event(msgspec.Struct, frozen=True):
    """A day on which an exercise was held or is planned, with the column that says so."""

    column: Column
    when: When
    type: str = ""  # beside the date


class RowExercises:
    """Reads the exercises of one row."""

    def __init__(self, cells: RowCells, mapping: Mapping, known_exercises: Collection[str]) -> None:
        """Hold the row's cells, the officer's own words, and the exercises on record."""
        self._cells = cells
        self._mapping = mapping
        self._known = known_exercises
        self._columns = [column for what in EVENTS for column in cells.columns(what)]
        self._events = self._drop_days_planned_before([one for column in self._columns for one in self._at(column)])

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._events)

    def said(self, plan: str, authority: str, note: str, at: RowAt) -> list[ExerciseSaid]:
        """Return what the row says of each, for one plan."""
        return [self._said(event, plan, authority, note, at) for event in self._events]

    def heed(self, note: str) -> None:
        """Hold the row's notes against its dates: a note may say that an exercise was called off."""
        off = CALLED_OFF.search(note)
        is_done = any(self._standing(column) is Standing.DONE for column in self._cells.columns(What.STATUS))
        if off and self._events and not is_done:
            self._events = []
            message = (
                f'the notes say "{off[0]}": no exercise is taken. If it was held, write "held" in a column "status"'
            )
            self._cells.remark(message, is_blocking=True)
        self._heed_tests(note)
        put_off = PUT_OFF.search(note)
        if put_off and self._events:
            self._cells.remark(
                f'the notes say "{put_off[0]}": see that the exercise was held, and tested the whole plan'
            )

    def _heed_tests(self, note: str) -> None:
        """Take no test where the notes or the type say that it was none: it would restart the plan's clock."""
        types = [self._cells.text_at(column) for column in self._cells.columns(What.EXERCISE_TYPE)]
        tests = [event for event in self._events if event.column.what is What.TESTED_ON]
        no_test = next((found for text in (note, *types) if (found := NO_TEST.search(text))), None)
        if no_test and tests:
            self._events = [event for event in self._events if event not in tests]
            message = (
                f'the row says "{no_test[0]}": no test of the external plan is taken. If it was one, take these words '
                f'out; if it was held and tested no plan, put its day under "last exercise"'
            )
            self._cells.remark(message, tests[0].column, is_blocking=True)

    def _drop_days_planned_before(self, events: list[Event]) -> list[Event]:
        """Leave out the day for which an exercise was planned that the same row says was held since."""
        held = [min(one.when.latest, self._cells.on) for one in events if one.column.what is not What.PLANNED_ON]
        kept = []
        for event in events:
            if event.column.what is What.PLANNED_ON and held and event.when.latest <= max(held):
                words = f"planned for {when_words(event.when)}, and held since: the day planned is not taken"
                self._cells.remark(words, event.column)
            else:
                kept.append(event)
        return kept

    def _at(self, column: Column) -> list[Event]:
        """Read one column of days, unless the row's status says that nothing happened."""
        if column.what is What.PLANNED_ON:
            when = self._cells.ahead(column, Standing.AHEAD)
            events = [Event(column, when)] if when else []
        else:
            read = self._cells.happened(column)
            events = [Event(column, when, read.type) for when in read.whens] if read else []
        is_barred = bool(events) and any(
            self._is_barred(column, status)
            for status in self._cells.columns(What.STATUS)
            if self._owner(status, is_filled=True) in {None, column}
        )
        return [] if is_barred else events

    def _is_barred(self, column: Column, status: Column) -> bool:
        """Whether a status keeps the exercise from being taken."""
        text = self._cells.text_at(status)
        if not text:
            return False
        is_planned = column.what is What.PLANNED_ON
        standing = self._standing(status)
        if standing is (Standing.AHEAD if is_planned else Standing.DONE):
            return False
        if standing is Standing.OWED or plain_words(text) in JUDGEMENTS:
            self._cells.remark(f"{text!r} is a judgement and not taken: it is worked out from the records", status)
            return False
        if CLOSED.search(text):
            self._cells.remark(
                f"{text!r}: a site that closed is recorded in its history, by hand", status, is_blocking=True
            )
            return False
        held = "a day planned" if is_planned else "a day on which it was held"
        message = f"{text!r} does not agree with {held} ({column.heading}); the exercise is not taken"
        self._cells.remark(message, status, is_blocking=True)
        return True

    def _standing(self, status: Column) -> Standing | None:
        text = self._cells.text_at(status)
        return Standing.OFF if plain_words(text) in {"no", "n"} else standing_of(text)

    def _owner(self, column: Column, *, is_filled: bool = False) -> Column | None:
        """Return the column of days that another column belongs to: the nearest to its left; None for all of them.

        With ``is_filled`` it is the nearest that has a day in this row, if any has: an exercise that was planned
        and called off has no day on which it was held.
        """
        what = column.what
        if len(self._columns) < 2 or what is None:  # noqa: PLR2004 - several are two
            return None
        left = [event for event in self._columns if event.at < column.at]
        if is_filled:
            left = [event for event in left if self._cells.cell(event).value is not None] or left
        return max(left, key=lambda one: one.at) if left else min(self._columns, key=lambda one: one.at)

    def _text(self, what: What, event: Event) -> tuple[str, Column | None]:
        """Return what a column says of one exercise, and which column it was."""
        columns = self._cells.columns(what)
        if self.count > 1 and sum(other.column is event.column for other in self._events) > 1:
            if any(self._cells.text_at(column) for column in columns):
                self._cells.remark(f"several exercises in one cell: their {what.value} is not taken", is_blocking=True)
            return "", None
        for column in columns:
            is_alone = self.count == 1 and len(columns) == 1
            if is_alone or self._owner(column) in {None, event.column}:
                text = self._cells.text_at(column)
                if text:
                    return text, column
        return "", None

    def _said(self, event: Event, plan: str, authority: str, note: str, at: RowAt) -> ExerciseSaid:
        is_planned = event.column.what is What.PLANNED_ON
        is_test = event.column.what is What.TESTED_ON
        kind, as_written = self._type(event)
        lead = self._text(What.LEAD, event)[0]
        parts = (note, f"Lead: {lead}" if lead else "", f"Type as written: {as_written}" if as_written else "")
        return ExerciseSaid(
            authority=authority,
            plans=(plan,),
            when=event.when,
            is_planned=is_planned,
            conclusion=Conclusion.TESTED if is_test else None,
            type=kind.value if kind else "",
            name=self._text(What.EXERCISE_NAME, event)[0],
            lessons=lessons_in(self._text(What.LESSONS, event)[0]),
            note="\n".join(part for part in parts if part),
            exercise=self._exercise(event),
            at=at,
        )

    def _type(self, event: Event) -> tuple[ExerciseType | None, str]:
        """Return the type, and the words where they say more than it does."""
        text, column = self._text(What.EXERCISE_TYPE, event)
        text = event.type or text
        if not text:
            return None, ""
        kind = self._mapping.types.get(plain_words(text)) or exercise_type(text)
        if kind is None:
            message = f'{text!r} is no type of exercise that is known; in the map file: [types] "{text}" = "tabletop"'
            self._cells.remark(message, column, is_blocking=True)
        return kind, text if "virtual" in text.casefold() else ""

    def _exercise(self, event: Event) -> str:
        text, column = self._text(What.EXERCISE_ID, event)
        if text and text not in self._known:
            self._cells.remark(f"{text!r} is no exercise on record; it is not taken for one", column, is_blocking=True)
            return ""
        return text
