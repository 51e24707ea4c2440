"""Signing in with a provider: who gets in, and that nothing forged, stolen or replayed does."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from semantic.dashboards.app import create_server
from semantic.dashboards.serve import free_port
from tests.dashboards.door import refused, way, who
from tests.dashboards.provider import CLIENT, SECRET, providing
from tests.dashboards.visit import device
from tests.dashboards.world import serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def real(world):
    """Return the company and its provider, with dashboards as the command starts them."""
    port = free_port()
    with providing() as idp:
        idp.callback = f"http://127.0.0.1:{port}/sign-in/callback"
        given = {
            "PERFOS_OIDC_ISSUER": idp.url,
            "PERFOS_OIDC_CLIENT_ID": CLIENT,
            "PERFOS_OIDC_CLIENT_SECRET": SECRET,
            "PERFOS_DASHBOARDS_URL": f"http://127.0.0.1:{port}/",
        }
        with serving(replace(world, settings=given), port) as served:
            yield served, idp


def test_a_seller_gets_to_her_own_pay_and_to_nobody_else_s(real):
    served, _ = real
    with served.client() as client:
        assert client.get("/sheet/ada/2026-01").status_code == 302
        page = client.get("/sign-in").text
        assert 'name="password"' not in page
        csrf = re.findall(r'name="csrf" value="(.+?)"', page)[0]
        password = {"csrf": csrf, "name": "ben", "password": served.passwords["ben"]}
        assert client.post("/sign-in", data=password).status_code == 404
        answer = client.get(way(client, "?next=/sheet/ada/2026-01"))
        assert answer.status_code == 302 and answer.headers["location"] == "/sheet/ada/2026-01"
        assert "Ada Novak" in client.get("/sheet/ada/2026-01").text
        assert client.get("/sheet/ben/2026-01").status_code == 404
        (session,) = [one for one in answer.headers.get_list("set-cookie") if "perfos=" in one]
        assert "HttpOnly" in session and "SameSite=Lax" in session
    log = (served.root / "dashboards.log").read_text()
    assert SECRET not in log and "code=" not in log


def test_a_browser_goes_there_and_back_and_out_of_both(real, browser):
    """The policy of the pages lets a browser follow every step."""
    served, idp = real
    context = device(browser, served.url)
    page = context.new_page()
    page.goto("/me?month=2026-01")
    page.get_by_role("link", name="Sign in with").click()
    page.wait_for_selector("#page h1")
    assert page.url == f"{served.url}/me?month=2026-01" and page.inner_text("#who") == "ada"
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in with").wait_for()
    assert "/end_session" in idp.asked and page.url.startswith(f"{served.url}/sign-in")
    page.goto("/me")
    assert "/sign-in" in page.url
    context.close()


def test_the_page_names_the_provider_in_both_languages(visitor):
    page = visitor.get("/sign-in?next=/me").text
    assert "Sign in with Acme ID" in page and "/sign-in/start?next=/me" in page
    french = visitor.get("/sign-in", headers={"Accept-Language": "fr"}).text
    assert "Se connecter avec Acme ID" in french and "password" not in french


def test_passwords_let_in_beside_a_provider_where_that_is_asked_for(server, world):
    server.config["HAS_ACCOUNTS"] = True
    visitor = server.test_client()
    page = visitor.get("/sign-in").text
    assert page.index("Sign in with Acme ID") < page.index('name="password"')
    csrf = re.findall(r'name="csrf" value="(.+?)"', page)[0]
    sent = {"csrf": csrf, "name": "ada", "password": world.passwords["ada"]}
    assert visitor.post("/sign-in", data=sent).location == "/" and who(visitor) == "ada"
    with visitor.session_transaction() as session:
        csrf = session["csrf"]
    assert visitor.post("/sign-out", data={"csrf": csrf}).location == "/sign-in"


def test_a_refusal_or_an_old_code_is_told_and_not_tried_again(visitor, idp, caplog):
    idp.forgets = True
    refused(visitor, 401, "Start again")
    assert "invalid_grant" in caplog.text
    idp.refuses = True
    answer = refused(visitor, 403, "did not let you in")
    assert "refresh" not in answer.text and 'href="/sign-in/start' in answer.text


def test_a_provider_that_is_down_is_told_at_once(world, settings, server, caplog):
    gone = replace(settings, issuer=f"http://127.0.0.1:{free_port()}")
    visitor = create_server(server.extensions["perfos_place"], gone, False).test_client()
    for _ in range(2):
        answer = visitor.get("/sign-in/start")
        assert answer.status_code == 503 and "Acme ID does not answer" in answer.text
    assert visitor.get("/sign-in").status_code == 200 and not visitor.get("/sign-in").location
    assert "ConnectionError" in caplog.text


def test_a_document_of_another_issuer_is_refused(visitor, idp, caplog):
    idp.document = {"issuer": "https://another.example"}
    assert visitor.get("/sign-in/start").status_code == 401
    assert "another.example" in caplog.text
    idp.document = {}
    visitor.get(way(visitor))
    assert who(visitor) == "ada"


@pytest.mark.parametrize("has_page", [True, False])
def test_signing_out_ends_both_sessions(visitor, idp, has_page):
    idp.document = {} if has_page else {"end_session_endpoint": None}
    visitor.get(way(visitor))
    with visitor.session_transaction() as session:
        csrf = session["csrf"]
    assert visitor.post("/sign-out").status_code == 403 and who(visitor) == "ada"
    answer = visitor.post("/sign-out", data={"csrf": csrf})
    assert not who(visitor) and answer.headers["clear-site-data"]
    if not has_page:
        assert answer.location == "/sign-in"
        return
    away = re.findall(r'http-equiv="refresh" content="0; url=(.+?)"', answer.text)[0]
    sent = parse_qs(urlsplit(away.replace("&amp;", "&")).query)
    assert away.startswith(f"{idp.url}/end_session?") and sent["client_id"] == [CLIENT]
    assert sent["post_logout_redirect_uri"] == ["http://localhost/sign-in"]
    assert sent["id_token_hint"][0].startswith("eyJ")
    assert "form-action 'self'" in answer.headers["content-security-policy"]


def test_cookies_go_by_https_alone_where_the_dashboards_are(server, settings, idp):
    secure = replace(settings, address="https://pay.example.com")
    idp.callback = secure.callback
    visitor = create_server(server.extensions["perfos_place"], secure, False).test_client()
    answer = visitor.get("/sign-in/start")
    assert "Secure" in answer.headers["set-cookie"] and SECRET not in repr(secure)
