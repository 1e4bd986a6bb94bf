"""The reference of the records: every key of every kind of file, from the structs that declare it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from msgspec.structs import FieldInfo
from reference_words import code, page, sentence, table, text

from comah.model.declared import Declared, declared, example_line, form_words, item_of, record_fields
from comah.model.moment import DayOrMoment, Moment
from comah.model.oncall_kinds import ALL_STRUCTS
from comah.model.place import Fact
from comah.model.when import When

# kind -> its file, and what the file holds
_FILES = {
    "register": ("register.toml", "The whole forum: its authorities and its agencies."),
    "authority": ("AUTHORITY/authority.toml", "One authority: its policy, local measures and local duties."),
    "establishment": ("AUTHORITY/establishments/ID.toml", "One establishment and its external plans."),
    "exercise": ("AUTHORITY/exercises/ID.toml", "One exercise: the only place a test is recorded."),
    "activation": ("AUTHORITY/activations/ID.toml", "A plan put into effect for real."),
    "diary": ("AUTHORITY/diary.toml", "What to plan exercises around."),
    "waivers": ("AUTHORITY/waivers.toml", "Findings that somebody answers for."),
    "roles": ("AUTHORITY/oncall/roles.toml", "What the council has somebody on call for."),
    "people": ("AUTHORITY/oncall/people.toml", "Who serves on call, by post."),
    "rota": ("AUTHORITY/oncall/rota-YEAR.toml", "The turns that begin in a year, and what became of them."),
    "calls": ("AUTHORITY/oncall/calls-YEAR.toml", "The test calls and call-outs of a year."),
}
_PLAIN = {str: "text", bool: "true or false"}
_NOTES = """\
A key that is left out has the value in the column "Left out". An empty string, `""`, is the same as
leaving the key out. How dates are written is in [Keep the records](../../how-to/keep-records.md#dates)."""


def record_pages() -> dict[str, str]:
    """Return one page a kind of record, by its path in the reference, and a page that lists them."""
    pages = {f"records/{kind}.md": _kind(kind, struct) for kind, struct in ALL_STRUCTS.items()}
    return {"records/index.md": _index()} | pages


def _index() -> str:
    rows = ((f"[{kind}]({kind}.md)", code(_FILES[kind][0]), _FILES[kind][1]) for kind in ALL_STRUCTS)
    return page(
        "Record keys",
        "One page for each kind of record file. `AUTHORITY` stands for the authority's id, `ID` for the record's.",
        table(("Kind", "File", "What it holds"), rows),
        "`comah schema KIND` prints the same as JSON Schema, for editors.",
    )


def _kind(kind: str, struct: type[Fact]) -> str:
    file, holds = _FILES[kind]
    parts = [f"{holds} File: {code(file)}.", _NOTES, _keys(struct)]
    for path, each in _tables(struct, ""):
        parts += [f"## {path}", text(_first_line(each)), _keys(each)]
    return page(f"Record: {kind}", *parts)


def _first_line(struct: type[Fact]) -> str:
    return (struct.__doc__ or "").partition("\n")[0]


def _tables(struct: type[Fact], prefix: str) -> Iterator[tuple[str, type[Fact]]]:
    """Yield every table inside a table with its path, each before those inside it."""
    for name, field in record_fields(struct).items():
        key = declared(field.type)
        inner = item_of(key) if key.is_list else key
        if inner.is_table:
            path = f"{prefix}{name}"
            yield path, inner.type
            yield from _tables(inner.type, f"{path}.")


def _keys(struct: type[Fact]) -> str:
    rows = (_key(name, field) for name, field in record_fields(struct).items())
    return table(("Key", "Meaning", "Form", "Left out", "Example"), rows)


def _key(name: str, field: FieldInfo) -> tuple[str, str, str, str, str]:
    key = declared(field.type)
    left_out = "required" if field.required else _left_out(field.default)
    return code(name), text(sentence(key.description)), text(_form(key)), left_out, code(_example(name, key))


def _form(key: Declared) -> str:
    """Say the form in a few words; dates have a page of their own."""
    if key.is_list:
        item = item_of(key)
        return "a list of tables" if item.is_table else f"a list; each: {_form(item)}"
    if isinstance(key.type, type) and issubclass(key.type, Moment):
        return "a day, with its time of day where known" if key.type is DayOrMoment else "a day and a time of day"
    if isinstance(key.type, type) and issubclass(key.type, When):
        return "a date" if key.type is When else 'a date, or "unknown"'
    return _PLAIN.get(key.type) or form_words(key)


def _left_out(value: object) -> str:
    if isinstance(value, Enum):
        return code(value.value)
    if isinstance(value, bool):
        return code("true" if value else "false")
    if isinstance(value, int | float):
        return code(value)
    if isinstance(value, tuple) and all(isinstance(each, Enum) for each in value):
        return ", ".join(map(_left_out, value)) or "nothing"
    return code(value) if isinstance(value, str) and value else "nothing"


def _example(name: str, key: Declared) -> str:
    if key.is_table or (key.is_list and item_of(key).is_table):
        return ""
    line = example_line(name, key)
    return "" if line.endswith('= ""') else line
