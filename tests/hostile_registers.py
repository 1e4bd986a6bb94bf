"""The example register with any text in place of what an officer may word freely."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import tomli
from command_line import EXAMPLE
from hypothesis import strategies as st

from comah.model.book import Book
from comah.model.declared import Declared, declared, item_of, record_fields
from comah.model.place import Fact
from comah.model.record_kinds import STRUCTS, kind_of
from comah.records.convert import convert
from comah.records.load import load_book
from comah.records.record_text import record_text

Reword = Callable[[str], str]
_NOT_WORDS = frozenset({"timezone", "lead"})  # they name something that must exist


@st.composite
def reworded_registers(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> Book:
    """Give the example register, read back from its files, with texts that are drawn in it."""
    pool = draw(st.lists(texts, min_size=5, max_size=20))
    taken = iter(range(1_000_000))
    return reworded(lambda text: pool[next(taken) % len(pool)] or text)


def reworded(reword: Reword) -> Book:
    """Return the example register with each free text put into other words."""
    files = {}
    for name, raw in _example().items():
        struct = STRUCTS[kind_of(name)]
        files[name] = record_text(convert(_table(raw, struct, reword), struct)).encode()
    return load_book(Path("nowhere"), files)


@cache
def _example() -> dict[str, dict[str, Any]]:
    """Return each record as TOML holds it; those of the on-call rota are read apart, and are left out."""
    paths = {path.relative_to(EXAMPLE).as_posix(): path for path in sorted(EXAMPLE.rglob("*.toml"))}
    return {
        name: tomli.loads(path.read_text(encoding="utf-8")) for name, path in paths.items() if kind_of(name) in STRUCTS
    }


def _table(raw: dict[str, Any], struct: type[Fact], reword: Reword) -> dict[str, Any]:
    keys = _keys(struct)
    return {name: value if name in _NOT_WORDS else _value(value, keys[name], reword) for name, value in raw.items()}


@cache
def _keys(struct: type[Fact]) -> dict[str, Declared]:
    return {name: declared(field.type) for name, field in record_fields(struct).items()}


def _value(value: Any, key: Declared, reword: Reword) -> Any:
    if key.is_list:
        return [_value(one, item_of(key), reword) for one in value]
    if key.is_table:
        return _table(value, key.type, reword)
    return reword(value) if key.type is str and not key.pattern else value
