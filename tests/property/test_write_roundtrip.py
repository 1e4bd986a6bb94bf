from __future__ import annotations

import copy
import difflib
from datetime import date
from typing import Any

import tomli
from hypothesis import given
from hypothesis import strategies as st

from comah.model.change import Action, Edit, TomlValue
from comah.model.toml_text import value_text
from comah.records.edit import edit_bytes

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
VAGUE = st.sampled_from(["2024", "2024-04/2024-06", "[2024-04-03..2024-04-09]", "2024-W10"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
COMMENTS = st.sampled_from(["", "  # note", '\t# [plans] = { x }, "y"', " # it's"])
BLANKS = st.sampled_from(["", "\n", "# a line of its own\n", "\n# about what follows\n\n"])

REVIEWS = st.fixed_dictionaries(
    {"on": DAYS | VAGUE, "kind": st.sampled_from(["full", "contacts"])}, optional={"approved_by": TEXTS}
)
EDITS = st.lists(
    st.one_of(
        st.builds(lambda value: Edit(path=("plans", 0, "first_prepared_on"), value=value), DAYS | VAGUE),
        st.builds(lambda value: Edit(path=("plans", 0, "history_complete"), value=value), st.booleans()),
        st.builds(lambda value: Edit(path=("plans", 0, "reviews"), value=value, action=Action.APPEND), REVIEWS),
        st.builds(lambda value: Edit(path=("plans", 1, "reviews"), value=value, action=Action.APPEND), REVIEWS),
        st.builds(lambda value: Edit(path=("source",), value=value), TEXTS),
        st.builds(lambda value: Edit(path=("internal_plan", "tested_on"), value=value), DAYS | VAGUE),
        st.builds(lambda value: Edit(path=("public_information", "sent_on"), value=value), DAYS | VAGUE),
    ),
    max_size=5,
)


@st.composite
def reviews(draw: st.DrawFn) -> str:
    """The reviews of a plan in one of the forms in which records hold them."""
    rows = draw(st.lists(REVIEWS, max_size=3))
    values = [value_text(dict(row)) for row in rows]
    form = draw(st.sampled_from(["none", "line", "lines", "lines without a last comma", "tables"]))
    note = draw(COMMENTS)
    if form == "tables":
        return "".join(
            f"{draw(BLANKS)}  [[plans.reviews]]\n"
            + "".join(f"  {key} = {value_text(value)}{note}\n" for key, value in row.items())
            for row in rows
        )
    if form == "none":
        return ""
    if form == "line" or not rows:
        return f"reviews = [{', '.join(values)}]{note}\n"
    last = "" if form.endswith("last comma") else ","
    lines = ",\n".join(f"    {value}" for value in values)
    return f"reviews = [\n{lines}{last}{note}\n]{note}\n"


@st.composite
def records(draw: st.DrawFn) -> str:
    """A record as people keep them: comments, blank lines, headings in any order."""
    note = draw(COMMENTS)
    head = f'# head\nschema = 1{note}\nid = "northbank"\n{draw(BLANKS)}'
    plans = [
        f'[[plans]]{note}\nregime = "{regime}"{note}\n{draw(BLANKS)}{draw(reviews())}{draw(BLANKS)}'
        for regime in ("comah", "reppir")
    ]
    rest = f"[internal_plan]{note}\n{draw(st.sampled_from(['', 'tested_on = 2024-06-12 # c' + chr(10)]))}{draw(BLANKS)}"
    parts = draw(st.permutations([plans[0], rest]))
    return head + "".join(parts) + plans[1]


def with_edits(table: dict[str, Any], edits: list[Edit]) -> dict[str, Any]:
    meant = copy.deepcopy(table)
    for edit in edits:
        inner: Any = meant
        for part in edit.path[:-1]:
            inner = inner.setdefault(part, {}) if isinstance(part, str) else inner[part]
        value: TomlValue = copy.deepcopy(edit.value)
        if edit.action is Action.APPEND:
            inner.setdefault(edit.path[-1], []).append(value)
        else:
            inner[edit.path[-1]] = value
    return meant


@given(records(), EDITS, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_edits_mean_what_they_say_and_touch_no_other_line(
    text: str, edits: list[Edit], line_end: str, has_mark: bool, has_end: bool
) -> None:
    shape = text if has_end else text.rstrip("\n")
    data = ("\ufeff" * has_mark + shape).replace("\n", line_end).encode()
    made = edit_bytes(data, edits, "a.toml")
    new = made.decode().removeprefix("\ufeff")
    assert tomli.loads(new) == with_edits(tomli.loads(shape), edits)
    assert made.startswith(b"\xef\xbb\xbf") == has_mark
    assert made.endswith(b"\n") == shape.endswith("\n")
    closing = "" if shape.endswith("\n") else line_end
    lost = lost_lines(shape.replace("\n", line_end) + closing, new + closing)
    assert set(lost) <= {*touched_keys(edits), "{"}  # a brace: the last row of a list gets its comma


def lost_lines(old: str, new: str) -> list[str]:
    """The first word of each line of the old text that the new one no longer holds."""
    matcher = difflib.SequenceMatcher(None, old.split("\n"), new.split("\n"), autojunk=False)
    lost = []
    for action, start, end, _, _ in matcher.get_opcodes():
        if action in {"replace", "delete"}:
            lost += [line.split()[0] for line in old.split("\n")[start:end] if line.strip()]
    return lost


def touched_keys(edits: list[Edit]) -> set[str]:
    return {str(edit.path[-1]) for edit in edits}


@given(records(), st.sampled_from(["\n", "\r\n"]))
def test_setting_what_is_there_leaves_the_bytes(text: str, line_end: str) -> None:
    data = text.replace("\n", line_end).encode()
    table = tomli.loads(text)
    same = [Edit(path=("id",), value="northbank"), Edit(path=("plans", 0, "regime"), value=table["plans"][0]["regime"])]
    assert edit_bytes(data, same, "a.toml") == data


@given(TEXTS | st.booleans() | st.integers(-(2**60), 2**60) | DAYS | st.lists(TEXTS, max_size=3) | REVIEWS)
def test_every_value_is_read_back_as_it_was_written(value: TomlValue) -> None:
    assert tomli.loads(f"key = {value_text(value)}\n")["key"] == value
