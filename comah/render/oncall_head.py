"""What every on-call page says of itself, at its top and at its end."""

from __future__ import annotations

from datetime import date

from comah.model.oncall_page import PageHead
from comah.model.words import weekday_words
from comah.render.due_json import unreadable_fields
from comah.render.markdown import md
from comah.render.parts import write_folded
from comah.render.screen import Screen
from comah.render.unread import unread_md, write_unread


def write_head(screen: Screen, head: PageHead, title: str, on: date) -> None:
    """Write the notes, and the title of a page of one day."""
    write_head_notes(screen, head)
    screen.split(f"{head.rota_name}: {title}", f"as at {weekday_words(on)}", "bold")


def write_head_notes(screen: Screen, head: PageHead) -> None:
    """Write what could not be read, the marking, and what the records are."""
    write_unread(screen, head.unreadable)
    if head.marking:
        write_folded(screen, head.marking, style="bold")
    if head.source_note:
        write_folded(screen, f"Source: {head.source_note}")


def head_md(head: PageHead, title: str, on: date | None = None) -> list[str]:
    """Return the same as Markdown lines, with the title; with its day where the page is of one."""
    lines = [f"**{md(head.marking)}**", ""] if head.marking else []
    lines += [f"# {md(head.rota_name)}: {md(title)}", ""]
    lines += [f"Source: {md(head.source_note)}", ""] if head.source_note else []
    lines += [f"As at {weekday_words(on)}.", ""] if on is not None else []
    return [*lines, *unread_md(head.unreadable)]


def foot_md(head: PageHead) -> list[str]:
    """Return the last lines of a page."""
    digests = f"{head.register_digest}, rota {head.rota_digest}"
    return [md(head.changed), "", f"Register: {md(head.register_name)}, {digests}.", ""]


def head_json(head: PageHead) -> dict[str, object]:
    """Return what leads every on-call answer for programs."""
    return {
        "authority": head.authority,
        "register": {"name": head.register_name, "digest": head.register_digest},
        "rota": {"name": head.rota_name, "digest": head.rota_digest, "changed_at": head.changed_at or None},
        "marking": head.marking or None,
        "source_note": head.source_note or None,
        "unreadable": [unreadable_fields(one) for one in head.unreadable],
    }
