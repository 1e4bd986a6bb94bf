from __future__ import annotations

from pathlib import Path

import pytest
from register_text import register

from comah.model.kinds import ExerciseType, Regime, Tier
from comah.model.said import RowAt
from comah.records.spreadsheets.asked_site import Asked, Found
from comah.records.spreadsheets.headings import What
from comah.records.spreadsheets.mapping import Mapping, MappingError, read_mapping
from comah.records.spreadsheets.site_names import are_alike
from comah.records.spreadsheets.which_site import Sites

BOOK = register(
    {
        "establishments/northbank": 'name = "Northbank Chemicals Ltd"\ntown = "Exampleton"\n'
        'operator = "Example Chemicals"',
        "establishments/univar-widnes": 'name = "Univar Ltd"\ntown = "Widnes"',
        "establishments/koura": 'name = "Koura"\ntown = "Runcorn"\n'
        '[[history]]\non = "2010"\nevent = "renamed"\nnote = "was Mexichem Fluor"',
        "establishments/ineos-inovyn": 'name = "INEOS Inovyn"\ntown = "Runcorn"',
        "establishments/ineos-enterprises": 'name = "INEOS Enterprises Ltd"\ntown = "Runcorn"\n'
        '[[history]]\non = "2010"\nevent = "renamed"\nnote = "was part of INEOS ChlorVinyls"',
        "establishments/iconichem": 'name = "IconiChem Widnes"\ntown = "Widnes"',
        "exercises/2023-eastquay-live": "held_on = 2023-05-12",
    }
)


class Rows:
    """Rows of one file, asked about one after another."""

    def __init__(self, mapping: Mapping | None = None) -> None:
        self.sites = Sites(BOOK, mapping or Mapping())
        self.number = 1

    def find(self, name: str, *, town: str = "", tier: Tier | None = Tier.UPPER, answer: str = "") -> Found:
        self.number += 1
        at = RowAt(file="sites.xlsx", sheet="Sites", row=self.number)
        return self.sites.find(Asked(name=name, town=town, tier=tier, authority="halton", answer=answer, at=at))

    def id(self, name: str, *, town: str = "", answer: str = "") -> str:
        found = self.find(name, town=town, answer=answer)
        assert found.site, found.question
        return found.site.id


@pytest.mark.parametrize(
    ("name", "town", "site"),
    [
        ("Northbank Chemicals Ltd", "", "northbank"),
        ("NORTH BANK CHEMICALS LIMITED (UK)", "", "northbank"),
        ("Northbank Chemicals (Exampleton)", "Exampleton", "northbank"),
        ("northbank", "", "northbank"),
        ("Example Chemicals", "", "northbank"),
        ("Univar (Widnes)", "", "univar-widnes"),
        ("Univar Widnes", "Widnes, Cheshire", "univar-widnes"),
        ("Univar plc", "Widnes", "univar-widnes"),
    ],
)
def test_one_clear_match_is_taken(name: str, town: str, site: str) -> None:
    assert Rows().id(name, town=town) == site


@pytest.mark.parametrize(
    ("name", "town", "why"),
    [
        ("Univar", "Runcorn", "in another town"),
        ("Northbank", "Otherton", "like another"),
        ("Northbnk Chemicals", "", "like another"),
        ("Mexichem Fluor", "", "history of a site on record"),
        ("Icon Chem", "", "like another: IconiChem Widnes"),
    ],
)
def test_a_name_that_is_merely_like_one_is_asked_about(name: str, town: str, why: str) -> None:
    found = Rows().find(name, town=town)
    assert found.site is None
    assert why in found.question
    assert 'under "comah id"' in found.question


@pytest.mark.parametrize("name", ["Ineos Runcorn", "INEOS", "Ineos (Runcorn Site)"])
def test_a_name_with_the_town_for_the_rest_names_every_site_it_may_mean(name: str) -> None:
    found = Rows().find(name)
    assert found.site is None
    assert "(ineos-enterprises, on record)" in found.question
    assert "(ineos-inovyn, on record)" in found.question


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Northbank Unit 1", "Northbank Unit 2"),
        ("Site0001", "Site0002"),
        ("Univar Widnes", "Univar Runcorn"),
        ("Northbank East", "Northbank West"),
        ("Eastquay Chemicals", "Westgate Chemicals"),
    ],
)
def test_names_that_tell_sites_apart_are_not_alike(one: str, other: str) -> None:
    assert not are_alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bridge St Tank Farm", "Bridge Street Tank Farm"),
        ("Hale Rd", "Hale Road"),
        ("Northgate Chem", "Northgate Chemicals"),
        ("Mill Ave Depot", "Mill Avenue Depot"),
        ("Ashby Ind Est", "Ashby Industrial Estate"),
        ("Ashby Eng", "Ashby Engineering"),
        ("Ashby Mfg", "Ashby Manufacturing"),
        ("Ashby Co", "Ashby Company"),
        ("Ashby Bros", "Ashby Brothers"),
        ("Ashby & Hale", "Ashby Hale"),
        ("Ashby Wks", "Ashby Works"),
    ],
)
def test_a_short_form_makes_no_second_site_without_a_question(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        rows = Rows()
        rows.id(first, town="Exampleton")
        found = rows.find(second, town="Exampleton")
        assert found.site is None
        assert "like another" in found.question


def test_a_short_form_is_asked_about_however_many_sites_share_its_words() -> None:
    rows = Rows()
    for number in range(60):
        rows.find(f"Hale Works Number {number}", answer="new")
    rows.id("Hale Road")
    assert "Hale Road" in rows.find("Hale Rd").question


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hale Rd", "Hale Street"), ("Hale Road Unit 10", "Hale Rd Unit 101"), ("Bridge St Acids", "Bridge Street Gas")],
)
def test_a_short_form_does_not_hide_what_tells_two_sites_apart(one: str, other: str) -> None:
    assert not are_alike(one, other)


