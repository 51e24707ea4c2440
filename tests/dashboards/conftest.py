"""One company, one server and one browser for all tests of the dashboards."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import MISSING, find
from tests.dashboards.world import World, make_world, serving

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
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
    found_at = find()
    if not found_at:
        pytest.skip(MISSING)
    program, environment = found_at
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, env=environment, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def sign_in(world: World, browser: Browser) -> Iterator[SignIn]:
    """Return what opens a page as a person, in a browser that has nobody else's session."""
    contexts = []

    def open_page(
        who: str,
        path: str = "/",
        is_phone: bool = False,
        scheme: str = "light",
        locale: str = "en-GB",
    ) -> Page:
        context = browser.new_context(
            viewport=PHONE if is_phone else DESKTOP,
            base_url=world.url,
            color_scheme=scheme,
            locale=locale,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto("/sign-in")
        page.fill("#name", who)
        page.fill("#password", world.passwords[who])
        page.click("main form button[type=submit]")
        page.wait_for_selector("#page h1")
        if path != "/":
            page.goto(path)
            page.wait_for_selector("#page h1")
        return page

    yield open_page
    for context in contexts:
        context.close()


def wait_for_run(page: Page) -> str:
    """Wait until the run that the page follows has ended; return how it ended, in words."""
    ended = page.locator("#notice").get_by_text("done", exact=False)
    ended.first.wait_for(timeout=60_000)
    told = page.inner_text("#notice")
    page.locator("#notice").get_by_role("button", name="Dismiss").click()
    ended.first.wait_for(state="hidden")
    return told
