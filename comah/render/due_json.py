"""The due report as JSON, schema ``comah.due/1``. Dates are ISO, unknown is null."""

from __future__ import annotations

from datetime import date

from comah.model.due_report import DueReport
from comah.model.duty import Arranged, Duty, MeasureResult, Trigger
from comah.model.problem import Problem
from comah.render.json_text import json_text

SCHEMA = "comah.due/1"


def due_json(report: DueReport) -> str:
    """Return the whole report."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": report.on.isoformat(),
            "law": report.law,
            "register": {"name": report.register_name, "digest": report.register_digest},
            "duties": [duty_fields(duty) for duty in report.duties],
            "measures": [measure_fields(one) for one in report.measures],
            "unreadable": [unreadable_fields(one) for one in report.unreadable],
        }
    )


def duty_fields(duty: Duty) -> dict[str, object]:
    """Return a duty as JSON holds it."""
    return {
        "duty": duty.duty,
        "authority": duty.authority,
        "establishment": duty.establishment,
        "plan": duty.plan,
        "exercise": duty.exercise,
        "who": duty.who.value,
        "title": duty.title,
        "provision": duty.provision,
        "link": duty.link,
        "status": duty.status.value,
        "reason": duty.reason,
        "trigger": _trigger(duty.trigger),
        "due_on": iso(duty.due_on),
        "due_latest_on": iso(duty.due_latest_on),
        "safe_on": iso(duty.safe_on),
        "days_left": duty.days_left,
        "days_overdue": duty.days_overdue,
        "latest_start": iso(duty.latest_start),
        "start_by": iso(duty.start_by),
        "start_by_basis": duty.start_by_basis,
        "in_date_only_if_since": iso(duty.in_date_only_if_since),
        "arranged": _arranged(duty.arranged),
        "if_credited": [
            {"exercise": one.exercise, "due_on": iso(one.due_on), "safe_on": iso(one.safe_on)}
            for one in duty.if_credited
        ],
        "untested_elements": list(duty.untested_elements),
    }


def iso(day: date | None) -> str | None:
    """Return a day in ISO 8601, or None."""
    return day.isoformat() if day else None


def _trigger(trigger: Trigger | None) -> dict[str, object] | None:
    if trigger is None:
        return None
    return {
        "event": trigger.event,
        "text": trigger.text,
        "earliest": iso(trigger.earliest),
        "latest": iso(trigger.latest),
        "precise": trigger.is_precise,
        "source": {"file": trigger.place.file.name, "line": trigger.place.line_of(trigger.key)},
    }


def _arranged(arranged: Arranged | None) -> dict[str, object] | None:
    if arranged is None:
        return None
    return {"exercise": arranged.exercise, "on": arranged.text or None, "confirmed": arranged.is_confirmed}


def measure_fields(one: MeasureResult) -> dict[str, object]:
    """Return a local measure as JSON holds it."""
    return {
        "id": one.id,
        "authority": one.authority,
        "title": one.title,
        "period": one.period,
        "count": one.count,
        "target": one.target,
        "days_left": one.days_left,
        "status": one.status.value,
    }


def unreadable_fields(problem: Problem) -> dict[str, object]:
    """Return a fault of a record file as JSON holds it."""
    return {
        "file": problem.file,
        "line": problem.line or None,
        "message": problem.message,
        "whole_file": problem.hides_file,
    }
