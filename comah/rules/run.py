"""Running the rules: every finding of every authority, with its code, its severity and its answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final, TypeVar

import msgspec

from comah.duties.situation import situations
from comah.model.authority import Authority
from comah.model.book import AuthorityBook, Book
from comah.model.duty import Assessment, Duty, MeasureResult
from comah.model.finding import Finding, Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.model.problem import Problem
from comah.model.provision import Law
from comah.rules.answers import InForce, answer_of, answering, answers_in_force
from comah.rules.evidence import Evidence
from comah.rules.registry import RULES

_Owned = TypeVar("_Owned", Duty, MeasureResult)
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
    found = [finding for evidence in evidence_of(book, law, assessment, problems) for finding in findings_of(evidence)]
    return tuple(sorted(found, key=order))


def evidence_of(book: Book, law: Law, assessment: Assessment, problems: tuple[Problem, ...]) -> Iterator[Evidence]:
    """Yield what the rules are given, one authority at a time.

    Where no authority can be read there is still a register with faults, and they are given to the rules.
    """
    book = book if book.authorities else _of_nobody(book)
    folders = {records.authority.id: _folder(records.authority) for records in book.authorities}
    duties = _by_authority(assessment.duties)
    measures = _by_authority(assessment.measures)
    faults = _by_folder(problems, folders.values())
    for number, sit in enumerate(situations(book, assessment.on)):
        name = sit.authority.id
        yield Evidence(
            sit=sit,
            law=law,
            book=book,
            duties=tuple(duties.get(name, ())),
            measures=tuple(measures.get(name, ())),
            problems=(*faults.get(folders[name], ()), *(faults.get("", ()) if number == 0 and folders[name] else ())),
        )


def _of_nobody(book: Book) -> Book:
    """Return a register with a nameless authority in it."""
    nobody = AuthorityBook(authority=Authority(schema=1, id="", name=book.name))
    return msgspec.structs.replace(book, authorities=(nobody,))


def _by_authority(found: Iterable[_Owned]) -> dict[str, list[_Owned]]:
    sorted_out: dict[str, list[_Owned]] = {}
    for one in found:
        sorted_out.setdefault(one.authority, []).append(one)
    return sorted_out


def _by_folder(problems: Iterable[Problem], folders: Collection[str]) -> dict[str, list[Problem]]:
    """Sort the faults by authority's folder; "" for those of the register's own files."""
    sorted_out: dict[str, list[Problem]] = {}
    for one in problems:
        folder = folder_of(one.file)
        sorted_out.setdefault(folder if folder in folders else "", []).append(one)
    return sorted_out


def _folder(authority: Authority) -> str:
    """Return an authority's folder; one whose own file cannot be read is known by its folder's name."""
    return folder_of(authority.place.file.name) or authority.id


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


def findings_of(evidence: Evidence) -> Iterator[Finding]:
    """Yield what the rules find; those of the answers themselves run last, told which answers were used."""
    in_force = answers_in_force(evidence)
    used: set[int] = set()
    for module in RULES:
        if not hasattr(module, "check_answers"):
            yield from _answered(module.RULE, module.check(evidence), in_force, used)
    for module in RULES:
        if hasattr(module, "check_answers"):
            yield from _answered(module.RULE, module.check_answers(evidence, frozenset(used)), in_force, used)


def _answered(rule: Rule, raised_by: Iterable[Raised], in_force: InForce, used: set[int]) -> Iterator[Finding]:
    """Yield the findings of one rule with their answers, and note the positions of those used."""
    for raised in raised_by:
        answers = answering(rule, raised, in_force)
        used.update(position for position, _ in answers)
        answer = answer_of(answers[0][1]) if answers else None
        yield Finding(rule=rule, severity=raised.severity or rule.severity, raised=raised, answer=answer)
