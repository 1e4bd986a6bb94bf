"""A check as Markdown, for a note or a wiki."""

from __future__ import annotations

from comah.model.finding import Block, CheckReport, Kind
from comah.model.words import weekday_words
from comah.render.check_table import HEADINGS, expiring_heading, expiring_words
from comah.render.markdown import md


def check_md(report: CheckReport) -> str:
    """Return a heading a kind, the law first, and a heading a finding; one line where nothing is found."""
    lines = [] if report.is_clean else _page(report)
    lines += [item for line in report.closing for item in (md(line), "")]
    if report.expiring_in is not None:
        lines += [f"## {md(expiring_heading(report))}", ""]
        lines += [*(f"- {md(expiring_words(one))}" for one in report.expiring), ""]
    if not report.is_clean:
        lines += [f"Law: {md(report.law)}. Register: {md(report.register_name)}, {report.register_digest}.", ""]
    return "\n".join(lines)


def _page(report: CheckReport) -> list[str]:
    lines = [item for marking in report.marking for item in (f"**{md(marking)}**", "")]
    lines += [f"# comah check: {md(report.title)}", "", f"As at {weekday_words(report.on)}.", ""]
    lines += [item for notice in report.notices for item in (md(notice), "")]
    lines += [f"**{md(report.headline)}**", ""]
    for kind in Kind:
        blocks = [block for block in report.blocks if block.kind is kind]
        if blocks:
            lines += [f"## {HEADINGS[kind]}", "", *(item for block in blocks for item in block_md(block))]
    return lines


def block_md(block: Block) -> list[str]:
    """Return one finding under a heading of its own."""
    lines = [f"### {block.severity.value.upper()} {block.code} {md(block.heading)}", ""]
    lines += [f"- **{md(label)}:** {md(text)}" for label, text in block.lines]
    lines += [f"- {md(block.answer)}"] if block.answer else []
    return [*lines, ""]
