"""The reference of what an import reads: headings, words, dates, the map file, and what is never read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Final, TypeVar

import tomli
from reference_import_dates import date_rows
from reference_import_files import cap_rows, refusal_rows
from reference_words import code, page, table, text

from comah.records.spreadsheets import headings, words
from comah.records.spreadsheets.headings import What

WordKind = TypeVar("WordKind", bound=Enum)

_FIRST: Final = """\
What `comah import` makes of a workbook (.xlsx) or a CSV file. A sheet that `comah export` or `comah gaps` wrote is
known again by its first cell, and read by its own headings. Everything below is about an officer's own sheets.
[From the old spreadsheet](../how-to/from-excel.md) shows it at work."""
_HEADINGS: Final = """\
The heading row is looked for in the first 40 rows. It names the site (or the operator), and at least one more thing.
A heading may take two rows, or stand under a label that is merged over several columns. Capitals, spaces, punctuation
and hints such as (dd/mm/yy) make no difference, nor do these words: {neutral}. A heading is recognised only as a whole.
Of two columns for one thing that a site has once, the first counts. A column that is not recognised is listed, and not
read."""
_UNCLEAR: Final = """\
A heading that could mean two things is left out, with a remark, and never guessed. Write over the column which of
them it is, or say so in the map file."""
_WORDS: Final = "Capitals and punctuation make no difference. Other words are reported and not taken."
_DATES: Final = """\
Read as at 21 November 2026. Every convention is said beside the row, so that whoever knows better sees it before it
counts. A date is never made more exact than it is written, and what could be two days is not taken. Days come first.
A day after the day of the import is not taken as something that happened."""
_MAP: Final = """\
`comah import FILE --map MAP.toml` takes the officer's own words from a TOML file. What it does not know is refused, all
faults at once with their lines, and nothing is imported. Every table may be left out."""
_NEVER: Final = """\
- **Colours**, those set by rules too. Coloured cells are counted and said. If a colour means something, write it in
  words in a column.
- **Hidden sheets**, unless the map file names them. Hidden rows and columns are read, and said.
- **Comments** on cells. Those on cells that are read are shown with their row.
- **What is struck through.** A row that is wholly struck through is not taken, and does not come back.
- **Pictures, charts and text boxes.**
- **Formulas.** The value last worked out is read; nothing is worked out anew. A formula without a value is
  reported.
- **Links** to other files. Nothing is fetched.
- **Sub-headings, repeated headings, totals, notes and empty rows.** Each is passed over with a remark. A tier or a
  town in a sub-heading is not applied to the rows below it.
