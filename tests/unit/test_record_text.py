from __future__ import annotations

from pathlib import Path

from register_text import register

from comah.records.load import load_book
from comah.records.record_text import record_text

SITE = """\
#:schema ../../schema/establishment.json

schema = 1
id = "northbank"
name = "Northbank"
tier = "upper"
notes = ["gate \\"B\\"", "S:\\\\plans"]

[[plans]]
regime = "comah"
history_complete = true

[[plans.reviews]]
on = "Wed 2023-11-01"
approved_by = "head of service"

[[plans.exemptions]]
from = 2016-06-01
until = "2025-03"

[public_information]
sent_on = "2024-04/2024-06"

[[inventory]]
named = 10
tonnes = 24.0
hazards = ["H2", "E1"]
"""


def test_a_record_is_written_in_the_order_of_its_declaration() -> None:
    messy = """
notes = ['gate "B"', 'S:\\plans']
inventory = [{ tonnes = 24.0, named = 10, hazards = ["H2", "E1"], category = "" }]
public_information = { sent_on = "2024-04/2024-06" }
name = "Northbank"
group = ""
[[plans]]
history_complete = true
modular = false
regime = "comah"
exemptions = [{ until = "2025-03", from = 2016-06-01 }]
reviews = [{ approved_by = "head of service", kind = "full", on = "Wed 2023-11-01" }]
"""
    book = register({"establishments/northbank": messy})
    assert record_text(book.authorities[0].establishments[0]) == SITE


def test_what_goes_unsaid_stays_unsaid() -> None:
    book = register({"establishments/northbank": '[[plans]]\nregime = "comah"\n'})
    text = record_text(book.authorities[0].establishments[0])
    assert text.endswith('id = "northbank"\nname = "northbank"\ntier = "upper"\n')


def test_a_plan_beside_another_is_never_unsaid() -> None:
    book = register({"establishments/northbank": '[[plans]]\nregime = "reppir"\n[[plans]]\nregime = "comah"\n'})
    text = record_text(book.authorities[0].establishments[0])
    assert text.endswith('[[plans]]\nregime = "reppir"\n\n[[plans]]\nregime = "comah"\n')


def test_a_lower_tier_site_keeps_a_plan_that_says_nothing() -> None:
    book = register({"establishments/northbank": 'tier = "lower"\n[[plans]]\nregime = "comah"\n'})
    assert record_text(book.authorities[0].establishments[0]).endswith('[[plans]]\nregime = "comah"\n')


def test_the_schema_line_leads_to_the_register(tmp_path: Path) -> None:
    (tmp_path / "register.toml").write_text("schema = 1\n", encoding="utf-8")
    assert record_text(load_book(tmp_path).register).startswith("#:schema ./schema/register.json\n")
    assert record_text(register({}).authorities[0].authority).startswith("#:schema ../schema/authority.json\n")
