"""The pages for everybody: by keyboard and screen reader, in French, and without a network."""

import pytest

from semantic.serve import FOLDER

pytestmark = pytest.mark.slow
AXE = FOLDER / "node_modules" / "axe-core" / "axe.min.js"
PAGES = [
    ("ada", "/me?month=2026-03"),
    ("cleo", "/team?month=2026-03"),
    ("preparer", "/operations"),
    ("analyst", "/revops?month=2026-03"),
    ("analyst", "/revops/metric?name=win_rate&month=2026-03"),
    ("analyst", "/kpis"),
    ("controller", "/close?month=2026-03"),
    ("controller", "/finance?year=2026"),
    ("controller", "/finance/ledger"),
    ("controller", "/finance/ledger?account=commission_expense&period=2026-03"),
]


def faults(page):
    """Return the serious faults that axe finds on a page, each with where it is."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `make cube`")
    # Colours change gently: axe would measure them on their way.
    page.wait_for_timeout(700)
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run()")
    return [
        (one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"][:300])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize(("who", "path"), PAGES, ids=[path for _, path in PAGES])
def test_axe_finds_no_serious_fault(sign_in, who, path):
    page = sign_in(who, path)
    found = faults(page)
    page.evaluate("document.documentElement.dataset.mantineColorScheme = 'dark'")
    assert found + faults(page) == []


def test_axe_on_a_phone(sign_in):
    page = sign_in("ada", "/me?month=2026-03", is_phone=True)
    page.get_by_role("button", name="Corvus Media").first.click()
    assert faults(page) == []
    page.goto("/sheet/ada/2026-03")
    assert faults(page) == []


def test_the_first_stop_of_the_keyboard_leads_to_the_content(sign_in):
    page = sign_in("ada", "/me")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"


def test_french(sign_in):
    page = sign_in("ada", "/me?month=2026-03", locale="fr-FR")
    assert page.get_attribute("html", "lang") == "fr"
    assert page.locator("#tabs a").all_inner_texts() == ["Ma paie"]
    assert "Relevé de mars 2026" in page.inner_text("#page")
    assert page.inner_text("#earned-EUR").replace("\u202f", " ").endswith(",00\u00a0€")
    page.get_by_role("button", name="English").click()
    page.wait_for_selector("#page h1")
    assert page.locator("#tabs a").all_inner_texts() == ["My pay"]


def test_the_last_statement_is_read_offline(sign_in):
    page = sign_in("ada", "/me?month=2026-03", is_phone=True)
    page.wait_for_function("navigator.serviceWorker.controller")
    page.reload()
    page.wait_for_selector("#sheet")
    page.wait_for_function(
        "caches.open('perfos-1').then(c => c.match('/kept/statement')).then(a => !!a)"
    )
    page.context.set_offline(True)
    page.goto("/me")
    assert "Statement of March 2026" in page.inner_text("h1")
    assert "Corvus Media" in page.inner_text("main")
    page.context.set_offline(False)
    page.goto("/me")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_selector("#password")
    assert page.evaluate("caches.keys()") == []
