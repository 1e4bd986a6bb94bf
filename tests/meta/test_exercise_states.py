"""The drawing of an exercise's states holds what the table of moves holds, and nothing else."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from make_reference import DOCS, read
from reference_states import states_page

from comah.exercises.moves import MOVES, ORDER
from comah.exercises.state import State
from comah_cli.commands.exercise import exercise

SVG = "{http://www.w3.org/2000/svg}"


def drawing() -> ET.Element:
    return ET.fromstring(read(DOCS / "explanation" / "exercise-states.svg"))  # noqa: S314 -- a file of this repository


def test_every_change_of_state_is_drawn_once() -> None:
    drawn = [move.strip() for path in drawing().iter(f"{SVG}path") for move in path.get("data-moves", "").split(";")]
    changes = [
        f"{one.state.value} {one.command.value} {one.after.value}"
        for one in MOVES
        if one.after is not None and one.after is not one.state
    ]
    assert sorted(filter(None, drawn)) == sorted(changes)


def test_every_state_and_every_command_that_changes_one_is_named_in_the_drawing() -> None:
    texts = [text.text or "" for text in drawing().iter(f"{SVG}text")]
    words = {word.strip() for text in texts for word in text.split(",")}
    assert {state.value for state in State} <= words
    assert {one.command.value for one in MOVES if one.after not in {None, one.state}} <= words


def test_the_page_tells_of_every_state_with_every_command() -> None:
    page = states_page()
    for state in ORDER:
        section = page.split(f"### {state.value}\n")[1].split("\n### ")[0]
        assert section.count("\n| `") == 9
        assert section.count("| refused |") == sum(one.is_refused for one in MOVES if one.state is state)


def test_every_command_of_the_table_is_one_of_the_program() -> None:
    known = {command.name for command in exercise.registered_commands}
    assert {one.command.value.partition(" ")[0] for one in MOVES} <= known
