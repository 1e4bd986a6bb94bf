"""A programme as JSON, schema ``comah.programme/1``. Dates are ISO, unknown is null."""

from __future__ import annotations

from typing import Final

from comah.model.programme_page import PlanLine, ProgrammePage, ProgrammeRow, ScoreLine
from comah.render.due_json import iso, unreadable_fields
from comah.render.json_text import json_text

SCHEMA: Final = "comah.programme/1"


def programme_json(page: ProgrammePage) -> str:
    """Return the whole programme."""
    return json_text({"schema": SCHEMA, **programme_fields(page)})


def programme_fields(page: ProgrammePage) -> dict[str, object]:
    """Return a programme as JSON holds it."""
    return {
        **frame_fields(page),
        "first": page.first.isoformat(),
        "last": page.last.isoformat(),
        "seed": page.seed,
        "headline": page.headline,
        "proof": page.proof,
        "known": page.known,
        "method": page.method,
        "objective": [_score(line) for line in page.score],
        "proposed": [row_fields(row) for row in page.rows],
        "on_record": [row_fields(row) for row in page.committed],
        "plans": [_plan(line) for line in page.plans],
        "loads": [{"authority": name, "most_in_planning": load} for name, load in page.loads],
        "rules": [{"whose": one.whose, "rule": one.rule, "binds": one.binds} for one in page.rules],
        "conflict": list(page.conflict),
        "remedies": list(page.remedies),
        "supposed": list(page.difference.supposed) if page.difference else [],
        "difference": list(page.difference.lines) if page.difference else [],
        "assumed": list(page.assumed),
        "not_counted": list(page.not_counted),
        "to_note": list(page.notes),
        "without_notice": list(page.no_notice),
        "left_out": list(page.left_out),
        "unreadable": [unreadable_fields(one) for one in page.unreadable],
    }


def frame_fields(page: ProgrammePage) -> dict[str, object]:
    """Return the day, the law and the register of a programme."""
    return {
        "on": page.on.isoformat(),
        "law": page.law,
        "register": {"name": page.register_name, "digest": page.register_digest},
    }


def row_fields(row: ProgrammeRow) -> dict[str, object]:
    """Return an exercise as JSON holds it."""
    return {
        "exercise": row.exercise or None,
        "authority": row.authority,
        "week": row.week.isoformat(),
        "day": row.day.isoformat(),
        "is_day_fixed": row.is_day_fixed,
        "type": row.type,
        "plans": list(row.plans),
        "planning_starts": row.planning_starts.isoformat(),
        "is_pressed": row.is_compressed,
        "days_given_up": row.given_up,
        "margin": row.margin,
        "safe_on": iso(row.safe_on),
        "tests": [
            {
                "plan": one.plan,
                "safe_on": iso(one.safe_on),
                "margin": one.margin,
                "days_given_up": one.given_up,
                "why": one.why,
            }
            for one in row.tests
        ],
        "agencies": list(row.agencies),
        "why": list(row.why),
        "wishes_not_met": list(row.against),
    }


def _score(line: ScoreLine) -> dict[str, object]:
    return {
        "part": line.part,
        "title": line.title,
        "value": line.value,
        "bound": line.bound,
        "by": line.by or None,
        "proof": line.proof,
    }


def _plan(line: PlanLine) -> dict[str, object]:
    return {
        "plan": line.plan,
        "name": line.name,
        "authority": line.authority,
        "safe_on": iso(line.safe_on),
        "is_assumed": line.is_assumed,
        "why": line.why,
        "tests": [{"on": one.on.isoformat(), "type": one.type, "is_on_record": one.is_committed} for one in line.tests],
        "late": [{"first": span.first.isoformat(), "last": span.last.isoformat()} for span in line.late],
    }
