"""A visit to the dashboards: a browser, a device, and somebody who signs in."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.browser import find

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
DEVICES = pytest.mark.parametrize("is_phone", [False, True], ids=["desktop", "phone"])
"""For tests of what people do on both."""


def launch(playwright: Playwright) -> Browser | None:
    """Return the browser; None where there is none."""
    found = find()
    if not found:
        return None
    program, environment = found
    return playwright.chromium.launch(executable_path=program, env=environment, args=FLAGS)


def device(
    browser: Browser,
    url: str,
    is_phone: bool = False,
    scheme: str = "light",
    locale: str = "en-GB",
) -> BrowserContext:
    """Return a device that has nobody else's session."""
    return browser.new_context(
        viewport=PHONE if is_phone else DESKTOP,
        base_url=url,
        color_scheme=scheme,  # type: ignore[arg-type]
        locale=locale,
    )


def enter(page: Page, who: str, password: str, path: str = "/") -> None:
    """Sign in and go to a page."""
    page.goto("/sign-in")
    page.fill("#name", who)
    page.fill("#password", password)
    page.click("main form button[type=submit]")
    page.wait_for_selector("#page h1")
    if path != "/":
        page.goto(path)
        page.wait_for_selector("#page h1")
