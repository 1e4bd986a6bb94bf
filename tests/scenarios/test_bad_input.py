"""Every kind of bad input is a finding that says where, what was expected, and how to write it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from comah.errors import RegisterUnreadableError
from comah.model.book import Book
from comah.model.establishment import Establishment
from comah.model.kinds import Regime, ReviewKind, Severity
from comah.model.problem import Problem
from comah.records.load import load_book

REGISTER = """schema = 1
forum = "Example Resilience Forum"
authorities = [{ id = "halton", name = "Example Council" }]
agencies = [{ id = "example-police", name = "Example Constabulary", category = 1 }]
"""
AUTHORITY = """schema = 1
id = "halton"
name = "Example Council"
"""
SITE = """schema = 1
id = "{id}"
name = "Example Site"
tier = "upper"
"""
EXERCISE = """schema = 1
id = "{id}"
name = "Exercise Example"
type = "live"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a register of one authority with one sound site, westbank."""
    write(tmp_path, "register.toml", REGISTER)
    write(tmp_path, "halton/authority.toml", AUTHORITY)
    write(tmp_path, "halton/establishments/westbank.toml", SITE.format(id="westbank"))
    return tmp_path


def write(root: Path, name: str, text: str | bytes) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def site(root: Path, text: str | bytes, name: str = "northbank") -> Book:
    """Read the register with one more site, made of this text."""
    write(root, f"halton/establishments/{name}.toml", text)
    return load(root)


def exercise(root: Path, text: str, name: str = "2026-northbank") -> Book:
    write(root, f"halton/exercises/{name}.toml", EXERCISE.format(id=name) + text)
    return load(root)


def load(root: Path) -> Book:
    """Read the register; whatever is wrong in it, the sound site stays in sight."""
    book = load_book(root)
    assert "westbank" in ids(book)
    return book


def ids(book: Book) -> list[str]:
    return [one.id for authority in book.authorities for one in authority.establishments]


def northbank(book: Book) -> Establishment:
    return next(one for one in book.authorities[0].establishments if one.id == "northbank")


def only(book: Book) -> Problem:
    assert len(book.problems) == 1, book.problems
    return book.problems[0]


NORTHBANK = SITE.format(id="northbank")
FILE = "halton/establishments/northbank.toml"


def test_a_sound_register_has_no_problem(root: Path) -> None:
    book = site(root, NORTHBANK)
    assert book.problems == ()
    assert ids(book) == ["northbank", "westbank"]
    assert book.faulty_files == frozenset()


def test_an_unknown_key_names_the_nearest_and_the_record_is_taken_in(root: Path) -> None:
    book = site(root, NORTHBANK + '[[plans]]\nregime = "comah"\nfirst_prepard_on = 2017-03-14\n')
    fault = only(book)
    assert (fault.severity, fault.file, fault.line) == (Severity.ERROR, FILE, 7)
    assert fault.key == "plans[0].first_prepard_on"
    assert fault.nearest == "first_prepared_on"
    assert not fault.hides_file
    assert northbank(book).plans[0].first_prepared_on is None


def test_all_faults_of_a_file_come_at_once_each_with_its_line(root: Path) -> None:
    book = site(
        root,
        NORTHBANK
        + "town = 5\n"
        + 'next_test_type = "Tabletopp"\n'
        + "[[plans]]\n"
        + 'regime = "comah"\n'
        + "history_complete = 1\n"
        + 'reviews = [{ on = 2023-11-01 }, { on = "1/11/2023" }]\n'
        + "[[plans]]\n"
        + 'regime = "pipline"\n',
    )
    found = [(fault.line, fault.key, fault.nearest) for fault in book.problems]
    assert found == [
        (5, "town", ""),
        (6, "next_test_type", "tabletop"),
        (9, "plans[0].history_complete", ""),
        (10, "plans[0].reviews[1].on", ""),
        (12, "plans[1].regime", "pipeline"),
    ]
    assert book.problems[0].expected == "a text in quotation marks (the town)"
    assert book.problems[0].example == 'town = "Exampleton"'
    assert book.problems[2].expected.startswith("true or false, without quotation marks")
    assert [plan.regime for plan in northbank(book).plans] == [Regime.COMAH]


def test_a_fault_in_a_required_key_hides_the_file_and_no_other(root: Path) -> None:
    book = site(root, NORTHBANK.replace('"upper"', '"Uper"'))
    fault = only(book)
    assert fault.hides_file
    assert fault.nearest == "upper"
    assert fault.message == 'tier is "Uper"'
    assert fault.expected == "one of upper, lower"
    assert fault.example == 'tier = "upper"'
    assert ids(book) == ["westbank"]
    assert book.faulty_files == {FILE}


def test_a_required_key_left_out_or_empty_is_said_to_be_missing(root: Path) -> None:
    assert only(site(root, NORTHBANK.replace('name = "Example Site"\n', ""))).message == "name is missing or empty"
    fault = only(site(root, NORTHBANK.replace('"Example Site"', '""')))
    assert (fault.key, fault.message, fault.hides_file) == ("name", "name is missing or empty", True)


def test_an_empty_text_is_the_same_as_leaving_the_key_out(root: Path) -> None:
    book = site(root, NORTHBANK + 'next_test_type = ""\n[[plans]]\nregime = "comah"\nmodular = ""\nreviews = ""\n')
    assert book.problems == ()
    assert northbank(book).next_test_type is None


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ('"2026-02-30"', "first_prepared_on: '2026-02-30': there is no such day"),
        ('"2026-06/2026-03"', "first_prepared_on: '2026-06/2026-03' ends before it starts"),
        ("2026-03-01T10:00:00Z", "first_prepared_on: a date with a time of day is no date"),
        ('"May 2023"', "first_prepared_on: 'May 2023' is no date value"),
        ("2023", "first_prepared_on: a number is no date"),
        ("1850-01-01", "first_prepared_on: 1850-01-01 is outside the years 1900 to 2199"),
        ("[]", "first_prepared_on: a list is no date"),
    ],
)
def test_what_is_no_date_costs_the_key_alone(root: Path, written: str, message: str) -> None:
    book = site(
        root, NORTHBANK + f'[[plans]]\nregime = "comah"\nhistory_complete = true\nfirst_prepared_on = {written}\n'
    )
    fault = only(book)
    assert fault.message == message
    assert fault.expected.startswith("a date such as 2023-05-12")
    assert fault.example == "first_prepared_on = 2017-03-14"
    assert northbank(book).plans[0].history_complete


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("first_prepared_on = 2026-02-30", "a day that exists, as year-month-day with two digits each"),
        ("first_prepared_on = 2026-13-01", "a day that exists, as year-month-day with two digits each"),
        ("first_prepared_on = 2026-1-3", "a day that exists, as year-month-day with two digits each"),
        ("first_prepared_on = 12/05/2023", "a date written year-month-day"),
        ("first_prepared_on = 12 May 2023", "a date written year-month-day"),
        ("modular = yes", "true or false, in small letters"),
        ("modular = False", "true or false, in small letters"),
        ("agreed_reference = CA/2025", "a text in quotation marks"),
        ("agreed_reference = “CA/2025”", "straight quotation marks, not a word processor's curly ones"),
        ('agreed_reference = "CA/2025', "a text that ends with a quotation mark"),
        ('agreed_reference = "S:\\plans"', "single quotation marks round a text that holds a backslash"),
        ('agreed_reference = "CA" 2025', "one text in quotation marks, and nothing after it on the line"),
        ("agreed_reference =", 'a value after the equals sign; "" where it is not known'),
        ("reviews = [{ on = 2023-11-01, kind = full }]", "a list in square brackets, each text in quotation marks"),
        ("agreed_reference = " + "9" * 5000, "a number of a few digits"),
    ],
)  # fmt: skip
def test_a_statement_that_is_no_toml_costs_that_statement_alone(root: Path, line: str, expected: str) -> None:
    book = site(root, NORTHBANK + f'[[plans]]\nregime = "comah"\n{line}\nhistory_complete = true\n')
    fault = only(book)
    assert (fault.file, fault.line, fault.expected) == (FILE, 7, expected)
    assert fault.key == line.partition(" =")[0]
    assert fault.example
    assert len(fault.message) < 120
    assert northbank(book).plans[0].history_complete


def test_several_statements_that_are_no_toml_are_found_in_one_pass(root: Path) -> None:
    book = site(root, NORTHBANK + "town = Widnes\naddress = Dans Road\n")
    assert [(fault.line, fault.key) for fault in book.problems] == [(5, "town"), (6, "address")]
    assert northbank(book).town == ""


def test_a_required_statement_that_is_no_toml_hides_the_file_and_is_reported_once(root: Path) -> None:
    book = site(root, NORTHBANK.replace('"Example Site"', "Example Site"))
    fault = only(book)
    assert (fault.line, fault.hides_file) == (3, True)


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ('[[plans]\nregime = "comah"\n', 5, "as many brackets after the word as before it"),
        ('town = "Widnes"\ntown = "Runcorn"\n', 6, "each key once"),
        ("[safety_report]\n[safety_report]\n", 6, "each [table] once; one of several is written [[plans]]"),
        ("Widnes, upper tier\n", 5, "a key, an equals sign and a value"),
        ('source = """\nnot closed\n', 6, "a key, an equals sign and a value"),
        ("reviews = [\n  { on = 2023-11-01 }\n", 6, "a key, an equals sign and a value"),
        ('town = """two\nlines"""\naddress = Dans Road\n', 7, "a text in quotation marks"),
    ],
)  # fmt: skip
def test_where_a_guess_would_be_needed_the_file_is_hidden(root: Path, text: str, line: int, expected: str) -> None:
    fault = only(site(root, NORTHBANK + text))
    assert (fault.line, fault.expected, fault.hides_file) == (line, expected, True)
    assert fault.example or fault.message


