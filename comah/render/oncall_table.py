"""Who is on call, as an officer reads it on a screen at three in the morning."""

from __future__ import annotations

from typing import Final

from comah.model.oncall_page import CallDown, NextPage, OncallAnswer, OncallPage, OnDuty, PageHead
from comah.render.oncall_head import write_head_notes
from comah.render.parts import write_folded
from comah.render.screen import Screen

_GAP: Final = "  "
_WRONG: Final = "bold red"


def oncall_table(page: OncallPage, width: int, *, colour: bool) -> str:
    """Return the page as text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_head_notes(screen, page.head)
    if page.note:
        write_folded(screen, page.note, style="bold")
    for answer in page.answers:
        screen.split(f"ON CALL  {answer.at_words} ({answer.clock})", page.head.rota_name, "bold")
        _answer(screen, answer)
    _foot(screen, page.head)
    return screen.text()


def oncall_next_table(page: NextPage, width: int, *, colour: bool) -> str:
    """Return the next changes as text, never wider than ``width``."""
    screen = Screen(width, colour=colour)
    write_head_notes(screen, page.head)
    screen.split(f"NEXT ON CALL  from {page.at_words}", page.head.rota_name, "bold")
    rows = [
        (
            (one.at_words, one.role_name, str(one.seat) if one.has_second else "", one.post, one.note),
            "" if one.person else _WRONG,
        )
        for one in page.rows
    ]
    if rows:
        screen.table(("", "", "", "", ""), rows)
    else:
        screen.line("Nothing changes on the rota.")
    for words in page.ends:
        write_folded(screen, words)
    _foot(screen, page.head)
    return screen.text()


def _answer(screen: Screen, answer: OncallAnswer) -> None:
    names = [*(one.role_name for one in answer.rows), *(one.role_name for one in answer.call_down)]
    wide = max(map(len, names), default=0)
    posts = max((len(_post(one)) for one in answer.rows), default=0)
    before = ""
    for row in answer.rows:
        _row(screen, row, "" if row.role == before else row.role_name, wide, posts)
        before = row.role
    for down in answer.call_down:
        _call_down(screen, down, wide)
    if not names:
        screen.line("roles.toml has no role: nobody is on call by these records.", _WRONG)
    if answer.following_words:
        write_folded(screen, answer.following_words, "NEXT ", "     ")


def _row(screen: Screen, row: OnDuty, name: str, wide: int, posts: int) -> None:
    """Write one line of who and until when, then what has to be known of it."""
    start = f"{name:<{wide}}{_GAP}{row.seat if row.has_second else ' '} "
    hanging = " " * len(start)
    when = ", ".join(filter(None, (row.when_rung, row.until_words)))
    write_folded(screen, f"{_post(row):<{posts}}{_GAP}{when}", start, hanging, _WRONG if row.is_wrong else "")
    if row.flags:
        write_folded(screen, "; ".join(row.flags), f"{hanging}! ", f"{hanging}  ", _WRONG if row.is_wrong else "")


def _call_down(screen: Screen, down: CallDown, wide: int) -> None:
    start = f"{down.role_name:<{wide}}{_GAP}  "
    hanging = " " * len(start)
    write_folded(screen, down.words, start, hanging, "" if down.posts else _WRONG)
    rung = [f"{post} {number}".strip() for post, number in zip(down.posts, down.telephones, strict=True)]
    if rung:
        write_folded(screen, ", ".join(rung), hanging, hanging)
    if down.flags:
        write_folded(screen, "; ".join(down.flags), f"{hanging}! ", f"{hanging}  ")


def _post(row: OnDuty) -> str:
    return f"{row.post} {row.telephone}".strip()


def _foot(screen: Screen, head: PageHead) -> None:
    write_folded(screen, head.changed)
    write_folded(screen, head.numbers)
