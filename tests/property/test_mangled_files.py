"""No file, however mangled, ends in anything but a finding, or hides another site."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, time
from pathlib import Path

import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from comah.errors import RegisterUnreadableError
from comah.model.book import Book
from comah.model.declared import record_fields
from comah.model.place import PLACE_KEY, Fact
from comah.model.record_kinds import STRUCTS
from comah.records.consistency import check_book
from comah.records.load import load_book

FILES = {
    "register.toml": """schema = 1
forum = "Example Resilience Forum"
timezone = "Europe/London"
authorities = [{ id = "halton", name = "Example Council" }]
agencies = [{ id = "example-police", name = "Example Constabulary", category = 1 }]
bank_holidays = { add = [2027-05-10], remove = [] }
""",
    "halton/authority.toml": """schema = 1
id = "halton"
name = "Example Council"
[policy]
margin_days = 90
[[measures]]
id = "exercises-a-year"
target = 1
[[local_duties]]
id = "board-report"
every = "1 year"
last_on = 2026-02-03
""",
    "halton/establishments/northbank.toml": """schema = 1
id = "northbank"
name = "Northbank Chemicals"
tier = "upper"
[[plans]]
regime = "comah"
first_prepared_on = 2017-03-14
reviews = [{ on = 2023-11-01, kind = "full" }]
exemptions = [{ from = 2016-06-01, until = "2025-03" }]
[[plans]]
regime = "reppir"
extensions = [{ duty = "test", until_on = 2027-06-30, reference = "ONR/12" }]
[safety_report]
sent_on = "2022"
[[inventory]]
named = 10
tonnes = 24.0
[[history]]
on = "2016"
event = "became-upper-tier"
""",
    "halton/exercises/2026-northbank-live.toml": """schema = 1
