"""``comah site list`` and ``comah site show`` as an officer runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import EXAMPLE, ON, SHIPPED, run_comah
from register_text import write_register


def test_the_list_names_every_site_and_authorities_without_records() -> None:
    done = run_comah("site", "list", "--sites", SHIPPED, *ON)
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert all(len(line) <= 80 for line in lines)
    assert sum(line.endswith("CANNOT BE SHOWN") for line in lines) == 9
    assert "Warrington Borough Council (warrington): no records, so nothing can be shown" in lines
    at = lines.index("koura-runcorn                                            CANNOT BE SHOWN")
    assert lines[at + 1 : at + 3] == [
        "  Koura Ltd; operator not on record; Runcorn; upper tier; group runcorn; plans:",
        "  comah",
    ]


def test_a_wide_screen_has_a_table() -> None:
    done = run_comah("site", "list", "--sites", EXAMPLE, *ON, columns=160)
    rows = {line.split()[0]: line for line in done.out.splitlines() if line}
    assert rows["Site"].split() == ["Site", "Name", "Operator", "Town", "Tier", "Group", "Plans", "Worst"]
    assert rows["castlefield"].split()[-3:] == ["comah,", "reppir", "PLANNED"]
    assert rows["northbank"].endswith("OVERDUE")


def test_one_authority_of_the_list() -> None:
    done = run_comah("site", "list", "--authority", "warrington", "--sites", SHIPPED, *ON)
    assert done.status == 0
    assert "no records" in done.out
    assert "Halton" not in done.out
    unknown = run_comah("site", "list", "--authority", "haltom", "--sites", SHIPPED, *ON)
    assert (unknown.status, unknown.out) == (2, "")
    assert "halton" in unknown.err


def test_the_list_as_json_and_markdown() -> None:
    answer = json.loads(run_comah("site", "list", "--sites", SHIPPED, *ON, "--format", "json").out)
    assert answer["schema"] == "comah.sites/1"
    assert [(one["id"], one["has_records"], len(one["sites"])) for one in answer["authorities"]] == [
        ("halton", True, 9),
        ("warrington", False, 0),
        ("cheshire-east", False, 0),
        ("cheshire-west-and-chester", False, 0),
    ]
    assert answer["authorities"][0]["sites"][3] == {
        "id": "koura-runcorn",
        "name": "Koura Ltd",
        "operator": None,
        "town": "Runcorn",
        "tier": "upper",
        "group": "runcorn",
        "plans": ["comah"],
        "worst": "unknown",
        "worst_duty": "COMAH-14-REVIEW",
    }
    note = run_comah("site", "list", "--sites", SHIPPED, *ON, "--format", "md").out
    assert "| koura-runcorn | Koura Ltd | not on record | Runcorn | upper | runcorn | comah | CANNOT BE SHOWN |" in note
    assert "No records, so nothing can be shown." in note


def test_an_empty_authority_says_so(tmp_path: Path) -> None:
    write_register(tmp_path, {})
    for form in ("table", "md"):
        assert "No site on record." in run_comah("site", "list", "--sites", tmp_path, *ON, "--format", form).out


def test_one_site_whole() -> None:
    done = run_comah("site", "show", "northbank", "--sites", EXAMPLE, *ON)
    assert (done.status, done.err) == (0, "")
    assert all(len(line) <= 80 for line in done.out.splitlines())
    headings = [line for line in done.out.splitlines() if line.isupper() or (line[:4].isupper() and line[:1] != " ")]
    assert headings == [
        "OFFICIAL",
        "OVERDUE",
        "DUTIES OF THE LOCAL AUTHORITY, law",
        "DUTIES OF THE OPERATOR, law",
        "DUTIES OF OTHERS, law",
        "LOCAL AND GOOD PRACTICE, not law",
        "EXTERNAL PLAN, COMAH",
        "THE OPERATOR'S",
        "EXERCISES",
        "ACTIVATIONS",
        "LESSONS OPEN",
        "HISTORY",
        "NOT KNOWN  see comah gaps",
        "SOURCES",
    ]
    for text in (
        "2025-northbank-notification, notification: closed, 18 Jun 2025; meant to test",
        "it; partly tested (activation, warning)",
        "2024-northbank-release, major incident, 7 Aug 2024; chlorine release,",
        "Nov 2019  modified: second chlorine store",
        "CA told               20 Apr 2026, of the test (CA/114)",
        "Issue 6               20 Mar 2025; starts no clock",
    ):
        assert text in done.out


def test_open_lessons_and_unknown_facts_of_a_site() -> None:
    done = run_comah("site", "show", "eastquay", "--sites", EXAMPLE, *ON, columns=None)
    assert "2026-eastquay l1: Two log keepers for three command posts (duty officer, by 30 Oct 2026) LATE" in done.out
    assert "2026-eastquay l2: Common operating picture not shared with the port" in done.out
    assert "on which day it was tested; the record has 2023-11" in done.out


def test_a_plan_of_every_kind_of_fact(tmp_path: Path) -> None:
    site = """
