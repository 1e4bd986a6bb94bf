"""What the lint found, as Markdown, to be sent to whoever made the file."""

from __future__ import annotations

from comah.model.lint_page import LintedFile, LintPage, LintRule
from comah.render.calendar_lint_table import place, summary
from comah.render.markdown import md
from comah.render.plain import plain


def calendar_lint_md(page: LintPage) -> str:
    """Return one table a file, and the rules that are broken."""
    lines = ["# Calendar files", ""]
    for file in page.files:
        lines += _file(file)
    if page.rules:
        lines += ["## Rules", ""]
    for rule in page.rules:
        lines += _rule(rule)
    return "\n".join(lines)


def _file(file: LintedFile) -> list[str]:
    lines = [f"## {md(file.name)}", "", f"{md(summary(file))}.", ""]
    if file.rows:
        lines += ["| Severity | Code | Where | What |", "|---|---|---|---|"]
        lines += [f"| {row.severity.value} | {row.code} | {place(row.line)} | {md(row.message)} |" for row in file.rows]
        lines.append("")
    lines += [f"And {number} more of {code}.\n" for code, number in file.left_out]
    return lines


def _rule(rule: LintRule) -> list[str]:
    right = [f"    {plain(line)}" for line in rule.right.strip("\n").split("\n")]
    words = [f"{md(rule.rule)} {md(rule.effect)}", "", "Right:", "", *right, ""]
    return [f"### {rule.code} {md(rule.title)}", "", f"{md(rule.source)}.", "", *words]
