"""What officers call a plan in a cell: its reference, its site's name or id, or the group of several."""

from __future__ import annotations

import re
from collections import defaultdict

from comah.model.book import Book
from comah.model.establishment import Establishment, plan_ref
from comah.model.kinds import Regime
from comah.records.faults import nearest_name
from comah.records.shown import printable
from comah.records.spreadsheets.site_names import name_key


class PlanNameError(ValueError):
    """A cell that names no plan on record, or could mean several."""


class PlanNames:
    """The plans of a register by what they may be called."""

    def __init__(self, book: Book) -> None:
        """Index every plan."""
        self._refs: dict[str, str] = {}
        self._sites: dict[str, set[str]] = defaultdict(set)
        self._groups: dict[str, set[str]] = defaultdict(set)
        for records in book.authorities:
            for site in records.establishments:
                self._add(site)

    def plans(self, text: str) -> tuple[str, ...]:
        """Return the plans of a cell: one, or several with semicolons, commas or line ends between.

        Raises:
            PlanNameError: where it names none, a name that is not on record, or one that two sites bear.
        """
        if not text.strip():
            message = "no plan is named; write its id or the site's name, such as northbank"
            raise PlanNameError(message)
        parts = [text] if self._find(text) else text.replace("\n", ";").replace(",", ";").split(";")
        return tuple(sorted({ref for part in parts if part.strip() for ref in self._one(part.strip())}))

    def _add(self, site: Establishment) -> None:
        refs = [plan_ref(site.id, plan.regime) for plan in site.plans]
        self._refs.update({ref: ref for ref in refs})
        main = next((ref for ref in refs if ref == plan_ref(site.id, Regime.COMAH)), refs[0] if refs else None)
        if main is None:
            return
        for name in (site.id, site.name):
            self._sites[name_key(name)].add(main)
        if site.group:
            self._groups[name_key(site.group)].add(main)

    def _find(self, text: str) -> set[str]:
        ref = self._refs.get(text.strip().lower())
        key = name_key(text)
        return {ref} if ref else self._sites.get(key) or self._groups.get(key) or set()

    def _one(self, text: str) -> set[str]:
        found = self._find(text)
        if len(found) > 1 and name_key(text) in self._sites:
            message = f"{printable(text)!r} is the name of {' and of '.join(sorted(found))}; write the id"
            raise PlanNameError(message)
        if not found:
            near = nearest_name(text.lower(), tuple(self._refs))
            hint = f"; did you mean {near}?" if near else ""
            if re.search(r"\s(and|&|\+)\s", text, re.IGNORECASE):
                hint = "; write ; between several plans"
            message = f"{printable(text)!r} is no plan on record{hint}"
            raise PlanNameError(message)
        return found
