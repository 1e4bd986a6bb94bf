"""Every sheet that holds records: its columns come from the structs that declare the records.

One sheet for each kind of record, and one for each list of tables in it. A key has one column, on one
sheet. The keys that a record always has alike (``schema``) have none.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any, Final

import msgspec

from comah.model.declared import Declared, declared, item_of, record_fields
from comah.model.establishment import Plan
from comah.model.kinds import Regime
from comah.model.place import Fact
from comah.model.record_kinds import (
    ACTIVATION,
    AUTHORITY,
    DIARY,
    ESTABLISHMENT,
    EXERCISE,
    ONE_A_FOLDER,
    REGISTER,
    STRUCTS,
    WAIVERS,
)
from comah.model.when import When, WhenOrUnknown


class ColumnForm(Enum):
    """What a column's cells hold."""

    AUTHORITY = "authority"  # the folder of the council whose record it is
    ID = "id"  # the record's
    REGIME = "regime"  # the plan's
    ITEM = "item"  # the id of the item, such as a lesson, that the row's list is in
    TEXT = "text"
    DAY = "day"  # a date value
    DAY_OR_UNKNOWN = "day-or-unknown"
    FLAG = "flag"  # yes or no
    WORD = "word"  # one of a closed set
    NUMBER = "number"  # whole
    AMOUNT = "amount"  # with decimals
    LIST = "list"  # texts, or words of a closed set; one a line
    DAYS = "days"  # date values; one a line


class SheetColumn(msgspec.Struct, frozen=True, kw_only=True):
    """One column. One without a path tells which record, or plan, a row belongs to."""

    heading: str
    path: tuple[str, ...]  # of the key, below the table that a row is
    form: ColumnForm
    words: tuple[str, ...] = ()  # the closed set, where there is one
    description: str = ""
    example: str = ""  # as an officer writes it in a cell
    is_required: bool = False
    says_none: bool = False  # a list that can be said to be empty, which is not the same as left out
    type: Any = None  # the key's declaration, by which a cell is judged


