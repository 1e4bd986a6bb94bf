"""A check in the words of a page: its headline, its blocks, and what it closes with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from comah.model.duty import Status
from comah.model.finding import Block, CheckReport, Finding, Kind, Rule
from comah.model.kinds import Severity, WaiverKind
from comah.model.provision import Law
from comah.model.words import count_words, day_words

_KINDS: Final = tuple(Kind)
_SEVERITIES: Final = tuple(Severity)
_HEADS: Final = {Kind.LOCAL: "LOCAL", Kind.PRACTICE: "PRACTICE", Kind.RECORD: "RECORDS"}
# how the slug of a statutory rule ends -> the position that it finds; the longest ending first
_POSITIONS: Final = (
    (Status.MAY_BE_OVERDUE.value, "may be"),
    (Status.OVERDUE.value, "overdue"),
    ("on-record", "cannot be shown"),
    (Status.AT_RISK.value, "at risk"),
)
_SAID: Final = ("overdue", "may be", "cannot be shown", "at risk")  # worst first


def with_page(report: CheckReport, law: Law, *, has_sites: bool) -> CheckReport:
    """Put a report into words."""
    return msgspec.structs.replace(
        report,
        headline=_headline(report),
        blocks=blocks_of(_with_owner(report)),
        closing=_closing(report, law) if not report.is_clean else (_clean(report, has_sites=has_sites),),
    )


def _headline(report: CheckReport) -> str:
    """Count what bears on the exit status, the law first and what is hidden included."""
    counted = [one for one in (*report.findings, *report.hidden) if one.counts]
    law = [one for one in counted if one.rule.kind is Kind.LAW]
    parts = [f"STATUTORY: {', '.join(_statutory(law)) or 'nothing found'}."]
    for kind, head in _HEADS.items():
        words = ", ".join(_by_severity(one for one in counted if one.rule.kind is kind))
        parts += [f"{head}: {words}."] if words else []
    waived = sum(not one.counts for one in (*report.findings, *report.hidden))
    parts += [f"WAIVED: {waived}, not counted."] if waived else []
    return "   ".join(parts)


def _statutory(law: list[Finding]) -> Iterator[str]:
    positions = Counter(_position(one.rule) for one in law)
    for words in _SAID:
        if positions[words]:
            yield f"{positions[words]} {words}"
    yield from _by_severity((one for one in law if not _position(one.rule)), "other " if len(positions) > 1 else "")


def _by_severity(found: Iterable[Finding], which: str = "") -> Iterator[str]:
    counts = Counter(one.severity for one in found)
    for severity in _SEVERITIES:
        if counts[severity]:
            yield count_words(counts[severity], f"{which}{severity.value}")


def _position(rule: Rule) -> str:
    return next((words for ending, words in _POSITIONS if rule.slug.endswith(ending)), "")


def blocks_of(findings: Iterable[Finding]) -> tuple[Block, ...]:
    """Return one block a finding; those of one rule that say the same are one, in the place of the first."""
    alike: dict[object, list[Finding]] = {}
    for one in sorted(findings, key=_page_order):
        raised = one.raised
        answer = (one.answer.kind, one.answer.approver, one.answer.expires_on) if one.answer else None
        alike.setdefault((one.rule.code, one.severity, raised.message, raised.do, answer), []).append(one)
    return tuple(_one(group[0]) if len(group) == 1 else _several(group) for group in alike.values())


def _with_owner(report: CheckReport) -> Iterator[Finding]:
    """Yield the findings, with the authority named in those of no site where there are several authorities."""
    for one in report.findings:
        raised = one.raised
        is_named = raised.establishment or raised.exercise or raised.subject in {"", raised.authority}
        if is_named or len(report.authorities) < 2:  # noqa: PLR2004 -- one authority needs no naming
            yield one
        else:
            subject = f"{raised.subject} of {raised.authority}"
            yield msgspec.structs.replace(one, raised=msgspec.structs.replace(raised, subject=subject))


def _page_order(finding: Finding) -> tuple[int, int, str, str, str]:
    raised = finding.raised
    return (
        _KINDS.index(finding.rule.kind),
        _SEVERITIES.index(finding.severity),
        finding.rule.code,
        raised.authority,
        _subject(finding),
    )


def _one(finding: Finding) -> Block:
    raised = finding.raised
    return _block(finding, f"{_subject(finding)}: {raised.message}", (*raised.details, *_do(finding)))


def _several(group: list[Finding]) -> Block:
    """Return the block of findings that say the same: what they are of, and the lines that they share."""
    first = group[0].raised
    of, listed = _all_of(group)
    shared = [line for line in first.details if all(line in one.raised.details for one in group)]
    has_more = any(len(one.raised.details) > len(shared) for one in group)
    each = [("Each", f"comah check {first.establishment}")] if has_more and first.establishment else []
    return _block(group[0], f"{of}: {first.message}", (listed, *shared, *each, *_do(group[0])))


def _all_of(group: list[Finding]) -> tuple[str, tuple[str, str]]:
    """Return what findings are of, counted, and the same one by one with its label."""
    subjects = sorted({_subject(one) for one in group})
    if len(subjects) > 1:
        noun, plural = _noun(group)
        return count_words(len(subjects), noun, plural), (plural.capitalize(), ", ".join(subjects))
    plans = sorted({_plan(one) for one in group} - {""})
    authorities = sorted({one.raised.authority for one in group})
    listed = ("Plans", ", ".join(plans)) if plans else ("Authorities", ", ".join(authorities))
    return f"{subjects[0]}, {len(group)} times", listed


def _block(finding: Finding, heading: str, lines: tuple[tuple[str, str], ...]) -> Block:
    return Block(
        kind=finding.rule.kind,
        severity=finding.severity,
        code=finding.rule.code,
        heading=heading,
        lines=tuple((label, text) for label, text in lines if text),
        answer=_answer(finding),
    )


def _do(finding: Finding) -> tuple[tuple[str, str], ...]:
    return (("Do", finding.raised.do),) if finding.raised.do else ()


def _answer(finding: Finding) -> str:
    answer = finding.answer
    if answer is None:
        return ""
    done = "Waived" if answer.kind is WaiverKind.WAIVER else "Acknowledged"
    effect = "still counted" if finding.counts else "not counted"
    reason = f" ({answer.reason})" if answer.reason else ""
    return f"{done} by {answer.approver} to {day_words(answer.expires_on)}: {effect}{reason}"


def _subject(finding: Finding) -> str:
    """Name what a finding is of, as an officer would type it."""
    raised = finding.raised
    if raised.subject or raised.exercise:
        return raised.subject or raised.exercise or ""
    file = raised.file or raised.place.file.name
    return _plan(finding) or file or raised.authority or "register"


def _plan(finding: Finding) -> str:
    raised = finding.raised
    site = raised.establishment or ""
    return f"{site}/{raised.plan}" if site and raised.plan not in {None, "comah"} else site


def _noun(group: list[Finding]) -> tuple[str, str]:
    """Return what the subjects of findings are, in one word and in its plural."""
    raised = [one.raised for one in group]
    if all(one.subject == one.authority for one in raised):
        return "authority", "authorities"
    if any(one.subject for one in raised):
        return "case", "cases"
    if all(one.exercise for one in raised):
        return "exercise", "exercises"
    if any(one.exercise or not one.establishment for one in raised):
        return "record", "records"
    return ("plan", "plans") if all(one.plan for one in raised) else ("site", "sites")


def _clean(report: CheckReport, *, has_sites: bool) -> str:
    """Return the one line of a check that finds nothing; an empty register is not called clean."""
    marking = "".join(f"{line}. " for line in report.marking)
    said = f"nothing found by {count_words(len(report.rules), 'rule')}"
    nobody = "" if has_sites else "NO ESTABLISHMENTS ON RECORD, so nothing can be shown; "
    return f"{marking}{report.title}, as at {day_words(report.on)}: {nobody}{said}. {_left_out(report)}"


def _closing(report: CheckReport, law: Law) -> tuple[str, ...]:
    exit_status = f"Exit {int(report.fails)}."
    return (f"{_left_out(report)} {exit_status}   Working: comah explain {_to_explain(report, law)}",)


def _left_out(report: CheckReport) -> str:
    """Say what is not shown and whether it counts."""
    parts = []
    if report.left_out.by_scope:
        parts.append(f"Outside what was asked, not in the exit status: {_numbers(report.left_out.by_scope)}.")
    if report.left_out.by_ignore:
        parts.append(f"Hidden by --ignore, still counted: {_numbers(report.left_out.by_ignore)}.")
    return " ".join(parts) or "Nothing left out."


def _numbers(counts: Mapping[str, int]) -> str:
    listed = ", ".join(f"{code} {number}" for code, number in counts.items())
    return f"{count_words(sum(counts.values()), 'finding')} ({listed})"


def _to_explain(report: CheckReport, law: Law) -> str:
    """Return what to explain first: the working of the first statutory date, else the first rule."""
    shown = report.findings or report.hidden
    for one in sorted(shown, key=_page_order):
        for row in law.provisions:
            if one.rule.kind is Kind.LAW and row.id in one.rule.citations and row.citation == one.raised.provision:
                place = _plan(one) or one.raised.authority
                return f"{place} {row.id}" if place else row.id
    return shown[0].rule.code
