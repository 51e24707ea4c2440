"""One company, one server and one browser for all tests of the dashboards."""

from collections.abc import Callable, Iterator
from typing import Any

import flask
import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, sync_playwright

from semantic.dashboards import provider
from semantic.dashboards.app import create_server
from semantic.dashboards.place import Place
from tests.browser import MISSING
from tests.dashboards.provider import CLIENT, SECRET, Provider, providing
from tests.dashboards.visit import device, enter, launch
from tests.dashboards.world import World, make_world, serving

SignIn = Callable[..., Page]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Return a company that is calculated, with its dashboards running."""
    made = make_world(tmp_path_factory.mktemp("dashboards"))
    with serving(made) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return the browser, or skip."""
    with sync_playwright() as playwright:
        found = launch(playwright)
        if not found:
            pytest.skip(MISSING)
        yield found
        found.close()


@pytest.fixture
def sign_in(world: World, browser: Browser) -> Iterator[SignIn]:
    """Return what opens a page as a person, in a browser that has nobody else's session."""
    contexts = []

    def open_page(who: str, path: str = "/", **look: Any) -> Page:
        context = device(browser, world.url, **look)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        enter(page, who, world.passwords[who], path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def idp() -> Iterator[Provider]:
    """Return a provider that people sign in with."""
    with providing() as running:
        yield running


@pytest.fixture
def settings(idp: Provider) -> provider.Provider:
    """Return what the dashboards know of the provider."""
    return provider.Provider(idp.url, CLIENT, SECRET, "http://localhost", name="Acme ID")


@pytest.fixture
def server(
    world: World, settings: provider.Provider, monkeypatch: pytest.MonkeyPatch
) -> flask.Flask:
    """Return dashboards with the provider; no semantic layer answers their questions."""
    for name in ("PERFOS_HOME", "PERFOS_KEYS"):
        monkeypatch.setenv(name, world.environment[name])
    return create_server(Place.of(world.folder, None, "http://127.0.0.1:9"), settings, False)


@pytest.fixture
def visitor(server: flask.Flask) -> FlaskClient:
    """Return a browser without pictures, with nobody's session."""
    return server.test_client()


def wait_for_run(page: Page) -> str:
    """Wait until the run that the page follows has ended; return how it ended, in words."""
    ended = page.locator("#notice").get_by_text("done", exact=False)
    ended.first.wait_for(timeout=60_000)
    told = page.inner_text("#notice")
    page.locator("#notice").get_by_role("button", name="Dismiss").click()
    ended.first.wait_for(state="hidden")
    return told
