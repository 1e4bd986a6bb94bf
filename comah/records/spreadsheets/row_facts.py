"""What a row says of its site and plan: words, dates, reviews, issues, and the due dates that it claims."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from comah.model.change import TomlValue, date_value
from comah.model.kinds import DutyTo, Regime, ReviewKind, Tier
from comah.model.said import Claim, RowAt, Said, TableSaid
from comah.model.when import When
from comah.model.words import when_words
from comah.records.spreadsheets.asked_site import Site
from comah.records.spreadsheets.date_words import Standing
from comah.records.spreadsheets.find_headings import Column
from comah.records.spreadsheets.headings import What
from comah.records.spreadsheets.row_cells import RowCells
from comah.records.spreadsheets.words import review_kind

_SITE_WORDS: Final = ((What.OPERATOR, "operator"), (What.TOWN, "town"), (What.GROUP, "group"))
_SITE_DATES: Final = (
    (What.PUBLIC_REVIEWED_ON, ("public_information", "reviewed_on")),
    (What.PUBLIC_SENT_ON, ("public_information", "sent_on")),
    (What.SAFETY_SENT_ON, ("safety_report", "sent_on")),
    (What.SAFETY_REVIEWED_ON, ("safety_report", "reviewed_on")),
    (What.INTERNAL_TESTED_ON, ("internal_plan", "tested_on")),
    (What.INTERNAL_REVIEWED_ON, ("internal_plan", "reviewed_on")),
    (What.INTERNAL_PREPARED_ON, ("internal_plan", "first_prepared_on")),
)
_PLAN_DATES: Final = (
    (What.PREPARED_ON, "first_prepared_on"),
    (What.INFORMATION_ON, "information_received_on"),
)
_CLAIMS: Final = ((What.TEST_DUE, DutyTo.TEST), (What.REVIEW_DUE, DutyTo.REVIEW))
_COUNTED_FROM: Final = {DutyTo.TEST: (What.TESTED_ON, What.HELD_ON), DutyTo.REVIEW: (What.REVIEWED_ON,)}
_CONTACTS_ONLY: Final = re.compile(r"\bcontacts?(?: details| list| numbers)? only\b", re.IGNORECASE)
# Columns whose facts need a plan, and columns that make a sheet one about sites rather than exercises.
PLAN_FACTS: Final = (
    *(What.TESTED_ON, What.HELD_ON, What.PLANNED_ON, What.REVIEWED_ON, What.PLAN_VERSION),
    *(What.ISSUED_ON, What.PREPARED_ON, What.INFORMATION_ON),
)
SITE_FACTS: Final = frozenset(
    (
        What.TIER,
        What.ADDRESS,
        What.REVIEWED_ON,
        What.PLAN_VERSION,
        What.ISSUED_ON,
        What.PREPARED_ON,
        What.INFORMATION_ON,
        *tuple(what for what, _ in _SITE_DATES),
    )
)


class RowFacts:
    """Reads what one row says of its site, apart from exercises."""

    def __init__(self, cells: RowCells, site: Site, regime: Regime, at: RowAt) -> None:
        """Hold the row's cells and the site and plan that they speak of."""
        self._cells = cells
        self._site = site
        self._regime = regime
        self._at = at
        self.understood: list[str] = []
        self.said: list[Said] = []

    def take_site(self, tier: Tier | None, note: str, *, is_new: bool) -> None:
        """Take what is said of the establishment itself."""
        values: dict[tuple[str, ...], TomlValue] = {}
        if is_new:
            values = {("name",): self._site.name, ("source",): self._at.origin}
            self.understood.append(f"new establishment {self._site.id}, {self._site.tier.value} tier")
        for what, key in _SITE_WORDS:
            values[key,] = self._cells.text(what)
        values["address",] = self._address()
        values["tier",] = tier.value if tier else self._site.tier.value if is_new else ""
        for what, path in _SITE_DATES:
            self._take_date(what, path, values)
        if note:
            values["notes",] = [note]
            self.understood.append("notes kept with the site")
        self._table((), values)

    def begin_plan(self, regime: Regime) -> None:
        """State that there is a plan under a regime."""
        values: dict[tuple[str, ...], TomlValue] = {("regime",): regime.value}
        self.said.append(msgspec.structs.replace(self._said(("plans",), values), regime=regime.value))

    def take_plan(self, note: str) -> None:
        """Take what is said of the plan."""
        values: dict[tuple[str, ...], TomlValue] = {}
        for what, key in _PLAN_DATES:
            self._take_date(what, (key,), values)
        self._table(("plans",), values)
        self._take_issue()
        for column in self._cells.columns(What.REVIEWED_ON):
            self._take_reviews(column, note)

    def claims(self) -> list[Claim]:
        """Return the due dates that the row states."""
        return [
            Claim(
                establishment=self._site.id,
                regime=self._regime,
                duty=duty,
                said=when,
                heading=column.heading,
                since=self._newest(duty),
                at=self._at,
            )
            for what, duty in _CLAIMS
            for column in self._cells.columns(what)
            if (when := self._cells.ahead(column, Standing.OWED, Standing.AHEAD))
        ]

    def _newest(self, duty: DutyTo) -> When | None:
        """Return the newest day of its own from which the row may have counted a due date."""
        days = [
            when for what in _COUNTED_FROM[duty] for when in self._cells.days(what) if when.earliest <= self._cells.on
        ]
        return max(days, key=lambda when: when.latest, default=None)

    def _take_date(self, what: What, path: tuple[str, ...], values: dict[tuple[str, ...], TomlValue]) -> None:
        for column in self._cells.columns(what):
            when = self._cells.one_day(column)
            if when and path not in values:
                values[path] = date_value(when)
                self.understood.append(f"{what.value} {when_words(when)}")

    def _take_issue(self) -> None:
        version = self._cells.text(What.PLAN_VERSION)
        dates = [when for column in self._cells.columns(What.ISSUED_ON) if (when := self._cells.one_day(column))]
        if version or dates:
            on = date_value(dates[0]) if dates else ""
            self._table(("plans", "issues"), {("version",): version, ("on",): on})
            issued = f" issued {when_words(dates[0])}" if dates else ""
            self.understood.append(f"plan{f' version {version}' if version else ''}{issued}; it starts no clock")

    def _take_reviews(self, column: Column, note: str) -> None:
        read = self._cells.happened(column)
        if read is None:
            return
        kind = self._review_kind(note)
        if kind is None or read.type:
            if read.type:
                self._cells.remark(
                    f"{read.type!r} beside the day of a review; it is not taken", column, is_blocking=True
                )
            return
        approved = self._cells.text(What.APPROVED_BY) if len(read.whens) == 1 else ""
        for when in read.whens:
            values: dict[tuple[str, ...], TomlValue] = {
                ("on",): date_value(when),
                ("kind",): kind.value,
                ("approved_by",): approved,
            }
            self._table(("plans", "reviews"), values)
            words = "full review" if kind is ReviewKind.FULL else "check of contacts"
            self.understood.append(f"{words} {when_words(when)}{f', approved by {approved}' if approved else ''}")

    def _review_kind(self, note: str) -> ReviewKind | None:
        """Return how far the review went: full, unless the row says otherwise."""
        for column in self._cells.columns(What.REVIEW_KIND):
            text = self._cells.text_at(column)
            kind = review_kind(text) if text else ReviewKind.FULL
            if kind is None:
                message = (
                    f'{text!r} does not say whether the review was full; write "full" or "contacts". It is not taken'
                )
                self._cells.remark(message, column, is_blocking=True)
            if text:
                return kind
        contacts = _CONTACTS_ONLY.search(note)
        if contacts:
            self._cells.remark(f'the notes say "{contacts[0]}": taken as a check of contacts, which restarts no clock')
        return ReviewKind.CONTACTS if contacts else ReviewKind.FULL

    def _address(self) -> str:
        addresses = [self._cells.text_at(column) for column in self._cells.columns(What.ADDRESS)]
        postcode = self._cells.text(What.POSTCODE)
        lines = ", ".join(line.strip(" ,") for text in addresses for line in text.splitlines() if line.strip(" ,"))
        is_in = postcode.replace(" ", "").casefold() in lines.replace(" ", "").casefold()
        return lines if is_in else ", ".join(part for part in (lines, postcode) if part)

    def _table(self, table: tuple[str, ...], values: dict[tuple[str, ...], TomlValue]) -> None:
        given = {path: value for path, value in values.items() if value not in ("", None)}
        if given:
            self.said.append(self._said(table, given))

    def _said(self, table: tuple[str, ...], values: dict[tuple[str, ...], TomlValue]) -> TableSaid:
        return TableSaid(
            kind="establishment",
            authority=self._site.authority,
            id=self._site.id,
            table=table,
            regime=self._regime.value if table else "",
            values=values,
            at=self._at,
        )
