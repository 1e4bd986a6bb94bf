"""A small on-call register as record text, and looking at it on an instant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from register_text import register

from comah.agenda.oncall_watch import head_of, watch_of
from comah.model.book import AuthorityBook, Book
from comah.model.oncall_book import Oncall
from comah.model.oncall_page import OnDuty, PageHead, RotaChange
from comah.oncall.on_duty import on_duty
from comah.oncall.watch import Watch

ROLES = """
numbers_at = "sheet 47 at the contact centre"
[[roles]]
id = "duty-officer"
name = "Duty officer"
second = true
minimum_gap_days = 14
[[roles]]
id = "tactical"
name = "Tactical"
minimum_gap_days = 14
[[roles]]
id = "strategic"
name = "Strategic"
courses = [{ id = "strategic", name = "Strategic course", valid_months = 36 }]
[[roles]]
id = "rest-centre"
name = "Rest centre"
call_down = true
rung_in_order = ["rest-c", "rest-a"]
minimum_pool = 3
"""
PEOPLE = """
people = [
    { id = "officer-a", post = "EP Officer A", roles = ["duty-officer"] },
    { id = "officer-b", post = "EP Officer B", roles = ["duty-officer"] },
    { id = "officer-c", post = "EP Officer C", roles = ["duty-officer"] },
    { id = "division-b", post = "Division Mgr B", roles = ["tactical"] },
    { id = "division-d", post = "Division Mgr D", roles = ["tactical"] },
    { id = "director-a", post = "Director A", roles = ["strategic"], training = [
        { course = "strategic", passed_on = 2023-10-31 },
    ] },
    { id = "rest-a", post = "Rest A", roles = ["rest-centre"] },
    { id = "rest-b", post = "Rest B", roles = ["rest-centre"] },
    { id = "rest-c", post = "Rest C", roles = ["rest-centre"] },
]
"""
ROTA = """
shifts = [
    { id = "2026-w46-tactical-1", role = "tactical", person = "division-b" },
    { id = "2026-w47-duty-officer-1", role = "duty-officer", person = "officer-a" },
    { id = "2026-w47-duty-officer-2", role = "duty-officer", place = 2, person = "officer-b" },
    { id = "2026-w47-tactical-1", role = "tactical", person = "division-d" },
    { id = "2026-w47-strategic-1", role = "strategic", person = "director-a" },
    { id = "2026-w48-duty-officer-1", role = "duty-officer", person = "officer-c" },
    { id = "2026-w48-tactical-1", role = "tactical", person = "division-d" },
    { id = "2026-w48-strategic-1", role = "strategic", reason = "1 lapsed" },
]
"""
COVER = """
[[cover]]
shift = "2026-w47-tactical-1"
person = "division-b"
from = "2026-11-20 17:00"
agreed_at = "2026-11-20 16:40"
"""
RECORDS = {"oncall/roles": ROLES, "oncall/people": PEOPLE, "oncall/rota-2026": ROTA + COVER}


def at(text: str) -> datetime:
    """Return an instant: "2026-11-21T03:10:22+00:00"."""
    return datetime.fromisoformat(text)


NIGHT = at("2026-11-21T03:10:22+00:00")


class Rota:
    """The register's one rota, looked at on an instant."""

    def __init__(self, instant: datetime = NIGHT, records: Mapping[str, str] | None = None, **changed: str) -> None:
        """Load the small register, with the on-call files that are given in the stead of its own."""
        files = {f"oncall/{name.replace('_', '-')}": text for name, text in changed.items()}
        self.book: Book = register(RECORDS | files | dict(records or {}))
        assert self.book.problems == ()
        self.records: AuthorityBook = self.book.authorities[0]
        assert self.records.oncall is not None
        self.oncall: Oncall = self.records.oncall
        self.watch: Watch = watch_of(self.book, self.records, self.oncall, instant)

    def head(self, change: RotaChange | None = None) -> PageHead:
        """Return what its pages say of themselves."""
        return head_of(self.book, self.records, self.oncall, change or RotaChange(), self.watch.instant)

    def duty(self, role: str, seat: int = 1) -> OnDuty:
        """Return who holds one place."""
        return next(row for row in on_duty(self.watch) if (row.role, row.seat) == (role, seat))
