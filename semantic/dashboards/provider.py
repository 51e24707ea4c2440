"""The OpenID Connect provider that people sign in with, as the environment names it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from semantic.errors import SettingError

PREFIX = "PERFOS_OIDC_"
ISSUER = f"{PREFIX}ISSUER"
CLIENT_ID = f"{PREFIX}CLIENT_ID"
CLIENT_SECRET = f"{PREFIX}CLIENT_SECRET"
CLAIM = f"{PREFIX}CLAIM"
NAME = f"{PREFIX}NAME"
ADDRESS = "PERFOS_DASHBOARDS_URL"
NEEDED = (ISSUER, CLIENT_ID, CLIENT_SECRET, ADDRESS)
KNOWN = {ISSUER, CLIENT_ID, CLIENT_SECRET, CLAIM, NAME}
EMAIL = "email"
OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Provider:
    """Who tells who somebody is, and as whom it knows the dashboards.

    Attributes:
        issuer: Its address, exactly as its tokens and its discovery document write it.
        client_id: What it calls the dashboards.
        client_secret: What the dashboards prove that with; shown nowhere.
        address: Where browsers reach the dashboards: no request can say otherwise.
        claim: The claim that says which person somebody is.
        name: What people call the provider.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    address: str
    claim: str = EMAIL
    name: str = ""

    @property
    def callback(self) -> str:
        """Where the provider sends people back to."""
        return f"{self.address}/sign-in/callback"

    @property
    def is_https(self) -> bool:
        """Whether browsers reach the dashboards by HTTPS: cookies then go nowhere else."""
        return self.address.startswith("https:")


def provider_of(environment: Mapping[str, str]) -> Provider | None:
    """Return the provider that environment variables name; None if they name none.

    Raises:
        SettingError: Some are missing, unknown, or no addresses that are safe.
    """
    given = {name for name, value in environment.items() if name.startswith(PREFIX) and value}
    if not given:
        return None
    if unknown := sorted(given - KNOWN):
        raise SettingError(f"{', '.join(unknown)}: not known; there are {', '.join(sorted(KNOWN))}")
    if missing := [name for name in NEEDED if not environment.get(name)]:
        raise SettingError(
            f"{', '.join(missing)}: not set; signing in with a provider needs all of "
            f"{', '.join(NEEDED)}"
        )
    issuer = _safe(ISSUER, environment[ISSUER])
    address = _safe(ADDRESS, environment[ADDRESS]).rstrip("/")
    if urlsplit(address).path:
        raise SettingError(f"{ADDRESS} has a path: the dashboards are at the root of a host")
    return Provider(
        issuer,
        environment[CLIENT_ID],
        environment[CLIENT_SECRET],
        address,
        environment.get(CLAIM) or EMAIL,
        environment.get(NAME) or str(urlsplit(issuer).hostname),
    )


def _safe(name: str, value: str) -> str:
    """Return an address that nobody on the way can read or change."""
    parts = urlsplit(value)
    is_own = parts.scheme == "http" and parts.hostname in OWN_MACHINE
    is_plain = not (parts.query or parts.fragment or parts.username)
    if parts.hostname and is_plain and (parts.scheme == "https" or is_own):
        return value
    raise SettingError(f"{name} is no address such as https://sign-in.example.com, by HTTPS")
