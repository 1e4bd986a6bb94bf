"""Rules: their registry, their manual pages, and that every page's example yields its finding."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType
from typing import Final

import msgspec
import pytest
from rule_findings import LAW, found_of

import comah.rules
from comah.model.authority import Policy
from comah.model.finding import Kind
from comah.model.provision import Standing
from comah.rules.manual import Manual, manual_of
from comah.rules.registry import RETIRED, RULES

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = Path(comah.rules.__path__[0])
FILE: Final = re.compile(r"^[a-z]{3}\d{3}_")
PARTS: Final = ("What it finds", "Why it matters", "Example, as at", "What to do")
FAMILIES: Final = {"TST", "REV", "PLN", "INF", "EXR", "LSN", "KPI", "LOC", "FRM", "REC", "TPL", "OCL", "TRN"}
# the provision of the law, or of local policy, that a rule of a kind may rest on
STANDS_ON: Final = {
    Kind.LAW: {Standing.LAW},
    Kind.LOCAL: {Standing.LOCAL},
    Kind.PRACTICE: {Standing.PRACTICE},
    Kind.RECORD: set[Standing](),
}

each_rule = pytest.mark.parametrize("module", RULES, ids=[module.RULE.code for module in RULES])


def records_of(page: Manual) -> dict[str, str]:
    """Return a manual's example as record texts by their path without ``.toml``."""
    return {name.removesuffix(".toml"): text for name, text in page.files.items()}


# --- the registry --------------------------------------------------------------------------------------


def test_codes_are_complete_unique_and_in_order() -> None:
    codes = [module.RULE.code for module in RULES]
    assert codes == sorted(set(codes))
    assert {code[:3] for code in codes} == FAMILIES
    assert len({module.RULE.slug for module in RULES}) == len(codes)


def test_every_rule_file_is_registered_and_nothing_else() -> None:
    on_disk = sorted(path.stem for path in FOLDER.glob("*.py") if FILE.match(path.name))
    assert [module.__name__.rpartition(".")[2] for module in RULES] == on_disk


def test_codes_of_rules_that_are_no_more_are_not_used_again() -> None:
    assert RETIRED & {module.RULE.code for module in RULES} == set()
    assert {code for code in RETIRED if not re.fullmatch(r"[A-Z]{3}\d{3}", code)} == set()


def test_a_family_is_numbered_without_gaps_but_for_the_retired() -> None:
    codes = {module.RULE.code for module in RULES} | RETIRED
    for family in FAMILIES:
        own = sorted(code for code in codes if code.startswith(family))
        assert own == [f"{family}{number:03}" for number in range(1, len(own) + 1)]


def test_a_new_rule_touches_its_file_its_test_and_one_line_of_the_registry() -> None:
    """Nothing outside the folder of the rules names one of them, and the registry does so once."""
    stems = [module.__name__.rpartition(".")[2] for module in RULES]
    naming = re.compile("|".join(stems))
    files = [path for top in ("comah", "cli") for path in (ROOT / top).rglob("*.py") if path.parent != FOLDER]
    assert [path.name for path in files if naming.search(path.read_text(encoding="utf-8"))] == []
    lines = (FOLDER / "registry.py").read_text(encoding="utf-8").splitlines()
    assert {stem: sum(stem in line for line in lines) for stem in stems} == dict.fromkeys(stems, 1)


# --- each rule -----------------------------------------------------------------------------------------


@each_rule
def test_the_file_is_named_for_code_and_slug(module: ModuleType) -> None:
    rule = module.RULE
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.slug)
    assert module.__name__ == f"comah.rules.{rule.code.lower()}_{rule.slug.replace('-', '_')}"


@each_rule
def test_the_file_has_one_check_and_stays_short(module: ModuleType) -> None:
    assert hasattr(module, "check") is not hasattr(module, "check_answers")
    assert len((FOLDER / f"{module.__name__.rpartition('.')[2]}.py").read_text(encoding="utf-8").splitlines()) < 140


@each_rule
def test_what_a_rule_cites_stands_behind_it(module: ModuleType) -> None:
    rule = module.RULE
    rows = [LAW.find(name) for name in rule.citations]
    policy = {f"policy.{field.name}" for field in msgspec.structs.fields(Policy)}
    assert {name for name, row in zip(rule.citations, rows, strict=True) if row is None} <= policy
    standing = {row.standing for row in rows if row is not None}
    assert standing <= STANDS_ON[rule.kind]
    assert (rule.kind is Kind.LAW) is (Standing.LAW in standing)


@each_rule
def test_a_rule_of_the_law_links_to_its_text(module: ModuleType) -> None:
    rows = [LAW.find(name) for name in module.RULE.citations]
    links = [row.link for row in rows if row is not None and row.standing is Standing.LAW]
    assert all(link.startswith("https://www.legislation.gov.uk/") for link in links)
    assert bool(links) is (module.RULE.kind is Kind.LAW)


@each_rule
def test_the_manual_has_every_part_in_order(module: ModuleType) -> None:
    text = module.__doc__ or ""
    heads = re.findall(rf"^({'|'.join(PARTS)})", text, re.MULTILINE)
    assert tuple(heads) == PARTS
    page = manual_of(module)
    assert page.title
    assert not page.title.endswith(".")
    assert "\n" not in page.title
    assert min(len(part) for part in (page.finds, page.why, page.to_do)) > 40
    assert page.files


@each_rule
def test_the_manual_says_what_stands_behind_the_rule(module: ModuleType) -> None:
    why = manual_of(module).why
    if module.RULE.kind is Kind.LAW:
        assert re.search(r"[Rr]egulations? \d+", why)
    elif module.RULE.kind is Kind.PRACTICE:
        assert re.search(r"good practice(,| and) not law", why)


@each_rule
def test_the_example_of_the_manual_yields_that_finding(module: ModuleType) -> None:
    page = manual_of(module)
    found = found_of(module.RULE.code, page.example_on.isoformat(), records_of(page))
    assert found
    assert found[0].raised.message
    assert found[0].raised.do
    assert found[0].raised.place.file.name or found[0].raised.file or found[0].raised.subject


@each_rule
def test_a_manual_without_its_example_yields_nothing(module: ModuleType) -> None:
    on = manual_of(module).example_on.isoformat()
    assert found_of(module.RULE.code, on, {"establishments/northbank": 'tier = "lower"'}) == []


@each_rule
def test_a_finding_is_of_the_provision_that_its_rule_cites(module: ModuleType) -> None:
    page = manual_of(module)
    found = found_of(module.RULE.code, page.example_on.isoformat(), records_of(page))
    if module.RULE.kind is Kind.LAW:
        cited = {row.citation for name in module.RULE.citations if (row := LAW.find(name)) is not None}
        assert {one.raised.provision for one in found} <= cited
