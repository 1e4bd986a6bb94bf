"""What a rule finds, and what a check says of a register. Frozen; a renderer decides nothing."""

from datetime import date
from enum import Enum
from typing import Annotated

import msgspec

from comah.model.keys import key
from comah.model.kinds import Severity, WaiverKind
from comah.model.place import NOWHERE, Place


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


class CheckReport(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that ``comah check`` says."""

    on: date
    law: str
    register_name: str
    register_digest: str
    title: str  # the authority's name, or the forum's
    marking: tuple[str, ...]
    rules: tuple[Rule, ...]  # that ran
    findings: tuple[Finding, ...]  # shown
    hidden: tuple[Finding, ...]  # left out by --ignore: they still count
    scope: str  # what the scope leaves out, in words; "" where nothing is
    left_out: dict[str, int]  # code -> how many findings were left out by the scope or by --ignore

    def count(self, kind: Kind, severity: Severity) -> int:
        """Count the findings of a kind and severity, those hidden included."""
        return sum(one.rule.kind is kind and one.severity is severity for one in (*self.findings, *self.hidden))
