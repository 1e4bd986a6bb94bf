"""The other views of ``comah check``: the forum's, one authority's return, and the local measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from comah_cli import exits
from comah_cli.options import PageFormat, open_book, reference_day

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from comah.model.book import Book
    from comah.model.kinds import Severity
    from comah.model.problem import Problem


class View(NamedTuple):
    """What was asked for, as the command read it."""

    forum: bool
    measures: bool
    return_to: Path | None
    returns: Path | None
    authority: str | None
    has_filter: bool  # a site, a rule, or the answers that end soon were asked for
    fail_on: Severity
    on: str | None
    form: str
    sites: Path | None
    output: Path | None

    @property
    def page(self) -> PageFormat:
        """The form in which the view is written."""
        return PageFormat(self.form)


def show_view(view: View) -> int:
    """Write the view asked for and return the exit status."""
    _refuse_mixed(view)
    day = reference_day(view.on)
    _, book = open_book(view.sites)
    if view.measures:
        return _measures(view, book, day)
    if view.return_to is not None:
        return _return(view, book, day, view.return_to)
    return _forum(view, book, day)


def _refuse_mixed(view: View) -> None:
    """Refuse options that do not go together, before anything is read."""
    asked = [("--forum", view.forum), ("--measures", view.measures), ("--return", view.return_to is not None)]
    names = [name for name, is_asked in asked if is_asked]
    if not names:
        exits.usage("--returns goes with --forum")
    if len(names) > 1:
        exits.usage(f"{' and '.join(names)} are asked for one at a time")
    if view.returns is not None and not view.forum:
        exits.usage("--returns goes with --forum")
    if view.has_filter:
        exits.usage(f"{names[0]} takes neither a site nor a rule: it shows the whole")
    if view.forum and view.authority is not None:
        exits.usage("--forum shows every authority; --authority goes with --measures and --return")
    if view.form not in {one.value for one in PageFormat}:
        exits.usage(f"{names[0]} is written as table, md or json only")
    if view.return_to is not None and view.return_to.suffix.lower() != ".json":
        exits.usage(f"--return {view.return_to}: a return is a .json file")
    if view.return_to is not None and view.output is not None:
        exits.usage("--return names the file itself; leave out --output")


def _measures(view: View, book: Book, day: date) -> int:
    from comah.assess import assess
    from comah.duties.measures import measure_report
    from comah.law.load import load_law
    from comah_cli.names import authority_named
    from comah_cli.output import emit_page

    authority = authority_named(book, view.authority)
    report = measure_report(book, assess(book, load_law(), day), authority)
    emit_page(report, "measures", view.page, view.output)
    return exits.DONE


def _return(view: View, book: Book, day: date, path: Path) -> int:
    from comah.assess import assess
    from comah.law.load import load_law
    from comah.render.forum_json import return_json
    from comah.rules.forum import return_of
    from comah_cli.output import emit

    law = load_law()
    authority = _authority_of(view, book)
    emit(return_json(return_of(book, law, assess(book, law, day), _problems(view, book, day), authority)), path)
    return exits.DONE


def _authority_of(view: View, book: Book) -> str:
    """Return the authority asked for; the only one with records needs no naming."""
    from comah_cli.names import authority_named

    named = authority_named(book, view.authority)
    if named is not None:
        return named
    known = [records.authority.id for records in book.authorities]
    if len(known) != 1:
        exits.usage(f"--return needs --authority: {', '.join(known) or 'none has records here'}")
    return known[0]


def _forum(view: View, book: Book, day: date) -> int:
    from comah.assess import assess
    from comah.law.load import load_law
    from comah.records.returns import read_returns
    from comah.rules.forum import Sent, forum_report
    from comah_cli.output import emit_page

    sent = Sent()
    if view.returns is not None:
        files, faults = read_returns(view.returns)
        sent = Sent(files=files, faults=faults)
    law = load_law()
    problems = _problems(view, book, day)
    report = forum_report(book, law, assess(book, law, day), problems, sent=sent, fail_on=view.fail_on)
    emit_page(report, "forum", view.page, view.output)
    return exits.FINDINGS if report.fails else exits.DONE


def _problems(view: View, book: Book, day: date) -> tuple[Problem, ...]:
    """Return every fault; facts dated after the day are faults only against today."""
    from comah.records.consistency import check_book

    return (*book.problems, *check_book(book, day if view.on is None else None))
