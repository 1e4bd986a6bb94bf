"""Sites, and one site whole, as Markdown."""

from __future__ import annotations

from comah.model.site_view import ListedAuthority, SiteList, SiteView
from comah.model.status_words import STATUS_WORDS
from comah.model.words import weekday_words
from comah.render.markdown import md
from comah.render.parts import parts_md
from comah.render.site_table import HEADS, cells
from comah.render.unread import unread_md


def site_list_md(found: SiteList) -> str:
    """Return a table an authority."""
    lines = [f"# {md(found.register_name or 'Sites')}", "", f"As at {weekday_words(found.on)}.", ""]
    lines += unread_md(found.unreadable)
    for page in found.authorities:
        lines += _authority(page)
    lines += [f"Law: {md(found.law)}. Register: {md(found.register_name)}, {found.register_digest}.", ""]
    return "\n".join(lines)


def _authority(page: ListedAuthority) -> list[str]:
    lines = [f"**{md(page.marking)}**", ""] if page.marking else []
    lines += [f"## {md(page.name)}", ""]
    if page.source_note:
        lines += [f"Source: {md(page.source_note)}", ""]
    if not page.has_records:
        return [*lines, "No records, so nothing can be shown.", ""]
    if not page.sites:
        return [*lines, "No site on record.", ""]
    table = [f"| {' | '.join(HEADS)} |", f"|{'---|' * len(HEADS)}"]
    table += [f"| {' | '.join(md(cell) for cell in cells(row))} |" for row in page.sites]
    return [*lines, *table, ""]


def site_view_md(view: SiteView) -> str:
    """Return one site, a heading a part."""
    lines = [f"# {md(view.name)}", "", f"As at {weekday_words(view.on)}.", ""]
    lines += unread_md(view.unreadable)
    lines += [item for notice in view.notices for item in (md(notice), "")]
    if view.worst is not None:
        lines += [f"**{STATUS_WORDS[view.worst].title}**", ""]
    lines += parts_md(view.parts)
    lines += [f"Law: {md(view.law)}. Register: {md(view.register_name)}, {view.register_digest}.", ""]
    return "\n".join(lines)
