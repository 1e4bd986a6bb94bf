"""Facts held against each other over the whole register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from comah.model.book import Book
from comah.model.problem import Problem, Sort
from comah.records.checks.days import check_days
from comah.records.checks.names import check_names
from comah.records.checks.order import check_order
from comah.records.checks.sense import check_sense


def check_book(book: Book, on: date | None) -> tuple[Problem, ...]:
    """Report what no single record shows: names, order, weekdays, facts without effect.

    Args:
        book: every record as read; its own problems are not repeated.
        on: the day after which no fact can lie; None leaves that question out.
    """
    conflicts = [msgspec.structs.replace(one, sort=Sort.CONFLICT) for one in check_order(book)]
    found = [*check_names(book), *conflicts, *check_days(book, on), *check_sense(book), *_oncall(book)]
    return tuple(sorted(found, key=lambda fault: (fault.file, fault.line, fault.key, fault.message)))


def _oncall(book: Book) -> Iterator[Problem]:
    """Report what the on-call records get wrong, where they were read."""
    if any(one.oncall is not None for one in book.authorities):
        from comah.records.checks.oncall import check_oncall  # noqa: PLC0415 - few commands read them

        yield from check_oncall(book)
