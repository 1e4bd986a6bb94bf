"""JUnit output against its schema, whatever the records hold."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import xmlschema
from command_line import EXAMPLE, ON, SHIPPED, run_comah
from register_text import write_register

SCHEMA = xmlschema.XMLSchema(str(Path(__file__).parent / "junit-10.xsd"))
HOSTILE = r"\u0001\u0008\u000b\u001f\u007f\u0085\ufffe\uffff ]]> <b a='1'> &#1; \"quoted\" \u2028"
RECORDS = {
    "authority": 'name = "A & B <council>"\n',
    "establishments/northbank": """
[[plans]]
regime = "comah"
ca_told = [{ on = 2026-04-20, duty = "test", reference = "HOSTILE" }]
""".replace("HOSTILE", HOSTILE),
    "exercises/2023-northbank": """
held_on = 2023-05-12
will_test = ["northbank"]
credits = [{ plan = "northbank", conclusion = "tested" }]
""",
}


def junit(sites: Path, *arguments: str) -> ET.Element:
    done = run_comah("check", "--sites", sites, *ON, "--format", "junit", *arguments)
    assert done.err == ""
    SCHEMA.validate(done.out)
    return ET.fromstring(done.out)  # noqa: S314 -- our own output


@pytest.mark.parametrize("sites", [SHIPPED, EXAMPLE], ids=["shipped", "example"])
@pytest.mark.parametrize("fail_on", ["error", "note"])
def test_the_output_validates_and_its_counts_agree(sites: Path, fail_on: str) -> None:
    root = junit(sites, "--fail-on", fail_on)
    assert len(root) > 0
    for suite in root:
        assert int(suite.attrib["tests"]) == len(suite.findall("testcase"))
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))


def test_a_suite_an_authority_and_a_case_a_finding() -> None:
    root = junit(EXAMPLE, "--select", "TST001")
    assert [suite.attrib["name"] for suite in root] == [
        "Exampleshire Council", "Northexample Council", "Eastexample Council",
    ]  # fmt: skip
    failures = [one.attrib["message"] for one in root.iter("failure")]
    assert failures == [
        "northbank: external plan test 193 days overdue",
        "elm-park-solvents: external plan test 41 days overdue",
    ]


def test_what_is_hidden_is_one_failing_case() -> None:
    root = junit(EXAMPLE, "northbank", "--select", "TST001", "--ignore", "TST001")
    assert [one.attrib["message"] for one in root.iter("failure")] == ["1 hidden by --ignore, still counted"]


def test_text_from_records_breaks_nothing(tmp_path: Path) -> None:
    write_register(tmp_path, RECORDS)
    root = junit(tmp_path, "--select", "TST001")
    assert root[0].attrib["name"] == "A & B <council>"
    assert "]]> <b a='1'> &#1; \"quoted\"" in (next(root.iter("failure")).text or "")


def test_a_report_that_is_wrong_is_noticed() -> None:
    done = run_comah("check", "--sites", EXAMPLE, *ON, "--format", "junit")
    for right, wrong in (("testcase", "test-case"), (' failures="', ' failed="'), ("T00:00:00", "")):
        assert right in done.out
        assert not SCHEMA.is_valid(done.out.replace(right, wrong))
