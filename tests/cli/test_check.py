"""``comah check`` as a user runs it: what it prints, and its exit status."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from command_line import EXAMPLE, ON, run_comah
from register_text import write_register

OVERDUE = {
    "establishments/northbank": '[[plans]]\nregime = "comah"\n',
    "exercises/2023-northbank": """
held_on = 2023-05-12
will_test = ["northbank"]
credits = [{ plan = "northbank", conclusion = "tested" }]
""",
}
TEST = ("--select", "TST001")
HOSTILE = r"[red]EP[/red] \u001b[31m\u0007\u202e]]> <b>&amp;\u0001 | =1+1"


def answer(kind: str, reason: str = "", expires: str = "2027-01-31") -> dict[str, str]:
    return {
        "waivers": f"""
schema = 1
[[waivers]]
code = "TST001"
establishment = "northbank"
kind = "{kind}"
reason = "{reason}"
approver = "head of service"
expires_on = {expires}
"""
    }


@pytest.fixture
def overdue(tmp_path: Path) -> Path:
    write_register(tmp_path, OVERDUE)
    return tmp_path


def check_json(sites: Path, *arguments: str) -> dict[str, Any]:
    done = run_comah("check", "--sites", sites, *ON, "--format", "json", *arguments)
    assert done.err == ""
    answer: dict[str, Any] = json.loads(done.out)
    return answer


def test_an_overdue_test_is_said_whole_and_fails(overdue: Path) -> None:
    done = run_comah("check", "--sites", overdue, *ON, *TEST, columns=100)
    assert (done.status, done.err) == (1, "")
    assert [line for line in done.out.splitlines() if line][:7] == [
        "comah check: Halton                                as at Sat 21 Nov 2026",
        "STATUTORY: 1 overdue.",
        "LAW",
        "ERROR TST001 northbank: external plan test 193 days overdue",
        "  Law   COMAH 2015 reg 14(1)(b): intervals not exceeding 3 years",
        "  From  live exercise 2023-northbank, 12 May 2023, exact   halton/exercises/2023-northbank.toml:6",
        "  Due   12 May 2026. COMAH has no power to extend.",
    ]
    assert "Exit 1. Working: comah explain northbank COMAH-14-TEST" in " ".join(done.out.split())


def test_the_day_it_becomes_overdue(overdue: Path) -> None:
    last = run_comah("check", "--sites", overdue, "--on", "2026-05-12", *TEST, columns=None)
    assert (last.status, len(last.out.splitlines())) == (0, 1), last.out
    assert run_comah("check", "--sites", overdue, "--on", "2026-05-13", *TEST).status == 1


def test_the_json_has_the_keys_that_are_promised(overdue: Path) -> None:
    found = check_json(overdue)
    assert list(found) == ["schema", "on", "law", "register", "rules", "findings", "counts", "left_out"]
    assert (found["schema"], found["on"], found["left_out"]) == ("comah.check/1", "2026-11-21", {})
    assert list(found["counts"]) == ["law", "local", "practice", "record"]
    assert all(list(one) == ["error", "warning", "note"] for one in found["counts"].values())
    one = next(one for one in found["findings"] if one["code"] == "TST001")
    assert list(one) == [
        "code", "slug", "kind", "severity", "authority", "establishment", "plan", "exercise", "message", "since",
        "days", "provision", "source", "do", "waiver",
    ]  # fmt: skip
    assert (one["kind"], one["severity"], one["since"], one["days"]) == ("law", "error", "2026-05-13", 193)
    assert one["source"] == {"file": "halton/exercises/2023-northbank.toml", "line": 6}
    assert one["waiver"] is None
    assert "TST001" in found["rules"]


def test_findings_are_sorted_by_authority_site_kind_severity_and_code() -> None:
    found = check_json(EXAMPLE)["findings"]
    kinds, severities = ["law", "local", "practice", "record"], ["error", "warning", "note"]
    keys = [
        (
            one["authority"],
            one["establishment"] or "",
            kinds.index(one["kind"]),
            severities.index(one["severity"]),
            one["code"],
        )
        for one in found
    ]
    assert keys == sorted(keys)
    assert len({one["authority"] for one in found}) > 1


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    for form in ("table", "json", "junit"):
        arguments = ("check", "--sites", EXAMPLE, *ON, "--format", form, "--ignore", "TST001")
        assert len({run_comah(*arguments, PYTHONHASHSEED=seed).out for seed in ("0", "1", "77")}) == 1


@pytest.mark.parametrize("kind", ["acknowledged", "waiver"])
def test_no_answer_takes_the_law_out_of_the_exit_status(tmp_path: Path, kind: str) -> None:
    write_register(tmp_path, OVERDUE | answer(kind))
    done = run_comah("check", "--sites", tmp_path, *ON, *TEST)
    assert done.status == 1
    said = "Acknowledged by head of service to 31 Jan 2027: still counted" in done.out
    assert said is (kind == "acknowledged")
    found = check_json(tmp_path, *TEST)
    assert found["counts"]["law"]["error"] == 1
    carried = {"kind": "acknowledged", "approver": "head of service", "expires_on": "2027-01-31"}
    assert found["findings"][0]["waiver"] == (carried if said else None)


def test_what_is_hidden_is_counted_in_every_form_and_still_fails(overdue: Path) -> None:
    hidden = (*TEST, "--ignore", "test-overdue")
    for form in ("table", "json", "md", "csv", "junit"):
        done = run_comah("check", "--sites", overdue, *ON, *hidden, "--format", form)
        assert done.status == 1
        assert "193 days" not in done.out
        assert "TST001" in done.out
    found = check_json(overdue, *hidden)
    assert (found["findings"], found["left_out"]["TST001"], found["counts"]["law"]["error"]) == ([], 1, 1)
    table = run_comah("check", "--sites", overdue, *ON, *hidden, columns=None)
    assert "Hidden by --ignore, still counted: 1 finding (TST001 1). Exit 1." in table.out


def test_another_site_or_authority_is_left_out_and_counted() -> None:
    found = check_json(EXAMPLE, "westbank", *TEST)
    assert (found["findings"], found["left_out"]["TST001"]) == ([], 2)
    done = run_comah("check", "westbank", *TEST, "--sites", EXAMPLE, *ON, columns=None)
    assert (done.status, len(done.out.splitlines())) == (0, 1)
    assert "not in the exit status: " in done.out
    assert "TST001 2" in done.out
    assert check_json(EXAMPLE, "--authority", "northexample", *TEST)["left_out"]["TST001"] == 1


def test_a_family_is_all_its_rules(overdue: Path) -> None:
    found = check_json(overdue, "--family", "tst")
    assert {code[:3] for code in found["rules"]} == {"TST"}
    assert "TST001" in {one["code"] for one in found["findings"]}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--select", "TST0001"), "TST0001: no such rule. Did you mean TST001"),
        (("--ignore", "test-overdu"), "test-overdu: no such rule. Did you mean test-overdue"),
        (("--family", "TSST"), "TSST: no such family of rules. Did you mean TST"),
        (("nothbank",), "nothbank: no such site. Did you mean northbank"),
        (("--fail-on", "warn"), "--fail-on"),
        (("--expiring-in", "30", "--format", "csv"), "--expiring-in is written as table, md or json only"),
    ],
)
def test_a_name_that_is_not_known_is_answered_with_the_nearest(
    overdue: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run_comah("check", "--sites", overdue, *ON, *arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_answers_that_end_soon_are_listed_and_change_no_exit_status(tmp_path: Path) -> None:
    write_register(tmp_path, OVERDUE | answer("acknowledged", expires="2026-12-01"))
    done = run_comah("check", "--sites", tmp_path, *ON, *TEST, "--expiring-in", "30", columns=None)
    assert done.status == 1
    assert "Answers that end within 30 days: 1" in done.out
    assert "1 Dec 2026  TST001 northbank: acknowledged by head of service   halton/waivers.toml:3" in done.out
    assert check_json(tmp_path, *TEST, "--expiring-in", "9")["expiring"] == []
    listed = check_json(tmp_path, *TEST, "--expiring-in", "10")["expiring"]
    assert [(one["code"], one["establishment"], one["expires_on"]) for one in listed] == [
        ("TST001", "northbank", "2026-12-01")
    ]


def test_text_from_records_is_data(tmp_path: Path) -> None:
    write_register(tmp_path, OVERDUE | answer("acknowledged", HOSTILE))
    for form in ("table", "md", "csv", "junit"):
        out = run_comah("check", "--sites", tmp_path, *ON, "--format", form, columns=300).out
        for character in ("\x1b", "\x07", "\x01", "\u202e"):
            assert character not in out
    assert "[red]EP[/red]" in run_comah("check", "--sites", tmp_path, *ON, columns=300).out
    assert r"\[red\]EP\[/red\]" in run_comah("check", "--sites", tmp_path, *ON, "--format", "md").out


def test_the_csv_has_a_line_a_finding_and_a_line_a_rule_left_out(overdue: Path) -> None:
    done = run_comah("check", "--sites", overdue, *ON, "--format", "csv", *TEST)
    rows = list(csv.DictReader(io.StringIO(done.out)))
    own = [row for row in rows if row["code"] == "TST001"]
    assert [(row["message"], row["days"], row["counts"], row["left_out"]) for row in own] == [
        ("external plan test 193 days overdue", "193", "yes", "")
    ]
    hidden = run_comah("check", "--sites", overdue, *ON, "--format", "csv", *TEST, "--ignore", "TST001")
    own = [row for row in csv.DictReader(io.StringIO(hidden.out)) if row["code"] == "TST001"]
    assert [(row["message"], row["counts"], row["left_out"]) for row in own] == [("", "yes", "1")]


def test_sites_of_another_authority_are_refused_and_not_called_clean() -> None:
    done = run_comah("check", "northbank", "--authority", "northexample", "--sites", EXAMPLE, *ON)
    assert (done.status, done.out) == (2, "")
    assert "northbank: not of the authority northexample" in done.err


@pytest.mark.parametrize("columns", [50, 80, 120])
def test_a_page_keeps_to_its_width(columns: int) -> None:
    done = run_comah("check", "--sites", EXAMPLE, *ON, columns=columns)
    assert max(len(line) for line in done.out.splitlines()) <= columns


def test_an_empty_register_is_not_called_in_order(tmp_path: Path) -> None:
    assert run_comah("init", tmp_path / "new").status == 0
    done = run_comah("check", "--sites", tmp_path / "new", *ON, *TEST, columns=None)
    assert "NO ESTABLISHMENTS ON RECORD, so nothing can be shown" in done.out


def test_no_register_is_status_three(tmp_path: Path) -> None:
    done = run_comah("check", folder=tmp_path)
    assert (done.status, done.out) == (3, "")


def test_a_rule_is_explained_by_code_or_slug_without_a_register(tmp_path: Path) -> None:
    by_code, by_slug = (run_comah("explain", word, *ON, folder=tmp_path) for word in ("tst001", "Test-Overdue"))
    assert (by_code.status, by_code.err) == (0, "")
    assert by_code == by_slug
    for said in ("WHAT IT FINDS", "WHY IT MATTERS", "EXAMPLE, as at 2026-11-21", "WHAT TO DO", "never waived"):
        assert said in by_code.out
    assert "COMAH-14-TEST" in by_code.out
    assert "https://www.legislation.gov.uk/uksi/2015/483/regulation/14" in by_code.out
    assert '  credits = [{ plan = "northbank", conclusion = "tested" }]' in by_code.out


def test_a_rule_explained_as_json() -> None:
    found = json.loads(run_comah("explain", "TST001", *ON, "--format", "json").out)
    assert (found["schema"], found["subject"], found["asked"]) == ("comah.explain/1", "rule", "TST001")
    assert [part["part"] for part in found["parts"]] == ["rule", "finds", "why", "example", "do", "citations"]


def test_every_rule_explained() -> None:
    rules = check_json(EXAMPLE)["rules"]
    found = json.loads(run_comah("explain", "--all", *ON, "--format", "json").out)
    assert [one["title"].split()[0] for one in found["workings"]] == rules
    assert run_comah("explain").status == run_comah("explain", "TST001", "--all").status == 2


def test_a_rule_that_is_not_known_is_answered_with_the_nearest(tmp_path: Path) -> None:
    done = run_comah("explain", "TST0001", *ON, folder=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert "Did you mean TST001" in done.err
