"""A programme as Markdown, for a report to members or a planning group."""

from __future__ import annotations

from collections.abc import Iterable

from comah.model.programme_page import ProgrammePage, ProgrammeRow
from comah.model.words import weekday_words
from comah.render.markdown import md
from comah.render.programme_picture import LEGEND, picture
from comah.render.programme_table import NONE, cells, heads, parts, period_words, supposed_part, why_words
from comah.render.unread import unread_md

_WIDTH = 120  # of the picture


def programme_md(page: ProgrammePage) -> str:
    """Return the programme as a page of Markdown."""
    lines = [item for marking in page.marking for item in (f"**{md(marking)}**", "")]
    lines += [f"# Programme: {md(page.title)}", "", f"As at {weekday_words(page.on)}.", ""]
    lines += [item for notice in page.notices for item in (md(notice), "")]
    return "\n".join([*lines, *body_md(page), f"Register: {md(page.register_name)}, {page.register_digest}.", ""])


def body_md(page: ProgrammePage) -> list[str]:
    """Return everything below the heading."""
    lines = unread_md(page.unreadable)
    lines += [
        md(period_words(page)),
        "",
        *(line for heading, said in supposed_part(page) for line in part_md(heading, said)),
        f"**{md(page.headline)}.** {md(page.known)}: {md(page.method)}.",
        "",
    ]
    lines += ["## Proposed", "", *(rows_md(page, page.rows) if page.rows else [NONE]), ""]
    if page.committed:
        lines += ["## On record, left as they are", "", *rows_md(page, page.committed), ""]
    drawn = picture(page.plans, page.first, page.last, _WIDTH)
    if drawn:
        lines += ["## Years across, plans down", "", *(f"    {line}" for line in drawn), "", md(LEGEND), ""]
    for heading, said in parts(page):
        lines += part_md(heading, said)
    return lines


def part_md(heading: str, said: Iterable[str]) -> list[str]:
    """Return lines under a heading."""
    return [f"## {md(heading)}", "", *(f"- {md(line)}" for line in said), ""]


def rows_md(page: ProgrammePage, rows: Iterable[ProgrammeRow]) -> list[str]:
    """Return exercises of a page as a table."""
    columns = (*heads(page), "Asked to take part", "Why then")
    lines = [f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    for row in rows:
        shown = (*cells(page, row), ", ".join(row.agencies), "; ".join(why_words(row)))
        lines.append(f"| {' | '.join(md(cell) for cell in shown)} |")
    return lines
