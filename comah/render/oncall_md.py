"""Who is on call, as Markdown."""

from __future__ import annotations

from comah.model.oncall_page import NextPage, OncallAnswer, OncallPage
from comah.render.markdown import md
from comah.render.oncall_head import foot_md, head_md


def oncall_md(page: OncallPage) -> str:
    """Return every answer of the page."""
    lines = head_md(page.head, "on call")
    lines += [md(page.note), ""] if page.note else []
    for answer in page.answers:
        lines += [f"## {md(answer.at_words)} ({md(answer.clock)})", "", *_answer(answer), ""]
    return "\n".join([*lines, *foot_md(page.head)])


def oncall_next_md(page: NextPage) -> str:
    """Return the next changes as a table."""
    lines = [*head_md(page.head, "next on call"), f"From {md(page.at_words)}.", ""]
    lines += ["| When | Role | Place | To | |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| {md(one.at_words)} | {md(one.role_name)} | {one.seat} | {md(one.post)} | {md(one.note)} |"
        for one in page.rows
    ]
    lines += ["", *(f"- {md(words)}" for words in page.ends), ""]
    return "\n".join([*lines, *foot_md(page.head)])


def _answer(answer: OncallAnswer) -> list[str]:
    lines = []
    for row in answer.rows:
        when = ", ".join(filter(None, (row.when_rung, row.until_words)))
        place = f" {row.seat}" if row.has_second else ""
        known = f" **{md('; '.join(row.flags))}**" if row.flags else ""
        lines.append(f"- {md(row.role_name)}{place}: {md(f'{row.post} {row.telephone}'.strip())}, {md(when)}.{known}")
    for down in answer.call_down:
        known = f" **{md('; '.join(down.flags))}**" if down.flags else ""
        lines.append(f"- {md(down.role_name)}: {md(down.words)}: {md(', '.join(down.posts))}.{known}")
    if answer.following_words:
        lines.append(f"- Next: {md(answer.following_words)}.")
    return lines
