from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from comah.errors import ConcurrentChangeError, RefusedError
from comah.model.change import Action, Change, Edit, TomlValue
from comah.records.applied import Applied
from comah.records.journal import NotJournalledError
from comah.records.write import apply_change, apply_changes, file_digests

SITE = """\
schema = 1
id = "northbank"
name = "Northbank Chemicals"  # since 2016
tier = "upper"

[[plans]]
regime = "comah"
"""
WESTBANK = SITE.replace("northbank", "westbank")
NORTHBANK_FILE = "halton/establishments/northbank.toml"
WESTBANK_FILE = "halton/establishments/westbank.toml"
AT = "2026-11-21T10:00:00+00:00"
BY = "emergency planning officer"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    register = tmp_path / "sites"
    folder = register / "halton" / "establishments"
    folder.mkdir(parents=True)
    save(register / "register.toml", 'schema = 1\nforum = "F"\nauthorities = [{ id = "halton", name = "Halton" }]\n')
    save(register / "halton" / "authority.toml", 'schema = 1\nid = "halton"\nname = "Halton"\n')
    save(folder / "northbank.toml", SITE)
    save(folder / "westbank.toml", WESTBANK)
    return register


def save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def read(path: Path) -> str:
    return path.read_bytes().decode()


def prepared(file: str = NORTHBANK_FILE, value: str | date = date(2017, 3, 14)) -> Change:
    return Change(
        file=file,
        what="prepared",
        summary="northbank, comah plan: first prepared 14 Mar 2017",
        edits=(Edit(path=("plans", 0, "first_prepared_on"), value=value),),
    )


def new_exercise(text: str = "") -> Change:
    body = text or 'schema = 1\nid = "2023-northbank-live"\nname = "Live"\ntype = "live"\nheld_on = 2023-05-12\n'
    return Change(file="halton/exercises/2023-northbank-live.toml", what="test", summary="held", creates=body)


def write(root: Path, change: Change, *, expected: str | None = None, dry_run: bool = False) -> Applied:
    return apply_change(root, change, by=BY, at=AT, expected_digest=expected, dry_run=dry_run)


def journal(root: Path) -> list[dict[str, object]]:
    path = root / "halton" / "journal.jsonl"
    return [json.loads(line) for line in read(path).splitlines()] if path.exists() else []


def leftovers(root: Path) -> list[str]:
    return sorted(path.name for path in root.rglob(".*"))


def test_a_change_is_written_whole_and_entered_in_the_journal(root: Path) -> None:
    made = write(root, prepared())
    after = f"{SITE}first_prepared_on = 2017-03-14\n"
    assert read(root / NORTHBANK_FILE) == after
    assert journal(root) == [
        {
            "after": hashlib.sha256(after.encode()).hexdigest(),
            "before": hashlib.sha256(SITE.encode()).hexdigest(),
            "by": BY,
            "file": NORTHBANK_FILE,
            "summary": "northbank, comah plan: first prepared 14 Mar 2017",
            "what": "prepared",
            "when": AT,
        }
    ]
    assert made.is_written
    assert made.diff[-1] == "+first_prepared_on = 2017-03-14"
    assert leftovers(root) == []


def test_a_new_record_makes_its_folder(root: Path) -> None:
    made = write(root, new_exercise())
    assert (made.is_written, made.before) == (True, None)
    assert read(root / "halton/exercises/2023-northbank-live.toml").startswith("schema = 1\n")
    assert [line["before"] for line in journal(root)] == [None]


def test_journal_lines_are_added_below_and_a_line_cut_short_is_left_alone(root: Path) -> None:
    path = root / "halton" / "journal.jsonl"
    save(path, '{"when": "2026"}\n{"when": "cut sh')
    write(root, prepared())
    lines = read(path).splitlines()
    assert lines[:2] == ['{"when": "2026"}', '{"when": "cut sh']
    assert json.loads(lines[2])["what"] == "prepared"
    assert read(path).endswith("}\n")


def test_a_journal_keeps_letters_beyond_ascii_and_sorts_its_keys(root: Path) -> None:
    write(root, Change(file=NORTHBANK_FILE, what="prepared", summary="Blé", edits=prepared().edits))
    line = read(root / "halton" / "journal.jsonl")
    assert '"summary": "Blé", "what": "prepared", "when": ' in line
    assert list(json.loads(line)) == sorted(json.loads(line))


