"""The report behind ``comah check``: what is found, what it was asked of, and what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from comah.duties.situation import plans_named
from comah.model.book import AuthorityBook, Book
from comah.model.duty import Assessment
from comah.model.finding import CheckReport, Expiring, Finding, LeftOut
from comah.model.kinds import Severity
from comah.model.problem import Problem
from comah.model.provision import Law
from comah.rules.answers import expiring
from comah.rules.check_page import with_page
from comah.rules.run import evidence_of, findings_of, order, rules


class CheckSelection(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for. All but ``ignored`` scopes the exit status; ``ignored`` only hides."""

    sites: frozenset[str] = frozenset()  # none: every site
    authority: str | None = None
    codes: frozenset[str] | None = None  # of the rules asked for; None: every rule
    ignored: frozenset[str] = frozenset()
    fail_on: Severity = Severity.ERROR
    expiring_in: int | None = None  # days; None: not asked
    with_pages: bool = True  # the findings also in the words of a page

    def has_rule(self, code: str) -> bool:
        """Whether a rule is asked for."""
        return self.codes is None or code in self.codes


def check_report(
    book: Book,
    law: Law,
    assessment: Assessment,
    problems: tuple[Problem, ...],
    selection: CheckSelection,
) -> CheckReport:
    """Run every rule and report on those asked for; the findings of the others are counted as left out.

    Args:
        book: every record as read.
        law: the provisions.
        assessment: the duties worked out from both.
        problems: every fault of the files, those between records included.
        selection: what was asked for.
    """
    found: list[Finding] = []
    ending: list[Expiring] = []
    for evidence in evidence_of(book, law, assessment, problems):
        found += findings_of(evidence)
        ending += expiring(evidence, selection.expiring_in, rules()) if selection.expiring_in is not None else ()
    scope = _Scope(book, selection)
    inside = [one for one in sorted(found, key=order) if scope.has(one)]
    hidden = tuple(one for one in inside if one.rule.code in selection.ignored)
    records = [each for each in book.authorities if scope.has_authority(each)]
    report = CheckReport(
        on=assessment.on,
        law=assessment.law,
        register_name=assessment.register_name,
        register_digest=assessment.register_digest,
        title=records[0].authority.name if len(records) == 1 else book.name or "Register",
        marking=_lines(each.authority.marking for each in records),
        notices=_lines(f"Source: {each.authority.source_note}" for each in records if each.authority.source_note),
        authorities=tuple((each.authority.id, each.authority.name) for each in records),
        rules=tuple(rule for rule in rules() if selection.has_rule(rule.code)),
        findings=tuple(one for one in inside if one.rule.code not in selection.ignored),
        hidden=hidden,
        left_out=LeftOut(by_scope=_counts(one for one in found if not scope.has(one)), by_ignore=_counts(hidden)),
        fail_on=selection.fail_on,
        expiring_in=selection.expiring_in,
        expiring=tuple(sorted((one for one in ending if scope.has_answer(one)), key=_by_end)),
    )
    if not selection.with_pages:
        return report
    return with_page(report, law, has_sites=any(each.establishments for each in records))


class _Scope:
    """Which findings belong to the authority, the sites and the rules asked for."""

    def __init__(self, book: Book, selection: CheckSelection) -> None:
        self._asked = selection
        self._faulty = book.faulty_files
        self._exercises: set[str] = set()
        self._files: set[str] = set()
        self._authorities: set[str] = set()
        if selection.sites:
            for records in book.authorities:
                self._take_in(records)

    def _take_in(self, records: AuthorityBook) -> None:
        """Note what concerns the sites asked for: their files, and the exercises that name them."""
        for site in records.establishments:
            if site.id in self._asked.sites:
                self._files.add(site.place.file.name)
                self._authorities.add(records.authority.id)
        for exercise in records.exercises:
            if any(plan.partition("/")[0] in self._asked.sites for plan in plans_named(exercise)):
                self._exercises.add(exercise.id)
                self._files.add(exercise.place.file.name)
        for activation in records.activations:
            if activation.site in self._asked.sites:
                self._files.add(activation.place.file.name)

    def has_authority(self, records: AuthorityBook) -> bool:
        """Whether an authority is looked at."""
        if self._asked.authority is not None:
            return records.authority.id == self._asked.authority
        return not self._asked.sites or records.authority.id in self._authorities

    def has(self, finding: Finding) -> bool:
        """Whether a finding bears on the exit status."""
        if not self._asked.has_rule(finding.rule.code):
            return False
        if self._asked.authority is not None and finding.raised.authority != self._asked.authority:
            return False
        return not self._asked.sites or self._is_of_sites(finding)

    def has_answer(self, answer: Expiring) -> bool:
        """Whether an answer is for what was asked."""
        if self._asked.authority is not None and answer.authority != self._asked.authority:
            return False
        if self._asked.sites and (
            answer.authority not in self._authorities or answer.establishment not in {"", *self._asked.sites}
        ):
            return False
        return self._asked.has_rule(answer.code)

    def _is_of_sites(self, finding: Finding) -> bool:
        """A finding of no site is theirs by its exercise or file; what cannot be read may be of any site."""
        raised = finding.raised
        if raised.establishment is not None:
            return raised.establishment in self._asked.sites
        if raised.exercise is not None and raised.exercise in self._exercises:
            return True
        file = raised.file or raised.place.file.name
        return file in self._files or (file in self._faulty and raised.authority in self._authorities)


def _counts(found: Iterable[Finding]) -> dict[str, int]:
    return dict(sorted(Counter(one.rule.code for one in found).items()))


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    """Return each text once, in the order given."""
    return tuple(dict.fromkeys(text for text in texts if text))


def _by_end(one: Expiring) -> tuple[str, str, str, str]:
    return one.expires_on.isoformat(), one.authority, one.code, one.establishment
