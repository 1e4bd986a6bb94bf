"""What ``comah programme`` asks the library for: a register in, a page out."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from comah.errors import UnknownNameError
from comah.model.book import Book
from comah.model.programme_page import Difference, GivenProgramme, ProgrammePage, ReviewPage
from comah.model.provision import Law
from comah.model.words import day_words
from comah.programme.asked import Asked
from comah.programme.difference import difference_lines
from comah.programme.page import Told, peak_elsewhere, programme_page
from comah.programme.problem import Problem, Published
from comah.programme.propose import has_solver, propose
from comah.programme.result import Programme
from comah.programme.review import review_page, take
from comah.programme.shortfall import shortfall
from comah.programme.solving.stages import Progress
from comah.programme.translate import Translation, translate
from comah.programme.what_if import Supposed, supposing

NO_SOLVER = "OR-Tools is not installed, so nothing better was sought: pip install ortools"


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """A programme with the problem that it answers, and its page."""

    problem: Problem
    programme: Programme
    page: ProgrammePage


def proposed(  # noqa: PLR0913 - all but three are named
    book: Book,
    law: Law,
    asked: Asked,
    *,
    published: Sequence[Published] = (),
    supposed: Supposed | None = None,
    is_why_asked: bool = False,
    progress: Progress | None = None,
) -> Proposed:
    """Return the best programme for a register.

    Args:
        book: every record as read.
        law: the provisions.
        asked: which plans, and over which years.
        published: tests that others were told of and that may still move.
        supposed: what is to be taken as otherwise than it is; the page then says what that changes.
        is_why_asked: whether to say, where safe dates are not kept, which facts stand in the way and what would help.
        progress: is told what is being sought.

    Raises:
        UnknownNameError: where no plan owes a test, or nothing is known of what is supposed.
    """
    translated = translate(book, law, asked, published)
    as_it_is = _best(book, asked, translated, progress, is_why_asked=is_why_asked and supposed is None)
    if supposed is None:
        return as_it_is
    _refuse_unknown(translated.problem, asked, supposed)
    otherwise = replace(translated, problem=supposing(translated.problem, supposed))
    found = _best(book, asked, otherwise, progress, is_why_asked=is_why_asked)
    lines = difference_lines(as_it_is.page, found.page)
    page = replace(found.page, difference=Difference(supposed=supposed.words, lines=lines))
    return replace(found, page=page)


def _best(
    book: Book, asked: Asked, translated: Translation, progress: Progress | None, *, is_why_asked: bool
) -> Proposed:
    problem = translated.problem
    programme = propose(problem, seed=asked.seed, progress=progress)
    why = shortfall(problem, programme.score.late, is_asked=is_why_asked)
    told = Told(conflict=why.conflict, remedies=why.remedies, note="" if has_solver() else NO_SOLVER)
    page = programme_page(book, asked, translated, programme, told)
    return Proposed(problem=problem, programme=programme, page=page)


def _refuse_unknown(problem: Problem, asked: Asked, supposed: Supposed) -> None:
    for ref, day in supposed.tests:
        if ref not in problem.plan:
            message = f"{ref} is not among the plans that are to have dates: {', '.join(sorted(problem.plan))}"
            raise UnknownNameError(message)
        if day > asked.ends_on:
            message = f"{ref} test {day_words(day)}: this is after the programme's last day, {day_words(asked.ends_on)}"
            raise UnknownNameError(message)


def published_in(given: GivenProgramme) -> tuple[Published, ...]:
    """Return the tests that a programme made earlier tells of."""
    return tuple(Published(plan=ref, day=row.day) for row in given.rows for ref in row.plans)


def reviewed(book: Book, law: Law, asked: Asked, given: GivenProgramme, progress: Progress | None = None) -> ReviewPage:
    """Measure a programme made by hand, and put beside it what is proposed for the same register."""
    found = proposed(book, law, asked, progress=progress)
    taken = take(found.problem, given)
    elsewhere = peak_elsewhere(asked, found.programme)
    return review_page(found.problem, given, taken, found.page, peak_elsewhere=elsewhere)