def test_a_misspelt_kind_of_review_never_becomes_a_full_review(root: Path) -> None:
    book = site(root, NORTHBANK + '[[plans]]\nregime = "comah"\nreviews = [{ on = 2024-05-01, kind = "contact" }]\n')
    assert only(book).nearest == "contacts"
    assert northbank(book).plans[0].reviews == ()
    book = site(root, NORTHBANK + '[[plans]]\nregime = "comah"\nreviews = [{ on = 2024-05-01, knd = "contacts" }]\n')
    assert only(book).nearest == "kind"
    assert northbank(book).plans[0].reviews == ()
    book = site(root, NORTHBANK + '[[plans]]\nregime = "comah"\nreviews = [{ on = 2024-05-01, type = "contacts" }]\n')
    assert only(book).nearest == ""
    assert northbank(book).plans[0].reviews == ()


def test_a_key_too_many_costs_nothing_where_all_is_said(root: Path) -> None:
    keys = 'on = 2024-05-01, kind = "full", remark = "signed in June"'
    book = site(root, f'{NORTHBANK}[[plans]]\nregime = "comah"\nreviews = [{{ {keys} }}]\n')
    assert only(book).nearest == ""
    assert [one.kind.value for one in northbank(book).plans[0].reviews] == ["full"]


def test_an_exemption_with_a_faulty_end_does_not_last_for_ever(root: Path) -> None:
    text = '[[plans]]\nregime = "comah"\nexemptions = [{ from = 2016-06-01, until = "31/3/2025" }]\n'
    book = site(root, NORTHBANK + text)
    assert only(book).key == "plans[0].exemptions[0].until"
    assert northbank(book).plans[0].exemptions == ()
    book = site(root, NORTHBANK + text.replace('"31/3/2025"', "2025-03-31").replace("until", "untill"))
    assert only(book).nearest == "until"
    assert northbank(book).plans[0].exemptions == ()


