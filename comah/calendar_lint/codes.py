"""The codes of the lint: what each rule asks, where it stands, and what programs do with a file that breaks it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
import tomli

from comah.model.kinds import Severity


class Code(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule of the lint."""

    code: str
    title: str
    severity: Severity  # the worst that a finding of it can be
    source: str
    rule: str
    effect: str
    right: str


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    codes: tuple[Code, ...]


@cache
def codes() -> dict[str, Code]:
    """Return every rule by its code, in order."""
    text = Path(__file__).with_name("codes.toml").read_text(encoding="utf-8")
    return {one.code: one for one in msgspec.convert(tomli.loads(text), _File).codes}


def code_named(name: str) -> Code | None:
    """Return the rule of that code, in any case of letters; None where there is none."""
    return codes().get(name.upper())
