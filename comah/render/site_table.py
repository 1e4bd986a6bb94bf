"""Sites, and one site whole, as an officer reads them on a screen."""

from __future__ import annotations

from comah.model.duty import Status
from comah.model.site_view import ListedAuthority, SiteList, SiteRow, SiteView
from comah.model.status_words import STATUS_WORDS
from comah.model.words import weekday_words
from comah.render.parts import write_folded, write_parts
from comah.render.screen import Screen
from comah.render.unread import write_unread

HEADS = ("Site", "Name", "Operator", "Town", "Tier", "Group", "Plans", "Worst")
_STYLE = {
    Status.OVERDUE: "bold red",
    Status.MAY_BE_OVERDUE: "red",
    Status.UNKNOWN: "magenta",
    Status.AT_RISK: "yellow",
}
_TABLE_FITS = 120


def site_list_table(found: SiteList, width: int, *, colour: bool) -> str:
    """Return the sites of a register as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, found.unreadable)
    screen.split(found.register_name or "Sites", f"as at {weekday_words(found.on)}", "bold")
    for page in found.authorities:
        screen.line()
        _authority(screen, page)
    screen.line()
    write_folded(screen, "Worst is the worst of the local authority's own duties of law: comah due.")
    return screen.text()


def _authority(screen: Screen, page: ListedAuthority) -> None:
    if not page.has_records:
        write_folded(screen, f"{page.name} ({page.id}): no records, so nothing can be shown")
        return
    if page.marking:
        write_folded(screen, page.marking, style="bold")
    write_folded(screen, f"{page.name} ({page.id})", style="bold")
    if page.source_note:
        write_folded(screen, f"Source: {page.source_note}")
    if not page.sites:
        screen.line("No site on record.")
    elif screen.width >= _TABLE_FITS:
        screen.table(HEADS, [(cells(row), _style(row)) for row in page.sites])
    else:
        for row in page.sites:
            _narrow(screen, row)


def _narrow(screen: Screen, row: SiteRow) -> None:
    """Write a site on two lines, where a table would be folded to pieces."""
    worst = cells(row)[-1]
    screen.split(row.id, worst, _style(row))
    about = [row.name, row.operator or "operator not on record", row.town, f"{row.tier} tier"]
    about += [f"group {row.group}" if row.group else "", f"plans: {', '.join(row.plans) or 'none'}"]
    write_folded(screen, "; ".join(one for one in about if one), "  ", "  ")


def cells(row: SiteRow) -> tuple[str, ...]:
    """Return a site's row as cells."""
    worst = STATUS_WORDS[row.worst].title if row.worst else "-"
    return (
        row.id,
        row.name,
        row.operator or "not on record",
        row.town,
        row.tier,
        row.group,
        ", ".join(row.plans) or "none",
        worst,
    )


def _style(row: SiteRow) -> str:
    return _STYLE.get(row.worst, "") if row.worst else ""


def site_view_table(view: SiteView, width: int, *, colour: bool) -> str:
    """Return one site as a page of text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_unread(screen, view.unreadable)
    for notice in view.notices:
        write_folded(screen, notice)
    screen.split(view.name, f"as at {weekday_words(view.on)}", "bold")
    if view.worst is not None:
        screen.line(STATUS_WORDS[view.worst].title, _STYLE.get(view.worst, "bold"))
    write_parts(screen, view.parts)
    return screen.text()
