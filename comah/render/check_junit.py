"""A check as JUnit XML, as continuous integration servers read it: a suite an authority, a case a finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from comah.model.finding import CheckReport, Finding
from comah.model.kinds import WaiverKind
from comah.render.check_json import source_of
from comah.render.plain import plain

_ILLEGAL: Final = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}  # beside what ``plain`` takes out; XML 1.0 section 2.2


def check_junit(report: CheckReport) -> str:
    """Return one suite an authority. A case fails where its finding makes the exit status 1.

    What ``--ignore`` hides is one case a rule, for it still counts. It has the elements and
    attributes that both the Ant and the Jenkins form of the schema ask for.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>"]
    for number, (authority, name) in enumerate(_suites(report)):
        lines += _suite(report, number, authority, name)
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _suites(report: CheckReport) -> Iterator[tuple[str, str]]:
    """Name every authority looked at, and those without records that a finding is of."""
    yield from report.authorities
    known = {authority for authority, _ in report.authorities}
    found = {one.raised.authority for one in (*report.findings, *report.hidden)}
    yield from ((authority, authority or report.register_name) for authority in sorted(found - known))


def _suite(report: CheckReport, number: int, authority: str, name: str) -> Iterator[str]:
    shown = [one for one in report.findings if one.raised.authority == authority]
    hidden = [one for one in report.hidden if one.raised.authority == authority]
    cases = [*(_case(report, one) for one in shown), *_hidden(report, hidden)]
    attributes = {
        "id": number,
        "package": "comah.check",
        "name": name,
        "timestamp": f"{report.on.isoformat()}T00:00:00",
        "hostname": "localhost",
        "tests": len(cases),
        "failures": sum("<failure" in case for case in cases),
        "errors": 0,
        "time": 0,
    }
    yield f"  <testsuite{_attributes(attributes)}>"
    yield from _properties(report)
    yield from cases
    yield f"    <system-out>{_text(_left_out(report))}</system-out>"
    yield "    <system-err></system-err>"
    yield "  </testsuite>"


def _properties(report: CheckReport) -> Iterator[str]:
    said = {"on": report.on.isoformat(), "law": report.law, "register": report.register_digest}
    yield "    <properties>"
    for name, value in said.items():
        yield f"      <property{_attributes({'name': name, 'value': value})}/>"
    yield "    </properties>"


def _case(report: CheckReport, finding: Finding) -> str:
    """Return the case of one finding."""
    raised, rule = finding.raised, finding.rule
    place = raised.subject or raised.exercise or raised.establishment or raised.file or raised.authority
    name = f"{rule.code} {rule.slug}: {place}: {raised.message}"
    if not finding.counts:
        return _testcase(finding.rule.code, f"{name} (waived)", "      <skipped/>")
    if not report.is_failing(finding):
        return _testcase(rule.code, f"{name} ({finding.severity.value})", "")
    said = _attributes({"type": f"{rule.kind.value} {finding.severity.value}", "message": f"{place}: {raised.message}"})
    body = "\n".join(_text(line) for line in _lines(finding))
    return _testcase(rule.code, name, f"      <failure{said}>{body}</failure>")


def _hidden(report: CheckReport, hidden: list[Finding]) -> Iterator[str]:
    """Yield one case a rule that ``--ignore`` hides."""
    for code in dict.fromkeys(one.rule.code for one in hidden):
        own = [one for one in hidden if one.rule.code == code]
        said = f"{len(own)} hidden by --ignore, still counted"
        is_failing = any(report.is_failing(one) for one in own)
        failure = f"      <failure{_attributes({'type': 'hidden', 'message': said})}></failure>"
        yield _testcase(code, f"{code} {own[0].rule.slug}: {said}", failure if is_failing else "")


def _testcase(code: str, name: str, inside: str) -> str:
    start = f"    <testcase{_attributes({'classname': f'comah.check.{code[:3]}', 'name': name, 'time': 0})}"
    return f"{start}>\n{inside}\n    </testcase>" if inside else f"{start}/>"


def _lines(finding: Finding) -> Iterator[str]:
    raised = finding.raised
    yield from (f"{label}: {text}" for label, text in raised.details)
    if raised.do:
        yield f"Do: {raised.do}"
    if finding.answer is not None:
        done = "Waived" if finding.answer.kind is WaiverKind.WAIVER else "Acknowledged"
        yield f"{done} by {finding.answer.approver} to {finding.answer.expires_on.isoformat()}"
    file, line = source_of(raised)
    if file:
        yield f"Record: {file}:{line}" if line else f"Record: {file}"


def _left_out(report: CheckReport) -> str:
    scope = ", ".join(f"{code} {number}" for code, number in report.left_out.by_scope.items())
    hidden = ", ".join(f"{code} {number}" for code, number in report.left_out.by_ignore.items())
    return f"Outside what was asked: {scope or 'nothing'}. Hidden by --ignore: {hidden or 'nothing'}."


def _attributes(values: dict[str, object]) -> str:
    return "".join(f" {name}={quoteattr(_legal(str(value)))}" for name, value in values.items())


def _text(text: str) -> str:
    return escape(_legal(text))


def _legal(text: str) -> str:
    """Return a text without the characters that XML cannot hold or that could mislead a reader."""
    return plain(text).translate(_ILLEGAL)