@pytest.mark.parametrize("slip", ["untl = 2025-03-31", "ended_on = 2025-03-31"])
def test_an_exemption_with_a_key_unknown_exempts_nothing(root: Path, slip: str) -> None:
    text = f'[[plans]]\nregime = "comah"\nexemptions = [{{ from = 2016-06-01, {slip}, reference = "CA/1" }}]\n'
    assert northbank(site(root, NORTHBANK + text)).plans[0].exemptions == ()


@pytest.mark.parametrize("blank", ["", " ", "\\t", "\u00a0"])
def test_a_text_of_spaces_is_none(root: Path, blank: str) -> None:
    text = f'[[plans]]\nregime = "comah"\nexemptions = [{{ from = 2016-06-01, reference = "{blank}" }}]\n'
    assert northbank(site(root, NORTHBANK + text)).plans[0].exemptions[0].reference == ""


def test_a_faulty_text_in_an_exemption_costs_that_text_alone(root: Path) -> None:
    book = site(root, NORTHBANK + '[[plans]]\nregime = "comah"\nexemptions = [{ from = 2016-06-01, reference = 7 }]\n')
    assert only(book).key == "plans[0].exemptions[0].reference"
    assert northbank(book).plans[0].exemptions[0].from_ is not None


def test_one_faulty_word_of_a_list_costs_that_word_alone(root: Path) -> None:
    book = exercise(
        root, 'credits = [{ plan = "westbank", conclusion = "tested", elements = ["warnings", "resources"] }]\n'
    )
    fault = only(book)
    assert (fault.key, fault.nearest) == ("credits[0].elements[0]", "warning")
    assert [element.value for element in book.authorities[0].exercises[0].credits[0].elements] == ["resources"]


