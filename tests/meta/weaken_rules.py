"""Show that a test holds every rule: weaken each in every way and see a test fail.

Run ``python tests/meta/weaken_rules.py`` from anywhere. Each rule is made to find nothing, its severity
and the kind that stands behind it are lowered, each comparison of its file is flipped, each bound moved
by one, each set of statuses changed; and the tests of the rules are run in this process until one fails.
``--rule CODE`` takes one rule alone.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.util
import inspect
import itertools
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "meta")]
TARGETS: Final = ("tests/scenarios/test_rules_*.py", "tests/meta/test_rules.py")

_LOWER: Final = {"ERROR": "WARNING", "WARNING": "NOTE", "NOTE": "ERROR"}  # a note can only be made too loud
_SOFTER: Final = {"LAW": "PRACTICE", "LOCAL": "PRACTICE", "PRACTICE": "RECORD", "RECORD": "PRACTICE"}
_FLIPPED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_MOVED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}


class Case(NamedTuple):
    """One test with the values that it is called with."""

    name: str
    call: Callable[[], object]
    rule: object  # the rule's module, where the test is of one rule alone


class Weakening(NamedTuple):
    """One rule's file, weakened in one way."""

    what: str
    tree: ast.Module


def weakenings(tree: ast.Module) -> Iterator[Weakening]:
    """Yield a rule's file once for each way to weaken it."""
    yield Weakening("finds nothing", _finding_nothing(tree))
    for number, node in enumerate(ast.walk(tree)):
        for what, change in _changes(node):
            weak = copy.deepcopy(tree)
            change(next(itertools.islice(ast.walk(weak), number, None)))
            yield Weakening(f"{what} (line {getattr(node, 'lineno', 0)})", ast.fix_missing_locations(weak))


def _finding_nothing(tree: ast.Module) -> ast.Module:
    weak = copy.deepcopy(tree)
    for node in weak.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("check"):
            node.body = ast.parse("yield from ()").body
    return ast.fix_missing_locations(weak)


def _changes(node: ast.AST) -> Iterator[tuple[str, Callable[[Any], None]]]:
    """Yield what can be weakened at one node, each with the change that does it."""
    if isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            for table, word in ((_FLIPPED, "flipped"), (_MOVED, "moved by one")):
                other = table.get(type(operator))
                if other is not None:
                    words = f"{ast.unparse(node)}: {type(operator).__name__} {word}"
                    yield words, partial(_put_operator, at, other())
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        other_name = _other_member(node.value.id, node.attr)
        if other_name:
            yield f"{ast.unparse(node)} made {other_name}", partial(_put_member, other_name)


def _put_operator(at: int, operator: ast.cmpop, weak: ast.Compare) -> None:
    weak.ops[at] = operator


def _put_member(name: str, weak: ast.Attribute) -> None:
    weak.attr = name


def _other_member(owner: str, member: str) -> str:
    if owner == "Severity":
        return _LOWER.get(member, "")
    if owner == "Kind":
        return _SOFTER.get(member, "")
    if owner == "Status":
        return "PLANNED" if member != "PLANNED" else "DUE"
    return ""


def cases() -> list[Case]:
    """Return every test of the rules, each with its values; those of the scenarios first."""
    found: list[Case] = []
    for target in TARGETS:
        for path in sorted(ROOT.glob(target)):
            for name, test in vars(_loaded(path)).items():
                if name.startswith("test_") and callable(test):
                    calls = _calls(test)
                    found.extend(Case(f"{path.stem}::{name}{ids}", call, rule) for ids, call, rule in calls)
    return found


def own(every: list[Case], module: ModuleType) -> list[Case]:
    """Return the tests of one rule: those of its family's scenarios, and of its manual."""
    family = module.RULE.family.lower()
    scenarios = [case for case in every if family in case.name.partition("::")[0].split("_")]
    return [*scenarios, *(case for case in every if case.rule is module)]


def _loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _calls(test: Callable[..., object]) -> Iterator[tuple[str, Callable[[], object], object]]:
    """Yield a test once for each row of its table; it takes nothing that no table gives."""
    tables = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    for rows in itertools.product(*(enumerate(mark.args[1]) for mark in tables)):
        given: dict[str, object] = {}
        for mark, (_, row) in zip(tables, rows, strict=True):
            names = mark.args[0].split(",") if isinstance(mark.args[0], str) else mark.args[0]
            values = row if len(names) > 1 else (row,)
            given |= {name.strip(): value for name, value in zip(names, values, strict=True)}
        yield "".join(f"[{number}]" for number, _ in rows), partial(_run, test, given), given.get("module")


def _run(test: Callable[..., object], given: dict[str, object]) -> None:
    """Call a test, with a folder of its own where it asks for one."""
    if "tmp_path" not in inspect.signature(test).parameters:
        test(**given)
        return
    with tempfile.TemporaryDirectory() as folder:
        test(**given, tmp_path=Path(folder))


def failing(every: list[Case]) -> str:
    """Run the tests in order; return the first that fails, or nothing where all pass."""
    for case in every:
        try:
            case.call()
        except Exception:  # noqa: BLE001 - whatever a weakened rule breaks is seen
            return case.name
    return ""


def judged(module: ModuleType, every: list[Case]) -> Iterator[tuple[str, str]]:
    """Yield each weakening of a rule with the test that fails for it; the rule is as before afterwards."""
    path = Path(str(module.__file__))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for weak in weakenings(tree):
        kept = dict(vars(module))
        try:
            exec(compile(weak.tree, str(path), "exec"), vars(module))  # noqa: S102 - the rule itself, weakened
            yield weak.what, failing(every)
        finally:
            vars(module).clear()
            vars(module).update(kept)


def main(arguments: list[str]) -> int:
    """Weaken every rule; return 0 where a test fails for each way, 1 where not, 2 where the tests fail as it is."""
    parser = argparse.ArgumentParser(description="Weaken every rule and see a test fail.")
    parser.add_argument("--rule", default="", help="one rule alone, such as TST001; or a family, such as TST")
    asked = parser.parse_args(arguments)
    from comah.rules.registry import RULES

    every = cases()
    held = total = broken = 0
    for module in (one for one in RULES if one.RULE.code.startswith(asked.rule.upper())):
        tests = own(every, module)
        if name := failing(tests):
            sys.stderr.write(f"a test of {module.RULE.code} fails before anything is weakened: {name}\n")
            broken += 1
            continue
        for what, name in judged(module, tests):
            total, held = total + 1, held + bool(name)
            if not name:
                sys.stdout.write(f"{module.RULE.code} {what}: NO TEST FAILS\n")
                sys.stdout.flush()
    sys.stdout.write(f"{held} of {total} weakened rules make a test fail\n")
    return 2 if broken else int(not held == total > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
