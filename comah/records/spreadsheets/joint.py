"""Rows of several plans that speak of one exercise: one joint exercise, said so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from comah.model.import_report import Remark, RowRead, SheetRead
from comah.model.said import ExerciseSaid, RowAt
from comah.model.words import count_words, when_words
from comah.records.spreadsheets.words import plain_words

_Key = tuple[object, ...]


def join_exercises(sheets: Sequence[SheetRead]) -> tuple[SheetRead, ...]:
    """Let each row of a joint exercise name all its plans.

    Exercises of one council are one where they have the same exact days, type and name, or the same name
    and a day not known more closely. Without a name, a vague date joins nothing; the row says how to.
    """
    groups: dict[_Key, dict[str, RowAt]] = defaultdict(dict)
    for row in _rows(sheets):
        for said in _exercises(row):
            groups[_key(said)].setdefault(said.plans[0], said.at)
    joint = {key: plans for key, plans in groups.items() if len(plans) > 1}
    if not joint:
        return tuple(sheets)
    return tuple(
        msgspec.structs.replace(sheet, rows=tuple(_joined(row, joint) for row in sheet.rows)) for sheet in sheets
    )


def _joined(row: RowRead, joint: dict[_Key, dict[str, RowAt]]) -> RowRead:
    understood, remarks, said = list(row.understood), list(row.remarks), list(row.said)
    for number, one in enumerate(row.said):
        plans = joint.get(_key(one), {}) if isinstance(one, ExerciseSaid) else {}
        if not isinstance(one, ExerciseSaid) or len(plans) < 2:  # noqa: PLR2004 - several are two
            continue
        if _can_join(one):
            said[number] = msgspec.structs.replace(one, plans=tuple(plans), own=one.plans)
            understood.append(_joint_words(one, plans))
        else:
            remarks.append(Remark(text=_how_to_join(one, plans)))
    if len(understood) == len(row.understood) and len(remarks) == len(row.remarks):
        return row
    return msgspec.structs.replace(row, understood=tuple(understood), remarks=tuple(remarks), said=tuple(said))


def _joint_words(one: ExerciseSaid, plans: dict[str, RowAt]) -> str:
    others = [f"{plan} ({at})" for plan, at in plans.items() if plan != one.plans[0]]
    same = "name" if one.name else "type" if one.type else "council"
    return f"one joint exercise of {count_words(len(plans), 'plan')} (same day, same {same}), with {', '.join(others)}"


def _how_to_join(one: ExerciseSaid, plans: dict[str, RowAt]) -> str:
    others = ", ".join(plan for plan in plans if plan != one.plans[0])
    return (
        f"{when_words(one.when)} is given for {others} too. They are taken as exercises of their own; "
        "for one joint exercise, write the same exercise name in each row"
    )


def _key(said: object) -> _Key:
    """Return what exercises of one kind share."""
    if not isinstance(said, ExerciseSaid):
        return ()
    return (
        said.authority,
        said.when,
        said.is_planned,
        said.conclusion,
        said.type,
        plain_words(said.name),
        said.exercise,
    )


def _can_join(said: ExerciseSaid) -> bool:
    return said.when.is_exact or bool(said.name)


def _exercises(row: RowRead) -> list[ExerciseSaid]:
    return [said for said in row.said if isinstance(said, ExerciseSaid)]


def _rows(sheets: Sequence[SheetRead]) -> list[RowRead]:
    return [row for sheet in sheets for row in sheet.rows]
