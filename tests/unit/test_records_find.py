"""Where the register is looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from comah.errors import RegisterNotFoundError
from comah.records.find import find_register


def register(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "register.toml").write_text("schema = 1\n", encoding="utf-8")
    return folder


def test_the_folder_named_on_the_command_line_comes_first(tmp_path: Path) -> None:
    named, other = register(tmp_path / "named"), register(tmp_path / "other")
    register(tmp_path / "sites")
    assert find_register(named, str(other), tmp_path) == named
    assert find_register(Path("named"), str(other), tmp_path) == named


def test_then_the_environment_then_sites_here(tmp_path: Path) -> None:
    other, here = register(tmp_path / "other"), register(tmp_path / "sites")
    assert find_register(None, "other", tmp_path) == other
    assert find_register(None, "", tmp_path) == here
    assert find_register(None, None, tmp_path) == here


def test_then_the_nearest_parent_that_has_one(tmp_path: Path) -> None:
    far = register(tmp_path / "sites")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert find_register(None, None, below) == far
    near = register(tmp_path / "a" / "sites")
    assert find_register(None, None, below) == near


def test_a_folder_inside_the_register_belongs_to_it(tmp_path: Path) -> None:
    root = register(tmp_path / "anything")
    (root / "halton" / "establishments").mkdir(parents=True)
    assert find_register(None, None, root / "halton" / "establishments") == root
    assert find_register(None, None, root) == root


@pytest.mark.parametrize(("sites", "env", "how"), [(Path("gone"), None, "--sites"), (None, "gone", "COMAH_SITES")])
def test_a_place_that_was_named_is_never_passed_over(
    tmp_path: Path, sites: Path | None, env: str | None, how: str
) -> None:
    register(tmp_path / "sites")
    with pytest.raises(RegisterNotFoundError) as caught:
        find_register(sites, env, tmp_path)
    assert f"{tmp_path / 'gone'} ({how}): no such folder" in str(caught.value)
    assert "comah init --example DIR" in str(caught.value)


def test_the_folder_above_the_register_points_to_it(tmp_path: Path) -> None:
    register(tmp_path / "sites")
    with pytest.raises(RegisterNotFoundError, match="There is one in"):
        find_register(tmp_path, None, tmp_path)


def test_where_none_is_found_every_place_is_named(tmp_path: Path) -> None:
    below = tmp_path / "a"
    below.mkdir()
    with pytest.raises(RegisterNotFoundError) as caught:
        find_register(None, None, below)
    said = str(caught.value)
    for folder in (below / "sites", below, tmp_path / "sites", tmp_path):
        assert str(folder / "register.toml") in said
    assert "comah init --example DIR" in said
