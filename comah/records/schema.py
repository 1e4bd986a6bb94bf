"""JSON Schemas of the record files, made from the structs that declare them.

An editor that knows TOML shows from them what each key means and marks what does not fit. It hands
dates to the schema as strings, and an empty string is everywhere the same as leaving the key out.
"""

from __future__ import annotations

import json
from enum import Enum
from pathlib import Path
from typing import Any, Final

from msgspec.structs import FieldInfo

from comah.errors import UnknownNameError
from comah.model.declared import Declared, declared, item_of, record_fields
from comah.model.moment import MOMENT_PATTERN, DayOrMoment, Moment
from comah.model.oncall_kinds import ALL_STRUCTS
from comah.model.place import Fact
from comah.model.when import When, WhenOrUnknown

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_DAY: Final = r"\d{4}(-(W(0[1-9]|[1-4]\d|5[0-3])|(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?))?"
_WEEKDAY: Final = r"(([Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un)[a-z]*[,.]?\s+)?"
_DATE: Final = rf"\s*{_WEEKDAY}({_DAY}(/{_DAY})?|\[{_DAY}\.\.{_DAY}\])\s*"
_DAY_OR_MOMENT: Final = rf"^\d{{4}}-\d\d-\d\d$|{MOMENT_PATTERN}"
_FOLDER: Final = "schema"


def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kind of record file.

    Raises:
        UnknownNameError: for a kind that there is none of.
    """
    if kind not in ALL_STRUCTS:
        message = f"{kind}: no such kind of record. There are: {', '.join(ALL_STRUCTS)}."
        raise UnknownNameError(message)
    head = {"$schema": _DIALECT, "$id": f"urn:comah:schema:{kind}:1", "title": f"comah: {kind}"}
    return head | _table(ALL_STRUCTS[kind])


def write_schemas(register: Path) -> tuple[Path, ...]:
    """Write the schema of every kind into a register's folder ``schema``, to which its records point."""
    folder = register / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write(folder / f"{kind}.json", kind) for kind in ALL_STRUCTS)


def schema_text(kind: str) -> str:
    """Write a kind's schema as the file that ships."""
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"


def _write(file: Path, kind: str) -> Path:
    file.write_text(schema_text(kind), encoding="utf-8", newline="\n")
    return file


def _table(struct: type[Fact]) -> dict[str, Any]:
    known = record_fields(struct)
    return {
        "description": (struct.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": {name: _property(field) for name, field in known.items()},
        "required": [name for name, field in known.items() if field.required],
        "additionalProperties": False,
    }


def _property(field: FieldInfo) -> dict[str, Any]:
    key = declared(field.type)
    form = _form(key)
    if not field.required:
        form = _or_empty(form)
    elif form.get("type") == "string" and "pattern" not in form and "enum" not in form:
        form["minLength"] = 1
    return form | _words(key) | _default(field)


def _form(key: Declared) -> dict[str, Any]:
    """Return what values of a key look like."""
    if key.is_table:
        return _table(key.type)
    if key.is_list:
        item = item_of(key)
        return {"type": "array", "items": _form(item) | ({} if item.is_table else _words(item))}
    if issubclass(key.type, Enum):
        return {"type": "string", "enum": [member.value for member in key.type]}
    if issubclass(key.type, Moment):
        return {"type": "string", "pattern": _DAY_OR_MOMENT if issubclass(key.type, DayOrMoment) else MOMENT_PATTERN}
    if issubclass(key.type, When):
        unknown = "|unknown" if issubclass(key.type, WhenOrUnknown) else ""
        return {"type": "string", "pattern": f"^({_DATE}{unknown})$"}
    return _simple(key)


def _simple(key: Declared) -> dict[str, Any]:
    names = {bool: "boolean", int: "integer", float: "number", str: "string"}
    limits = {"minimum": key.least, "maximum": key.most, "pattern": key.pattern}
    return {"type": names[key.type]} | {name: limit for name, limit in limits.items() if limit is not None}


def _or_empty(form: dict[str, Any]) -> dict[str, Any]:
    """Allow the empty string, which is the same as leaving the key out."""
    if "enum" in form:
        return form | {"enum": [*form["enum"], ""]}
    if "pattern" in form:
        return form | {"pattern": f"^$|{form['pattern']}"}
    if form["type"] == "string":
        return form
    return form | {"type": [form["type"], "string"], "maxLength": 0}


def _words(key: Declared) -> dict[str, Any]:
    words: dict[str, Any] = {}
    if key.description:
        words["description"] = key.description
    if key.examples:
        words["examples"] = list(key.examples)
    return words


def _default(field: FieldInfo) -> dict[str, Any]:
    """Return the value that a key has when it is left out, where that is one the file could hold."""
    value = field.default
    if isinstance(value, Enum):
        return {"default": value.value}
    return {"default": value} if isinstance(value, bool | int | float) or (isinstance(value, str) and value) else {}
