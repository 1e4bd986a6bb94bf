"""Answers for findings, scope and what is hidden: nothing softens the law by accident.

The rules here are made up, so that each question is asked of one rule alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from register_text import register

from comah.assess import assess
from comah.errors import UnknownNameError
from comah.law.load import load_law
from comah.model.finding import CheckReport, Kind, Raised, Rule
from comah.model.kinds import Severity
from comah.rules import run
from comah.rules.check import CheckSelection, check_report
from comah.rules.evidence import Evidence
from comah.rules.named import codes_named, codes_of_families

ON = "2026-11-21"
SITES = {
    "establishments/eastquay": 'group = "quay"\n',
    "establishments/northbank": "",
    "exercises/2026-eastquay": 'will_test = ["eastquay"]\n',
}


TWO = {
    "register": """
schema = 1
forum = "Example Resilience Forum"
authorities = [{ id = "eastshire", name = "Eastshire" }, { id = "halton", name = "Halton" }]
""",
    "eastshire/authority": 'id = "eastshire"\nname = "Eastshire"\n',
}


def rule(code: str, kind: Kind, severity: Severity = Severity.ERROR, found: Callable[..., Any] | None = None) -> Any:
    """A rule that finds every site, unless told what to find."""

    def every_site(evidence: Evidence) -> Iterator[Raised]:
        for site in evidence.establishments:
            yield Raised(
                authority=evidence.authority.id, establishment=site.id, plan="comah", message="bad", do="mend it"
            )

    return SimpleNamespace(
        RULE=Rule(code=code, slug=f"{code.lower()}-bad", kind=kind, severity=severity), check=found or every_site
    )


LAW, LOCAL = rule("LAW001", Kind.LAW), rule("LOC001", Kind.LOCAL, Severity.WARNING)
PRACTICE, RECORD = rule("PRA001", Kind.PRACTICE, Severity.NOTE), rule("REC001", Kind.RECORD)


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch) -> Callable[..., CheckReport]:
    """Check a register with rules of the test's own."""

    def checked(
        *rules: Any,
        waivers: str = "",
        on: str = ON,
        is_sound: bool = True,
        more: dict[str, str] | None = None,
        **asked: Any,
    ) -> CheckReport:
        monkeypatch.setattr(run, "RULES", rules)
        book = register(SITES | (more or {}) | ({"waivers": f"schema = 1\nwaivers = [{waivers}]\n"} if waivers else {}))
        assert not is_sound or not [one for one in book.problems if one.severity is Severity.ERROR]
        law = load_law()
        assessment = assess(book, law, date.fromisoformat(on))
        return check_report(book, law, assessment, book.problems, CheckSelection(**asked))

    return checked


def answer(
    code: str, kind: str, expires: str = '"2027-01-31"', more: str = "", approver: str = "head of service"
) -> str:
    where = "" if "establishment" in more else ', establishment = "all"'
    return f'{{ code = "{code}", kind = "{kind}", approver = "{approver}", expires_on = {expires}{where}{more} }}'


def test_a_waiver_that_names_no_site_answers_for_none_of_them(check: Callable[..., CheckReport]) -> None:
    silent = answer("REC001", "waiver").replace(', establishment = "all"', "")
    assert check(RECORD, waivers=silent).fails
    assert not check(RECORD, waivers=answer("REC001", "waiver")).fails


@pytest.mark.parametrize(
    ("tested", "kind", "fails", "carries"),
    [
        (LAW, "waiver", True, None),  # the law is never waived
        (LAW, "acknowledged", True, "acknowledged"),  # and acknowledged it still fails
        (RECORD, "waiver", False, "waiver"),
        (RECORD, "acknowledged", True, "acknowledged"),
    ],
    ids=["law-waiver", "law-acknowledged", "record-waiver", "record-acknowledged"],
)
def test_what_an_answer_does(
    check: Callable[..., CheckReport], tested: Any, kind: str, fails: bool, carries: str | None
) -> None:
    report = check(tested, waivers=answer(tested.RULE.code, kind))
    assert report.fails is fails
    assert len(report.findings) == 2
    for one in report.findings:
        assert (one.answer.kind.value if one.answer else None) == carries
    assert report.counts()[tested.RULE.kind][Severity.ERROR] == (2 if fails else 0)


@pytest.mark.parametrize("of", [LOCAL, PRACTICE, RECORD], ids=lambda one: one.RULE.kind.value)
def test_only_what_is_not_law_can_be_waived(check: Callable[..., CheckReport], of: Any) -> None:
    assert check(of, fail_on=Severity.NOTE).fails
    waived = check(of, fail_on=Severity.NOTE, waivers=answer(of.RULE.code, "waiver"))
    assert not waived.fails
    assert "WAIVED: 2, not counted." in waived.headline
    assert waived.blocks[0].answer == "Waived by head of service to 31 Jan 2027: not counted"


