"""How the burden of on call lies, as Markdown."""

from __future__ import annotations

from comah.model.fairness import FairnessPage
from comah.render.markdown import md, md_table
from comah.render.oncall_fairness_table import HEADS, LEGEND, cells, pool_words, span_words
from comah.render.oncall_head import foot_md, head_md


def oncall_fairness_md(page: FairnessPage) -> str:
    """Return one section a role, each with a table of its posts."""
    lines = [*head_md(page.head, "fairness", page.on), md(span_words(page)), ""]
    for pool in page.pools:
        lines += [f"## {md(pool_words(pool))}", ""]
        lines += [*md_table(HEADS, (cells(row) for row in pool.rows)), ""] if pool.rows else []
    return "\n".join([*lines, md(LEGEND), "", *foot_md(page.head)])
