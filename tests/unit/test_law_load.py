"""Loading the packaged law: the version, the order, the values by date, and broken files."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from comah.errors import ComahError
from comah.law.load import FOLDER, load_law, read_law
from comah.model.provision import Law, Period


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the packaged folder, to break it."""
    return Path(shutil.copytree(FOLDER, tmp_path / "gb"))


def three_years_test(law: Law) -> list[str]:
    found = law.find("COMAH-14-TEST")
    assert found is not None
    return [f"{value.in_force_from} {value.interval}" for value in found.values]


def test_the_version_says_what_text_was_read() -> None:
    assert load_law().version == "GB 2026-11-21 (COMAH text as at 1 January 2017)"


def test_it_is_read_once() -> None:
    assert load_law() is load_law()


def test_the_local_authority_comes_first_and_each_instrument_in_its_own_order() -> None:
    ids = [row.id for row in load_law().provisions]
    assert ids[:5] == ["COMAH-13-PREP", "COMAH-13-CONSULT", "COMAH-14-REVIEW", "COMAH-14-TEST", "COMAH-14-FACTORS"]
    assert ids.index("COMAH-6-OTHER") < ids.index("COMAH-9-OTHER") < ids.index("COMAH-10-SR")
    assert ids[24:31] == [
        "REPPIR-8-DEPZ",
        "REPPIR-11-PREP",
        "REPPIR-12-REVIEW",
        "REPPIR-12-TEST",
        "REPPIR-12-REPORT",
        "REPPIR-12-SEND",
        "REPPIR-21-INFO",
    ]
    assert ids[31:] == [
        "PSR-25-PREP",
        "PSR-25-REVIEW",
        "CCA-25-EXERCISE",
        "POL-DEBRIEF",
        "POL-ELEMENTS",
        "POL-KPI",
        "POL-REPORT",
    ]


def test_a_duty_is_found_in_any_case_of_letters() -> None:
    found = load_law().find("comah-14-test")
    assert found is not None
    assert found.citation == "COMAH 2015 reg 14(1)(b)"
    assert found.title == "Test the external plan"


def test_words_folded_over_lines_in_a_file_are_one_line() -> None:
    for row in load_law().provisions:
        for words in (row.record_key, row.verified, row.inference, row.note):
            assert "\n" not in words
            assert "  " not in words
            assert words == words.strip()


def test_a_later_value_holds_from_its_own_day(copy: Path) -> None:
    file = copy / "comah-14-test.toml"
    more = "\n[[values]]\nin_force_from = 2027-01-01\ninterval = { years = 2 }\n"
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8", newline="\n")
    row = read_law(copy).find("COMAH-14-TEST")
    assert row is not None
    before, last_day, first_day = (row.value_on(date(*day)) for day in ((2015, 5, 31), (2026, 12, 31), (2027, 1, 1)))
    assert before is None
    assert last_day is not None
    assert last_day.interval == Period(years=3)
    assert first_day is not None
    assert first_day.interval == Period(years=2)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id = \xff\n", "can't decode byte 0xff"),
        (b"id = \n", "Invalid value"),
        (b'id = "COMAH-14-TEST"\n', "missing required field"),
        (b'id = "comah 14"\n', "matching regex"),
    ],
    ids=["not UTF-8", "no TOML", "keys missing", "a bad id"],
)
def test_a_broken_file_is_named(copy: Path, content: bytes, said: str) -> None:
    (copy / "comah-14-test.toml").write_bytes(content)
    with pytest.raises(ComahError, match=rf"comah-14-test\.toml: .*{said}"):
        read_law(copy)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("interval =", 'interval = { years = "3" } #', "Expected `int`, got `str`"),
        ("interval =", "interval = { fortnights = 3 } #", "unknown field `fortnights`"),
        ("interval =", "interval = { years = -3 } #", "`int` >= 0"),
        ('reads = "tests"', 'reads = "tea leaves"', "Invalid enum value 'tea leaves'"),
        ("[[values]]", "[[value]]", "unknown field `value`"),
    ],
)
def test_a_value_of_the_wrong_form_is_named(copy: Path, old: str, new: str, said: str) -> None:
    file = copy / "comah-14-test.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    with pytest.raises(ComahError) as caught:
        read_law(copy)
    assert "comah-14-test.toml" in str(caught.value)
    assert said in str(caught.value)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ComahError, match=r"the packaged law is broken: set\.toml"):
        read_law(tmp_path / "nowhere")


def test_the_packaged_test_interval_as_written() -> None:
    assert three_years_test(load_law()) == ["2015-06-01 3 years"]
