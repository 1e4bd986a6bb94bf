"""``comah validate``: every fault of every record, in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from comah_cli import exits
from comah_cli.options import On, Output, PageOrJson, Sites, faults_between, open_book_with_oncall, reference_day

if TYPE_CHECKING:
    from comah.model.problem import Problem


def validate(
    *,
    on: On = None,
    form: Annotated[PageOrJson, typer.Option("--format", help="How to write the answer.")] = PageOrJson.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Show every fault in the records: what was read, where, what was expected, a good example."""
    from comah.model.validation import Validation
    from comah.render.validation import validation_json, validation_table
    from comah_cli.output import emit, has_colour, width

    day = reference_day(on)
    _, book = open_book_with_oncall(sites)
    found = Validation(
        on=day,
        register_name=book.name,
        register_digest=book.digest,
        # facts dated after the day are faults only against today: --on looks back and leaves them out
        problems=tuple(sorted((*book.problems, *faults_between(book, day if on is None else None)), key=_by_place)),
    )
    if form is PageOrJson.JSON:
        emit(validation_json(found), output)
    else:
        emit(validation_table(found, width(output), colour=has_colour(output)), output)
    if not found.is_clean:
        raise typer.Exit(exits.FINDINGS)


def _by_place(problem: Problem) -> tuple[str, int, str, str]:
    return problem.file, problem.line, problem.key, problem.message
