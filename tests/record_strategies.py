"""Records of any shape, and whole registers that are without fault, for property tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from comah.model.declared import Declared, declared, item_of, record_fields
from comah.model.kinds import Severity
from comah.model.place import Fact
from comah.model.record_kinds import STRUCTS, kind_of, record_file
from comah.model.when import WhenOrUnknown
from comah.records.consistency import check_book
from comah.records.convert import convert
from comah.records.load import load_book
from comah.records.record_text import record_text

COUNCIL = "halton"
ON = date(2026, 11, 21)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=12).filter(lambda text: not text.isspace())
IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
VAGUE = st.sampled_from(
    [
        "2024",
        "2024-04",
        "2024-04/2024-06",
        "[2024-04-03..2024-04-09]",
        "2024-W10",
        "Fri 2023-05-12",
        "2016-11-22/2016-11-23",
    ]
)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
PAST = st.dates(date(2016, 1, 1), date(2025, 12, 31)) | st.sampled_from(["2024", "2024-04/2024-06", "2024-W10"])
_PATTERNS = {  # what a pattern asks for, by words of its own
    "FREQ": st.sampled_from(["1 year", "FREQ=MONTHLY"]),
    "DIARY": st.sampled_from(["FREQ=MONTHLY", "last Monday of August"]),
}


def records(kind: str) -> st.SearchStrategy[Fact]:
    """Give records of a kind, of any shape that its struct declares."""
    struct = STRUCTS[kind]
    return tables(struct).map(lambda raw: convert(raw, struct))


@st.composite
def tables(draw: st.DrawFn, struct: type[Fact]) -> dict[str, Any]:
    """Give a table as TOML holds it: what it must have, and some of what it may."""
    made: dict[str, Any] = {}
    for name, is_required, of_key in _keys(struct):
        if is_required or draw(st.booleans()):
            value = draw(of_key)
            if value != "" or is_required:  # an empty text is the same as none
                made[name] = "x" if value == "" else value
    return made


@cache
def _keys(struct: type[Fact]) -> tuple[tuple[str, bool, st.SearchStrategy[Any]], ...]:
    """Return of each key its name, whether the table must have it, and its values."""
    fields = record_fields(struct).items()
    return tuple((name, field.required, values(declared(field.type))) for name, field in fields)


def values(key: Declared) -> st.SearchStrategy[Any]:
    """Give values of a key."""
    if key.is_table:
        return tables(key.type)
    if key.is_list:
        return st.lists(values(item_of(key)), max_size=3)
    if issubclass(key.type, Enum):
        return st.sampled_from([member.value for member in key.type])
    if hasattr(key.type, "read"):
        unknown = st.just("unknown") if issubclass(key.type, WhenOrUnknown) else st.nothing()
        return DAYS | VAGUE | unknown
    if key.type is str:
        return _texts(key.pattern or "")
    plain: Mapping[type, st.SearchStrategy[Any]] = {
        bool: st.booleans(),
        int: st.integers(int(key.least or 0), int(key.most or 1000)),
        float: st.floats(key.least or 0.0, 1e12),
    }
    return plain[key.type]


def _texts(pattern: str) -> st.SearchStrategy[str]:
    if not pattern:
        return TEXTS
    if "FREQ" in pattern:
        return _PATTERNS["FREQ" if "day|week" in pattern else "DIARY"]
    return st.from_regex(pattern, fullmatch=True).filter(lambda text: len(text) <= 40 and "\n" not in text)


@st.composite
def registers(draw: st.DrawFn) -> dict[str, str]:
    """Give a register without fault: the text of each of its files, as comah itself would write it."""
    sites = draw(st.lists(IDS.map(lambda name: f"site-{name}"), min_size=1, max_size=3, unique=True))
    exercises = draw(st.lists(IDS.map(lambda name: f"ex-{name}"), max_size=3, unique=True))
    raws = {
        "register.toml": draw(_register()),
        record_file("authority", COUNCIL, ""): draw(tables(STRUCTS["authority"])) | {"id": COUNCIL},
    }
    for site in sites:
        raws[record_file("establishment", COUNCIL, site)] = draw(_site(site))
    for exercise in exercises:
        raws[record_file("exercise", COUNCIL, exercise)] = draw(_exercise(exercise, sites))
    return _without_fault(raws)


def _without_fault(raws: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Write the records out without the keys that are at fault, such as names that no record bears."""
    while True:
        texts = {file: record_text(convert(raw, STRUCTS[kind_of(file)])) for file, raw in raws.items()}
        book = load_book(Path("nowhere"), {file: text.encode() for file, text in texts.items()})
        faults = [each for each in (*book.problems, *check_book(book, ON)) if each.severity is Severity.ERROR]
        if not faults:
            return texts
        for fault in faults:
            raws[fault.file].pop(re.split(r"[.\[]", fault.key)[0], None)


def write(folder: Path, register: Mapping[str, str]) -> None:
    """Write a register's files."""
    for name, text in register.items():
        path = folder.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


@st.composite
def _register(draw: st.DrawFn) -> dict[str, Any]:
    council = {"id": COUNCIL, "name": "Example Council"}
    return draw(tables(STRUCTS["register"])) | {"timezone": "Europe/London", "authorities": [council]}


@st.composite
def _site(draw: st.DrawFn, identifier: str) -> dict[str, Any]:
    raw = draw(tables(STRUCTS["establishment"])) | {"id": identifier}
    plans = {plan["regime"]: plan for plan in raw.get("plans", [])}
    reviews = st.lists(st.fixed_dictionaries({"on": PAST, "kind": st.just("full")}), max_size=3)
    if draw(st.booleans()):
        plans["comah"] = {"regime": "comah"} | plans.get("comah", {}) | {"reviews": draw(reviews)}
    return raw | {"plans": list(plans.values())}


@st.composite
def _exercise(draw: st.DrawFn, identifier: str, sites: list[str]) -> dict[str, Any]:
    some = st.lists(st.sampled_from(sites), max_size=2, unique=True)
    conclusions = st.sampled_from(["tested", "partly-tested", "not-tested"])
    credited = [{"plan": site, "conclusion": draw(conclusions)} for site in draw(some)]
    said = {"takes_part": draw(some), "will_test": draw(some), "held_on": draw(PAST), "credits": credited}
    return draw(tables(STRUCTS["exercise"])) | {"id": identifier} | said
