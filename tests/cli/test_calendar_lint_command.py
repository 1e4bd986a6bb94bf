"""``comah calendar lint`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import EXAMPLE, ON, Done, Run, run_here

from comah.calendar_lint import EXPLANATIONS

BAD = (
    b"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:a@b\nDTSTAMP:20261121T000000Z\n"
    b"DTSTART;VALUE=DATE:20270511\nSUMMARY:Test\nEND:VEVENT\nEND:VCALENDAR\n"
)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the lint in this process."""

    def here(*arguments: str | Path) -> Done:
        return run_here(monkeypatch, capsys, "calendar", "lint", *arguments)

    monkeypatch.setenv("COLUMNS", "80")
    return here


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A file of another program: its lines end with LF, and it lacks what comah's own files have."""
    path = tmp_path / "bad.ics"
    path.write_bytes(BAD)
    return path


def test_our_own_file_has_nothing_found(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "plans.ics"
    run_here(monkeypatch, capsys, "calendar", "--output", file, "--kind", "all", *ON, "--sites", EXAMPLE)
    done = run(file, "--fail-on", "note")
    assert (done.status, done.err) == (0, "")
    assert done.out.replace("\n", " ").strip().endswith("octets: nothing found")


def test_a_file_with_errors_fails_and_each_rule_is_explained_with_the_right_form(run: Run, bad: Path) -> None:
    done = run(bad)
    assert done.status == 1
    for line in (
        "ERROR    CAL02  the file: every line ends with LF alone",
        "NOTE     CAL17  line 4: no DTEND, no SEQUENCE, no LAST-MODIFIED",
        "CAL02 line ends: RFC 5545, 3.1",
        "    END:VCALENDAR, then CR and LF",
    ):
        assert line in done.out.splitlines()
    assert all(len(line) <= 80 for line in done.out.splitlines())


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 0), ("note", 1)])
def test_notes_alone_fail_only_where_that_is_asked(run: Run, bad: Path, fail_on: str, status: int) -> None:
    bad.write_bytes(BAD.replace(b"\n", b"\r\n"))
    assert run(bad, "--fail-on", fail_on).status == status


def test_a_long_list_is_cut_to_the_first_few_and_says_so(run: Run, bad: Path) -> None:
    bad.write_bytes(BAD.replace(b"\n", b"\r\n").replace(b"SUMMARY", b"CLASS:x\r\n" * 8 + b"SUMMARY"))
    short, whole = run(bad).out, run(bad, "--all").out
    assert short.count("NOTE     CAL33") == 5
    assert "and 3 more of CAL33 (--all)" in short
    assert whole.count("NOTE     CAL33") == 8
    assert "more of" not in whole


def test_json_has_every_finding_with_its_line(run: Run, bad: Path) -> None:
    found = json.loads(run(bad, "--format", "json").out)
    assert (found["schema"], found["fails"], found["fail_on"]) == ("comah.calendar-lint/1", True, "error")
    (file,) = found["files"]
    assert file["counts"] == {"error": 1, "warning": 0, "note": 2}
    assert file["findings"][0] == {
        "code": "CAL02",
        "severity": "error",
        "line": None,
        "message": "every line ends with LF alone",
    }
    assert [rule["code"] for rule in found["rules"]] == ["CAL02", "CAL17", "CAL30"]


def test_csv_and_markdown_name_file_line_and_code(run: Run, bad: Path) -> None:
    rows = run(bad, "--format", "csv").out.splitlines()
    assert rows[0] == "file,line,severity,code,message,rule,source"
    assert rows[2].startswith(f'{bad},4,note,CAL17,"no DTEND, no SEQUENCE, no LAST-MODIFIED"')
    page = run(bad, "--format", "md").out
    assert "| error | CAL02 | the file | every line ends with LF alone |" in page
    assert "### CAL17 what every event has" in page


def test_several_files_are_shown_in_their_order(run: Run, bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")  # however long the folder's name, none is folded
    good = bad.with_name("other.ics")
    good.write_bytes(BAD.replace(b"\n", b"\r\n"))
    heads = [line for line in run(good, bad).out.splitlines() if ".ics" in line]
    assert [("other" in head, "bad" in head) for head in heads][:2] == [(True, False), (False, True)]


def test_a_file_that_is_not_there_or_is_a_folder_is_named(run: Run, tmp_path: Path, bad: Path) -> None:
    for path in (tmp_path / "nowhere.ics", tmp_path):
        done = run(bad, path)
        assert done.status == 2
        assert str(path) in done.err
        assert "cannot be read" in done.err
        assert done.out == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Name a calendar file"),
        (["--list", "x.ics"], "takes no file"),
        (["--list", "--format", "csv"], "table, md or json only"),
    ],
)
def test_what_is_asked_wrongly_is_answered_with_what_to_type(run: Run, arguments: list[str], words: str) -> None:
    done = run(*arguments)
    assert done.status == 2
    assert words in done.err


def test_a_file_too_large_to_be_a_calendar_is_not_read(run: Run, tmp_path: Path) -> None:
    huge = tmp_path / "huge.ics"
    with huge.open("wb") as file:
        file.seek(50_000_000)
        file.write(b"x")
    done = run(huge)
    assert done.status == 1
    assert "CAL34  the file: 50000001 octets: not read" in done.out


@pytest.mark.parametrize("data", [b"", bytes(range(256)), b"BEGIN:VCALENDAR", b"BEGIN:VEVENT\r\n" * 10_000])
def test_no_file_makes_the_lint_fall_over(run: Run, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "odd.ics"
    path.write_bytes(data)
    done = run(path)
    assert done.status == 1
    assert "CAL07" in done.out


def test_text_of_a_file_does_not_reach_the_terminal_as_it_stands(run: Run, bad: Path) -> None:
    bad.write_bytes(BAD.replace(b"\n", b"\r\n").replace(b"SUMMARY:", b"STATUS:\x1b[31mred\r\nSUMMARY:"))
    done = run(bad)
    assert done.status == 1
    assert "\x1b" not in done.out


def test_every_rule_is_listed_and_each_is_explained_by_its_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = run("--list").out
    assert [line.split()[0] for line in listed.splitlines() if line.startswith("CAL")] == list(EXPLANATIONS)
    one = run_here(monkeypatch, capsys, "explain", "cal15")
    assert one.status == 0
    assert one.out.startswith("CAL15 time zone against the zone database")
    wrong = run_here(monkeypatch, capsys, "explain", "cal99")
    assert wrong.status == 2
    assert "CAL" in wrong.err
