"""What nobody reaches who may not see it, by page or by address; and the files of who may."""

import csv
import io

import pytest
from pypdf import PdfReader

from packages.lock import Pin
from packages.upgrade.record import Upgrade, new_folder

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


def test_the_diff_of_an_upgrade_is_for_who_may_see_pay(world, sign_in):
    pins = [Pin("sales_commission", version, "0" * 64, "bundled", "here") for version in "12"]
    upgrade = Upgrade(new_folder(world.state, "sales_commission"), *pins, "run", "administrator")
    upgrade.note("compare_postings", "stopped", new=0, changed=17, gone=0, sealed=2)
    (upgrade.folder / "diff.html").write_text("Ada earns less")
    path = f"/files/upgrade/{upgrade.folder.name}/diff.html"
    for who in ("ada", "cleo", "analyst"):
        assert world.client(who).get(path).status_code == 404, who
    client = world.client("preparer")
    assert client.get(path).text == "Ada earns less"
    assert client.get("/files/upgrade/9999-x/diff.html").status_code == 404
    row = sign_in("preparer", "/operations").locator("tr", has_text="sales_commission 1 → 2")
    assert "17 changed, 2 of them about closed months" in row.inner_text()
    assert row.get_by_role("link", name="Diff").get_attribute("href") == path
    row = sign_in("analyst", "/operations").locator("tr", has_text="sales_commission 1 → 2")
    assert "stopped" in row.inner_text() and row.get_by_role("link").count() == 0