def test_a_site_that_shares_one_word_with_another_is_not_asked_about() -> None:
    assert Rows().id("Castner Chemicals Exampleton") == "castner-chemicals-exampleton"
    rows = Rows()
    assert rows.id("Elm Park Acids", town="Elm Park") == "elm-park-acids"
    assert rows.id("Westbank Acids", town="Exampleton") == "westbank-acids"


def test_a_new_site_is_kept_for_the_rows_below() -> None:
    rows = Rows()
    first, second = rows.find("Eastquay Works", town="Exampleton"), rows.find("EASTQUAY WORKS LTD")
    assert first.site is not None
    assert (first.site.id, first.is_first, second.is_first) == ("eastquay-works", True, False)
    assert second.site == first.site


def test_the_same_name_in_another_town_is_asked_about_and_answered() -> None:
    rows = Rows()
    assert rows.id("Flogas", town="Widnes") == "flogas"
    assert "in another town" in rows.find("Flogas", town="Runcorn").question
    assert rows.id("Flogas", town="Runcorn", answer="new") == "flogas-runcorn"
    assert rows.id("Flogas", town="Runcorn", answer="new") == "flogas-runcorn"


def test_two_names_for_one_site_in_a_file_are_asked_about_and_answered() -> None:
    rows = Rows()
    assert rows.id("Eastquay Storage") == "eastquay-storage"
    assert "new in Sites row 2" in rows.find("Eastquay").question
    assert rows.id("Eastquay", answer="eastquay-storage") == "eastquay-storage"


def test_an_answer_that_is_no_site_is_said_with_the_nearest() -> None:
    assert 'Perhaps "northbank" is meant' in Rows().find("Eastquay", answer="northbnk").question


def test_the_map_file_answers_for_a_name() -> None:
    assert Rows(Mapping(sites={"mexichemfluor": "koura"})).id("Mexichem Fluor") == "koura"
    assert Rows(Mapping(sites={"northbnk": "new"})).id("Northbnk") == "northbnk"


def test_a_new_site_needs_its_tier() -> None:
    assert "give its tier" in Rows().find("Eastquay", tier=None).question


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("2023 Eastquay Live", "2023-eastquay-live-2"),
        ("Con", "con-site"),
        ("\N{CYRILLIC CAPITAL LETTER A}", "site"),
        ("Caf\N{LATIN SMALL LETTER E WITH ACUTE} Oil & Gas", "cafe-oil-and-gas"),
    ],
)
def test_an_id_is_made_of_the_name_and_is_free(name: str, identifier: str) -> None:
    assert Rows().id(name) == identifier


def test_a_map_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(
        '[columns]\n"Last drill" = "Date of test"\n[sheets]\nread = ["Sites"]\nheading_row = { Sites = 5 }\n'
        '[sites]\n"Mexichem Fluor" = "koura"\n[types]\n"Phase 2" = "TTX"\n'
        '[defaults]\ntier = "top"\nauthority = "halton"\nregime = "COMAH"\n',
        encoding="utf-8",
    )
    assert read_mapping(path) == Mapping(
        file="map.toml",
        columns={"last drill": What.TESTED_ON},
        headings=("Last drill",),
        read=("Sites",),
        heading_rows={"Sites": 5},
        sites={"mexichemfluor": "koura"},
        types={"phase 2": ExerciseType.TABLETOP},
        tier=Tier.UPPER,
        authority="halton",
        regime=Regime.COMAH,
    )


def test_every_fault_of_a_map_file_is_said_at_once_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(
        '[colums]\n[columns]\n"Last drill" = "date of tset"\n[sheets]\nread = "Sites"\nheading_row = 5\n'
        '[sites]\nNorthbank = 3\n[types]\nX = "pantomime"\n[defaults]\ntier = "middle"\ncouncil = "halton"\n',
        encoding="utf-8",
    )
    with pytest.raises(MappingError) as refused:
        read_mapping(path)
    lines = str(refused.value).splitlines()
    assert [line.split(":")[1] for line in lines[1:]] == ["1", "13", "3", "10", "5", "6", "8", "12"]
    assert 'Perhaps "columns" is meant' in lines[1]
    assert 'Perhaps "date of test" is meant' in lines[3]


def test_a_map_file_that_is_no_toml_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(MappingError, match="not UTF-8"):
        read_mapping(tmp_path / "map.toml")
    with pytest.raises(MappingError, match="cannot be read"):
        read_mapping(tmp_path / "none.toml")


@pytest.mark.parametrize("line", ['Last exercise = "date of test"', 'Date of test (live) = "date of test"'])
def test_a_heading_of_several_words_is_to_be_put_in_quotation_marks(tmp_path: Path, line: str) -> None:
    (tmp_path / "map.toml").write_text(f"[columns]\n{line}\n", encoding="utf-8")
    heading = line.partition(" =")[0]
    with pytest.raises(MappingError) as refused:
        read_mapping(tmp_path / "map.toml")
    assert f'map.toml:2: {heading} is of several words: put it in quotation marks, such as "{heading}" =' in str(
        refused.value
    )