def test_a_new_record_found_sound_is_only_passed_for_those_very_bytes(root: Path) -> None:
    name = "halton/exercises/2023-northbank-live.toml"
    faulty = Change(file=name, what="test", summary="x", creates='schema = 1\nid = "2023-northbank-live"\n')
    for sound in ({}, {name: b"schema = 1\n"}):
        with pytest.raises(RefusedError, match="the record would be at fault"):
            apply_changes(root, [faulty], by=BY, at=AT, digests={}, sound=sound)
    assert not (root / name).exists()


def test_a_dry_run_shows_the_difference_and_writes_nothing(root: Path) -> None:
    made = write(root, prepared(), dry_run=True)
    assert made.is_change
    assert not made.is_written
    assert "+first_prepared_on = 2017-03-14" in made.diff
    assert read(root / NORTHBANK_FILE) == SITE
    assert not (root / "halton" / "journal.jsonl").exists()
    assert leftovers(root) == []


def test_a_change_that_changes_nothing_is_neither_written_nor_journalled(root: Path) -> None:
    write(root, prepared())
    before = (root / NORTHBANK_FILE).stat().st_mtime_ns
    made = write(root, prepared())
    assert not made.is_written
    assert not made.is_change
    assert (root / NORTHBANK_FILE).stat().st_mtime_ns == before
    assert len(journal(root)) == 1


def test_an_empty_change_is_passed_over(root: Path) -> None:
    made = write(root, Change(file=NORTHBANK_FILE, what="review", summary="already on record"))
    assert (made.is_written, made.is_change, made.summary) == (False, False, "already on record")
    assert journal(root) == []


def test_a_record_changed_since_it_was_read_is_refused_and_left_alone(root: Path) -> None:
    seen = file_digests(root)[NORTHBANK_FILE]
    meanwhile = SITE.replace("since 2016", "since 2015")
    save(root / NORTHBANK_FILE, meanwhile)
    with pytest.raises(
        ConcurrentChangeError, match=r"was changed by somebody else since it was read. Nothing was written"
    ):
        write(root, prepared(), expected=seen)
    assert read(root / NORTHBANK_FILE) == meanwhile
    assert journal(root) == []
    assert leftovers(root) == []


def test_a_record_unchanged_since_it_was_read_is_written(root: Path) -> None:
    assert write(root, prepared(), expected=file_digests(root)[NORTHBANK_FILE]).is_written


def test_a_record_deleted_meanwhile_is_not_made_again(root: Path) -> None:
    (root / NORTHBANK_FILE).unlink()
    with pytest.raises(ConcurrentChangeError, match="is no longer there"):
        write(root, prepared())
    assert not (root / NORTHBANK_FILE).exists()


def test_a_new_record_never_takes_the_place_of_another(root: Path) -> None:
    write(root, new_exercise())
    before = read(root / new_exercise().file)
    with pytest.raises(ConcurrentChangeError, match="has been made meanwhile"):
        write(root, new_exercise('schema = 1\nid = "2023-northbank-live"\nname = "Other"\ntype = "live"\n'))
    assert read(root / new_exercise().file) == before


def test_a_lock_names_its_holder_and_what_to_do(root: Path) -> None:
    lock = root / "halton" / ".comah.lock"
    note = {"by": "duty officer", "at": "2026-11-20T09:00:00+00:00", "process": 4711, "computer": "PC-7"}
    save(lock, json.dumps({**note, "doing": ["halton/establishments/westbank.toml: full review of 1 May 2026"]}))
    with pytest.raises(ConcurrentChangeError) as refusal:
        write(root, prepared())
    message = str(refusal.value)
    assert "duty officer (process 4711 on PC-7) since 2026-11-20T09:00:00+00:00" in message
    assert "It is recording: halton/establishments/westbank.toml: full review of 1 May 2026" in message
    assert f"then delete {lock}" in message
    assert read(root / NORTHBANK_FILE) == SITE
    assert lock.exists()