def test_a_list_item_without_its_required_key_is_dropped_alone(root: Path) -> None:
    book = exercise(root, 'credits = [{ plan = "westbank" }, { plan = "westbank", conclusion = "tested" }]\n')
    fault = only(book)
    assert (fault.key, fault.message) == ("credits[0].conclusion", "conclusion is missing or empty")
    assert [credit.place.table for credit in book.authorities[0].exercises[0].credits] == ["credits[1]"]


def test_one_table_where_a_list_belongs(root: Path) -> None:
    fault = only(site(root, NORTHBANK + '[plans]\nregime = "comah"\n'))
    assert fault.message == "plans is a table"
    assert fault.expected.startswith("a list in square brackets")
    assert fault.example == 'plans = [{ regime = "comah" }]'


def test_an_upper_tier_site_without_plans_has_one_empty_comah_plan(root: Path) -> None:
    book = site(root, NORTHBANK)
    assert [plan.regime for plan in northbank(book).plans] == [Regime.COMAH]
    assert northbank(book).plans[0].place.file.name == FILE
    lower = site(root, NORTHBANK.replace("upper", "lower"))
    assert northbank(lower).plans == ()


def test_of_two_plans_of_one_regime_the_second_is_left_out(root: Path) -> None:
    plans = '[[plans]]\nregime = "comah"\n[[plans]]\nregime = "reppir"\n[[plans]]\nregime = "comah"\nmodular = true\n'
    book = site(root, NORTHBANK + plans)
    fault = only(book)
    assert fault.message == "a second comah plan; the first, on line 5, is used"
    assert (fault.line, fault.key) == (9, "plans[2]")
    assert [plan.regime for plan in northbank(book).plans] == [Regime.COMAH, Regime.REPPIR]
    assert not northbank(book).plans[0].modular


def test_a_byte_order_mark_is_taken_in_with_a_warning(root: Path) -> None:
    book = site(root, b"\xef\xbb\xbf" + NORTHBANK.encode())
    fault = only(book)
    assert (fault.severity, fault.line) == (Severity.WARNING, 1)
    assert northbank(book).name == "Example Site"
    assert book.faulty_files == frozenset()


def test_bytes_that_are_not_utf_8_are_named_with_their_line(root: Path) -> None:
    book = site(root, NORTHBANK.encode() + 'town = "Käln"\n'.encode("latin-1"))
    fault = only(book)
    assert (fault.line, fault.hides_file) == (5, True)
    assert fault.message == "byte 75 of the file (0xE4) is not UTF-8"
    assert "Notepad" in fault.expected


def test_utf_16_as_old_editors_save_it(root: Path) -> None:
    assert only(site(root, NORTHBANK.encode("utf-16"))).hides_file


