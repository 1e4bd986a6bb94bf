"""What both commands of ``comah programme`` ask: which plans, over which years; and how far the work has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli import exits
from comah_cli.options import one_day, reference_day

if TYPE_CHECKING:
    from datetime import date

    from comah.model.book import Book
    from comah.programme.asked import Asked
    from comah.programme.problem import Score
    from comah.programme.solving.stages import Progress
    from comah.programme.what_if import Supposed


class Years(StrEnum):
    """For how many years: one cycle of the law, or two."""

    THREE = "3"
    SIX = "6"


First = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="DATE", help="The day on which it begins; exercises come after it. Left out: the day as at."
    ),
]
YearsOf = Annotated[Years, typer.Option("--years", help="How many years it covers.")]
Forum = Annotated[bool, typer.Option("--forum", help="Every authority that has records; so it is without --authority.")]
Seed = Annotated[
    int, typer.Option("--seed", metavar="N", min=0, max=2**31 - 1, help="The same seed gives the same programme.")
]


def asked_of(
    book: Book, *, on: str | None, first: str | None, years: Years, authority: str | None, forum: bool, seed: int = 0
) -> Asked:
    """Read what is asked."""
    from comah.programme.asked import Asked
    from comah_cli.names import authority_named

    if forum and authority is not None:
        exits.usage("--forum is every authority, --authority one of them; give one of the two")
    day: date = reference_day(on)
    begins = one_day(first, "--from") if first is not None else day
    if begins < day:
        exits.usage(f"--from {begins}: this is before {day}, the day as at which the records are read; give --on too")
    return Asked(on=day, first=begins, years=int(years), authority=authority_named(book, authority), seed=seed)


def supposed_of(book: Book, assume: Sequence[str], without: Sequence[str], capacity: int | None) -> Supposed | None:
    """Read what is only supposed; None where nothing is."""
    from comah.programme.what_if import Supposed
    from comah_cli.names import body_named

    if not (assume or without or capacity is not None):
        return None
    return Supposed(
        tests=tuple(map(_test, assume)),
        without=tuple(body_named(book, one.strip().lower()) for one in without),
        capacity=capacity,
    )


def _test(text: str) -> tuple[str, date]:
    """Read a supposed test: a plan, the word test, a day."""
    ref, _, rest = text.strip().partition(" ")
    word, _, day = rest.strip().partition(" ")
    if word.lower() != "test" or not day.strip():
        exits.usage(f'--assume {text}: a plan, the word test and a day, such as --assume "northbank test 2026-03-01"')
    return ref.lower(), one_day(day.strip(), f"--assume {ref} test")


@contextmanager
def told() -> Iterator[Progress]:
    """Say on a terminal what is being sought, while it takes over a second."""
    from comah.programme.compose import WHY
    from comah.programme.page_rows import OBJECTIVE
    from comah_cli.progress import ProgressLine

    with ProgressLine() as line:

        def say(part: str, best: Score) -> None:
            if part == WHY:
                line.say("Seeking what stands in the way of the dates, and what would help")
            else:
                line.say(f"Seeking the least: {OBJECTIVE[part]}; so far {getattr(best, part)}")

        yield say
