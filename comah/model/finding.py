"""What a rule finds, and what a check says of a register. Frozen; a renderer decides nothing."""

from datetime import date
from enum import Enum
from typing import Annotated, Final

import msgspec

from comah.model.keys import key
from comah.model.kinds import Severity, WaiverKind
from comah.model.place import NOWHERE, Place

_SEVERITIES: Final = tuple(Severity)  # worst first


class Kind(Enum):
    """What stands behind a rule. The four are shown apart and never mixed."""

    LAW = "law"
    LOCAL = "local"  # the authority's own target
    PRACTICE = "practice"  # good practice
    RECORD = "record"  # the state of the records themselves


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule is, besides what it checks. Its manual is its module's docstring."""

    code: Annotated[str, key("three letters of the family and three digits; never reused", "TST001")]
    slug: Annotated[str, key("the rule in a few hyphened words", "test-overdue")]
    kind: Kind
    severity: Severity
    citations: Annotated[tuple[str, ...], key("duties of the law, or other sources, that it rests on")] = ()

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code[:3]


class Raised(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a rule says. The engine adds code, kind and severity, and the answer somebody gave for it."""

    authority: str
    message: str  # one line without the site's name: "external plan test 193 days overdue"
    do: str  # what to do next
    establishment: str | None = None
    plan: str | None = None  # comah, reppir, pipeline
    exercise: str | None = None
    since: date | None = None  # the first day on which it was so
    days: int | None = None  # late, from the last lawful day or the local limit
    provision: str = ""
    place: Place = NOWHERE
    key: str = ""  # the key of the table at place
    file: str = ""  # where there is no table, the file alone
    details: tuple[tuple[str, str], ...] = ()  # labelled lines for a page: Law, From, Due, CA, Next
    severity: Severity | None = None  # where it differs from the rule's
    subject: str = ""  # a short name where there is no site: an exercise, a measure


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The waiver or acknowledgement that a finding carries."""

    kind: WaiverKind
    approver: str
    reason: str
    expires_on: date


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A finding as it is shown and counted."""

    rule: Rule
    severity: Severity
    raised: Raised
    answer: Answer | None = None

    @property
    def counts(self) -> bool:
        """Whether it bears on the exit status: all but what a waiver answers. The law is never waived."""
        return self.answer is None or self.answer.kind is not WaiverKind.WAIVER or self.rule.kind is Kind.LAW


class Expiring(msgspec.Struct, frozen=True, kw_only=True):
    """An answer in force that soon ends."""

    authority: str
    code: str
    establishment: str  # "" where it is given for all
    kind: WaiverKind
    approver: str
    reference: str
    expires_on: date
    place: Place = NOWHERE


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """A finding as a page shows it, or several that say the same of different plans."""

    kind: Kind
    severity: Severity
    code: str
    heading: str  # northbank: external plan test 193 days overdue
    lines: tuple[tuple[str, str], ...]  # labelled, what to do last
    answer: str = ""  # who answers for it until when, and whether it is still counted


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """How many findings of each rule are not shown: code -> number."""

    by_scope: dict[str, int]  # of other sites, authorities or rules than those asked for: not in the exit status
    by_ignore: dict[str, int]  # hidden: still in the exit status

    @property
    def total(self) -> dict[str, int]:
        """Both together, by code."""
        codes = sorted({*self.by_scope, *self.by_ignore})
        return {code: self.by_scope.get(code, 0) + self.by_ignore.get(code, 0) for code in codes}


class CheckReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that ``comah check`` says."""

    on: date
    law: str
    register_name: str
    register_digest: str
    title: str  # the authority's name, or the forum's
    marking: tuple[str, ...]
    notices: tuple[str, ...] = ()  # what the records are, in their authorities' words
    authorities: tuple[tuple[str, str], ...] = ()  # id and name of each one looked at
    rules: tuple[Rule, ...]  # those asked for; the others ran too and are only counted
    findings: tuple[Finding, ...]  # shown
    hidden: tuple[Finding, ...]  # left out by --ignore: they still count
    left_out: LeftOut
    fail_on: Severity = Severity.ERROR
    headline: str = ""
    blocks: tuple[Block, ...] = ()  # law first, then local, practice and records
    closing: tuple[str, ...] = ()
    expiring_in: int | None = None  # days; None where it was not asked
    expiring: tuple[Expiring, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing at all was found of what was asked for."""
        return not self.findings and not self.hidden

    @property
    def fails(self) -> bool:
        """Whether the exit status is 1. What is hidden counts as what is shown."""
        return any(self.is_failing(one) for one in (*self.findings, *self.hidden))

    def is_failing(self, finding: Finding) -> bool:
        """Whether a finding makes the exit status 1: it counts, and is at or above the severity asked for."""
        return finding.counts and _SEVERITIES.index(finding.severity) <= _SEVERITIES.index(self.fail_on)

    def counts(self) -> dict[Kind, dict[Severity, int]]:
        """Count by kind and severity the findings that bear on the exit status, those hidden included."""
        found = {kind: dict.fromkeys(Severity, 0) for kind in Kind}
        for one in (*self.findings, *self.hidden):
            if one.counts:
                found[one.rule.kind][one.severity] += 1
        return found