class RecordSheet(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet: each row is one record, or one item of a list in it."""

    title: str
    kind: str
    table: tuple[str, ...]  # where the list is in the record; () for the record itself
    columns: tuple[SheetColumn, ...]

    @property
    def file_stem(self) -> str:
        """The name of the sheet as a CSV file: lower-case words joined by hyphens."""
        return self.title.lower().replace(" ", "-")


# title of each sheet, in the order of the workbook; a list that is not named here is named for its keys
_TITLES: Final[dict[tuple[str, tuple[str, ...]], str]] = {
    (ESTABLISHMENT, ()): "Register",
    (EXERCISE, ()): "Exercises",
    (EXERCISE, ("lessons",)): "Lessons",
    (AUTHORITY, ("measures",)): "Measures",
    (ESTABLISHMENT, ("plans",)): "Plans",
    (ESTABLISHMENT, ("plans", "issues")): "Plan issues",
    (ESTABLISHMENT, ("plans", "reviews")): "Reviews",
    (ESTABLISHMENT, ("plans", "review_work")): "Review work",
    (ESTABLISHMENT, ("plans", "consulted")): "Consulted",
    (ESTABLISHMENT, ("plans", "distributed")): "Distributed",
    (ESTABLISHMENT, ("plans", "ca_told")): "Told CA",
    (ESTABLISHMENT, ("plans", "exemptions")): "Exemptions",
    (ESTABLISHMENT, ("plans", "extensions")): "Extensions",
    (ESTABLISHMENT, ("inventory",)): "Inventory",
    (ESTABLISHMENT, ("history",)): "History",
    (EXERCISE, ("lessons", "reopened")): "Lessons reopened",
    (EXERCISE, ("credits",)): "Credits",
    (EXERCISE, ("phases",)): "Phases",
    (EXERCISE, ("postponements",)): "Postponements",
    (EXERCISE, ("attendance",)): "Attendance",
    (EXERCISE, ("meetings",)): "Planning meetings",
    (ACTIVATION, ()): "Activations",
    (ACTIVATION, ("lessons",)): "Activation lessons",
    (ACTIVATION, ("lessons", "reopened")): "Activation lessons reopened",
    (DIARY, ("entries",)): "Diary",
    (WAIVERS, ("waivers",)): "Waivers",
    (AUTHORITY, ("local_duties",)): "Local duties",
    (AUTHORITY, ()): "Councils",
    (REGISTER, ()): "Forum",
    (REGISTER, ("authorities",)): "Forum councils",
    (REGISTER, ("agencies",)): "Agencies",
}
_SPELT: Final = {"ca": "CA"}
NO_ITEMS: Final = "[]"  # what a cell holds for a list that is said to be empty
_LONGEST_TITLE: Final = 31


@cache
def record_sheets() -> tuple[RecordSheet, ...]:
    """Return every sheet that holds records, in the order of the workbook."""
    made = [sheet for kind, struct in STRUCTS.items() for sheet in _sheets(kind, (struct,), ())]
    order = list(_TITLES)
    known = [sheet for sheet in made if (sheet.kind, sheet.table) in _TITLES]
    known.sort(key=lambda sheet: order.index((sheet.kind, sheet.table)))
    return (*known, *(sheet for sheet in made if (sheet.kind, sheet.table) not in _TITLES))


def _sheets(kind: str, structs: tuple[type[Fact], ...], table: tuple[str, ...]) -> Iterator[RecordSheet]:
    """Make the sheet of a table and those of the lists in it; ``structs`` lead to the table, which is the last."""
    own = tuple(_own_columns(structs[-1], ()))
    if own:
        yield RecordSheet(
            title=_TITLES.get((kind, table)) or _title(kind, table),
            kind=kind,
            table=table,
            columns=(*_identity(kind, structs), *_with_forms(own, kind, table)),
        )
    for path, key in _lists(structs[-1], ()):
        yield from _sheets(kind, (*structs, item_of(key).type), (*table, *path))


def _title(kind: str, table: tuple[str, ...]) -> str:
    return " ".join((kind, *table)).replace("_", " ").capitalize()[:_LONGEST_TITLE]


def _identity(kind: str, structs: tuple[type[Fact], ...]) -> Iterator[SheetColumn]:
    """Make the columns that tell whose row it is, besides those that are keys."""
    if kind != REGISTER:
        yield _whose("Authority", ColumnForm.AUTHORITY, "the council's folder", "exampleshire")
    if len(structs) > 1 and kind not in ONE_A_FOLDER:
        yield _whose(kind.capitalize(), ColumnForm.ID, f"the id of the {kind}", "northbank")
    for struct in structs[1:-1]:
        if struct is Plan:
            yield _whose("Regime", ColumnForm.REGIME, "the plan's regime", Regime.COMAH.value)
        else:
            yield _whose(struct.__name__, ColumnForm.ITEM, f"the id of the {struct.__name__.lower()}", "l1")


def _whose(title: str, form: ColumnForm, meaning: str, example: str) -> SheetColumn:
    words = tuple(regime.value for regime in Regime) if form is ColumnForm.REGIME else ()
    column = SheetColumn(heading=title, path=(), form=form, words=words, is_required=True)
    return msgspec.structs.replace(column, description=meaning, example=example)


def _with_forms(columns: tuple[SheetColumn, ...], kind: str, table: tuple[str, ...]) -> Iterator[SheetColumn]:
    """Mark the keys by which a record, or a plan, is told from others."""
    for column in columns:
        form = column.form
        if column.path == ("id",) and not table and kind not in ONE_A_FOLDER:
            form = ColumnForm.ID
        elif column.path == ("regime",) and table == ("plans",):
            form = ColumnForm.REGIME
        yield msgspec.structs.replace(column, form=form)


def _own_columns(struct: type[Fact], prefix: tuple[str, ...]) -> Iterator[SheetColumn]:
    """Make a column of every key of a table and of the single tables in it."""
    for name, field in record_fields(struct).items():
        key, path = declared(field.type), (*prefix, name)
        if key.is_table:
            yield from _own_columns(key.type, path)
        elif not _is_list_of_tables(key) and not _is_always_alike(key):
            says_none = key.is_list and field.default != ()
            yield _column(key, path, is_required=field.required, says_none=says_none)


def _column(key: Declared, path: tuple[str, ...], *, is_required: bool, says_none: bool) -> SheetColumn:
    words = item_of(key) if key.is_list else key
    closed = tuple(member.value for member in words.type) if issubclass(words.type, Enum) else ()
    return SheetColumn(
        heading=heading(path),
        path=path,
        form=_form(key),
        words=closed,
        description=key.description,
        example=_example(key),
        is_required=is_required,
        says_none=says_none,
        type=key.annotation,
    )


def _form(key: Declared) -> ColumnForm:
    if key.is_list:
        return ColumnForm.DAYS if issubclass(item_of(key).type, When) else ColumnForm.LIST
    if issubclass(key.type, WhenOrUnknown):
        return ColumnForm.DAY_OR_UNKNOWN
    if issubclass(key.type, When):
        return ColumnForm.DAY
    if issubclass(key.type, Enum):
        return ColumnForm.WORD
    plain = {bool: ColumnForm.FLAG, int: ColumnForm.NUMBER, float: ColumnForm.AMOUNT, str: ColumnForm.TEXT}
    return plain[key.type]


def _example(key: Declared) -> str:
    example = key.examples[0] if key.examples else ""
    if isinstance(example, bool):
        return "yes" if example else "no"
    return "\n".join(map(str, example)) if isinstance(example, list) else str(example)


def _lists(struct: type[Fact], prefix: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Declared]]:
    """Find the lists of tables in a table, and in the single tables in it."""
    for name, field in record_fields(struct).items():
        key = declared(field.type)
        if key.is_table:
            yield from _lists(key.type, (*prefix, name))
        elif _is_list_of_tables(key):
            yield (*prefix, name), key


def _is_list_of_tables(key: Declared) -> bool:
    return key.is_list and item_of(key).is_table


def _is_always_alike(key: Declared) -> bool:
    """Whether a key can have one value only."""
    return key.least is not None and key.least == key.most


def heading(path: tuple[str, ...]) -> str:
    """Write a key in words.

    >>> heading(("public_information", "sent_on")), heading(("ca_position",))
    ('Public information: sent on', 'CA position')
    """
    words = ": ".join(" ".join(_SPELT.get(word, word) for word in part.split("_")) for part in path)
    return words[:1].upper() + words[1:]
