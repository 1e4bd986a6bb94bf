"""The forum's view: one row an authority, from its records or its return, and what only the forum can see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from comah.errors import UnknownNameError
from comah.exercises.clashes import Owned, clashes
from comah.model.book import Book
from comah.model.duty import Assessment
from comah.model.finding import Finding
from comah.model.forum import SAFE_DATE, AuthorityReturn, Basis, ForumReport, ForumRow, ReturnFault, ReturnFile
from comah.model.kinds import Severity
from comah.model.problem import Problem
from comah.model.provision import Law
from comah.model.words import count_words, day_words
from comah.rules import frm001_agency_wanted_twice as frm001
from comah.rules import frm002_no_records as frm002
from comah.rules.check_page import blocks_of
from comah.rules.returns import authority_return
from comah.rules.run import evidence_of, findings_of, order
from comah.workdays.financial_year import financial_year_of

FAMILY: Final = frm001.RULE.family


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """The returns that councils sent, and the files among them that cannot be read as one."""

    files: tuple[ReturnFile, ...] = ()
    faults: tuple[ReturnFault, ...] = ()


def forum_report(  # noqa: PLR0913 -- the last two are named
    book: Book,
    law: Law,
    assessment: Assessment,
    problems: tuple[Problem, ...],
    *,
    sent: Sent | None = None,
    fail_on: Severity = Severity.ERROR,
) -> ForumReport:
    """Return every authority's position, and the findings that only the forum can see.

    Args:
        book: every record as read.
        law: the provisions.
        assessment: the duties worked out from both.
        problems: every fault of the files, those between records included.
        sent: returns that stand for authorities without records here.
        fail_on: the severity from which the exit status is 1.
    """
    own: dict[str, AuthorityReturn] = {}
    found: list[Finding] = []
    for evidence in evidence_of(book, law, assessment, problems):
        found += [one for one in findings_of(evidence) if one.rule.family == FAMILY]
        if evidence.authority.id:
            own[evidence.authority.id] = authority_return(evidence)
    taken, faults = choose(book, assessment, frozenset(own), sent or Sent())
    rows = tuple(_rows(book, assessment, own, taken))
    found = [one for one in found if one.rule.code != frm002.RULE.code or one.raised.authority not in taken]
    found += _clashes_with_returns(book, own, {name: one.content for name, one in taken.items()})
    report = ForumReport(
        on=assessment.on,
        law=assessment.law,
        register_name=assessment.register_name,
        register_digest=assessment.register_digest,
        marking=_once(row.content.marking for row in rows if row.content),
        notices=_once(
            f"Source ({row.name}): {row.content.source_note}" for row in rows if row.content and row.content.source_note
        ),
        rows=rows,
        findings=tuple(sorted(found, key=order)),
        blocks=blocks_of(found),
        not_counted=faults,
        fail_on=fail_on,
        headline=_headline(rows),
        closing="",
    )
    return msgspec.structs.replace(report, closing=_closing(report))


def return_of(
    book: Book, law: Law, assessment: Assessment, problems: tuple[Problem, ...], authority: str
) -> AuthorityReturn:
    """Return one authority's return.

    Raises:
        UnknownNameError: where the authority has no records.
    """
    for evidence in evidence_of(book, law, assessment, problems):
        if evidence.authority.id == authority:
            return authority_return(evidence)
    message = f"{authority}: has no records here, so it has no return."
    raise UnknownNameError(message)


def choose(
    book: Book, assessment: Assessment, own: frozenset[str], sent: Sent
) -> tuple[dict[str, ReturnFile], tuple[ReturnFault, ...]]:
    """Choose the return that stands for each authority, and say why any other does not."""
    listed = {entry.id for entry in book.register.authorities}
    taken: dict[str, ReturnFile] = {}
    faults = list(sent.faults)
    for one in sorted(sent.files, key=lambda each: (-each.content.on.toordinal(), each.file)):
        why = _why_not(one.content, assessment, listed, own) or _is_older(one, taken)
        if why:
            faults.append(ReturnFault(file=one.file, message=why))
        else:
            taken[one.content.authority] = one
    return taken, tuple(sorted(faults, key=lambda fault: fault.file))


def _why_not(content: AuthorityReturn, assessment: Assessment, listed: set[str], own: frozenset[str]) -> str:
    if content.authority not in listed:
        return f"is of {content.authority}, which register.toml does not list"
    if content.authority in own:
        return f"is of {content.authority}, whose records are here and are counted instead"
    if content.on > assessment.on:
        return f"is as at {day_words(content.on)}, after {day_words(assessment.on)}"
    if content.year != financial_year_of(content.on).name:
        return f"counts {content.year}, and {day_words(content.on)} lies in another financial year"
    return ""


def _is_older(one: ReturnFile, taken: dict[str, ReturnFile]) -> str:
    newer = taken.get(one.content.authority)
    if newer is None:
        return ""
    age = "as old as" if newer.content.on == one.content.on else "older than"
    return f"is {age} {newer.file}, which is counted for {one.content.authority}"


def _rows(
    book: Book, assessment: Assessment, own: dict[str, AuthorityReturn], taken: dict[str, ReturnFile]
) -> Iterator[ForumRow]:
    """Yield the authorities in the register's order, then those with records that it does not list."""
    names = {entry.id: entry.name for entry in book.register.authorities}
    for name in (*names, *(one for one in own if one not in names)):
        if name in own:
            yield ForumRow(authority=name, name=own[name].name, basis=Basis.RECORDS, content=own[name])
        elif name in taken:
            sent = taken[name]
            age = (assessment.on - sent.content.on).days
            yield ForumRow(
                authority=name,
                name=names[name],
                basis=Basis.RETURN,
                content=sent.content,
                file=sent.file,
                age_days=age,
                passed=sum(one.what == SAFE_DATE and one.on < assessment.on for one in sent.content.ahead),
            )
        else:
            yield ForumRow(authority=name, name=names[name], basis=Basis.NOTHING, content=None)


