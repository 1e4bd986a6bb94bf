"""Record text in, findings out: what the rules say of a register as at a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from register_text import register

from comah.assess import assess
from comah.law.load import load_law
from comah.model.book import Book
from comah.model.duty import Assessment
from comah.model.finding import Finding, Rule
from comah.model.problem import Problem
from comah.records.consistency import check_book
from comah.rules.run import rules, run_rules

LAW = load_law()


def found_in(on: str, records: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return every finding of a register, faults of its files included."""
    book, assessment, problems = _assessed(on, tuple(records.items()))
    return run_rules(book, LAW, assessment, problems)


def found_of(code: str, on: str, records: Mapping[str, str]) -> list[Finding]:
    """Return the findings of one rule."""
    return [one for one in found_in(on, records) if one.rule.code == code]


def codes(on: str, records: Mapping[str, str], family: str = "") -> list[str]:
    """Return the code of every finding, in order of the codes; of one family, or of all."""
    return sorted(one.rule.code for one in found_in(on, records) if one.rule.code.startswith(family))


def lines(on: str, records: Mapping[str, str], family: str = "") -> list[str]:
    """Return each finding as an officer reads it, in the order of the check; of one family, or of all."""
    return [_line(one) for one in found_in(on, records) if one.rule.code.startswith(family)]


def kinds(family: str) -> dict[str, str]:
    """Return what stands behind each rule of a family, and how much it matters."""
    return {rule.code: _standing(rule) for rule in rules() if rule.family == family}


def _standing(rule: Rule) -> str:
    return f"{rule.kind.value} {rule.severity.value}"


def _line(one: Finding) -> str:
    raised = one.raised
    subject = raised.establishment or raised.exercise or raised.subject
    return f"{one.severity.value} {one.rule.code} {subject}: {raised.message}"


@cache
def _assessed(on: str, records: tuple[tuple[str, str], ...]) -> tuple[Book, Assessment, tuple[Problem, ...]]:
    """Load and assess a register once, however many rules are asked about it."""
    book = register(dict(records))
    assessment = assess(book, LAW, date.fromisoformat(on))
    return book, assessment, (*book.problems, *check_book(book, None))
