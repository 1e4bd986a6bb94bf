"""A register on disk and the book that is read from it."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from comah.records.load import load_book

REGISTER = """schema = 1
forum = "Example Resilience Forum"
authorities = [{ id = "west", name = "West Council" }, { id = "east", name = "East Council" }]
"""


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, "register.toml", REGISTER)
    for name in ("east", "west"):
        write(tmp_path, f"{name}/authority.toml", f'schema = 1\nid = "{name}"\nname = "{name} council"\n')
        for site in ("bank", "ash"):
            text = f'schema = 1\nid = "{name}-{site}"\nname = "Site"\ntier = "upper"\n'
            write(tmp_path, f"{name}/establishments/{name}-{site}.toml", text)
    write(tmp_path, "west/diary.toml", 'schema = 1\n[[entries]]\nid = "festival"\non = 2027-08-26\n')
    write(tmp_path, "west/waivers.toml", 'schema = 1\n[[waivers]]\ncode = "EXR004"\n')
    return tmp_path


def test_authorities_come_as_the_register_lists_them_and_records_by_id(root: Path) -> None:
    book = load_book(root)
    assert book.problems == ()
    assert book.name == "Example Resilience Forum"
    assert [one.authority.id for one in book.authorities] == ["west", "east"]
    assert [site.id for site in book.authorities[0].establishments] == ["west-ash", "west-bank"]
    diary, waivers = book.authorities[0].diary, book.authorities[0].waivers
    assert diary is not None
    assert waivers is not None
    assert (diary.entries[0].id, waivers.waivers[0].code) == ("festival", "EXR004")
    assert book.authorities[1].diary is None


def test_every_fact_knows_its_file_table_and_line(root: Path) -> None:
    write(
        root,
        "east/exercises/x.toml",
        '# a comment\nschema = 1\nid = "x"\nname = "X"\ntype = "live"\n\n[[credits]]\nplan = "east-ash"\n'
        'conclusion = "tested"\ndecided_on = 2026-01-20\n[cancelled]\n',
    )
    exercise = load_book(root).authorities[1].exercises[0]
    credit = exercise.credits[0]
    assert (credit.place.file.name, credit.place.table, credit.place.line) == ("east/exercises/x.toml", "credits[0]", 7)
    assert credit.place.line_of("decided_on") == 10
    assert credit.place.line_of("evidence") == 7
    assert exercise.place.line == 1
    assert exercise.cancelled.place.line == 11
    assert not exercise.is_cancelled


def test_the_digest_is_of_the_records_alone(root: Path) -> None:
    before = load_book(root).digest
    assert before.startswith("sha256:")
    assert len(before) == len("sha256:") + 64
    write(root, "west/journal.jsonl", "{}\n")
    write(root, "README.md", "notes\n")
    write(root, "schema/register.json", "{}\n")
    assert load_book(root).digest == before
    write(root, "west/establishments/west-ash.toml", 'schema = 1\nid = "west-ash"\nname = "Other"\ntier = "upper"\n')
    after = load_book(root).digest
    assert after != before
    (root / "west/establishments/west-ash.toml").rename(root / "west/establishments/west-asp.toml")
    assert load_book(root).digest not in {before, after}


def test_the_digest_counts_the_rota_though_it_is_read_only_where_it_is_asked_for(root: Path) -> None:
    before = load_book(root).digest
    write(root, "west/oncall/rota-2026.toml", "schema = 1\n")
    with_rota = load_book(root)
    assert with_rota.digest != before
    assert all(one.oncall is None for one in with_rota.authorities)
    write(root, "west/oncall/rota-2026.toml", "schema = 1\r\n")
    write(root, "west/oncall/notes.txt", "who likes which week")
    assert load_book(root).digest == with_rota.digest


def test_nothing_is_remembered_from_one_reading_to_the_next(root: Path) -> None:
    first = load_book(root)
    write(root, "west/establishments/west-ash.toml", 'schema = 1\nid = "west-ash"\nname = "Other"\ntier = "lower"\n')
    second = load_book(root)
    assert [site.name for site in first.authorities[0].establishments] == ["Site", "Site"]
    assert [site.name for site in second.authorities[0].establishments] == ["Other", "Site"]


@pytest.mark.parametrize("is_on", [True, False])
def test_the_search_for_garbage_is_left_as_it_was(root: Path, is_on: bool) -> None:
    was_on = gc.isenabled()
    (gc.enable if is_on else gc.disable)()
    try:
        load_book(root)
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if was_on else gc.disable)()


def test_an_empty_register_is_a_register(tmp_path: Path) -> None:
    write(tmp_path, "register.toml", "schema = 1\n")
    book = load_book(tmp_path)
    assert (book.authorities, book.problems, book.register.timezone) == ((), (), "Europe/London")


def test_what_kept_a_file_out_is_said_of_the_key_that_did(root: Path) -> None:
    write(root, "east/establishments/x.toml", 'schema = 1\nid = "x"\nname = "X"\ntier = "uper"\nopertor = "X Ltd"\n')
    problems = [(one.key, one.hides_file) for one in load_book(root).problems]
    assert sorted(problems) == [("opertor", False), ("tier", True)]
