"""How the burden of on call lies, on a screen: each ledger against the fair share."""

from __future__ import annotations

from typing import Final

from comah.model.fairness import FairnessPage, FairnessRow, LedgerShare, RolePool
from comah.model.words import count_words, weekday_words
from comah.render.oncall_build_table import ahead_words
from comah.render.oncall_head import write_head
from comah.render.parts import write_folded
from comah.render.screen import Screen

HEADS: Final = ("Post", "Weeks", "+/-", "Weekends", "Bank hols", "Christmas", "Share", "Run")
LEGEND: Final = (
    "Each ledger: had / fair share. Fair: each day shared among those of the role in post and trained on it, by what "
    "they are available. Christmas: 25, 26 and 31 December and 1 January. A day belongs to whoever is on call at noon. "
    "Share: of the time in post, in any role. Run: most turns one after another. Local rules, not law."
)


def oncall_fairness_table(page: FairnessPage, width: int, *, colour: bool) -> str:
    """Return the page, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_head(screen, page.head, "fairness", page.on)
    write_folded(screen, span_words(page))
    for pool in page.pools:
        screen.line()
        screen.line(pool_words(pool), "bold")
        if pool.rows:
            screen.table(HEADS, ((cells(row), style_of(row)) for row in pool.rows))
    screen.line()
    write_folded(screen, LEGEND)
    return screen.text()


def span_words(page: FairnessPage) -> str:
    """Say which time is counted."""
    return f"From {weekday_words(page.first)} to {weekday_words(page.last)}, by who really held each turn."


def pool_words(pool: RolePool) -> str:
    """Say how much there was to share, among how many."""
    none = sum(row.has_none for row in pool.rows)
    left = f", {none} with NONE" if none else ""
    return f"{pool.role_name}: {pool.totals[0]:.1f} weeks among {count_words(len(pool.rows), 'post')}{left}"


def cells(row: FairnessRow) -> tuple[str, ...]:
    """Return the cells of one post."""
    weeks = row.shares[0]
    return (
        row.post,
        f"NONE / {weeks.fair:.1f}" if row.has_none else _of_fair(weeks),
        ahead_words(weeks),
        *(_of_fair(share) for share in row.shares[1:]),
        percent_words(row),
        str(row.longest_run),
    )


def percent_words(row: FairnessRow) -> str:
    """Say which part of the time somebody is on call, and which limit that is over."""
    over = f" OVER {row.limit}%" if row.limit else ""
    return f"{row.percent:.0f}%{over}"


def style_of(row: FairnessRow) -> str:
    """Return the style in which a row is shown."""
    return "bold red" if row.is_over else "yellow" if row.limit or row.has_none else ""


def _of_fair(share: LedgerShare) -> str:
    return f"{share.had:.1f} / {share.fair:.1f}"