def test_windows_line_ends_change_neither_lines_nor_digest(root: Path) -> None:
    text = NORTHBANK + "town = 5\n"
    unix = site(root, text)
    windows = site(root, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert windows.digest == unix.digest
    assert windows.problems[-1].line == only(unix).line == 5


def test_a_large_file_is_refused_before_it_is_read(root: Path) -> None:
    path = root / FILE
    with path.open("wb") as file:
        file.truncate(50_000_000)
    fault = only(load(root))
    assert fault.message == "is 50.0 MB and was not read"
    assert fault.expected == "a record of at most 5 MB"


@pytest.mark.parametrize(
    "text",
    [
        "plans = " + "[" * 10_000,
        "plans = " + "[" * 10_000 + "]" * 10_000,
        "a = " + "{a=" * 10_000,
        ".".join("a" * 10_000) + " = 1",
        "[" + ".".join("a" * 10_000) + "]",
        "x = { " + " . ".join(['"a"'] * 100) + " = 1 }",
    ],
)
def test_deep_nesting_is_refused_before_it_is_parsed(root: Path, text: str) -> None:
    fault = only(site(root, NORTHBANK + text))
    assert (fault.line, fault.hides_file) == (5, True)
    assert "nested deeper than 64" in fault.message


def test_brackets_and_dots_in_texts_and_comments_nest_nothing(root: Path) -> None:
    text = f"source = '{'[' * 300}' # {'{' * 300}\ntown = \"{'a.' * 300}\"\n"
    assert site(root, NORTHBANK + text).problems == ()


def test_a_folder_called_like_a_record(root: Path) -> None:
    (root / FILE).mkdir()
    fault = only(load(root))
    assert (fault.file, fault.message, fault.hides_file) == (FILE, "is a folder", True)


@pytest.mark.parametrize("target", ["nowhere.toml", "northbank.toml"])
def test_a_link_that_leads_nowhere(root: Path, target: str) -> None:
    try:
        (root / FILE).symlink_to(target)
    except OSError:  # Windows without leave to make links
        write(root, FILE, b"\xff")
    assert only(load(root)).hides_file


def test_a_dangling_link_is_called_one(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, FILE, NORTHBANK)
    refuse(monkeypatch, FILE, FileNotFoundError(2, "No such file or directory"))
    monkeypatch.setattr(os.path, "islink", lambda _path: True)
    assert only(load(root)).message == "is a link to a file that is not there"


def refuse(monkeypatch: pytest.MonkeyPatch, name: str, error: OSError) -> None:
    """Let the system refuse one file, as every system does in its own way."""
    real: Callable[..., int] = os.open

    def open_(path: str, *rest: object) -> int:
        if Path(path).as_posix().endswith(name):
            raise error
        return real(path, *rest)

    monkeypatch.setattr(os, "open", open_)


def test_a_file_that_this_user_may_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, FILE, NORTHBANK)
    refuse(monkeypatch, FILE, PermissionError(13, "Permission denied"))
    fault = only(load(root))
    assert (fault.message, fault.expected) == ("may not be read by this user", "leave to read the file")


