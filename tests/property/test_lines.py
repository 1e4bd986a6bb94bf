"""The line of every key of every document that can be written."""

from __future__ import annotations

import json
from typing import Any

import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from comah.model.place import KeyPath
from comah.records.lines import line_finder

KEYS = st.one_of(
    st.text("abnrtu-_019", min_size=1, max_size=4),
    st.text("an .#\"'\\[]=é\t\n", max_size=4),
)
SCALARS = st.sampled_from(
    [
        "1",
        "-0.5e3",
        "true",
        "inf",
        "2026-05-01",
        "2026-05-01 10:00:00Z",
        "2026-05-01T10:00:00.5+01:00",
        "10:00:00",
        '""',
        '"Northbank Chemicals, 10 [sic]"',
        '"]}, = # \\" \\\\"',
        "'[{, = # \\'",
        '"""one line"""',
        '"""\ntwo # [lines\n"quoted" ""\\""" \\\n  """',
        '"""ends in quotes"""""',
        "'''\nraw ] \\\n' '' '''",
        "'''ends in quotes'''''",
        "[]",
        "{}",
    ]
)
GAPS = st.sampled_from(["", " ", "\t", "\n", ' # ] } = "\n', "\n\n  # a = 'b\n "])


class Writer:
    """Writes TOML piece by piece, and knows on which line each path begins."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self.text = ""
        self.lines: dict[KeyPath, int] = {}

    def put(self, text: str) -> None:
        self.text += text

    def mark(self, path: KeyPath) -> None:
        self.lines.setdefault(path, self.text.count("\n") + 1)

    def key(self, name: str) -> None:
        is_bare = name != "" and all(letter.isascii() and (letter.isalnum() or letter in "-_") for letter in name)
        if is_bare and self._draw(st.booleans()):
            self.put(name)
        elif not set(name) & set("'\n") and self._draw(st.booleans()):
            self.put(f"'{name}'")
        else:
            self.put(json.dumps(name))

    def names(self, taken: set[str], most: int = 4) -> list[str]:
        names = self._draw(st.lists(KEYS, max_size=most, unique=True))
        fresh = [name for name in names if name not in taken]
        taken.update(fresh)
        return fresh

    def statements(self, table: KeyPath, taken: set[str]) -> None:
        for name in self.names(taken):
            self.put(self._draw(GAPS))
            self.mark((*table, name))
            self.key(name)
            path = (*table, name)
            for inner in self._draw(st.lists(KEYS, max_size=2)):  # a dotted key
                self.put(self._draw(st.sampled_from([".", " . ", "\t."])))
                self.mark((*path, inner))
                path = (*path, inner)
                self.key(inner)
            self.put(self._draw(st.sampled_from(["=", " = "])))
            self.value(path, 2)
            self.put(self._draw(st.sampled_from(["\n", " # a = [\n"])))

    def value(self, path: KeyPath, depth: int) -> None:
        kind = self._draw(st.sampled_from(["scalar", "list", "table"])) if depth else "scalar"
        if kind == "list":
            self.items(path, depth)
        elif kind == "table":
            self.inline(path, depth)
        else:
            self.put(self._draw(SCALARS))

    def items(self, path: KeyPath, depth: int) -> None:
        self.put("[")
        for number in range(self._draw(st.integers(0, 3))):
            self.put(self._draw(GAPS))
            self.mark((*path, number))
            self.value((*path, number), depth - 1)
            self.put(self._draw(GAPS) + ",")
        self.put(self._draw(GAPS) + "]")

    def inline(self, path: KeyPath, depth: int) -> None:
        self.put("{")
        for number, name in enumerate(self.names(set(), 3)):
            self.put(", " if number else " ")
            self.mark((*path, name))
            self.key(name)
            self.put(" = ")
            self.value((*path, name), depth - 1)
        self.put(" }")

    def table(self, path: KeyPath, names: list[str], *, is_list: bool) -> None:
        self.put(self._draw(GAPS))
        if is_list:
            self.mark(path[:-1])
        self.mark(path)
        self.put("[[" if is_list else "[")
        for number, name in enumerate(names):
            self.put(self._draw(st.sampled_from([".", " . "])) if number else "")
            self.key(name)
        self.put("]]\n" if is_list else "] # [x]\n")
        self.statements(path, set())


@st.composite
def documents(draw: st.DrawFn) -> Writer:
    """Write a document of statements, tables, lists of tables, and tables in those."""
    writer = Writer(draw)
    taken: set[str] = set()
    writer.statements((), taken)
    for name in writer.names(taken):
        if draw(st.booleans()):
            writer.table((name,), [name], is_list=False)
            continue
        for number in range(draw(st.integers(1, 3))):
            writer.table((name, number), [name], is_list=True)
            inner = draw(KEYS)
            if (name, number, inner) not in writer.lines:
                writer.table((name, number, inner), [name, inner], is_list=False)
    return writer


@given(documents())
@settings(deadline=None, max_examples=150)
def test_every_key_is_found_on_the_line_where_it_was_written(writer: Writer) -> None:
    assert tomli.loads(writer.text) is not None
    find = line_finder(writer.text)
    assert {path: find(path) for path in writer.lines} == writer.lines


@given(documents(), st.lists(st.one_of(KEYS, st.integers(0, 5)), max_size=3))
@settings(deadline=None, max_examples=60)
def test_a_path_that_is_not_there_is_given_the_line_of_the_table_around_it(
    writer: Writer, tail: list[str | int]
) -> None:
    find = line_finder(writer.text)
    for path, line in writer.lines.items():
        assert find((*path, "no such key", *tail)) == line


@given(st.one_of(st.text(st.sampled_from("ab.=[]{}\"'#\\\n\r\t, 01-:"), max_size=40), st.text(max_size=60)))
@settings(deadline=None, max_examples=600)
def test_no_text_is_too_odd(text: str) -> None:
    try:
        paths = _paths(tomli.loads(text))
    except ValueError:
        paths = [("a", 0, "b")]
    find = line_finder(text)
    assert all(1 <= find(path) <= text.count("\n") + 1 for path in paths)


def _paths(value: Any, path: KeyPath = ()) -> list[KeyPath]:
    items: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    return [path, *(inner for name, part in items for inner in _paths(part, (*path, name)))]
