"""A whole record as text: the one canonical form in which comah writes a record that it makes."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import msgspec

from comah.model.change import TomlValue, date_value
from comah.model.declared import declared, item_of, record_fields
from comah.model.establishment import Establishment, Plan
from comah.model.kinds import Regime, Tier
from comah.model.oncall_kinds import ALL_STRUCTS
from comah.model.place import Fact
from comah.model.toml_text import value_text
from comah.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS: Final = {struct: kind for kind, struct in ALL_STRUCTS.items()}
_FOLDERS: Final = {"register": 0, "authority": 1, "diary": 1, "waivers": 1}  # others lie two below the register


def record_text(fact: Fact) -> str:
    """Write a record as the whole text of its file.

    Keys stand in the order in which they are declared; those that have the value that leaving them out
    means are left out; single tables and lists of tables have headings of their own. What is read back
    is equal to what was written.
    """
    kind = _KINDS[type(fact)]
    up = "../" * _FOLDERS.get(kind, 2)
    return f"#:schema {up or './'}schema/{kind}.json\n\n{''.join(_lines(raw_of(fact), ''))}"


def raw_of(fact: Fact) -> dict[str, TomlValue]:
    """Return a table as TOML holds it, without what leaving out means the same."""
    raw: dict[str, TomlValue] = {}
    for name, attribute, default, is_plans in _keys(type(fact)):
        value = getattr(fact, attribute)
        if value is default:
            continue
        if is_plans and isinstance(fact, Establishment) and has_unsaid_plan(fact):
            continue
        if isinstance(value, Fact):
            inner = raw_of(value)
            if inner:
                raw[name] = inner
        elif not _is_left_out(value, default):
            raw[name] = raw_value(value)
    return raw


def has_unsaid_plan(site: Establishment) -> bool:
    """Whether the one plan is the empty COMAH plan that an upper-tier establishment has unsaid."""
    if site.tier is not Tier.UPPER or len(site.plans) != 1:
        return False
    return site.plans[0].regime is Regime.COMAH and raw_of(site.plans[0]) == {"regime": Regime.COMAH.value}


@cache
def _keys(struct: type[Fact]) -> tuple[tuple[str, str, Any, bool], ...]:
    """Return of each key its name, its attribute, what leaving it out means, and whether it holds the plans."""
    return tuple(
        (name, field.name, msgspec.NODEFAULT if field.required else field.default, _holds_plans(field.type))
        for name, field in record_fields(struct).items()
    )


def _holds_plans(annotation: Any) -> bool:  # noqa: ANN401 - an annotation is of any type
    key = declared(annotation)
    return key.is_list and item_of(key).type is Plan


def _is_left_out(value: Any, default: Any) -> bool:  # noqa: ANN401 - any key
    """Whether a value is that of a key left out; an empty text always is."""
    if default is msgspec.NODEFAULT:
        return False
    return value is None or value == "" or (type(value) is type(default) and bool(value == default))


def raw_value(value: Any) -> Any:  # noqa: ANN401 - any key
    """Return a value of a record as TOML holds it."""
    if isinstance(value, Fact):
        return raw_of(value)
    if isinstance(value, tuple):
        return [raw_value(each) for each in value]
    if isinstance(value, When):
        return date_value(value) if value.text == value.earliest.isoformat() else value.text
    return value.value if isinstance(value, Enum) else value


def _lines(table: dict[str, TomlValue], path: str) -> Iterator[str]:
    """Give the lines of a table: its plain keys first, then the tables in it under headings."""
    for name, value in table.items():
        if not _has_heading(value):
            yield f"{name} = {value_text(value)}\n"
    for name, value in table.items():
        inner = f"{path}.{name}" if path else name
        if isinstance(value, dict):
            yield f"\n[{inner}]\n"
            yield from _lines(value, inner)
        elif isinstance(value, list) and _has_heading(value):
            for item in value:
                yield f"\n[[{inner}]]\n"
                yield from _lines(item if isinstance(item, dict) else {}, inner)


def _has_heading(value: TomlValue) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))
