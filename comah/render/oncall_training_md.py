"""Training as Markdown."""

from __future__ import annotations

from comah.model.oncall_training import TrainingPage
from comah.render.markdown import md, md_table
from comah.render.oncall_head import foot_md, head_md
from comah.render.oncall_training_table import HEADS, cells, pool_lines, pool_words, summary


def oncall_training_md(page: TrainingPage) -> str:
    """Return one table of the courses, then one section a role."""
    lines = [*head_md(page.head, "training", page.on), md(summary(page)), ""]
    if page.rows:
        lines += [*md_table(HEADS, (cells(row) for row in page.rows)), ""]
    for pool in page.pools:
        lines += [f"## {md(pool_words(pool))}", "", *(f"- {md(line)}" for line in pool_lines(pool)), ""]
    return "\n".join([*lines, *foot_md(page.head)])