next_test_type = "tabletop"
[[plans]]
regime = "comah"
cross_border = true
modular = true
review_started_on = 2026-09-01
exemptions = [{ from = 2010-06-01, until = 2012-06-01, reference = "CA/7" }]
[[plans]]
regime = "reppir"
extensions = [{ duty = "test", until_on = 2027-06-30, reference = "ONR/12" }]
consequences_report_received_on = 2026-01-05
[[inventory]]
category = "H2"
tonnes = 24.0
"""
    exercise = 'planned_on = 2026-03-01\nwill_test = ["northbank", "northbank/reppir"]\n'
    write_register(tmp_path, {"establishments/northbank": site, "exercises/e1": exercise})
    out = run_comah("site", "show", "northbank", "--sites", tmp_path, *ON, columns=None).out
    out = " ".join(out.split())
    for text in (
        "Next test tabletop",
        "Inventory 1 on record, for the tier calculation",
        "Exempt from 1 Jun 2010 until 1 Jun 2012 (CA/7)",
        "Review started 1 Sep 2026",
        "Tested element by element.",
        "Element (g), other countries, applies.",
        "EXTERNAL PLAN, REPPIR",
        "Extended to 30 Jun 2027, for the test (ONR/12)",
        "e1, live: planned, 1 Mar 2026, day passed; meant to test it",
        "No record names a source.",
    ):
        assert text in out, text


def test_one_site_as_json_and_markdown() -> None:
    answer = json.loads(run_comah("site", "show", "koura-runcorn", "--sites", SHIPPED, *ON, "--format", "json").out)
    assert (answer["schema"], answer["authority"], answer["worst"]) == ("comah.site/1", "halton", "unknown")
    assert answer["exercises"][0] == {
        "id": "2024-runcorn",
        "name": "Runcorn Site COMAH Operators, annual exercise 2024",
        "type": "unknown",
        "state": "held",
        "on": "2024-04/2024-06",
        "part": "takes part",
        "conclusions": [{"plan": "koura-runcorn", "conclusion": "not credited"}],
        "open_lessons": 0,
    }
    assert answer["gaps"][0]["kind"] == "test"
    note = run_comah("site", "show", "koura-runcorn", "--sites", SHIPPED, *ON, "--format", "md").out
    assert note.startswith("# Koura Ltd\n")
    assert "**CANNOT BE SHOWN**" in note


@pytest.mark.parametrize(("name", "hint"), [("koura-runcor", "koura-runcorn"), ("runcorn", "name one of its sites")])
def test_an_unknown_site_and_a_group(name: str, hint: str) -> None:
    done = run_comah("site", "show", name, "--sites", SHIPPED, *ON)
    assert (done.status, done.out) == (2, "")
    assert hint in done.err


@pytest.mark.parametrize("form", ["table", "json", "md"])
def test_text_from_records_stays_text(form: str, tmp_path: Path) -> None:
    write_register(
        tmp_path,
        {
            "establishments/northbank": 'name = "[red]N\\u001b[31m"\noperator = "x\\ny"\ntown = "a|b"\n'
            'source = "\\u202e"\n'
            '[[history]]\nevent = "modified"\nnote = "<b>\\u0007"\n',
            "exercises/e1": 'name = "x"\nheld_on = 2024-01-01\ntakes_part = ["northbank"]\n'
            '[[lessons]]\nid = "l1"\ntext = "[link=http://x]\\u001b]0;title"\n',
        },
    )
    for words in (("site", "show", "northbank"), ("site", "list")):
        done = run_comah(*words, "--sites", tmp_path, *ON, "--format", form, columns=None)
        assert done.status == 0
        assert "\x1b" not in done.out
        assert "\x07" not in done.out
    if form == "table":
        shown = run_comah("site", "show", "northbank", "--sites", tmp_path, *ON, columns=None).out
        for text in ("[red]N\ufffd[31m", "x\ufffdy", "<b>\ufffd", "[link=http://x]\ufffd]0;title"):
            assert text in shown
