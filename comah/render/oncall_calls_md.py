"""Test calls and call-outs as Markdown."""

from __future__ import annotations

from comah.model.oncall_calls import CallsPage
from comah.render.markdown import md, md_table
from comah.render.oncall_calls_table import HEADS, cells, next_test_words, summary
from comah.render.oncall_head import foot_md, head_md


def oncall_calls_md(page: CallsPage) -> str:
    """Return one table of the calls, then when the next tests are due."""
    lines = [*head_md(page.head, "calls", page.on), md(summary(page)), ""]
    if page.rows:
        lines += [*md_table(HEADS, (cells(row) for row in page.rows)), ""]
    if page.tests:
        lines += [*(f"- {md(next_test_words(test))}" for test in page.tests), ""]
    return "\n".join([*lines, *foot_md(page.head)])