@pytest.mark.parametrize("text", ["", "not json", "[]", '{"by": 3}'])
def test_a_lock_without_a_readable_name_still_holds(root: Path, text: str) -> None:
    save(root / "halton" / ".comah.lock", text)
    with pytest.raises(ConcurrentChangeError, match="another program that left no name"):
        write(root, prepared())
    assert read(root / NORTHBANK_FILE) == SITE


def test_the_lock_is_held_while_a_record_is_replaced(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[dict[str, object]] = []
    replace = os.replace

    def look(source: Path, target: Path) -> None:
        held.append(json.loads(read(root / "halton" / ".comah.lock")))
        replace(source, target)

    monkeypatch.setattr(os, "replace", look)
    write(root, prepared())
    assert [(note["by"], note["at"], note["process"]) for note in held] == [(BY, AT, os.getpid())]
    assert leftovers(root) == []


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (PermissionError(errno.EACCES, "Access is denied"), "open in another program"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_failing_disk_leaves_the_old_record_whole(
    root: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: OSError, why: str
) -> None:
    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(RefusedError, match=why):
        write(root, prepared())
    assert read(root / NORTHBANK_FILE) == SITE
    assert not (root / "halton" / "journal.jsonl").exists()
    assert leftovers(root) == []


def test_breaking_off_leaves_the_old_record_whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(root, prepared())
    assert read(root / NORTHBANK_FILE) == SITE
    assert leftovers(root) == []


def test_a_journal_that_fails_after_the_record_is_said_loudly(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, fsync = os.replace, os.fsync
    replaced: list[bool] = []

    def note(source: Path, target: Path) -> None:
        replace(source, target)
        replaced.append(True)

    def fail_on_files(handle: int) -> None:
        if replaced and stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "replace", note)
    monkeypatch.setattr(os, "fsync", fail_on_files)
    with pytest.raises(NotJournalledError) as refusal:
        write(root, prepared())
    assert "THE RECORD WAS CHANGED, BUT THE JOURNAL" in str(refusal.value)
    assert json.loads(str(refusal.value).splitlines()[-1])["file"] == NORTHBANK_FILE
    assert read(root / NORTHBANK_FILE) == f"{SITE}first_prepared_on = 2017-03-14\n"


def test_a_journal_that_cannot_be_opened_stops_the_change_beforehand(root: Path) -> None:
    (root / "halton" / "journal.jsonl").mkdir()
    with pytest.raises(RefusedError, match=r"The journal .* cannot be written"):
        write(root, prepared())
    assert read(root / NORTHBANK_FILE) == SITE


def test_a_change_that_would_put_a_fault_into_a_record_is_refused(root: Path) -> None:
    with pytest.raises(RefusedError, match=r"the record would be at fault: .*first_prepared_on"):
        write(root, prepared(value="the Ides of March"))
    with pytest.raises(RefusedError, match="the record would be at fault"):
        write(root, new_exercise("schema = 1\n"))
    assert read(root / NORTHBANK_FILE) == SITE
    assert not (root / "halton" / "exercises").exists()


def test_a_fault_that_is_there_already_does_not_stand_in_the_way(root: Path) -> None:
    save(root / NORTHBANK_FILE, SITE.replace("[[plans]]", 'colour = "red"\n\n[[plans]]'))
    assert write(root, prepared()).is_written


def test_nothing_is_written_unless_every_change_passes(root: Path) -> None:
    with pytest.raises(RefusedError, match="westbank"):
        apply_changes(root, [prepared(), prepared(WESTBANK_FILE, "soon")], by=BY, at=AT, digests={})
    assert read(root / NORTHBANK_FILE) == SITE
    assert journal(root) == []


def test_a_failure_half_way_says_what_was_written_and_what_was_not(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def fail_on_westbank(source: Path, target: Path) -> None:
        if target.name == "westbank.toml":
            raise PermissionError(errno.EACCES, "Access is denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail_on_westbank)
    with pytest.raises(RefusedError) as refusal:
        apply_changes(root, [prepared(), prepared(WESTBANK_FILE)], by=BY, at=AT, digests={})
    assert f"Written before that: {NORTHBANK_FILE}\nNot written: {WESTBANK_FILE}" in str(refusal.value)
    assert read(root / WESTBANK_FILE) == WESTBANK
    assert [line["file"] for line in journal(root)] == [NORTHBANK_FILE]


MANY = tuple(f"2027-northbank-{number:02}" for number in range(1, 13))


def many() -> list[Change]:
    return [
        Change(
            file=f"halton/exercises/{name}.toml",
            what="import",
            summary="s",
            creates=f'schema = 1\nid = "{name}"\nname = "Northbank"\ntype = "live"\nwill_test = ["northbank"]\n',
        )
        for name in MANY
    ]


def test_many_new_records_are_seen_on_the_disk_before_the_first_is_put_in_place(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    replace, fsync = os.replace, os.fsync

    def put_in_place(source: Path, target: Path) -> None:
        events.append("in place")
        replace(source, target)

    def see(handle: int) -> None:
        events.append("seen")
        fsync(handle)

    monkeypatch.setattr(os, "replace", put_in_place)
    monkeypatch.setattr(os, "fsync", see)
    monkeypatch.setattr(os, "sync", lambda: events.append("all seen"), raising=False)
    apply_changes(root, many(), by=BY, at=AT, digests={})
    before = events[: events.index("in place")]
    assert before == ["seen", *(["all seen"] if sys.platform == "linux" else ["seen"] * len(MANY))]  # the lock first
    assert events.count("in place") == len(MANY)
    assert [line["file"] for line in journal(root)] == [change.file for change in many()]
    assert leftovers(root) == []


@pytest.mark.parametrize("stands", [0, 5, 11])
def test_of_many_new_records_those_before_the_one_that_fails_stand_and_are_in_the_journal(
    root: Path, monkeypatch: pytest.MonkeyPatch, stands: int
) -> None:
    replace = os.replace

    def fail(source: Path, target: Path) -> None:
        if target.stem == MANY[stands]:
            raise PermissionError(errno.EACCES, "Access is denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(RefusedError, match="open in another program"):
        apply_changes(root, many(), by=BY, at=AT, digests={})
    assert sorted(path.stem for path in (root / "halton" / "exercises").iterdir()) == list(MANY[:stands])
    assert [line["file"] for line in journal(root)] == [change.file for change in many()[:stands]]
    assert leftovers(root) == []


def test_of_many_new_records_none_is_put_in_place_where_one_cannot_be_written(root: Path) -> None:
    blocked = root / "halton" / "exercises" / f".{MANY[7]}.toml.new"
    blocked.mkdir(parents=True)
    with pytest.raises(RefusedError, match=f"{MANY[7]}.toml was not written"):
        apply_changes(root, many(), by=BY, at=AT, digests={})
    assert [path.name for path in (root / "halton" / "exercises").iterdir()] == [blocked.name]
    assert journal(root) == []


def test_two_changes_of_one_file_at_once_are_a_mistake_of_the_program(root: Path) -> None:
    with pytest.raises(ValueError, match="one change at most"):
        apply_changes(root, [prepared(), prepared()], by=BY, at=AT, digests={})


def test_a_review_joins_the_others_with_its_line_ends(root: Path) -> None:
    text = f"{SITE}reviews = [\n    {{ on = 2020-02-03 }},\n]\n".replace("\n", "\r\n")
    save(root / NORTHBANK_FILE, text)
    row: dict[str, TomlValue] = {"on": date(2023, 1, 31), "kind": "full"}
    review = Edit(path=("plans", 0, "reviews"), value=row, action=Action.APPEND)
    write(root, Change(file=NORTHBANK_FILE, what="review", summary="s", edits=(review,)))
    assert read(root / NORTHBANK_FILE) == text.replace("},\r\n]", '},\r\n    { on = 2023-01-31, kind = "full" },\r\n]')


def test_a_register_wide_record_has_the_registers_own_journal(root: Path) -> None:
    rename = Edit(path=("forum",), value="G")
    write(root, Change(file="register.toml", what="rename", summary="s", edits=(rename,)))
    assert json.loads(read(root / "journal.jsonl"))["file"] == "register.toml"


def test_a_records_permissions_stay(root: Path) -> None:
    path = root / NORTHBANK_FILE
    path.chmod(0o640)
    before = stat.S_IMODE(path.stat().st_mode)
    write(root, prepared())
    assert stat.S_IMODE(path.stat().st_mode) == before