@contextmanager
def without_root() -> Iterator[None]:
    """Act as a user with no special rights, where the tests are run by one who has them all."""
    is_root = sys.platform != "win32" and os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def open_root() -> Iterator[Path]:
    """Make the register in a folder that every user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        write(root, "register.toml", REGISTER)
        write(root, "halton/authority.toml", AUTHORITY)
        write(root, "halton/establishments/westbank.toml", SITE.format(id="westbank"))
        yield root


def test_files_and_folders_closed_to_this_user(open_root: Path) -> None:
    root = open_root
    write(root, FILE, NORTHBANK).chmod(0)
    write(root, "halton/exercises/x.toml", EXERCISE.format(id="x"))
    (root / "halton/exercises").chmod(0)
    try:
        with without_root():
            book = load(root)
    finally:
        (root / "halton/exercises").chmod(0o755)
    if sys.platform == "win32":  # there chmod closes nothing
        assert book.problems == ()
    else:
        assert [(fault.file, fault.message) for fault in book.problems] == [
            (FILE, "may not be read by this user"),
            ("halton/exercises", "the folder may not be looked into by this user; nothing in it was read"),
        ]


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n"])
def test_an_empty_file_says_what_it_must_hold(root: Path, text: str) -> None:
    book = site(root, text)
    assert [fault.key for fault in book.problems] == ["id", "name", "schema", "tier"]
    assert [fault.hides_file for fault in book.problems].count(True) == 1


@pytest.mark.parametrize("data", [b"\0" * 100, b"schema = 1\0", b"schema = \x1b[31m1", b"\r\r\r"])
def test_control_characters_are_refused_and_never_repeated(root: Path, data: bytes) -> None:
    problems = site(root, data).problems
    assert any(fault.hides_file for fault in problems)
    assert all(fault.message.isprintable() for fault in problems)


def test_words_of_a_record_come_back_printable(root: Path) -> None:
    book = site(root, NORTHBANK + '"\\u001b[31mred" = 1\nnext_test_type = "\\u001b]0;title\\u0007"\n')
    for fault in book.problems:
        assert (fault.message + fault.key + fault.nearest).isprintable()


def test_the_key_under_which_places_are_kept_is_no_key_of_a_file(root: Path) -> None:
    book = site(root, NORTHBANK + '"@" = "x"\n[[plans]]\nregime = "comah"\n"@" = {}\n')
    assert [(fault.line, fault.key) for fault in book.problems] == [(5, "@"), (8, "plans[0].@")]
    assert northbank(book).place.file.name == FILE


@pytest.mark.parametrize("tonnes", ["inf", "-inf", "nan", "1e999", "-1.0", '"24"', "true"])
def test_tonnes_are_a_number_that_can_be_weighed(root: Path, tonnes: str) -> None:
    book = site(root, NORTHBANK + f"[[inventory]]\nnamed = 10\ntonnes = {tonnes}\n")
    fault = only(book)
    assert (fault.key, fault.line, fault.example) == ("inventory[0].tonnes", 7, "tonnes = 24.0")
    assert northbank(book).inventory[0].named == 10


def test_a_number_of_thousands_of_digits_is_not_written_out(root: Path) -> None:
    fault = only(site(root, NORTHBANK + f"[[inventory]]\nnamed = 0x{'f' * 9000}\n"))
    assert fault.message == "named is a very long number"


def test_a_file_of_nothing_but_faults_is_cut_short_and_says_so(root: Path) -> None:
    book = site(root, NORTHBANK + "".join(f"key-{number} = 1\n" for number in range(5000)))
    assert len(book.problems) == 201
    assert book.problems[0].message == "4800 more faults in this file are not listed"
    assert northbank(book).name == "Example Site"


def test_an_id_unlike_its_file_is_an_error_and_the_record_is_taken_in(root: Path) -> None:
    book = site(root, SITE.format(id="north-bank"))
    fault = only(book)
    assert (fault.severity, fault.line, fault.key) == (Severity.ERROR, 2, "id")
    assert fault.message == "the id is north-bank, and the file is called northbank"
    assert ids(book) == ["north-bank", "westbank"]


def test_of_two_files_with_one_id_the_one_that_bears_the_name_is_kept(root: Path) -> None:
    book = site(root, SITE.format(id="westbank").replace("Example Site", "Copied"), name="a-copy")
    assert [fault.message for fault in book.problems] == [
        "the id is westbank, and the file is called a-copy",
        "westbank is the id of halton/establishments/westbank.toml too; this file was left out",
    ]
    assert [one.name for one in book.authorities[0].establishments] == ["Example Site"]


def test_of_two_files_of_one_name_under_two_authorities_the_first_is_kept(root: Path) -> None:
    write(root, "register.toml", REGISTER.replace("}]\nagencies", '}, { id = "other", name = "Other" }]\nagencies'))
    write(root, "other/authority.toml", AUTHORITY.replace("halton", "other"))
    write(root, "other/establishments/westbank.toml", SITE.format(id="westbank"))
    fault = only(load(root))
    assert (fault.file, fault.hides_file) == ("other/establishments/westbank.toml", True)


def test_an_exercise_and_a_site_of_one_id_are_reported_and_both_kept(root: Path) -> None:
    book = exercise(root, "", name="westbank")
    assert only(book).message == "westbank is the id of the establishment in halton/establishments/westbank.toml too"
    assert [one.id for one in book.authorities[0].exercises] == ["westbank"]


def test_ids_that_windows_keeps_for_itself_are_warned_of(root: Path) -> None:
    fault = only(site(root, SITE.format(id="com1"), name="com1"))
    assert fault.severity is Severity.WARNING


def test_an_authority_whose_own_file_is_broken_keeps_its_sites(root: Path) -> None:
    write(root, "halton/authority.toml", "[[[")
    book = load(root)
    assert only(book).file == "halton/authority.toml"
    assert (book.authorities[0].authority.id, book.authorities[0].authority.name) == ("halton", "Example Council")


def test_an_authority_listed_without_its_own_file_keeps_its_sites(root: Path) -> None:
    (root / "halton/authority.toml").unlink()
    fault = only(load(root))
    assert (fault.file, fault.severity) == ("halton/authority.toml", Severity.ERROR)


def test_a_folder_of_records_that_is_no_authority_is_warned_of(root: Path) -> None:
    write(root, "archive/establishments/oldbank.toml", SITE.format(id="oldbank"))
    fault = only(load(root))
    assert (fault.file, fault.severity) == ("archive", Severity.WARNING)
    assert "authority.toml" in fault.message


def test_an_authority_that_the_register_does_not_list_is_read_all_the_same(root: Path) -> None:
    write(root, "other/authority.toml", AUTHORITY.replace("halton", "other"))
    write(root, "other/establishments/eastbank.toml", SITE.format(id="eastbank"))
    book = load(root)
    assert only(book).file == "other/authority.toml"
    assert ids(book) == ["westbank", "eastbank"]


def test_a_broken_register_file_hides_no_site(root: Path) -> None:
    write(root, "register.toml", b"\xff\xff")
    book = load(root)
    assert only(book).file == "register.toml"
    assert book.register.timezone == "Europe/London"


def test_stray_records_are_warned_of(root: Path) -> None:
    write(root, "northbank.toml", NORTHBANK)
    write(root, "halton/northbank.toml", NORTHBANK)
    write(root, "halton/plans/northbank.toml", NORTHBANK)
    write(root, "halton/establishments/widnes/northbank.toml", NORTHBANK)
    write(root, "halton/establishments/.northbank.toml.swp", "")
    write(root, "halton/establishments/notes.txt", "")
    found = {fault.file: fault.severity for fault in load(root).problems}
    assert found == {
        "northbank.toml": Severity.WARNING,
        "halton/northbank.toml": Severity.WARNING,
        "halton/plans/northbank.toml": Severity.WARNING,
        "halton/establishments/widnes": Severity.ERROR,
    }


def test_nothing_readable_at_all_is_the_one_error(tmp_path: Path) -> None:
    write(tmp_path, "register.toml", b"\xff")
    write(tmp_path, "halton/authority.toml", "[")
    with pytest.raises(RegisterUnreadableError, match=r"register\.toml:1: byte 1 of the file"):
        load_book(tmp_path)
    with pytest.raises(RegisterUnreadableError, match="cannot be looked into"):
        load_book(tmp_path / "nowhere")
    with pytest.raises(RegisterUnreadableError, match="Nothing in the register"):
        load_book(tmp_path / "halton")


def test_a_circle_of_folders_is_gone_round_once(root: Path) -> None:
    try:
        (root / "again").symlink_to(root, target_is_directory=True)
        (root / "halton/establishments/again").symlink_to(root / "halton", target_is_directory=True)
    except OSError:  # Windows without leave to make links
        (root / "again").mkdir()
    assert ids(load(root)) == ["westbank"]


def test_a_review_defaults_to_full_only_where_nothing_is_said(root: Path) -> None:
    book = site(root, NORTHBANK + '[[plans]]\nregime = "comah"\nreviews = [{ on = 2024-05-01 }]\n')
    assert northbank(book).plans[0].reviews[0].kind is ReviewKind.FULL


@pytest.mark.parametrize("day", ["2025-02-30", "2025-13-01", "01/11/2023"])
def test_a_day_that_is_none_inside_a_list_is_named_and_the_other_faults_with_it(root: Path, day: str) -> None:
    text = f'{NORTHBANK}town = 5\n[[plans]]\nregime = "comah"\nreviews = [{{ on = {day} }}, {{ on = 2024-02-01 }}]\n'
    found = {problem.key: problem for problem in site(root, text).problems}
    assert set(found) == {"town", "reviews"}
    assert found["reviews"].message.startswith(f"{day} is no day that can be read: reviews = [")
    assert found["reviews"].expected == "a day that exists, written year-month-day with two digits each"
    assert found["reviews"].example == "on = 2023-11-01"
    assert not found["reviews"].hides_file


def test_a_record_that_notepad_named_for_itself_is_never_passed_over(root: Path) -> None:
    write(root, "halton/establishments/north-tank.toml.txt", SITE.format(id="north-tank"))
    fault = only(load_book(root))
    assert fault.file == "halton/establishments/north-tank.toml.txt"
    assert fault.message == "this file is not read: its name does not end in .toml"
    assert fault.example == "halton/establishments/north-tank.toml"
