"""Who held what, as Markdown."""

from __future__ import annotations

from comah.model.oncall_grid import HistoryPage
from comah.render.markdown import md
from comah.render.oncall_head import foot_md, head_md
from comah.render.oncall_history_table import what_words


def oncall_history_md(page: HistoryPage) -> str:
    """Return what was held and what the journal says of it."""
    lines = head_md(page.head, f"held by {page.title}")
    for piece in page.pieces:
        note = f" ({md(piece.note)})" if piece.note else ""
        lines.append(f"- {md(piece.words)}: {md(what_words(piece))}{note}")
    lines += ["", f"{md(page.held_words)}.", ""]
    if page.lines:
        lines += ["## Journal", "", *(f"- {md(one.when)} {md(one.by)}: {md(one.summary)}" for one in page.lines), ""]
    return "\n".join([*lines, *foot_md(page.head)])
