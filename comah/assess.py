"""The one composer: a book, the law and a day give an assessment. It is pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from comah.duties.left_out import facts_after
from comah.duties.local import measure_result
from comah.duties.readers import duties_of
from comah.duties.situation import situations
from comah.model.book import Book
from comah.model.duty import Assessment
from comah.model.provision import Law

if TYPE_CHECKING:
    from comah.model.import_report import ClaimResult
    from comah.model.said import Claim


def assess(book: Book, law: Law, on: date) -> Assessment:
    """Work out every duty and measure of a register as at a day.

    The same records, law and day give the same answer. Facts dated after ``on`` are left out and
    counted; it is not known when a fact was written down.
    """
    found = situations(book, on)
    return Assessment(
        on=on,
        law=law.version,
        register_name=book.name,
        register_digest=book.digest,
        duties=tuple(duty for sit in found for duty in duties_of(sit, law)),
        measures=tuple(measure_result(sit, one) for sit in found for one in sit.authority.measures),
        problems=book.problems,
        left_out=facts_after(book, on),
    )


def compare_claims(claims: Sequence[Claim], book: Book, law: Law, on: date) -> tuple[ClaimResult, ...]:
    """Hold the due dates that a spreadsheet states against what the records and the law give."""
    from comah.duties.claims import claim_results  # noqa: PLC0415 - an assessment alone reads no spreadsheet

    return claim_results(claims, assess(book, law, on).duties, law) if claims else ()