def test_an_acknowledgement_shows_who_answers_until_when(check: Callable[..., CheckReport]) -> None:
    report = check(LAW, waivers=answer("LAW001", "acknowledged", more=', reason = "operator shut down"'))
    assert report.blocks[0].answer == (
        "Acknowledged by head of service to 31 Jan 2027: still counted (operator shut down)"
    )
    assert report.headline == "STATUTORY: 2 errors."


@pytest.mark.parametrize(
    ("waiver", "is_answer"),
    [
        (answer("REC001", "waiver", '"2026-11-21"'), True),  # its last day
        (answer("REC001", "waiver", '"2026-11-20"'), False),  # the day after it
        (answer("REC001", "waiver", '""'), False),  # open-ended
        (answer("REC001", "waiver", '"2026-11"'), False),  # not known to run to the 21st
        (answer("REC001", "waiver", approver=""), False),
        (answer("REC001", "waiver", more=', approved_on = "2026-11-21"'), True),
        (answer("REC001", "waiver", more=', approved_on = "2026-11-22"'), False),  # not given yet
        (answer("REC002", "waiver"), False),
    ],
)
def test_only_an_answer_in_force_is_one(check: Callable[..., CheckReport], waiver: str, is_answer: bool) -> None:
    report = check(RECORD, waivers=waiver)
    assert report.fails is not is_answer
    assert all((one.answer is not None) is is_answer for one in report.findings)


@pytest.mark.parametrize(
    "slip",
    [
        'establishmnt = "eastquay"',
        'site = "eastquay"',
        'where = "eastquay"',
        "establishment = 5",
        'establishment = "eastqay"',
        'establishment = "*"',
        'establishment = "eastquay", knd = "acknowledged"',
        'establishment = "eastquay", approved_on = "2026-13-01"',
        'establishment = "eastquay", approved_on = "31/10/2026"',
        'establishment = "eastquay", approver = "  "',
    ],
)
def test_a_waiver_with_a_slip_answers_nothing(check: Callable[..., CheckReport], slip: str) -> None:
    given = '{ code = "REC001", approver = "head of service", expires_on = "2027-01-31", '
    given = given.replace('approver = "head of service", ', "") if "approver" in slip else given
    report = check(RECORD, waivers=f"{given}{slip} }}", is_sound=False)
    assert report.fails
    assert [one.answer for one in report.findings] == [None, None]


def test_an_answer_for_one_site_leaves_the_others(check: Callable[..., CheckReport]) -> None:
    report = check(RECORD, waivers=answer("REC001", "waiver", more=', establishment = "eastquay"'))
    assert report.fails
    assert {one.raised.establishment: one.counts for one in report.findings} == {"eastquay": False, "northbank": True}


def test_a_waiver_goes_before_an_acknowledgement_of_the_same(check: Callable[..., CheckReport]) -> None:
    both = f"{answer('REC001', 'acknowledged')}, {answer('REC001', 'waiver', chr(34) + '2026-12-31' + chr(34))}"
    assert not check(RECORD, waivers=both).fails


def test_rules_of_answers_are_told_which_were_used(check: Callable[..., CheckReport]) -> None:
    told: list[frozenset[int]] = []

    def check_answers(_evidence: Evidence, used: frozenset[int]) -> Iterator[Raised]:
        told.append(used)
        yield from ()

    about = SimpleNamespace(
        RULE=Rule(code="ANS001", slug="answer-unused", kind=Kind.RECORD, severity=Severity.NOTE),
        check_answers=check_answers,
    )
    given = ", ".join([answer("NONE01", "waiver"), answer("LAW001", "waiver"), answer("REC001", "waiver")])
    check(about, LAW, RECORD, waivers=given)
    assert told == [frozenset({2})]  # by place in the file: nothing found, not allowed, used


def test_what_is_hidden_still_counts_and_still_fails(check: Callable[..., CheckReport]) -> None:
    report = check(LAW, LOCAL, ignored=frozenset({"LAW001"}))
    assert report.fails
    assert {one.rule.code for one in report.findings} == {"LOC001"}
    assert report.left_out.total == {"LAW001": 2}
    assert report.counts()[Kind.LAW][Severity.ERROR] == 2
    assert report.headline.startswith("STATUTORY: 2 errors.   LOCAL: 2 warnings.")
    assert report.closing[0].startswith("Hidden by --ignore, still counted: 2 findings (LAW001 2). Exit 1.")


def test_hiding_all_that_is_found_is_not_clean(check: Callable[..., CheckReport]) -> None:
    report = check(LAW, ignored=frozenset({"LAW001"}))
    assert report.fails
    assert not report.is_clean
    assert report.blocks == ()
    assert "Exit 1." in report.closing[0]


