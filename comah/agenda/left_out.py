"""What a calendar does not show, said so that nobody takes silence for an answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from comah.agenda.diary import rules_not_read
from comah.agenda.lessons_due import lessons_without_day
from comah.agenda.naming import Part, Wanted, hidden_exercises, overtaken_exercises, unplaced_exercises
from comah.model.book import Book
from comah.model.words import count_words


def left_out_words(book: Book, on: date, wanted: Wanted) -> Iterator[str]:
    """Yield what is left out of a calendar, and why. It counts, and names no hidden exercise."""
    hidden = hidden_exercises(book, wanted.named)
    if Part.EXERCISES in wanted.parts:
        if hidden:
            yield f"{count_words(len(hidden), 'no-notice exercise')} (--no-notice ID shows one)"
        for found, what in (
            (unplaced_exercises(book, on), "without a day"),
            (overtaken_exercises(book, on), "whose day has passed, not recorded as held"),
        ):
            names = [one.id for one in found if one not in hidden]
            if names:
                yield f"{count_words(len(names), 'exercise')} {what}: {', '.join(names)}"
    if Part.DIARY in wanted.parts and (faulty := rules_not_read(book)):
        yield f"diary entries whose rule cannot be read: {', '.join(faulty)}"
    if Part.STEPS in wanted.parts and (unplaced := lessons_without_day(book, on, wanted)):
        yield f"{count_words(unplaced, 'open lesson')} without a day to be done by (comah lesson list)"
    parts = [part.value for part in Part if part not in wanted.parts]
    if parts:
        yield f"{', '.join(parts)} (--kind shows them)"
