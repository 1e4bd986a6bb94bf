"""The ledger of what was issued, on disk: read whatever is in it, only ever appended to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from issuing_desk import WHOLE, Desk, entry

import comah.records.calendar_ledger
from comah.errors import ConcurrentChangeError, RefusedError
from comah.model.issued import LEDGER_NAME, Issued
from comah.records.calendar_ledger import Gained, issuing, join_by_union, read_ledger
from comah.records.load import load_book
from comah.records.write import file_digests

BY = "emergency planning officer"
AT = "2026-11-21T10:00:00+00:00"
FORUM = 'schema = 1\nforum = "Example Resilience Forum"\n'


def line(**changed: object) -> str:
    """Write a line of a ledger."""
    plain = {
        "identity": ["live", "exercise"],
        "uid": "live.exercise@example.comah",
        "sequence": 9821,
        "revised_at": "2026-11-21T00:00:00Z",
        "kind": "exercise",
        "first": "2027-03-10",
        "last": "2027-03-10",
        "title": "Exercise live",
        "fingerprint": "0",
        "calendars": ["whole"],
    }
    return json.dumps(plain | changed)


@pytest.fixture(name="root")
def register_folder(tmp_path: Path) -> Path:
    (tmp_path / "register.toml").write_text(FORUM, encoding="utf-8", newline="\n")
    return tmp_path


def keep(root: Path, data: str | bytes) -> Path:
    path = root / LEDGER_NAME
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def gained(root: Path, lines: Sequence[Issued]) -> Gained:
    return Gained(lines=lines, read=read_ledger(root).digest, records=file_digests(root), summary="plans.ics")


def issue(root: Path, lines: Sequence[Issued]) -> None:
    with issuing(root, gained(root, lines), by=BY, at=AT):
        pass


LINES = Desk().made([entry(), entry("other")], [WHOLE]).lines


class TestReading:
    """Every line that can be read is; what is wrong with the others is said."""

    def test_no_ledger_is_none(self, root: Path) -> None:
        ledger = read_ledger(root)
        assert (ledger.lines, ledger.faults, ledger.digest) == ((), (), None)

    def test_an_empty_one_is_one(self, root: Path) -> None:
        keep(root, b"")
        ledger = read_ledger(root)
        assert (ledger.lines, ledger.faults, ledger.digest is None) == ((), (), False)

    @pytest.mark.parametrize("ends", ["\n", "\r\n"])
    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
    def test_line_ends_and_marks_of_any_editor(self, root: Path, ends: str, mark: bytes) -> None:
        keep(root, mark + ends.join([line(), line(sequence=9822), ""]).encode())
        ledger = read_ledger(root)
        assert [one.sequence for one in ledger.lines] == [9821, 9822]
        assert ledger.faults == ()

    @pytest.mark.parametrize(
        "bad",
        [
            "<<<<<<< HEAD",
            line()[:40],
            "[" * 100_000,
            "null",
            line(sequence=-1),
            line(sequence=1_000_000),
            line(sequence="9821"),
            line(revised_at="2026-11-21T00:00:00"),
            line(revised_at="9999-12-31T23:59:59Z"),
            line(revised_at="0001-01-01T00:00:00+14:00"),
            line(first="2027-02-30"),
            line(first="2027-03-11"),
            line(first="1600-01-01"),
            line(last="9999-12-31"),
            line(uid="live@example.comah\r\nMETHOD:REQUEST"),
            line(uid="x" * 203),
            line(uid="live@example.comah\n"),
            line(uid="040000008200e000live"),
            line(identity=[]),
            line(kind="wedding"),
        ],
        ids=lambda bad: bad[:20],
    )
    def test_a_line_that_is_none_is_named_and_the_others_are_read(self, root: Path, bad: str) -> None:
        keep(root, f"{line()}\n{bad}\n{line(identity=['other', 'exercise'])}\n")
        ledger = read_ledger(root)
        assert [one.identity[0] for one in ledger.lines] == ["live", "other"]
        assert [fault.where for fault in ledger.faults] == [f"{LEDGER_NAME}:2"]
        assert ledger.doubtful == 1  # only what stands before it

    def test_octets_that_are_no_text_are_shown_safely(self, root: Path) -> None:
        keep(root, b"\xff\xfe\x00\x1b[31mred\n")
        (fault,) = read_ledger(root).faults
        assert fault.message.isprintable()
        assert "\x1b" not in fault.message

    def test_hostile_text_in_a_title_is_text(self, root: Path) -> None:
        hostile = "x\r\nEND:VCALENDAR \u202e \x1b[2J \u2028 \x85"
        keep(root, line(title=hostile) + "\n")
        assert [one.title for one in read_ledger(root).lines] == [hostile]

    def test_one_that_is_too_large_is_not_read(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(comah.records.calendar_ledger, "_LONGEST", 100)
        keep(root, line())
        ledger = read_ledger(root)
        assert (ledger.lines, ledger.digest) == ((), "")
        assert "is not read. Move it out of the register" in ledger.faults[0].message

    def test_a_folder_in_its_place_is_said(self, root: Path) -> None:
        (root / LEDGER_NAME).mkdir()
        (fault,) = read_ledger(root).faults
        assert (fault.where, "cannot be read" in fault.message) == (LEDGER_NAME, True)

    def test_what_is_written_is_read_as_it_was(self, root: Path) -> None:
        issue(root, LINES)
        assert read_ledger(root).lines == LINES


class TestIssuing:
    """What was issued is entered once everything was written, or not at all."""

    def test_one_entry_is_one_line_with_its_keys_in_order(self, root: Path) -> None:
        issue(root, LINES)
        lines = (root / LEDGER_NAME).read_text(encoding="utf-8").splitlines()
        assert len(lines) == 2
        assert all(list(json.loads(one)) == sorted(json.loads(one)) for one in lines)

    def test_lines_are_only_ever_added(self, root: Path) -> None:
        before = f"{line()}\nnot a line\n{line()}"  # the last line was cut off before its end
        path = keep(root, before)
        issue(root, LINES)
        after = path.read_text(encoding="utf-8")
        assert after.startswith(f"{before}\n")
        assert after.endswith("\n")
        assert len(read_ledger(root).lines) == 4

    def test_the_journal_says_who_issued_what(self, root: Path) -> None:
        issue(root, LINES)
        (entered,) = map(json.loads, (root / "journal.jsonl").read_text(encoding="utf-8").splitlines())
        assert (entered["by"], entered["what"], entered["file"]) == (BY, "calendar issued", LEDGER_NAME)
        assert (entered["before"], entered["after"]) == (None, read_ledger(root).digest)

    def test_neither_ledger_nor_journal_is_of_the_registers_digest(self, root: Path) -> None:
        before = load_book(root).digest
        issue(root, LINES)
        assert load_book(root).digest == before
        assert load_book(root).problems == ()

    def test_nothing_gained_leaves_no_trace(self, root: Path) -> None:
        issue(root, ())
        assert [path.name for path in root.iterdir()] == ["register.toml"]

    def test_where_the_calendar_cannot_be_written_nothing_is_entered(self, root: Path) -> None:
        with pytest.raises(OSError, match="disk"), issuing(root, gained(root, LINES), by=BY, at=AT):
            raise OSError(28, "the disk is full")
        assert [path.name for path in root.iterdir()] == ["register.toml"]

    def test_a_ledger_that_somebody_else_wrote_meanwhile_is_not_added_to(self, root: Path) -> None:
        mine = gained(root, LINES)
        path = keep(root, f"{line()}\n")
        with pytest.raises(ConcurrentChangeError, match="changed by somebody else"), issuing(root, mine, by=BY, at=AT):
            pytest.fail("nothing may be written")
        assert path.read_text(encoding="utf-8") == f"{line()}\n"

    def test_a_record_that_somebody_else_changed_meanwhile(self, root: Path) -> None:
        mine = gained(root, LINES)
        (root / "register.toml").write_text(FORUM + "# changed\n", encoding="utf-8", newline="\n")
        with pytest.raises(ConcurrentChangeError, match="A record was changed"), issuing(root, mine, by=BY, at=AT):
            pytest.fail("nothing may be written")

    def test_who_else_is_issuing_is_named(self, root: Path) -> None:
        with (
            issuing(root, gained(root, LINES), by=BY, at=AT),
            pytest.raises(ConcurrentChangeError, match=BY),
            issuing(root, gained(root, LINES), by="duty officer", at=AT),
        ):
            pytest.fail("nothing may be written")

    def test_a_ledger_that_was_not_read_is_not_added_to(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(comah.records.calendar_ledger, "_LONGEST", 100)
        path = keep(root, line())
        with pytest.raises(RefusedError, match="could not be read"):
            issue(root, LINES)
        assert path.read_text(encoding="utf-8") == line()

    def test_a_folder_in_its_place_is_refused_before_anything_is_written(self, root: Path) -> None:
        mine = gained(root, LINES)
        (root / LEDGER_NAME).mkdir()
        with pytest.raises(RefusedError, match="Nothing was issued"), issuing(root, mine, by=BY, at=AT):
            pytest.fail("nothing may be written")


class TestUnion:
    """Git is told to keep the lines of both branches, where git keeps the register."""

    def test_outside_git_nothing_is_written(self, root: Path) -> None:
        assert join_by_union(root) == ""
        assert not (root / ".gitattributes").exists()

    def test_in_git_the_setting_is_written_beside_the_ledger(self, root: Path) -> None:
        (root / ".git").mkdir()
        assert "Wrote" in join_by_union(root)
        text = (root / ".gitattributes").read_text(encoding="utf-8")
        assert text == "calendar-issued.jsonl merge=union\n"
        assert join_by_union(root) == ""

    def test_settings_that_are_there_are_left_as_they_are(self, root: Path) -> None:
        (root / ".git").mkdir()
        (root / ".gitattributes").write_text("* text=auto\n", encoding="utf-8", newline="\n")
        assert "Add this line" in join_by_union(root)
        assert (root / ".gitattributes").read_text(encoding="utf-8") == "* text=auto\n"
