"""The schemas that ship are those of the code, fit the records that ship, and refuse what reading refuses."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import tomli
from jsonschema import Draft202012Validator

from comah.errors import UnknownNameError
from comah.model.oncall_kinds import ALL_STRUCTS
from comah.model.place import PLACE_KEY
from comah.model.record_kinds import STRUCTS
from comah.records.decode import Decoded
from comah.records.files import list_files
from comah.records.schema import schema_of, schema_text, write_schemas
from comah.records.take_in import read_record

ROOT = Path(__file__).parents[2]
REGISTERS = [ROOT / "sites", ROOT / "comah" / "records" / "example", ROOT / "comah" / "records" / "blank"]
LEAST: dict[str, dict[str, Any]] = {
    "register": {"schema": 1},
    "authority": {"schema": 1, "id": "a", "name": "A"},
    "establishment": {"schema": 1, "id": "a", "name": "A", "tier": "upper"},
    "exercise": {"schema": 1, "id": "a", "name": "A", "type": "live"},
    "activation": {"schema": 1, "id": "a", "site": "b"},
    "diary": {"schema": 1},
    "waivers": {"schema": 1},
    "roles": {"schema": 1},
    "people": {"schema": 1},
    "rota": {"schema": 1},
    "calls": {"schema": 1},
}


def faults(kind: str, raw: dict[str, Any]) -> list[str]:
    """Return what the schema says of a record, as a TOML editor would hand it over."""
    found = Draft202012Validator(schema_of(kind)).iter_errors(_as_editors_do(raw))
    return sorted(error.json_path for error in found)


def _as_editors_do(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_editors_do(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_editors_do(part) for part in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value


@pytest.mark.parametrize("kind", ALL_STRUCTS)
def test_the_schema_is_sound_and_ships(kind: str) -> None:
    Draft202012Validator.check_schema(schema_of(kind))
    assert (ROOT / "sites" / "schema" / f"{kind}.json").read_text(encoding="utf-8") == schema_text(kind)
    assert PLACE_KEY not in schema_of(kind)["properties"]
    assert f'"{PLACE_KEY}"' not in schema_text(kind)


def test_every_file_that_ships_points_to_its_schema_and_fits_it() -> None:
    seen = set()
    for register in REGISTERS:
        listing = list_files(str(register))
        for source in (*listing.register, *listing.claim(set())):
            path = Path(source.path)
            pointer = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("#:schema ")
            assert path.parent.joinpath(pointer).resolve() == register.resolve() / "schema" / f"{source.kind}.json"
            assert faults(source.kind, tomli.loads(path.read_text(encoding="utf-8"))) == [], source.name
            seen.add(source.kind)
    assert seen == set(STRUCTS)


def test_schemas_are_written_beside_the_records(tmp_path: Path) -> None:
    written = write_schemas(tmp_path)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in written) == sorted(
        f"schema/{kind}.json" for kind in ALL_STRUCTS
    )
    assert all(b"\r" not in path.read_bytes() for path in written)


def test_a_kind_that_there_is_none_of() -> None:
    with pytest.raises(UnknownNameError, match="register, authority, establishment"):
        schema_of("site")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("establishment", 'town = ""'),
        ("establishment", 'next_test_type = ""'),
        ("establishment", 'plans = ""'),
        ("establishment", 'plans = [{ regime = "comah", first_prepared_on = "" , modular = "" }]'),
        ("establishment", "inventory = [{ named = 10, tonnes = 24 }]"),
        ("establishment", 'inventory = [{ named = "", tonnes = "" }]'),
        ("exercise", 'held_on = "unknown"'),
        ("exercise", 'held_on = "Fri 2010-09-30"'),
        ("exercise", 'held_on = "[2024-04-03..2024-04-09]"'),
        ("exercise", 'held_on = "2024-W10"'),
        ("exercise", "held_on = 2024-02-29"),
        ("exercise", 'planned_on = "2024-04/2024-06"'),
        ("exercise", 'starts_at = ""'),
        ("exercise", "cancelled = { }"),
        ("exercise", 'will_test = ["northbank/reppir"]'),
        ("authority", "policy = { margin_days = 0 }"),
        ("register", "bank_holidays = { add = [2027-05-10, 2027-05-11] }"),
        ("rota", "shifts = [{ id = 'a', role = 'b', from = 2026-11-16T09:00:00, to = '2026-11-23 09:00 GMT' }]"),
        ("rota", "shifts = [{ id = 'a', role = 'b', person = '', from = '', place = 2 }]"),
        ("rota", "swaps = [{ shift = 'a', agreed_at = 2026-11-20 }, { shift = 'a', agreed_at = '2026-11-20 16:40' }]"),
        ("people", "people = [{ id = 'a', exempt_dates = ['25 Dec'], until = 2027-03-31 }]"),
        ("roles", "roles = [{ id = 'a', office_hours = [{ days = ['monday'], from = '08:00', to = '18:00' }] }]"),
        ("calls", "calls = [{ at = '2026-11-18T19:05', role = 'a', kind = 'call-out' }]"),
    ],
)
def test_what_reading_takes_in_the_schema_takes_in(kind: str, text: str) -> None:
    raw = LEAST[kind] | tomli.loads(text)
    assert faults(kind, raw) == []
    assert _reading_faults(kind, raw) == []


@pytest.mark.parametrize(
    ("kind", "text", "path"),
    [
        ("establishment", "town = 5", "town"),
        ("establishment", "twon = 'Widnes'", ""),
        ("establishment", "name = ''", "name"),
        ("establishment", "id = 'North Bank'", "id"),
        ("establishment", "tier = 'top'", "tier"),
        ("establishment", "schema = 2", "schema"),
        ("establishment", "plans = [{ }]", "plans[0]"),
        ("establishment", "plans = { regime = 'comah' }", "plans"),
        ("establishment", "plans = [{ regime = 'comah', modular = 1 }]", "plans[0].modular"),
        ("establishment", "inventory = [{ named = 49 }]", "inventory[0].named"),
        ("establishment", "inventory = [{ tonnes = -1.0 }]", "inventory[0].tonnes"),
        ("establishment", "'@' = {}", ""),
        ("exercise", "held_on = 2023", "held_on"),
        ("exercise", "held_on = 'May 2023'", "held_on"),
        ("exercise", "held_on = '2023-13'", "held_on"),
        ("exercise", "held_on = 2023-05-12T10:00:00Z", "held_on"),
        ("exercise", "planned_on = 'unknown'", "planned_on"),
        ("exercise", "starts_at = '10'", "starts_at"),
        ("exercise", "starts_at = 10:00:00", "starts_at"),
        ("exercise", "will_test = ['northbank/comah']", "will_test[0]"),
        ("exercise", "agencies = ['']", "agencies[0]"),
        ("authority", "policy = { margin_days = 1001 }", "policy.margin_days"),
        ("authority", "measures = [{ id = 'a', counts = 'tests' }]", "measures[0].counts"),
        ("diary", "entries = 'none'", "entries"),
        ("waivers", "waivers = [{ code = 'EXR004', kind = 'waived' }]", "waivers[0].kind"),
        ("activation", "counts_as_test = true", "counts_as_test"),
        ("rota", "shifts = [{ id = 'a', role = 'b', from = '2026-11-16' }]", "shifts[0].from"),
        ("rota", "shifts = [{ id = 'a', role = 'b', from = '16/11/2026 09:00' }]", "shifts[0].from"),
        ("rota", "cover = [{ shift = 'a', agreed_at = 'yesterday' }]", "cover[0].agreed_at"),
        ("people", "people = [{ id = 'a', exempt_dates = ['Christmas'] }]", "people[0].exempt_dates[0]"),
        ("roles", "roles = [{ id = 'a', handover_day = 'Mon' }]", "roles[0].handover_day"),
        ("calls", "calls = [{ role = 'a' }]", "calls[0]"),
    ],
)
def test_what_reading_refuses_the_schema_refuses(kind: str, text: str, path: str) -> None:
    raw = LEAST[kind] | tomli.loads(text)
    assert [re.sub(r"^\$\.?", "", found) for found in faults(kind, raw)] == [path]
    assert _reading_faults(kind, raw) != []


def _reading_faults(kind: str, raw: dict[str, Any]) -> list[str]:
    return [fault.key for fault in read_record(Decoded("", raw, []), "x.toml", ALL_STRUCTS[kind])[1]]
