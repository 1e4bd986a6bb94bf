"""A programme made by hand, measured, as JSON, schema ``comah.programme-review/1``."""

from __future__ import annotations

from typing import Final

from comah.model.programme_page import ReviewPage
from comah.render.json_text import json_text
from comah.render.programme_json import frame_fields, programme_fields, row_fields

SCHEMA: Final = "comah.programme-review/1"


def programme_review_json(page: ReviewPage) -> str:
    """Return the measured programme, and what is proposed."""
    return json_text(
        {
            "schema": SCHEMA,
            **frame_fields(page.found),
            "file": page.file,
            "headline": page.headline,
            "verdict": page.verdict,
            "comparison": [
                {"part": one.part, "title": one.title, "given": one.given, "found": one.found, "bound": one.bound}
                for one in page.comparison
            ],
            "given": [row_fields(row) for row in page.given],
            "broken": list(page.broken),
            "late": list(page.untested),
            "not_taken": [{"sheet": one.at.sheet, "row": one.at.row, "message": one.message} for one in page.faults],
            "remarks": list(page.remarks),
            "found": programme_fields(page.found),
        }
    )
