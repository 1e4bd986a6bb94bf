"""A programme made by hand, measured, as Markdown."""

from __future__ import annotations

from comah.model.programme_page import ReviewPage
from comah.model.words import weekday_words
from comah.render.markdown import md
from comah.render.programme_md import body_md, part_md, rows_md
from comah.render.programme_review_table import HEADS, comparison_cells, review_parts


def programme_review_md(page: ReviewPage) -> str:
    """Return the measured programme as a page of Markdown."""
    found = page.found
    lines = [item for marking in found.marking for item in (f"**{md(marking)}**", "")]
    lines += [f"# Programme by hand: {md(page.file)}", "", f"As at {weekday_words(found.on)}.", ""]
    lines += [
        f"**{md(page.headline)}.** {md(page.verdict)}.",
        "",
        f"| {' | '.join(HEADS)} |",
        f"|{'---|' * len(HEADS)}",
    ]
    lines += [f"| {' | '.join(map(md, comparison_cells(one)))} |" for one in page.comparison]
    lines.append("")
    for heading, said in review_parts(page):
        lines += part_md(heading, said)
    lines += ["## By hand", "", *rows_md(found, page.given), "", "# What is proposed", "", *body_md(found)]
    return "\n".join([*lines, f"Register: {md(found.register_name)}, {found.register_digest}.", ""])
