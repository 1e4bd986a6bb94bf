"""The sheet for the control room and the gatehouses as Markdown."""

from __future__ import annotations

from comah.model.oncall_grid import SheetPage
from comah.render.markdown import md
from comah.render.oncall_head import head_md
from comah.render.oncall_sheet_text import foot_lines, place_of, who


def oncall_sheet_md(page: SheetPage) -> str:
    """Return the sheet."""
    lines = [*head_md(page.head, page.title), f"{md(page.printed)}.", ""]
    before = ""
    for piece in page.pieces:
        lines += ["", f"## {md(piece.role_name)}", ""] if piece.role != before else []
        before = piece.role
        lines.append(f"- {place_of(piece)}{md(piece.words)}: **{md(who(piece))}**")
    for down in page.call_down:
        lines += ["", f"## {md(down.role_name)}: {md(down.words)}", ""]
        rung = zip(down.posts, down.telephones, strict=True)
        lines += [f"{number}. {md(f'{post} {phone}'.rstrip())}" for number, (post, phone) in enumerate(rung, start=1)]
    return "\n".join([*lines, "", *(f"- {md(line)}" for line in foot_lines(page)), ""])
