"""The map file: an officer's own words for columns, sheets, sites and types of exercise."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from comah.errors import ComahError
from comah.model.kinds import ExerciseType, Regime, Tier
from comah.model.problem import Problem
from comah.records.decode import Decoded, decode, read_bytes
from comah.records.faults import nearest_name
from comah.records.lines import line_finder
from comah.records.shown import printable, shown
from comah.records.spreadsheets.headings import What, plain_heading, what_is
from comah.records.spreadsheets.site_names import name_key
from comah.records.spreadsheets.words import exercise_type, plain_words, regime, tier

NEW: Final = "new"  # the answer that a site is not on record yet
_TABLES: Final = ("columns", "sheets", "sites", "types", "defaults")
_SHEET_KEYS: Final = ("read", "skip", "heading_row")
_DEFAULTS: Final = ("tier", "authority", "regime")
# a heading, or a name, of several words without quotation marks
_BARE_WORDS: Final = re.compile(r"""^\s*(?P<words>[^\s"'=\[\]{}#]+(?:[ \t]+[^\s"'=\[\]{}#]+)+)\s*=""")
_Taken = TypeVar("_Taken")


class MappingError(ComahError):
    """A map file that cannot be followed; the message lists every fault with its line."""


class Mapping(msgspec.Struct, frozen=True, kw_only=True):
    """What a map file says. Keys are plain: without capitals and punctuation."""

    file: str = ""
    columns: dict[str, What] = {}  # by plain heading
    headings: tuple[str, ...] = ()  # the same headings, as written
    read: tuple[str, ...] = ()  # sheets to read; none named: all that are not hidden
    skip: tuple[str, ...] = ()
    heading_rows: dict[str, int] = {}  # by the sheet's title
    sites: dict[str, str] = {}  # an id or "new", by the key of a name
    types: dict[str, ExerciseType] = {}  # by plain words
    tier: Tier | None = None
    authority: str = ""
    regime: Regime | None = None


def read_mapping(path: Path) -> Mapping:
    """Read a map file.

    Raises:
        MappingError: where it cannot be read, or says something that is not known; all faults at once.
    """
    data = read_bytes(os.fspath(path), path.name)
    decoded = decode(data, path.name) if isinstance(data, bytes) else [data]
    lines = data.decode("utf-8", errors="replace").splitlines() if isinstance(data, bytes) else []
    if isinstance(decoded, list):
        raise MappingError(_all_faults(path.name, (_problem_words(fault, lines) for fault in decoded)))
    reader = _Reader(path.name, decoded, lines)
    mapping = reader.mapping()
    if reader.faults:
        raise MappingError(_all_faults(path.name, reader.faults))
    return mapping


class _Reader:
    """Takes in one map file, noting every fault."""

    def __init__(self, name: str, decoded: Decoded, lines: Sequence[str]) -> None:
        self._name = name
        self._raw = decoded.raw
        self._line = line_finder(decoded.text)
        self.faults = [_problem_words(fault, lines) for fault in decoded.problems]

    def mapping(self) -> Mapping:
        self._known((), self._raw, _TABLES)
        sheets, defaults = self._table("sheets"), self._table("defaults")
        self._known(("sheets",), sheets, _SHEET_KEYS)
        self._known(("defaults",), defaults, _DEFAULTS)
        columns = self._words("columns", _what, "what a column holds", tuple(what.value for what in What))
        types = self._words("types", exercise_type, "a type of exercise", tuple(one.value for one in ExerciseType))
        return Mapping(
            file=self._name,
            columns={plain_heading(heading): what for heading, what in columns.items()},
            headings=tuple(columns),
            read=self._titles(sheets, "read"),
            skip=self._titles(sheets, "skip"),
            heading_rows=self._heading_rows(sheets),
            sites={name_key(name): answer for name, answer in self._words("sites", _answer, _SITE_FORM, ()).items()},
            types={plain_words(word): kind for word, kind in types.items()},
            tier=self._default(defaults, "tier", tier, ("upper", "lower")),
            authority=self._default(defaults, "authority", _answer, ()) or "",
            regime=self._default(defaults, "regime", regime, tuple(one.value for one in Regime)),
        )

    def _known(self, path: tuple[str, ...], table: dict[str, Any], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                self._fault(
                    (*path, key), f"{shown(key)} is not known here; expected one of {', '.join(known)}", key, known
                )

    def _table(self, name: str) -> dict[str, Any]:
        table = self._raw.get(name, {})
        if isinstance(table, dict):
            return table
        self._fault((name,), f"{name} is no table; write [{name}] on a line of its own")
        return {}

    def _words(
        self, name: str, read: Callable[[str], _Taken | None], form: str, known: tuple[str, ...]
    ) -> dict[str, _Taken]:
        """Read a table whose keys are the officer's words."""
        taken = {}
        for key, value in self._table(name).items():
            found = self._value((name, key), value, read, form, known)
            if found is not None:
                taken[key] = found
        return taken

    def _default(
        self, table: dict[str, Any], key: str, read: Callable[[str], _Taken | None], known: tuple[str, ...]
    ) -> _Taken | None:
        return self._value(("defaults", key), table[key], read, key, known) if key in table else None

    def _value(
        self,
        path: tuple[str, ...],
        value: object,
        read: Callable[[str], _Taken | None],
        form: str,
        known: tuple[str, ...],
    ) -> _Taken | None:
        found = read(value) if isinstance(value, str) else None
        if found is None:
            listed = f"; expected one of {', '.join(known)}" if known else ""
            self._fault(path, f"{path[-1]!r} is {shown(value)}, which is not {form}{listed}", str(value), known)
        return found

    def _titles(self, sheets: dict[str, Any], key: str) -> tuple[str, ...]:
        value = sheets.get(key, [])
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            return tuple(value)
        self._fault(("sheets", key), f'{key} is {shown(value)}; expected a list of sheet names, such as ["Sites"]')
        return ()

    def _heading_rows(self, sheets: dict[str, Any]) -> dict[str, int]:
        value = sheets.get("heading_row", {})
        if isinstance(value, dict) and all(type(row) is int and row > 0 for row in value.values()):
            return dict(value)
        message = f"heading_row is {shown(value)}; expected a row for each sheet, such as {{ Sites = 5 }}"
        self._fault(("sheets", "heading_row"), message)
        return {}

    def _fault(self, path: tuple[str, ...], message: str, word: str = "", known: tuple[str, ...] = ()) -> None:
        nearest = nearest_name(word, known) if known else ""
        meant = f'. Perhaps "{nearest}" is meant' if nearest else ""
        self.faults.append(f"{self._name}:{self._line(path)}: {message}{meant}")


_SITE_FORM: Final = 'the id of a site, or "new"'


def _what(word: str) -> What | None:
    return what_is(word)


def _answer(word: str) -> str | None:
    return word.strip() or None


def _problem_words(fault: Problem, lines: Sequence[str]) -> str:
    bare = _BARE_WORDS.match(lines[fault.line - 1]) if fault.line and fault.line <= len(lines) else None
    if bare:
        words = printable(bare["words"].strip())
        return f'{fault.where}: {words} is of several words: put it in quotation marks, such as "{words}" = ...'
    expected = f"; expected {fault.expected}" if fault.expected else ""
    return f"{fault.where}: {fault.message}{expected}"


def _all_faults(name: str, faults: Iterable[str]) -> str:
    lines = "\n".join(f"  {fault}" for fault in faults)
    return f"The map file {name} cannot be followed, and nothing was imported:\n{lines}"
