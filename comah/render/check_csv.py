"""A check as CSV: one finding a line, then one line a rule of which some are left out."""

from __future__ import annotations

from collections.abc import Iterator

from comah.model.finding import CheckReport, Finding
from comah.render.cells import csv_text
from comah.render.check_json import source_of

COLUMNS = (
    "on", "digest", "law", "code", "slug", "kind", "severity", "authority", "establishment", "plan", "exercise",
    "message", "since", "days", "provision", "file", "line", "do", "waiver_kind", "waiver_approver",
    "waiver_expires_on", "counts", "left_out",
)  # fmt: skip


def check_csv(report: CheckReport) -> str:
    """Return a heading, one line a finding shown, and how many of which rule are not."""
    frame = (report.on, report.register_digest, report.law)
    return csv_text(COLUMNS, ((*frame, *row) for row in _rows(report)))


def _rows(report: CheckReport) -> Iterator[tuple[object, ...]]:
    yield from (_values(one) for one in report.findings)
    for counts, is_counted in ((report.left_out.by_scope, False), (report.left_out.by_ignore, True)):
        for code, number in counts.items():
            yield (code, *(None,) * (len(COLUMNS) - 6), is_counted, number)


def _values(finding: Finding) -> tuple[object, ...]:
    raised, answer = finding.raised, finding.answer
    return (
        finding.rule.code, finding.rule.slug, finding.rule.kind.value, finding.severity.value, raised.authority,
        raised.establishment, raised.plan, raised.exercise, raised.message, raised.since, raised.days,
        raised.provision, *source_of(raised), raised.do,
        *((answer.kind.value, answer.approver, answer.expires_on) if answer else (None,) * 3), finding.counts, None,
    )  # fmt: skip
