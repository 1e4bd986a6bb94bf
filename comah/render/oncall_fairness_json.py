"""How the burden of on call lies, as JSON, schema ``comah.oncall-fairness/1``."""

from __future__ import annotations

from typing import Final

from comah.model.fairness import FairnessPage, FairnessRow, Ledger, RolePool
from comah.render.json_text import json_text
from comah.render.oncall_head import head_json

SCHEMA: Final = "comah.oncall-fairness/1"
PLACES: Final = 3  # digits behind the point: a thousandth of a week is ten minutes


def oncall_fairness_json(page: FairnessPage) -> str:
    """Return every role with its posts."""
    return json_text(
        {
            "schema": SCHEMA,
            "on": page.on.isoformat(),
            **head_json(page.head),
            "from": page.first.isoformat(),
            "to": page.last.isoformat(),
            "roles": [_pool(pool) for pool in page.pools],
        }
    )


def _pool(pool: RolePool) -> dict[str, object]:
    totals = {ledger.value: round(total, PLACES) for ledger, total in zip(Ledger, pool.totals, strict=True)}
    return {"role": pool.role, "held": totals, "people": [_row(row) for row in pool.rows]}


def _row(row: FairnessRow) -> dict[str, object]:
    return {
        "person": row.person,
        "post": row.post,
        "ledgers": {
            share.ledger.value: {"had": round(share.had, PLACES), "fair": round(share.fair, PLACES)}
            for share in row.shares
        },
        "hours": round(row.hours, PLACES),
        "percent_of_time": round(row.percent, PLACES),
        "over_limit": row.limit or None,
        "longest_run": row.longest_run,
        "has_none": row.has_none,
    }
