"""The documentation says what the code says and does: examples are run, the reference is made anew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tomli
from console_blocks import ROOT, examples_of, page_as_run
from make_reference import DOCS, REFERENCE, pages_with_examples, read, reference_pages
from reference_commands import every_command
from reference_json import json_page
from reference_json_words import DUE
from typer.testing import CliRunner

from comah.calendar_lint import EXPLANATIONS
from comah.law.load import load_law
from comah.model.duty import Status
from comah.rules.run import rules
from comah_cli.app import app

PAGES = {page.relative_to(ROOT).as_posix(): page for page in pages_with_examples()}
MADE = sorted(page.relative_to(ROOT).as_posix() for page in REFERENCE.rglob("*") if page.is_file())
AGAIN = "python tests/meta/make_reference.py --update-examples"
COVERED = {
    "commands.md": [name for name, _ in every_command()],
    "law.md": [row.id for row in load_law().provisions],
    "statuses.md": [status.value for status in Status],
    "rules.md": [rule.code for rule in rules()],
    "calendar.md": list(EXPLANATIONS),
}
HOSTS = re.compile(r"https?://([^/\s)\"'>]+)")


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_command_of_a_page_prints_what_the_page_shows(name: str, tmp_path: Path) -> None:
    page = read(PAGES[name])
    assert page_as_run(page, tmp_path) == page, f"{name} shows something else: {AGAIN}"


@pytest.mark.parametrize("name", MADE)
def test_the_generated_reference_is_current(name: str, made: dict[str, str]) -> None:
    assert read(ROOT / name) == made[name], f"{name} is out of date: {AGAIN}"


def test_no_page_of_the_reference_is_missing(made: dict[str, str]) -> None:
    assert sorted(made) == MADE, AGAIN


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    """The reference as the code has it now; it takes a few seconds, so it is made once."""
    return {page.relative_to(ROOT).as_posix(): text for page, text in reference_pages().items()}


def test_every_command_duty_status_and_rule_is_documented() -> None:
    headings = {name: re.findall(r"^#+ (.*)$", read(REFERENCE / name), re.MULTILINE) for name in COVERED}
    for name, wanted in COVERED.items():
        assert set(wanted) <= set(headings[name])


@pytest.mark.parametrize("name", COVERED["commands.md"])
def test_every_option_is_documented_as_its_help_has_it(name: str) -> None:
    page = read(REFERENCE / "commands.md").split(f"## {name}\n")[1].split("\n## ")[0]
    documented = set(re.findall(r"^\| `(--[a-z0-9-]+)[`/]", page, re.MULTILINE))
    printed = CliRunner().invoke(app, [*name.split()[1:], "--help"], catch_exceptions=False).output
    assert documented | {"--help"} == set(re.findall(r"^ +(--[a-z0-9-]+)", printed, re.MULTILINE))


def test_the_law_begins_by_saying_what_it_is() -> None:
    first = read(REFERENCE / "law.md").split("# The law\n\n")[1]
    assert first.startswith("This page is research, not legal advice.")


def test_the_command_that_tests_is_the_one_that_runs_on_every_submission() -> None:
    command = 'python3 -m venv .venv && .venv/bin/pip install -e ".[dev]" && .venv/bin/pytest -n auto'
    assert f"```sh\n{command}\n```" in read(ROOT / "README.md")
    assert command in read(ROOT / ".ci" / "run").splitlines()


def test_every_dependency_is_explained_with_its_lower_bound() -> None:
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = read(DOCS / "explanation" / "dependencies.md")
    explained = re.findall(r"^\| ([a-z-]+) \| ([\d.]+) \|", page, re.MULTILINE)
    assert sorted(f"{name}>={bound}" for name, bound in explained) == sorted(project["dependencies"])
    for needed in project["optional-dependencies"]["dev"]:
        name = re.split(r"[=<>]", needed)[0]
        assert name in page or (name.startswith("types-") and "types-*" in page), f"{name} is not explained"


def test_every_page_is_in_the_navigation_once() -> None:
    listed = re.findall(r"(?:- |: )(\S+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))


def test_every_link_leads_to_a_page() -> None:
    for page in [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", read(page)):
            assert target.startswith("https://") or (page.parent / target).is_file(), f"{page.name}: {target}"


def test_the_pages_load_nothing_from_another_host() -> None:
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "font: false" in settings
    assert not HOSTS.search(settings)
    assert set(HOSTS.findall((DOCS / "explanation" / "data-flow.svg").read_text(encoding="utf-8"))) == {"www.w3.org"}


def test_an_output_that_differs_is_noticed(tmp_path: Path) -> None:
    page = "```console\n$ comah schema waiver\nsomething else\n```\n"
    assert page_as_run(page, tmp_path) != page
    assert [one.command for one in examples_of(page)] == ["comah schema waiver"]


def test_a_page_says_which_day_it_is_for_the_commands_after_it(tmp_path: Path) -> None:
    asked = "```console\n$ comah due --sites sites --authority northexample\n```\n"
    page = f"<!-- register: example -->\n<!-- today: 2026-11-21 -->\n{asked}<!-- today: 2027-02-03 -->\n{asked}"
    assert re.findall(r"as at (.*)", page_as_run(page, tmp_path)) == ["Sat 21 Nov 2026", "Wed 3 Feb 2027"]


def test_a_json_key_that_is_not_described_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DUE, "duties[].made_up", "a key that no command writes")
    with pytest.raises(ValueError, match=r"comah.due/1: .*made_up"):
        json_page()
