"""JSON as every command writes it: stable keys, two spaces, UTF-8, a line end at the end."""

from __future__ import annotations

from msgspec import json


def json_text(value: object) -> str:
    """Return the text of a JSON value, with its keys in the order given."""
    return json.format(json.encode(value), indent=2).decode("utf-8") + "\n"
