"""Record text in, answer out: a register written from texts, loaded, and assessed as at a day.

Record texts go by their path in the authority's folder, without ``.toml``; those of another authority
have its folder before it (``eastshire/authority``). What every file needs
(schema, id, name, an establishment's tier, an exercise's type) is added where the text leaves it out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from comah.assess import assess
from comah.law.load import load_law
from comah.model.book import Book
from comah.model.duty import Assessment, Duty
from comah.model.kinds import Severity
from comah.model.provision import Law
from comah.records.load import load_book
from comah.records.oncall_load import with_oncall

AUTHORITY = "halton"
REGISTER = """
schema = 1
forum = "Example Resilience Forum"
authorities = [{ id = "halton", name = "Halton" }]
agencies = [{ id = "example-police", name = "Example Constabulary", category = 1 }]
"""
_ADDED = {
    "authority": {"schema": "1", "id": '"halton"', "name": '"Halton"'},
    "diary": {"schema": "1"},
    "establishments": {"schema": "1", "tier": '"upper"'},
    "exercises": {"schema": "1", "type": '"live"'},
    "activations": {"schema": "1"},
    "waivers": {"schema": "1"},
    "oncall": {"schema": "1"},
}
_NAMED = ("establishments", "exercises")


def register(records: Mapping[str, str]) -> Book:
    """Write a register, load it and return the book."""
    with TemporaryDirectory() as folder:
        write_register(Path(folder), records)
        return with_oncall(Path(folder), load_book(Path(folder)))


def write_register(folder: Path, records: Mapping[str, str]) -> None:
    """Write a register of one authority from record texts."""
    texts = {"register": REGISTER, "authority": ""} | dict(records)
    for name, text in texts.items():
        owner, name_there = _placed(name)
        path = folder / "register.toml" if name == "register" else folder / owner / f"{name_there}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_completed(name_there, text), encoding="utf-8", newline="\n")


def _placed(name: str) -> tuple[str, str]:
    """Return the authority's folder that a record lies in, and its path there."""
    first, _, rest = name.partition("/")
    return (AUTHORITY, name) if first in _ADDED or not rest else (first, rest)


def _completed(name: str, text: str) -> str:
    kind, _, identifier = name.partition("/")
    added = dict(_ADDED.get(kind, {}))
    if identifier and kind != "oncall":
        added["id"] = f'"{identifier}"'
    if kind in _NAMED:
        added["name"] = f'"{identifier}"'
    top = re.split(r"^\[", text, maxsplit=1, flags=re.MULTILINE)[0]
    return "".join(f"{key} = {value}\n" for key, value in added.items() if not _has(key, top)) + text


def _has(key: str, text: str) -> bool:
    return re.search(rf"^\s*{key}\s*=", text, re.MULTILINE) is not None


class AsAt:
    """What a register's records mean as at a day."""

    def __init__(
        self, on: str, records: Mapping[str, str] | Book, *, is_faulty: bool = False, law: Law | None = None
    ) -> None:
        """Assess a register, under the packaged law unless another is given.

        A record with an error is refused, unless that is the point.
        """
        book = records if isinstance(records, Book) else register(records)
        self.problems = book.problems
        errors = [problem for problem in book.problems if problem.severity is Severity.ERROR]
        assert is_faulty == bool(errors), errors
        self.assessment: Assessment = assess(book, law or load_law(), date.fromisoformat(on))

    def duty(self, duty: str, site: str = "northbank", *, plan: str = "", exercise: str = "") -> Duty:
        """Return the one such duty."""
        found = [
            row
            for row in self.assessment.duties
            if row.duty == duty
            and row.establishment == (site or None)
            and plan in {"", row.plan}
            and exercise in {"", row.exercise}
        ]
        assert len(found) == 1, f"{len(found)} rows of {duty} for {site}"
        return found[0]

    def status(self, duty: str, site: str = "northbank", *, exercise: str = "") -> str:
        """Return the duty's status in its own word."""
        return self.duty(duty, site, exercise=exercise).status.value

    def position(self, duty: str, site: str = "northbank", *, exercise: str = "") -> tuple[str, str, str]:
        """Return status, last lawful day, and the last lawful day at its latest; "" where there is none."""
        row = self.duty(duty, site, exercise=exercise)
        return row.status.value, day(row.due_on), day(row.due_latest_on)


def day(value: date | None) -> str:
    """Write a day out, or nothing."""
    return value.isoformat() if value else ""