- **The lines above the headings.**"""
_OPENED: Final = """\
A workbook (.xlsx, .xltx) or a CSV file (.csv, .tsv, .txt; UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs).
Nothing in it is executed, and nothing is fetched. These are the limits:"""
_REFUSED: Final = """\
Anything else is refused with exit status 2, and nothing is written. What the file is goes by its first bytes, not by
its name."""
# what is taken from a column -> what becomes of it
_BECOMES: Final[dict[What, str]] = {
    What.SITE: "finds the establishment, or makes a new one; a name like another is asked about",
    What.OPERATOR: "the establishment's operator; its name too, where no column names the site",
    What.TOWN: "the establishment's town; tells two sites of one name apart",
    What.ADDRESS: "the establishment's address",
    What.POSTCODE: "added to the address",
    What.TIER: "the establishment's tier; a new one needs it",
    What.REGIME: "the law that the plan is held under; COMAH where nothing is said",
    What.GROUP: "the establishment's group",
    What.COUNCIL: "whose the site is",
    What.TESTED_ON: "an exercise held on that day, credited as a test of the plan by the post of --by",
    What.HELD_ON: "an exercise held on that day, credited with nothing until an officer decides",
    What.PLANNED_ON: "a planned exercise",
    What.EXERCISE_TYPE: "the exercise's type",
    What.EXERCISE_NAME: "the exercise's name; rows of one day, type and name are one joint exercise",
    What.STATUS: "nothing is stored; one that does not agree with the day keeps the exercise out",
    What.REVIEWED_ON: "a review of the plan, a full one unless the row says contacts",
    What.REVIEW_KIND: "full, or contacts",
    What.APPROVED_BY: "the post that approved the review",
    What.PLAN_VERSION: "an issue of the plan; it starts no clock",
    What.ISSUED_ON: "the day of that issue",
    What.PREPARED_ON: "when the plan was first prepared",
    What.INFORMATION_ON: "when the operator's information was received",
    What.TEST_DUE: "compared with the law, and never stored",
    What.REVIEW_DUE: "compared with the law, and never stored",
    What.NEXT_DUE: "the same, of the test or the review in the nearest column to its left",
    What.PUBLIC_REVIEWED_ON: "when the public information was last reviewed",
    What.PUBLIC_SENT_ON: "when the public information was last sent",
    What.SAFETY_SENT_ON: "when the safety report was last sent",
    What.SAFETY_REVIEWED_ON: "when the safety report was last reviewed",
    What.INTERNAL_TESTED_ON: "when the internal plan was last tested",
    What.INTERNAL_REVIEWED_ON: "when the internal plan was last reviewed",
    What.INTERNAL_PREPARED_ON: "when the internal plan was first prepared",
    What.LEAD: "kept in the exercise's notes",
    What.LESSONS: "lessons of the exercise, one a line",
    What.NOTES: "notes of the establishment; of the exercise, on a sheet of exercises",
    What.COMAH_ID: "the answer which establishment is meant: its id, or new",
    What.EXERCISE_ID: "the answer which exercise on record is meant: its id",
    What.LEFT_OUT: "nothing",
}
_MAP_KEYS: Final = (
    ("[columns]", '"PIZ" = "public information sent"', "a heading, and what it is to be taken for: see Headings"),
    ("[sheets] read", 'read = ["Sites"]', "only these sheets, hidden ones too"),
    ("[sheets] skip", 'skip = ["Old list"]', "all sheets but these"),
    ("[sheets] heading_row", "heading_row = { Sites = 5 }", "the row of a sheet's headings"),
    ("[sites]", '"Northbank" = "northbank-chemicals"', "a name, and the id of the site that it means, or new"),
    ("[types]", '"Level 2" = "tabletop"', "a word, and the type of exercise that it means"),
    ("[defaults] tier", 'tier = "upper"', "the tier of new sites where the row does not say"),
    ("[defaults] authority", 'authority = "exampleshire"', "whose the sites are where the row does not say"),
    ("[defaults] regime", 'regime = "comah"', "the law of the plan where the row does not say"),
)


def import_page() -> str:
    """Return the page of what an import reads.

    Raises:
        ValueError: where what becomes of a column is not told here.
    """
    data = _data()
    neutral = ", ".join(str(label) for label in data["neutral"])
    return page(
        "What an import reads",
        _FIRST,
        "## Headings",
        _HEADINGS.format(neutral=text(neutral)),
        table(("Taken for", "What becomes of it", "Other headings"), _heading_rows(data["headings"])),
        "## Headings that are not clear",
        _UNCLEAR,
        table(("Heading", "Say which"), ((text(word), text(str(which))) for word, which in data["unclear"].items())),
        "## Dates",
        _DATES,
        table(("In the cell", "Read as", "What is said"), date_rows()),
        "## Words",
        _WORDS,
        table(("Of", "Taken for", "Words"), _word_rows()),
        "## The map file",
        _MAP,
        table(
            ("Table and key", "Example", "Says"), ((code(key), code(one), text(says)) for key, one, says in _MAP_KEYS)
        ),
        "## What is never read",
        _NEVER,
        "## What is opened",
        _OPENED,
        table(("Of", "At most"), cap_rows()),
        "## What is refused",
        _REFUSED,
        table(("Such as", "What is said"), refusal_rows()),
    )


def _data() -> dict[str, dict[str, list[str]]]:
    path = Path(headings.__file__).with_name("headings.toml")
    found: dict[str, dict[str, list[str]]] = tomli.loads(path.read_text(encoding="utf-8"))
    return found


def _heading_rows(listed: Mapping[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    if _BECOMES.keys() != set(What):
        message = f"what becomes of a column is not told: {set(What) ^ _BECOMES.keys()}"
        raise ValueError(message)
    for what in What:
        others = ", ".join(dict.fromkeys(listed.get(what.value, ())))
        yield code(what.value), text(_BECOMES[what]), text(others)


def _word_rows() -> Iterator[tuple[str, str, str]]:
    yield from _of_kind("exercise type", words._TYPES)  # noqa: SLF001 - the one list of these words
    yield from _of_kind("tier", words._TIERS)  # noqa: SLF001
    yield from _of_kind("regime", words._REGIMES)  # noqa: SLF001
    yield from _of_kind("type of review", words._REVIEWS)  # noqa: SLF001


def _of_kind(name: str, known: Mapping[WordKind, str]) -> Iterator[tuple[str, str, str]]:
    for kind, listed in known.items():
        yield name, code(kind.value), text(", ".join(listed.split("|")))
