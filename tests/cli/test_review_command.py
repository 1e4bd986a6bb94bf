from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run
from kept_register import Kept, runner

RECORDS = {
    "authority": 'marking = "OFFICIAL"\n',
    "establishments/northbank": """\
group = "riverside"
operator = "Northbank | Chemicals Ltd"
[[plans]]
regime = "comah"
reviews = [{ on = 2024-02-13, kind = "full" }]
""",
    "establishments/westbank": 'group = "riverside"\n',
    "establishments/depot": 'tier = "lower"\n',
}


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(tmp_path / "sites", RECORDS)


@pytest.fixture
def run(kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return runner(kept, monkeypatch, capsys)


def test_a_review_from_start_to_done(run: Run, kept: Kept) -> None:
    started = run("review", "start", "northbank", "--on", "02/11/2026")
    assert started.out == (
        "Read as Monday 2 November 2026 (UK day/month/year)\n"
        "northbank, comah plan: review started 2 Nov 2026. The review's date stands until it is done\n"
        "  in halton/establishments/northbank.toml\n"
        "Entered in the journal as by: emergency planning officer\n"
        "Next: comah review show northbank\n"
    )
    refused = run("review", "done", "northbank", "--on", "20/11/2026", "--approved-by", "head of service")
    assert refused.status == 2
    assert "  step draft (comah review step northbank draft --on DATE)\n" in refused.err
    for name in ("establishment-changes", "responder-changes", "new-knowledge"):
        assert run("review", "step", "northbank", name, "--on", "16/11/2026", "--note", "none").status == 0
    assert run("review", "step", "northbank", "draft", "--on", "17/11/2026", "--substantial").status == 0
    waits = run("review", "show", "northbank", by="", columns=200).out
    assert "consultation of operator (Northbank | Chemicals Ltd)" in waits
    for body in ("operator", "appropriate-agency", "example-police", "nhs-england", "health-protection", "public"):
        assert run("review", "consult", "northbank", body, "--asked", "18/11/2026").status == 0
    done = run(
        "review", "done", "northbank", "--on", "20/11/2026", "--approved-by", "head of service", "--version", "5"
    )
    assert done.status == 0
    assert done.out.endswith(
        "Next review by 20 Nov 2029, COMAH 2015 reg 14(1)(a) (last lawful day); safe date 19 Nov 2029; "
        "start by 21 Aug 2029 (local)\n"
    )
    given = run("review", "distribute", "northbank", "--to", "example-police", "--version", "5", "--on", "21/11/2026")
    assert "version 5 given to example-police, 21 Nov 2026\n" in given.out
    assert [line["what"] for line in kept.journal()][-2:] == ["review", "review-distributed"]


def test_the_walk_as_a_page(run: Run) -> None:
    page = run("review", "show", "northbank", by="", columns=110).out
    assert page.startswith("OFFICIAL\nReview of northbank  ")
    words = " ".join(page.split())
    assert (
        "northbank: NO REVIEW IS UNDER WAY Law: COMAH 2015 reg 14(1)(a). Safe date 12 Feb 2027, last lawful day "
        "13 Feb 2027. AT RISK: safe date 12 Feb 2027; no review is started, and the day to start passed 8 days ago"
    ) in words
    assert "start Review started; who reviews and who signs off is named: LATE 8 days, due 13 Nov 2026" in words
    assert "CHANGES AT THE ESTABLISHMENT regulation 14(3) none on record since the last full review" in words
    assert "CONSULTATION regulations 13(7), 14(4): whether the revision is substantial is not decided" in words
    assert "operator Northbank | Chemicals Ltd, the operator: not asked on record" in words
    assert "health-protection UK Health Security Agency, the national health protection agency" in words
    assert words.endswith("NEXT its start (comah review start northbank --on DATE)")


def test_the_walk_as_json_and_markdown(run: Run) -> None:
    found = json.loads(run("review", "show", "northbank", "--format", "json", by="").out)
    assert found["schema"] == "comah.review/1"
    assert (found["started"], found["safe_on"], found["is_substantial"]) == (None, "2027-02-12", None)
    assert [step["status"] for step in found["steps"]][:2] == ["late", "open"]
    page = run("review", "show", "northbank", "--format", "md", by="").out
    assert "- **operator:** Northbank \\| Chemicals Ltd, the operator: not asked on record" in page


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("show", "riverside"), "riverside is a group; name one of its sites: northbank, westbank\n"),
        (("show", "depot"), "depot has no comah plan on record, so there is no review of one\n"),
        (
            ("consult", "northbank", "exampel-police", "--asked", "18/11/2026", "--by", "officer"),
            (
                "exampel-police: no such body to consult. Did you mean example-police? There are: operator, "
                "appropriate-agency, designated-authorities, nhs-england, health-protection, public, example-police, "
                "halton. Nothing was recorded.\n"
            ),
        ),
        (
            ("start", "riverside", "--on", "18/11/2026", "--by", "officer"),
            "riverside is a group; name one of its sites: northbank, westbank. Nothing was recorded.\n",
        ),
    ],
)
def test_what_is_asked_wrongly_is_said_in_words(run: Run, arguments: tuple[str, ...], words: str) -> None:
    done = run("review", *arguments, by="")
    assert (done.status, done.err) == (2, words)