id = "2026-northbank-live"
name = "Exercise Example"
type = "live"
will_test = ["northbank"]
starts_at = "10:00"
held_on = "Wed 2025-12-03"
cancelled = { }
phases = [{ id = "events-list", done_on = "unknown" }]
credits = [
  { plan = "northbank", conclusion = "tested", elements = ["activation", "warning"], decided_on = 2026-01-20 },
]
lessons = [{ id = "l1", text = \"\"\"two
lines\"\"\", due_on = 2027-03-31 }]
""",
    "halton/activations/2025-release.toml": """schema = 1
id = "2025-release"
site = "northbank"
on = 2025-03-09
counts_as_test = { decided_by = "head of service" }
""",
    "halton/diary.toml": """schema = 1
[[entries]]
id = "festival"
on = "2027-08-26/2027-08-30"
""",
    "halton/waivers.toml": """schema = 1
[[waivers]]
code = "EXR004"
expires_on = 2027-01-31
""",
    "halton/establishments/westbank.toml": """schema = 1
id = "westbank"
name = "Westbank"
tier = "upper"
""",
}
MANGLED = sorted(FILES.keys() - {"halton/establishments/westbank.toml"})
KINDS = {name: kind for kind in STRUCTS for name in FILES if kind in name or f"/{kind[:-1]}ies/" in name}
TODAY = date(2026, 11, 21)


@contextmanager
def register(name: str, data: bytes) -> Iterator[Path]:
    """Write the register with one file mangled."""
    with tempfile.TemporaryDirectory() as folder:
        for file, text in FILES.items():
            path = Path(folder, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if file == name else text.encode())
        yield Path(folder)


def judge(name: str, data: bytes) -> Book:
    """Load and check the register, and hold every answer to what was promised."""
    with register(name, data) as root:
        book = load_book(root)
        problems = (*book.problems, *check_book(book, TODAY))
    sites = {site.id for one in book.authorities for site in one.establishments}
    assert "westbank" in sites
    assert "northbank" in sites or name == "halton/establishments/northbank.toml"
    for fault in problems:
        assert all(text.isprintable() for text in (fault.file, fault.key, fault.message, fault.nearest))
        assert len(fault.message) < 300
        assert 0 <= fault.line <= data.count(b"\n") + 1 or fault.file != name
        assert fault.expected or fault.message.endswith(("left out", "too", "is used"))
        assert not fault.message.startswith(
            ("Expected `", "Invalid ", "Object ")
        )  # the words of the library underneath are no words for an officer
    return book


@given(st.sampled_from(MANGLED), st.data())
@settings(deadline=None, max_examples=60)
def test_flipped_bytes(name: str, data: st.DataObject) -> None:
    mangled = bytearray(FILES[name].encode())
    for _ in range(data.draw(st.integers(1, 4))):
        mangled[data.draw(st.integers(0, len(mangled) - 1))] = data.draw(st.integers(0, 255))
    judge(name, bytes(mangled))


@given(st.sampled_from(MANGLED), st.data())
@settings(deadline=None, max_examples=40)
def test_cut_off_doubled_and_shuffled(name: str, data: st.DataObject) -> None:
    text = FILES[name].encode()
    first, second = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    judge(
        name,
        data.draw(
            st.sampled_from([text[:first], text[first:], text[:second] + text[first:], text[second:] + text[:first]])
        ),
    )


@given(st.sampled_from(MANGLED), st.binary(max_size=300))
@settings(deadline=None, max_examples=30)
def test_anything_at_all(name: str, data: bytes) -> None:
    judge(name, data)


@given(st.sampled_from(MANGLED), st.text(st.sampled_from("ab.=[]{}\"'#\\\n, 01-:TZ"), max_size=80), st.booleans())
@settings(deadline=None, max_examples=60)
def test_anything_that_looks_like_toml(name: str, text: str, is_before: bool) -> None:
    judge(name, (text + "\n" + FILES[name] if is_before else FILES[name] + "\n" + text).encode())


WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "unknown", "northbank", "2026-02-30", "2024-09", "[2024..2025]", "tested", "all", "10:00"]),
)
SCALARS = st.one_of(
    WORDS,
    st.integers(-(2**63), 2**63 - 1),
    st.booleans(),
    st.floats(),
    st.dates(date(1, 1, 1)),
    st.datetimes(timezones=st.none() | st.just(UTC)),
    st.times(),
    st.just(time(10, 0)),
)


@st.composite
def tables(draw: st.DrawFn, struct: type[Fact], depth: int = 0) -> dict[str, object]:
    """Draw a table whose keys are mostly those of a record and whose values are anything."""
    known = record_fields(struct)
    names = draw(
        st.lists(st.one_of(st.sampled_from(sorted(known)), st.just(PLACE_KEY), WORDS), max_size=8, unique=True)
    )
    anything = st.recursive(
        SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=4
    )
    inside = sorted((one for one in STRUCTS.values()), key=lambda one: one.__name__)
    table = st.deferred(lambda: tables(draw(st.sampled_from(inside)), depth + 1)) if depth < 2 else anything
    return {name: draw(st.one_of(anything, table, st.lists(table, max_size=2))) for name in names}


@given(st.sampled_from(MANGLED), st.data())
@settings(deadline=None, max_examples=80)
def test_any_value_in_any_key(name: str, data: st.DataObject) -> None:
    struct = STRUCTS[KINDS[name]]
    document = tomlkit.parse(FILES[name]).unwrap()
    for key, value in data.draw(tables(struct)).items():
        target = data.draw(st.sampled_from([document, *_inner_tables(document)]))
        target[key] = value
    try:
        text = tomlkit.dumps(document)
    except ValueError:  # a text that TOML cannot hold
        return
    judge(name, text.encode("utf-8", "surrogatepass"))


def _inner_tables(table: dict[str, object]) -> list[dict[str, object]]:
    lists = [value for value in table.values() if isinstance(value, list)]
    inner = [
        one for value in (*table.values(), *(item for one in lists for item in one)) if isinstance(one := value, dict)
    ]
    return [*inner, *(deeper for one in inner for deeper in _inner_tables(one))]


@given(st.binary(max_size=60))
@settings(deadline=None, max_examples=30)
def test_a_register_of_nothing_else(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "register.toml").write_bytes(data)
        try:
            book = load_book(Path(folder))
        except RegisterUnreadableError:
            return
        assert book.authorities == ()
