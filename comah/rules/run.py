"""Running the rules: every finding of every authority, with its code, its severity and its answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comah.duties.situation import situations
from comah.model.book import Book
from comah.model.duty import Assessment
from comah.model.finding import Finding, Kind, Rule
from comah.model.kinds import Severity
from comah.model.problem import Problem
from comah.model.provision import Law
from comah.rules.answers import answer_for
from comah.rules.evidence import Evidence
from comah.rules.registry import RULES

_KINDS: Final = tuple(Kind)
_SEVERITIES: Final = tuple(Severity)


def run_rules(book: Book, law: Law, assessment: Assessment, problems: tuple[Problem, ...]) -> tuple[Finding, ...]:
    """Return every finding of a register, sorted by authority, establishment, kind, severity and code.

    Args:
        book: every record as read.
        law: the provisions.
        assessment: the duties worked out from both.
        problems: every fault of the files, those between records included.
    """
    found = [finding for evidence in evidence_of(book, law, assessment, problems) for finding in _findings(evidence)]
    return tuple(sorted(found, key=order))


def evidence_of(book: Book, law: Law, assessment: Assessment, problems: tuple[Problem, ...]) -> Iterator[Evidence]:
    """Yield what the rules are given, one authority at a time."""
    folders = {records.authority.id: folder_of(records.authority.place.file.name) for records in book.authorities}
    for number, sit in enumerate(situations(book, assessment.on)):
        name = sit.authority.id
        yield Evidence(
            sit=sit,
            law=law,
            book=book,
            duties=tuple(duty for duty in assessment.duties if duty.authority == name),
            measures=tuple(one for one in assessment.measures if one.authority == name),
            problems=tuple(
                one
                for one in problems
                if folder_of(one.file) == folders[name] or (number == 0 and folder_of(one.file) not in folders.values())
            ),
        )


def folder_of(file: str) -> str:
    """Return the authority's folder that a record file lies in; "" for the register's own."""
    return file.partition("/")[0] if "/" in file else ""


def rules() -> tuple[Rule, ...]:
    """Return every rule, in order of its code."""
    return tuple(module.RULE for module in RULES)


def order(finding: Finding) -> tuple[str, str, int, int, str, str, str, str]:
    """Return the key that findings are sorted by."""
    raised = finding.raised
    return (
        raised.authority,
        raised.establishment or "",
        _KINDS.index(finding.rule.kind),
        _SEVERITIES.index(finding.severity),
        finding.rule.code,
        raised.plan or "",
        raised.exercise or "",
        raised.message,
    )


def _findings(evidence: Evidence) -> Iterator[Finding]:
    for module in RULES:
        rule: Rule = module.RULE
        for raised in module.check(evidence):
            yield Finding(
                rule=rule,
                severity=raised.severity or rule.severity,
                raised=raised,
                answer=answer_for(rule, raised, evidence),
            )