@pytest.mark.parametrize(
    ("asked", "fails", "left_out"),
    [
        ({}, True, {}),
        ({"codes": frozenset({"LOC001"})}, False, {"LAW001": 2}),
        ({"codes": frozenset({"LAW001"})}, True, {"LOC001": 2}),
        ({"sites": frozenset({"eastquay"})}, True, {"LAW001": 1, "LOC001": 1}),
        ({"sites": frozenset({"eastquay"}), "codes": frozenset({"LOC001"})}, False, {"LAW001": 2, "LOC001": 1}),
        ({"authority": "halton"}, True, {}),
        ({"codes": frozenset({"LAW001"}), "ignored": frozenset({"LAW001"})}, True, {"LAW001": 2, "LOC001": 2}),
    ],
)
def test_the_scope_bears_on_the_exit_status_and_is_counted(
    check: Callable[..., CheckReport], asked: dict[str, Any], fails: bool, left_out: dict[str, int]
) -> None:
    report = check(LAW, LOCAL, **asked)
    assert report.fails is fails
    assert report.left_out.total == left_out


@pytest.mark.parametrize(
    ("fail_on", "fails"), [("error", (True, False, False)), ("warning", (True, True, False)), ("note", (True,) * 3)]
)
def test_the_severity_to_fail_on(
    check: Callable[..., CheckReport], fail_on: str, fails: tuple[bool, bool, bool]
) -> None:
    each = [check(one, fail_on=Severity(fail_on)).fails for one in (LAW, LOCAL, PRACTICE)]
    assert tuple(each) == fails


def test_the_law_comes_first_and_plans_that_share_a_finding_share_a_block(check: Callable[..., CheckReport]) -> None:
    report = check(PRACTICE, RECORD, LOCAL, LAW)
    assert [(block.kind.value, block.heading) for block in report.blocks] == [
        ("law", "2 plans: bad"),
        ("local", "2 plans: bad"),
        ("practice", "2 plans: bad"),
        ("record", "2 plans: bad"),
    ]
    assert report.blocks[0].lines == (("Plans", "eastquay, northbank"), ("Do", "mend it"))
    assert len(report.findings) == 8
    assert [one.rule.kind.value for one in report.findings[:4]] == ["law", "local", "practice", "record"]


def test_a_block_keeps_only_the_lines_that_all_its_plans_share(check: Callable[..., CheckReport]) -> None:
    def found(evidence: Evidence) -> Iterator[Raised]:
        for site in evidence.establishments:
            details = (("Law", "reg 14"), ("From", site.id))
            yield Raised(authority="halton", establishment=site.id, message="bad", do="", details=details)

    block = check(rule("LAW001", Kind.LAW, found=found)).blocks[0]
    assert block.heading == "2 sites: bad"
    assert block.lines == (("Sites", "eastquay, northbank"), ("Law", "reg 14"), ("Each", "comah check eastquay"))


@pytest.mark.parametrize(
    ("raised", "heading", "listed"),
    [
        ([{"exercise": "e1"}, {"exercise": "e2"}], "2 exercises: bad", ("Exercises", "e1, e2")),
        ([{"file": "a.toml"}, {"file": "b.toml"}], "2 records: bad", ("Records", "a.toml, b.toml")),
        ([{"subject": "m1"}, {"subject": "m2"}], "2 cases: bad", ("Cases", "m1, m2")),
        ([{"subject": "halton"}, {"subject": "other", "authority": "other"}], "2 authorities: bad",
         ("Authorities", "halton, other")),
        ([{"subject": "m1"}, {"subject": "m1", "authority": "other"}], "m1, 2 times: bad",
         ("Authorities", "halton, other")),
        ([{"exercise": "e1", "establishment": "a"}, {"exercise": "e1", "establishment": "b", "plan": "reppir"}],
         "e1, 2 times: bad", ("Plans", "a, b/reppir")),
    ],
)  # fmt: skip
def test_what_findings_are_of_is_counted_and_named(
    check: Callable[..., CheckReport], raised: list[dict[str, Any]], heading: str, listed: tuple[str, str]
) -> None:
    def found(_evidence: Evidence) -> Iterator[Raised]:
        yield from (Raised(**{"authority": "halton", "message": "bad", "do": "", **one}) for one in raised)

    block = check(rule("LOC001", Kind.LOCAL, found=found)).blocks[0]
    assert (block.heading, block.lines) == (heading, (listed,))