def _clashes_with_returns(
    book: Book, own: dict[str, AuthorityReturn], sent: dict[str, AuthorityReturn]
) -> Iterator[Finding]:
    """Yield the clashes that a return has a part in; those among records are found by the rule itself."""
    owned = [
        Owned(authority=name, exercise=exercise) for name, one in (own | sent).items() for exercise in one.exercises
    ]
    for clash in clashes(owned, book.register.clash_days) if sent else ():
        if clash.first.authority in sent or clash.second.authority in sent:
            raised = frm001.raised_of_clash(clash)
            yield Finding(rule=frm001.RULE, severity=raised.severity or frm001.RULE.severity, raised=raised)


def _headline(rows: tuple[ForumRow, ...]) -> str:
    """Say how many authorities are shown, and what is worst first."""
    shown = [row.content.positions for row in rows if row.content]
    counts = [
        (sum(one.overdue for one in shown), "overdue"),
        (sum(one.may_be_overdue for one in shown), "may be overdue"),
        (sum(one.cannot_be_shown for one in shown), "cannot be shown"),
        (sum(one.at_risk for one in shown), "at risk"),
        (sum(one.in_date for one in shown), "in date"),
    ]
    plans = ", ".join(f"{number} {words}" for number, words in counts if number) or "no plan on record"
    missing = sum(row.content is None for row in rows)
    without = (
        f"; {count_words(missing, 'authority', 'authorities')} without records: nothing can be shown" if missing else ""
    )
    return f"{len(shown)} of {count_words(len(rows), 'authority', 'authorities')} shown. Plans: {plans}{without}"


def _closing(report: ForumReport) -> str:
    """Say what was not counted, and the exit status."""
    left = len(report.not_counted)
    files = f"{count_words(left, 'file')} among the returns not counted" if left else "Nothing left out"
    return f"{files}. Exit {int(report.fails)}."


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
