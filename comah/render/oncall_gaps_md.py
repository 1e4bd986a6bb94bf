"""What is not covered, as Markdown."""

from __future__ import annotations

from comah.model.oncall_gaps import GapsPage
from comah.render.markdown import md
from comah.render.oncall_gaps_table import about, closing, heading, summary
from comah.render.oncall_head import foot_md, head_md


def oncall_gaps_md(page: GapsPage) -> str:
    """Return one section a gap."""
    lines = [*head_md(page.head, "gaps", page.on), md(summary(page)), ""]
    for row in page.rows:
        lines += [f"## {md(heading(row))}", "", *(f"- {md(line)}" for line in about(row)), ""]
    for line in closing(page)[:-1]:
        lines += [md(line), ""]
    return "\n".join([*lines, *foot_md(page.head)])
