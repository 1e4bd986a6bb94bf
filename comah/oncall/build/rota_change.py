"""The turns chosen as changes of the files of the years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from comah.model.change import Action, Change, Edit, TomlValue, given
from comah.model.oncall_book import Oncall
from comah.model.oncall_kinds import FOLDER, ROTA, oncall_file
from comah.model.rota import Rota, Shift
from comah.model.toml_text import table_text
from comah.model.words import count_words
from comah.oncall.build.chosen import Chosen
from comah.oncall.build.opening import Asked

_WHAT = "oncall-build"


def rota_changes(
    oncall: Oncall, chosen: tuple[Chosen, ...], asked: Asked, *, on: date, result: str
) -> tuple[Change, ...]:
    """Return a change for each file: turns on record are given to who was chosen, others are added.

    Args:
        oncall: the records as they are.
        chosen: what was chosen.
        asked: what was asked for, which the file keeps.
        on: the day on which it is built.
        result: what was proved, in short.
    """
    files = {rota.place.file.name: rota for rota in oncall.rotas}
    homes = {shift.id: file for file, rota in files.items() for shift in rota.shifts}
    folder = oncall.folder.removesuffix(f"/{FOLDER}")
    by_file = groupby(
        sorted(chosen, key=lambda one: homes.get(one.shift.id) or _file(folder, one)),
        key=lambda one: homes.get(one.shift.id) or _file(folder, one),
    )
    built = _built(asked, on, result)
    return tuple(_change(file, files.get(file), tuple(own), built) for file, own in by_file)


def _file(folder: str, one: Chosen) -> str:
    return oncall_file(folder, ROTA, date(one.year, 1, 1))


def _change(file: str, rota: Rota | None, chosen: tuple[Chosen, ...], built: Mapping[str, TomlValue]) -> Change:
    open_ = sum(not one.shift.person for one in chosen)
    summary = f"{file.rpartition('/')[2]}: {count_words(len(chosen), 'turn')} chosen"
    summary += f", {open_} of them with nobody" if open_ else ""
    if rota is None:
        blocks = [f"[[shifts]]\n{table_text(_row(one.shift))}" for one in chosen]
        blocks.append(f"[[built]]\n{table_text(built)}")
        text = "#:schema ../../schema/rota.json\n\nschema = 1\n\n" + "\n".join(blocks)
        return Change(file=file, what=_WHAT, summary=summary, creates=text)
    edits = [edit for one in chosen for edit in _edits(rota, one)]
    if edits:
        edits.append(Edit(path=("built",), value=dict(built), action=Action.APPEND))
    return Change(file=file, what=_WHAT, summary=summary if edits else f"{summary}: as it stands", edits=tuple(edits))


def _edits(rota: Rota, one: Chosen) -> Iterable[Edit]:
    """Yield what changes in a turn on record; or the new turn."""
    old, new = one.slot.shift, one.shift
    if old is None or all(shift.id != old.id for shift in rota.shifts):
        yield Edit(path=("shifts",), value=_row(new), action=Action.APPEND)
        return
    for key, stands, wanted in (("person", old.person, new.person), ("reason", old.reason, new.reason)):
        if stands != wanted:
            yield Edit(path=(*old.place.path, key), value=wanted)


def _row(shift: Shift) -> dict[str, TomlValue]:
    row = given(
        id=shift.id,
        role=shift.role,
        person=shift.person,
        reason=shift.reason,
        **{"from": shift.from_.text if shift.from_ else "", "to": shift.to.text if shift.to else ""},
    )
    return row if shift.seat == 1 else {**row, "place": shift.seat}


def _built(asked: Asked, on: date, result: str) -> dict[str, TomlValue]:
    return given(
        on=on,
        **{"from": asked.first},
        weeks=asked.weeks,
        roles=list(asked.roles),
        seed=asked.seed,
        result=result,
    )
