"""A check as JSON, schema ``comah.check/1``. Dates are ISO, unknown is null."""

from __future__ import annotations

from typing import Final

from comah.model.finding import Answer, CheckReport, Expiring, Finding, Raised
from comah.model.place import NOWHERE
from comah.render.due_json import iso
from comah.render.json_text import json_text

SCHEMA: Final = "comah.check/1"


def check_json(report: CheckReport) -> str:
    """Return the whole check. ``expiring`` is there where it was asked for."""
    expiring = {} if report.expiring_in is None else {"expiring": [_expiring(one) for one in report.expiring]}
    return json_text(
        {
            "schema": SCHEMA,
            "on": report.on.isoformat(),
            "law": report.law,
            "register": {"name": report.register_name, "digest": report.register_digest},
            "rules": [rule.code for rule in report.rules],
            "findings": [finding_fields(one) for one in report.findings],
            "counts": {
                kind.value: {severity.value: number for severity, number in by_severity.items()}
                for kind, by_severity in report.counts().items()
            },
            "left_out": report.left_out.total,
            **expiring,
        }
    )


def finding_fields(finding: Finding) -> dict[str, object]:
    """Return a finding as JSON holds it."""
    raised = finding.raised
    file, line = source_of(raised)
    return {
        "code": finding.rule.code,
        "slug": finding.rule.slug,
        "kind": finding.rule.kind.value,
        "severity": finding.severity.value,
        "authority": raised.authority,
        "establishment": raised.establishment,
        "plan": raised.plan,
        "exercise": raised.exercise,
        "message": raised.message,
        "since": iso(raised.since),
        "days": raised.days,
        "provision": raised.provision or None,
        "source": {"file": file, "line": line},
        "do": raised.do,
        "waiver": _answer(finding.answer),
    }


def source_of(raised: Raised) -> tuple[str | None, int | None]:
    """Return the file and line that a finding was read from; None for what no file holds."""
    place = raised.place
    if place is NOWHERE or not place.file.name:
        return raised.file or None, None
    line = place.line_of(raised.key) if raised.key else place.line
    return place.file.name, line or None


def _answer(answer: Answer | None) -> dict[str, object] | None:
    if answer is None:
        return None
    return {"kind": answer.kind.value, "approver": answer.approver, "expires_on": iso(answer.expires_on)}


def _expiring(one: Expiring) -> dict[str, object]:
    return {
        "authority": one.authority,
        "code": one.code,
        "establishment": one.establishment or None,
        "kind": one.kind.value,
        "approver": one.approver,
        "reference": one.reference or None,
        "expires_on": iso(one.expires_on),
        "source": {"file": one.place.file.name, "line": one.place.line},
    }
