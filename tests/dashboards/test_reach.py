"""What nobody reaches who may not see it, by page or by address; and the files of who may."""

import csv
import io

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.slow


def test_files_of_a_statement(world):
    client = world.client("ada")
    answer = client.get("/files/statement/ada/2026-03.pdf")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "Ada Novak" in text and "Corvus Media" in text
    assert client.get("/files/statement/ada/2026-03.xlsx").content.startswith(b"PK")
    assert "Corvus Media" in client.get("/sheet/ada/2026-03").text


def test_a_payee_reaches_nobody_else(world, sign_in):
    client = world.client("ada")
    for path in (
        "/files/statement/ben/2026-03.pdf",
        "/files/statement/ben/2026-03.xlsx",
        "/files/statement/nobody/2026-03.pdf",
        "/sheet/ben/2026-03",
    ):
        assert client.get(path).status_code == 404, path
    assert client.get("/files/quarantine.csv").text.split() == ["nothing"]
    for path in ("/people/ben", "/team", "/operations", "/close", "/finance", "/finance/ledger"):
        page = sign_in("ada", path)
        assert page.inner_text("#page h1") == "There is nothing here", path
        assert page.locator("#tabs a").all_inner_texts() == ["My pay"]


def test_an_analyst_sees_nobody_s_pay(world):
    client = world.client("analyst")
    assert client.get("/files/statement/ada/2026-03.pdf").status_code == 404
    records = csv.DictReader(io.StringIO(client.get("/files/quarantine.csv").text))
    assert "record" not in records.fieldnames
