"""How the checks say where a fault is."""

from __future__ import annotations

from typing import Any

from comah.model.kinds import Severity
from comah.model.place import Fact, KeyPath
from comah.model.problem import Problem
from comah.records.shown import key_shown


def fault_at(fact: Fact, key: str | KeyPath, message: str, **words: Any) -> Problem:  # noqa: ANN401 - the fields of Problem
    """Report a fault of one key of a table: an error unless ``severity`` says otherwise."""
    words.setdefault("severity", Severity.ERROR)
    file = fact.place.file
    path = (*fact.place.path, *((key,) if isinstance(key, str) else key))
    return Problem(file=file.name, line=file.line_of(path), key=key_shown(path), message=message, **words)


def warning_at(fact: Fact, key: str | KeyPath, message: str, **words: Any) -> Problem:  # noqa: ANN401 - as above
    """Report what is taken in and is probably not meant."""
    return fault_at(fact, key, message, severity=Severity.WARNING, **words)
