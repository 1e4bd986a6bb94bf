"""What ``comah programme`` asks the library for: a register in, a page out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from msgspec.structs import replace

from comah.errors import UnknownNameError
from comah.model.book import Book
from comah.model.programme_page import Difference, GivenProgramme, ProgrammePage, ReviewPage
from comah.model.provision import Law
from comah.model.words import day_words
from comah.programme.asked import Asked
from comah.programme.backlog import with_backlog
from comah.programme.difference import difference_lines, moved_lines
from comah.programme.page import Told, peak_elsewhere, programme_page
from comah.programme.problem import Choice, Problem, Published
from comah.programme.propose import propose
from comah.programme.result import Programme
from comah.programme.review import review_page, take, with_days
from comah.programme.shortfall import shortfall
from comah.programme.solving.stages import Progress
from comah.programme.translate import Translation, translate
from comah.programme.what_if import Supposed, older_tests, supposing
from comah.solver import HOW_TO_INSTALL, solver_fault

WHY: Final = "why"  # the part of the work that seeks what stands in the way


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
    progress: Progress | None = None,
) -> Proposed:
    """Return the best programme for a register.

    Args:
        book: every record as read.
        law: the provisions.
        asked: which plans, and over which years.
        published: tests that others were told of and that may still move.
        supposed: what is to be taken as otherwise than it is; the page then says what that changes.
        progress: is told what is being sought.

    Raises:
        UnknownNameError: where no plan owes a test, or nothing is known of what is supposed.
    """
    translated = translate(book, law, asked, published)
    as_it_is = _best(book, asked, translated, progress)
    if supposed is None:
        return _explained(_with_moves(as_it_is), progress)
    supposed = _by_plan(translated.problem, supposed)
    _refuse_unknown(translated.problem, asked, supposed)
    problem = with_backlog(supposing(translated.problem, supposed))
    near = replace(problem, published=problem.published or tuple(_as_published(problem, as_it_is)))
    found = _explained(_best(book, asked, replace(translated, problem=near), progress), progress)
    is_published = bool(problem.published)
    lines = (
        *older_tests(translated.problem, supposed),
        *difference_lines(as_it_is.page, found.page, is_published=is_published),
    )
    scores = tuple(one for one in found.page.score if is_published or one.part != "changes")
    page = replace(found.page, difference=Difference(supposed=supposed.words, lines=lines), score=scores)
    return replace(found, page=page)


def _by_plan(problem: Problem, supposed: Supposed) -> Supposed:
    """Return what is supposed with every group given as its plans."""

    def plans(ref: str) -> list[str]:
        return [ref] if ref in problem.plan else [one.ref for one in problem.plans if one.group == ref] or [ref]

    return replace(supposed, tests=tuple((one, day) for ref, day in supposed.tests for one in plans(ref)))


def _with_moves(found: Proposed) -> Proposed:
    """Name the published tests that are moved."""
    moved = moved_lines(found.problem, [one.choice for one in found.programme.proposals])
    return replace(found, page=replace(found.page, notes=(*found.page.notes, *moved)))


def _as_published(problem: Problem, as_it_is: Proposed) -> Iterator[Published]:
    """Yield the tests of the programme as it is: of equal ones the nearest to it is sought, so that no tie differs."""
    for one in as_it_is.programme.proposals:
        yield from (Published(plan=ref, day=one.day) for ref in one.choice.plans if ref in problem.plan)


def _best(
    book: Book,
    asked: Asked,
    translated: Translation,
    progress: Progress | None,
    known: tuple[Choice, ...] = (),
) -> Proposed:
    programme = propose(translated.problem, seed=asked.seed, progress=progress, known=known)
    fault = solver_fault()
    page = programme_page(
        book,
        asked,
        translated,
        programme,
        Told(note=f"{fault}, so nothing better was sought. {HOW_TO_INSTALL}" if fault else ""),
    )
    return Proposed(problem=translated.problem, programme=programme, page=page)


def _explained(found: Proposed, progress: Progress | None) -> Proposed:
    """Say, where safe dates are not kept, what stands in the way and what would help."""
    value = found.programme.score

    def asking() -> None:
        if progress is not None:
            progress(WHY, value)

    choices = tuple(one.choice for one in found.programme.proposals)
    why = shortfall(found.problem, choices, asking)
    return replace(found, page=replace(found.page, conflict=why.conflict, remedies=why.remedies))


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
    translated = translate(book, law, asked)
    opened = replace(translated, problem=with_days(translated.problem, given))
    taken = take(opened.problem, given)
    found = _explained(_best(book, asked, opened, progress, known=taken.choices), progress)
    elsewhere = peak_elsewhere(asked, found.programme)
    return review_page(found.problem, given, taken, found.page, peak_elsewhere=elsewhere)
