"""``comah schema``: the form of a record, as JSON Schema."""

from __future__ import annotations

from typing import Annotated

import typer

from comah_cli import exits
from comah_cli.options import Output


def schema(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="register, authority, establishment, exercise, ...")],
    *,
    output: Output = None,
) -> None:
    """Write the JSON Schema of one kind of record, for editors that know TOML."""
    from comah.model.oncall_kinds import ALL_STRUCTS
    from comah.records.schema import schema_text
    from comah_cli.names import unknown
    from comah_cli.output import emit

    if kind not in ALL_STRUCTS:
        kinds = ", ".join(ALL_STRUCTS)
        exits.usage(f"{unknown('kind of record', kind, ALL_STRUCTS)} Kinds: {kinds}.")
    emit(schema_text(kind), output)
