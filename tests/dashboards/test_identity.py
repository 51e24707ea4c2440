"""Which person somebody is: by what the provider vouches for, and by the company folder alone."""

from dataclasses import replace
from datetime import date

import duckdb
import pytest

from perfos.company.access import Access
from semantic.dashboards.app import create_server
from semantic.dashboards.identity import NobodyError, name_of
from semantic.dashboards.provider import provider_of
from semantic.errors import SettingError
from tests.dashboards.door import refused, way, who

GIVEN = {
    "PERFOS_OIDC_ISSUER": "https://id.example.com/tenant",
    "PERFOS_OIDC_CLIENT_ID": "dashboards",
    "PERFOS_OIDC_CLIENT_SECRET": "secret-of-the-client",
    "PERFOS_DASHBOARDS_URL": "https://pay.example.com/",
}
ACCESS = Access(people={"finn@acme.example": ("auditor",), "kim": ("analyst",)})


@pytest.fixture(scope="module")
def snapshot():
    with duckdb.connect() as found:
        found.execute("create schema core")
        found.execute("create table core.person (person_id varchar, email varchar, left_on date)")
        rows = [
            ("U1", "Ann@Acme.example", None),
            ("U2", "kim.k@acme.example", date(2999, 12, 31)),
            ("U3", "gone@acme.example", date(2020, 1, 31)),
            ("U4", "two@acme.example", None),
            ("U5", "TWO@acme.example", None),
            ("U6", "again@acme.example", date(2020, 1, 31)),
            ("U7", "again@acme.example", None),
            ("U8", "finn@acme.example", None),
            ("U9", None, None),
        ]
        found.executemany("insert into core.person values (?, ?, ?)", rows)
        yield found


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("ann@acme.example", "U1"),
        ("ANN@ACME.EXAMPLE", "U1"),
        ("u9", "U9"),
        ("Kim", "kim"),
        ("again@acme.example", "U7"),
    ],
)
def test_who_somebody_is(snapshot, value, name):
    assert name_of(value, ACCESS, snapshot) == name


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("nobody@acme.example", "neither"),
        ("gone@acme.example", "neither"),
        ("two@acme.example", "U4, U5"),
        ("finn@acme.example", "U8, finn"),
        # The sign of the kelvin is a k only for who makes capitals small in all of Unicode.
        ("\N{KELVIN SIGN}im", "neither"),
        ("\N{KELVIN SIGN}im.k@acme.example", "neither"),
        ("%@acme.example", "neither"),
    ],
)
def test_who_nobody_is(snapshot, value, why):
    with pytest.raises(NobodyError, match=why):
        name_of(value, ACCESS, snapshot)


@pytest.mark.slow
@pytest.mark.parametrize("verified", [False, None, "false", 1, "yes"])
def test_an_address_that_nobody_has_verified_is_refused(visitor, idp, verified):
    idp.person["email_verified"] = verified
    refused(visitor, 403, "has not verified")


@pytest.mark.slow
@pytest.mark.parametrize("said", ["stranger@example.com", "", None, ["ada@example.com"], True])
def test_a_stranger_is_told_so_and_logged(visitor, idp, caplog, said):
    idp.person["email"] = said
    refused(visitor, 403, "you have no access here")
    assert repr(said) in caplog.text or "no claim 'email'" in caplog.text


@pytest.mark.slow
def test_groups_come_from_the_company_folder_alone(visitor, server, idp):
    idp.claims = {"groups": ["finance"], "roles": ["auditor"], "who": "auditor"}
    visitor.get(way(visitor))
    assert who(visitor) == "ada"
    assert server.extensions["perfos_place"].viewer("ada").groups == ("rep",)


@pytest.mark.slow
def test_another_claim_names_people_of_access_yml(server, settings, idp):
    asks = replace(settings, claim="upn")
    visitor = create_server(server.extensions["perfos_place"], asks, False).test_client()
    idp.person = {"upn": "Auditor", "email": "ada@example.com", "email_verified": False}
    visitor.get(way(visitor))
    assert who(visitor) == "auditor"


def test_settings():
    assert provider_of({"PERFOS_HOME": "x", "PERFOS_OIDC_NAME": ""}) is None
    found = provider_of(GIVEN)
    assert (found.claim, found.name) == ("email", "id.example.com")
    assert found.callback == "https://pay.example.com/sign-in/callback" and found.is_https
    assert "secret-of" not in repr(found)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"PERFOS_OIDC_CLIENT_SECRET": ""}, "PERFOS_OIDC_CLIENT_SECRET: not set"),
        ({"PERFOS_DASHBOARDS_URL": ""}, "PERFOS_DASHBOARDS_URL: not set"),
        ({"PERFOS_OIDC_CLAIMS": "upn"}, "PERFOS_OIDC_CLAIMS: not known"),
        ({"PERFOS_OIDC_ISSUER": "http://id.example.com"}, "by HTTPS"),
        ({"PERFOS_OIDC_ISSUER": "https://"}, "no address"),
        ({"PERFOS_DASHBOARDS_URL": "http://localhost.example.com"}, "by HTTPS"),
        ({"PERFOS_DASHBOARDS_URL": "https://pay.example.com/dashboards"}, "path"),
        ({"PERFOS_DASHBOARDS_URL": "https://me@pay.example.com"}, "no address"),
    ],
)
def test_settings_that_are_wrong_are_told(change, why):
    with pytest.raises(SettingError, match=why):
        provider_of({**GIVEN, **change})
