"""The sheet: who is on call in one week, on one page for the control room and the gatehouses."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from comah.model.oncall_grid import SheetPage
from comah.model.oncall_page import PageHead
from comah.model.words import day_words
from comah.oncall.history import days_between
from comah.oncall.on_duty import call_downs
from comah.oncall.pages import clock_words
from comah.oncall.pieces import piece_of
from comah.oncall.watch import Watch


def sheet_page(watch: Watch, head: PageHead, monday: date) -> SheetPage:
    """Return who is on call from the beginning of a Monday to the end of the Sunday, role by role."""
    sunday = monday + timedelta(days=6)
    start, end = days_between(monday, sunday)
    roles = [role for role in watch.serving.oncall.roles if role.second]
    return SheetPage(
        head=head,
        title=f"On call: Monday {day_words(monday)} to Sunday {day_words(sunday)}",
        printed=f"Printed as at {clock_words(watch.instant)}",
        is_private=bool(watch.telephones),
        pieces=tuple(piece_of(watch, held) for held in watch.serving.holders.between(start, end)),
        ring_on=tuple(
            f"{role.shown}: ring the second after {role.ring_on_minutes} min without an answer" for role in roles
        ),
        call_down=call_downs(replace(watch, instant=max(watch.instant, start))),
    )
