"""A rota built, on a screen: what is covered, what is not, who stands how, and what is proved."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from comah.model.fairness import LedgerShare
from comah.model.rota_built import BuiltGap, BuiltRota, BuiltShare, ToldChange
from comah.model.words import weekday_words
from comah.render.parts import write_folded
from comah.render.screen import Screen

HEADS: Final = ("Post", "Weeks before", "given", "after", "Weekends", "Bank hols", "Christmas")
_INDENT: Final = "  "
_LEGEND: Final = (
    "Before and after: weeks more (+) or fewer (-) than the fair share of all on record. The others: given, and how "
    "they stand after. What a fair share is: comah oncall fairness"
)


def oncall_build_table(page: BuiltRota, width: int, *, colour: bool) -> str:
    """Return the page, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    screen.split(f"{page.rota_name} built", f"as at {weekday_words(page.on)}", "bold")
    span = f"Turns that begin {weekday_words(page.first)} to {weekday_words(page.last)}: {', '.join(page.roles)}"
    write_folded(screen, f"{span}. Seed {page.seed}.")
    for line in page.proofs:
        write_folded(screen, line, hanging=_INDENT)
    for gap in page.gaps:
        write_folded(screen, gap_words(gap), hanging=_INDENT, style="bold red")
    for change in page.changes:
        write_folded(screen, change_words(change), hanging=_INDENT, style="yellow")
    for _, own in groupby(page.shares, key=lambda one: one.role):
        rows = tuple(own)
        screen.line()
        screen.line(rows[0].role_name, "bold")
        screen.table(HEADS, ((cells(row), "") for row in rows))
    screen.line()
    write_folded(screen, _LEGEND)
    return screen.text()


def gap_words(gap: BuiltGap) -> str:
    """Say which place nobody has, and why."""
    seat = f" {gap.seat}" if gap.seat else ""
    return f"! NOBODY  {gap.role_name}{seat} from {gap.when}: {gap.reason}"


def change_words(change: ToldChange) -> str:
    """Say which turn changes hands that somebody had been told."""
    seat = f" {change.seat}" if change.seat else ""
    return f"CHANGED  {change.role_name}{seat} from {change.when}: {change.told} was told, now {change.now}"


def cells(row: BuiltShare) -> tuple[str, ...]:
    """Return the cells of one post."""
    pairs = tuple(zip(row.before, row.after, strict=True))
    weeks_before, weeks_after = pairs[0]
    others = tuple(f"{_given(before, after)} {ahead_words(after)}" for before, after in pairs[1:])
    return (
        row.post,
        ahead_words(weeks_before),
        _given(weeks_before, weeks_after),
        ahead_words(weeks_after),
        *others,
    )


def ahead_words(share: LedgerShare) -> str:
    """Write how far somebody is ahead of the fair share, with its sign.

    >>> from comah.model.fairness import Ledger
    >>> ahead_words(LedgerShare(ledger=Ledger.WEEKS, had=3.0, fair=3.46))
    '-0.5'
    """
    ahead = round(share.ahead, 1)
    return f"{ahead:+.1f}" if ahead else "0.0"


def _given(before: LedgerShare, after: LedgerShare) -> str:
    return f"{after.had - before.had:.1f}".removesuffix(".0")
