"""Training on a screen: what lapses, and who can still serve in each role."""

from __future__ import annotations

from typing import Final

from comah.model.oncall_training import PoolRow, TrainingPage, TrainingRow, TrainingState
from comah.model.words import count_words, day_words
from comah.render.oncall_head import write_head
from comah.render.parts import write_folded
from comah.render.screen import Screen

HEADS: Final = ("Post", "Role", "Course", "Stands", "Until", "Passed")
_STYLE: Final = {TrainingState.LAPSED: "bold red", TrainingState.NEVER: "bold red", TrainingState.UNSURE: "red"}
_INDENT: Final = "  "


def oncall_training_table(page: TrainingPage, width: int, *, colour: bool) -> str:
    """Return the page, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_head(screen, page.head, "training", page.on)
    write_folded(screen, summary(page))
    if page.rows:
        screen.table(HEADS, ((cells(row), _STYLE.get(row.state, "")) for row in page.rows))
    for pool in page.pools:
        write_folded(screen, pool_words(pool), hanging=_INDENT, style="bold red" if pool.is_short else "")
        for line in pool_lines(pool):
            write_folded(screen, line, _INDENT, _INDENT * 2)
    return screen.text()


def summary(page: TrainingPage) -> str:
    """Say how many courses stand well, and what is not shown."""
    beyond = f"{count_words(page.valid, 'course')} valid beyond {day_words(page.until)}"
    hidden = " (not shown: --all)" if page.valid and not page.is_all else ""
    what = f"{page.scope}: " if page.scope else ""
    return f"{what}{beyond}{hidden}. Local rules, not law."


def cells(row: TrainingRow) -> tuple[str, ...]:
    """Return the cells of one row."""
    passed = f"{row.passed or 'day not on record'}{f', played {row.played}' if row.played else ''}"
    return (
        row.post,
        row.role_name,
        row.course_name,
        row.state.value.upper() if row.state in _STYLE else row.state.value,
        day_words(row.until) if row.until else "",
        passed if row.state is not TrainingState.NEVER else "",
    )


def pool_words(pool: PoolRow) -> str:
    """Say how many can serve in a role, against how many it needs."""
    needed = f", {pool.minimum} needed" if pool.minimum else ""
    short = ": TOO FEW" if pool.is_short else ""
    return f"{pool.role_name}: {len(pool.can_serve)} of {pool.listed} can serve{needed}{short}"


def pool_lines(pool: PoolRow) -> tuple[str, ...]:
    """Return who can serve and who cannot, and when there are too few."""
    lines = [f"Can: {', '.join(pool.can_serve) or 'nobody'}"]
    lines += [f"Cannot: {', '.join(pool.cannot)}"] if pool.cannot else []
    if pool.short_from is not None and not pool.is_short:
        lines.append(f"TOO FEW from {day_words(pool.short_from)}, if nobody is trained until then")
    return tuple(lines)
