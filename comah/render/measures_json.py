"""Local measures as JSON, schema ``comah.measures/1``."""

from __future__ import annotations

from typing import Final

from comah.model.measure import MeasureReport, MeasureRow
from comah.render.json_text import json_text

SCHEMA: Final = "comah.measures/1"


def measures_json(report: MeasureReport) -> str:
    """Return every measure with both financial years."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": report.on.isoformat(),
            "law": report.law,
            "register": {"name": report.register_name, "digest": report.register_digest},
            "measures": [_row(row) for row in report.rows],
        }
    )


def _row(row: MeasureRow) -> dict[str, object]:
    return {
        "authority": row.authority,
        "id": row.id,
        "title": row.title,
        "last_year": {"period": row.last_period, "actual": row.last_actual, "status": row.last_status.value},
        "this_year": {
            "period": row.period,
            "target": row.target,
            "actual": row.actual,
            "forecast": row.forecast,
            "days_left": row.days_left,
            "status": row.status.value,
        },
    }
