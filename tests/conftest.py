"""What every test may use."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from oracles.installed import HOW, is_required, missing

# The same examples on every run, so that a failure is of the change and not of luck. HYPOTHESIS_PROFILE set to
# "explore" looks further.
settings.register_profile("repeatable", derandomize=True)
settings.register_profile("explore", max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

NOT_INSTALLED = "calendar oracles not installed: "
GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one flag that rewrites the golden documents."""
    parser.addoption("--update-golden", action="store_true", help="write the golden documents anew")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark of tests that ask other people's calendar programs."""
    config.addinivalue_line("markers", "oracles(*names): other people's calendar programs that the test asks")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave a test whose programs are not installed; where every submission is tested, it fails."""
    names = tuple(name for mark in item.iter_markers("oracles") for name in mark.args)
    absent = missing(names)
    if absent and is_required():
        pytest.fail(f"not installed: {', '.join(absent)}; {HOW}", pytrace=False)
    if absent:
        pytest.skip(f"{NOT_INSTALLED}{', '.join(absent)}; {HOW}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line which programs were not asked because they are not installed."""
    reasons = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])}
    told = [reason.partition(NOT_INSTALLED)[2].partition(";")[0] for reason in reasons if NOT_INSTALLED in reason]
    absent = {name for names in told for name in names.split(", ")}
    if absent:
        terminalreporter.write_line(f"{NOT_INSTALLED}{', '.join(sorted(absent))}; {HOW}", yellow=True)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a golden document, or write it where asked to."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_bytes().decode("utf-8")

    return compare