def test_of_several_authorities_each_is_named_with_what_is_no_site_s(check: Callable[..., CheckReport]) -> None:
    def found(evidence: Evidence) -> Iterator[Raised]:
        name = evidence.authority.id
        yield Raised(authority=name, subject="ppt-06", message=f"missed in {name}", do="")
        yield Raised(authority=name, subject=name, message=f"has no records in {name}", do="")

    measure = rule("LOC001", Kind.LOCAL, found=found)
    assert [block.heading for block in check(measure).blocks] == [
        "halton: has no records in halton",
        "ppt-06: missed in halton",
    ]
    blocks = check(measure, more=TWO).blocks
    assert [block.heading for block in blocks] == [
        "eastshire: has no records in eastshire",
        "ppt-06 of eastshire: missed in eastshire",
        "halton: has no records in halton",
        "ppt-06 of halton: missed in halton",
    ]


def test_a_site_brings_the_findings_of_its_exercises_and_of_its_file(check: Callable[..., CheckReport]) -> None:
    def found(_evidence: Evidence) -> Iterator[Raised]:
        yield Raised(authority="halton", exercise="2026-eastquay", message="late", do="")
        yield Raised(authority="halton", file="halton/establishments/eastquay.toml", message="vague", do="")
        yield Raised(authority="halton", subject="ppt-06", message="missed", do="")

    one = rule("LOC001", Kind.LOCAL, found=found)
    assert [each.raised.message for each in check(one, sites=frozenset({"eastquay"})).findings] == ["vague", "late"]
    assert check(one, sites=frozenset({"northbank"})).findings == ()


def test_positions_are_counted_in_the_law_s_own_words(check: Callable[..., CheckReport]) -> None:
    slugs = ("test-overdue", "review-may-be-overdue", "no-test-on-record", "test-at-risk", "extension-without-letter")
    rules = [rule(f"LAW00{n}", Kind.LAW) for n in range(5)]
    for one, slug in zip(rules, slugs, strict=True):
        one.RULE = Rule(code=one.RULE.code, slug=slug, kind=Kind.LAW, severity=Severity.ERROR)
    report = check(*rules, sites=frozenset({"northbank"}))
    assert report.headline == "STATUTORY: 1 overdue, 1 may be, 1 cannot be shown, 1 at risk, 1 other error."


def test_a_clean_register_is_one_line(check: Callable[..., CheckReport]) -> None:
    nothing = rule("LAW001", Kind.LAW, found=lambda _evidence: iter(()))
    report = check(nothing)
    assert (report.is_clean, report.fails) == (True, False)
    assert report.closing == ("Halton, as at 21 Nov 2026: nothing found by 1 rule. Nothing left out.",)


def test_answers_that_end_soon(check: Callable[..., CheckReport]) -> None:
    given = ", ".join([answer("LAW001", "acknowledged", '"2026-12-21"'), answer("REC001", "waiver", '"2026-11-21"')])
    ends = [
        (one.code, one.expires_on.isoformat()) for one in check(LAW, RECORD, waivers=given, expiring_in=30).expiring
    ]
    assert ends == [("REC001", "2026-11-21"), ("LAW001", "2026-12-21")]
    assert [one.code for one in check(LAW, RECORD, waivers=given, expiring_in=29).expiring] == ["REC001"]
    assert check(LAW, waivers=given).expiring == ()


@pytest.mark.parametrize("given", [answer("LAW001", "waiver"), answer("LAW002", "acknowledged")])
def test_what_answers_nothing_is_not_shown_as_an_answer_that_ends(
    check: Callable[..., CheckReport], given: str
) -> None:
    assert check(LAW, waivers=given, expiring_in=365).expiring == ()


def test_unknown_names_are_answered_with_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "RULES", (LAW, LOCAL))
    assert codes_named(["law001,LOC001-bad"]) == {"LAW001", "LOC001"}
    assert codes_of_families(["law"]) == {"LAW001"}
    with pytest.raises(UnknownNameError, match=r"LAW002: no such rule\. Did you mean LAW001"):
        codes_named(["LAW002"])
    with pytest.raises(UnknownNameError, match=r"LAV: no such family of rules\. Did you mean LAW"):
        codes_of_families(["LAV"])


@pytest.mark.parametrize("records", [{"authority": "name = 3\n"}, {}], ids=["its file", "no authority"])
def test_faults_of_a_register_without_a_readable_authority_are_given_once(
    monkeypatch: pytest.MonkeyPatch, records: dict[str, str]
) -> None:
    def found(evidence: Evidence) -> Iterator[Raised]:
        for one in evidence.problems:
            yield Raised(authority=evidence.authority.id, file=one.file, message=one.message, do="")

    monkeypatch.setattr(run, "RULES", (rule("REC001", Kind.RECORD, found=found),))
    book = register({"register": "schema = 1\nforum = 3\n", **records})
    book = book if records else msgspec.structs.replace(book, authorities=())
    law = load_law()
    report = check_report(book, law, assess(book, law, date.fromisoformat(ON)), book.problems, CheckSelection())
    assert report.fails
    assert sorted(one.raised.file for one in report.findings) == sorted(one.file for one in book.problems)
