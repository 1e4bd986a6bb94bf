"""The script that weakens every rule: what it changes, that it sees what is not held, and leaves no trace."""

from __future__ import annotations

import ast

from weaken_rules import Case, cases, judged, own, weakenings

from comah.rules import registry

SOURCE = """
RULE = Rule(code="TST001", kind=Kind.LAW, severity=Severity.ERROR)

def check(evidence):
    for duty in evidence.duties_reading(Reads.TESTS, Status.OVERDUE):
        if duty.due_on < evidence.on and duty.plan is not None:
            yield duty
"""
TST001 = next(module for module in registry.RULES if module.RULE.code == "TST001")


def test_each_way_to_weaken_a_rule() -> None:
    assert [weak.what for weak in weakenings(ast.parse(SOURCE))] == [
        "finds nothing",
        "Kind.LAW made PRACTICE (line 2)",
        "Severity.ERROR made WARNING (line 2)",
        "Status.OVERDUE made PLANNED (line 5)",
        "duty.due_on < evidence.on: Lt flipped (line 6)",
        "duty.due_on < evidence.on: Lt moved by one (line 6)",
        "duty.plan is not None: IsNot flipped (line 6)",
    ]


def test_each_is_another_text_than_the_rule() -> None:
    tree = ast.parse(SOURCE)
    texts = {ast.unparse(weak.tree) for weak in weakenings(tree)}
    assert len(texts) == 7
    assert ast.unparse(tree) not in texts


def test_a_rule_that_no_test_holds_is_seen() -> None:
    passing = [Case("test_that_looks_at_nothing", lambda: None, None)]
    assert {name for _, name in judged(TST001, passing)} == {""}


def test_a_rule_that_its_tests_hold_is_named_with_the_test_and_left_as_it_was() -> None:
    before = dict(vars(TST001))
    found = list(judged(TST001, own(cases(), TST001)))
    assert len(found) > 3
    assert all(name.startswith(("test_rules_tst::", "test_rules::")) for _, name in found)
    assert vars(TST001) == before
