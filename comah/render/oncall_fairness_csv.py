"""How the burden of on call lies, as CSV, one post and role a line."""

from __future__ import annotations

from typing import Final

from comah.model.fairness import FairnessPage, Ledger
from comah.render.cells import csv_text
from comah.render.oncall_fairness_json import PLACES

_LEDGERS: Final = tuple(one.value.replace("-", "_") for one in Ledger)
COLUMNS: Final = (
    "on", "digest", "from", "to", "role", "person", "post",
    *(f"{name}{ending}" for name in _LEDGERS for ending in ("", "_fair")),
    "hours", "percent_of_time", "over_limit", "longest_run",
)  # fmt: skip


def oncall_fairness_csv(page: FairnessPage) -> str:
    """Return a heading and one line a post and role."""
    rows = (
        (
            page.on, page.head.rota_digest, page.first, page.last, row.role, row.person, row.post,
            *(round(value, PLACES) for share in row.shares for value in (share.had, share.fair)),
            round(row.hours, PLACES), round(row.percent, PLACES), row.limit or None, row.longest_run,
        )
        for pool in page.pools
        for row in pool.rows
    )  # fmt: skip
    return csv_text(COLUMNS, rows)
