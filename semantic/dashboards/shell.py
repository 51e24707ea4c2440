"""The frame around every page: name, tabs, language, colours, and news of what was started."""

import dash_mantine_components as dmc
from dash import dcc, html

from semantic.dashboards.doing import dialogue
from semantic.dashboards.place import place
from semantic.dashboards.who import person, token
from semantic.dashboards.words import LANGUAGES, _, language

THEME = {
    "primaryColor": "brand",
    "primaryShade": {"light": 7, "dark": 6},
    "defaultRadius": "md",
    "fontFamily": "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
    "colors": {
        "dark": [
            "#e6e9ee", "#c3cad4", "#a3adbb", "#7c8797", "#454f5d",
            "#343d4a", "#252c37", "#1c222b", "#14181e", "#0f1216",
        ],
        "brand": [
            "#edf3fb", "#d9e5f5", "#b3cbec", "#8ab4f0", "#8ab4f0",
            "#5f93d8", "#2f68b0", "#1f4e8c", "#1a4278", "#143360",
        ],
    },
}  # fmt: skip


def shell() -> dmc.MantineProvider:
    """Return the frame for the person who is signed in."""
    return dmc.MantineProvider(
        [
            dcc.Location(id="url"),
            dcc.Store(id="task", data=None),
            dcc.Store(id="changed", data=0),
            dcc.Interval(id="tick", interval=1500, disabled=True),
            html.A(_("Skip to the content"), href="#page", className="skip"),
            html.Header([_top(), html.Nav(id="tabs", className="tabs", **_label(_("Pages")))]),
            html.Main(
                dcc.Loading(
                    html.Div(id="page"),
                    delay_show=400,
                    overlay_style={"visibility": "visible", "opacity": 0.6},
                ),
                className="content",
                tabIndex="-1",
            ),
            dialogue(),
            html.Div(id="notice", className="notice", role="status", **{"aria-live": "polite"}),
        ],
        theme=THEME,
        defaultColorScheme="auto",
    )


def _top() -> html.Div:
    """Return the line on top."""
    brand = html.A(
        [
            html.Img(src="/assets/icon.svg", alt="", width=26, height=26),
            html.Span("Performance OS"),
            html.Span(place().title, className="soft"),
        ],
        href="/",
        className="brand",
    )
    return html.Div(
        [
            brand,
            html.Div(style={"flex": 1}),
            _language(),
            dmc.ColorSchemeToggle(
                lightIcon="☀", darkIcon="☾", variant="subtle", **_label(_("Light or dark"))
            ),
            html.Span(person(), className="soft", id="who"),
            _form("/sign-out", _("Sign out")),
        ],
        className="top",
    )


def _language() -> html.Form:
    """Return the button that changes to the other language."""
    other = next(code for code in LANGUAGES if code != language())
    return _form(f"/language/{other}", LANGUAGES[other])


def _form(action: str, text: str) -> html.Form:
    """Return a button that posts to the server."""
    button = html.Button(text, type="submit", className="quiet")
    hidden = dcc.Input(type="hidden", name="csrf", value=token())
    return html.Form([hidden, button], action=action, method="POST")


def _label(text: str) -> dict[str, str]:
    return {"aria-label": text}
