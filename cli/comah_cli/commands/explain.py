"""``comah explain``: how a date was worked out, what a duty asks, what a status means, what a rule finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from comah.model.explanation import Explanation
    from comah.model.provision import Law

from comah_cli import exits
from comah_cli.options import On, Output, PageFormat, Sites, open_book, reference_day


def explain(
    subject: Annotated[str | None, typer.Argument(metavar="SITE|DUTY|STATUS|CODE", show_default=False)] = None,
    duty: Annotated[
        str | None,
        typer.Argument(metavar="DUTY", show_default=False, help="After a site: northbank, or northbank/reppir."),
    ] = None,
    *,
    every_rule: Annotated[bool, typer.Option("--all", help="Every rule of comah check.")] = False,
    on: On = None,
    form: Annotated[PageFormat, typer.Option("--format", help="How to write the answer.")] = PageFormat.TABLE,
    sites: Sites = None,
    output: Output = None,
) -> None:
    """Explain a date (SITE DUTY), a duty (COMAH-14-TEST), a status (may-be-overdue) or a rule (TST001)."""
    from comah.law.load import load_law
    from comah_cli.output import emit_page

    law, day = load_law(), reference_day(on)
    if every_rule:
        from comah.explain.rule import explain_rules

        if subject is not None:
            exits.usage("--all explains every rule and takes no name")
        page = explain_rules(law, day)
    elif subject is None:
        exits.usage("Name what to explain: a site and a duty, a duty, a status or a rule; or --all for every rule")
    else:
        page = _alone(law, day, subject, sites) if duty is None else _of_site(law, day, (subject, duty), sites)
    emit_page(page, "explain", form, output)


def _alone(law: Law, day: date, word: str, sites: Path | None) -> Explanation:
    """Explain one word. Only a local duty of the register needs the register."""
    from comah.errors import RegisterNotFoundError
    from comah.explain.alone import explain_provision, explain_status
    from comah.explain.ask import named_alone, read_local, unknown_alone
    from comah.explain.date import explain_date
    from comah.model.duty import Status

    found = named_alone(law, word)
    if isinstance(found, Status):
        return explain_status(law, day, found)
    if found is not None:
        return explain_provision(law, day, found)
    from comah.explain.rule import explain_rule
    from comah.rules.named import find_rule

    rule = find_rule(word)
    if rule is not None:
        return explain_rule(law, day, rule)
    from comah.calendar_lint.codes import code_named
    from comah.explain.calendar_code import explain_calendar_code

    code = code_named(word)
    if code is not None:
        return explain_calendar_code(law, day, code)
    try:
        _, book = open_book(sites)
    except RegisterNotFoundError:
        raise unknown_alone(law, word, None) from None
    asked = read_local(book, word)
    if asked is None:
        raise unknown_alone(law, word, book)
    from comah.assess import assess

    return explain_date(book, law, assess(book, law, day), asked)


def _of_site(law: Law, day: date, words: tuple[str, str], sites: Path | None) -> Explanation:
    """Explain a duty of a site, a group or an authority."""
    from comah.assess import assess
    from comah.explain.ask import read_pair
    from comah.explain.date import explain_date

    _, book = open_book(sites)
    asked = read_pair(book, law, *words)
    return explain_date(book, law, assess(book, law, day), asked)
