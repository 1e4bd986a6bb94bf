"""The captures of other people's calendar programs in the documentation are what those programs show."""

from __future__ import annotations

import pytest
from calendar_captures import shown_captures, with_captures
from oracles.screens import NEEDED, captures

PAGE = "Before.\n\n<!-- capture: khal-list -->\n```text\n$ khal list\nold\n```\n\nAfter.\n"


@pytest.mark.oracles(*NEEDED)
def test_each_capture_of_the_documentation_is_what_the_program_shows_now() -> None:
    shown, found = shown_captures(), captures()
    assert shown == {name: text for name, text in found.items() if name in shown}


def test_the_documentation_shows_a_file_in_two_programs() -> None:
    assert {name.partition("-")[0] for name in shown_captures()} == {"khal", "calcurse"}


def test_a_page_is_given_what_the_program_shows_now() -> None:
    page = with_captures(PAGE, {"khal-list": "$ khal list\nnew\n"})
    assert page == PAGE.replace("old", "new")
