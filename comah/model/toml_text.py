"""TOML as records spell it: one way of writing each value."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comah.model.change import TomlValue

_DELETE: Final = "\x7f"


def value_text(value: TomlValue) -> str:
    r"""Write a value on one line.

    >>> from datetime import date
    >>> value_text({"on": date(2023, 11, 1), "kind": "full"})
    '{ on = 2023-11-01, kind = "full" }'
    >>> value_text(['the "head"', True])
    '["the \\"head\\"", true]'
    """
    if isinstance(value, str):
        # JSON's escapes are TOML's; TOML alone wants DEL escaped too.
        return json.dumps(value, ensure_ascii=False).replace(_DELETE, "\\u007f")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(value_text, value))}]"
    if isinstance(value, dict):
        inside = ", ".join(f"{name} = {value_text(each)}" for name, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    return repr(value)


def block_text(value: TomlValue) -> str:
    """Write a value as the value of a key: a list of tables with one table a line.

    >>> print(block_text([{"kind": "full"}, {"kind": "contacts"}]))
    [
        { kind = "full" },
        { kind = "contacts" },
    ]
    """
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        lines = "".join(f"    {value_text(each)},\n" for each in value)
        return f"[\n{lines}]"
    return value_text(value)


def table_text(table: Mapping[str, TomlValue]) -> str:
    r"""Write the keys of a table, one a line.

    >>> table_text({"schema": 1, "name": "Northbank"})
    'schema = 1\nname = "Northbank"\n'
    """
    return "".join(f"{name} = {block_text(value)}\n" for name, value in table.items())
