"""Identifiers: equal to the file's name, and each used once in the register."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from comah.model.file_names import DEVICES
from comah.model.kinds import Severity
from comah.model.problem import Problem
from comah.model.record_kinds import ACTIVATION, AUTHORITY, ESTABLISHMENT, EXERCISE
from comah.records.files import Source
from comah.records.shown import printable

_WITH_ID: Final = (AUTHORITY, ESTABLISHMENT, EXERCISE, ACTIVATION)


class Taken(msgspec.Struct, frozen=True):
    """A record and the file that it came from."""

    source: Source
    record: Any  # one of the structs of comah.model that a file holds

    @property
    def own_name(self) -> str:
        """What the record's id should be: the file's stem, or the folder of an authority."""
        return printable(self.source.folder if self.source.kind == AUTHORITY else self.source.stem)

    @property
    def shown_id(self) -> str:
        """The id, however long it is, for a message."""
        return printable(self.record.id)


def settle(taken: list[Taken]) -> tuple[list[Taken], list[Problem]]:
    """Keep one record for each id of a kind, and say what is wrong with the others.

    Where two have one id, the record whose file bears that name is kept, else the first by name.
    """
    problems: list[Problem] = []
    kept: dict[tuple[str, str], Taken] = {}
    named = [one for one in taken if one.source.kind in _WITH_ID]
    for one in sorted(named, key=lambda one: (one.record.id != one.own_name, one.source.name)):
        problems.extend(_of_its_own(one))
        key = (one.source.kind, one.record.id)
        if key in kept:
            problems.append(_second(one, kept[key]))
        else:
            kept[key] = one
    problems.extend(_of_two_kinds(list(kept.values())))
    others = [one for one in taken if one.source.kind not in _WITH_ID]
    return [*others, *kept.values()], problems


def _of_its_own(one: Taken) -> list[Problem]:
    problems = []
    if one.record.id != one.own_name:
        what = "the folder" if one.source.kind == AUTHORITY else "the file"
        problems.append(
            _problem(
                one, Severity.ERROR, f"the id is {one.shown_id}, and {what} is called {one.own_name}", one.own_name
            )
        )
    if one.record.id in DEVICES:
        message = f"{one.shown_id} is a name that Windows keeps for itself; no file there can be called so"
        problems.append(_problem(one, Severity.WARNING, message, f"{one.shown_id}-site"))
    return problems


def _second(one: Taken, first: Taken) -> Problem:
    message = f"{one.shown_id} is the id of {first.source.name} too; this file was left out"
    return msgspec.structs.replace(_problem(one, Severity.ERROR, message, ""), hides_file=True)


def _of_two_kinds(kept: list[Taken]) -> list[Problem]:
    """Report an id that records of two kinds share. Both are kept: each is looked up among its own kind."""
    problems = []
    first: dict[str, Taken] = {}
    for one in sorted(kept, key=lambda one: one.source.name):
        other = first.setdefault(one.record.id, one)
        if other is not one:
            message = f"{one.shown_id} is the id of the {other.source.kind} in {other.source.name} too"
            problems.append(_problem(one, Severity.ERROR, message, ""))
    return problems


def _problem(one: Taken, severity: Severity, message: str, good: str) -> Problem:
    return Problem(
        severity=severity,
        file=one.source.name,
        line=one.record.place.line_of("id"),
        key="id",
        message=message,
        expected="an id that is used once in the register and is the file's name (an authority's: its folder's)",
        example=f'id = "{good}"' if good else "",
    )
