"""What an officer who typed a command wrongly is told: what to type instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import EXAMPLE, run_comah

RECORD = ("record", "test", "northbank")
BY = ("--by", "emergency planning officer")


def told(*typed: str) -> str:
    done = run_comah(*typed, "--sites", EXAMPLE)
    assert (done.status, done.out) == (2, "")
    return done.err.rpartition("Error: ")[2].strip()


def test_a_post_that_was_left_out() -> None:
    assert told(*RECORD, "--on", "12/05/2026") == (
        "Missing option '--by'. The post that records this, never a person's name. "
        'Example: --by "emergency planning officer"'
    )


def test_a_day_that_was_left_out() -> None:
    assert told(*RECORD, *BY) == (
        "Missing option '--on'. When: 12/05/2023, '12 May 2023', 'May 2023', 'Q2 2024' or 2023-05-12. Day first."
    )


@pytest.mark.parametrize(
    ("typed", "extra"),
    [
        (("--on", "12/05/2026", "--by", "emergency", "planning", "officer"), "(planning officer)"),
        (("--on", "12", "May", "2026", *BY), "(May 2026)"),
    ],
    ids=["a post", "a day"],
)
def test_words_without_quotation_marks(typed: tuple[str, ...], extra: str) -> None:
    says = told(*RECORD, *typed)
    assert extra in says
    assert says.endswith('Several words need quotation marks: --by "emergency planning officer", --on "12 May 2026"')


def test_a_word_that_is_none_of_those_to_choose_from() -> None:
    assert told("exercise", "new", "northbank", "--type", "table", *BY).startswith(
        "Invalid value for '--type': 'table' is not one of 'seminar', 'tabletop'"
    )


def test_a_command_that_does_not_exist() -> None:
    assert told("exercise", "nwe") == "No such command 'nwe'. Did you mean 'new'?"


@pytest.mark.parametrize("group", ["record", "exercise", "lesson", "activation", "review", "site"])
def test_a_list_of_commands_breaks_off_nowhere(group: str) -> None:
    done = run_comah(group, "--help")
    listed = done.out.partition("Commands:")[2]
    assert done.status == 0
    assert listed.strip().endswith(".")
    assert "..." not in listed


def test_where_no_register_is_found_a_new_one_is_offered(tmp_path: Path) -> None:
    done = run_comah("due", "--sites", tmp_path / "nowhere")
    assert done.status == 3
    assert "To start a register of your own: comah init DIR." in done.err


def test_a_folder_that_is_taken_says_where_else(tmp_path: Path) -> None:
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "old.txt").write_text("kept", encoding="utf-8", newline="\n")
    done = run_comah("init", "sites", folder=tmp_path)
    assert done.status == 2
    assert done.err == (
        "sites is not empty (it holds old.txt): a register is started in a new or empty folder. "
        "Give another name, or go to another folder first.\n"
    )
