"""Training as JSON, schema ``comah.oncall-training/1``."""

from __future__ import annotations

from typing import Final

from comah.model.oncall_training import PoolRow, TrainingPage, TrainingRow
from comah.render.due_json import iso
from comah.render.json_text import json_text
from comah.render.oncall_head import head_json
from comah.render.parts import source_json

SCHEMA: Final = "comah.oncall-training/1"


def oncall_training_json(page: TrainingPage) -> str:
    """Return every course shown, and the pool of each role."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": page.on.isoformat(),
            **head_json(page.head),
            "until": page.until.isoformat(),
            "scope": page.scope or None,
            "courses": [_row(row) for row in page.rows],
            "valid_beyond": page.valid,
            "pools": [_pool(pool) for pool in page.pools],
        }
    )


def _row(row: TrainingRow) -> dict[str, object]:
    return {
        "person": row.person,
        "post": row.post,
        "role": row.role,
        "course": row.course,
        "status": row.state.value,
        "until": iso(row.until),
        "passed": row.passed or None,
        "played": row.played or None,
        "file": source_json(row.place),
    }


def _pool(pool: PoolRow) -> dict[str, object]:
    return {
        "role": pool.role,
        "listed": pool.listed,
        "can_serve": list(pool.can_serve),
        "cannot": list(pool.cannot),
        "minimum": pool.minimum or None,
        "can_serve_at_the_end": pool.on_day,
        "short_from": iso(pool.short_from),
    }
